#include "lexis/phrasebook_builder.h"

#include "lexis/token.h"

#include <assert.h>
#include <string.h>

PhraseId add_node(PhrasebookBuilder *builder, Node node)
{
    assert(builder->nodes.count < MOST_NODES);
    *LIST_ADD(&builder->nodes, builder->keep) = node;
    return (PhraseId)(builder->nodes.count - 1);
}

/* --- places ------------------------------------------------------------ */

static struct Place *place_from(const Places *places, size_t at, uint32_t hash)
{
    size_t mask = places->size - 1;
    while (places->items[at & mask].what && places->items[at & mask].hash != hash) at++;
    return &places->items[at & mask];
}

static void grow_places(Places *places, Arena *keep)
{
    Places grown = {.size = places->size ? places->size * 4 : 1 << 14, .count = places->count};
    grown.items = NEW_ARRAY(keep, struct Place, grown.size);
    for (size_t i = 0; i < places->size; i++) {
        const struct Place *old = &places->items[i];
        size_t at = old->hash;
        if (!old->what) continue;
        while (grown.items[at & (grown.size - 1)].what) at++;
        grown.items[at & (grown.size - 1)] = *old;
    }
    *places = grown;
}

/* The first place that may hold what has this hash, or an empty one to fill. */
static struct Place *first_place(Places *places, uint32_t hash, Arena *keep)
{
    if (places->count * 2 >= places->size) grow_places(places, keep);
    return place_from(places, hash, hash);
}

static struct Place *next_place(const Places *places, const struct Place *place, uint32_t hash)
{
    return place_from(places, (size_t)(place - places->items) + 1, hash);
}

static void fill_place(Places *places, struct Place *place, uint32_t hash, uint32_t what)
{
    *place = (struct Place){hash, what};
    places->count++;
}

/* --- words ------------------------------------------------------------- */

uint64_t word_hash(WordForm form, Text spelling)
{
    uint64_t hash = (text_hash(spelling) ^ ((uint64_t)form << 56)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    return hash ? hash : 1;
}

PhraseId word_node(PhrasebookBuilder *builder, WordForm form, Text spelling)
{
    uint32_t hash = (uint32_t)word_hash(form, spelling);
    struct Place *place = first_place(&builder->word_places, hash, builder->keep);
    for (; place->what; place = next_place(&builder->word_places, place, hash)) {
        const WordNode *word = &builder->words.items[place->what - 1];
        if (word->form == form && text_equal(word->spelling, spelling)) return word->node;
    }
    Text kept = text_keep(spelling, builder->keep);
    PhraseId node = add_node(builder, (Node){.kind = NODE_WORD, .source = kept});
    *LIST_ADD(&builder->words, builder->keep) = (WordNode){form, kept, node};
    fill_place(&builder->word_places, place, hash, (uint32_t)builder->words.count);
    return node;
}

PhraseId sole_node(PhrasebookBuilder *builder, PhraseId *node, NodeKind kind, Text source)
{
    if (!*node) *node = add_node(builder, (Node){.kind = (uint8_t)kind, .source = source});
    return *node;
}

/* --- composed nodes ----------------------------------------------------- */

static uint32_t shape_hash(const Node *node)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)node->kind ^ (uint64_t)node->gap << 8;
    for (uint32_t i = 0; i < node->child_count; i++) {
        Child child = node->children[i];
        hash = (hash ^ child.node ^ (uint64_t)child.gap << 32 ^ (uint64_t)child.optional << 40) * 1099511628211u;
    }
    return (uint32_t)(hash ^ hash >> 31);
}

static bool same_shape(const Node *a, const Node *b)
{
    if (a->kind != b->kind || a->gap != b->gap || a->child_count != b->child_count) return false;
    for (uint32_t i = 0; i < a->child_count; i++) {
        Child left = a->children[i], right = b->children[i];
        if (left.node != right.node || left.gap != right.gap || left.optional != right.optional) return false;
    }
    return true;
}

static const Child *kept_children(PhrasebookBuilder *builder, Children children)
{
    Child *kept = NEW_ARRAY(builder->keep, Child, children.count);
    if (children.count) memcpy(kept, children.items, children.count * sizeof *kept);
    return kept;
}

/* Authors write the same group in many phrases; it is one node, matched once. */
static PhraseId shared_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, Children children)
{
    Node node = {.kind = (uint8_t)kind,
                 .gap = gap,
                 .children = children.items,
                 .child_count = (uint32_t)children.count};
    uint32_t hash = shape_hash(&node);
    struct Place *place = first_place(&builder->shapes, hash, builder->keep);
    for (; place->what; place = next_place(&builder->shapes, place, hash))
        if (same_shape(&builder->nodes.items[place->what], &node)) return place->what;
    node.children = kept_children(builder, children);
    PhraseId added = add_node(builder, node);
    fill_place(&builder->shapes, place, hash, added);
    return added;
}

void push_child(PhrasebookBuilder *builder, Child child)
{
    *LIST_ADD(&builder->reading, builder->keep) = child;
}

Children take_children(PhrasebookBuilder *builder, size_t from)
{
    if (builder->reading.count == from) return (Children){NULL, 0};
    Children taken = {builder->reading.items + from, builder->reading.count - from};
    builder->reading.count = from;
    return taken;
}

PhraseId any_node(PhrasebookBuilder *builder, Children children, uint32_t least, Text source)
{
    if (!source.length && children.count == 1) return children.items[0].node;
    if (!source.length) return shared_node(builder, NODE_ANY, least, children);
    return add_node(builder, (Node){.kind = NODE_ANY,
                                    .children = kept_children(builder, children),
                                    .child_count = (uint32_t)children.count,
                                    .source = source});
}

PhraseId sequence_node(PhrasebookBuilder *builder, Children children)
{
    if (children.count == 1 && !children.items[0].optional) return children.items[0].node;
    return shared_node(builder, NODE_SEQUENCE, 0, children);
}

PhraseId pair_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, PhraseId left, PhraseId right)
{
    Child pair[] = {child_of(left), child_of(right)};
    return shared_node(builder, kind, gap, (Children){pair, 2});
}

PhraseId set_node(PhrasebookBuilder *builder, Text name, const Json *user)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (text_equal(builder->sets.items[i].name, name)) return builder->sets.items[i].node;
    PhraseId node = add_node(builder, (Node){.kind = NODE_NONE, .is_set = true, .source = name});
    *LIST_ADD(&builder->sets, builder->keep) = (NamedSet){name, node, user, false};
    return node;
}

void define_set(PhrasebookBuilder *builder, PhraseId set, Children children)
{
    Node *node = &builder->nodes.items[set];
    node->kind = NODE_ANY;
    node->children = kept_children(builder, children);
    node->child_count = (uint32_t)children.count;
}
