#include "interview/interview_parts.h"

static Text text_of(const Json *event, const char *key)
{
    const Json *value = json_find(event, key);
    return value && value->kind == JSON_STRING ? value->string : TEXT("");
}

/* The stage that an event belongs to, made anew when it came on the way; NULL for
   one of another rubric's sections. */
static Stage *stage_of(Interview *interview, const Json *event)
{
    Text id = text_of(event, "section"), question = text_of(event, "ask");
    Stage *known = stage_find(interview, id);
    if (known || question.length == 0) return known;
    if (text_starts_with(id, SURPRISE_ID)) return surprise_add(interview, id, question);
    if (text_starts_with(id, FOLLOW_UP_ID)) return follow_up_add(interview, id, question);
    return NULL;
}

/* Where a surprise leads back to: into the answer that paused for it with an empty line,
   else behind it. One that was not due yet came because the sections were done with. */
static void replay_surprise(Interview *interview)
{
    const Stage *answered = stage_now(interview);
    bool paused = text_ends_with(buffer_text(&answered->text), TEXT("\n\n"));
    interview->after = paused || answered->kind != STAGE_SECTION ? interview->at : interview->at + 1;
    interview->closing = interview_share(interview) < interview->plan->rubric->pace.curve_ball_at;
}

static void replay_time(Interview *interview, const Json *event, Stage *stage)
{
    const Json *at = json_find(event, "at");
    if (!at || at->kind != JSON_NUMBER || at->number <= interview->clock.seconds) return;
    if (stage) stage->seconds += at->number - interview->clock.seconds;
    interview->clock.seconds = interview->seen = at->number;
}

static void replay_answer(Interview *interview, const Json *event, Stage *stage)
{
    const Json *line = json_find(event, "line"), *whole = json_find(event, "replace");
    const Json *said = whole ? whole : line;
    if (!said || said->kind != JSON_STRING) return;
    *LIST_ADD(&stage->before, interview->keep) = buffer_text(&stage->text);
    if (whole) stage->text = buffer_new(interview->keep);
    if (whole && whole->string.length == 0) return;
    buffer_add(&stage->text, said->string);
    if (!whole || !text_ends_with(said->string, TEXT("\n"))) buffer_add_byte(&stage->text, '\n');
}

static void replay_event(Interview *interview, const Json *event)
{
    Stage *stage = stage_of(interview, event);
    replay_time(interview, event, json_find(event, "ask") ? stage_now(interview) : stage);
    if (json_find(event, "fact")) facts_recall(interview, text_of(event, "fact"));
    interview->rated = interview->rated || json_find(event, "rating");
    if (!stage) return;
    size_t at = (size_t)(stage - interview->stages.items);
    if (stage->kind == STAGE_SURPRISE) {
        if (!stage->asked) replay_surprise(interview);
    } else {
        interview->closing = stage->kind == STAGE_FOLLOW_UP;
    }
    if (json_find(event, "ask")) stage->asked = true;
    interview->free = stage->kind == STAGE_FREE || (interview->free && stage->kind != STAGE_SECTION);
    interview->at = at;
    replay_answer(interview, event, stage);
}

void interview_replay(Interview *interview, Text source)
{
    Text line;
    while (text_next_line(&source, &line)) {
        Problems broken = problems_new(interview->keep); /* reading it for its prompt has told of them */
        const Json *event = json_read(line, TEXT("session"), interview->keep, &broken);
        if (event && event->kind == JSON_OBJECT) replay_event(interview, event);
    }
    interview_go(interview, interview->at);
}
