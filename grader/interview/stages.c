#include "interview/interview_parts.h"

#include "transcript/session.h"

Stage *stage_now(Interview *interview)
{
    return &interview->stages.items[interview->at];
}

Stage *stage_add(Interview *interview, StageKind kind, Text id, Text title, Text question, double minutes)
{
    Stage *stage = LIST_ADD(&interview->stages, interview->keep);
    *stage = (Stage){.kind = kind, .id = id, .title = title, .question = question, .minutes = minutes};
    stage->text = buffer_new(interview->keep);
    return stage;
}

Stage *stage_find(Interview *interview, Text id)
{
    for (size_t i = 0; i < interview->stages.count; i++)
        if (text_equal(interview->stages.items[i].id, id)) return &interview->stages.items[i];
    return NULL;
}

void stages_open(Interview *interview)
{
    const InterviewPlan *plan = interview->plan;
    double sum = plan->prompt ? plan->rubric->pace.curve_ball_minutes : 0;
    for (size_t i = 0; i < plan->mode->section_count; i++) sum += plan->mode->sections[i]->minutes;
    for (size_t i = 0; i < plan->mode->section_count; i++) {
        const Section *section = plan->mode->sections[i];
        stage_add(interview, STAGE_SECTION, section->id, section->title, section->question,
                  section->minutes / sum * plan->minutes);
    }
    stage_add(interview, STAGE_FREE, TEXT("free"), TEXT("In your own order"), TEXT(""), 0);
    interview->free = plan->free;
    interview_go(interview, plan->free ? plan->mode->section_count : 0);
}

Text stage_label(const Stage *stage)
{
    return text_slice(stage->id, 0, text_find(stage->id, TEXT(SECTION_SEPARATOR)));
}

bool stage_is_empty(const Stage *stage)
{
    return text_trim(buffer_text(&stage->text)).length == 0;
}

bool interview_is_empty(Interview *interview)
{
    for (size_t i = 0; i < interview->stages.count; i++)
        if (!stage_is_empty(&interview->stages.items[i])) return false;
    return true;
}

void stage_show(Interview *interview, const Stage *stage)
{
    Text answer = buffer_text(&stage->text);
    while (answer.length && is_space(answer.at[answer.length - 1])) answer.length--;
    if (answer.length == 0) answer = TEXT("Nothing yet.");
    terminal_say(interview->terminal, VOICE_PLAIN, "%.*s", TEXT_ARGS(answer));
}

void stage_write(Interview *interview, Stage *stage, Text text)
{
    Buffer lines = buffer_new(interview->keep);
    Text rest = text, line;
    *LIST_ADD(&stage->before, interview->keep) = buffer_text(&stage->text);
    while (text_next_piece(&rest, '\n', &line)) {
        session_write_line(&lines, stage->id, line, interview_seconds(interview));
        buffer_add(&stage->text, line);
        buffer_add_byte(&stage->text, '\n');
    }
    interview_note(interview, &lines);
}

static void set_answer(Interview *interview, Stage *stage, Text answer)
{
    Buffer lines = buffer_new(interview->keep);
    while (answer.length && answer.at[answer.length - 1] == '\n') answer.length--;
    session_write_replace(&lines, stage->id, answer, interview_seconds(interview));
    interview_note(interview, &lines);
    stage->text = buffer_new(interview->keep);
    buffer_add(&stage->text, answer);
    if (answer.length) buffer_add_byte(&stage->text, '\n');
}

void stage_change(Interview *interview, Stage *stage, Text answer)
{
    *LIST_ADD(&stage->before, interview->keep) = buffer_text(&stage->text);
    set_answer(interview, stage, answer);
}

bool stage_undo(Interview *interview, Stage *stage)
{
    Text now = text_trim(buffer_text(&stage->text)), before = now;
    while (stage->before.count && text_equal(text_trim(before), now)) before = stage->before.items[--stage->before.count];
    if (text_equal(text_trim(before), now)) return false;
    set_answer(interview, stage, before);
    return true;
}

void interview_go(Interview *interview, size_t stage)
{
    Stage *there = &interview->stages.items[stage];
    there->asked = there->asked && stage == interview->at;
    interview->at = stage;
    interview->asking = true;
    interview->after_empty = false;
}

/* A person hears which sections are still empty before the interview ends. */
static bool offer_the_empty(Interview *interview)
{
    Buffer names = buffer_new(interview->keep);
    for (size_t i = 0; i < interview->stages.count; i++) {
        const Stage *stage = &interview->stages.items[i];
        if (stage->kind == STAGE_SECTION && stage_is_empty(stage))
            buffer_format(&names, "%s%.*s", names.length ? ", " : "", TEXT_ARGS(stage->id));
    }
    if (names.length == 0 || !terminal_is_interactive(interview->terminal)) return false;
    terminal_say(interview->terminal, VOICE_PLAIN,
                 "That was the last section. Without an answer: %.*s. Go there with /go NAME, or end with /done.",
                 TEXT_ARGS(buffer_text(&names)));
    interview->after_empty = false;
    return true;
}

void interview_go_on(Interview *interview)
{
    const Stage *stage = stage_now(interview);
    size_t next = stage->kind == STAGE_SURPRISE ? interview->after : interview->at + 1;
    bool free = stage->kind == STAGE_FREE;
    if (interview->closing)
        closing_go_on(interview);
    else if (surprise_is_due(interview))
        surprise_pose(interview, free ? interview->at : next);
    else if (free)
        terminal_say(interview->terminal, VOICE_FAINT, "Go on in your own order; /done ends, /go returns to the sections.");
    else if (interview->free || interview->stages.items[next].kind == STAGE_SECTION)
        interview_go(interview, next);
    else if (!offer_the_empty(interview))
        closing_go_on(interview);
}
