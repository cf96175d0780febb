#include "cli/examples.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "grade/grade.h"

typedef struct {
    const Context *context;
    const Rubric *rubric;
    Grader *grader;
    bool coverage;
    size_t passed, failed, uncovered;
} ExampleRun;

/* Where an example stands: its place in the JSON is its place in the rubric. */
typedef struct {
    size_t dimension, criterion, example;
} ExamplePlace;

static const Json *item_at(const Json *object, const char *key, size_t index)
{
    return &json_find(object, key)->items[index];
}

static const Json *criterion_json(const Json *rubric, size_t dimension, size_t criterion)
{
    return item_at(item_at(rubric, "dimensions", dimension), "criteria", criterion);
}

static Text example_place(const Json *rubric, ExamplePlace at, Arena *keep)
{
    return json_place(item_at(criterion_json(rubric, at.dimension, at.criterion), "examples", at.example), keep);
}

static Text example_source(const Example *example, Arena *keep)
{
    Buffer source = buffer_new(keep);
    if (example->section.length) buffer_format(&source, "## %.*s\n\n", TEXT_ARGS(example->section));
    buffer_add(&source, example->text);
    buffer_add_byte(&source, '\n');
    return buffer_text(&source);
}

static const Grade *example_grade(const ExampleRun *run, const Example *example, Text place, Arena *keep)
{
    Task task = {.prompt = rubric_prompt(run->rubric, example->prompt), .level = run->rubric->default_level};
    const Transcript *transcript = transcript_read(example_source(example, keep), place, keep, run->context->problems);
    return transcript ? grade_transcript(run->grader, transcript, &task, keep) : NULL;
}

static void add_indented(Buffer *out, const char *label, Text text)
{
    Text safe = unicode_printable(text, out->arena);
    buffer_format(out, "    %s ", label);
    for (size_t i = 0; i < safe.length; i++) buffer_add_byte(out, safe.at[i] == '\n' ? ' ' : safe.at[i]);
    buffer_add_byte(out, '\n');
}

static void add_share(Buffer *out, const DepthShare *share)
{
    Buffer line = buffer_new(out->arena);
    buffer_format(&line, "%+.2f %.*s \"%.*s\"", share->value, TEXT_ARGS(share->part->id), TEXT_ARGS(share->words));
    add_indented(out, "  depth", buffer_text(&line));
}

static void add_cue(Buffer *out, const CueUse *use)
{
    Buffer line = buffer_new(out->arena);
    buffer_format(&line, "%.*s \"%.*s\"", TEXT_ARGS(use->cue->id), TEXT_ARGS(use->words));
    add_indented(out, "  cue", buffer_text(&line));
}

static void add_evidence(Buffer *out, const char *label, const Evidence *evidence)
{
    Buffer line = buffer_new(out->arena);
    buffer_format(&line, "\"%.*s\" by %.*s, %s, depth %.2f, rung %d", TEXT_ARGS(evidence->words),
                  TEXT_ARGS(evidence->rule), stance_names[evidence->stance], evidence->depth, evidence->rung);
    if (evidence->why_not.length) buffer_format(&line, ", %.*s", TEXT_ARGS(evidence->why_not));
    add_indented(out, label, buffer_text(&line));
    for (size_t i = 0; i < evidence->share_count; i++) add_share(out, &evidence->shares[i]);
    for (size_t i = 0; i < evidence->cue_count; i++) add_cue(out, &evidence->cues[i]);
}

static void add_failure(Buffer *out, const Example *example, Text place, const Grade *grade,
                        const CriterionGrade *criterion, int rung)
{
    buffer_format(out, "%.*s: rung %d, expected %d\n", TEXT_ARGS(place), rung, example->rung);
    add_indented(out, "text:", example->text);
    if (!grade->judged) add_indented(out, "not judged:", grade->reason);
    if (!criterion) return;
    for (size_t i = 0; i < criterion->evidence_count; i++) add_evidence(out, "found:", &criterion->evidence[i]);
    if (criterion->miss) add_evidence(out, "missed:", criterion->miss);
    if (!criterion->evidence_count && !criterion->miss) add_indented(out, "found:", TEXT("nothing"));
}

static bool example_run(ExampleRun *run, const Json *rubric, ExamplePlace at, Arena scratch)
{
    const Example *example = &run->rubric->dimensions[at.dimension].criteria[at.criterion].examples[at.example];
    Text place = example_place(rubric, at, &scratch);
    const Grade *grade = example_grade(run, example, place, &scratch);
    const CriterionGrade *criterion =
        grade && grade->judged ? &grade->dimensions[at.dimension].criteria[at.criterion] : NULL;
    int rung = criterion ? criterion->rung : 0;
    bool passed = grade && rung == example->rung;
    run->passed += passed;
    run->failed += !passed;
    if (passed || !grade) return true;
    Buffer out = buffer_new(&scratch);
    add_failure(&out, example, place, grade, criterion, rung);
    return print_text(run->context, buffer_text(&out));
}

