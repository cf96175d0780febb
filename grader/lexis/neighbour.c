#include "lexis/phrasebook_builder.h"

#include <string.h>

/*
 * Most phrases are words side by side, and most of their words stand elsewhere in the text.
 * So the words that may stand beside a part are kept as a set, each set once, and each word
 * knows the sets it is in.
 */

enum { MOST_STEPS = 1024 /* through what makes a set; what takes more lets anything stand there */ };

/* One word of one set. */
typedef struct {
    Rank word;
    SetId set;
} Membership;

typedef enum { SIDE_FIRST, SIDE_LAST } Side;

static const SetId NOT_MADE = UINT32_MAX;

struct Neighbours {
    const Node *nodes;
    const Child *children;
    Arena *keep;
    SetId *known[2]; /* by side and rank: what it begins or ends with */
    LIST_OF(Membership) members;
    uint32_t *visited; /* by rank: in which set it was last, or tried to be */
    uint32_t visit;
    uint32_t steps;
    SetId set; /* the next one's */
};

Neighbours *neighbours_new(const Node *nodes, const Child *children, size_t count, Arena *keep)
{
    Neighbours *neighbours = NEW(keep, Neighbours);
    *neighbours = (Neighbours){.nodes = nodes, .children = children, .keep = keep, .set = ANYTHING + 1};
    neighbours->visited = NEW_ARRAY(keep, uint32_t, count);
    for (Side side = SIDE_FIRST; side <= SIDE_LAST; side++) {
        neighbours->known[side] = NEW_ARRAY(keep, SetId, count);
        memset(neighbours->known[side], 0xff, count * sizeof(SetId));
    }
    return neighbours;
}

/* --- one set --------------------------------------------------------------- */

static bool add_node_words(Neighbours *neighbours, Rank rank, Side side);

/* The parts of a sequence from one end on, up to one that may not be missing. */
static bool add_parts(Neighbours *neighbours, const Child *parts, uint32_t count, Side side)
{
    for (uint32_t p = 0; p < count; p++) {
        const Child *part = side == SIDE_FIRST ? &parts[p] : &parts[count - 1 - p];
        if (!add_node_words(neighbours, part->node, side)) return false;
        if (!part->optional) return true;
    }
    return false;
}

static bool add_all(Neighbours *neighbours, const Child *children, uint32_t count, Side side)
{
    for (uint32_t c = 0; c < count; c++)
        if (!add_node_words(neighbours, children[c].node, side)) return false;
    return true;
}

/* The words that a node may begin or end with; false when that may be anything. */
static bool add_node_words(Neighbours *neighbours, Rank rank, Side side)
{
    const Node *node = &neighbours->nodes[rank];
    const Child *children = neighbours->children + node->children;
    if (neighbours->visited[rank] == neighbours->visit) return true;
    if (++neighbours->steps > MOST_STEPS) return false;
    neighbours->visited[rank] = neighbours->visit;
    switch (node->kind) {
    case NODE_WORD:
    case NODE_NUMBER:
        *LIST_ADD(&neighbours->members, neighbours->keep) = (Membership){rank, neighbours->set};
        return true;
    case NODE_ANY:
    case NODE_NEAR:
        return add_all(neighbours, children, child_count(node), side);
    case NODE_SEQUENCE:
        return add_parts(neighbours, children, child_count(node), side);
    case NODE_THEN:
        return add_node_words(neighbours, children[side == SIDE_FIRST ? 0 : 1].node, side);
    case NODE_AND:
    case NODE_NOT:
        return add_node_words(neighbours, children[0].node, side);
    default:
        return false;
    }
}

/* --- beside a part -------------------------------------------------------------- */

static size_t begin_set(Neighbours *neighbours)
{
    neighbours->visit++;
    neighbours->steps = 0;
    return neighbours->members.count;
}

static SetId end_set(Neighbours *neighbours, size_t first, bool is_known)
{
    if (is_known) {
        SetId set = neighbours->set;
        neighbours->set = set + 1 < SETS ? set + 1 : ANYTHING + 1;
        return set;
    }
    neighbours->members.count = first;
    return ANYTHING;
}

/* What one node begins or ends with, as nearly all sets are. */
static SetId set_of_node(Neighbours *neighbours, Rank rank, Side side)
{
    SetId *known = &neighbours->known[side][rank];
    if (*known == NOT_MADE) {
        size_t first = begin_set(neighbours);
        *known = end_set(neighbours, first, add_node_words(neighbours, rank, side));
    }
    return *known;
}

SetId words_before(Neighbours *neighbours, const Child *parts, uint32_t end)
{
    if (end == 0 || parts[end].gap) return ANYTHING;
    if (!parts[end - 1].optional) return set_of_node(neighbours, parts[end - 1].node, SIDE_LAST);
    size_t first = begin_set(neighbours);
    bool is_known = false;
    for (uint32_t p = end; p-- > 0 && !parts[p + 1].gap;) {
        if (!add_node_words(neighbours, parts[p].node, SIDE_LAST)) break;
        if ((is_known = !parts[p].optional)) break;
    }
    return end_set(neighbours, first, is_known);
}

SetId words_after(Neighbours *neighbours, const Child *parts, uint32_t at, uint32_t count)
{
    if (at + 1 == count || parts[at + 1].gap) return ANYTHING;
    if (!parts[at + 1].optional) return set_of_node(neighbours, parts[at + 1].node, SIDE_FIRST);
    size_t first = begin_set(neighbours);
    bool is_known = false;
    for (uint32_t p = at + 1; p < count && !parts[p].gap; p++) {
        if (!add_node_words(neighbours, parts[p].node, SIDE_FIRST)) break;
        if ((is_known = !parts[p].optional)) break;
    }
    return end_set(neighbours, first, is_known);
}

/* --- the sets of each word ----------------------------------------------------------- */

/* Counted first, so that those of each word lie side by side. */
void neighbours_finish(const Neighbours *neighbours, Rank words, Phrasebook *book)
{
    size_t count = neighbours->members.count;
    uint32_t *ends = NEW_ARRAY(neighbours->keep, uint32_t, words + 1);
    SetId *sets = NEW_ARRAY(neighbours->keep, SetId, count);
    for (size_t m = 0; m < count; m++) ends[neighbours->members.items[m].word]++;
    for (Rank word = 1; word <= words; word++) ends[word] += ends[word - 1];
    for (size_t m = count; m-- > 0;) sets[--ends[neighbours->members.items[m].word]] = neighbours->members.items[m].set;
    book->sets = sets;
    book->set_total = (uint32_t)count;
    book->sets_of_word = ends;
    book->sets_of_word_count = words + 1;
}
