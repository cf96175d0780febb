#include "lexis/frozen.h"

#include "base/digest.h"
#include "lexis/phrasebook_parts.h"
#include "lexis/stem.h"
#include "lexis/token.h"

#include <assert.h>
#include <string.h>

enum { MOST_ARRAYS = 32 };

/* Of each struct that lies in an array, and of the order of a number's bytes. */
typedef struct {
    uint64_t bytes_in_order;
    uint16_t sizes[12];
} Layout;

/* Stands before the arrays of one book. */
typedef struct {
    uint64_t digest; /* of all bytes after this, to the end of the book */
    uint64_t size;   /* with this head and what fills up to the next book */
    uint64_t stems;  /* of some of its words, see stems_of */
    Layout layout;
    char name[LONGEST_FROZEN_NAME];
    Phrasebook counts; /* its pointers are NULL */
    uint64_t places[MOST_ARRAYS]; /* of the arrays, from the beginning of the head */
} Head;

static Layout layout_here(void)
{
    return (Layout){
        .bytes_in_order = 0x0102030405060708,
        .sizes = {sizeof(Head), sizeof(Phrasebook), sizeof(Node), sizeof(PhraseId), sizeof(Child), sizeof(Trigger),
                  sizeof(Choice), sizeof(PhraseEntry), sizeof(WordPlace), sizeof(TypoStem), sizeof(TypoPlace),
                  sizeof(Source)},
    };
}

/* One of a book's arrays: where its pointer stands, and how long it is. */
typedef struct {
    void *pointer;
    size_t size;
} Array;

typedef struct {
    Array items[MOST_ARRAYS];
    size_t count;
} Arrays;

static void add_array(Arrays *arrays, void *pointer, size_t item_size, size_t count)
{
    assert(arrays->count < MOST_ARRAYS);
    arrays->items[arrays->count++] = (Array){pointer, item_size * count};
}

#define ADD_ARRAY(arrays, array, count) add_array(arrays, (void *)&(array), sizeof *(array), count)

/* Every array of the book, but for the patterns: those are PCRE2's. Only counts are read. */
static Arrays arrays_of(Phrasebook *book)
{
    Arrays all = {.count = 0};
    ADD_ARRAY(&all, book->nodes, (size_t)book->node_count + 1);
    ADD_ARRAY(&all, book->ids, book->node_count);
    ADD_ARRAY(&all, book->children, book->child_total);
    ADD_ARRAY(&all, book->triggers, book->trigger_total);
    ADD_ARRAY(&all, book->choices, book->choice_total);
    ADD_ARRAY(&all, book->is_root, book->node_count);
    ADD_ARRAY(&all, book->is_met, book->node_count);
    ADD_ARRAY(&all, book->not_asked, book->node_count / 64 + 1);
    ADD_ARRAY(&all, book->entries, book->node_count);
    ADD_ARRAY(&all, book->sources, book->source_count);
    ADD_ARRAY(&all, book->sets, book->set_total);
    ADD_ARRAY(&all, book->sets_of_word, book->sets_of_word_count);
    ADD_ARRAY(&all, book->words, book->word_places);
    ADD_ARRAY(&all, book->typos.stems, book->typos.stem_count);
    ADD_ARRAY(&all, book->typos.places, book->typos.place_count);
    ADD_ARRAY(&all, book->pattern_nodes, book->pattern_count);
    ADD_ARRAY(&all, book->pattern_sources, book->pattern_count);
    ADD_ARRAY(&all, book->fillers, book->filler_count);
    ADD_ARRAY(&all, book->filler_stems, book->filler_stem_count);
    ADD_ARRAY(&all, book->given, book->given_count);
    ADD_ARRAY(&all, book->given_stems, book->given_stem_count);
    ADD_ARRAY(&all, book->letters.at, book->letters.length);
    ADD_ARRAY(&all, book->language.at, book->language.length);
    return all;
}

static size_t rounded(size_t size)
{
    return (size + FROZEN_ALIGNMENT - 1) / FROZEN_ALIGNMENT * FROZEN_ALIGNMENT;
}

static Text after_digest(const Head *head)
{
    return (Text){(const char *)head + sizeof head->digest, (size_t)head->size - sizeof head->digest};
}

static uint64_t add_stems(uint64_t sum, Text source, Stemmer *stemmer, Arena scratch)
{
    RawToken token;
    for (size_t at = 0; token_next(source, &at, &token);) {
        Text word = word_fold(text_slice(source, token.start, token.end), &scratch);
        sum = sum * 31 + text_hash(stemmer_stem(stemmer, word));
    }
    return sum;
}

/* Snowball and utf8proc may be others by now, and then an answer's words would no longer be
   those of the book. A thousand words or two tell, and take no time. */
