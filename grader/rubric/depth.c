#include "rubric/rubric_parts.h"

static DepthPart read_part(RubricReader *reader, const Json *part)
{
    static const char *const known[] = {"id",   "missing", "measure",       "phrases", "value", "more",
                                        "most", "content", "needs-content", "gives",   NULL};
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
    };
}

void read_depth(RubricReader *reader, const Json *rubric)
{
    const Json *list = read_objects(reader, rubric, "depth", 1);
    if (!list) return;
    DepthPart *parts = NEW_ARRAY(reader->keep, DepthPart, list->count);
    for (size_t i = 0; i < list->count; i++) parts[i] = read_part(reader, &list->items[i]);
    reader->rubric->depth = parts;
    reader->rubric->depth_count = list->count;
}
