#include "lexis/phrasebook_builder.h"

#include "lexis/token.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Room that is not touched before it is used. */
enum { USUAL_NODES = 1 << 16, USUAL_CHILDREN = 1 << 18, USUAL_SOURCES = 1 << 15 };

Rank word_find(const Phrasebook *book, WordForm form, Text spelling)
{
    uint64_t hash = word_hash(form, spelling);
    uint32_t mask = book->word_places - 1;
    for (uint32_t i = (uint32_t)hash & mask; book->words[i].hash; i = (i + 1) & mask)
        if (book->words[i].hash == hash) return book->words[i].node;
    return NO_RANK;
}

bool phrasebook_knows_language(Text language)
{
    return stemmer_knows(language);
}

PhrasebookBuilder *phrasebook_new(Text language, Arena *keep)
{
    PhrasebookBuilder *builder = NEW(keep, PhrasebookBuilder);
    builder->keep = keep;
    builder->known = NEW_ARRAY(keep, uint64_t, KNOWN_WORDS);
    builder->language = language;
    builder->stemmer = stemmer_open(language);
    if (!builder->stemmer) return NULL;
    builder->drafts.items = NEW_ARRAY(keep, Draft, builder->drafts.capacity = USUAL_NODES);
    builder->children.items = NEW_ARRAY(keep, Child, builder->children.capacity = USUAL_CHILDREN);
    builder->sources.items = NEW_ARRAY(keep, Text, builder->sources.capacity = USUAL_SOURCES);
    add_source(builder, (Text){0});
    add_node(builder, (Draft){0});
    return builder;
}

PhrasebookBuilder *phrasebook_again(const Phrasebook *book, Arena *keep)
{
    PhrasebookBuilder *builder = NEW(keep, PhrasebookBuilder);
    builder->again = book;
    return builder;
}

static PhraseId give(PhrasebookBuilder *builder, PhraseId node)
{
    *LIST_ADD(&builder->given, builder->keep) = node;
    return node;
}

static PhraseId give_again(PhrasebookBuilder *builder)
{
    assert(builder->given.count < builder->again->given_count);
    return builder->again->given[builder->given.count++];
}

static PhraseId checked_phrase(PhrasebookBuilder *builder, const Json *phrase, Problems *problems)
{
    if (phrase->kind == JSON_STRING && text_trim(phrase->string).length) return read_phrase(builder, phrase, problems);
    json_problem(problems, phrase, "must be a phrase");
    builder->failed = true;
    return NO_PHRASE;
}

PhraseId phrasebook_phrase(PhrasebookBuilder *builder, const Json *phrase, Problems *problems)
{
    if (builder->again) return give_again(builder);
    PhraseId node = checked_phrase(builder, phrase, problems);
    *LIST_ADD(&builder->roots, builder->keep) = (Root){node, phrase};
    return give(builder, node);
}

/* What stands in a list, on the stack. Where it begins there. */
static size_t read_list(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    size_t first = builder->reading.count;
    for (size_t i = 0; i < phrases->count; i++) {
        PhraseId node = checked_phrase(builder, &phrases->items[i], problems);
        if (node) push_child(builder, child_of(node));
    }
    return first;
}

PhraseId phrasebook_any(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    if (builder->again) return give_again(builder);
    if (!phrases || phrases->count == 0) return give(builder, NO_PHRASE);
    Children children = take_children(builder, read_list(builder, phrases, problems));
    if (!children.count) return give(builder, NO_PHRASE);
    PhraseId node = any_node(builder, children, 0, TEXT("any of a list"));
    *LIST_ADD(&builder->roots, builder->keep) = (Root){node, phrases};
    return give(builder, node);
}

