#include "lexis/phrasebook_builder.h"

#include <assert.h>
#include <string.h>

enum { MOST_ASKED = 32 /* children of a choice that is asked child by child */ };

/* A book whose nodes are being ranked and linked. */
typedef struct {
    const PhrasebookBuilder *builder;
    Arena *keep;
    PhraseEntry *entries; /* by PhraseId */
    PhraseId *ids;        /* this and what follows by rank */
    Node *nodes;
    const Weighed *weighed;
    Neighbours *neighbours;
    bool *is_root;       /* asked for by a rubric */
    bool *is_woken;      /* by its children, as soon as they are found */
    bool *is_met;        /* with its words */
    uint64_t *not_asked; /* one bit each */
    uint32_t node_count;
    Rank ranked; /* so many so far */
    Rank leaves_end, words_end;
    Child *children;
    uint32_t child_total;
    Trigger *triggers;
    Choice *choices;
} Linking;

static bool sets_are_defined(const PhrasebookBuilder *builder, Problems *problems)
{
    bool fine = true;
    for (size_t i = 0; i < builder->sets.count; i++) {
        const NamedSet *set = &builder->sets.items[i];
        if (!set->defined)
            fine = json_problem(problems, set->first_use, "there is no set \"@%.*s\"", TEXT_ARGS(set->name));
    }
    return fine;
}

/* What is found must take room in the text. */
static bool roots_have_words(const Linking *linking, Problems *problems)
{
    bool fine = true;
    for (size_t i = 0; i < linking->builder->roots.count; i++) {
        const Root *root = &linking->builder->roots.items[i];
        if (!linking->weighed[linking->entries[root->node].rank].only_marks) continue;
        fine = json_problem(problems, root->where, "needs a word in every phrase, beside its marks");
    }
    return fine;
}

/* --- ranks ----------------------------------------------------------------------- */

static void add_rank(Linking *linking, PhraseId id)
{
    const Draft *draft = &linking->builder->drafts.items[id];
    Rank rank = linking->ranked++;
    linking->ids[rank] = id;
    linking->entries[id] = (PhraseEntry){rank, draft->source};
    linking->nodes[rank] = (Node){
        .kind = draft->kind,
        .gap = draft->gap,
        .children = linking->child_total,
    };
    for (uint32_t c = 0; c < draft->child_count; c++) {
        Child *child = &linking->children[linking->child_total++];
        *child = linking->builder->children.items[draft->children + c];
    }
}

/* How nodes lie: each group by itself, in it as they were read. What words alone make comes
   first, and last the choices of one, which are passed over: see only_child. */
typedef enum { WORDS, CHOICES_OF_WORDS, PHRASES, PHRASES_OF_ONE, GROUPS } Group;

static Group group_of(const Linking *linking, PhraseId id, bool only_words, bool is_root)
{
    const Draft *draft = &linking->builder->drafts.items[id];
    bool is_one = is_plain_choice(draft->kind, draft->gap) && draft->child_count == 1 && !is_root;
    if (only_words) return draft->child_count == 0 ? WORDS : CHOICES_OF_WORDS;
    return is_one ? PHRASES_OF_ONE : PHRASES;
}

static void rank_group(Linking *linking, Group group, const PhraseId *order, const bool *only_words, const bool *is_root)
{
    for (uint32_t i = 0; i < linking->node_count; i++) {
        PhraseId id = order[i];
        if (id && group_of(linking, id, only_words[id], is_root[id]) == group) add_rank(linking, id);
    }
}

static void rank_nodes(Linking *linking, const PhraseId *order, const bool *only_words)
{
    bool *is_root = NEW_ARRAY(linking->keep, bool, linking->node_count);
    for (size_t i = 0; i < linking->builder->roots.count; i++) is_root[linking->builder->roots.items[i].node] = true;
    add_rank(linking, NO_PHRASE);
    for (Group group = WORDS; group < GROUPS; group++) {
        if (group == CHOICES_OF_WORDS) linking->leaves_end = linking->ranked;
        if (group == PHRASES) linking->words_end = linking->ranked;
        rank_group(linking, group, order, only_words, is_root);
    }
    linking->nodes[linking->ranked].children = linking->child_total;
    for (uint32_t c = 0; c < linking->child_total; c++)
        linking->children[c].node = linking->entries[linking->children[c].node].rank & (MOST_NODES - 1);
    linking->is_root = NEW_ARRAY(linking->keep, bool, linking->node_count);
    for (Rank rank = 0; rank < linking->node_count; rank++) linking->is_root[rank] = is_root[linking->ids[rank]];
}

