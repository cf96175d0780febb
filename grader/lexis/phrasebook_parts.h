#ifndef GRADER_LEXIS_PHRASEBOOK_PARTS_H
#define GRADER_LEXIS_PHRASEBOOK_PARTS_H

/*
 * The inside of a phrasebook, for this room only: a graph of nodes. Leaves are
 * words, numbers and patterns; the others combine the spans of their children.
 * Nodes are numbered by PhraseId and ranked so that children come first.
 */

#include "lexis/pattern.h"
#include "lexis/phrasebook.h"
#include "lexis/typo.h"

typedef enum {
    NODE_NONE, /* not defined (yet) */
    NODE_WORD,
    NODE_NUMBER,
    NODE_BREAK,     /* nothing but the comma or other mark before a token */
    NODE_BEGINNING, /* nothing but the beginning of a unit */
    NODE_END,       /* nothing but its end */
    NODE_QUESTION,  /* nothing but the end of a unit that asks */
    NODE_PATTERN,
    NODE_ANY,      /* of its children, if at least `gap` of them are found */
    NODE_SEQUENCE, /* children side by side, or with small gaps */
    NODE_NEAR,     /* two children in any order, at most `gap` words between */
    NODE_THEN,     /* two children in this order, at most `gap` words between */
    NODE_AND,      /* the first, if the second is there too */
    NODE_NOT,      /* the first, unless the second is there */
} NodeKind;

/* One of a node's children; the rest is for sequences. */
typedef struct {
    PhraseId node : 24;
    uint32_t gap : 7; /* words allowed before it */
    uint32_t optional : 1;
} Child;

#define NOT_ANY UINT32_MAX

/*
 * Which words may stand at a place, as a bloom filter: a bit for each word, chosen by
 * its node, or all bits where anything may. Every token has ANY_WORD besides.
 */
typedef uint32_t WordMask;
#define ANY_WORD ((WordMask)1 << 31)

WordMask word_mask(PhraseId leaf);

/* A node to look at once its child is found. */
typedef struct {
    PhraseId node;
    uint32_t rank;  /* of the node */
    uint32_t child; /* which child of a NODE_ANY it is, or NOT_ANY */
    PhraseId also;  /* a word that the node needs besides, or NO_PHRASE */
    WordMask before, after; /* of a sequence: what must stand beside the child; else everything */
} Trigger;

/* There are tens of thousands, met in no order: each fits a cache line. */
typedef struct {
    uint8_t kind; /* a NodeKind */
    bool is_set;  /* named: its source is the name */
    uint16_t rarest; /* which child wakes it, of a node that needs several */
    uint32_t gap;
    uint32_t rank;
    uint32_t child_count;
    uint32_t trigger_count;
    uint32_t other_triggers; /* of these; after them those of plain choices, see is_plain_choice */
    const Child *children;
    const Pattern *pattern;
    Text source; /* as written */
    const Trigger *triggers;
} Node;

/* How a word in a phrase wants to be met. */
typedef enum { WORD_STEM, WORD_EXACT, WORD_PREFIX } WordForm;

/* What a word of text may be met as: its form and spelling give a node. */
typedef struct {
    uint64_t hash; /* of form and spelling; 0 is an empty place */
    PhraseId node;
} WordPlace;

typedef struct {
    const uint64_t *stems; /* the hashes of its words' stems */
    uint32_t count;
} Filler;

struct Phrasebook {
    Text language;
    const Node *nodes; /* by PhraseId; [0] is unused */
    uint32_t node_count;
    uint32_t trigger_count; /* of all nodes */
    const PhraseId *by_rank;
    const bool *waits; /* by PhraseId: matched only when somebody asks, not woken by a trigger */
    const WordPlace *words; /* open addressing; a power of two */
    uint32_t word_places;
    uint32_t longest_prefix;
    const TypoIndex *typos;
    PhraseId number;   /* the node of `#`, or NO_PHRASE */
    PhraseId comma;    /* of `,` */
    PhraseId beginning; /* of `^` */
    PhraseId end;       /* of `.` */
    PhraseId question;  /* of `?` */
    const PhraseId *patterns;
    uint32_t pattern_count;
    const Filler *fillers;
    uint32_t filler_count;
};

/* A choice that is found wherever one of its children is. */
static inline bool is_plain_choice(const Node *node)
{
    return node->kind == NODE_ANY && node->gap <= 1;
}

uint64_t word_hash(WordForm form, Text spelling);
PhraseId word_find(const Phrasebook *book, WordForm form, Text spelling);

#endif
