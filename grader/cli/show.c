#include "cli/command.h"

#include "cli/grading.h"
#include "cli/rows.h"

static const Option options[] = {
    RUBRIC_OPTION,
    {"facts", 0, NULL, "with a prompt: also what the interviewer tells only those who ask"},
    {0},
};

enum { ID_COLUMN = 10, LABEL_COLUMN = 16 };

static void write_prompt(Buffer *out, const Prompt *prompt, bool facts)
{
    size_t width = row_width();
    row_write_paragraph(out, 0, prompt->title, width);
    buffer_add_byte(out, '\n');
    row_write_paragraph(out, 0, prompt->opening, width);
    buffer_format(out, "\n%zu %s for those who ask%s\n", prompt->fact_count, prompt->fact_count == 1 ? "fact" : "facts",
                  facts ? ":" : " (--facts shows them)");
    for (size_t i = 0; facts && i < prompt->fact_count; i++) row_write(out, TEXT("-"), prompt->facts[i].text, 4, width);
}

static ExitCode show_prompt(const Context *context, const Grading *grading, Buffer *out)
{
    if (context->operand_count != 2) return usage_problem(context, "name one prompt, see: grader list prompts");
    const Prompt *prompt = grading_prompt(grading, context->operands[1], (Text){0}, context->problems);
    if (!prompt) return EXIT_USAGE;
    write_prompt(out, prompt, option_given(context, "facts"));
    return EXIT_FINE;
}

static ExitCode show_rubric(const Context *context, const Grading *grading, Buffer *out)
{
    const Rubric *rubric = grading->rubric;
    size_t width = row_width();
    if (context->operand_count != 1) return usage_problem(context, "name another rubric by --rubric");
    buffer_format(out, "%.*s %.*s: %.*s\n", TEXT_ARGS(rubric->id), TEXT_ARGS(rubric->version),
                  TEXT_ARGS(rubric->title));
    for (size_t i = 0; i < rubric->dimension_count; i++) {
        const Dimension *dimension = &rubric->dimensions[i];
        buffer_format(out, "\n%.*s: %.*s (weight %g%s)\n", TEXT_ARGS(dimension->id), TEXT_ARGS(dimension->title),
                      dimension->weight, dimension->headline ? ", headline" : "");
        for (size_t k = 0; k < dimension->criterion_count; k++)
            row_write(out, dimension->criteria[k].id, dimension->criteria[k].title, ID_COLUMN, width);
    }
    return EXIT_FINE;
}

/* As its author wrote it: the rubric itself keeps only what matching needs. */
static const Json *criterion_json(const Grading *grading, const Criterion *criterion, const Dimension *dimension)
{
    size_t which = (size_t)(dimension - grading->rubric->dimensions);
    size_t index = (size_t)(criterion - dimension->criteria);
    return &json_find(&json_find(grading->json, "dimensions")->items[which], "criteria")->items[index];
}

static void write_phrases(Buffer *out, const Json *criterion, const char *key, size_t width)
{
    const Json *phrases = json_find(criterion, key);
    if (!phrases) return;
    Buffer line = buffer_new(out->arena);
    for (size_t i = 0; i < phrases->count; i++)
        buffer_format(&line, "%s%.*s", i ? ", " : "", TEXT_ARGS(phrases->items[i].string));
    row_write(out, text_from(key), buffer_text(&line), LABEL_COLUMN, width);
}

static void write_examples(Buffer *out, const Criterion *criterion, size_t width)
{
    if (criterion->example_count) buffer_add(out, TEXT("\nexamples:\n"));
    for (int rung = RUNG_COUNT - 1; rung >= 0; rung--)
        for (size_t i = 0; i < criterion->example_count; i++) {
            const Example *example = &criterion->examples[i];
            char name[16] = {'r', 'u', 'n', 'g', ' ', (char)('0' + rung)};
            if (example->rung == rung) row_write(out, text_from(name), example->text, ID_COLUMN, width);
        }
}

static ExitCode show_criterion(const Context *context, const Grading *grading, Buffer *out)
{
    static const char *const negated[] = {
        [NEGATED_VOID] = "counts for nothing",
        [NEGATED_DECISION] = "counts as a decision when it gives a reason",
        [NEGATED_INVERT] = "is the evidence",
    };
    const Dimension *dimension;
    size_t width = row_width();
    if (context->operand_count != 2) return usage_problem(context, "name one criterion, see: grader show rubric");
    const Criterion *criterion = grading_criterion(grading, context, context->operands[1], &dimension);
    if (!criterion) return EXIT_USAGE;
    buffer_format(out, "%.*s: %.*s\n\n", TEXT_ARGS(criterion->id), TEXT_ARGS(criterion->title));
    row_write(out, TEXT("dimension"), dimension->title, LABEL_COLUMN, width);
    const Json *json = criterion_json(grading, criterion, dimension);
    write_phrases(out, json, "evidence", width);
    write_phrases(out, json, "hints", width);
    write_phrases(out, json, "unless", width);
    row_write(out, TEXT("a denial"), text_from(negated[criterion->when_negated]), LABEL_COLUMN, width);
    row_write(out, TEXT("probe"), criterion->probe, LABEL_COLUMN, width);
    row_write(out, TEXT("advice"), criterion->advice, LABEL_COLUMN, width);
    write_examples(out, criterion, width);
    return EXIT_FINE;
}

static const struct {
    const char *name;
    ExitCode (*show)(const Context *context, const Grading *grading, Buffer *out);
} kinds[] = {
    {"prompt",    show_prompt},
    {"rubric",    show_rubric},
    {"criterion", show_criterion},
};

static ExitCode run(Context *context)
{
    Text what = context->operand_count ? context->operands[0] : TEXT("");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!text_equal(what, text_from(kinds[i].name))) continue;
        Grading grading;
        Buffer out = buffer_new(context->keep);
        ExitCode code = grading_open(&grading, context, RUBRIC_TO_GRADE);
        if (code == EXIT_FINE) code = kinds[i].show(context, &grading, &out);
        grading_close(&grading);
        if (code != EXIT_FINE) return code;
        return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
    }
    return usage_problem(context, "say what to show: prompt ID, rubric or criterion ID");
}

const Command show_command = {
    .name = "show",
    .help = "show a prompt, the rubric or one criterion",
    .usage = "grader show [OPTION]... prompt ID\n"
             "grader show [OPTION]... rubric\n"
             "grader show [OPTION]... criterion ID\n",
    .options = options,
    .run = run,
};
