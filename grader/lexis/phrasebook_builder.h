#ifndef GRADER_LEXIS_PHRASEBOOK_BUILDER_H
#define GRADER_LEXIS_PHRASEBOOK_BUILDER_H

/*
 * A phrasebook while its phrases are read, for this room only: node.c makes the
 * nodes, phrase.c reads phrases into them, phrasebook.c gathers them into lists and sets,
 * order.c puts children first, weigh.c tells the rare from the common, neighbour.c what may
 * stand beside a part, finish.c ranks, links and indexes the whole.
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

/* A node while phrases are read; there are tens of thousands. */
typedef struct {
    uint32_t children; /* where they begin among the builder's */
    uint32_t child_count;
    uint32_t source; /* position among the sources; 0 is none */
    uint16_t gap;    /* words between two, or how many of a choice are needed */
    uint8_t kind;    /* a NodeKind */
    bool is_set;     /* named: its source is the name */
} Draft;

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
    LIST_OF(Draft) drafts; /* by PhraseId */
    LIST_OF(Child) children; /* of all drafts */
    LIST_OF(Text) sources;
    LIST_OF(Child) reading; /* a stack: the children of what is being read */
    LIST_OF(NamedSet) sets;
    LIST_OF(WordNode) words;
    Places word_places; /* position in `words` + 1 */
    uint64_t *known; /* words as their authors wrote them, with = * and @: see read_word */
    Places shapes;    /* composed nodes without a source */
    LIST_OF(Root) roots; /* what a rubric will ask for */
    PhraseIds pattern_nodes;
    LIST_OF(const Pattern *) patterns;
    LIST_OF(uint32_t) pattern_sources;
    PhraseId number, comma, beginning, end, question;
    LIST_OF(Filler) fillers;
    LIST_OF(uint64_t) filler_stems;
    PhraseIds given; /* to the caller, call by call */
    LIST_OF(uint64_t) given_stems;
    const Phrasebook *again; /* a finished book, when nothing is read and `given` tells how far it is */
    bool failed;
};

static inline const Child *children_of(const PhrasebookBuilder *builder, const Draft *draft)
{
    return builder->children.items + draft->children;
}

/* A node, in the builder's arena, and a source to name in it. The graph must have room. */
PhraseId add_node(PhrasebookBuilder *builder, Draft draft);
uint32_t add_source(PhrasebookBuilder *builder, Text source);

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

/* Where a set is defined, or NULL; what a node was written as. */
const Json *definition_of(const PhrasebookBuilder *builder, PhraseId node);
Text source_of(const PhrasebookBuilder *builder, PhraseId node);

/* All nodes in an order in which children come before parents, and of each whether it is a
   word, or a plain choice of nothing but words. False if a set contains itself. */
bool order_nodes(const PhrasebookBuilder *builder, PhraseId *order, bool *only_words, Problems *problems);

/* What the children of a node make of it. */
typedef struct {
    float commonness;     /* how often it is likely to be found */
    uint16_t rarest;      /* which child wakes it, of a node that needs several */
    uint8_t height;       /* above its deepest leaf; no further than one too many */
    bool only_marks;      /* it can be met by marks alone, which take no room */
} Weighed;

/* By rank; in an order in which children come first. */
const Weighed *weigh_nodes(const PhrasebookBuilder *builder, const Node *nodes, const Child *children,
                           const PhraseEntry *entries, const PhraseId *order);

/* Matching what waits is recursive, so the graph must not be deep. */
bool is_shallow(const PhrasebookBuilder *builder, const Weighed *weighed, const PhraseId *ids, Problems *problems);

/* Sets of words for what stands beside a part of a sequence. */
typedef struct Neighbours Neighbours;

Neighbours *neighbours_new(const Node *nodes, const Child *children, size_t count, Arena *keep);

/* The words that may stand right before part `end` or right after part `at`. */
SetId words_before(Neighbours *neighbours, const Child *parts, uint32_t end);
SetId words_after(Neighbours *neighbours, const Child *parts, uint32_t at, uint32_t count);

/* To tell the book which sets each of its words is in, those below `words`. */
void neighbours_finish(const Neighbours *neighbours, Rank words, Phrasebook *book);

#endif
