#include "interview/interview_parts.h"

#include "transcript/session.h"

/* An interviewer tells what is asked for, a little at a time. */
enum { MOST_AT_ONCE = 2 };

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

static Text last_line(Text text)
{
    Text rest = text, line = text;
    while (text_next_piece(&rest, '\n', &line)) continue;
    return text_trim(line);
}

/* The questions that end a text, without the statements before them; empty when it
   ends otherwise. Questions on the way are the candidate's own thoughts. */
static Text open_questions(Text text)
{
    Text line = last_line(text);
    if (!text_ends_with(line, TEXT("?"))) return TEXT("");
    size_t start = 0;
    for (size_t i = 0; i + 1 < line.length; i++)
        if ((line.at[i] == '.' || line.at[i] == '!') && is_space(line.at[i + 1])) start = i + 1;
    return text_trim(text_slice(line, start, line.length));
}

/* Store the facts that were asked for and are, or are not, told already. */
static size_t collect(const Interview *interview, bool told, size_t *facts)
{
    const Prompt *prompt = prompt_of(interview);
    size_t count = 0;
    for (size_t i = 0; i < prompt->fact_count && count < MOST_AT_ONCE; i++)
        if (interview->told[i] == told && scanner_found(interview->scanner, prompt->facts[i].cues)) facts[count++] = i;
    return count;
}

/* New facts first; those told before are told again. */
static size_t find_facts(Interview *interview, Text question, size_t *facts)
{
    if (!scanner_scan(interview->scanner, question)) return 0;
    size_t count = collect(interview, false, facts);
    if (count == 0) count = collect(interview, true, facts);
    for (size_t i = 0; i < count; i++) interview->told[facts[i]] = true;
    return count;
}

void facts_recall(Interview *interview, Text fact)
{
    for (size_t i = 0; interview->scanner && i < prompt_of(interview)->fact_count; i++)
        if (text_equal(prompt_of(interview)->facts[i].id, fact)) interview->told[i] = true;
}

static void tell(Interview *interview, const Fact *fact)
{
    Buffer lines = buffer_new(interview->keep);
    session_write_fact(&lines, stage_now(interview)->id, fact->id, fact->text, interview_seconds(interview));
    interview_note(interview, &lines);
    terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(fact->text));
}

void facts_answer(Interview *interview, Text text)
{
    size_t facts[MOST_AT_ONCE];
    Text question = open_questions(text);
    if (!interview->scanner || question.length == 0) return;
    size_t count = find_facts(interview, question, facts);
    for (size_t i = 0; i < count; i++) tell(interview, &prompt_of(interview)->facts[facts[i]]);
    if (count == 0) terminal_say(interview->terminal, VOICE_QUESTION, "Make a reasonable assumption, and say which.");
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
