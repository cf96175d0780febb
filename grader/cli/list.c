#include "cli/command.h"

#include "cli/grading.h"
#include "cli/rows.h"

enum { ID_COLUMN = 24 };

static const Option options[] = {RUBRIC_OPTION, {0}};

static Text member(const Json *object, const char *key)
{
    const Json *found = json_find(object, key);
    return found && found->kind == JSON_STRING ? found->string : TEXT("");
}

static void write_items(Buffer *out, const Json *items)
{
    size_t width = row_width();
    for (size_t i = 0; i < items->count; i++)
        row_write(out, member(&items->items[i], "id"), member(&items->items[i], "title"), ID_COLUMN, width);
}

static ExitCode run(Context *context)
{
    Text what = context->operand_count ? context->operands[0] : TEXT(""), rubric;
    bool prompts = text_equal(what, TEXT("prompts")), rubrics = text_equal(what, TEXT("rubrics"));
    if ((what.length && !prompts && !rubrics) || context->operand_count > 1)
        return usage_problem(context, "say what to list: prompts or rubrics");
    ExitCode code;
    const Pack *pack = grading_pack(context, &rubric, &code);
    if (!pack) return code;
    Buffer out = buffer_new(context->keep);
    if (!what.length) buffer_add(&out, TEXT("rubrics:\n"));
    if (!prompts) write_items(&out, pack->rubrics);
    if (!what.length) buffer_add(&out, TEXT("prompts:\n"));
    if (!rubrics) write_items(&out, pack->prompts);
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

const Command list_command = {
    .name = "list",
    .help = "list the prompts and rubrics there are",
    .usage = "grader list [OPTION]... [prompts|rubrics]\n",
    .options = options,
    .run = run,
};