static bool is_choice(const Node *node)
{
    return is_plain_choice(node->kind, node->gap);
}

static bool is_choice_of_one(const Node *node)
{
    return is_choice(node) && child_count(node) == 1;
}

/* --- who wakes whom ------------------------------------------------------------------ */

typedef struct {
    uint32_t start, end;
} Range;

/* The children that wake a node: of a choice all, else the rarest. */
static Range waking_children(const Linking *linking, Rank rank)
{
    const Node *node = &linking->nodes[rank];
    if (!linking->is_woken[rank]) return (Range){0, 0};
    if (node->kind == NODE_ANY || child_count(node) == 0) return (Range){node->children, node[1].children};
    uint32_t rarest = node->children + linking->weighed[rank].rarest;
    return (Range){rarest, rarest + 1};
}

/* A choice of one stands wherever that one does, so whoever looks for it looks there at once. */
static Rank only_child(const Linking *linking, Rank rank)
{
    while (is_choice_of_one(&linking->nodes[rank])) rank = linking->children[linking->nodes[rank].children].node;
    return rank;
}

/* Only of a word in a list it matters which phrase has it, see gather_meanings. */
static Rank waker(const Linking *linking, Rank rank, uint32_t c)
{
    Rank child = linking->children[c].node;
    bool in_list = is_choice(&linking->nodes[rank]);
    return in_list && child < linking->words_end ? child : only_child(linking, child);
}

/* Everything is woken by its children, but for small choices that only stand beside what
   wakes a node: those are asked for then, child by child. */
static void mark_woken(Linking *linking)
{
    bool *is_woken = linking->is_woken = NEW_ARRAY(linking->keep, bool, linking->node_count);
    for (Rank rank = linking->node_count; rank-- > 1;) {
        const Node *node = &linking->nodes[rank];
        if (!is_choice(node) || child_count(node) > MOST_ASKED || linking->is_root[rank]) is_woken[rank] = true;
        Range waking = waking_children(linking, rank);
        for (uint32_t c = waking.start; c < waking.end; c++) is_woken[waker(linking, rank, c)] = true;
    }
}

/* What is met as soon as a word is: the word, and of its choices those that are asked for
   often or that phrases may make besides. Other choices are asked child by child. */
static void mark_met(Linking *linking)
{
    bool *is_met = linking->is_met = NEW_ARRAY(linking->keep, bool, linking->node_count);
    uint64_t *not_asked = linking->not_asked = NEW_ARRAY(linking->keep, uint64_t, linking->node_count / 64 + 1);
    for (Rank rank = 0; rank < linking->node_count; rank++) {
        const Node *node = &linking->nodes[rank];
        bool often = linking->is_root[rank] || rank >= linking->words_end || child_count(node) > MOST_ASKED;
        is_met[rank] = rank && (child_count(node) == 0 || (often && linking->is_woken[rank] && is_choice(node)));
        if (is_met[rank] || !is_choice(node)) not_asked[rank / 64] |= (uint64_t)1 << (rank % 64);
    }
}

/* --- triggers ----------------------------------------------------------------------- */

/* What stands right beside the child that wakes the node is told by the trigger's sets. */
static bool is_beside(const Trigger *trigger, uint32_t at, uint32_t c)
{
    return (trigger->before && c + 1 == at) || (trigger->after && c == at + 1);
}

/* What words alone make, besides the child that wakes the node, and without which the node
   cannot be. The rarest of these. */
static Rank also_needed(const Linking *linking, Rank rank, const Trigger *trigger)
{
    const Node *node = &linking->nodes[rank];
    const Child *children = linking->children + node->children;
    uint32_t needed = node->kind == NODE_NOT ? 1 : child_count(node), at = linking->weighed[rank].rarest;
    Rank best = NO_RANK;
    for (uint32_t c = 0; node->kind != NODE_ANY && c < needed; c++) {
        Rank child = children[c].node;
        if (c == at || is_beside(trigger, at, c) || children[c].optional || child >= linking->words_end) continue;
        child = only_child(linking, child);
        if (!best || linking->weighed[child].commonness < linking->weighed[best].commonness) best = child;
    }
    return best;
}

