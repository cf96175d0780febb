#include "interview/interview.h"

#include "interview/interview_parts.h"
#include "transcript/session.h"

/* Far more than anybody says; a script without an end must end. */
enum { MOST_BYTES = 1 << 20 };

const Section *interview_section(const Interview *interview)
{
    return &interview->plan->rubric->sections[interview->at];
}

bool section_is_empty(const Interview *interview, size_t section)
{
    return text_trim(buffer_text(&interview->answers[section].text)).length == 0;
}

bool interview_is_empty(const Interview *interview)
{
    for (size_t i = 0; i < interview->plan->rubric->section_count; i++)
        if (!section_is_empty(interview, i)) return false;
    return true;
}

void interview_note(Interview *interview, const Buffer *lines)
{
    Problems problems = problems_new(interview->keep);
    bool saved = journal_add(interview->journal, buffer_text(lines), &problems);
    if (saved && interview->told_unsaved) {
        terminal_say(interview->terminal, VOICE_PLAIN, "The session is saved again, all of it.");
    } else if (!saved && !interview->told_unsaved) {
        const Problem *first = &problems.list.items[0];
        terminal_say(interview->terminal, VOICE_WARNING, "%.*s: %.*s", TEXT_ARGS(first->place),
                     TEXT_ARGS(first->message));
        terminal_say(interview->terminal, VOICE_WARNING,
                     "Your answers are not saved now. They are kept in memory, and "
                     "saving is tried again with each line.");
    }
    interview->told_unsaved = !saved;
}

void interview_go(Interview *interview, size_t section)
{
    interview->at = section;
    interview->asking = true;
    interview->after_empty = false;
}

void interview_end(Interview *interview, InterviewEnding ending)
{
    interview->over = true;
    interview->ending = ending;
}

/* A person hears which sections are still empty before the interview ends. */
static void offer_the_empty(Interview *interview)
{
    const Rubric *rubric = interview->plan->rubric;
    Buffer names = buffer_new(interview->keep);
    for (size_t i = 0; i < rubric->section_count; i++)
        if (section_is_empty(interview, i))
            buffer_format(&names, "%s%.*s", names.length ? ", " : "", TEXT_ARGS(rubric->sections[i].id));
    if (names.length == 0 || !terminal_is_interactive(interview->terminal)) {
        interview_end(interview, INTERVIEW_DONE);
        return;
    }
    terminal_say(interview->terminal, VOICE_PLAIN,
                 "That was the last section. Without an answer: %.*s. Go there with /go NAME, or end with /done.",
                 TEXT_ARGS(buffer_text(&names)));
    interview->after_empty = false;
}

void interview_go_on(Interview *interview)
{
    if (interview->at + 1 < interview->plan->rubric->section_count)
        interview_go(interview, interview->at + 1);
    else
        offer_the_empty(interview);
}

void interview_show(Interview *interview)
{
    Text answer = buffer_text(&interview->answers[interview->at].text);
    while (answer.length && is_space(answer.at[answer.length - 1])) answer.length--;
    if (answer.length == 0) answer = TEXT("Nothing yet.");
    terminal_say(interview->terminal, VOICE_PLAIN, "%.*s", TEXT_ARGS(answer));
}

static void note_question(Interview *interview)
{
    const Section *section = interview_section(interview);
    Buffer lines = buffer_new(interview->keep);
    session_write_ask(&lines, section->id, section->question);
    interview_note(interview, &lines);
    interview->answers[interview->at].asked = true;
}

static void ask(Interview *interview)
{
    const Section *section = interview_section(interview);
    terminal_say(interview->terminal, VOICE_PLAIN, "%s", "");
    terminal_say(interview->terminal, VOICE_TITLE, "%zu/%zu %.*s", interview->at + 1,
                 interview->plan->rubric->section_count, TEXT_ARGS(section->title));
    terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(section->question));
    if (!interview->answers[interview->at].asked) note_question(interview);
    if (!section_is_empty(interview, interview->at)) {
        terminal_say(interview->terminal, VOICE_FAINT, "So far (new lines are added, /edit changes it):");
        interview_show(interview);
    }
    interview->asking = false;
}

