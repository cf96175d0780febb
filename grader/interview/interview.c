#include "interview/interview.h"

#include <time.h>

#include "interview/interview_parts.h"
#include "transcript/session.h"

/* Far more than anybody says; a script without an end must end. */
enum { MOST_BYTES = 1 << 20 };

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

void interview_end(Interview *interview, InterviewEnding ending)
{
    interview->over = true;
    interview->ending = ending;
}

unsigned interview_seconds(const Interview *interview)
{
    return (unsigned)clock_seconds(&interview->clock);
}

double interview_share(const Interview *interview)
{
    return clock_seconds(&interview->clock) / (60.0 * interview->plan->minutes);
}

static void note_question(Interview *interview, Stage *stage)
{
    Buffer lines = buffer_new(interview->keep);
    session_write_ask(&lines, stage->id, stage->question, stage->kind == STAGE_FOLLOW_UP,
                      interview_seconds(interview));
    interview_note(interview, &lines);
    stage->asked = true;
}

static void say_title(Interview *interview, const Stage *stage)
{
    terminal_say(interview->terminal, VOICE_PLAIN, "%s", "");
    if (stage->kind == STAGE_SECTION)
        terminal_say(interview->terminal, VOICE_TITLE, "%zu/%zu %.*s", interview->at + 1,
                     interview->plan->mode->section_count, TEXT_ARGS(stage->title));
    else
        terminal_say(interview->terminal, VOICE_TITLE, "%.*s", TEXT_ARGS(stage->title));
}

static void ask(Interview *interview)
{
    Stage *stage = stage_now(interview);
    say_title(interview, stage);
    if (stage->question.length) terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(stage->question));
    if (!stage->asked) note_question(interview, stage);
    if (!stage_is_empty(stage)) {
        terminal_say(interview->terminal, VOICE_FAINT, "So far (new lines are added, /edit changes it):");
        stage_show(interview, stage);
    }
    interview->asking = false;
}

/* One line, or several of a paste. */
static void add_answer(Interview *interview, Text text)
{
    clock_type(&interview->clock, text);
    stage_write(interview, stage_now(interview), text);
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
    if (!stage_is_empty(stage_now(interview))) add_answer(interview, TEXT(""));
    if (!interview->closing && surprise_is_due(interview))
        surprise_pose(interview, interview->at);
    else
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

void interview_take(Interview *interview, LineKind kind, Text line)
{
    switch (kind) {
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

static void take_turn(Interview *interview)
{
    Text line;
    if (interview->asking) ask(interview);
    calls_make(interview);
    LineKind kind = terminal_read_live(interview->terminal, call_prompt, interview, interview->keep, &line);
    interview_take(interview, kind, line);
}

/* In UTC, so that sessions of travellers stay in order. */
static Text now_as_text(Arena *keep)
{
    struct tm now;
    char text[32];
    time_t seconds = time(NULL);
    if (!gmtime_r(&seconds, &now)) return TEXT("");
    return text_keep((Text){text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &now)}, keep);
}

static void note_header(Interview *interview, Text question)
{
    const InterviewPlan *plan = interview->plan;
    Buffer lines = buffer_new(interview->keep);
    SessionHeader header = {
        .prompt = plan->prompt ? plan->prompt->id : TEXT(""),
        .question = question,
        .level = plan->level->id,
        .mode = plan->mode->id,
        .minutes = plan->minutes,
        .started = now_as_text(interview->keep),
    };
    session_write_header(&lines, &header);
    interview_note(interview, &lines);
}

static void open_interview(Interview *interview)
{
    const InterviewPlan *plan = interview->plan;
    Text question = plan->prompt ? plan->prompt->opening : plan->question;
    bool resumed = interview->journal->source.length > 0;
    if (resumed)
        interview_replay(interview, buffer_text(&interview->journal->source));
    else
        note_header(interview, question);
    terminal_say(interview->terminal, VOICE_PLAIN, "%s", "");
    if (plan->prompt) terminal_say(interview->terminal, VOICE_TITLE, "%.*s", TEXT_ARGS(plan->prompt->title));
    terminal_say(interview->terminal, VOICE_QUESTION, "%.*s", TEXT_ARGS(question));
    if (!terminal_is_interactive(interview->terminal)) return;
    terminal_say(interview->terminal, VOICE_FAINT, "%.*s, %u minutes%s. Ask what you need to know, answer in as many lines as you like. "
                 "Return twice goes on, /done ends, /help lists the rest.", TEXT_ARGS(plan->level->title), plan->minutes,
                 resumed ? ", gone on with" : "");
}

static void close_interview(Interview *interview)
{
    Buffer lines = buffer_new(interview->keep);
    clock_stop(&interview->clock);
    if (interview->ending == INTERVIEW_LEFT) return;
    if (interview_is_empty(interview)) interview->ending = INTERVIEW_EMPTY;
    if (interview->ending == INTERVIEW_DONE) rating_ask(interview);
    session_write_end(&lines, interview_seconds(interview));
    interview_note(interview, &lines);
    if (interview->ending == INTERVIEW_DONE) facts_list_untold(interview);
}

InterviewEnding interview_hold(const InterviewPlan *plan, Terminal *terminal, Journal *journal, Arena *keep)
{
    Interview interview = {.plan = plan, .terminal = terminal, .journal = journal, .keep = keep};
    bool timed = terminal_is_interactive(terminal);
    interview.clock = clock_new(timed ? 0 : plan->rubric->pace.words_per_minute, 0);
    stages_open(&interview);
    terminal_complete(terminal, command_names(keep));
    facts_open(&interview);
    open_interview(&interview);
    clock_go(&interview.clock);
    while (!interview.over) take_turn(&interview);
    close_interview(&interview);
    facts_close(&interview);
    terminal_complete(terminal, NULL);
    return interview.ending;
}
