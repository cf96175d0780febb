#include <unistd.h>

#include "base/unicode.h"
#include "cli/grading.h"
#include "cli/sessions.h"
#include "files/files.h"
#include "interview/interview.h"
#include "interview/menu.h"

static const Option interview_options[] = {
    LEVEL_OPTION,
    QUESTION_OPTION,
    RUBRIC_OPTION,
    {"dir", 'd', "FOLDER", "where the session is saved (default: grader/sessions in your data folder)"},
    {"no-save", 'n', NULL, "write nothing to the disk"},
    {"resume", 0, NULL, "go on with a saved session: SESSION is its file, its id or a part of it; without it the newest open one"},
    {"mode", 'm', "MODE", "full (45 minutes, the default) or quick (15)"},
    {"minutes", 't', "N", "how long it shall take"},
    {"free", 'f', NULL, "one stream in your own order instead of sections"},
    PLAIN_OPTION,
    {0},
};

/* All that one run of the command needs. */
typedef struct {
    const Context *context;
    Grading grading;
    Terminal *terminal;
    InterviewPlan plan;
    Journal journal;
} Run;

static ExitCode check_command_line(const Context *context)
{
    if (context->operand_count > 1) return usage_problem(context, "takes one prompt, not %zu", context->operand_count);
    bool resume = option_given(context, "resume"), question = option_given(context, "question");
    bool timed = option_given(context, "mode") || option_given(context, "minutes");
    if (resume && (question || timed || option_given(context, "level")))
        return usage_problem(context, "a resumed session has its prompt, level and time already");
    if (resume && option_given(context, "no-save"))
        return usage_problem(context, "a resumed session is saved where it was");
    if (question && context->operand_count) return usage_problem(context, "takes a prompt or --question, not both");
    if (question && text_trim(option_text(context, "question")).length == 0)
        return usage_problem(context, "--question must say what is asked");
    if (unicode_valid_prefix(option_text(context, "question")) < option_text(context, "question").length)
        return usage_problem(context, "--question is not valid UTF-8");
    if (option_given(context, "no-save") && option_given(context, "dir"))
        return usage_problem(context, "takes --dir or --no-save, not both");
    return EXIT_FINE;
}

/* Who comes by the menu may have forgotten one. */
static void tell_of_open_session(const Run *run)
{
    const Context *context = run->context;
    Text path, folder = sessions_folder(context);
    if (!terminal_is_interactive(run->terminal) || option_given(context, "no-save")) return;
    if (folder.length && journal_find(folder, TEXT(""), false, TEXT(""), context->keep, &path))
        terminal_say(run->terminal, VOICE_FAINT, "One is still open; \"%.*s interview --resume\" goes on with it:\n%.*s\n",
                     TEXT_ARGS(context->program), TEXT_ARGS(path));
}

/* What is asked: a saved session, --question, the prompt on the command line, or the menu. */
static ExitCode choose_prompt(Run *run)
{
    const Context *context = run->context;
    InterviewPlan *plan = &run->plan;
    if (plan->prompt || plan->question.length) return EXIT_FINE;
    plan->question = text_trim(option_text(context, "question"));
    if (plan->question.length) return EXIT_FINE;
    size_t known = context->problems->list.count;
    if (context->operand_count == 0) tell_of_open_session(run);
    plan->prompt = context->operand_count
                       ? menu_find(plan->rubric, context->operands[0], context->keep, context->problems)
                       : menu_ask(plan->rubric, run->terminal, context->keep, context->problems);
    if (plan->prompt || (context->problems->list.count == known && terminal_is_interactive(run->terminal)))
        return EXIT_FINE;
    if (context->problems->list.count == known) return usage_problem(context, "no prompt was chosen");
    return EXIT_USAGE;
}

/* How long, and what is asked in it. */
static bool choose_mode(Run *run, Text id, Text place)
{
    const Rubric *rubric = run->grading.rubric;
    Buffer names = buffer_new(run->context->keep);
    run->plan.mode = id.length ? rubric_mode(rubric, id) : &rubric->modes[0];
    for (size_t i = 0; i < rubric->mode_count; i++)
        buffer_format(&names, "%s%.*s", i ? ", " : "", TEXT_ARGS(rubric->modes[i].id));
    if (!run->plan.mode)
        return problem(run->context->problems, place, "unknown mode %.*s; the modes are %.*s", TEXT_ARGS(id),
                       TEXT_ARGS(buffer_text(&names)));
    if (run->plan.minutes == 0) run->plan.minutes = (unsigned)run->plan.mode->minutes;
    return true;
}

