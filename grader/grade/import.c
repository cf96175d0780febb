#include "grade/answer.h"

#include "base/buffer.h"

enum {
    UNITS_LEAST = 10,    /* fewer tell nothing of how it was written down */
    STRETCH_WORDS = 200, /* without a full stop: longer than anybody's sentence */
};

/* Sentences that nobody ended, since they were cut by their length: see transcript/unit.h. */
typedef struct {
    size_t units, cut;
    size_t longest, longest_unit; /* the words of the longest stretch, and where it begins */
} Stretches;

static Stretches find_stretches(const Answer *answer)
{
    Stretches found = {0};
    size_t words = 0, first = 0;
    for (size_t u = 0; u < answer->unit_count; u++) {
        const UnitView *unit = &answer->units[u];
        if (unit->mark == MARK_INTERVIEWER) continue;
        if (!unit->continues) {
            words = 0;
            first = u;
        }
        words += unit->words;
        found.units++;
        found.cut += unit->continues;
        if (words <= found.longest) continue;
        found.longest = words;
        found.longest_unit = first;
    }
    return found;
}

void flag_import(Answer *answer)
{
    const Transcript *transcript = answer->transcript;
    Text id = TEXT("import");
    for (size_t i = 0; i < transcript->note_count; i++)
        flag_answer(answer, transcript->notes[i].id, transcript->notes[i].reason);
    Stretches found = find_stretches(answer);
    if (found.units >= UNITS_LEAST && found.cut * 2 >= found.units) {
        flag_answer(answer, id, TEXT("hardly any full stops: most sentences were cut by their length"));
    } else if (found.longest >= STRETCH_WORDS) {
        Buffer reason = buffer_new(answer->keep);
        buffer_format(&reason, "%zu words without a full stop were cut by their length", found.longest);
        flag_unit(answer, id, buffer_text(&reason), found.longest_unit);
    }
}
