#include "grade/answer.h"

#include "base/buffer.h"

static bool is_section(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->section_count; i++)
        if (text_equal(rubric->sections[i].id, id)) return true;
    return false;
}

/* Of an interview that was only begun nothing can be said. */
static bool is_half_done(const Conduct *conduct)
{
    return conduct && conduct->minutes > 0 && conduct->seconds >= 60 * conduct->minutes / 2;
}

void conduct_flag(const Grader *grader, Answer *answer)
{
    const Conduct *conduct = answer->transcript->conduct;
    if (!is_half_done(conduct)) return;
    for (size_t i = 0; i < conduct->time_count; i++) {
        const TimeSpent *time = &conduct->times[i];
        double share = time->seconds / conduct->seconds;
        if (share <= grader->rubric->scale.balance_share || !is_section(grader->rubric, time->section)) continue;
        Buffer reason = buffer_new(answer->keep);
        buffer_format(&reason, "%d %% of the time went into one section: %.*s", (int)(100 * share + 0.5),
                      TEXT_ARGS(time->section));
        flag_answer(answer, TEXT("balance"), buffer_text(&reason));
    }
}
