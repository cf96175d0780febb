#include "drill/drill.h"

#include <time.h>
#include <unistd.h>

#include "base/unicode.h"
#include "cli/grading.h"
#include "cli/rows.h"
#include "files/files.h"
#include "study/day.h"

enum { USUAL_LIMIT = 10, MOST_LIMIT = 1000 };

static const Option options[] = {
    {"limit", 0, "N", "questions in this sitting (default 10)"},
    {"list", 0, NULL, "print what is due and what was asked so far, and ask nothing"},
    {"dir", 'd', "FOLDER", "where the log of reviews is (default: grader in your data folder)"},
    {"no-save", 'n', NULL, "write nothing to the disk"},
    {"today", 0, "DATE", "the day it is, as YYYY-MM-DD, instead of the clock's"},
    RUBRIC_OPTION,
    PLAIN_OPTION,
    {0},
};

/* All that one run of the command needs. */
typedef struct {
    const Context *context;
    Grading grading;
    Text path; /* of the log; empty without a folder */
    Text source;
    Reviews reviews;
    Schedule schedule;
    DrillLog log;
    DrillPlan plan;
} Run;

static bool find_today(Run *run)
{
    const Context *context = run->context;
    char stamp[32];
    struct tm now;
    time_t seconds = time(NULL);
    if (option_given(context, "today")) {
        Text date = option_text(context, "today");
        if (day_read(date, &run->plan.today)) return true;
        usage_problem(context, "--today must be a day as YYYY-MM-DD, not %.*s", TEXT_ARGS(date));
        return false;
    }
    if (localtime_r(&seconds, &now) && strftime(stamp, sizeof stamp, "%Y-%m-%d", &now) &&
        day_read(text_from(stamp), &run->plan.today))
        return true;
    usage_problem(context, "the clock does not work; name the day with --today");
    return false;
}

static bool unknown_scope(const Run *run, Text name)
{
    const Rubric *rubric = run->grading.rubric;
    LIST_OF(const char *) names = {0};
    Arena *keep = run->context->keep;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        *LIST_ADD(&names, keep) = text_terminated(dimension->id, keep);
        for (size_t c = 0; c < dimension->criterion_count; c++)
            *LIST_ADD(&names, keep) = text_terminated(dimension->criteria[c].id, keep);
    }
    Text near = json_nearest(name, names.items, names.count);
    if (near.length)
        usage_problem(run->context, "unknown dimension or criterion %.*s; did you mean %.*s?", TEXT_ARGS(name),
                      TEXT_ARGS(near));
    else
        usage_problem(run->context, "unknown dimension or criterion %.*s; see grader show rubric", TEXT_ARGS(name));
    return false;
}

static bool find_scope(Run *run)
{
    const Context *context = run->context;
    const Rubric *rubric = run->grading.rubric;
    if (context->operand_count == 0) return true;
    Text name = context->operands[0];
    for (size_t d = 0; d < rubric->dimension_count; d++)
        if (text_equal_any_case(rubric->dimensions[d].id, name)) run->plan.scope.dimension = &rubric->dimensions[d];
    if (!run->plan.scope.dimension) run->plan.scope.criterion = rubric_criterion(rubric, name, NULL);
    return run->plan.scope.dimension || run->plan.scope.criterion || unknown_scope(run, name);
}

static ExitCode read_command_line(Run *run)
{
    const Context *context = run->context;
    unsigned limit;
    if (context->operand_count > 1)
        return usage_problem(context, "takes one dimension or criterion, not %zu", context->operand_count);
    if (!option_number(context, "limit", 1, MOST_LIMIT, USUAL_LIMIT, &limit)) return EXIT_USAGE;
    run->plan.limit = limit;
    return find_today(run) && find_scope(run) ? EXIT_FINE : EXIT_USAGE;
}

static ExitCode read_log(Run *run)
{
    const Context *context = run->context;
    Text folder = option_given(context, "dir") ? option_text(context, "dir") : files_data_folder(context->keep);
    if (folder.length) {
        run->path = drill_log_path(folder, context->keep);
        if (!drill_log_read(run->path, context->keep, &run->source, context->problems)) return EXIT_IO;
    }
    if (!reviews_read(run->source, run->path, &run->reviews, context->keep, context->problems)) return EXIT_IO;
    problems_print(context); /* a broken line costs that review and nothing else */
    run->schedule = schedule_read(run->grading.rubric, &run->reviews, context->keep);
    return EXIT_FINE;
}