static ExitCode find_session(const Run *run, Text *path)
{
    const Context *context = run->context;
    Text wanted = context->operand_count ? context->operands[0] : TEXT("");
    Text folder = sessions_folder(context);
    if (wanted.length && files_exists(wanted) && !files_is_folder(wanted)) {
        *path = wanted;
        return EXIT_FINE;
    }
    if (folder.length && journal_find(folder, wanted, false, TEXT(""), context->keep, path)) return EXIT_FINE;
    if (wanted.length) problem(context->problems, wanted, "is no saved session; see grader list sessions");
    else problem(context->problems, TEXT(""), "there is no open session; see grader list sessions");
    return EXIT_IO;
}

static ExitCode resume_session(Run *run)
{
    const Context *context = run->context;
    Text path;
    ExitCode found = find_session(run, &path);
    if (found != EXIT_FINE) return found;
    if (!journal_resume(&run->journal, path, context->keep, context->problems)) return EXIT_IO;
    const Transcript *saved =
        transcript_read(buffer_text(&run->journal.source), path, context->keep, context->problems);
    if (!saved) return EXIT_SOME_UNGRADED;
    if (!saved->conduct || (saved->prompt.length == 0 && saved->question.length == 0)) {
        problem(context->problems, path, saved->conduct ? "does not say what was asked" : "is no saved session");
        return EXIT_SOME_UNGRADED;
    }
    run->plan.level = grading_level(&run->grading, saved->level, path, context->problems);
    run->plan.prompt = grading_prompt(&run->grading, saved->prompt, path, context->problems);
    run->plan.question = saved->question;
    run->plan.minutes = (unsigned)saved->conduct->minutes;
    bool mode = choose_mode(run, saved->conduct->mode, path);
    return mode && run->plan.level && (run->plan.prompt || saved->prompt.length == 0) ? EXIT_FINE : EXIT_USAGE;
}

static ExitCode choose_level_and_time(Run *run)
{
    enum { MOST_MINUTES = 600 };
    const Context *context = run->context;
    if (!option_number(context, "minutes", 1, MOST_MINUTES, 0, &run->plan.minutes)) return EXIT_USAGE;
    run->plan.level = grading_level(&run->grading, option_text(context, "level"), TEXT("--level"), context->problems);
    if (!run->plan.level || !choose_mode(run, option_text(context, "mode"), TEXT("--mode"))) return EXIT_USAGE;
    return EXIT_FINE;
}

/* Who came by the menu may choose what the command line left open; a script gets the defaults. False: they left. */
static bool ask_level_and_time(Run *run)
{
    const Context *context = run->context;
    bool menu = context->operand_count == 0 && !option_given(context, "question") && !option_given(context, "resume");
    bool timed = option_given(context, "mode") || option_given(context, "minutes");
    if (!menu || !terminal_is_interactive(run->terminal)) return true;
    if (!option_given(context, "level") && !menu_ask_level(run->plan.rubric, run->terminal, &run->plan.level, context->keep))
        return false;
    return timed || menu_ask_time(run->plan.rubric, run->terminal, &run->plan.mode, &run->plan.minutes, context->keep);
}

/* Before the first question, so that nobody answers into the void. */
static ExitCode open_journal(Run *run)
{
    const Context *context = run->context;
    if (option_given(context, "no-save")) {
        run->journal = journal_new(context->keep);
        return EXIT_FINE;
    }
    Text folder = sessions_folder(context);
    Text topic = run->plan.prompt ? run->plan.prompt->id : TEXT("question");
    unsigned held = journal_count(folder, topic, context->keep);
    if (option_given(context, "resume")) {
        run->plan.sessions = folder;
        run->plan.turn = held ? held - 1 : 0; /* it is one of them */
        return EXIT_FINE;
    }
    if (folder.length == 0) {
        problem(context->problems, TEXT(""), "there is no home folder to save in; use --dir FOLDER or --no-save");
        return EXIT_IO;
    }
    run->plan.sessions = folder;
    run->plan.turn = held;
    if (journal_open(&run->journal, folder, topic, context->keep, context->problems)) return EXIT_FINE;
    problem(context->problems, TEXT(""), "the session cannot be saved; use --dir FOLDER or --no-save");
    return EXIT_IO;
}

/* The session's bytes: from the disk, unless it has not got them all. */
static Text session_source(Run *run)
{
    Text source;
    Text path = run->journal.path;
    if (path.length && !run->journal.behind && files_read(path, run->context->keep, &source, run->context->problems))
        return source;
    return buffer_text(&run->journal.source);
}