/* A misconception's example: rung 1 when it must be reported, 0 when not. */
static bool misconception_example_run(ExampleRun *run, const Json *rubric, size_t index, size_t number, Arena scratch)
{
    const Misconception *misconception = &run->rubric->misconceptions[index];
    const Example *example = &misconception->examples[number];
    Text place = json_place(item_at(item_at(rubric, "misconceptions", index), "examples", number), &scratch);
    const Grade *grade = example_grade(run, example, place, &scratch);
    int reported = 0;
    for (size_t i = 0; grade && i < grade->misconception_count; i++)
        reported |= grade->misconceptions[i].misconception == misconception;
    bool passed = grade && reported == (example->rung > 0);
    run->passed += passed;
    run->failed += !passed;
    if (passed || !grade) return true;
    Buffer out = buffer_new(&scratch);
    buffer_format(&out, "%.*s: %s\n", TEXT_ARGS(place), reported ? "reported, but should not be" : "not reported");
    add_indented(&out, "text:", example->text);
    return print_text(run->context, buffer_text(&out));
}

/* A criterion is tested from both sides: what it must find and what it must leave alone. */
static bool coverage_check(ExampleRun *run, const Json *rubric, size_t dimension, size_t index, Arena scratch)
{
    enum { LEAST_EACH = 2 };
    const Criterion *criterion = &run->rubric->dimensions[dimension].criteria[index];
    size_t found = 0, left = 0;
    for (size_t i = 0; i < criterion->example_count; i++) *(criterion->examples[i].rung > 0 ? &found : &left) += 1;
    if (!run->coverage || (found >= LEAST_EACH && left >= LEAST_EACH)) return true;
    run->uncovered++;
    Buffer out = buffer_new(&scratch);
    buffer_format(&out, "%.*s: %zu examples above rung 0 and %zu at rung 0; at least %d of each are wanted\n",
                  TEXT_ARGS(json_place(criterion_json(rubric, dimension, index), &scratch)), found, left, LEAST_EACH);
    return print_text(run->context, buffer_text(&out));
}

static bool rubric_run(ExampleRun *run, const Json *rubric, Arena scratch)
{
    ExamplePlace at;
    for (at.dimension = 0; at.dimension < run->rubric->dimension_count; at.dimension++) {
        const Dimension *dimension = &run->rubric->dimensions[at.dimension];
        for (at.criterion = 0; at.criterion < dimension->criterion_count; at.criterion++) {
            for (at.example = 0; at.example < dimension->criteria[at.criterion].example_count; at.example++)
                if (!example_run(run, rubric, at, scratch)) return false;
            if (!coverage_check(run, rubric, at.dimension, at.criterion, scratch)) return false;
        }
    }
    for (size_t m = 0; m < run->rubric->misconception_count; m++)
        for (size_t e = 0; e < run->rubric->misconceptions[m].example_count; e++)
            if (!misconception_example_run(run, rubric, m, e, scratch)) return false;
    return true;
}

static ExitCode summary(const ExampleRun *run)
{
    Buffer out = buffer_new(run->context->keep);
    buffer_format(&out, "%zu passed, %zu failed", run->passed, run->failed);
    if (run->coverage) buffer_format(&out, ", %zu criteria with too few examples", run->uncovered);
    buffer_add_byte(&out, '\n');
    if (!print_text(run->context, buffer_text(&out))) return EXIT_IO;
    return run->failed || run->uncovered ? EXIT_RUBRIC : EXIT_FINE;
}

ExitCode examples_run(const Context *context, const Pack *pack)
{
    ExampleRun run = {.context = context, .coverage = option_given(context, "coverage")};
    /* Not the rest of `keep`: the grader may still take from that. */
    Arena scratch = arena_open();
    ExitCode code = EXIT_FINE;
    for (size_t i = 0; i < pack->rubrics->count && code == EXIT_FINE; i++) {
        const Json *rubric = &pack->rubrics->items[i];
        run.rubric = rubric_read(rubric, pack->prompts, RUBRIC_TO_GRADE, NULL, context->keep, context->problems);
        if (!run.rubric) {
            code = EXIT_RUBRIC;
            break;
        }
        run.grader = grader_new(run.rubric, context->keep);
        if (!rubric_run(&run, rubric, scratch)) code = EXIT_IO;
        grader_free(run.grader);
    }
    arena_close(&scratch);
    return code == EXIT_FINE ? summary(&run) : code;
}
