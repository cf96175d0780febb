#ifndef GRADER_LEXIS_VOCABULARY_H
#define GRADER_LEXIS_VOCABULARY_H

/*
 * What a scanner's text has been made of so far: each spelling is folded, stemmed and
 * looked up once. For this room only.
 */

#include "lexis/phrasebook_parts.h"
#include "lexis/stem.h"
#include "lexis/token.h"

/* A node that one word is enough for, and the phrase by which. */
typedef struct {
    Rank node;
    PhraseId via;
} Meaning;

/* What one token may be met as, see is_met of a book, and what may be woken by it. */
typedef struct {
    const Meaning *items; /* those first that a rubric asks for */
    uint32_t count;
    uint32_t root_count;
    const Trigger *triggers; /* of its leaves and every plain choice of these */
    uint32_t trigger_count;
} Meanings;

/* A spelling seen before. */
typedef struct {
    uint64_t hash; /* of the folded spelling; 0 is an empty place */
    uint64_t stem;
    Meanings means;
    const uint64_t *sets; /* a bit for each that it is in as a neighbour */
    uint32_t number; /* how many were seen before it */
} SeenWord;

typedef struct {
    const Phrasebook *book;
    Stemmer *stemmer;
    Arena words; /* the remembered spellings */
    SeenWord *seen;
    uint32_t seen_count;
    uint32_t most_seen; /* half the places of `seen`; a power of two */
    Meanings number;    /* of `#` */
    const uint64_t *no_sets, *number_sets; /* of words and numbers that no phrase has, which are many */
    Meaning *gathering; /* room for the meanings of one word */
    uint64_t *meant;    /* by rank, one bit each; clear between words */
} Vocabulary;

Vocabulary vocabulary_open(const Phrasebook *book, Arena *keep);
void vocabulary_close(Vocabulary *vocabulary);

/* Make room for so many more spellings; what was seen may be forgotten. */
void vocabulary_reserve(Vocabulary *vocabulary, uint32_t count);

/* The word or sign with this spelling; stays until room is made. */
const SeenWord *vocabulary_see(Vocabulary *vocabulary, Text spelling, TokenKind kind, Arena scratch);

#endif
