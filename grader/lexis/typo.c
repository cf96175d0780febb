#include "lexis/typo.h"

#include <string.h>

enum { LONGEST = 40 };

/* A stem without one letter, or whole. */
typedef struct {
    uint32_t check; /* the high half of its hash */
    uint32_t stem;  /* position in `stems` + 1; 0 is an empty place */
} Place;

struct TypoIndex {
    const TypoStem *stems;
    Place *places; /* open addressing */
    size_t size;   /* a power of two */
};

static uint64_t hash_without(Text word, size_t left_out)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < word.length; i++)
        if (i != left_out) hash = (hash ^ (unsigned char)word.at[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}

static bool can_slip(Text stem)
{
    if (stem.length < TYPO_SHORTEST || stem.length > LONGEST) return false;
    for (size_t i = 0; i < stem.length; i++)
        if (!is_letter(stem.at[i])) return false;
    return true;
}

static void place(TypoIndex *index, uint64_t hash, size_t stem)
{
    size_t i = (size_t)hash & (index->size - 1);
    while (index->places[i].stem) i = (i + 1) & (index->size - 1);
    index->places[i] = (Place){(uint32_t)(hash >> 32), (uint32_t)stem + 1};
}

const TypoIndex *typo_index_new(const TypoStem *stems, size_t count, Arena *keep)
{
    TypoIndex *index = NEW(keep, TypoIndex);
    size_t places = 1;
    for (size_t s = 0; s < count; s++)
        if (can_slip(stems[s].stem)) places += stems[s].stem.length + 1;
    *index = (TypoIndex){.stems = stems, .size = 64};
    while (index->size < places * 2) index->size *= 2;
    index->places = NEW_ARRAY(keep, Place, index->size);
    for (size_t s = 0; s < count; s++)
        for (size_t i = 0; can_slip(stems[s].stem) && i <= stems[s].stem.length; i++)
            place(index, hash_without(stems[s].stem, i), s);
    return index;
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

uint32_t typo_index_find(const TypoIndex *index, Text stem)
{
    size_t mask = index->size - 1;
    for (size_t left_out = 0; can_slip(stem) && left_out <= stem.length; left_out++) {
        uint64_t hash = hash_without(stem, left_out);
        for (size_t i = (size_t)hash & mask; index->places[i].stem; i = (i + 1) & mask) {
            const TypoStem *found = &index->stems[index->places[i].stem - 1];
            if (index->places[i].check == (uint32_t)(hash >> 32) && found->stem.at[0] == stem.at[0] &&
                is_one_edit(found->stem, stem))
                return found->node;
        }
    }
    return 0;
}
