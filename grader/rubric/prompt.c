#include "rubric/rubric_parts.h"

#include <stdlib.h>

const Noun *read_nouns(RubricReader *reader, const Json *object, const char *key, size_t *count)
{
    const Json *list = json_array_field(object, key, REQUIRED, reader->problems);
    *count = list ? list->count : 0;
    Noun *nouns = NEW_ARRAY(reader->keep, Noun, *count);
    for (size_t i = 0; i < *count; i++)
        nouns[i] = (Noun){phrasebook_phrase(reader->book, &list->items[i], reader->problems), 1};
    return nouns;
}

void read_domains(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"id", "cues", "nouns", "traits", NULL};
    const Json *list = read_objects(reader, rubric, "domains", 0);
    if (!list) return;
    Domain *domains = NEW_ARRAY(reader->keep, Domain, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *domain = &list->items[i];
        json_check_keys(domain, known, reader->problems);
        domains[i].id = read_id(reader, domain);
        domains[i].cues = read_phrases(reader, domain, "cues", REQUIRED);
        domains[i].nouns = read_nouns(reader, domain, "nouns", &domains[i].noun_count);
        domains[i].traits = read_traits(reader, domain, "traits");
    }
    reader->rubric->domains = domains;
    reader->rubric->domain_count = list->count;
}

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

static void read_facts(RubricReader *reader, const Json *from, Prompt *prompt)
{
    static const char *const known[] = {"id", "text", "cues", "values", NULL};
    const Json *list = read_objects(reader, from, "facts", 0);
    if (!list) return;
    Fact *facts = NEW_ARRAY(reader->keep, Fact, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *fact = &list->items[i];
        json_check_keys(fact, known, reader->problems);
        facts[i] = (Fact){
            .id = read_id(reader, fact),
            .text = json_text_field(fact, "text", REQUIRED, reader->problems),
            .cues = read_phrases(reader, fact, "cues", REQUIRED),
        };
        read_values(reader, fact, &facts[i]);
    }
    prompt->facts = facts;
    prompt->fact_count = list->count;
}

static const Domain *find_domain(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->domain_count; i++)
        if (text_equal(rubric->domains[i].id, id)) return &rubric->domains[i];
    return NULL;
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
    const Json *metrics = json_object_field(from, "metrics", OPTIONAL, reader->problems);
    if (metrics) {
        prompt.fitting_metrics = read_phrases(reader, metrics, "fit", OPTIONAL);
        prompt.wrong_metrics = read_phrases(reader, metrics, "wrong", OPTIONAL);
    }
    read_facts(reader, from, &prompt);
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

typedef struct {
    Text source;
    Noun *noun;
} NamedNoun;

static int compare_nouns(const void *a, const void *b)
{
    return text_compare(((const NamedNoun *)a)->source, ((const NamedNoun *)b)->source);
}

/* A noun that n domains share weighs 1/n. */
void weigh_nouns(const RubricReader *reader)
{
    const Rubric *rubric = reader->rubric;
    size_t count = 0, filled = 0;
    for (size_t d = 0; d < rubric->domain_count; d++) count += rubric->domains[d].noun_count;
    Arena scratch = *reader->keep;
    NamedNoun *all = NEW_ARRAY(&scratch, NamedNoun, count);
    for (size_t d = 0; d < rubric->domain_count; d++)
        for (size_t n = 0; n < rubric->domains[d].noun_count; n++) {
            Noun *noun = (Noun *)&rubric->domains[d].nouns[n];
            all[filled++] = (NamedNoun){phrase_source(rubric->book, noun->phrase), noun};
        }
    if (count) qsort(all, count, sizeof *all, compare_nouns);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first; end < count && text_equal(all[end].source, all[first].source); end++) {
        }
        for (size_t i = first; i < end; i++) all[i].noun->weight = 1.0 / (double)(end - first);
    }
}
