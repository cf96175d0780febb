#include "lexis/typo.h"

#include <string.h>

enum { LONGEST = 40 };

static Text stem_at(const TypoIndex *index, size_t stem)
{
    return (Text){index->letters + index->stems[stem].at, index->stems[stem].length};
}

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

static void place(TypoPlace *places, size_t size, uint64_t hash, size_t stem)
{
    size_t i = (size_t)hash & (size - 1);
    while (places[i].stem) i = (i + 1) & (size - 1);
    places[i] = (TypoPlace){(uint32_t)(hash >> 32), (uint32_t)stem + 1};
}

TypoIndex typo_index_new(const char *letters, const TypoStem *stems, size_t count, Arena *keep)
{
    TypoIndex index = {.letters = letters, .stems = stems, .stem_count = (uint32_t)count, .place_count = 64};
    size_t needed = 1;
    for (size_t s = 0; s < count; s++)
        if (can_slip(stem_at(&index, s))) needed += stems[s].length + 1;
    while (index.place_count < needed * 2) index.place_count *= 2;
    TypoPlace *places = NEW_ARRAY(keep, TypoPlace, index.place_count);
    for (size_t s = 0; s < count; s++)
        for (size_t i = 0; can_slip(stem_at(&index, s)) && i <= stems[s].length; i++)
            place(places, index.place_count, hash_without(stem_at(&index, s), i), s);
    index.places = places;
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
    size_t mask = index->place_count - 1;
    for (size_t left_out = 0; can_slip(stem) && left_out <= stem.length; left_out++) {
        uint64_t hash = hash_without(stem, left_out);
        for (size_t i = (size_t)hash & mask; index->places[i].stem; i = (i + 1) & mask) {
            const TypoPlace *found = &index->places[i];
            Text known = stem_at(index, found->stem - 1);
            if (found->check == (uint32_t)(hash >> 32) && known.at[0] == stem.at[0] && is_one_edit(known, stem))
                return index->stems[found->stem - 1].node;
        }
    }
    return 0;
}
