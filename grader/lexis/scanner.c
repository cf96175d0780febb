#include "lexis/scanner.h"

#include "lexis/vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TOKENS = 256, /* of one unit; units are shorter, see transcript/unit.h */
    MOST_SPANS = 128,  /* of one node in one unit */
    MOST_FOUND = 512,  /* children of one set in one unit, which keeps a set of any size linear */
};

/* A child that was found; a node's are kept in their order. */
typedef struct FoundChild FoundChild;
struct FoundChild {
    uint32_t child; /* its place among the children */
    PhraseId node;
    FoundChild *next;
};

/* What the last scan found of one node. */
typedef struct {
    Span *spans;
    uint32_t count;
    Span only;            /* where `spans` points when it is found once, as most are */
    FoundChild *children; /* of those that wake it */
} Found;

struct Scanner {
    const Phrasebook *book;
    Vocabulary vocabulary;
    PatternMatcher *matcher;
    Arena unit_arena; /* the spans of one unit */
    Token *tokens;
    uint32_t token_count;
    const SeenWord **token_words;
    WordMask *masks; /* of each token, from [1] on */
    PhraseId *fresh; /* found in this unit, those by words alone first */
    uint32_t fresh_count;
    Found *found;   /* by PhraseId */
    uint32_t *scans; /* by PhraseId: which scan `found` is of; apart, for most are only asked whether it is the last */
    FoundChild *children;
    uint32_t child_count;
    uint64_t *pending; /* by rank, one bit each */
    uint32_t scan;
};

Scanner *scanner_new(const Phrasebook *book, Arena *keep)
{
    Scanner *scanner = NEW(keep, Scanner);
    scanner->book = book;
    scanner->vocabulary = vocabulary_open(book, keep);
    scanner->matcher = pattern_matcher_open();
    scanner->unit_arena = arena_open();
    scanner->tokens = NEW_ARRAY(keep, Token, MOST_TOKENS);
    scanner->token_words = NEW_ARRAY(keep, const SeenWord *, MOST_TOKENS);
    scanner->masks = NEW_ARRAY(keep, WordMask, MOST_TOKENS + 2);
    scanner->fresh = NEW_ARRAY(keep, PhraseId, book->node_count);
    scanner->found = NEW_ARRAY(keep, Found, book->node_count);
    scanner->scans = NEW_ARRAY(keep, uint32_t, book->node_count);
    scanner->children = NEW_ARRAY(keep, FoundChild, book->trigger_count);
    scanner->pending = NEW_ARRAY(keep, uint64_t, book->node_count / 64 + 1);
    return scanner;
}

void scanner_free(Scanner *scanner)
{
    vocabulary_close(&scanner->vocabulary);
    pattern_matcher_close(scanner->matcher);
    arena_close(&scanner->unit_arena);
}

/* --- words ------------------------------------------------------------------ */

static bool is_filler_at(const Scanner *scanner, uint32_t at, const Filler *filler)
{
    if (at + filler->count > scanner->token_count) return false;
    for (uint32_t i = 0; i < filler->count; i++)
        if (scanner->tokens[at + i].stem != filler->stems[i]) return false;
    return true;
}

static uint32_t filler_length(const Scanner *scanner, uint32_t at)
{
    uint32_t longest = 0;
    for (uint32_t f = 0; f < scanner->book->filler_count; f++) {
        const Filler *filler = &scanner->book->fillers[f];
        if (filler->count > longest && is_filler_at(scanner, at, filler)) longest = filler->count;
    }
    return longest;
}

static void drop_fillers(Scanner *scanner)
{
    uint32_t kept = 0, at = 0;
    TokenBreak parting = BREAK_NONE;
    while (at < scanner->token_count) {
        uint32_t length = filler_length(scanner, at);
        if (scanner->tokens[at].before > parting) parting = scanner->tokens[at].before;
        if (length) {
            at += length;
            continue;
        }
        scanner->tokens[kept] = scanner->tokens[at];
        scanner->token_words[kept] = scanner->token_words[at];
        scanner->tokens[kept++].before = parting;
        parting = BREAK_NONE;
        at++;
    }
    scanner->token_count = kept;
}

