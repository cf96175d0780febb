#include "rubric/rubric_parts.h"

/* `count` rising numbers from 0 to `high` under `key`. */
static void read_numbers(RubricReader *reader, const Json *object, const char *key, double high, double *numbers,
                         size_t count)
{
    const Json *list = json_array_field(object, key, REQUIRED, reader->problems);
    if (!list) return;
    if (list->count != count) {
        json_problem(reader->problems, list, "must be %zu numbers", count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const Json *item = &list->items[i];
        if (item->kind != JSON_NUMBER || item->number < 0 || item->number > high)
            json_problem(reader->problems, item, "must be a number from 0 to %g", high);
        else if (i > 0 && item->number < numbers[i - 1])
            json_problem(reader->problems, item, "must not be less than the one before");
        numbers[i] = item->number;
    }
}

static void read_constants(RubricReader *reader, const Json *scale)
{
    static const char *const known[] = {
        "rung-values", "rung-reach", "ladder", "opens", "saturation", "global-share", "global-depth",
        "global-units", "section-value", "next-unit", "second-unit", "statement-words", "statement-share",
        "hint-reach", "unit-criteria", "bands", "overall-bands", "echo-share", "dwell-hits",
        "prompt-noun", "list-pieces", "list-words", "list-small-words", "salad-words", "salad-grammar",
        "confidence-words", "confidence-margin", "prompted", "hint-prices",
        "balance-share", NULL,
    };
    Problems *problems = reader->problems;
    Scale *to = &reader->rubric->scale;
    json_check_keys(scale, known, problems);
    read_numbers(reader, scale, "rung-values", 1, to->rung_values, RUNG_COUNT);
    read_numbers(reader, scale, "ladder", 1, to->ladder, RUNG_COUNT);
    read_numbers(reader, scale, "opens", 10, to->opens, RUNG_COUNT);
    read_numbers(reader, scale, "bands", 100, to->bands, BAND_COUNT);
    read_numbers(reader, scale, "overall-bands", 100, to->overall_bands, BAND_COUNT);
    to->neighbour[0] = json_number_field(scale, "next-unit", REQUIRED, 0, 1, 0, problems);
    to->neighbour[1] = json_number_field(scale, "second-unit", REQUIRED, 0, 1, 0, problems);
    to->statement_words = json_number_field(scale, "statement-words", OPTIONAL, 0, 100, 0, problems);
    to->statement_share = json_number_field(scale, "statement-share", OPTIONAL, 0, 1, 0, problems);
    to->rung_reach = json_number_field(scale, "rung-reach", REQUIRED, 0, 1, 0, problems);
    to->saturation = json_number_field(scale, "saturation", REQUIRED, 0.1, 100, 1, problems);
    to->global_share = json_number_field(scale, "global-share", REQUIRED, 0, 1, 0, problems);
    to->global_depth = json_number_field(scale, "global-depth", REQUIRED, 0.01, 1, 1, problems);
    to->global_units = (int)json_number_field(scale, "global-units", REQUIRED, 1, 1000, 10, problems);
    to->section_value = json_number_field(scale, "section-value", REQUIRED, 0, 1, 0, problems);
    to->dwell_hits = (int)json_number_field(scale, "dwell-hits", OPTIONAL, 1, 100, 3, problems);
    to->hint_reach = (int)json_number_field(scale, "hint-reach", OPTIONAL, 0, 100, 0, problems);
    to->unit_criteria = (int)json_number_field(scale, "unit-criteria", REQUIRED, 1, 100, 3, problems);
    to->prompt_noun = json_number_field(scale, "prompt-noun", OPTIONAL, 0, 10, 0, problems);
    to->echo_share = json_number_field(scale, "echo-share", REQUIRED, 0, 1, 1, problems);
    to->list_pieces = (int)json_number_field(scale, "list-pieces", REQUIRED, 2, 100, 3, problems);
    to->list_words = (int)json_number_field(scale, "list-words", REQUIRED, 1, 20, 3, problems);
    to->list_small_words = json_number_field(scale, "list-small-words", REQUIRED, 0, 1, 0, problems);
    to->salad_words = (int)json_number_field(scale, "salad-words", OPTIONAL, 4, 100, 100, problems);
    to->salad_grammar = json_number_field(scale, "salad-grammar", OPTIONAL, 0, 1, 0, problems);
    to->confidence_words = json_number_field(scale, "confidence-words", REQUIRED, 0, 10000, 350, problems);
    to->prompted = json_number_field(scale, "prompted", OPTIONAL, 0, 1, 1, problems);
    to->balance_share = json_number_field(scale, "balance-share", OPTIONAL, 0, 1, 1, problems);
    if (json_find(scale, "hint-prices")) read_numbers(reader, scale, "hint-prices", 1, to->hint_prices, HINT_COUNT);
    to->confidence_margin = json_number_field(scale, "confidence-margin", REQUIRED, 0, 50, 3, problems);
}

static void read_levels(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"id", "title", "hire", "strong", "lean", "floor", NULL};
    Problems *problems = reader->problems;
    const Json *list = read_objects(reader, rubric, "levels", 1);
    if (!list) return;
    Level *levels = NEW_ARRAY(reader->keep, Level, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *level = &list->items[i];
        json_check_keys(level, known, problems);
        levels[i] = (Level){
            .id = read_id(reader, level),
            .title = json_text_field(level, "title", REQUIRED, problems),
            .hire = json_number_field(level, "hire", REQUIRED, 0, 100, 0, problems),
            .strong = json_number_field(level, "strong", REQUIRED, 0, 100, 0, problems),
            .lean = json_number_field(level, "lean", REQUIRED, 0, 100, 0, problems),
            .floor = json_number_field(level, "floor", REQUIRED, 0, 100, 0, problems),
        };
    }
    reader->rubric->levels = levels;
    reader->rubric->level_count = list->count;
    Text chosen = json_text_field(rubric, "default-level", REQUIRED, problems);
    reader->rubric->default_level = rubric_level(reader->rubric, chosen);
    const Json *node = json_find(rubric, "default-level");
    if (chosen.length && !reader->rubric->default_level) json_problem(problems, node, "is none of the levels");
}

void read_scale(RubricReader *reader, const Json *rubric)
{
    const Json *scale = json_object_field(rubric, "scale", REQUIRED, reader->problems);
    if (scale) read_constants(reader, scale);
    read_levels(reader, rubric);
}