PhraseId phrasebook_define(PhrasebookBuilder *builder, Text name, const Json *phrases, Problems *problems)
{
    if (builder->again) return give_again(builder);
    PhraseId node = set_node(builder, name, phrases);
    for (size_t i = 0; i < builder->sets.count; i++) {
        NamedSet *set = &builder->sets.items[i];
        if (set->node != node) continue;
        if (set->defined) {
            json_problem(problems, phrases, "the set \"%.*s\" is defined twice", TEXT_ARGS(name));
            builder->failed = true;
        }
        set->defined = true;
    }
    define_set(builder, node, take_children(builder, read_list(builder, phrases, problems)));
    return give(builder, node);
}

void phrasebook_fillers(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    enum { MOST_WORDS = 6 };
    if (builder->again) return;
    for (size_t i = 0; phrases && i < phrases->count; i++) {
        const Json *phrase = &phrases->items[i];
        uint32_t first = (uint32_t)builder->filler_stems.count;
        RawToken token;
        size_t at = 0;
        uint32_t count = 0;
        while (phrase->kind == JSON_STRING && count < MOST_WORDS && token_next(phrase->string, &at, &token)) {
            Text word = word_fold(text_slice(phrase->string, token.start, token.end), builder->keep);
            *LIST_ADD(&builder->filler_stems, builder->keep) = text_hash(stemmer_stem(builder->stemmer, word));
            count++;
        }
        if (count == 0) {
            json_problem(problems, phrase, "must be one to six plain words");
            builder->failed = true;
        }
        *LIST_ADD(&builder->fillers, builder->keep) = (Filler){first, count};
    }
}

uint64_t phrasebook_stem(PhrasebookBuilder *builder, Text word)
{
    if (builder->again) {
        assert(builder->given_stems.count < builder->again->given_stem_count);
        return builder->again->given_stems[builder->given_stems.count++];
    }
    uint64_t stem = text_hash(stemmer_stem(builder->stemmer, word_fold(word, builder->keep)));
    *LIST_ADD(&builder->given_stems, builder->keep) = stem;
    return stem;
}

/* Sets of sets of sets could take for ever, so there is an end to the steps. */
typedef struct {
    const Phrasebook *book;
    LIST_OF(Rank) enough; /* sorted: each of them makes the other phrase found */
    size_t steps;
} Implication;

static void add_enough(Implication *implication, Rank rank, Arena *keep)
{
    const Node *node = &implication->book->nodes[rank];
    if (implication->steps == 0) return;
    implication->steps--;
    *LIST_ADD(&implication->enough, keep) = rank;
    for (uint32_t c = 0; is_plain_choice(node->kind, node->gap) && c < child_count(node); c++)
        add_enough(implication, implication->book->children[node->children + c].node, keep);
}

static int compare_ranks(const void *a, const void *b)
{
    Rank left = *(const Rank *)a, right = *(const Rank *)b;
    return (left > right) - (left < right);
}

static bool implies(Implication *implication, Rank rank)
{
    const Node *node = &implication->book->nodes[rank];
    const Child *children = implication->book->children + node->children;
    if (bsearch(&rank, implication->enough.items, implication->enough.count, sizeof rank, compare_ranks)) return true;
    if (implication->steps == 0 || child_count(node) == 0) return false;
    implication->steps--;
    bool any = node->kind == NODE_ANY; /* every alternative must imply it, else one child that is needed */
    uint32_t within = node->kind == NODE_AND || node->kind == NODE_NOT ? 1 : child_count(node);
    for (uint32_t c = 0; c < within; c++)
        if ((any || !children[c].optional) && implies(implication, children[c].node) != any) return !any;
    return any;
}

bool phrase_implies(const Phrasebook *book, PhraseId phrase, PhraseId other, Arena scratch)
{
    enum { MOST_STEPS = 20000 };
    Implication implication = {.book = book, .steps = MOST_STEPS};
    add_enough(&implication, book->entries[other].rank, &scratch);
    qsort(implication.enough.items, implication.enough.count, sizeof(Rank), compare_ranks);
    return implies(&implication, book->entries[phrase].rank);
}

Text phrase_source(const Phrasebook *book, PhraseId phrase)
{
    return source_at(book, book->entries[phrase].source);
}

size_t phrasebook_id_end(const Phrasebook *book)
{
    return book->node_count;
}
