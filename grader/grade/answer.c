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
