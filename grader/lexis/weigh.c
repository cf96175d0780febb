#include "lexis/phrasebook_builder.h"

enum { MOST_HEIGHT = 120 /* of the graph */ };

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
        return often * 40 / (float)(1 + length * length * length);
    case NODE_NUMBER:
    case NODE_BREAK:
        return often * 8;
    case NODE_BEGINNING:
    case NODE_END:
        return often * 1000; /* every unit has one */
    default:
        return often;
    }
}

static Weighed weigh_leaf(const Node *node, size_t length, uint32_t uses)
{
    return (Weighed){
        .commonness = commonness_of_leaf(node, length, uses),
        .only_marks = node->kind >= NODE_BREAK && node->kind <= NODE_QUESTION,
    };
}

static Weighed weigh_choice(const Node *node, const Child *children, const Weighed *of)
{
    Weighed sum = {.height = height_above(node, children, of)};
    for (uint32_t c = 0; c < child_count(node); c++) {
        const Weighed *child = &of[children[c].node];
        sum.commonness += child->commonness;
        if (child->only_marks) sum.only_marks = true;
    }
    return sum;
}

/* Of the places where its rarest child stands, how many the others are likely to leave. */
static float share_found(const Node *node, const Child *children)
{
    float share = 1;
    for (uint32_t c = 1; node->kind != NODE_NOT && c < child_count(node); c++)
        if (!children[c].optional) share *= node->kind == NODE_SEQUENCE ? 0.1f : 0.3f;
    return share;
}

static Weighed weigh(const Node *node, const Child *children, Text source, uint32_t uses, const Weighed *of)
{
    if (!child_count(node)) return weigh_leaf(node, source.length, uses);
    if (node->kind == NODE_ANY) return weigh_choice(node, children, of);
    Weighed weighed = {.rarest = rarest_child(node, children, of), .height = height_above(node, children, of)};
    weighed.commonness = of[children[weighed.rarest].node].commonness * share_found(node, children);
    weighed.only_marks = are_only_marks(node, children, of);
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
        weighed[rank] = weigh(&nodes[rank], children + nodes[rank].children, source_of(builder, order[i]),
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