static uint64_t stems_of(const Phrasebook *book, Arena scratch)
{
    enum { ASKED = 200 };
    uint64_t sum = 0;
    Stemmer *stemmer = stemmer_open(book->language);
    if (!stemmer) return 0;
    for (uint32_t s = 0; s < book->source_count; s += book->source_count / ASKED + 1)
        sum = add_stems(sum, source_at(book, s), stemmer, scratch);
    stemmer_close(stemmer);
    return sum;
}

/* --- to bytes ------------------------------------------------------------------ */

static void *array_at(const Array *array)
{
    void *at;
    memcpy(&at, array->pointer, sizeof at);
    return at;
}

/* Its place, and where the next one may begin. */
static size_t place_arrays(const Arrays *arrays, uint64_t *places)
{
    size_t at = rounded(sizeof(Head));
    for (size_t i = 0; i < arrays->count; i++) {
        places[i] = at;
        at += rounded(arrays->items[i].size);
    }
    return at;
}

static Phrasebook without_pointers(Phrasebook book)
{
    Arrays arrays = arrays_of(&book);
    for (size_t i = 0; i < arrays.count; i++) memset(arrays.items[i].pointer, 0, sizeof(void *));
    book.typos.letters = NULL;
    book.patterns = NULL;
    return book;
}

Text phrasebook_freeze(const Phrasebook *book, Text name, Arena *keep)
{
    Phrasebook copy = *book;
    Arrays arrays = arrays_of(&copy);
    uint64_t places[MOST_ARRAYS] = {0};
    size_t size = place_arrays(&arrays, places);
    char *bytes = arena_take(keep, 1, FROZEN_ALIGNMENT, size);
    Head *head = (Head *)(void *)bytes;
    assert(name.length <= LONGEST_FROZEN_NAME);
    head->size = size;
    head->stems = stems_of(book, *keep);
    head->layout = layout_here();
    memcpy(head->name, name.at, name.length);
    head->counts = without_pointers(copy);
    memcpy(head->places, places, sizeof places);
    for (size_t i = 0; i < arrays.count; i++)
        if (arrays.items[i].size) memcpy(bytes + places[i], array_at(&arrays.items[i]), arrays.items[i].size);
    head->digest = digest_quick(after_digest(head));
    return (Text){bytes, size};
}

/* --- and back -------------------------------------------------------------------- */

/* The head of the first book, if the bytes can be that; NULL at the end. */
static const Head *head_at(Text frozen)
{
    const Head *head = (const Head *)(const void *)frozen.at;
    Layout here = layout_here();
    if (frozen.length < sizeof *head || (uintptr_t)frozen.at % FROZEN_ALIGNMENT) return NULL;
    if (memcmp(&head->layout, &here, sizeof here) != 0) return NULL;
    bool fits = head->size >= sizeof *head && head->size <= frozen.length && head->size % FROZEN_ALIGNMENT == 0;
    return fits ? head : NULL;
}

static bool has_name(const Head *head, Text name)
{
    char own[LONGEST_FROZEN_NAME] = {0};
    if (name.length > sizeof own) return false;
    if (name.length) memcpy(own, name.at, name.length);
    return memcmp(head->name, own, sizeof own) == 0;
}

/* They were fine when the book was read, so nothing is left to be told of them. */
static bool compile_patterns(Phrasebook *book, Arena *keep)
{
    Problems none = problems_new(keep);
    const Json nowhere = {0};
    const Pattern **patterns = NEW_ARRAY(keep, const Pattern *, book->pattern_count);
    for (uint32_t p = 0; p < book->pattern_count; p++) {
        patterns[p] = pattern_read(source_at(book, book->pattern_sources[p]), &nowhere, keep, &none);
        if (!patterns[p]) return false;
    }
    book->patterns = patterns;
    return true;
}

static const Phrasebook *book_of(const Head *head, Arena *keep)
{
    Phrasebook *book = NEW(keep, Phrasebook);
    *book = head->counts;
    Arrays arrays = arrays_of(book);
    for (size_t i = 0; i < arrays.count; i++) {
        const char *at = (const char *)head + head->places[i];
        memcpy(arrays.items[i].pointer, &at, sizeof at);
    }
    book->typos.letters = book->letters.at;
    return stems_of(book, *keep) == head->stems && compile_patterns(book, keep) ? book : NULL;
}

const Phrasebook *phrasebook_thaw(Text frozen, Text name, Arena *keep)
{
    for (const Head *head; (head = head_at(frozen)); frozen = text_slice(frozen, (size_t)head->size, frozen.length))
        if (has_name(head, name)) return digest_quick(after_digest(head)) == head->digest ? book_of(head, keep) : NULL;
    return NULL;
}
