#include "cli/command.h"

#include "base/buffer.h"
#include "files/files.h"
#include "study/agree.h"

static const Option options[] = {
    {"format", 'f', "FORMAT", "text (the default) or json, which has everything"},
    {"confusion", 'c', NULL, "also show, by dimension, which band became which"},
    {"off", 0, "N", "also list the texts that are N or more bands off on overall"},
    {0},
};

static bool choose_detail(const Context *context, AgreementDetail *detail, bool *json)
{
    unsigned off;
    if (!option_json(context, json)) return false;
    if (!option_number(context, "off", 1, BAND_COUNT - 1, 0, &off)) return false;
    *detail = (AgreementDetail){.confusion = option_given(context, "confusion"), .off = (int)off};
    return true;
}

static const Agreement *read_agreement(const Context *context, Arena scratch)
{
    Text ratings_source, results_source, file = context->operands[0], results_file = context->operands[1];
    Problems *problems = context->problems;
    bool fine = files_read(file, context->keep, &ratings_source, problems);
    fine = files_read(results_file, context->keep, &results_source, problems) && fine;
    if (!fine) return NULL;
    const Results *results = results_read(results_source, results_file, context->keep, scratch, problems);
    if (!results) return NULL;
    const Ratings *ratings =
        ratings_read(ratings_source, file, results->dimensions, results->dimension_count, context->keep, problems);
    return ratings ? agree(ratings, results, context->keep, scratch, problems) : NULL;
}

static ExitCode run(Context *context)
{
    AgreementDetail detail;
    bool json;
    if (context->operand_count != 2)
        return usage_problem(context, "name the readers' ratings and the results: grader agree ratings.tsv "
                                      "results.jsonl");
    if (text_equal(context->operands[0], TEXT("-")) && text_equal(context->operands[1], TEXT("-")))
        return usage_problem(context, "only one of the two can be standard input");
    if (!choose_detail(context, &detail, &json)) return EXIT_USAGE;

    Arena scratch = arena_open();
    const Agreement *agreement = read_agreement(context, scratch);
    arena_close(&scratch);
    if (!agreement) return EXIT_IO;
    Buffer out = buffer_new(context->keep);
    if (json)
        agreement_write_json(&out, agreement);
    else
        agreement_write_text(&out, agreement, &detail);
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

const Command agree_command = {
    .name = "agree",
    .help = "measure how far grades agree with human readers",
    .usage = "grader agree [OPTION]... RATINGS RESULTS\n",
    .more = "RATINGS is a table, tab- or comma-separated, whose first line names the columns: id, and for overall and "
            "each dimension one column (drift) or one for each of two readers (drift_r1, drift_r2), with bands from 0 "
            "to 4; an empty cell is a text that reader did not rate, other columns are ignored.\n"
            "RESULTS is what \"grader score --format jsonl\" printed; a result belongs to the id that is its file's "
            "name without folder and ending. What was not judged is counted apart.\n",
    .options = options,
    .run = run,
};
