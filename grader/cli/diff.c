#include "report/diff.h"

#include "cli/grading.h"
#include "cli/sessions.h"
#include "files/files.h"

static const Option options[] = {
    PROMPT_OPTION,
    QUESTION_OPTION,
    LEVEL_OPTION,
    CANDIDATE_OPTION,
    RUBRIC_OPTION,
    {"format", 'f', "FORMAT", "text (the default) or json"},
    PLAIN_OPTION,
    {0},
};

typedef struct {
    Text path, source;
} Side;

static bool read_side(const Context *context, Text word, Side *side)
{
    side->path = sessions_path(context, word);
    return files_read(side->path, context->keep, &side->source, context->problems);
}

static ExitCode compare(const Context *context, const Grading *grading, bool json)
{
    Side a, b;
    Task task;
    /* Once without a transcript: a wrong --prompt or --level is not the files' fault. */
    if (!grading_task(grading, context, NULL, &task)) return EXIT_USAGE;
    bool read = read_side(context, context->operands[0], &a);
    read = read_side(context, context->operands[1], &b) && read;
    if (!read) return EXIT_IO;
    const Grade *of_a = grading_text(grading, context, a.source, a.path);
    const Grade *of_b = grading_text(grading, context, b.source, b.path);
    if (!of_a || !of_b) return EXIT_SOME_UNGRADED;
    Buffer out = buffer_new(context->keep);
    ReportStyle style = grading_style(context, REPORT_EVIDENCE);
    if (json)
        report_diff_json(&out, of_a, of_b, &grading->from);
    else
        report_diff(&out, of_a, of_b, &style);
    if (!print_text(context, buffer_text(&out))) return EXIT_IO;
    return of_a->judged && of_b->judged ? EXIT_FINE : EXIT_SOME_UNGRADED;
}

static ExitCode run(Context *context)
{
    Grading grading;
    bool json;
    if (context->operand_count != 2) return usage_problem(context, "name two answers: grader diff before.md after.md");
    if (text_equal(context->operands[0], TEXT("-")) && text_equal(context->operands[1], TEXT("-")))
        return usage_problem(context, "only one of the two can be standard input");
    if (!option_json(context, &json)) return EXIT_USAGE;
    ExitCode code = grading_open(&grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = compare(context, &grading, json);
    grading_close(&grading);
    return code;
}

const Command diff_command = {
    .name = "diff",
    .help = "compare two answers, criterion by criterion",
    .usage = "grader diff [OPTION]... A|- B|-\n",
    .more = "A and B are files, or ids of sessions as \"grader list sessions\" shows them. Criteria that stand on "
            "different rungs are shown with the better answer's sentence, then what only one of the two gets wrong.\n",
    .options = options,
    .run = run,
};
