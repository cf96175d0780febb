#include "rubric/rubric_parts.h"

static void read_values(RubricReader *reader, const Json *from, Fact *fact)
{
    static const char *const known[] = {"phrases", "low", "high", NULL};
    const Json *list = read_objects(reader, from, "values", 0);
    if (!list) return;
    FactValue *values = NEW_ARRAY(reader->keep, FactValue, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *value = &list->items[i];
        json_check_keys(value, known, reader->problems);
        values[i].phrases = read_phrases(reader, value, "phrases", REQUIRED);
        values[i].low = json_number_field(value, "low", REQUIRED, 0, 1e15, 0, reader->problems);
        values[i].high = json_number_field(value, "high", REQUIRED, 0, 1e15, 0, reader->problems);
    }
    fact->values = values;
    fact->value_count = list->count;
}

/* "@asked-load" names the topic of that name. */
static const Words *words_of_topic(const RubricReader *reader, Text name)
{
    for (size_t i = 0; i < reader->topic_count; i++)
        if (text_starts_with(name, TEXT("@")) && text_ends_with(name, reader->topics[i].name) &&
            name.length == reader->topics[i].name.length + 1)
            return &reader->topics[i].words;
    return NULL;
}

static void read_topics_of(RubricReader *reader, const Json *topics, Fact *fact)
{
    if (!topics || !json_is_text_list(topics, reader->problems)) return;
    fact->near = NEW_ARRAY(reader->keep, const Words *, topics->count);
    for (size_t i = 0; i < topics->count; i++) {
        const Words *words = words_of_topic(reader, topics->items[i].string);
        if (words) fact->near[fact->near_count++] = words;
    }
}

static void read_asking(RubricReader *reader, const Json *from, Fact *fact)
{
    fact->cues = read_phrases(reader, from, "cues", OPTIONAL);
    fact->topics = read_phrases(reader, from, "topics", OPTIONAL);
    add_words(reader, &fact->words, fact->text);
    add_words_of_phrases(reader, &fact->words, json_find(from, "cues"));
    read_topics_of(reader, json_find(from, "topics"), fact);
}

static void read_facts(RubricReader *reader, const Json *from, Prompt *prompt)
{
    static const char *const known[] = {"id", "text", "cues", "topics", "values", NULL};
    const Json *list = read_objects(reader, from, "facts", 0);
    if (!list) return;
    Fact *facts = NEW_ARRAY(reader->keep, Fact, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *fact = &list->items[i];
        json_check_keys(fact, known, reader->problems);
        facts[i] = (Fact){
            .id = read_id(reader, fact),
            .text = json_text_field(fact, "text", REQUIRED, reader->problems),
        };
        if (!json_find(fact, "cues") && !json_find(fact, "topics"))
            json_problem(reader->problems, fact, "needs \"cues\" or \"topics\"");
        if (reader->use == RUBRIC_TO_ASK) read_asking(reader, fact, &facts[i]);
        read_values(reader, fact, &facts[i]);
    }
    prompt->facts = facts;
    prompt->fact_count = list->count;
}

