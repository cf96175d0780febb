#include "interview/interview_parts.h"
#include "interview/questions.h"

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

static Reply reply_to(Interview *interview, Text text)
{
    Reply reply = {.kind = REPLY_NONE};
    if (!interview->scanner) return reply;
    reply = questions_answer(interview->scanner, interview->plan->rubric, prompt_of(interview), text, *interview->keep);
    for (size_t i = 0; i < reply.count; i++) interview->told[reply.facts[i]] = true;
    return reply;
}

void facts_recall(Interview *interview, Text text)
{
    reply_to(interview, text);
}

void facts_answer(Interview *interview, Text text)
{
    const Inquiry *inquiry = &interview->plan->rubric->inquiry;
    Reply reply = reply_to(interview, text);
    for (size_t i = 0; i < reply.count; i++)
        terminal_say(interview->terminal, VOICE_QUESTION, "%.*s",
                     TEXT_ARGS(prompt_of(interview)->facts[reply.facts[i]].text));
    if (reply.kind == REPLY_TURNED_BACK)
        terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(inquiry->turned_back_reply));
    if (reply.kind == REPLY_UNKNOWN)
        terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(inquiry->unknown_reply));
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
