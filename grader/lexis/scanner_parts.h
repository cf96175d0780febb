#ifndef GRADER_LEXIS_SCANNER_PARTS_H
#define GRADER_LEXIS_SCANNER_PARTS_H

/*
 * The inside of a scanner, for this room only. A unit goes through three files:
 * scanner.c cuts it into tokens and meets their words, found.c keeps what is found where
 * and wakes what may be there besides, match.c looks whether it is.
 */

#include "lexis/scanner.h"
#include "lexis/vocabulary.h"

enum {
    MOST_TOKENS = 256, /* of one unit; units are shorter, see transcript/unit.h */
    MOST_SPANS = 128,  /* of one node in one unit */
    MOST_FOUND = 512,  /* children of one set in one unit, which keeps a set of any size linear */
};

/*
 * Where tokens stand, a bit for each, taken up again after TOKEN_BITS: a longer unit may seem to
 * have what it has not, never the other way round.
 */
typedef uint64_t TokenBits;
enum { TOKEN_BITS = 64 };

static inline TokenBits place_of(uint32_t token)
{
    return (TokenBits)1 << (token % TOKEN_BITS);
}

static inline TokenBits one_later(TokenBits places)
{
    return places << 1 | places >> (TOKEN_BITS - 1);
}

/* The same places and up to `gap` later. */
static inline TokenBits spread(TokenBits places, uint32_t gap)
{
    for (; gap; gap--) places |= one_later(places);
    return places;
}

/* Where a node is in this unit that words alone make. */
typedef struct {
    TokenBits places;
    uint32_t meeting; /* with the first of its words; 0 if it is asked child by child */
} Met;

/* A word that a node was met by. */
typedef struct {
    uint32_t token;
    PhraseId via;
    uint32_t next; /* meeting with the same node */
} Meeting;

/* A child that was found; a node's are kept in their order. */
typedef struct FoundChild FoundChild;
struct FoundChild {
    uint32_t child; /* its place among the children */
    PhraseId via;   /* what it was written as */
    Rank node;
    FoundChild *next;
};

/* What was found of one node, once somebody asks. */
typedef struct {
    Span *spans;
    FoundChild *children; /* that woke it, if it is a choice */
    uint32_t woken;       /* which scan these are of */
    uint32_t scan;        /* which scan the rest is of */
    uint32_t count;
    Span only; /* where `spans` points when it is found once, as most are */
} Found;

struct Scanner {
    const Phrasebook *book;
    Vocabulary vocabulary;
    PatternMatcher *matcher;
    Arena unit_arena; /* the spans of one unit */
    Token *tokens;
    uint32_t token_count;
    bool joined; /* some begin another sentence */
    const SeenWord **token_words;
    const uint64_t **sets; /* that each token is in as a neighbour, from [1] on */
    Meeting *meetings; /* from [1] on */
    uint64_t *there;   /* by rank, one bit each: found in this unit */
    uint64_t *asked;   /* by rank, one bit each: whether it is there is known */
    Met *met;          /* by rank, of those that are there */
    Found *found;      /* by rank */
    PhraseId *roots;   /* found in this unit, of those that a rubric asks for */
    uint32_t root_count;
    uint64_t *pending; /* by rank, one bit each: woken, to be matched */
    uint64_t *pending_words; /* one bit for each of those words that is not 0 */
    uint32_t scan;
};

/* Spans being gathered for one node; the same range is kept once. */
typedef struct {
    Span items[MOST_SPANS];
    uint32_t count;
} Gathered;

void gather(Gathered *gathered, uint32_t start, uint32_t end, PhraseId via);

/* What was gathered is all there is of the node: keep it, and wake whom that helps. */
void settle(Scanner *scanner, Rank node, const Gathered *gathered);

/* The node is there: wake whom that helps. */
void arrive(Scanner *scanner, Rank node);

/* Where a list is that was woken, which may be long: where it was met, and where what woke it is. */
void gather_woken_choice(Scanner *scanner, Rank node, Gathered *gathered);

/* Wake what a word at this place may be part of. All words are met before. */
void wake_by_word(Scanner *scanner, const Meanings *means, uint32_t token);

static inline void add_root(Scanner *scanner, Rank node)
{
    scanner->roots[scanner->root_count++] = scanner->book->ids[node];
}

static inline bool has_bit(const uint64_t *bits, Rank node)
{
    return bits[node / 64] >> (node % 64) & 1;
}

static inline void set_bit(uint64_t *bits, Rank node)
{
    bits[node / 64] |= (uint64_t)1 << (node % 64);
}

/* Ask the children of a choice. */
bool is_there_by_children(Scanner *scanner, Rank node);

/* Whether a node is in this unit. Its children are settled. */
static inline bool is_there(Scanner *scanner, Rank node)
{
    return has_bit(scanner->there, node) || (!has_bit(scanner->asked, node) && is_there_by_children(scanner, node));
}

/* Where a node stands that words alone make. */
static inline TokenBits places_of(Scanner *scanner, Rank node)
{
    return is_there(scanner, node) ? scanner->met[node].places : 0;
}

/* Where a node was found. Its children are settled. */
const Found *found_of(Scanner *scanner, Rank node);

/* Look whether a node is there whose children are settled. */
void match_node(Scanner *scanner, Rank node);

#endif
