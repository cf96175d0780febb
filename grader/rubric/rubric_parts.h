#ifndef GRADER_RUBRIC_RUBRIC_PARTS_H
#define GRADER_RUBRIC_RUBRIC_PARTS_H

/* What the files of this room share: a rubric while it is being read. */

#include "rubric/rubric.h"

/* A set that facts of many prompts share. */
typedef struct {
    Text name;
    Words words;
} Topic;

typedef struct {
    Rubric *rubric;
    PhrasebookBuilder *book;
    Arena *keep;
    Problems *problems;
    RubricUse use;
    const Topic *topics;
    size_t topic_count;
} RubricReader;

/* Each reads one part of the JSON and reports all that is wrong with it. */
void read_lexicon(RubricReader *reader, const Json *rubric);
void read_dimensions(RubricReader *reader, const Json *rubric);
void read_stance(RubricReader *reader, const Json *rubric);
void read_depth(RubricReader *reader, const Json *rubric);
/* The deepest a unit can be. */
double greatest_depth(const Rubric *rubric);
void read_gates(RubricReader *reader, const Json *rubric);
void read_misconceptions(RubricReader *reader, const Json *rubric);
void read_arithmetic(RubricReader *reader, const Json *rubric);
void read_domains(RubricReader *reader, const Json *rubric);
void read_scale(RubricReader *reader, const Json *rubric);
void read_sections(RubricReader *reader, const Json *rubric);
void read_interview(RubricReader *reader, const Json *rubric);
void read_inquiry(RubricReader *reader, const Json *rubric);
void read_prompts(RubricReader *reader, const Json *list);

/* Add the words of a text; those that phrases name, without what must not be there. */
void add_words(RubricReader *reader, Words *words, Text text);
void add_words_of_phrases(RubricReader *reader, Words *words, const Json *phrases);

/* The phrases under `key`, or NO_PHRASE. */
PhraseId read_phrases(RubricReader *reader, const Json *object, const char *key, Need need);

/* Define each list of an object of lists as a named set; NULL: none. */
void define_sets(RubricReader *reader, const Json *lexicon);

/* The nouns under `key`, each of weight 1 so far. */
const Noun *read_nouns(RubricReader *reader, const Json *object, const char *key, size_t *count);

/* The strings under `key`; each must be one. */
Traits read_traits(RubricReader *reader, const Json *object, const char *key);

/* The examples of a criterion or misconception. */
const Example *read_examples(RubricReader *reader, const Json *from, size_t *count);

/* The domain of this id, or NULL. */
const Domain *find_domain(const Rubric *rubric, Text id);

/* Give every noun a weight: the fewer domains share it, the more it says. */
void weigh_nouns(const RubricReader *reader);

/* A list of at least `least` objects under `key`; NULL after a problem. */
const Json *read_objects(RubricReader *reader, const Json *object, const char *key, size_t least);

/* An id is lower-case letters, digits, '-' and '_' (capitals too in criteria). */
Text read_id(RubricReader *reader, const Json *object);

#endif
