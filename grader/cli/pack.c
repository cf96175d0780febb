#include "cli/command.h"

#include "cli/examples.h"
#include "cli/grading.h"
#include "files/files.h"

static const Option options[] = {
    {"output", 'o', "FILE", "with build: write the pack to FILE, not to standard output"},
    {"coverage", 0, NULL, "with test: also fail criteria with fewer than two examples each way"},
    {0},
};

static ExitCode lint(const Context *context, const Pack *pack)
{
    if (!pack_lint(pack, context->keep, context->problems)) return EXIT_RUBRIC;
    Buffer out = buffer_new(context->keep);
    buffer_format(&out, "%.*s %.*s is fine: %zu rubric%s, %zu prompt%s\nsha256 %.*s\n", TEXT_ARGS(pack->id),
                  TEXT_ARGS(pack->version), pack->rubrics->count, pack->rubrics->count == 1 ? "" : "s",
                  pack->prompts->count, pack->prompts->count == 1 ? "" : "s", TEXT_ARGS(pack->sha256));
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static ExitCode build(const Context *context, const Pack *pack)
{
    if (!pack_lint(pack, context->keep, context->problems)) return EXIT_RUBRIC;
    Text built = pack_build(pack, context->keep);
    if (!option_given(context, "output")) return print_text(context, built) ? EXIT_FINE : EXIT_IO;
    return files_write(option_text(context, "output"), built, context->problems) ? EXIT_FINE : EXIT_IO;
}

/* For the Makefile alone, so no help tells of it: what it writes fits only this very program. */
static ExitCode freeze(const Context *context, const Pack *pack)
{
    Text frozen = pack_freeze(pack, context->keep, context->problems);
    if (!frozen.length) return EXIT_RUBRIC;
    return files_write(option_text(context, "output"), frozen, context->problems) ? EXIT_FINE : EXIT_IO;
}

static const struct {
    const char *name;
    ExitCode (*run)(const Context *context, const Pack *pack);
} actions[] = {
    {"lint",  lint},
    {"test",  examples_run},
    {"build", build},
    {"freeze", freeze},
};

static ExitCode run(Context *context)
{
    Text what = context->operand_count ? context->operands[0] : TEXT("");
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (!text_equal(what, text_from(actions[i].name))) continue;
        if (context->operand_count != 2)
            return usage_problem(context, "name one folder or built pack: grader pack %s .", actions[i].name);
        ExitCode code;
        const Pack *pack = grading_pack_at(context, context->operands[1], &code);
        return pack ? actions[i].run(context, pack) : code;
    }
    return usage_problem(context, "say what to do with the pack: lint, test or build");
}

const Command pack_command = {
    .name = "pack",
    .help = "check, test and build a rubric pack",
    .usage = "grader pack lint DIR|FILE\n"
             "grader pack test [--coverage] DIR|FILE\n"
             "grader pack build [-o FILE] DIR|FILE\n",
    .more =
        "lint reports all that is wrong with a pack, test also grades the examples in its criteria, build makes one "
        "file of a folder with pack.json, rubrics/ and prompts/. The same folder always gives the same bytes.\n",
    .options = options,
    .run = run,
};
