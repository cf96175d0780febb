#include "lexis/scanner.h"

#include "lexis/phrasebook_parts.h"
#include "lexis/stem.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TOKENS = 256, /* of one unit; units are shorter, see transcript/unit.h */
    MOST_SPANS = 128,  /* of one node in one unit */
    MOST_FOUND = 512,  /* children of one set in one unit, which keeps a set of any size linear */
    FEWEST_WORDS = 1 << 10, /* spellings remembered before starting afresh with more room */
    MOST_WORDS = 1 << 16,
    MOST_LEAVES = 24,  /* words of phrases one spelling can be */
};

/* A node that one word is enough for, and the child by which. */
typedef struct {
    PhraseId node, via;
} Meaning;

/* What one token may be met as: its leaves, and every plain choice of these. */
typedef struct {
    const Meaning *items;
    uint32_t count;
    WordMask mask;
} Meanings;

/* A spelling seen before. */
typedef struct {
    uint64_t hash; /* of the folded spelling; 0 is an empty place */
    uint64_t stem;
    Meanings means;
    uint32_t number; /* position in `words` */
} SeenWord;

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
    Stemmer *stemmer;
    PatternMatcher *matcher;
    Arena words_arena; /* the remembered spellings */
    Arena unit_arena;  /* the spans of one unit */
    SeenWord *seen;
    uint32_t seen_count;
    uint32_t most_seen; /* half the places of `seen`; a power of two */
    Token *tokens;
    uint32_t token_count;
    const SeenWord **token_words;
    WordMask *masks; /* of each token, from [1] on */
    Meanings number; /* of `#` */
    PhraseId *fresh; /* found in this unit, those by words alone first */
    uint32_t fresh_count;
    Meaning *gathering; /* room for the meanings of one word */
    uint64_t *meant;    /* by PhraseId, one bit each; clear between words */
    Found *found;   /* by PhraseId */
    uint32_t *scans; /* by PhraseId: which scan `found` is of; apart, for most are only asked whether it is the last */
    FoundChild *children;
    uint32_t child_count;
    uint64_t *pending; /* by rank, one bit each */
    uint32_t scan;
};

static bool add_meaning(Scanner *scanner, uint32_t *count, PhraseId node, PhraseId via)
{
    uint64_t *bits = &scanner->meant[node / 64], bit = (uint64_t)1 << (node % 64);
    if (*bits & bit) return false;
    *bits |= bit;
    scanner->gathering[(*count)++] = (Meaning){node, via};
    return true;
}

/* Leaves first, then choice after choice above them. */
static Meanings find_meanings(Scanner *scanner, const PhraseId *leaves, uint32_t leaf_count, Arena *keep)
{
    Meanings means = {.mask = ANY_WORD};
    uint32_t count = 0;
    for (uint32_t i = 0; i < leaf_count; i++)
        if (add_meaning(scanner, &count, leaves[i], leaves[i])) means.mask |= word_mask(leaves[i]);
    for (uint32_t i = 0; i < count; i++) {
        const Node *node = &scanner->book->nodes[scanner->gathering[i].node];
        for (uint32_t t = node->other_triggers; t < node->trigger_count; t++)
            add_meaning(scanner, &count, node->triggers[t].node, scanner->gathering[i].node);
    }
    Meaning *kept = NEW_ARRAY(keep, Meaning, count);
    for (uint32_t i = 0; i < count; i++) {
        kept[i] = scanner->gathering[i];
        scanner->meant[kept[i].node / 64] = 0;
    }
    means.items = kept;
    means.count = count;
    return means;
}

/* A short answer needs little memory, a long one forgets a few times. */
static void forget_words(Scanner *scanner)
{
    if (scanner->most_seen == 0) scanner->most_seen = FEWEST_WORDS;
    else if (scanner->most_seen < MOST_WORDS) scanner->most_seen *= 4;
    scanner->words_arena.at = scanner->words_arena.start;
    scanner->seen = NEW_ARRAY(&scanner->words_arena, SeenWord, scanner->most_seen * 2);
    scanner->seen_count = 0;
}

