#ifndef GRADER_LEXIS_TYPO_H
#define GRADER_LEXIS_TYPO_H

/*
 * Small slips in long words: "calibrtion" is met as "calibration". The index
 * holds every spelling that arises by leaving one letter out of a stem (the
 * symmetric deletes of SymSpell), so that looking up costs a few hashes however
 * many stems there are.
 */

#include "base/arena.h"

enum { TYPO_SHORTEST = 6 }; /* letters of a stem; shorter ones are too near to one another */

typedef struct {
    uint32_t at, length; /* among the letters of all */
    uint32_t node;       /* what is found by it; not 0 */
} TypoStem;

/* A stem without one letter, or whole. */
typedef struct {
    uint32_t check; /* the high half of its hash */
    uint32_t stem;  /* position among the stems + 1; 0 is an empty place */
} TypoPlace;

/* Open, since it can be kept as bytes with its phrasebook. */
typedef struct {
    const char *letters;
    const TypoStem *stems;
    const TypoPlace *places; /* open addressing */
    uint32_t stem_count;
    uint32_t place_count; /* a power of two */
} TypoIndex;

/* Of `count` stems, which must live as long as the index, as must the letters. */
TypoIndex typo_index_new(const char *letters, const TypoStem *stems, size_t count, Arena *keep);

/* The node whose stem is one edit away (a letter more, less, other, or two
   swapped) and begins with the same letter; 0 when none is. */
uint32_t typo_index_find(const TypoIndex *index, Text stem);

#endif
