#include "lexis/scanner_parts.h"

#include <string.h>

static size_t bit_words(const Phrasebook *book)
{
    return book->node_count / 64 + 1;
}

Scanner *scanner_new(const Phrasebook *book, Arena *keep)
{
    Scanner *scanner = NEW(keep, Scanner);
    scanner->book = book;
    scanner->vocabulary = vocabulary_open(book, keep);
    scanner->matcher = pattern_matcher_open();
    scanner->unit_arena = arena_open();
    scanner->tokens = NEW_ARRAY(keep, Token, MOST_TOKENS);
    scanner->token_words = NEW_ARRAY(keep, const SeenWord *, MOST_TOKENS);
    scanner->sets = NEW_ARRAY(keep, const uint64_t *, MOST_TOKENS + 2);
    scanner->met = NEW_ARRAY(keep, Met, book->node_count);
    scanner->found = NEW_ARRAY(keep, Found, book->node_count);
    scanner->roots = NEW_ARRAY(keep, PhraseId, book->node_count);
    scanner->pending = NEW_ARRAY(keep, uint64_t, bit_words(book));
    scanner->pending_words = NEW_ARRAY(keep, uint64_t, bit_words(book) / 64 + 1);
    scanner->there = NEW_ARRAY(keep, uint64_t, bit_words(book));
    scanner->asked = NEW_ARRAY(keep, uint64_t, bit_words(book));
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
    const uint64_t *stems = scanner->book->filler_stems + filler->first;
    for (uint32_t i = 0; i < filler->count; i++)
        if (scanner->tokens[at + i].stem != stems[i]) return false;
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
            vocabulary_see(&scanner->vocabulary, spelling, raw.kind, scanner->unit_arena);
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

/* What a token means as a word, and as a number besides. */
typedef struct {
    const Meanings *items[2];
    uint32_t count;
} TokenMeanings;

static TokenMeanings token_meanings(const Scanner *scanner, uint32_t token)
{
    TokenMeanings all = {{&scanner->token_words[token]->means}, 1};
    if (scanner->book->number && scanner->tokens[token].kind == TOKEN_NUMBER)
        all.items[all.count++] = &scanner->vocabulary.number;
    return all;
}

static uint32_t count_meetings(const Scanner *scanner)
{
    uint32_t count = 0;
    for (uint32_t t = 0; t < scanner->token_count; t++) {
        TokenMeanings means = token_meanings(scanner, t);
        for (uint32_t m = 0; m < means.count; m++) count += means.items[m]->count;
    }
    return count;
}

/* From the last token to the first, so that a node's meetings are in the order of the text. */
static uint32_t meet(Scanner *scanner, const Meanings *means, uint32_t token, uint32_t count)
{
    for (uint32_t i = 0; i < means->count; i++) {
        Met *met = &scanner->met[means->items[i].node];
        if (!has_bit(scanner->there, means->items[i].node)) {
            set_bit(scanner->there, means->items[i].node);
            *met = (Met){0};
            if (i < means->root_count) add_root(scanner, means->items[i].node);
        }
        scanner->meetings[++count] = (Meeting){token, means->items[i].via, met->meeting};
        met->meeting = count;
        met->places |= place_of(token);
    }
    return count;
}

/* Plain choices of words are met with their words; only what needs more is woken. */
static void meet_words(Scanner *scanner)
{
    uint32_t count = 0;
    scanner->meetings = NEW_ARRAY(&scanner->unit_arena, Meeting, count_meetings(scanner) + 1);
    scanner->sets[0] = scanner->sets[scanner->token_count + 1] = scanner->vocabulary.no_sets;
    for (uint32_t t = scanner->token_count; t-- > 0;) {
        TokenMeanings means = token_meanings(scanner, t);
        scanner->sets[t + 1] = scanner->token_words[t]->sets;
        for (uint32_t m = means.count; m-- > 0;) count = meet(scanner, means.items[m], t, count);
    }
}

static void wake_by_words(Scanner *scanner)
{
    for (uint32_t t = 0; t < scanner->token_count; t++) {
        TokenMeanings means = token_meanings(scanner, t);
        for (uint32_t m = 0; m < means.count; m++) wake_by_word(scanner, means.items[m], t);
    }
}

/* --- marks and patterns --------------------------------------------------------- */

static void settle_at(Scanner *scanner, Rank mark, uint32_t token)
{
    Gathered gathered;
    gathered.count = 0;
    if (mark) gather(&gathered, token, token, NO_PHRASE);
    settle(scanner, mark, &gathered);
}

/* Marks take no room: their spans are empty and stand before a token. */
static void match_marks(Scanner *scanner, Text unit)
{
    const Phrasebook *book = scanner->book;
    Gathered commas;
    commas.count = 0;
    for (uint32_t t = 1; book->comma && t < scanner->token_count; t++)
        if (scanner->tokens[t].before != BREAK_NONE) gather(&commas, t, t, NO_PHRASE);
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

/* Where a line was wrapped is a space to a pattern. */
static Text unwrapped(Text unit, Arena *keep)
{
    if (text_find_byte(unit, '\n') == TEXT_NOT_FOUND) return unit;
    char *copy = NEW_ARRAY(keep, char, unit.length);
    for (size_t i = 0; i < unit.length; i++) copy[i] = unit.at[i] == '\n' || unit.at[i] == '\r' ? ' ' : unit.at[i];
    return (Text){copy, unit.length};
}

static bool match_patterns(Scanner *scanner, Text unit)
{
    if (scanner->book->pattern_count) unit = unwrapped(unit, &scanner->unit_arena);
    Bytes bytes = bytes_of(unit);
    for (uint32_t p = 0; p < scanner->book->pattern_count; p++) {
        if (!pattern_may_match(scanner->book->patterns[p], &bytes)) continue;
        Gathered gathered;
        size_t from = 0, start, end;
        gathered.count = 0;
        while (from < unit.length && gathered.count < MOST_SPANS) {
            PatternResult result =
                pattern_next(scanner->book->patterns[p], scanner->matcher, unit, from, &start, &end);
            if (result == PATTERN_LIMIT) return false;
            if (result == PATTERN_ABSENT) break;
            Span span = tokens_of(scanner, start, end);
            if (span.end > span.start) gather(&gathered, span.start, span.end, NO_PHRASE);
            from = end;
        }
        settle(scanner, scanner->book->pattern_nodes[p], &gathered);
    }
    return true;
}

static void match_word(Scanner *scanner, uint32_t word)
{
    while (scanner->pending[word]) {
        uint32_t bit = (uint32_t)__builtin_ctzll(scanner->pending[word]);
        scanner->pending[word] &= scanner->pending[word] - 1;
        match_node(scanner, word * 64 + bit);
    }
}

/* Pending nodes in rank order; a match can only wake nodes of a higher rank. */
static void match_pending(Scanner *scanner)
{
    size_t words = bit_words(scanner->book);
    for (uint32_t part = 0; part <= words / 64; part++) {
        while (scanner->pending_words[part]) {
            uint32_t word = part * 64 + (uint32_t)__builtin_ctzll(scanner->pending_words[part]);
            match_word(scanner, word);
            scanner->pending_words[part] &= scanner->pending_words[part] - 1;
        }
    }
}

/* Mark the first token of each further sentence. */
static void part_sentences(Scanner *scanner, const size_t *begins, size_t count)
{
    size_t next = 0;
    scanner->joined = count > 0;
    for (uint32_t t = 0; t < scanner->token_count && next < count; t++) {
        if (scanner->tokens[t].start < begins[next]) continue;
        scanner->tokens[t].before = BREAK_SENTENCE;
        while (next < count && scanner->tokens[t].start >= begins[next]) next++;
    }
}

bool scanner_scan(Scanner *scanner, Text unit)
{
    return scanner_scan_joined(scanner, unit, NULL, 0);
}

bool scanner_scan_joined(Scanner *scanner, Text unit, const size_t *begins, size_t count)
{
    scanner->scan++;
    memset(scanner->there, 0, bit_words(scanner->book) * sizeof *scanner->there);
    memcpy(scanner->asked, scanner->book->not_asked, bit_words(scanner->book) * sizeof *scanner->asked);
    scanner->root_count = 0;
    scanner->unit_arena.at = scanner->unit_arena.start;
    tokenise(scanner, unit);
    part_sentences(scanner, begins, count);
    meet_words(scanner);
    wake_by_words(scanner);
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

const Span *scanner_spans(Scanner *scanner, PhraseId phrase, size_t *count)
{
    const Found *found = phrase ? found_of(scanner, scanner->book->entries[phrase].rank) : NULL;
    *count = found ? found->count : 0;
    return found ? found->spans : NULL;
}

bool scanner_found(Scanner *scanner, PhraseId phrase)
{
    return phrase && is_there(scanner, scanner->book->entries[phrase].rank);
}

const PhraseId *scanner_all_found(const Scanner *scanner, size_t *count)
{
    *count = scanner->root_count;
    return scanner->roots;
}