static void tokenise(Scanner *scanner, Text unit)
{
    RawToken raw;
    size_t at = 0;
    scanner->token_count = 0;
    vocabulary_reserve(&scanner->vocabulary, MOST_TOKENS);
    while (scanner->token_count < MOST_TOKENS && token_next(unit, &at, &raw)) {
        Text spelling = raw.kind == TOKEN_SIGN ? raw.sign : text_slice(unit, raw.start, raw.end);
        const SeenWord *word =
            vocabulary_see(&scanner->vocabulary, spelling, raw.kind == TOKEN_WORD, scanner->unit_arena);
        scanner->token_words[scanner->token_count] = word;
        scanner->tokens[scanner->token_count++] = (Token){
            .start = (uint32_t)raw.start,
            .end = (uint32_t)raw.end,
            .word = word->number,
            .stem = word->stem,
            .before = raw.before,
            .kind = raw.kind,
        };
    }
    if (scanner->book->filler_count) drop_fillers(scanner);
}

/* --- spans --------------------------------------------------------------------- */

static bool is_scanned(const Scanner *scanner, PhraseId node)
{
    return scanner->scans[node] == scanner->scan;
}

/* False only when the node cannot be in this unit. Asked once its children are settled. */
static bool may_be_found(const Scanner *scanner, PhraseId node)
{
    if (is_scanned(scanner, node)) return true;
    if (!scanner->book->waits[node]) return false;
    const PhraseId *need = &scanner->book->needs[scanner->book->needs_at[node]];
    bool known = *need != NO_PHRASE;
    for (; *need; need++)
        if (is_scanned(scanner, *need)) return true;
    return !known;
}

static Found *found_now(Scanner *scanner, PhraseId node)
{
    Found *found = &scanner->found[node];
    if (!is_scanned(scanner, node)) *found = (Found){0};
    scanner->scans[node] = scanner->scan;
    return found;
}

static void remember_child(Scanner *scanner, const Trigger *trigger, PhraseId child)
{
    FoundChild **at = &found_now(scanner, trigger->node)->children;
    uint32_t before = 0;
    for (; *at && (*at)->child < trigger->child; at = &(*at)->next)
        if (++before == MOST_FOUND) return;
    if (*at && (*at)->child == trigger->child) return;
    FoundChild *found = &scanner->children[scanner->child_count++];
    *found = (FoundChild){trigger->child, child, *at};
    *at = found;
}

/* Whether something stands beside one of the spans that the trigger's node needs there. */
static bool has_neighbours(const Scanner *scanner, const Trigger *trigger, const Found *found)
{
    if ((trigger->before & trigger->after) == ~(WordMask)0) return true;
    for (uint32_t i = 0; i < found->count; i++)
        if (scanner->masks[found->spans[i].start] & trigger->before &&
            scanner->masks[found->spans[i].end + 1] & trigger->after)
            return true;
    return false;
}

/* Wake the nodes that this one was missing in. All words are there before the first is.
   Nodes lie all over the memory: what will be read soon is asked for here. */
static void notice(Scanner *scanner, PhraseId node, uint32_t trigger_count)
{
    const Node *of = &scanner->book->nodes[node];
    const Found *found = &scanner->found[node];
    for (uint32_t i = 0; i < trigger_count; i++) {
        const Trigger *trigger = &of->triggers[i];
        if (trigger->also && !is_scanned(scanner, trigger->also)) continue;
        if (!has_neighbours(scanner, trigger, found)) continue;
        __builtin_prefetch(&scanner->book->nodes[trigger->node]);
        scanner->pending[trigger->rank / 64] |= (uint64_t)1 << (trigger->rank % 64);
        if (trigger->child != NOT_ANY) remember_child(scanner, trigger, node);
    }
}

/* Spans being gathered for one node; the same range is kept once. */
typedef struct {
    Span items[MOST_SPANS];
    uint32_t count;
} Gathered;

static bool is_gathered(const Gathered *gathered, uint32_t start, uint32_t end)
{
    for (uint32_t i = 0; i < gathered->count; i++)
        if (gathered->items[i].start == start && gathered->items[i].end == end) return true;
    return false;
}

static void gather(Gathered *gathered, uint32_t start, uint32_t end, PhraseId via)
{
    if (gathered->count == MOST_SPANS || is_gathered(gathered, start, end)) return;
    gathered->items[gathered->count++] = (Span){start, end, via};
}

static bool stands_before(Span a, Span b)
{
    return a.start != b.start ? a.start < b.start : a.end > b.end;
}

