#include "rubric/rubric_parts.h"

static Example read_example(RubricReader *reader, const Json *example)
{
    static const char *const known[] = {"text", "rung", "prompt", "section", NULL};
    json_check_keys(example, known, reader->problems);
    return (Example){
        .text = json_text_field(example, "text", REQUIRED, reader->problems),
        .rung = (int)json_number_field(example, "rung", REQUIRED, 0, RUNG_COUNT - 1, 0, reader->problems),
        .prompt = json_text_field(example, "prompt", OPTIONAL, reader->problems),
        .section = json_text_field(example, "section", OPTIONAL, reader->problems),
    };
}

const Example *read_examples(RubricReader *reader, const Json *from, size_t *count)
{
    const Json *list = read_objects(reader, from, "examples", 0);
    *count = list ? list->count : 0;
    Example *examples = NEW_ARRAY(reader->keep, Example, *count);
    for (size_t i = 0; i < *count; i++) examples[i] = read_example(reader, &list->items[i]);
    return examples;
}

/* A rung that no unit can reach is a mistake. */
static void check_reach(RubricReader *reader, const Json *ladder, const Criterion *criterion)
{
    double most = greatest_depth(reader->rubric);
    for (size_t i = 0; reader->rubric->depth_count && i < 2; i++)
        if (criterion->ladder[i + 2] > most)
            json_problem(reader->problems, &ladder->items[i], "cannot be reached: all parts of the depth together give %g",
                         most);
}

/* The depths for rungs 2 and 3, instead of the rubric's own. */
static void read_ladder(RubricReader *reader, const Json *from, Criterion *criterion)
{
    const Json *ladder = json_array_field(from, "ladder", OPTIONAL, reader->problems);
    for (int rung = 0; rung < RUNG_COUNT; rung++) criterion->ladder[rung] = reader->rubric->scale.ladder[rung];
    if (!ladder) return;
    bool fine = ladder->count == 2;
    for (size_t i = 0; fine && i < 2; i++)
        fine = ladder->items[i].kind == JSON_NUMBER && ladder->items[i].number > 0 && ladder->items[i].number <= 1;
    if (!fine || ladder->items[0].number > ladder->items[1].number) {
        json_problem(reader->problems, ladder, "must be two rising depths above 0, for rungs 2 and 3");
        return;
    }
    criterion->ladder[2] = ladder->items[0].number;
    criterion->ladder[3] = ladder->items[1].number;
    check_reach(reader, ladder, criterion);
}

/* An exclusion that voids an evidence phrase leaves that phrase without a use. */
static void check_repeated(RubricReader *reader, const Json *from)
{
    const Json *evidence = json_find(from, "evidence"), *unless = json_find(from, "unless");
    for (size_t u = 0; unless && unless->kind == JSON_ARRAY && u < unless->count; u++)
        for (size_t e = 0; evidence && evidence->kind == JSON_ARRAY && e < evidence->count; e++)
            if (unless->items[u].string.length == evidence->items[e].string.length &&
                unless->items[u].kind == JSON_STRING && evidence->items[e].kind == JSON_STRING &&
                text_equal(unless->items[u].string, evidence->items[e].string))
                json_problem(reader->problems, &unless->items[u], "voids evidence[%zu], which says the same", e);
}

static Criterion read_criterion(RubricReader *reader, const Json *from)
{
    static const char *const known[] = {"id",     "title", "weight", "when-negated", "asks",   "evidence", "hints",
                                        "unless", "requires", "ladder", "probe", "advice",       "examples", NULL};
    static const char *const negations[] = {
        [NEGATED_VOID] = "void", [NEGATED_DECISION] = "decision", [NEGATED_INVERT] = "invert"};
    Problems *problems = reader->problems;
    json_check_keys(from, known, problems);
    Criterion criterion = {
        .id = read_id(reader, from),
        .title = json_text_field(from, "title", REQUIRED, problems),
        .weight = json_number_field(from, "weight", OPTIONAL, 0, 100, 1, problems),
        .when_negated = (WhenNegated)json_name_field(from, "when-negated", OPTIONAL, negations, 3, 0, problems),
        .asks = json_bool_field(from, "asks", false, problems),
        .evidence = read_phrases(reader, from, "evidence", REQUIRED),
        .hints = read_phrases(reader, from, "hints", OPTIONAL),
        .unless = read_phrases(reader, from, "unless", OPTIONAL),
        .requires = read_phrases(reader, from, "requires", OPTIONAL),
        .probe = json_text_field(from, "probe", REQUIRED, problems),
        .advice = json_text_field(from, "advice", REQUIRED, problems),
    };
    read_ladder(reader, from, &criterion);
    check_repeated(reader, from);
    criterion.examples = read_examples(reader, from, &criterion.example_count);
    return criterion;
}

static Dimension read_dimension(RubricReader *reader, const Json *from)
{
    static const char *const known[] = {"id",       "title",   "weight",   "headline", "sections",
                                        "lexicon", "criteria", NULL};
    Problems *problems = reader->problems;
    json_check_keys(from, known, problems);
    Dimension dimension = {
        .id = read_id(reader, from),
        .title = json_text_field(from, "title", REQUIRED, problems),
        .weight = json_number_field(from, "weight", REQUIRED, 0, 100, 0, problems),
        .headline = json_bool_field(from, "headline", false, problems),
        .sections = read_phrases(reader, from, "sections", OPTIONAL),
    };
    const Json *list = read_objects(reader, from, "criteria", 1);
    if (!list) return dimension;
    Criterion *criteria = NEW_ARRAY(reader->keep, Criterion, list->count);
    for (size_t i = 0; i < list->count; i++) criteria[i] = read_criterion(reader, &list->items[i]);
    dimension.criteria = criteria;
    dimension.criterion_count = list->count;
    return dimension;
}

/* An id names one thing in the whole rubric. */
static void check_ids(RubricReader *reader, const Json *list)
{
    const Rubric *rubric = reader->rubric;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        for (size_t before = 0; before < d; before++)
            if (text_equal(rubric->dimensions[before].id, dimension->id))
                json_problem(reader->problems, &list->items[d], "the id \"%.*s\" is taken", TEXT_ARGS(dimension->id));
        for (size_t c = 0; c < dimension->criterion_count; c++) {
            const Criterion *criterion = &dimension->criteria[c];
            if (rubric_criterion(rubric, criterion->id, NULL) == criterion || !criterion->id.length) continue;
            const Json *criteria = json_find(&list->items[d], "criteria");
            json_problem(reader->problems, json_find(&criteria->items[c], "id"), "the id \"%.*s\" is taken",
                         TEXT_ARGS(criterion->id));
        }
    }
}

void read_dimensions(RubricReader *reader, const Json *rubric)
{
    enum { MOST_DIMENSIONS = 64 }; /* a set of them is one word of bits */
    const Json *list = read_objects(reader, rubric, "dimensions", 1);
    if (!list) return;
    if (list->count > MOST_DIMENSIONS) {
        json_problem(reader->problems, list, "must have at most %d items", MOST_DIMENSIONS);
        return;
    }
    Dimension *dimensions = NEW_ARRAY(reader->keep, Dimension, list->count);
    for (size_t i = 0; i < list->count; i++) dimensions[i] = read_dimension(reader, &list->items[i]);
    reader->rubric->dimensions = dimensions;
    reader->rubric->dimension_count = list->count;
    check_ids(reader, list);
}