static Trigger trigger_of(const Linking *linking, Rank rank)
{
    const Node *node = &linking->nodes[rank];
    const Child *children = linking->children + node->children;
    Trigger trigger = {.node = rank};
    uint32_t at = linking->weighed[rank].rarest;
    if (node->kind == NODE_SEQUENCE) {
        trigger.before = words_before(linking->neighbours, children, at);
        trigger.after = words_after(linking->neighbours, children, at, child_count(node));
    }
    trigger.also = also_needed(linking, rank, &trigger);
    return trigger;
}

static Choice choice_of(const Linking *linking, Rank rank, uint32_t c)
{
    return (Choice){rank, c - linking->nodes[rank].children, linking->ids[linking->children[c].node]};
}

/* Counted in the nodes, so that those of each lie side by side. */
static void count_links(Linking *linking)
{
    for (Rank rank = 1; rank < linking->node_count; rank++) {
        const Node *node = &linking->nodes[rank];
        Range waking = waking_children(linking, rank);
        for (uint32_t c = waking.start; c < waking.end; c++) {
            Node *child = &linking->nodes[waker(linking, rank, c)];
            if (is_choice(node)) child->choices++;
            else child->triggers++;
        }
    }
    uint32_t triggers = 0, choices = 0;
    for (Rank rank = 0; rank <= linking->node_count; rank++) {
        Node *node = &linking->nodes[rank];
        triggers += node->triggers;
        choices += node->choices;
        node->triggers = triggers;
        node->choices = choices;
    }
    linking->triggers = NEW_ARRAY(linking->keep, Trigger, triggers);
    linking->choices = NEW_ARRAY(linking->keep, Choice, choices);
}

/* From the ends, where counting left them, to the beginnings; so the last come first. By
   PhraseId: of a word that stands twice in a list that phrase is told that was read first. */
static void link_nodes(Linking *linking)
{
    count_links(linking);
    for (PhraseId id = linking->node_count; id-- > 0;) {
        Rank rank = linking->entries[id].rank;
        Range waking = waking_children(linking, rank);
        for (uint32_t c = waking.end; c-- > waking.start;) {
            Node *child = &linking->nodes[waker(linking, rank, c)];
            if (is_choice(&linking->nodes[rank])) linking->choices[--child->choices] = choice_of(linking, rank, c);
            else linking->triggers[--child->triggers] = trigger_of(linking, rank);
        }
    }
}

static void skip_choices_of_one(Linking *linking)
{
    for (uint32_t c = 0; c < linking->child_total; c++)
        linking->children[c].node = only_child(linking, linking->children[c].node) & (MOST_NODES - 1);
}

/* --- the book ------------------------------------------------------------------- */

/* Side by side, since so far they are views of whatever they were read from. */
static void keep_sources(const Linking *linking, Phrasebook *book)
{
    const PhrasebookBuilder *builder = linking->builder;
    Source *sources = NEW_ARRAY(linking->keep, Source, builder->sources.count);
    size_t total = 0;
    for (size_t s = 0; s < builder->sources.count; s++) total += builder->sources.items[s].length;
    assert(total <= UINT32_MAX);
    char *letters = NEW_ARRAY(linking->keep, char, total + 1);
    for (size_t s = 0, at = 0; s < builder->sources.count; s++) {
        Text source = builder->sources.items[s];
        sources[s] = (Source){(uint32_t)at, (uint32_t)source.length};
        if (source.length) memcpy(letters + at, source.at, source.length);
        at += source.length;
    }
    book->sources = sources;
    book->source_count = (uint32_t)builder->sources.count;
    book->letters = (Text){letters, total};
}

static void index_words(const Linking *linking, Phrasebook *book)
{
    const PhrasebookBuilder *builder = linking->builder;
    uint32_t size = 64;
    while (size < builder->words.count * 2) size *= 2;
    WordPlace *places = NEW_ARRAY(linking->keep, WordPlace, size);
    TypoStem *stems = NEW_ARRAY(linking->keep, TypoStem, builder->words.count);
    size_t stem_count = 0;
    for (size_t w = 0; w < builder->words.count; w++) {
        const WordNode *word = &builder->words.items[w];
        Rank rank = linking->entries[word->node].rank;
        uint64_t hash = word_hash(word->form, word->spelling);
        uint32_t i = (uint32_t)hash & (size - 1);
        while (places[i].hash) i = (i + 1) & (size - 1);
        places[i] = (WordPlace){hash, rank};
        Source stem = book->sources[builder->drafts.items[word->node].source];
        if (word->form == WORD_STEM) stems[stem_count++] = (TypoStem){stem.at, stem.length, rank};
        if (word->form == WORD_PREFIX && word->spelling.length > book->longest_prefix)
            book->longest_prefix = (uint32_t)word->spelling.length;
    }
    book->typos = typo_index_new(book->letters.at, stems, stem_count, linking->keep);
    book->words = places;
    book->word_places = size;
}