/* Insertion, since they are few and mostly in order. */
static void sort_spans(Span *spans, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        Span span = spans[i];
        uint32_t at = i;
        for (; at > 0 && stands_before(span, spans[at - 1]); at--) spans[at] = spans[at - 1];
        spans[at] = span;
    }
}

static Span *spans_new(Scanner *scanner, Found *found, uint32_t count)
{
    return count == 1 ? &found->only : NEW_ARRAY(&scanner->unit_arena, Span, count);
}

static void settle(Scanner *scanner, PhraseId node, const Gathered *gathered)
{
    if (!gathered->count) return;
    Found *found = found_now(scanner, node);
    if (!found->count) scanner->fresh[scanner->fresh_count++] = node;
    found->spans = spans_new(scanner, found, gathered->count);
    memcpy(found->spans, gathered->items, gathered->count * sizeof(Span));
    found->count = gathered->count;
    sort_spans(found->spans, found->count);
    notice(scanner, node, scanner->book->nodes[node].trigger_count);
}

static const Meanings *token_means(const Scanner *scanner, uint32_t token, bool number)
{
    return number ? &scanner->vocabulary.number : &scanner->token_words[token]->means;
}

static void count_meanings(Scanner *scanner, const Meanings *means)
{
    for (uint32_t i = 0; i < means->count; i++) {
        PhraseId node = means->items[i].node;
        if (!is_scanned(scanner, node)) scanner->fresh[scanner->fresh_count++] = node;
        found_now(scanner, node)->count++;
    }
}

static void place_meanings(Scanner *scanner, const Meanings *means, uint32_t token)
{
    for (uint32_t i = 0; i < means->count; i++) {
        Found *found = &scanner->found[means->items[i].node];
        if (!found->spans) {
            found->spans = spans_new(scanner, found, found->count);
            found->count = 0;
        } else if (found->spans[found->count - 1].start == token) {
            continue; /* as a number and as a word */
        }
        found->spans[found->count++] = (Span){token, token + 1, means->items[i].via};
    }
}

/* Counted first, so that the spans of a node lie side by side. Plain choices of words are
   found with their words; only what needs more is woken. */
static void match_words(Scanner *scanner)
{
    scanner->fresh_count = 0;
    scanner->masks[0] = scanner->masks[scanner->token_count + 1] = ANY_WORD;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t t = 0; t < scanner->token_count; t++) {
            bool is_number = scanner->book->number && scanner->tokens[t].kind == TOKEN_NUMBER;
            if (pass == 0) scanner->masks[t + 1] = 0;
            for (int number = 0; number <= is_number; number++) {
                const Meanings *means = token_means(scanner, t, number);
                if (pass == 0) count_meanings(scanner, means);
                else place_meanings(scanner, means, t);
                scanner->masks[t + 1] |= means->mask;
            }
        }
    }
    uint32_t by_words = scanner->fresh_count;
    for (uint32_t i = 0; i < by_words; i++) {
        if (i + 8 < by_words) __builtin_prefetch(&scanner->book->nodes[scanner->fresh[i + 8]]);
        if (i + 4 < by_words) __builtin_prefetch(scanner->book->nodes[scanner->fresh[i + 4]].triggers);
        notice(scanner, scanner->fresh[i], scanner->book->nodes[scanner->fresh[i]].other_triggers);
    }
}

static void settle_at(Scanner *scanner, PhraseId mark, uint32_t token)
{
    Gathered gathered;
    gathered.count = 0;
    if (mark) gather(&gathered, token, token, mark);
    settle(scanner, mark, &gathered);
}

/* Marks take no room: their spans are empty and stand before a token. */
static void match_marks(Scanner *scanner, Text unit)
{
    const Phrasebook *book = scanner->book;
    Gathered commas;
    commas.count = 0;
    for (uint32_t t = 1; book->comma && t < scanner->token_count; t++)
        if (scanner->tokens[t].before != BREAK_NONE) gather(&commas, t, t, book->comma);
    settle(scanner, book->comma, &commas);
    settle_at(scanner, book->beginning, 0);
    settle_at(scanner, book->end, scanner->token_count);
    if (text_ends_with(text_trim(unit), TEXT("?"))) settle_at(scanner, book->question, scanner->token_count);
}

