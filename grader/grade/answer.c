#include "grade/answer.h"

Text unit_quote(const Answer *answer, size_t unit, size_t *line)
{
    const UnitView *view = &answer->units[unit];
    *line = transcript_line(answer->transcript, view->start);
    return text_slice(answer->transcript->text, view->start, view->end);
}

void flag_answer(Answer *answer, Text id, Text reason)
{
    *LIST_ADD(&answer->flags, answer->keep) = (Flag){.id = id, .reason = reason};
}

void flag_unit(Answer *answer, Text id, Text reason, size_t unit)
{
    Flag flag = {.id = id, .reason = reason};
    flag.quote = unit_quote(answer, unit, &flag.line);
    *LIST_ADD(&answer->flags, answer->keep) = flag;
}

size_t unit_after(const Answer *answer, size_t unit, size_t ahead)
{
    size_t passage = answer->units[unit].passage, at = unit;
    bool asks = answer->units[unit].question, answered = false;
    while (ahead > 0 && ++at < answer->unit_count) {
        const UnitView *next = &answer->units[at];
        if (next->passage != passage && asks && !answered && next->mark == MARK_INTERVIEWER) {
            while (at + 1 < answer->unit_count && answer->units[at + 1].mark == MARK_INTERVIEWER) at++;
            answered = true;
            if (at + 1 < answer->unit_count) passage = answer->units[at + 1].passage;
            continue;
        }
        if (next->passage != passage) return answer->unit_count;
        ahead--;
    }
    return at < answer->unit_count ? at : answer->unit_count;
}
