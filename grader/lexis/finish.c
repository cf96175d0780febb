#include "lexis/phrasebook_builder.h"

enum {
    MOST_HEIGHT = 120, /* of the graph */
    MOST_ASKED = 16,   /* children of a choice that is asked child by child */
};

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

typedef struct {
    PhraseId node;
    uint32_t next_child;
} Step;

/* What the children of a node make of it. */
typedef struct {
    double commonness; /* how often it is likely to be found */
    uint32_t height;   /* above its deepest leaf */
    bool only_marks;   /* it can be met by marks alone, which take no room */
    WordMask first, last; /* the words it may begin and end with */
} Weighed;

static const Json *definition_of(const PhrasebookBuilder *builder, PhraseId node)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (builder->sets.items[i].node == node) return builder->sets.items[i].first_use;
    return NULL;
}

/* The set on the path that closes a circle through `node`. */
static PhraseId set_in_circle(const PhrasebookBuilder *builder, const Step *path, size_t depth, PhraseId node)
{
    for (size_t i = depth; i-- > 0;) {
        if (builder->nodes.items[path[i].node].is_set) return path[i].node;
        if (path[i].node == node) break;
    }
    return node;
}

/* Shorter words are commoner. */
static double commonness(const Node *node, const Weighed *of)
{
    double sum = 0;
    switch (node->kind) {
    case NODE_WORD:
        return 40.0 / (double)(1 + node->source.length * node->source.length);
    case NODE_NUMBER:
    case NODE_BREAK:
        return 2;
    case NODE_BEGINNING:
    case NODE_END:
        return 1000; /* every unit has one */
    case NODE_ANY:
        for (uint32_t i = 0; i < node->child_count; i++) sum += of[node->children[i].node].commonness;
        return sum;
    default:
        return node->child_count ? of[node->children[node->rarest].node].commonness : 1;
    }
}

/* A node that needs several children is looked at when the rarest is found. */
static uint32_t rarest_child(const Node *node, const Weighed *of)
{
    uint32_t best = node->child_count;
    if (node->kind == NODE_NOT) return 0;
    for (uint32_t i = 0; i < node->child_count; i++) {
        if (node->children[i].optional) continue;
        if (best == node->child_count ||
            of[node->children[i].node].commonness < of[node->children[best].node].commonness)
            best = i;
    }
    return best;
}

static bool can_be_marks(const Node *node, const Weighed *of)
{
    uint32_t within = node->kind == NODE_AND || node->kind == NODE_NOT ? 1 : node->child_count;
    bool any = node->kind == NODE_ANY;
    if (within == 0) return node->kind >= NODE_BREAK && node->kind <= NODE_QUESTION;
    for (uint32_t c = 0; c < within; c++)
        if (!node->children[c].optional && of[node->children[c].node].only_marks == any) return any;
    return !any;
}

/* --- which words a node may begin or end with, from those of its children */

static const WordMask anything = ~(WordMask)0;

WordMask word_mask(PhraseId leaf)
{
    return (WordMask)1 << (leaf * UINT32_C(0x9E3779B1) >> 27) % 31;
}

/* The words that may stand at one end: of all parts up to one that may not be missing. */
static WordMask end_of_sequence(const Node *node, const Weighed *of, bool first)
{
    WordMask mask = 0;
    for (uint32_t i = 0; i < node->child_count; i++) {
        const Child *part = &node->children[first ? i : node->child_count - 1 - i];
        mask |= first ? of[part->node].first : of[part->node].last;
        if (!part->optional) return mask;
    }
    return anything;
}

static WordMask end_of_choice(const Node *node, const Weighed *of, bool first)
{
    WordMask mask = 0;
    for (uint32_t i = 0; i < node->child_count; i++)
        mask |= first ? of[node->children[i].node].first : of[node->children[i].node].last;
    return mask;
}

static WordMask end_mask(PhraseId id, const Node *node, const Weighed *of, bool first)
{
    switch (node->kind) {
    case NODE_WORD:
    case NODE_NUMBER:
        return word_mask(id);
    case NODE_ANY:
        return end_of_choice(node, of, first);
    case NODE_SEQUENCE:
        return end_of_sequence(node, of, first);
    default:
        return anything;
    }
}

static void weigh(PhrasebookBuilder *builder, PhraseId id, Weighed *weighed)
{
    Node *node = &builder->nodes.items[id];
    node->rarest = (uint16_t)rarest_child(node, weighed);
    weighed[id].commonness = commonness(node, weighed);
    weighed[id].only_marks = can_be_marks(node, weighed);
    weighed[id].first = end_mask(id, node, weighed, true);
    weighed[id].last = end_mask(id, node, weighed, false);
    for (uint32_t c = 0; c < node->child_count; c++)
        if (weighed[node->children[c].node].height >= weighed[id].height)
            weighed[id].height = weighed[node->children[c].node].height + 1;
}