/* Before the first question, so that nobody answers into the void. */
static ExitCode open_log(Run *run)
{
    const Context *context = run->context;
    run->log = drill_log_none(context->keep);
    if (option_given(context, "no-save")) return EXIT_FINE;
    if (run->path.length == 0) {
        problem(context->problems, TEXT(""), "there is no home folder to save in; use --dir FOLDER or --no-save");
        return EXIT_IO;
    }
    if (drill_log_open(&run->log, run->path, run->source, context->keep, context->problems)) return EXIT_FINE;
    problem(context->problems, TEXT(""), "the replies cannot be saved; use --dir FOLDER or --no-save");
    return EXIT_IO;
}

static ExitCode print_list(Run *run)
{
    const Context *context = run->context;
    Buffer out = buffer_new(context->keep);
    drill_write_list(&out, &run->schedule, &run->plan.scope, run->plan.today, row_width());
    buffer_format(&out, "\n%zu %s", run->schedule.reviews, run->schedule.reviews == 1 ? "review" : "reviews");
    if (run->schedule.unknown)
        buffer_format(&out, ", %zu of criteria that this rubric has not got", run->schedule.unknown);
    if (run->reviews.cut)
        buffer_format(&out, ", %zu %s cut off and left out", run->reviews.cut,
                      run->reviews.cut == 1 ? "line" : "lines");
    if (run->source.length)
        buffer_format(&out, "\nkept in %.*s", TEXT_ARGS(unicode_printable(run->path, context->keep)));
    buffer_add_byte(&out, '\n');
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

/* Nothing to ask is no mistake. */
static ExitCode print_nothing_due(Run *run)
{
    Buffer out = buffer_new(run->context->keep);
    const Item *item = run->schedule.items;
    while (!scope_has(&run->plan.scope, item)) item++;
    drill_write_list(&out, &run->schedule, &run->plan.scope, run->plan.today, row_width());
    buffer_format(&out, "\nNothing is due. A criterion's id asks for it all the same: grader drill %.*s\n",
                  TEXT_ARGS(item->criterion->id));
    return print_text(run->context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static void say_where(const Run *run, Terminal *terminal)
{
    if (run->log.path.length == 0)
        terminal_say(terminal, VOICE_PLAIN, "Nothing was saved.");
    else if (run->log.unsaved.length == 0)
        terminal_say(terminal, VOICE_VERBATIM, "Replies are kept in %.*s", TEXT_ARGS(run->log.path));
}

static ExitCode hold(Run *run)
{
    const Context *context = run->context;
    Terminal *terminal = terminal_open(context->keep, option_given(context, "plain"));
    DrillOutcome outcome = drill_hold(&run->plan, terminal, context->keep);
    bool talks_there = terminal_is_interactive(terminal) && isatty(STDOUT_FILENO);
    bool script = !terminal_is_interactive(terminal);
    say_where(run, terminal);
    terminal_close(terminal);
    if (!talks_there && !print_text(context, buffer_text(&outcome.results))) return EXIT_IO;
    if (run->log.unsaved.length) return EXIT_IO;
    return outcome.unjudged || (script && !outcome.replies) ? EXIT_SOME_UNGRADED : EXIT_FINE;
}

static ExitCode drill(Run *run)
{
    const Context *context = run->context;
    const Rubric *rubric = run->grading.rubric;
    run->plan.grader = run->grading.grader;
    run->plan.schedule = &run->schedule;
    run->plan.log = &run->log;
    ExitCode code = read_command_line(run);
    if (code == EXIT_FINE) code = read_log(run);
    if (code != EXIT_FINE) return code;
    if (option_given(context, "list")) return print_list(run);
    if (run->schedule.count == 0 || rubric->prompt_count == 0) {
        problem(context->problems, rubric->id, "has no %s to drill", run->schedule.count ? "prompts" : "criteria");
        return EXIT_RUBRIC;
    }
    if (!schedule_next(&run->schedule, &run->plan.scope, run->plan.today)) return print_nothing_due(run);
    code = open_log(run);
    return code == EXIT_FINE ? hold(run) : code;
}

static ExitCode drill_run(Context *context)
{
    Run run = {.context = context};
    ExitCode code = grading_open(&run.grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = drill(&run);
    grading_close(&run.grading);
    return code;
}

const Command drill_command = {
    .name = "drill",
    .help = "answer one question at a time, again when it is due",
    .usage = "grader drill [DIMENSION|CRITERION] [OPTION]...\n",
    .more = "Each question aims at one criterion of the rubric. Reply in two to five sentences and an empty line: the "
            "rung comes at once, with the smallest step to the next one. What was missed comes back tomorrow about "
            "another system, what was not comes back later each time (SM-2, Wozniak 1990). Without a dimension or a "
            "criterion the whole rubric is drilled, what is due first.\n"
            "From a pipe empty lines part the replies, the conversation goes to standard error, and standard output "
            "gets a line for each reply: criterion, prompt, rung and the day it is due again.\n",
    .options = options,
    .run = drill_run,
};
