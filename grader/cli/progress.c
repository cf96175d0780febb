#include "study/progress.h"

#include "cli/grading.h"
#include "cli/sessions.h"

static const Option options[] = {
    {"format", 'f', "FORMAT", "text (the default) or json, which has everything"},
    DIR_OPTION,
    RUBRIC_OPTION,
    PLAIN_OPTION,
    {0},
};

typedef struct {
    const Context *context;
    Grading grading;
    SavedSessions sessions;
    ProgressSource source;
    LIST_OF(const Grade *) grades;
} Run;

/* What an answer without a grade lacks is said, so that nobody wonders where a session is. */
static void grade_session(Run *run, const SavedSession *session)
{
    if (!session->transcript->conduct->ended) {
        run->source.open++;
        return;
    }
    const Grade *grade = grading_transcript(&run->grading, run->context, session->transcript);
    if (!grade) {
        run->source.broken++;
    } else if (!grade->judged) {
        run->source.not_judged++;
        problem(run->context->problems, session->path, "is not judged: %.*s", TEXT_ARGS(grade->reason));
    } else {
        *LIST_ADD(&run->grades, run->context->keep) = grade;
    }
}

static ExitCode show_progress(Run *run, bool json)
{
    const Context *context = run->context;
    const Rubric *rubric = run->grading.rubric;
    run->source = (ProgressSource){.folder = run->sessions.folder, .broken = run->sessions.broken};
    for (size_t i = 0; i < run->sessions.count; i++) grade_session(run, &run->sessions.items[i]);
    const Progress *progress = progress_of(rubric, run->grades.items, run->grades.count, context->keep);
    Buffer out = buffer_new(context->keep);
    ReportStyle style = grading_style(context, REPORT_EVIDENCE);
    if (json)
        progress_write_json(&out, progress, rubric, &run->source, &run->grading.from);
    else
        progress_write_text(&out, progress, &run->source, &run->grading.from, &style);
    if (!print_text(context, buffer_text(&out))) return EXIT_IO;
    return run->source.broken ? EXIT_SOME_UNGRADED : EXIT_FINE;
}

static ExitCode run(Context *context)
{
    Run run = {.context = context};
    bool json;
    if (context->operand_count) return usage_problem(context, "takes no files; name their folder with --dir FOLDER");
    if (!option_json(context, &json)) return EXIT_USAGE;
    ExitCode code = sessions_open(&run.sessions, context);
    if (code == EXIT_FINE) code = grading_open(&run.grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = show_progress(&run, json);
    grading_close(&run.grading);
    return code;
}

const Command progress_command = {
    .name = "progress",
    .help = "show how your interviews went over time",
    .usage = "grader progress [OPTION]...\n",
    .more =
        "Every finished session is graded again, by the rubric of today, so that old and new compare. With that come "
        "the weakest criteria with a question to practise each, how your own ratings differ from the grades, and "
        "where the time went. Sessions that cannot be read are named, and the exit status is then 3.\n",
    .options = options,
    .run = run,
};