Scanner *scanner_new(const Phrasebook *book, Arena *keep)
{
    Scanner *scanner = NEW(keep, Scanner);
    scanner->book = book;
    scanner->stemmer = stemmer_open(book->language);
    scanner->matcher = pattern_matcher_open();
    scanner->words_arena = arena_open();
    scanner->unit_arena = arena_open();
    scanner->tokens = NEW_ARRAY(keep, Token, MOST_TOKENS);
    scanner->token_words = NEW_ARRAY(keep, const SeenWord *, MOST_TOKENS);
    scanner->masks = NEW_ARRAY(keep, WordMask, MOST_TOKENS + 2);
    scanner->fresh = NEW_ARRAY(keep, PhraseId, book->node_count);
    scanner->gathering = NEW_ARRAY(keep, Meaning, book->node_count);
    scanner->meant = NEW_ARRAY(keep, uint64_t, book->node_count / 64 + 1);
    scanner->found = NEW_ARRAY(keep, Found, book->node_count);
    scanner->scans = NEW_ARRAY(keep, uint32_t, book->node_count);
    scanner->children = NEW_ARRAY(keep, FoundChild, book->trigger_count);
    scanner->pending = NEW_ARRAY(keep, uint64_t, book->node_count / 64 + 1);
    forget_words(scanner);
    if (book->number) scanner->number = find_meanings(scanner, &book->number, 1, keep);
    return scanner;
}

void scanner_free(Scanner *scanner)
{
    stemmer_close(scanner->stemmer);
    pattern_matcher_close(scanner->matcher);
    arena_close(&scanner->words_arena);
    arena_close(&scanner->unit_arena);
}

/* --- words ------------------------------------------------------------------ */

static void add_leaf(PhraseId *leaves, uint32_t *count, PhraseId node)
{
    if (node && *count < MOST_LEAVES) leaves[(*count)++] = node;
}

/* Every leaf a spelling can be: its stem, itself, and the prefixes it has. */
static void find_leaves(Scanner *scanner, SeenWord *word, Text folded, Text stem)
{
    const Phrasebook *book = scanner->book;
    PhraseId leaves[MOST_LEAVES];
    uint32_t count = 0;
    add_leaf(leaves, &count, word_find(book, WORD_STEM, stem));
    add_leaf(leaves, &count, word_find(book, WORD_EXACT, folded));
    for (size_t length = 1; length <= folded.length && length <= book->longest_prefix; length++)
        add_leaf(leaves, &count, word_find(book, WORD_PREFIX, text_slice(folded, 0, length)));
    if (count == 0 && folded.length >= TYPO_SHORTEST) add_leaf(leaves, &count, typo_index_find(book->typos, stem));
    word->means = find_meanings(scanner, leaves, count, &scanner->words_arena);
}

static const SeenWord *see_word(Scanner *scanner, Text spelling, bool is_word)
{
    Arena scratch = scanner->unit_arena;
    Text folded = is_word ? word_fold(spelling, &scratch) : spelling;
    uint64_t hash = text_hash(folded);
    if (!hash) hash = 1;
    uint32_t mask = scanner->most_seen * 2 - 1, i = (uint32_t)hash & mask;
    for (; scanner->seen[i].hash; i = (i + 1) & mask)
        if (scanner->seen[i].hash == hash) return &scanner->seen[i];
    Text stem = is_word ? stemmer_stem(scanner->stemmer, folded) : folded;
    SeenWord *word = &scanner->seen[i];
    *word = (SeenWord){.hash = hash, .stem = text_hash(stem), .number = scanner->seen_count++};
    find_leaves(scanner, word, folded, stem);
    return word;
}

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
    if (scanner->seen_count + MOST_TOKENS > scanner->most_seen) forget_words(scanner);
    while (scanner->token_count < MOST_TOKENS && token_next(unit, &at, &raw)) {
        Text spelling = raw.kind == TOKEN_SIGN ? raw.sign : text_slice(unit, raw.start, raw.end);
        const SeenWord *word = see_word(scanner, spelling, raw.kind == TOKEN_WORD);
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

/* Wake the nodes that this one was missing in. All words are there before the first is. */
static void notice(Scanner *scanner, PhraseId node, uint32_t trigger_count)
{
    const Node *of = &scanner->book->nodes[node];
    const Found *found = &scanner->found[node];
    for (uint32_t i = 0; i < trigger_count; i++) {
        const Trigger *trigger = &of->triggers[i];
        if (trigger->also && !is_scanned(scanner, trigger->also)) continue;
        if (!has_neighbours(scanner, trigger, found)) continue;
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
    return number ? &scanner->number : &scanner->token_words[token]->means;
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
    for (uint32_t i = 0; i < by_words; i++)
        notice(scanner, scanner->fresh[i], scanner->book->nodes[scanner->fresh[i]].other_triggers);
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
        if (!scanner->book->waits[phrase]) return NULL;
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