/* The tokens that a range of bytes touches. */
static Span tokens_of(const Scanner *scanner, size_t start, size_t end)
{
    uint32_t first = 0, last;
    while (first < scanner->token_count && scanner->tokens[first].end <= start) first++;
    for (last = first; last < scanner->token_count && scanner->tokens[last].start < end; last++) {
    }
    return (Span){first, last, NO_PHRASE};
}

static bool match_patterns(Scanner *scanner, Text unit)
{
    for (uint32_t p = 0; p < scanner->book->pattern_count; p++) {
        PhraseId node = scanner->book->patterns[p];
        Gathered gathered;
        size_t from = 0, start, end;
        gathered.count = 0;
        while (from < unit.length && gathered.count < MOST_SPANS) {
            PatternResult result =
                pattern_next(scanner->book->nodes[node].pattern, scanner->matcher, unit, from, &start, &end);
            if (result == PATTERN_LIMIT) return false;
            if (result == PATTERN_ABSENT) break;
            Span span = tokens_of(scanner, start, end);
            if (span.end > span.start) gather(&gathered, span.start, span.end, node);
            from = end;
        }
        settle(scanner, node, &gathered);
    }
    return true;
}

static bool gather_child(Scanner *scanner, PhraseId child, Gathered *gathered)
{
    size_t count;
    const Span *spans = scanner_spans(scanner, child, &count);
    for (size_t i = 0; i < count; i++) gather(gathered, spans[i].start, spans[i].end, child);
    return count > 0;
}

/* Sets may have hundreds of children: of an eager one only those that woke it are looked at.
   Its words may have been found before. */
static void match_any(Scanner *scanner, PhraseId id, const Node *node, Gathered *gathered)
{
    uint32_t children = 0;
    const Found *by_words = &scanner->found[id];
    for (uint32_t i = 0; i < by_words->count; i++)
        gather(gathered, by_words->spans[i].start, by_words->spans[i].end, by_words->spans[i].via);
    if (!scanner->book->waits[id])
        for (const FoundChild *found = scanner->found[id].children; found; found = found->next)
            children += gather_child(scanner, found->node, gathered);
    else
        for (uint32_t c = 0; c < node->child_count; c++)
            children += gather_child(scanner, node->children[c].node, gathered);
    if (!is_plain_choice(node) && children < node->gap) gathered->count = 0;
    if (gathered->count == by_words->count) gathered->count = 0; /* nothing new to tell */
}

static void gather_again(Gathered *gathered, const Gathered *from)
{
    gathered->count = from->count;
    memcpy(gathered->items, from->items, from->count * sizeof(Span));
}

static bool has_all_needed(Scanner *scanner, const Node *node)
{
    for (uint32_t p = 0; p < node->child_count; p++)
        if (!node->children[p].optional && !may_be_found(scanner, node->children[p].node)) return false;
    if (!scanner_found(scanner, node->children[node->rarest].node)) return false;
    for (uint32_t p = 0; p < node->child_count; p++)
        if (!node->children[p].optional && !scanner_found(scanner, node->children[p].node)) return false;
    return true;
}

/* Grow every beginning by the next part; optional parts keep it as it is. */
static void match_sequence(Scanner *scanner, PhraseId id, const Node *node, Gathered *gathered)
{
    Gathered rounds[2], *begun = &rounds[0], *grown = &rounds[1];
    bool may_begin = true;
    if (!has_all_needed(scanner, node)) return;
    begun->count = 0;
    for (uint32_t p = 0; p < node->child_count; p++) {
        const Child *part = &node->children[p];
        size_t count;
        const Span *spans = scanner_spans(scanner, part->node, &count);
        grown->count = 0;
        if (part->optional) gather_again(grown, begun);
        for (size_t i = 0; i < count; i++) {
            for (uint32_t b = 0; b < begun->count; b++) {
                uint32_t end = begun->items[b].end;
                if (spans[i].start >= end && spans[i].start - end <= part->gap)
                    gather(grown, begun->items[b].start, spans[i].end, id);
            }
            if (may_begin) gather(grown, spans[i].start, spans[i].end, id);
        }
        begun = grown;
        grown = &rounds[begun == &rounds[0]];
        may_begin = may_begin && part->optional;
        if (!begun->count && !may_begin) return;
    }
    gather_again(gathered, begun);
}

