#ifndef GRADER_LEXIS_PHRASEBOOK_BUILDER_H
#define GRADER_LEXIS_PHRASEBOOK_BUILDER_H

/*
 * A phrasebook while its phrases are read, for this room only: node.c makes the
 * nodes, phrase.c reads phrases into them, phrasebook.c gathers them into lists and sets,
 * finish.c ranks and indexes the whole.
 * Nodes that say the same are made once, so a node may stand in many phrases.
 */

#include "lexis/phrasebook_parts.h"
#include "lexis/stem.h"

enum { MOST_NODES = 1 << 20, KNOWN_WORDS = 1 << 15 /* remembered while phrases are read */ };

typedef LIST_OF(PhraseId) PhraseIds;

static inline Child child_of(PhraseId node)
{
    return (Child){.node = node & (MOST_NODES - 1)};
}

/* A view of children. */
typedef struct {
    const Child *items;
    size_t count;
} Children;

/* A set's name with its node; undefined ones remember who asked. */
typedef struct {
    Text name;
    PhraseId node;
    const Json *first_use;
    bool defined;
} NamedSet;

typedef struct {
    WordForm form;
    Text spelling;
    PhraseId node;
} WordNode;

/* A phrase or a list of phrases that is asked for, and where it stands. */
typedef struct {
    PhraseId node;
    const Json *where;
} Root;

/* Open addressing, for what is told apart elsewhere. */
typedef struct {
    struct Place {
        uint32_t hash;
        uint32_t what; /* 0 is an empty place */
    } *items;
    size_t size; /* a power of two */
    size_t count;
} Places;

struct PhrasebookBuilder {
    Arena *keep;
    Stemmer *stemmer;
    Text language;
    LIST_OF(Node) nodes;
    LIST_OF(Child) reading; /* a stack: the children of what is being read */
    LIST_OF(NamedSet) sets;
    LIST_OF(WordNode) words;
    Places word_places; /* position in `words` + 1 */
    WordPlace *known; /* by the hash of a word as its author wrote it, with its = * and @ */
    Places shapes;    /* composed nodes without a source */
    LIST_OF(Root) roots; /* what a rubric will ask for */
    PhraseIds patterns;
    PhraseId number, comma, beginning, end, question;
    LIST_OF(Filler) fillers;
    bool failed;
};

/* The node, in the builder's arena. The graph must have room for it. */
PhraseId add_node(PhrasebookBuilder *builder, Node node);

/* The node of one spelling, made on first use. */
PhraseId word_node(PhrasebookBuilder *builder, WordForm form, Text spelling);

/* The one node of a kind of leaf that has no spelling, made on first use. */
PhraseId sole_node(PhrasebookBuilder *builder, PhraseId *node, NodeKind kind, Text source);

/* Children are gathered on the stack `reading`: note where it stands, push, then take
   everything from there on. The view holds until the next push. */
void push_child(PhrasebookBuilder *builder, Child child);
Children take_children(PhrasebookBuilder *builder, size_t from);

/* Composed nodes: any of the children (at least `least` of them, 0: one), the children
   side by side, two with a relation, a named set that may be defined later. */
PhraseId any_node(PhrasebookBuilder *builder, Children children, uint32_t least, Text source);
PhraseId sequence_node(PhrasebookBuilder *builder, Children children);
PhraseId pair_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, PhraseId left, PhraseId right);
PhraseId set_node(PhrasebookBuilder *builder, Text name, const Json *user);
void define_set(PhrasebookBuilder *builder, PhraseId set, Children children);

/* The node of one phrase, under its source; NO_PHRASE after a problem. */
PhraseId read_phrase(PhrasebookBuilder *builder, const Json *where, Problems *problems);

#endif
