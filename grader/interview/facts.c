#include "interview/interview_parts.h"
#include "interview/questions.h"
#include "transcript/session.h"

static const Prompt *prompt_of(const Interview *interview)
{
    return interview->plan->prompt;
}

void facts_open(Interview *interview)
{
    if (!prompt_of(interview) || prompt_of(interview)->fact_count == 0) return;
    interview->told = NEW_ARRAY(interview->keep, bool, prompt_of(interview)->fact_count);
    interview->scanner = scanner_new(interview->plan->rubric->book, interview->keep);
}

void facts_close(Interview *interview)
{
    if (interview->scanner) scanner_free(interview->scanner);
    interview->scanner = NULL;
}

void facts_recall(Interview *interview, Text fact)
{
    for (size_t i = 0; interview->scanner && i < prompt_of(interview)->fact_count; i++)
        if (text_equal(prompt_of(interview)->facts[i].id, fact)) interview->told[i] = true;
}

static void tell(Interview *interview, size_t place)
{
    const Fact *fact = &prompt_of(interview)->facts[place];
    Buffer lines = buffer_new(interview->keep);
    interview->told[place] = true;
    session_write_fact(&lines, stage_now(interview)->id, fact->id, fact->text, interview_seconds(interview));
    interview_note(interview, &lines);
    terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(fact->text));
}

void facts_answer(Interview *interview, Text text)
{
    const Rubric *rubric = interview->plan->rubric;
    if (!interview->scanner) return;
    Reply reply = questions_answer(interview->scanner, rubric, prompt_of(interview), text, *interview->keep);
    for (size_t i = 0; i < reply.count; i++) tell(interview, reply.facts[i]);
    if (reply.kind == REPLY_TURNED_BACK || reply.turned_back)
        terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(rubric->inquiry.turned_back_reply));
    if (reply.kind == REPLY_UNKNOWN)
        terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(rubric->inquiry.unknown_reply));
}

void facts_list_untold(Interview *interview)
{
    bool first = true;
    for (size_t i = 0; interview->scanner && i < prompt_of(interview)->fact_count; i++) {
        if (interview->told[i]) continue;
        if (first) terminal_say(interview->terminal, VOICE_TITLE, "\nWhat you could have asked for:");
        terminal_say(interview->terminal, VOICE_FAINT, "  %.*s", TEXT_ARGS(prompt_of(interview)->facts[i].text));
        first = false;
    }
}
