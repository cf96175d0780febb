#include "rubric/rubric_parts.h"

static void check_caps(RubricReader *reader, const Json *from, const Traits *caps)
{
    const Json *list = json_find(from, "caps");
    for (size_t i = 0; i < caps->count; i++)
        if (!rubric_criterion(reader->rubric, caps->items[i], NULL))
            json_problem(reader->problems, &list->items[i], "is none of the rubric's criteria");
}

static Misconception read_misconception(RubricReader *reader, const Json *from)
{
    static const char *const known[] = {"id",   "title", "severity", "when",    "said", "unless", "unless-anywhere",
                                        "caps", "why",   "instead",  "examples", NULL};
    static const char *const severities[] = {
        [SEVERITY_LOW] = "low", [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high"};
    Problems *problems = reader->problems;
    json_check_keys(from, known, problems);
    Traits caps = read_traits(reader, from, "caps");
    check_caps(reader, from, &caps);
    Misconception misconception = {
        .id = read_id(reader, from),
        .title = json_text_field(from, "title", REQUIRED, problems),
        .severity = (Severity)json_name_field(from, "severity", REQUIRED, severities, 3, 0, problems),
        .when = read_traits(reader, from, "when"),
        .said = read_phrases(reader, from, "said", REQUIRED),
        .unless = read_phrases(reader, from, "unless", OPTIONAL),
        .unless_anywhere = read_phrases(reader, from, "unless-anywhere", OPTIONAL),
        .caps = caps.items,
        .cap_count = caps.count,
        .why = json_text_field(from, "why", REQUIRED, problems),
        .instead = json_text_field(from, "instead", REQUIRED, problems),
    };
    misconception.examples = read_examples(reader, from, &misconception.example_count);
    return misconception;
}

static void read_trait_signs(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"id", "meaning", "said", NULL};
    const Json *list = read_objects(reader, rubric, "traits", 0);
    if (!list) return;
    TraitSign *signs = NEW_ARRAY(reader->keep, TraitSign, list->count);
    for (size_t i = 0; i < list->count; i++) {
        json_check_keys(&list->items[i], known, reader->problems);
        json_text_field(&list->items[i], "meaning", REQUIRED, reader->problems);
        signs[i].id = read_id(reader, &list->items[i]);
        signs[i].said = read_phrases(reader, &list->items[i], "said", OPTIONAL);
    }
    reader->rubric->trait_signs = signs;
    reader->rubric->trait_sign_count = list->count;
}

void read_misconceptions(RubricReader *reader, const Json *rubric)
{
    read_trait_signs(reader, rubric);
    reader->rubric->metric_misfit = json_text_field(rubric, "metric-misfit", OPTIONAL, reader->problems);
    reader->rubric->metric_misfit_unless = read_phrases(reader, rubric, "metric-misfit-unless", OPTIONAL);
    const Json *list = read_objects(reader, rubric, "misconceptions", 0);
    if (!list) return;
    Misconception *all = NEW_ARRAY(reader->keep, Misconception, list->count);
    for (size_t i = 0; i < list->count; i++) all[i] = read_misconception(reader, &list->items[i]);
    reader->rubric->misconceptions = all;
    reader->rubric->misconception_count = list->count;
}

void read_arithmetic(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"magnitudes", "times", "equals", "unless", "reason", NULL};
    Rubric *to = reader->rubric;
    const Json *from = json_object_field(rubric, "arithmetic", OPTIONAL, reader->problems);
    if (!from) return;
    json_check_keys(from, known, reader->problems);
    to->times_signs = read_phrases(reader, from, "times", REQUIRED);
    to->equals_signs = read_phrases(reader, from, "equals", REQUIRED);
    to->changing_units = read_phrases(reader, from, "unless", OPTIONAL);
    to->arithmetic_reason = json_text_field(from, "reason", REQUIRED, reader->problems);
    const Json *list = json_object_field(from, "magnitudes", REQUIRED, reader->problems);
    if (!list) return;
    Magnitude *magnitudes = NEW_ARRAY(reader->keep, Magnitude, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != JSON_NUMBER || list->items[i].number <= 0)
            json_problem(reader->problems, &list->items[i], "must be a number above 0");
        magnitudes[i] = (Magnitude){phrasebook_stem(reader->book, list->items[i].key), list->items[i].number};
    }
    to->magnitudes = magnitudes;
    to->magnitude_count = list->count;
}