/* Children before parents, without recursion. False if a set contains itself. */
static bool rank_nodes(PhrasebookBuilder *builder, PhraseId *by_rank, Weighed *weighed, Problems *problems)
{
    enum { NEW_NODE, OPEN, DONE };
    size_t count = builder->nodes.count;
    uint32_t ranked = 0;
    char *state = NEW_ARRAY(builder->keep, char, count);
    Step *path = NEW_ARRAY(builder->keep, Step, count + 1);
    for (PhraseId start = 0; start < count; start++) {
        if (state[start] != NEW_NODE) continue;
        size_t depth = 0;
        path[depth++] = (Step){start, 0};
        state[start] = OPEN;
        while (depth) {
            Step *top = &path[depth - 1];
            Node *node = &builder->nodes.items[top->node];
            if (top->next_child == node->child_count) {
                weigh(builder, top->node, weighed);
                state[top->node] = DONE;
                node->rank = ranked;
                by_rank[ranked++] = top->node;
                depth--;
                continue;
            }
            PhraseId child = node->children[top->next_child++].node;
            if (state[child] == OPEN) {
                PhraseId set = set_in_circle(builder, path, depth, child);
                const Json *where = definition_of(builder, set);
                return json_problem(problems, where, "the set \"%.*s\" contains itself",
                                    TEXT_ARGS(builder->nodes.items[set].source));
            }
            if (state[child] == NEW_NODE) {
                state[child] = OPEN;
                path[depth++] = (Step){child, 0};
            }
        }
    }
    return true;
}

/* Matching what waits is recursive, so the graph must not be deep. */
static bool is_shallow(const PhrasebookBuilder *builder, const Weighed *weighed, Problems *problems)
{
    for (PhraseId id = 0; id < builder->nodes.count; id++) {
        if (weighed[id].height != MOST_HEIGHT + 1) continue;
        const Json *where = definition_of(builder, id);
        return where ? json_problem(problems, where, "sets are nested too deep here")
                     : problem(problems, TEXT(""), "a phrase is nested too deep: \"%.*s\"",
                               TEXT_ARGS(builder->nodes.items[id].source));
    }
    return true;
}

/* What is found must take room in the text. */
static bool roots_have_words(const PhrasebookBuilder *builder, const Weighed *weighed, Problems *problems)
{
    bool fine = true;
    for (size_t i = 0; i < builder->roots.count; i++) {
        const Root *root = &builder->roots.items[i];
        if (!weighed[root->node].only_marks) continue;
        fine = json_problem(problems, root->where, "needs a word in every phrase, beside its marks");
    }
    return fine;
}

/* The children that wake a node: of a choice all, else the rarest. */
static uint32_t first_trigger(const Node *node)
{
    return node->kind == NODE_ANY ? 0 : (uint32_t)node->rarest;
}

static uint32_t triggers_end(const Node *node)
{
    return node->kind == NODE_ANY || node->child_count == 0 ? node->child_count : node->rarest + 1U;
}

/* From the roots down: what must wake whom. Of a node that needs several children only
   the trigger is eager; the others wait until it is found, but for large sets, which
   had better be woken than asked child by child. Counted apart from the nodes,
   which are met here in no order. */
static void mark_eager(const PhrasebookBuilder *builder, const PhraseId *by_rank, bool *eager, uint32_t *triggers)
{
    for (size_t i = 0; i < builder->roots.count; i++) eager[builder->roots.items[i].node] = true;
    for (size_t rank = builder->nodes.count; rank-- > 0;) {
        if (!eager[by_rank[rank]]) continue;
        const Node *node = &builder->nodes.items[by_rank[rank]];
        for (uint32_t c = first_trigger(node); c < triggers_end(node); c++) {
            eager[node->children[c].node] = true;
            triggers[node->children[c].node]++;
        }
    }
}

/* A word besides the trigger without which the node cannot be found: its absence is
   cheap to see. */
static PhraseId second_word(const PhrasebookBuilder *builder, const Node *node)
{
    uint32_t needed = node->kind == NODE_NOT ? 1 : node->child_count;
    for (uint32_t c = 0; node->kind != NODE_ANY && c < needed; c++) {
        Child child = node->children[c];
        if (c != node->rarest && !child.optional && builder->nodes.items[child.node].kind == NODE_WORD) return child.node;
    }
    return NO_PHRASE;
}

/* What must stand right before and right after the child that wakes a sequence. */
static void note_neighbours(const Node *node, const Weighed *weighed, Trigger *trigger)
{
    uint32_t at = node->rarest;
    trigger->before = trigger->after = anything;
    if (node->kind != NODE_SEQUENCE) return;
    const Child *child = &node->children[at];
    if (at > 0 && !child->gap && !node->children[at - 1].optional) trigger->before = weighed[child[-1].node].last;
    if (at + 1 < node->child_count && !child[1].gap && !child[1].optional) trigger->after = weighed[child[1].node].first;
}

