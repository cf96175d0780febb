#include "interview/interview_parts.h"

static unsigned whole_minutes(double minutes)
{
    return (unsigned)(minutes + 0.5);
}

/* What passed since the last look was spent on the stage that was answered. */
static void give_time(Interview *interview)
{
    double now = clock_seconds(&interview->clock);
    stage_now(interview)->seconds += now - interview->seen;
    interview->seen = now;
}

static const Stage *next_section(Interview *interview)
{
    const Stage *next = interview->at + 1 < interview->stages.count ? stage_now(interview) + 1 : NULL;
    return next && next->kind == STAGE_SECTION ? next : NULL;
}

static void call_scoping(Interview *interview)
{
    const Stage *stage = stage_now(interview), *next = next_section(interview);
    bool is_long = interview->at == 0 && interview_share(interview) >= interview->plan->rubric->pace.long_scoping;
    if (interview->scoping_called || !is_long || stage->kind != STAGE_SECTION || !next) return;
    interview->scoping_called = true;
    terminal_say(interview->terminal, VOICE_QUESTION,
                 "We have been scoping for %u minutes. Say what you assume for the rest, and let us talk about %.*s.",
                 whole_minutes(stage->seconds / 60), TEXT_ARGS(next->id));
}

static void call_phase(Interview *interview)
{
    Stage *stage = stage_now(interview);
    bool over = stage->minutes > 0 && stage->seconds >= 60 * stage->minutes;
    if (stage->called || !over || interview->closing || (interview->at == 0 && interview->scoping_called)) return;
    stage->called = true;
    terminal_say(interview->terminal, VOICE_FAINT, "That was the time for this part (%u min). One last sentence, then /next.",
                 whole_minutes(stage->minutes));
}

/* In a free stream: the headline dimensions that the draft finds nothing of. */
static void list_absent(Interview *interview, Buffer *names)
{
    const Grade *grade = draft_grade(interview, names->arena);
    const Rubric *rubric = interview->plan->rubric;
    for (size_t d = 0; grade && grade->judged && d < rubric->dimension_count; d++)
        if (rubric->dimensions[d].headline && grade->dimensions[d].band == 0)
            buffer_format(names, "%s%.*s", names->length ? ", " : "", TEXT_ARGS(rubric->dimensions[d].id));
}

static void list_unanswered(const Interview *interview, Buffer *names)
{
    for (size_t i = 0; i < interview->stages.count; i++) {
        const Stage *stage = &interview->stages.items[i];
        if (stage->kind == STAGE_SECTION && stage_is_empty(stage) && i != interview->at)
            buffer_format(names, "%s%.*s", names->length ? ", " : "", TEXT_ARGS(stage->id));
    }
}

static void call_missing(Interview *interview, Arena scratch)
{
    double share = interview_share(interview);
    Buffer names = buffer_new(&scratch);
    if (interview->missing_called || interview->closing || share < interview->plan->rubric->pace.missing_at) return;
    interview->missing_called = true;
    if (share >= 1) return;
    if (interview->free) list_absent(interview, &names);
    else list_unanswered(interview, &names);
    unsigned left = whole_minutes((1 - share) * interview->plan->minutes);
    if (names.length)
        terminal_say(interview->terminal, VOICE_QUESTION, "%u minute%s left, and I have not heard about: %.*s.",
                     left ? left : 1, left > 1 ? "s are" : " is", TEXT_ARGS(buffer_text(&names)));
}

/* A nudge when the time is up and after each further quarter; nobody is cut off. */
static void call_over(Interview *interview)
{
    double share = interview_share(interview);
    size_t due = share >= 1 ? 1 + (size_t)((share - 1) * 4) : 0;
    if (due <= interview->over_calls) return;
    interview->over_calls = due;
    if (interview->closing) return;
    if (due == 1)
        terminal_say(interview->terminal, VOICE_QUESTION, "That is our time. Finish your thought; /done ends.");
    else
        terminal_say(interview->terminal, VOICE_FAINT, "We are %u minutes over; /done ends.",
                     whole_minutes((share - 1) * interview->plan->minutes));
}

void calls_make(Interview *interview)
{
    give_time(interview);
    call_scoping(interview);
    call_phase(interview);
    call_missing(interview, *interview->keep);
    call_over(interview);
}

void calls_list_times(Interview *interview)
{
    give_time(interview);
    for (size_t i = 0; i < interview->stages.count; i++) {
        const Stage *stage = &interview->stages.items[i];
        Text label = stage_label(stage);
        if (stage->minutes > 0)
            terminal_say(interview->terminal, VOICE_PLAIN, "  %-14.*s %5.1f of %.1f min", TEXT_ARGS(label),
                         stage->seconds / 60, stage->minutes);
        else if (stage->seconds > 0)
            terminal_say(interview->terminal, VOICE_PLAIN, "  %-14.*s %5.1f min", TEXT_ARGS(label), stage->seconds / 60);
    }
    terminal_say(interview->terminal, VOICE_PLAIN, "  %-14s %5.1f of %u min%s", "all", clock_seconds(&interview->clock) / 60,
                 interview->plan->minutes, terminal_is_interactive(interview->terminal) ? "" : " (by words typed)");
}

Text call_prompt(void *of, Arena *keep)
{
    Interview *interview = of;
    Buffer prompt = buffer_new(keep);
    unsigned minutes = interview_seconds(interview) / 60;
    if (!terminal_is_plain(interview->terminal)) buffer_format(&prompt, "[%u/%u] ", minutes, interview->plan->minutes);
    buffer_format(&prompt, "%.*s> ", TEXT_ARGS(stage_label(stage_now(interview))));
    return buffer_text(&prompt);
}