static ExitCode print_report(Run *run, const Grade *grade)
{
    Buffer out = buffer_new(run->context->keep);
    ReportStyle style = grading_style(run->context, REPORT_EVIDENCE);
    report_alone(&out, report_format(TEXT("text")), grade, &run->grading.from, &style);
    return print_text(run->context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static ExitCode grade_session(Run *run, const Grade **graded)
{
    const Context *context = run->context;
    Text name = run->journal.path.length ? unicode_printable(run->journal.path, context->keep) : TEXT("interview");
    const Transcript *transcript = transcript_read(session_source(run), name, context->keep, context->problems);
    if (!transcript) return EXIT_SOME_UNGRADED;
    Task task = {run->plan.prompt, transcript->question, run->plan.level};
    const Grade *grade = grade_transcript(run->grading.grader, transcript, &task, context->keep);
    ExitCode printed = print_report(run, grade);
    *graded = grade;
    if (printed != EXIT_FINE) return printed;
    return grade->judged ? EXIT_FINE : EXIT_SOME_UNGRADED;
}

/* What `grader score` needs besides the session to give the same grade. */
static Text same_rubric(const Context *context)
{
    Buffer option = buffer_new(context->keep);
    Text rubric = option_text(context, "rubric");
    if (rubric.length) buffer_format(&option, " --rubric %.*s", TEXT_ARGS(rubric));
    return buffer_text(&option);
}

static void say_where(const Run *run, InterviewEnding ending)
{
    Text path = run->journal.path, rubric = same_rubric(run->context);
    if (path.length == 0) return;
    if (run->journal.behind) {
        terminal_say(run->terminal, VOICE_WARNING, "\nThe session could not be saved, only what was said before the disk failed:");
        terminal_say(run->terminal, VOICE_VERBATIM, "%.*s", TEXT_ARGS(path));
        return;
    }
    terminal_say(run->terminal, VOICE_VERBATIM, "\nThe session is saved: %.*s", TEXT_ARGS(path));
    if (ending != INTERVIEW_EMPTY)
        terminal_say(run->terminal, VOICE_VERBATIM, "To grade it%s: %.*s score %.*s%.*s",
                     ending == INTERVIEW_DONE ? " again" : "", TEXT_ARGS(run->context->program), TEXT_ARGS(path),
                     TEXT_ARGS(rubric));
    if (ending != INTERVIEW_DONE)
        terminal_say(run->terminal, VOICE_VERBATIM, "To go on: %.*s interview --resume %.*s%.*s",
                     TEXT_ARGS(run->context->program), TEXT_ARGS(path), TEXT_ARGS(rubric));
}

/* The last try is to write it anywhere else. */
static void rescue(Run *run)
{
    const Context *context = run->context;
    if (!run->journal.behind) return;
    if (journal_rescue(&run->journal, context->keep, context->problems)) return;
    problem(context->problems, TEXT(""), "the session could not be saved");
}

static ExitCode hold(Run *run)
{
    const Grade *grade = NULL;
    InterviewEnding ending = interview_hold(&run->plan, run->terminal, &run->journal, run->context->keep);
    rescue(run);
    ExitCode code = EXIT_FINE;
    if (ending == INTERVIEW_DONE) code = grade_session(run, &grade);
    if (ending == INTERVIEW_EMPTY) terminal_say(run->terminal, VOICE_PLAIN, "No answer, so no grade.");
    if (ending == INTERVIEW_EMPTY && !terminal_is_interactive(run->terminal)) code = EXIT_SOME_UNGRADED;
    say_where(run, ending);
    if (grade) interview_debrief(&run->plan, run->terminal, grade, run->context->keep);
    return code == EXIT_FINE && run->journal.behind ? EXIT_IO : code;
}

static ExitCode interview(Run *run)
{
    const Context *context = run->context;
    bool resume = option_given(context, "resume");
    if (run->plan.rubric->section_count == 0) {
        problem(context->problems, run->plan.rubric->id, "has no questions for an interview");
        return EXIT_RUBRIC;
    }
    ExitCode code = resume ? resume_session(run) : choose_level_and_time(run);
    if (code == EXIT_FINE) code = choose_prompt(run);
    if (code != EXIT_FINE || !(run->plan.prompt || run->plan.question.length)) return code;
    if (!ask_level_and_time(run)) return EXIT_FINE;
    code = open_journal(run);
    return code == EXIT_FINE ? hold(run) : code;
}

static ExitCode interview_run(Context *context)
{
    Run run = {.context = context};
    ExitCode code = check_command_line(context);
    if (code == EXIT_FINE) code = grading_open(&run.grading, context, RUBRIC_TO_ASK);
    if (code != EXIT_FINE) return code;
    run.terminal = terminal_open(context->keep, option_given(context, "plain"));
    run.plan.rubric = run.grading.rubric;
    run.plan.grader = run.grading.grader;
    run.plan.free = option_given(context, "free");
    code = interview(&run);
    terminal_close(run.terminal);
    grading_close(&run.grading);
    return code;
}

const Command interview_command = {
    .name = "interview",
    .help = "hold an interview and grade it",
    .usage = "grader interview [PROMPT] [OPTION]...\n"
             "grader interview --resume [SESSION] [OPTION]...\n",
    .more = "PROMPT is an id, the beginning of one, or its number in the menu; without it the menu is shown. "
            "Every line is saved before the next one is asked for. From a pipe the first line chooses the prompt "
            "unless one is given, the conversation goes to standard error and the report alone to standard output.",
    .options = interview_options,
    .run = interview_run,
};