static Trigger trigger_of(const PhrasebookBuilder *builder, const Weighed *weighed, PhraseId id, uint32_t child)
{
    const Node *node = &builder->nodes.items[id];
    Trigger trigger = {id, node->rank, node->kind == NODE_ANY ? child : NOT_ANY, second_word(builder, node), 0, 0};
    note_neighbours(node, weighed, &trigger);
    return trigger;
}

static void link_triggers(PhrasebookBuilder *builder, const Weighed *weighed, Phrasebook *book)
{
    Node *nodes = builder->nodes.items;
    size_t count = builder->nodes.count, total = 0;
    bool *eager = NEW_ARRAY(builder->keep, bool, count), *waits = NEW_ARRAY(builder->keep, bool, count);
    uint32_t *triggers = NEW_ARRAY(builder->keep, uint32_t, count), *next = NEW_ARRAY(builder->keep, uint32_t, count);
    for (PhraseId id = 0; id < count; id++) eager[id] = nodes[id].kind == NODE_ANY && nodes[id].child_count > MOST_ASKED;
    mark_eager(builder, book->by_rank, eager, triggers);
    for (PhraseId id = 0; id < count; id++) {
        next[id] = (uint32_t)total;
        total += triggers[id];
    }
    Trigger *all = NEW_ARRAY(builder->keep, Trigger, total);
    for (PhraseId id = 0; id < count; id++) {
        waits[id] = !eager[id] && nodes[id].child_count;
        nodes[id].triggers = all + next[id];
        nodes[id].trigger_count = triggers[id];
    }
    for (int choices = 0; choices < 2; choices++)
        for (PhraseId id = 0; id < count; id++)
            for (uint32_t c = first_trigger(&nodes[id]); eager[id] && c < triggers_end(&nodes[id]); c++) {
                if (is_plain_choice(&nodes[id]) != choices) break;
                Node *child = &nodes[nodes[id].children[c].node];
                all[next[nodes[id].children[c].node]++] = trigger_of(builder, weighed, id, c);
                child->other_triggers += !choices;
            }
    book->waits = waits;
    book->trigger_count = (uint32_t)total;
}

static void index_words(const PhrasebookBuilder *builder, Phrasebook *book)
{
    uint32_t size = 64;
    while (size < builder->words.count * 2) size *= 2;
    WordPlace *places = NEW_ARRAY(builder->keep, WordPlace, size);
    TypoStem *stems = NEW_ARRAY(builder->keep, TypoStem, builder->words.count);
    size_t stem_count = 0;
    for (size_t w = 0; w < builder->words.count; w++) {
        const WordNode *word = &builder->words.items[w];
        uint64_t hash = word_hash(word->form, word->spelling);
        uint32_t i = (uint32_t)hash & (size - 1);
        while (places[i].hash) i = (i + 1) & (size - 1);
        places[i] = (WordPlace){hash, word->node};
        if (word->form == WORD_STEM) stems[stem_count++] = (TypoStem){word->spelling, word->node};
        if (word->form == WORD_PREFIX && word->spelling.length > book->longest_prefix)
            book->longest_prefix = (uint32_t)word->spelling.length;
    }
    book->typos = typo_index_new(stems, stem_count, builder->keep);
    book->words = places;
    book->word_places = size;
}

static const Phrasebook *assemble(PhrasebookBuilder *builder, const PhraseId *by_rank, const Weighed *weighed)
{
    Phrasebook *book = NEW(builder->keep, Phrasebook);
    *book = (Phrasebook){
        .language = builder->language,
        .nodes = builder->nodes.items,
        .node_count = (uint32_t)builder->nodes.count,
        .by_rank = by_rank,
        .number = builder->number,
        .comma = builder->comma,
        .beginning = builder->beginning,
        .end = builder->end,
        .question = builder->question,
        .patterns = builder->patterns.items,
        .pattern_count = (uint32_t)builder->patterns.count,
        .fillers = builder->fillers.items,
        .filler_count = (uint32_t)builder->fillers.count,
    };
    link_triggers(builder, weighed, book);
    index_words(builder, book);
    return book;
}

const Phrasebook *phrasebook_finish(PhrasebookBuilder *builder, Problems *problems)
{
    const Phrasebook *book = NULL;
    PhraseId *by_rank = NEW_ARRAY(builder->keep, PhraseId, builder->nodes.count);
    bool defined = sets_are_defined(builder, problems);
    Weighed *weighed = NEW_ARRAY(builder->keep, Weighed, builder->nodes.count);
    bool ranked = rank_nodes(builder, by_rank, weighed, problems);
    if (defined && ranked && !builder->failed && is_shallow(builder, weighed, problems) &&
        roots_have_words(builder, weighed, problems))
        book = assemble(builder, by_rank, weighed);
    stemmer_close(builder->stemmer);
    return book;
}
