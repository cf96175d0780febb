#include "rubric/rubric_parts.h"

void define_sets(RubricReader *reader, const Json *lexicon)
{
    for (size_t i = 0; lexicon && i < lexicon->count; i++) {
        const Json *set = &lexicon->items[i];
        if (set->kind != JSON_ARRAY || set->count == 0)
            json_problem(reader->problems, set, "must be an array of phrases");
        else
            phrasebook_define(reader->book, set->key, set, reader->problems);
    }
}

void read_lexicon(RubricReader *reader, const Json *rubric)
{
    Rubric *to = reader->rubric;
    define_sets(reader, json_object_field(rubric, "lexicon", OPTIONAL, reader->problems));
    define_sets(reader, json_object_field(rubric, "misconception-lexicon", OPTIONAL, reader->problems));
    const Json *dimensions = json_find(rubric, "dimensions");
    for (size_t i = 0; dimensions && dimensions->kind == JSON_ARRAY && i < dimensions->count; i++)
        if (dimensions->items[i].kind == JSON_OBJECT)
            define_sets(reader, json_object_field(&dimensions->items[i], "lexicon", OPTIONAL, reader->problems));

    phrasebook_fillers(reader->book, json_array_field(rubric, "fillers", OPTIONAL, reader->problems), reader->problems);
    to->function_words = read_phrases(reader, rubric, "function-words", REQUIRED);
    to->general_words = read_phrases(reader, rubric, "general-words", OPTIONAL);
    to->grammar_words = read_phrases(reader, rubric, "grammar-words", OPTIONAL);
    to->connectives = read_phrases(reader, rubric, "connectives", OPTIONAL);
    to->notes = read_phrases(reader, rubric, "notes", OPTIONAL);
    to->verbs = read_phrases(reader, rubric, "verbs", OPTIONAL);
    to->predicate = read_phrases(reader, rubric, "predicate", REQUIRED);
}
