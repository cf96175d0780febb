#include "lexis/phrasebook_builder.h"

enum { MOST_HEIGHT = 120 /* of the graph */ };

static const WordMask anything = ~(WordMask)0;

WordMask word_mask(Rank leaf)
{
    return (WordMask)1 << (leaf * UINT32_C(0x9E3779B1) >> 16) % 63;
}

/* --- what may stand beside a part of a sequence ------------------------------ */

WordMask words_before(const Child *children, uint32_t end, const Weighed *of)
{
    WordMask mask = 0;
    for (uint32_t i = end; i-- > 0;) {
        if (children[i + 1].gap) return anything;
        mask |= of[children[i].node].last;
        if (!children[i].optional) return mask;
    }
    return anything;
}

WordMask words_from(const Child *children, uint32_t from, uint32_t end, const Weighed *of)
{
    WordMask mask = 0;
    for (uint32_t i = from; i < end; i++) {
        if (children[i].gap) return anything;
        mask |= of[children[i].node].first;
        if (!children[i].optional) return mask;
    }
    return anything;
}

/* All parts up to one that may not be missing. */
static WordMask end_of_sequence(const Node *node, const Child *children, const Weighed *of)
{
    WordMask mask = 0;
    for (uint32_t i = child_count(node); i-- > 0;) {
        mask |= of[children[i].node].last;
        if (!children[i].optional) return mask;
    }
    return anything;
}

static WordMask beginning_of_sequence(const Node *node, const Child *children, const Weighed *of)
{
    WordMask mask = 0;
    for (uint32_t i = 0; i < child_count(node); i++) {
        mask |= of[children[i].node].first;
        if (!children[i].optional) return mask;
    }
    return anything;
}

/* --- weights ------------------------------------------------------------------ */

static bool are_only_marks(const Node *node, const Child *children, const Weighed *of)
{
    uint32_t within = node->kind == NODE_AND || node->kind == NODE_NOT ? 1 : child_count(node);
    for (uint32_t c = 0; c < within; c++)
        if (!children[c].optional && !of[children[c].node].only_marks) return false;
    return true;
}

/* A node that needs several children is looked at when the rarest is found. */
static uint16_t rarest_child(const Node *node, const Child *children, const Weighed *of)
{
    uint32_t best = child_count(node);
    if (node->kind == NODE_NOT) return 0;
    for (uint32_t i = 0; i < child_count(node); i++) {
        if (children[i].optional) continue;
        if (best == child_count(node) || of[children[i].node].commonness < of[children[best].node].commonness) best = i;
    }
    return (uint16_t)best;
}

static uint8_t height_above(const Node *node, const Child *children, const Weighed *of)
{
    uint8_t height = 0;
    for (uint32_t c = 0; c < child_count(node); c++)
        if (of[children[c].node].height >= height) height = (uint8_t)(of[children[c].node].height + 1);
    return height > MOST_HEIGHT + 2 ? MOST_HEIGHT + 2 : height;
}

/* Shorter words are commoner, and so are those that many phrases have. */
static float commonness_of_leaf(const Node *node, size_t length, uint32_t uses)
{
    float often = (float)(uses + 4);
    switch (node->kind) {
    case NODE_WORD:
        return often * 40 / (float)(1 + length * length);
    case NODE_NUMBER:
    case NODE_BREAK:
        return often * 2;
    case NODE_BEGINNING:
    case NODE_END:
        return often * 1000; /* every unit has one */
    default:
        return often;
    }
}

static Weighed weigh_leaf(Rank rank, const Node *node, size_t length, uint32_t uses)
{
    bool is_word = node->kind == NODE_WORD || node->kind == NODE_NUMBER;
    WordMask mask = is_word ? word_mask(rank) : anything;
    return (Weighed){
        .first = mask,
        .last = mask,
        .commonness = commonness_of_leaf(node, length, uses),
        .only_marks = node->kind >= NODE_BREAK && node->kind <= NODE_QUESTION,
    };
}

static Weighed weigh_choice(const Node *node, const Child *children, const Weighed *of)
{
    Weighed sum = {.height = height_above(node, children, of)};
    for (uint32_t c = 0; c < child_count(node); c++) {
        const Weighed *child = &of[children[c].node];
        sum.first |= child->first;
        sum.last |= child->last;
        sum.commonness += child->commonness;
        if (child->only_marks) sum.only_marks = true;
    }
    return sum;
}

static void weigh_ends(Weighed *sum, const Node *node, const Child *children, const Weighed *of)
{
    const Weighed *left = &of[children[0].node], *right = &of[children[child_count(node) - 1].node];
    switch (node->kind) {
    case NODE_SEQUENCE:
        sum->first = beginning_of_sequence(node, children, of);
        sum->last = end_of_sequence(node, children, of);
        break;
    case NODE_NEAR:
        sum->first = left->first | right->first;
        sum->last = left->last | right->last;
        break;
    case NODE_THEN:
        sum->first = left->first;
        sum->last = right->last;
        break;
    default:
        sum->first = left->first;
        sum->last = left->last;
    }
}

static Weighed weigh(Rank rank, const Node *node, const Child *children, Text source, uint32_t uses, const Weighed *of)
{
    if (!child_count(node)) return weigh_leaf(rank, node, source.length, uses);
    if (node->kind == NODE_ANY) return weigh_choice(node, children, of);
    Weighed weighed = {.rarest = rarest_child(node, children, of), .height = height_above(node, children, of)};
    weighed.commonness = of[children[weighed.rarest].node].commonness;
    weighed.only_marks = are_only_marks(node, children, of);
    weigh_ends(&weighed, node, children, of);
    return weighed;
}

const Weighed *weigh_nodes(const PhrasebookBuilder *builder, const Node *nodes, const Child *children,
                           const PhraseEntry *entries, const PhraseId *order)
{
    size_t count = builder->drafts.count;
    Weighed *weighed = NEW_ARRAY(builder->keep, Weighed, count);
    uint32_t *uses = NEW_ARRAY(builder->keep, uint32_t, count);
    for (uint32_t c = 0; c < nodes[count].children; c++) uses[children[c].node]++;
    for (size_t i = 0; i < count; i++) {
        Rank rank = entries[order[i]].rank;
        weighed[rank] = weigh(rank, &nodes[rank], children + nodes[rank].children, source_of(builder, order[i]),
                              uses[rank], weighed);
    }
    return weighed;
}

bool is_shallow(const PhrasebookBuilder *builder, const Weighed *weighed, const PhraseId *ids, Problems *problems)
{
    for (Rank rank = 0; rank < builder->drafts.count; rank++) {
        if (weighed[rank].height != MOST_HEIGHT + 1) continue;
        const Json *where = definition_of(builder, ids[rank]);
        return where ? json_problem(problems, where, "sets are nested too deep here")
                     : problem(problems, TEXT(""), "a phrase is nested too deep: \"%.*s\"",
                               TEXT_ARGS(source_of(builder, ids[rank])));
    }
    return true;
}
