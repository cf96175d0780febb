#include "lexis/typo.h"

#include <string.h>

enum { LONGEST = 40 };

typedef struct {
    uint64_t hash; /* of a stem without one letter, or whole; 0 is an empty place */
    Text stem;
    PhraseId node;
} Place;

struct TypoIndex {
    Arena *keep;
    Place *places; /* open addressing; a power of two */
    size_t size, used;
};

TypoIndex *typo_index_new(Arena *keep)
{
    TypoIndex *index = NEW(keep, TypoIndex);
    index->keep = keep;
    return index;
}

static uint64_t hash_without(Text word, size_t left_out)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < word.length; i++)
        if (i != left_out) hash = (hash ^ (unsigned char)word.at[i]) * 1099511628211u;
    return hash ? hash : 1;
}

static void place(TypoIndex *index, Place entry)
{
    size_t i = (size_t)(entry.hash >> 17) & (index->size - 1);
    while (index->places[i].hash) i = (i + 1) & (index->size - 1);
    index->places[i] = entry;
    index->used++;
}

static void grow(TypoIndex *index)
{
    TypoIndex grown = {.keep = index->keep, .size = index->size ? index->size * 4 : 4096};
    grown.places = NEW_ARRAY(index->keep, Place, grown.size);
    for (size_t i = 0; i < index->size; i++)
        if (index->places[i].hash) place(&grown, index->places[i]);
    *index = grown;
}

static bool can_slip(Text stem)
{
    if (stem.length < TYPO_SHORTEST || stem.length > LONGEST) return false;
    for (size_t i = 0; i < stem.length; i++)
        if (!is_letter(stem.at[i])) return false;
    return true;
}

void typo_index_add(TypoIndex *index, Text stem, PhraseId node)
{
    if (!can_slip(stem)) return;
    if ((index->used + stem.length + 1) * 2 > index->size) grow(index);
    for (size_t i = 0; i <= stem.length; i++) place(index, (Place){hash_without(stem, i), stem, node});
}

/* Damerau's distance is exactly one. */
static bool is_one_edit(Text a, Text b)
{
    if (a.length > b.length) return is_one_edit(b, a);
    size_t same = 0, tail = 0;
    while (same < a.length && a.at[same] == b.at[same]) same++;
    while (tail < a.length - same && a.at[a.length - 1 - tail] == b.at[b.length - 1 - tail]) tail++;
    size_t left = a.length - same - tail, right = b.length - same - tail;
    if (left == 0) return right == 1;
    if (left == 1 && right == 1) return true;
    return left == 2 && right == 2 && a.at[same] == b.at[same + 1] && a.at[same + 1] == b.at[same];
}

PhraseId typo_index_find(const TypoIndex *index, Text stem)
{
    if (!can_slip(stem) || !index->size) return NO_PHRASE;
    for (size_t left_out = 0; left_out <= stem.length; left_out++) {
        uint64_t hash = hash_without(stem, left_out);
        for (size_t i = (size_t)(hash >> 17) & (index->size - 1); index->places[i].hash; i = (i + 1) & (index->size - 1)) {
            const Place *found = &index->places[i];
            if (found->hash == hash && found->stem.at[0] == stem.at[0] && is_one_edit(found->stem, stem))
                return found->node;
        }
    }
    return NO_PHRASE;
}
