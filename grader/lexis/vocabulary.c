#include "lexis/vocabulary.h"

#include <string.h>

enum {
    FEWEST_WORDS = 1 << 10, /* spellings remembered before starting afresh with more room */
    MOST_WORDS = 1 << 16,
    MOST_LEAVES = 24, /* words of phrases one spelling can be */
};

static bool add_meaning(Vocabulary *vocabulary, uint32_t *count, PhraseId node, PhraseId via)
{
    uint64_t *bits = &vocabulary->meant[node / 64], bit = (uint64_t)1 << (node % 64);
    if (*bits & bit) return false;
    *bits |= bit;
    vocabulary->gathering[(*count)++] = (Meaning){node, via};
    return true;
}

/* Leaves first, then choice after choice above them. */
static Meanings find_meanings(Vocabulary *vocabulary, const PhraseId *leaves, uint32_t leaf_count, Arena *keep)
{
    Meanings means = {.mask = ANY_WORD};
    uint32_t count = 0;
    for (uint32_t i = 0; i < leaf_count; i++)
        if (add_meaning(vocabulary, &count, leaves[i], leaves[i])) means.mask |= word_mask(leaves[i]);
    for (uint32_t i = 0; i < count; i++) {
        const Node *node = &vocabulary->book->nodes[vocabulary->gathering[i].node];
        for (uint32_t t = node->other_triggers; t < node->trigger_count; t++)
            add_meaning(vocabulary, &count, node->triggers[t].node, vocabulary->gathering[i].node);
    }
    Meaning *kept = NEW_ARRAY(keep, Meaning, count);
    for (uint32_t i = 0; i < count; i++) {
        kept[i] = vocabulary->gathering[i];
        vocabulary->meant[kept[i].node / 64] = 0;
    }
    means.items = kept;
    means.count = count;
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

static void add_leaf(PhraseId *leaves, uint32_t *count, PhraseId node)
{
    if (node && *count < MOST_LEAVES) leaves[(*count)++] = node;
}

/* Every leaf a spelling can be: its stem, itself, and the prefixes it has. */
static void find_leaves(Vocabulary *vocabulary, SeenWord *word, Text folded, Text stem)
{
    const Phrasebook *book = vocabulary->book;
    PhraseId leaves[MOST_LEAVES];
    uint32_t count = 0;
    add_leaf(leaves, &count, word_find(book, WORD_STEM, stem));
    add_leaf(leaves, &count, word_find(book, WORD_EXACT, folded));
    for (size_t length = 1; length <= folded.length && length <= book->longest_prefix; length++)
        add_leaf(leaves, &count, word_find(book, WORD_PREFIX, text_slice(folded, 0, length)));
    if (count == 0 && folded.length >= TYPO_SHORTEST) add_leaf(leaves, &count, typo_index_find(book->typos, stem));
    word->means = find_meanings(vocabulary, leaves, count, &vocabulary->words);
}

const SeenWord *vocabulary_see(Vocabulary *vocabulary, Text spelling, bool is_word, Arena scratch)
{
    Text folded = is_word ? word_fold(spelling, &scratch) : spelling;
    uint64_t hash = text_hash(folded);
    if (!hash) hash = 1;
    uint32_t mask = vocabulary->most_seen * 2 - 1, i = (uint32_t)hash & mask;
    for (; vocabulary->seen[i].hash; i = (i + 1) & mask)
        if (vocabulary->seen[i].hash == hash) return &vocabulary->seen[i];
    Text stem = is_word ? stemmer_stem(vocabulary->stemmer, folded) : folded;
    SeenWord *word = &vocabulary->seen[i];
    *word = (SeenWord){.hash = hash, .stem = text_hash(stem), .number = vocabulary->seen_count++};
    find_leaves(vocabulary, word, folded, stem);
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
