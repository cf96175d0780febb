#include "cli/command.h"

#include "batch/merge.h"

static const Option options[] = {
    {"output", 'o', "FILE", "write the results to FILE"},
    {0},
};

static ExitCode run(Context *context)
{
    if (context->operand_count == 0)
        return usage_problem(context, "name the results of all shards: grader merge shard-*.jsonl");
    Text output = option_given(context, "output") ? option_text(context, "output") : TEXT("-");
    bool merged = merge_run(context->operands, context->operand_count, output, context->keep, context->problems);
    return merged ? EXIT_FINE : EXIT_IO;
}

const Command merge_command = {
    .name = "merge",
    .help = "put the results of several machines together",
    .usage = "grader merge [OPTION]... FILE...\n",
    .more =
        "Each FILE is what \"grader score --format jsonl --shard K/N\" wrote, in any order of the files. The results "
        "come in the order of the answers, byte for byte as if one machine had graded them all. A shard or an "
        "answer that is missing is an error.\n",
    .options = options,
    .run = run,
};