/* A prompt may be asked with several rubrics, so it may name criteria that this one lacks. */
static void read_touched(RubricReader *reader, const Json *from, CurveBall *ball)
{
    const Json *list = json_array_field(from, "criteria", OPTIONAL, reader->problems);
    if (!list || !json_is_text_list(list, reader->problems)) return;
    Text *ids = NEW_ARRAY(reader->keep, Text, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (rubric_criterion(reader->rubric, list->items[i].string, NULL))
            ids[ball->criterion_count++] = list->items[i].string;
    ball->criteria = ids;
}

static void read_curve_balls(RubricReader *reader, const Json *from, Prompt *prompt)
{
    static const char *const known[] = {"text", "looks-for", "criteria", NULL};
    if (!json_find(from, "curve-balls")) return;
    const Json *list = read_objects(reader, from, "curve-balls", 0);
    if (!list) return;
    CurveBall *balls = NEW_ARRAY(reader->keep, CurveBall, list->count);
    for (size_t i = 0; i < list->count; i++) {
        json_check_keys(&list->items[i], known, reader->problems);
        balls[i].text = json_text_field(&list->items[i], "text", REQUIRED, reader->problems);
        balls[i].looks_for = json_text_field(&list->items[i], "looks-for", OPTIONAL, reader->problems);
        read_touched(reader, &list->items[i], &balls[i]);
    }
    prompt->curve_balls = balls;
    prompt->curve_ball_count = list->count;
}

static const Dimension *find_dimension(const Rubric *rubric, Text id)
{
    for (size_t d = 0; d < rubric->dimension_count; d++)
        if (text_equal(rubric->dimensions[d].id, id)) return &rubric->dimensions[d];
    return NULL;
}

static void read_key_points(RubricReader *reader, const Json *from, Prompt *prompt)
{
    static const char *const known[] = {"dimension", "stars", "text", NULL};
    if (!json_find(from, "key-points")) return;
    const Json *list = read_objects(reader, from, "key-points", 0);
    if (!list) return;
    KeyPoint *points = NEW_ARRAY(reader->keep, KeyPoint, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *point = &list->items[i];
        json_check_keys(point, known, reader->problems);
        Text dimension = json_text_field(point, "dimension", REQUIRED, reader->problems);
        points[i].dimension = find_dimension(reader->rubric, dimension);
        points[i].stars = (int)json_number_field(point, "stars", OPTIONAL, 0, 2, 0, reader->problems);
        points[i].text = json_text_field(point, "text", REQUIRED, reader->problems);
    }
    prompt->key_points = points;
    prompt->key_point_count = list->count;
}

static void read_pitfalls(RubricReader *reader, const Json *from, Prompt *prompt)
{
    const Json *list = json_array_field(from, "pitfalls", OPTIONAL, reader->problems);
    if (!list || !json_is_text_list(list, reader->problems)) return;
    Text *pitfalls = NEW_ARRAY(reader->keep, Text, list->count);
    for (size_t i = 0; i < list->count; i++) pitfalls[i] = list->items[i].string;
    prompt->pitfalls = pitfalls;
    prompt->pitfall_count = list->count;
}

static void read_metrics(RubricReader *reader, const Json *from, Prompt *prompt)
{
    static const char *const known[] = {"fit", "wrong", NULL};
    const Json *metrics = json_object_field(from, "metrics", OPTIONAL, reader->problems);
    if (!metrics) return;
    json_check_keys(metrics, known, reader->problems);
    prompt->fitting_metrics = read_phrases(reader, metrics, "fit", OPTIONAL);
    prompt->wrong_metrics = read_phrases(reader, metrics, "wrong", OPTIONAL);
}

static Prompt read_prompt(RubricReader *reader, const Json *from)
{
    static const char *const known[] = {"id",      "title",      "domain",      "opening",  "nouns", "facts",
                                        "metrics", "key-points", "curve-balls", "pitfalls", "traits", NULL};
    json_check_keys(from, known, reader->problems);
    Prompt prompt = {
        .id = read_id(reader, from),
        .title = json_text_field(from, "title", REQUIRED, reader->problems),
        .opening = json_text_field(from, "opening", REQUIRED, reader->problems),
    };
    Text domain = json_text_field(from, "domain", REQUIRED, reader->problems);
    prompt.domain = find_domain(reader->rubric, domain);
    if (domain.length && !prompt.domain)
        json_problem(reader->problems, json_find(from, "domain"), "is none of the rubric's domains");
    prompt.nouns = read_nouns(reader, from, "nouns", &prompt.noun_count);
    prompt.traits = read_traits(reader, from, "traits");
    read_metrics(reader, from, &prompt);
    read_facts(reader, from, &prompt);
    read_curve_balls(reader, from, &prompt);
    read_key_points(reader, from, &prompt);
    read_pitfalls(reader, from, &prompt);
    return prompt;
}

void read_prompts(RubricReader *reader, const Json *list)
{
    Prompt *prompts = NEW_ARRAY(reader->keep, Prompt, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != JSON_OBJECT) {
            json_problem(reader->problems, &list->items[i], "must be an object");
            continue;
        }
        prompts[i] = read_prompt(reader, &list->items[i]);
        for (size_t before = 0; before < i; before++)
            if (text_equal(prompts[before].id, prompts[i].id))
                json_problem(reader->problems, &list->items[i], "the id \"%.*s\" is taken", TEXT_ARGS(prompts[i].id));
    }
    reader->rubric->prompts = prompts;
    reader->rubric->prompt_count = list->count;
}