/* In `a NEAR/n b NEAR/m c` the c may stand between a and b. */
static bool may_hold_right(const Scanner *scanner, const Node *node)
{
    NodeKind left = scanner->book->nodes[node->children[0].node].kind;
    return node->kind == NODE_NEAR && (left == NODE_NEAR || left == NODE_THEN);
}

static void match_window(Scanner *scanner, PhraseId id, const Node *node, Gathered *gathered)
{
    size_t left_count, right_count;
    bool within = may_hold_right(scanner, node);
    const Span *left = scanner_spans(scanner, node->children[0].node, &left_count);
    const Span *right = scanner_spans(scanner, node->children[1].node, &right_count);
    for (size_t l = 0; l < left_count; l++) {
        for (size_t r = 0; r < right_count; r++) {
            if (right[r].start >= left[l].end) {
                if (right[r].start - left[l].end <= node->gap) gather(gathered, left[l].start, right[r].end, id);
            } else if (node->kind == NODE_NEAR && left[l].start >= right[r].end) {
                if (left[l].start - right[r].end <= node->gap) gather(gathered, right[r].start, left[l].end, id);
            } else if (within && right[r].start > left[l].start && right[r].end < left[l].end) {
                gather(gathered, left[l].start, left[l].end, id);
            }
        }
    }
}

static void match_condition(Scanner *scanner, PhraseId id, const Node *node, Gathered *gathered)
{
    if (scanner_found(scanner, node->children[1].node) != (node->kind == NODE_AND)) return;
    size_t count;
    const Span *spans = scanner_spans(scanner, node->children[0].node, &count);
    for (size_t i = 0; i < count; i++) gather(gathered, spans[i].start, spans[i].end, id);
}

static void match_node(Scanner *scanner, PhraseId id)
{
    const Node *node = &scanner->book->nodes[id];
    Gathered gathered;
    gathered.count = 0;
    switch (node->kind) {
    case NODE_ANY:
        match_any(scanner, id, node, &gathered);
        break;
    case NODE_SEQUENCE:
        match_sequence(scanner, id, node, &gathered);
        break;
    case NODE_NEAR:
    case NODE_THEN:
        match_window(scanner, id, node, &gathered);
        break;
    case NODE_AND:
    case NODE_NOT:
        match_condition(scanner, id, node, &gathered);
        break;
    default:
        break;
    }
    settle(scanner, id, &gathered);
}

/* Pending nodes in rank order; a match can only wake nodes of a higher rank. */
static void match_pending(Scanner *scanner)
{
    uint32_t words = scanner->book->node_count / 64 + 1;
    for (uint32_t w = 0; w < words; w++) {
        while (scanner->pending[w]) {
            uint32_t bit = (uint32_t)__builtin_ctzll(scanner->pending[w]);
            scanner->pending[w] &= scanner->pending[w] - 1;
            match_node(scanner, scanner->book->by_rank[w * 64 + bit]);
        }
    }
}

bool scanner_scan(Scanner *scanner, Text unit)
{
    scanner->scan++;
    scanner->child_count = 0;
    scanner->unit_arena.at = scanner->unit_arena.start;
    tokenise(scanner, unit);
    match_words(scanner);
    match_marks(scanner, unit);
    bool known = match_patterns(scanner, unit);
    match_pending(scanner);
    return known;
}

const Token *scanner_tokens(const Scanner *scanner, size_t *count)
{
    *count = scanner->token_count;
    return scanner->tokens;
}

/* What nobody woke is matched when somebody asks for it, once in a scan. */
const Span *scanner_spans(Scanner *scanner, PhraseId phrase, size_t *count)
{
    *count = 0;
    if (phrase == NO_PHRASE) return NULL;
    if (!is_scanned(scanner, phrase)) {
        if (!may_be_found(scanner, phrase)) return NULL;
        found_now(scanner, phrase);
        match_node(scanner, phrase);
    }
    *count = scanner->found[phrase].count;
    return scanner->found[phrase].spans;
}

bool scanner_found(Scanner *scanner, PhraseId phrase)
{
    size_t count;
    scanner_spans(scanner, phrase, &count);
    return count > 0;
}

const PhraseId *scanner_all_found(const Scanner *scanner, size_t *count)
{
    *count = scanner->fresh_count;
    return scanner->fresh;
}
