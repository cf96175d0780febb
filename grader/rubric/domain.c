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

const Domain *find_domain(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->domain_count; i++)
        if (text_equal(rubric->domains[i].id, id)) return &rubric->domains[i];
    return NULL;
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
