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

/* --- words ------------------------------------------------------------- */

uint64_t word_hash(WordForm form, Text spelling)
{
    uint64_t hash = (text_hash(spelling) ^ ((uint64_t)form << 56)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    return hash ? hash : 1;
}

static void grow_word_index(PhrasebookBuilder *builder)
{
    size_t size = builder->word_index_size ? builder->word_index_size * 2 : 4096;
    PhraseId *index = NEW_ARRAY(builder->keep, PhraseId, size);
    for (size_t w = 0; w < builder->words.count; w++) {
        size_t i = word_hash(builder->words.items[w].form, builder->words.items[w].spelling) & (size - 1);
        while (index[i]) i = (i + 1) & (size - 1);
        index[i] = (PhraseId)w + 1;
    }
    builder->word_index = index;
    builder->word_index_size = size;
}

PhraseId word_node(PhrasebookBuilder *builder, WordForm form, Text spelling)
{
    if (builder->words.count * 2 >= builder->word_index_size) grow_word_index(builder);
    size_t mask = builder->word_index_size - 1, i = word_hash(form, spelling) & mask;
    for (; builder->word_index[i]; i = (i + 1) & mask) {
        const WordNode *word = &builder->words.items[builder->word_index[i] - 1];
        if (word->form == form && text_equal(word->spelling, spelling)) return word->node;
    }
    Text kept = text_keep(spelling, builder->keep);
    PhraseId node = add_node(builder, (Node){.kind = NODE_WORD, .source = kept});
    *LIST_ADD(&builder->words, builder->keep) = (WordNode){form, kept, node};
    builder->word_index[i] = (PhraseId)builder->words.count;
    return node;
}

/* Most words of a rubric come again and again, and stemming takes time. */
PhraseId stem_node(PhrasebookBuilder *builder, Text written)
{
    uint64_t hash = word_hash(WORD_STEM, written);
    WordPlace *place = &builder->stemmed[hash % STEMMED_WORDS];
    if (place->hash == hash) return place->node;
    Text stem = stemmer_stem(builder->stemmer, word_fold(written, builder->keep));
    *place = (WordPlace){hash, word_node(builder, WORD_STEM, stem)};
    return place->node;
}

PhraseId sole_node(PhrasebookBuilder *builder, PhraseId *node, NodeKind kind, Text source)
{
    if (!*node) *node = add_node(builder, (Node){.kind = kind, .source = source});
    return *node;
}

/* --- composed nodes ----------------------------------------------------- */

static uint64_t shape_hash(const Node *node)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)node->kind ^ (uint64_t)node->gap << 8;
    for (uint32_t i = 0; i < node->child_count; i++) {
        hash = (hash ^ node->children[i]) * 1099511628211u;
        if (node->parts) hash = (hash ^ node->parts[i].gap ^ (uint64_t)node->parts[i].optional << 16) * 1099511628211u;
    }
    return hash ^ hash >> 31;
}

static bool same_shape(const Node *a, const Node *b)
{
    if (a->kind != b->kind || a->gap != b->gap || a->child_count != b->child_count) return false;
    for (uint32_t i = 0; i < a->child_count; i++) {
        if (a->children[i] != b->children[i]) return false;
        if (a->parts && (a->parts[i].gap != b->parts[i].gap || a->parts[i].optional != b->parts[i].optional)) return false;
    }
    return true;
}

static void grow_shapes(PhrasebookBuilder *builder)
{
    const PhraseId *old = builder->shapes;
    size_t places = builder->shape_places;
    builder->shape_places = places ? places * 2 : 1 << 14;
    builder->shapes = NEW_ARRAY(builder->keep, PhraseId, builder->shape_places);
    for (size_t i = 0; i < places; i++) {
        if (!old[i]) continue;
        size_t at = shape_hash(&builder->nodes.items[old[i]]) & (builder->shape_places - 1);
        while (builder->shapes[at]) at = (at + 1) & (builder->shape_places - 1);
        builder->shapes[at] = old[i];
    }
}

/* Authors write the same group in many phrases; it is one node, matched once. */
static PhraseId shared_node(PhrasebookBuilder *builder, Node node)
{
    if (builder->shape_count * 2 >= builder->shape_places) grow_shapes(builder);
    size_t mask = builder->shape_places - 1, at = shape_hash(&node) & mask;
    for (; builder->shapes[at]; at = (at + 1) & mask)
        if (same_shape(&builder->nodes.items[builder->shapes[at]], &node)) return builder->shapes[at];
    builder->shape_count++;
    return builder->shapes[at] = add_node(builder, node);
}

PhraseId any_node(PhrasebookBuilder *builder, PhraseIds children, uint32_t least, Text source)
{
    if (children.count == 1 && !source.length) return children.items[0];
    if (!source.length)
        return shared_node(builder, (Node){.kind = NODE_ANY,
                                           .gap = least,
                                           .children = children.items,
                                           .child_count = (uint32_t)children.count});
    return add_node(builder, (Node){.kind = NODE_ANY,
                                    .children = children.items,
                                    .child_count = (uint32_t)children.count,
                                    .source = source});
}

PhraseId sequence_node(PhrasebookBuilder *builder, Parts parts)
{
    if (parts.count == 1 && !parts.items[0].optional) return parts.items[0].node;
    PhraseId *children = NEW_ARRAY(builder->keep, PhraseId, parts.count);
    for (size_t i = 0; i < parts.count; i++) children[i] = parts.items[i].node;
    return shared_node(builder, (Node){.kind = NODE_SEQUENCE,
                                       .children = children,
                                       .child_count = (uint32_t)parts.count,
                                       .parts = parts.items});
}

PhraseId pair_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, PhraseId left, PhraseId right)
{
    PhraseId *children = NEW_ARRAY(builder->keep, PhraseId, 2);
    children[0] = left;
    children[1] = right;
    return shared_node(builder, (Node){.kind = kind, .gap = gap, .children = children, .child_count = 2});
}

PhraseId set_node(PhrasebookBuilder *builder, Text name, const Json *user)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (text_equal(builder->sets.items[i].name, name)) return builder->sets.items[i].node;
    PhraseId node = add_node(builder, (Node){.kind = NODE_NONE, .set = name, .source = name});
    *LIST_ADD(&builder->sets, builder->keep) = (NamedSet){name, node, user, false};
    return node;
}