/* One line, or several of a paste. */
static void add_answer(Interview *interview, Text text)
{
    Answer *answer = &interview->answers[interview->at];
    Buffer lines = buffer_new(interview->keep);
    Text rest = text, line;
    while (text_next_piece(&rest, '\n', &line)) {
        session_write_line(&lines, interview_section(interview)->id, line);
        buffer_add(&answer->text, line);
        buffer_add_byte(&answer->text, '\n');
    }
    interview_note(interview, &lines);
    facts_answer(interview, text);
    if (interview->journal->source.length < MOST_BYTES) return;
    terminal_say(interview->terminal, VOICE_WARNING, "That is more than an interview holds, so it ends here.");
    interview_end(interview, INTERVIEW_DONE);
}

/* The first empty line parts two paragraphs, the second ends the section. */
static void take_empty_line(Interview *interview)
{
    if (interview->after_empty) {
        interview_go_on(interview);
        return;
    }
    if (!section_is_empty(interview, interview->at)) add_answer(interview, TEXT(""));
    interview->after_empty = true;
}

static void take_line(Interview *interview, Text line)
{
    if (text_trim(line).length == 0) {
        take_empty_line(interview);
        return;
    }
    interview->after_empty = false;
    if (text_starts_with(line, TEXT("//")))
        line = text_slice(line, 1, line.length);
    else if (line.at[0] == '/' && command_run(interview, line))
        return;
    add_answer(interview, line);
}

static void calm(Interview *interview, Text typed)
{
    if (typed.length) {
        terminal_say(interview->terminal, VOICE_FAINT, "Not taken, but kept: the Up key brings it back.");
    } else {
        terminal_say(interview->terminal, VOICE_FAINT, "/done ends the interview, /quit leaves it for later.");
    }
}

static Text line_prompt(Interview *interview)
{
    Buffer prompt = buffer_new(interview->keep);
    buffer_format(&prompt, "%.*s> ", TEXT_ARGS(interview_section(interview)->id));
    return buffer_text(&prompt);
}

static void take_turn(Interview *interview)
{
    Text line;
    if (interview->asking) ask(interview);
    switch (terminal_read(interview->terminal, line_prompt(interview), interview->keep, &line)) {
    case LINE_READ:
        take_line(interview, line);
        break;
    case LINE_PASTED:
        interview->after_empty = false;
        add_answer(interview, line);
        break;
    case LINE_INTERRUPTED:
        calm(interview, line);
        break;
    case LINE_END:
        interview_end(interview, INTERVIEW_DONE);
        break;
    }
}

static void open_interview(Interview *interview)
{
    const InterviewPlan *plan = interview->plan;
    Text question = plan->prompt ? plan->prompt->opening : plan->question;
    SessionHeader header = {
        .prompt = plan->prompt ? plan->prompt->id : TEXT(""), .question = question, .level = plan->level->id};
    Buffer lines = buffer_new(interview->keep);
    if (interview->journal->source.length) {
        interview_replay(interview, buffer_text(&interview->journal->source));
    } else {
        session_write_header(&lines, &header);
        interview_note(interview, &lines);
    }
    terminal_say(interview->terminal, VOICE_PLAIN, "%s", "");
    if (plan->prompt) terminal_say(interview->terminal, VOICE_TITLE, "%.*s", TEXT_ARGS(plan->prompt->title));
    terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(question));
    if (!terminal_is_interactive(interview->terminal)) return;
    terminal_say(interview->terminal, VOICE_FAINT,
                 "Answer in as many lines as you like. Return twice goes on, /done "
                 "ends, /help lists the rest.");
}

static void close_interview(Interview *interview)
{
    Buffer lines = buffer_new(interview->keep);
    if (interview->ending == INTERVIEW_LEFT) return;
    if (interview_is_empty(interview)) interview->ending = INTERVIEW_EMPTY;
    session_write_end(&lines);
    interview_note(interview, &lines);
    if (interview->ending == INTERVIEW_DONE && terminal_is_interactive(interview->terminal))
        facts_list_untold(interview);
}

InterviewEnding interview_hold(const InterviewPlan *plan, Terminal *terminal, Journal *journal, Arena *keep)
{
    Interview interview = {.plan = plan, .terminal = terminal, .journal = journal, .keep = keep, .asking = true};
    interview.answers = NEW_ARRAY(keep, Answer, plan->rubric->section_count);
    for (size_t i = 0; i < plan->rubric->section_count; i++) interview.answers[i].text = buffer_new(keep);
    terminal_complete(terminal, command_names(keep));
    facts_open(&interview);
    open_interview(&interview);
    while (!interview.over) take_turn(&interview);
    close_interview(&interview);
    facts_close(&interview);
    terminal_complete(terminal, NULL);
    return interview.ending;
}