static void name_nodes(const Linking *linking, Phrasebook *book)
{
    const PhrasebookBuilder *builder = linking->builder;
    Rank *patterns = NEW_ARRAY(linking->keep, Rank, builder->pattern_nodes.count);
    for (size_t i = 0; i < builder->pattern_nodes.count; i++)
        patterns[i] = linking->entries[builder->pattern_nodes.items[i]].rank;
    book->is_root = linking->is_root;
    book->is_met = linking->is_met;
    book->not_asked = linking->not_asked;
    book->pattern_nodes = patterns;
    book->number = linking->entries[builder->number].rank;
    book->comma = linking->entries[builder->comma].rank;
    book->beginning = linking->entries[builder->beginning].rank;
    book->end = linking->entries[builder->end].rank;
    book->question = linking->entries[builder->question].rank;
}

static const Phrasebook *assemble(Linking *linking)
{
    const PhrasebookBuilder *builder = linking->builder;
    Phrasebook *book = NEW(linking->keep, Phrasebook);
    mark_woken(linking);
    mark_met(linking);
    linking->neighbours = neighbours_new(linking->nodes, linking->children, linking->node_count, linking->keep);
    link_nodes(linking);
    skip_choices_of_one(linking);
    *book = (Phrasebook){
        .language = builder->language,
        .nodes = linking->nodes,
        .node_count = linking->node_count,
        .words_end = linking->words_end,
        .ids = linking->ids,
        .children = linking->children,
        .triggers = linking->triggers,
        .choices = linking->choices,
        .child_total = linking->child_total,
        .trigger_total = linking->nodes[linking->node_count].triggers,
        .choice_total = linking->nodes[linking->node_count].choices,
        .entries = linking->entries,
        .patterns = builder->patterns.items,
        .pattern_count = (uint32_t)builder->patterns.count,
        .pattern_sources = builder->pattern_sources.items,
        .fillers = builder->fillers.items,
        .filler_count = (uint32_t)builder->fillers.count,
        .filler_stems = builder->filler_stems.items,
        .filler_stem_count = (uint32_t)builder->filler_stems.count,
        .given = builder->given.items,
        .given_count = (uint32_t)builder->given.count,
        .given_stems = builder->given_stems.items,
        .given_stem_count = (uint32_t)builder->given_stems.count,
    };
    neighbours_finish(linking->neighbours, linking->leaves_end, book);
    name_nodes(linking, book);
    keep_sources(linking, book);
    index_words(linking, book);
    return book;
}

/* The reader of the book asked for the same as when it was frozen. */
static const Phrasebook *all_given(const PhrasebookBuilder *builder)
{
    const Phrasebook *book = builder->again;
    assert(builder->given.count == book->given_count && builder->given_stems.count == book->given_stem_count);
    return book;
}

static Linking linking_new(PhrasebookBuilder *builder)
{
    size_t count = builder->drafts.count;
    return (Linking){
        .builder = builder,
        .keep = builder->keep,
        .entries = NEW_ARRAY(builder->keep, PhraseEntry, count),
        .ids = NEW_ARRAY(builder->keep, PhraseId, count),
        .nodes = NEW_ARRAY(builder->keep, Node, count + 1),
        .children = NEW_ARRAY(builder->keep, Child, builder->children.count),
        .node_count = (uint32_t)count,
    };
}

const Phrasebook *phrasebook_finish(PhrasebookBuilder *builder, Problems *problems)
{
    if (builder->again) return all_given(builder);
    PhraseId *order = NEW_ARRAY(builder->keep, PhraseId, builder->drafts.count);
    bool *only_words = NEW_ARRAY(builder->keep, bool, builder->drafts.count);
    bool defined = sets_are_defined(builder, problems);
    bool ordered = order_nodes(builder, order, only_words, problems);
    stemmer_close(builder->stemmer);
    if (!defined || !ordered || builder->failed) return NULL;

    Linking linking = linking_new(builder);
    rank_nodes(&linking, order, only_words);
    linking.weighed = weigh_nodes(builder, linking.nodes, linking.children, linking.entries, order);
    bool shallow = is_shallow(builder, linking.weighed, linking.ids, problems);
    return shallow && roots_have_words(&linking, problems) ? assemble(&linking) : NULL;
}
