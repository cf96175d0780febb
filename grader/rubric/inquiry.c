#include "rubric/rubric_parts.h"

/* The "cues" and the "reply" under `key`; a rubric without them says `usual`. */
static PhraseId read_reply(RubricReader *reader, const Json *rubric, const char *key, Text usual, Text *reply,
                           PhraseId *hints)
{
    static const char *const known[] = {"cues", "reply", NULL};
    static const char *const known_with_hints[] = {"cues", "hints", "reply", NULL};
    const Json *from = json_object_field(rubric, key, OPTIONAL, reader->problems);
    *reply = usual;
    if (!from) return NO_PHRASE;
    json_check_keys(from, hints ? known_with_hints : known, reader->problems);
    if (hints) *hints = read_phrases(reader, from, "hints", OPTIONAL);
    *reply = json_text_field(from, "reply", REQUIRED, reader->problems);
    return read_phrases(reader, from, "cues", OPTIONAL);
}

static void read_topics(RubricReader *reader, const Json *sets)
{
    define_sets(reader, sets);
    if (!sets) return;
    Topic *topics = NEW_ARRAY(reader->keep, Topic, sets->count);
    for (size_t i = 0; i < sets->count; i++) {
        topics[i].name = sets->items[i].key;
        add_words_of_phrases(reader, &topics[i].words, &sets->items[i]);
    }
    reader->topics = topics;
    reader->topic_count = sets->count;
}

void read_inquiry(RubricReader *reader, const Json *rubric)
{
    Inquiry *inquiry = &reader->rubric->inquiry;
    read_topics(reader, json_object_field(rubric, "topics", OPTIONAL, reader->problems));
    inquiry->requests = read_phrases(reader, rubric, "requests", OPTIONAL);
    inquiry->frames = read_phrases(reader, rubric, "frames", OPTIONAL);
    inquiry->guesses = read_phrases(reader, rubric, "guesses", OPTIONAL);
    inquiry->afterthoughts = read_phrases(reader, rubric, "afterthoughts", OPTIONAL);
    inquiry->weak_words = read_phrases(reader, rubric, "weak-words", OPTIONAL);
    inquiry->joints = read_phrases(reader, rubric, "joints", OPTIONAL);
    inquiry->further = read_phrases(reader, rubric, "further", OPTIONAL);
    inquiry->back_references = read_phrases(reader, rubric, "back-references", OPTIONAL);
    inquiry->turned_back = read_reply(reader, rubric, "turned-back", TEXT("That is for you to decide."),
                                      &inquiry->turned_back_reply, &inquiry->turned_back_hints);
    inquiry->unknown = read_reply(reader, rubric, "unknown", TEXT("Make a reasonable assumption and tell me, or ask in other words."),
                                  &inquiry->unknown_reply, NULL);
}
