#include "interview/interview_parts.h"

/* The answer that an event belongs to, or NULL: another rubric may have other sections. */
static Answer *answer_of(Interview *interview, const Json *event)
{
    const Rubric *rubric = interview->plan->rubric;
    const Json *section = json_find(event, "section");
    for (size_t i = 0; section && i < rubric->section_count; i++)
        if (text_equal(rubric->sections[i].id, section->string)) return &interview->answers[i];
    return NULL;
}

static void replay_event(Interview *interview, const Json *event)
{
    Answer *answer = answer_of(interview, event);
    if (!answer) return;
    const Json *line = json_find(event, "line"), *whole = json_find(event, "replace");
    if (json_find(event, "ask")) {
        answer->asked = true;
        interview->at = (size_t)(answer - interview->answers);
    }
    if (whole) answer->text.length = 0;
    const Json *said = whole ? whole : line;
    if (!said || (whole && whole->string.length == 0)) return;
    buffer_add(&answer->text, said->string);
    buffer_add_byte(&answer->text, '\n');
    facts_recall(interview, said->string);
}

void interview_replay(Interview *interview, Text source)
{
    Text line;
    while (text_next_line(&source, &line)) {
        Problems broken = problems_new(interview->keep); /* reading it for its prompt has told of them */
        const Json *event = json_read(line, TEXT("session"), interview->keep, &broken);
        if (event && event->kind == JSON_OBJECT) replay_event(interview, event);
    }
}
