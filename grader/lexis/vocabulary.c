#include "lexis/vocabulary.h"

#include <string.h>

enum {
    FEWEST_WORDS = 1 << 10, /* spellings remembered before starting afresh with more room */
    MOST_WORDS = 1 << 16,
    MOST_LEAVES = 24, /* words of phrases one spelling can be */
};

static void add_meaning(Vocabulary *vocabulary, Meanings *means, uint32_t *count, Rank node, PhraseId via)
{
    uint64_t *bits = &vocabulary->meant[node / 64], bit = (uint64_t)1 << (node % 64);
    if (*bits & bit) return;
    *bits |= bit;
    vocabulary->gathering[(*count)++] = (Meaning){node, via};
    const Node *of = &vocabulary->book->nodes[node];
    means->trigger_count += of[1].triggers - of->triggers;
    means->root_count += vocabulary->book->is_root[node];
    means->count += vocabulary->book->is_met[node];
}

/* Leaves first, then choice after choice above them. */
static Meanings gather_meanings(Vocabulary *vocabulary, const Rank *leaves, uint32_t leaf_count, uint32_t *count)
{
    const Phrasebook *book = vocabulary->book;
    Meanings means = {0};
    for (uint32_t i = 0; i < leaf_count; i++) add_meaning(vocabulary, &means, count, leaves[i], book->ids[leaves[i]]);
    for (uint32_t i = 0; i < *count; i++) {
        Rank node = vocabulary->gathering[i].node;
        for (uint32_t c = book->nodes[node].choices; c < book->nodes[node + 1].choices; c++)
            add_meaning(vocabulary, &means, count, book->choices[c].node, book->choices[c].via);
    }
    return means;
}

/* Side by side, as every occurrence of the word will read them. */
static Meanings find_meanings(Vocabulary *vocabulary, const Rank *leaves, uint32_t leaf_count, Arena *keep)
{
    const Phrasebook *book = vocabulary->book;
    uint32_t count = 0;
    Meanings means = gather_meanings(vocabulary, leaves, leaf_count, &count);
    Meaning *items = NEW_ARRAY(keep, Meaning, means.count);
    Trigger *triggers = NEW_ARRAY(keep, Trigger, means.trigger_count);
    uint32_t roots = 0, others = means.root_count, filled = 0;
    for (uint32_t i = 0; i < count; i++) {
        Rank node = vocabulary->gathering[i].node;
        if (book->is_root[node]) items[roots++] = vocabulary->gathering[i];
        else if (book->is_met[node]) items[others++] = vocabulary->gathering[i];
        for (uint32_t t = book->nodes[node].triggers; t < book->nodes[node + 1].triggers; t++)
            triggers[filled++] = book->triggers[t];
        vocabulary->meant[node / 64] = 0;
    }
    means.items = items;
    means.triggers = triggers;
    return means;
}

/* A short answer needs little memory, a long one forgets a few times. */
static void forget_words(Vocabulary *vocabulary)
{
    if (vocabulary->most_seen == 0) vocabulary->most_seen = FEWEST_WORDS;
    else if (vocabulary->most_seen < MOST_WORDS) vocabulary->most_seen *= 4;
    vocabulary->words.at = vocabulary->words.start;
    vocabulary->seen = NEW_ARRAY(&vocabulary->words, SeenWord, vocabulary->most_seen * 2);
    vocabulary->seen_count = 0;
}

static void add_sets(const Phrasebook *book, Rank leaf, uint64_t *sets)
{
    for (uint32_t s = book->sets_of_word[leaf]; s < book->sets_of_word[leaf + 1]; s++)
        sets[book->sets[s] / 64] |= (uint64_t)1 << (book->sets[s] % 64);
}

/* Which sets of neighbours it is in. */
static const uint64_t *find_sets(const Phrasebook *book, const Rank *leaves, uint32_t leaf_count, bool is_number,
                                 Arena *keep)
{
    uint64_t *sets = NEW_ARRAY(keep, uint64_t, SETS / 64);
    sets[ANYTHING / 64] |= (uint64_t)1 << ANYTHING;
    for (uint32_t i = 0; i < leaf_count; i++) add_sets(book, leaves[i], sets);
    if (is_number && book->number) add_sets(book, book->number, sets);
    return sets;
}

static void add_leaf(Rank *leaves, uint32_t *count, Rank node)
{
    if (node && *count < MOST_LEAVES) leaves[(*count)++] = node;
}

/* Every leaf a spelling can be: its stem, itself, and the prefixes it has. */
static void find_leaves(Vocabulary *vocabulary, SeenWord *word, Text folded, Text stem, TokenKind kind)
{
    const Phrasebook *book = vocabulary->book;
    Rank leaves[MOST_LEAVES];
    uint32_t count = 0;
    add_leaf(leaves, &count, word_find(book, WORD_STEM, stem));
    add_leaf(leaves, &count, word_find(book, WORD_EXACT, folded));
    for (size_t length = 1; length <= folded.length && length <= book->longest_prefix; length++)
        add_leaf(leaves, &count, word_find(book, WORD_PREFIX, text_slice(folded, 0, length)));
    if (count == 0 && folded.length >= TYPO_SHORTEST) add_leaf(leaves, &count, typo_index_find(&book->typos, stem));
    word->means = find_meanings(vocabulary, leaves, count, &vocabulary->words);
    bool is_number = kind == TOKEN_NUMBER;
    word->sets = is_number ? vocabulary->number_sets : vocabulary->no_sets;
    if (count) word->sets = find_sets(book, leaves, count, is_number, &vocabulary->words);
}

const SeenWord *vocabulary_see(Vocabulary *vocabulary, Text spelling, TokenKind kind, Arena scratch)
{
    bool is_word = kind == TOKEN_WORD;
    Text folded = is_word ? word_fold(spelling, &scratch) : spelling;
    uint64_t hash = text_hash(folded);
    if (!hash) hash = 1;
    uint32_t mask = vocabulary->most_seen * 2 - 1, i = (uint32_t)hash & mask;
    for (; vocabulary->seen[i].hash; i = (i + 1) & mask)
        if (vocabulary->seen[i].hash == hash) return &vocabulary->seen[i];
    Text stem = is_word ? stemmer_stem(vocabulary->stemmer, folded) : folded;
    SeenWord *word = &vocabulary->seen[i];
    *word = (SeenWord){.hash = hash, .stem = text_hash(stem), .number = vocabulary->seen_count++};
    find_leaves(vocabulary, word, folded, stem, kind);
    return word;
}

void vocabulary_reserve(Vocabulary *vocabulary, uint32_t count)
{
    if (vocabulary->seen_count + count > vocabulary->most_seen) forget_words(vocabulary);
}

Vocabulary vocabulary_open(const Phrasebook *book, Arena *keep)
{
    Vocabulary vocabulary = {
        .book = book,
        .stemmer = stemmer_open(book->language),
        .words = arena_open(),
        .gathering = NEW_ARRAY(keep, Meaning, book->node_count),
        .no_sets = find_sets(book, NULL, 0, false, keep),
        .number_sets = find_sets(book, NULL, 0, true, keep),
        .meant = NEW_ARRAY(keep, uint64_t, book->node_count / 64 + 1),
    };
    forget_words(&vocabulary);
    if (book->number) vocabulary.number = find_meanings(&vocabulary, &book->number, 1, keep);
    return vocabulary;
}

void vocabulary_close(Vocabulary *vocabulary)
{
    stemmer_close(vocabulary->stemmer);
    arena_close(&vocabulary->words);
}
