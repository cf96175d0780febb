#ifndef GRADER_LEXIS_PHRASEBOOK_PARTS_H
#define GRADER_LEXIS_PHRASEBOOK_PARTS_H

/*
 * The inside of a phrasebook, for this room only: a graph of nodes. Leaves are
 * words, numbers and patterns; the others combine the spans of their children.
 * A PhraseId is the number under which a node was read. In a finished book nodes lie by
 * rank: first what words alone make, which is met all the time, and children
 * before their parents; last the lists of one phrase, which stand in no other node.
 */

#include "lexis/pattern.h"
#include "lexis/phrasebook.h"
#include "lexis/typo.h"

/* A node's place in a finished book. */
typedef uint32_t Rank;
enum { NO_RANK = 0 };

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
    uint32_t node : 24; /* a PhraseId while phrases are read, then a Rank */
    uint32_t gap : 7;   /* words allowed before it */
    uint32_t optional : 1;
} Child;

/* A set of words that may stand at a place, by number. Every word is in the first. There are
   so many numbers; sets that share one only let more words stand. */
typedef uint32_t SetId;
enum { ANYTHING = 0, SETS = 4096 };

/* A node to look at once its child is found; large rubrics have tens of thousands. */
typedef struct {
    Rank node;
    Rank also;              /* what the node needs besides and words alone make, or NO_RANK */
    SetId before, after; /* of a sequence: what must stand beside the child; else ANYTHING */
} Trigger;

/* A plain choice that is found as soon as one of its children is, see is_plain_choice. */
typedef struct {
    Rank node;
    uint32_t child; /* which of its children */
    PhraseId via;   /* what that was written as */
} Choice;

/* Four to a cache line. Where its children, triggers and choices begin among the book's;
   they end where those of the next node begin. */
typedef struct {
    uint32_t children;
    uint32_t triggers;
    uint32_t choices;
    uint16_t gap; /* words between two, or how many of a choice are needed */
    uint8_t kind; /* a NodeKind */
} Node;

static inline uint32_t child_count(const Node *node)
{
    return node[1].children - node->children;
}

/* What is told of a phrase by its PhraseId. */
typedef struct {
    Rank rank;
    uint32_t source; /* position among the sources */
} PhraseEntry;

/* How a word in a phrase wants to be met. */
typedef enum { WORD_STEM, WORD_EXACT, WORD_PREFIX } WordForm;

/* What a word of text may be met as: its form and spelling give a node. */
typedef struct {
    uint64_t hash; /* of form and spelling; 0 is an empty place */
    Rank node;
} WordPlace;

/* Where the hashes of its words' stems stand among the book's. */
typedef struct {
    uint32_t first, count;
} Filler;

/* What was written, among the book's letters. */
typedef struct {
    uint32_t at, length;
} Source;

/* Everything lies in arrays and is told by its place in them, but for the patterns, so that
   a book can be kept as bytes: see frozen.c, which lists the arrays. */
struct Phrasebook {
    Text language;
    const Node *nodes; /* by rank; [0] is unused, and one more at the end */
    uint32_t node_count;
    Rank words_end; /* below it stands what words alone make */
    const PhraseId *ids; /* by rank */
    const Child *children;
    const Trigger *triggers;
    const Choice *choices;
    uint32_t child_total, trigger_total, choice_total;
    const bool *is_root; /* by rank: asked for by a rubric, not only a part */
    const bool *is_met; /* by rank: met with its words */
    const uint64_t *not_asked; /* by rank, one bit each: all but the choices that are asked child by child */
    const PhraseEntry *entries; /* by PhraseId */
    const Source *sources;      /* as written */
    uint32_t source_count;
    Text letters; /* of all sources */
    const WordPlace *words; /* open addressing; a power of two */
    uint32_t word_places;
    const SetId *sets; /* which words are in */
    const uint32_t *sets_of_word; /* by rank: where those of a word begin; they end where the next word's do */
    uint32_t set_total, sets_of_word_count;
    uint32_t longest_prefix;
    TypoIndex typos;
    Rank number;    /* the node of `#`, or NO_RANK */
    Rank comma;     /* of `,` */
    Rank beginning; /* of `^` */
    Rank end;       /* of `.` */
    Rank question;  /* of `?` */
    const Rank *pattern_nodes;
    const uint32_t *pattern_sources; /* positions among the sources, without "re:" */
    const Pattern *const *patterns;
    uint32_t pattern_count;
    const Filler *fillers;
    const uint64_t *filler_stems;
    uint32_t filler_count, filler_stem_count;
    const PhraseId *given; /* what reading it gave, call by call */
    const uint64_t *given_stems;
    uint32_t given_count, given_stem_count;
};

/* A choice that is found wherever one of its children is. */
static inline bool is_plain_choice(uint8_t kind, uint32_t gap)
{
    return kind == NODE_ANY && gap <= 1;
}

static inline Text source_at(const Phrasebook *book, uint32_t source)
{
    return text_slice(book->letters, book->sources[source].at, book->sources[source].at + book->sources[source].length);
}

uint64_t word_hash(WordForm form, Text spelling);
Rank word_find(const Phrasebook *book, WordForm form, Text spelling);

#endif
