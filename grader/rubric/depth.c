#include "rubric/rubric_parts.h"

static DepthPart read_part(RubricReader *reader, const Json *part)
{
    static const char *const known[] = {"id",   "missing", "measure",       "phrases", "value", "more",
                                        "most", "content", "needs-content", "gives",   "whole", NULL};
    static const char *const measures[] = {
        [DEPTH_PHRASES] = "phrases", [DEPTH_NOUNS] = "nouns", [DEPTH_VERBLESS] = "verbless"};
    Problems *problems = reader->problems;
    json_check_keys(part, known, problems);
    DepthMeasure measure = (DepthMeasure)json_name_field(part, "measure", OPTIONAL, measures, 3, DEPTH_PHRASES, problems);
    double value = json_number_field(part, "value", REQUIRED, -1, 1, 0, problems);
    return (DepthPart){
        .id = read_id(reader, part),
        .missing = json_text_field(part, "missing", value > 0 ? REQUIRED : OPTIONAL, problems),
        .measure = measure,
        .phrases = read_phrases(reader, part, "phrases", measure == DEPTH_PHRASES ? REQUIRED : OPTIONAL),
        .value = value,
        .more = json_number_field(part, "more", OPTIONAL, -1, 1, 0, problems),
        .most = json_number_field(part, "most", OPTIONAL, -1, 1, value, problems),
        .content = json_bool_field(part, "content", false, problems),
        .needs_content = json_bool_field(part, "needs-content", false, problems),
        .gives = (int)json_number_field(part, "gives", OPTIONAL, 0, 3, 0, problems),
        .whole = json_number_field(part, "whole", OPTIONAL, 0, 10, 1, problems),
    };
}

double greatest_depth(const Rubric *rubric)
{
    double sum = 0;
    for (size_t i = 0; i < rubric->depth_count; i++) sum += rubric->depth[i].most > 0 ? rubric->depth[i].most : 0;
    return sum;
}

/* Each rung can be reached: enough parts open it, and they are deep enough. */
static void check_rungs(const RubricReader *reader, const Json *rubric)
{
    const Rubric *of = reader->rubric;
    const Json *scale = json_find(rubric, "scale");
    const Json *opens = json_find(scale, "opens"), *ladder = json_find(scale, "ladder");
    bool whole = opens && opens->kind == JSON_ARRAY && opens->count == RUNG_COUNT && ladder &&
                 ladder->kind == JSON_ARRAY && ladder->count == RUNG_COUNT;
    for (int rung = 1; whole && rung < RUNG_COUNT; rung++) {
        double giving = 0, most = greatest_depth(of);
        for (size_t i = 0; i < of->depth_count; i++) giving += of->depth[i].gives == rung && of->depth[i].value > 0;
        if (of->scale.opens[rung] > giving)
            json_problem(reader->problems, &opens->items[rung], "cannot be reached: %g parts of the depth give rung %d",
                         giving, rung);
        if (of->scale.ladder[rung] > most)
            json_problem(reader->problems, &ladder->items[rung],
                         "cannot be reached: all parts of the depth together give %g", most);
    }
}

void read_depth(RubricReader *reader, const Json *rubric)
{
    const Json *list = read_objects(reader, rubric, "depth", 1);
    if (!list) return;
    DepthPart *parts = NEW_ARRAY(reader->keep, DepthPart, list->count);
    for (size_t i = 0; i < list->count; i++) parts[i] = read_part(reader, &list->items[i]);
    reader->rubric->depth = parts;
    reader->rubric->depth_count = list->count;
    check_rungs(reader, rubric);
}
