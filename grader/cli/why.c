#include "cli/command.h"

#include "cli/grading.h"
#include "files/files.h"

static const Option options[] = {PROMPT_OPTION, QUESTION_OPTION, LEVEL_OPTION, CANDIDATE_OPTION,
                                 RUBRIC_OPTION, PLAIN_OPTION,    {0}};

static ExitCode explain(const Context *context, const Grading *grading)
{
    Task task;
    if (!grading_task(grading, context, NULL, &task)) return EXIT_USAGE;
    const Criterion *criterion = grading_criterion(grading, context, context->operands[1], NULL);
    if (!criterion) return EXIT_USAGE;
    Text source;
    if (!files_read(context->operands[0], context->keep, &source, context->problems)) return EXIT_IO;
    const Grade *grade = grading_text(grading, context, source, context->operands[0]);
    if (!grade) return EXIT_SOME_UNGRADED;
    Buffer out = buffer_new(context->keep);
    ReportStyle style = grading_style(context, REPORT_TRACE);
    report_why(&out, grade, criterion, &style);
    if (!print_text(context, buffer_text(&out))) return EXIT_IO;
    return grade->judged ? EXIT_FINE : EXIT_SOME_UNGRADED;
}

static ExitCode run(Context *context)
{
    Grading grading;
    if (context->operand_count != 2)
        return usage_problem(context, "name an answer and a criterion: grader why answer.md MD3");
    ExitCode code = grading_open(&grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = explain(context, &grading);
    grading_close(&grading);
    return code;
}

const Command why_command = {
    .name = "why",
    .help = "explain one criterion of one answer",
    .usage = "grader why [OPTION]... PATH|- CRITERION\n",
    .more = "What was found and what it earned, what the next rung would take, and the nearest miss. Criteria are "
            "listed by "
            "\"grader show rubric\".\n",
    .options = options,
    .run = run,
};
