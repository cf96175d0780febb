#include "lexis/phrasebook_builder.h"

#include "lexis/token.h"

#include <assert.h>
#include <string.h>

PhraseId add_node(PhrasebookBuilder *builder, Draft draft)
{
    assert(builder->drafts.count < MOST_NODES);
    *LIST_ADD(&builder->drafts, builder->keep) = draft;
    return (PhraseId)(builder->drafts.count - 1);
}

uint32_t add_source(PhrasebookBuilder *builder, Text source)
{
    *LIST_ADD(&builder->sources, builder->keep) = source;
    return (uint32_t)(builder->sources.count - 1);
}

/* --- places ------------------------------------------------------------ */

static struct Place *place_from(const Places *places, size_t at, uint32_t hash)
{
    size_t mask = places->size - 1;
    while (places->items[at & mask].what && places->items[at & mask].hash != hash) at++;
    return &places->items[at & mask];
}

enum { FEWEST_PLACES = 1 << 14 };

static void grow_places(Places *places, Arena *keep)
{
    Places grown = {.size = places->size ? places->size * 2 : FEWEST_PLACES, .count = places->count};
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
    if (places->count * 3 >= places->size * 2) grow_places(places, keep);
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
    PhraseId node = add_node(builder, (Draft){.kind = NODE_WORD, .source = add_source(builder, kept)});
    *LIST_ADD(&builder->words, builder->keep) = (WordNode){form, kept, node};
    fill_place(&builder->word_places, place, hash, (uint32_t)builder->words.count);
    return node;
}

PhraseId sole_node(PhrasebookBuilder *builder, PhraseId *node, NodeKind kind, Text source)
{
    if (!*node) *node = add_node(builder, (Draft){.kind = (uint8_t)kind, .source = add_source(builder, source)});
    return *node;
}

/* --- composed nodes ----------------------------------------------------- */

_Static_assert(sizeof(Child) == sizeof(uint32_t), "children are hashed and compared as they lie in memory");

static uint32_t child_bits(Child child)
{
    uint32_t bits;
    memcpy(&bits, &child, sizeof bits);
    return bits;
}

static uint32_t shape_hash(NodeKind kind, uint32_t gap, Children children)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)kind ^ (uint64_t)gap << 8;
    for (size_t i = 0; i < children.count; i++) hash = (hash ^ child_bits(children.items[i])) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

static bool has_shape(const PhrasebookBuilder *builder, PhraseId node, NodeKind kind, uint32_t gap, Children children)
{
    const Draft *draft = &builder->drafts.items[node];
    if (draft->kind != kind || draft->gap != gap || draft->child_count != children.count) return false;
    for (size_t c = 0; c < children.count; c++)
        if (child_bits(children_of(builder, draft)[c]) != child_bits(children.items[c])) return false;
    return true;
}

static uint32_t keep_children(PhrasebookBuilder *builder, Children children)
{
    size_t first = builder->children.count;
    for (size_t i = 0; i < children.count; i++) *LIST_ADD(&builder->children, builder->keep) = children.items[i];
    return (uint32_t)first;
}

static Draft composed(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, Children children)
{
    return (Draft){.kind = (uint8_t)kind,
                   .gap = (uint16_t)gap,
                   .children = keep_children(builder, children),
                   .child_count = (uint32_t)children.count};
}

/* Authors write the same group in many phrases; it is one node, matched once. */
static PhraseId shared_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, Children children)
{
    uint32_t hash = shape_hash(kind, gap, children);
    struct Place *place = first_place(&builder->shapes, hash, builder->keep);
    for (; place->what; place = next_place(&builder->shapes, place, hash))
        if (has_shape(builder, place->what, kind, gap, children)) return place->what;
    PhraseId added = add_node(builder, composed(builder, kind, gap, children));
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
    Draft draft = composed(builder, NODE_ANY, 0, children);
    draft.source = add_source(builder, source);
    return add_node(builder, draft);
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
    PhraseId node = add_node(builder, (Draft){.kind = NODE_NONE, .is_set = true, .source = add_source(builder, name)});
    *LIST_ADD(&builder->sets, builder->keep) = (NamedSet){name, node, user, false};
    return node;
}

void define_set(PhrasebookBuilder *builder, PhraseId set, Children children)
{
    uint32_t source = builder->drafts.items[set].source;
    builder->drafts.items[set] = composed(builder, NODE_ANY, 0, children);
    builder->drafts.items[set].source = source;
    builder->drafts.items[set].is_set = true;
}
