#include "grade/answer.h"

#include <stdlib.h>
#include <string.h>

/*
 * Echoes are found through an index from a content word's stem to the last few
 * sentences of others that hold it, so that the work stays linear in the text.
 */

enum { POSTINGS = 8, SHORTEST_ECHO = 3, MOST_CONTENT = 128, SHORTEST_REPEAT = 1 };

const char *const mark_names[MARK_COUNT] = {
    [MARK_STATEMENT] = "a statement",
    [MARK_HEADING] = "a heading",
    [MARK_INTERVIEWER] = "the interviewer's words",
    [MARK_QUOTED] = "a quotation",
    [MARK_CODE] = "code",
    [MARK_LIST] = "a bare list",
    [MARK_SALAD] = "words and numbers without a sentence",
    [MARK_ECHO] = "an echo of what was asked or said",
    [MARK_REPEAT] = "said before",
    [MARK_DISMISSED] = "dismissed in the same breath",
    [MARK_ADVICE] = "advice on what to answer",
    [MARK_WITHDRAWN] = "taken back in the next sentence",
    [MARK_IGNORED] = "addressed to the grader",
    [MARK_UNKNOWN] = "not judged: a pattern reached its limit",
};

typedef struct {
    uint64_t stem; /* 0: empty */
    uint32_t sentences[POSTINGS];
    uint32_t count; /* of all, the last POSTINGS are kept */
} Posting;

typedef struct {
    Posting *places;
    size_t size, used;
} PostingTable;

struct EchoIndex {
    Arena *keep;
    PostingTable others;  /* stems of the question and the interviewer */
    PostingTable repeats; /* hashes of the candidate's own sentences */
    uint32_t sentence_count;
};

static Posting *posting(PostingTable *table, uint64_t stem, Arena *keep)
{
    if (table->used * 2 >= table->size) {
        PostingTable grown = {.size = table->size ? table->size * 2 : 256};
        grown.places = NEW_ARRAY(keep, Posting, grown.size);
        for (size_t i = 0; i < table->size; i++)
            if (table->places[i].stem) *posting(&grown, table->places[i].stem, keep) = table->places[i];
        *table = grown;
    }
    if (!stem) stem = 1;
    size_t mask = table->size - 1, i = (size_t)(stem * 0x9E3779B97F4A7C15u >> 20) & mask;
    while (table->places[i].stem && table->places[i].stem != stem) i = (i + 1) & mask;
    if (!table->places[i].stem) {
        table->places[i].stem = stem;
        table->used++;
    }
    return &table->places[i];
}

EchoIndex *echo_index_new(Arena *keep)
{
    EchoIndex *index = NEW(keep, EchoIndex);
    index->keep = keep;
    return index;
}

bool is_in(const Grader *grader, PhraseId phrase, size_t token)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, phrase, &count);
    for (size_t i = 0; i < count; i++)
        if (token >= spans[i].start && token < spans[i].end) return true;
    return false;
}

bool is_content_word(const Grader *grader, size_t token)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    return tokens[token].kind != TOKEN_SIGN && !is_in(grader, grader->rubric->function_words, token);
}

/* The distinct content stems of the unit just scanned. */
static size_t content_stems(const Grader *grader, uint64_t *stems)
{
    size_t token_count, count = 0;
    const Token *tokens = scanner_tokens(grader->scanner, &token_count);
    for (size_t t = 0; t < token_count && count < MOST_CONTENT; t++) {
        if (!is_content_word(grader, t)) continue;
        size_t i = 0;
        while (i < count && stems[i] != tokens[t].stem) i++;
        if (i == count) stems[count++] = tokens[t].stem;
    }
    return count;
}

void echo_index_add(EchoIndex *index, const Grader *grader)
{
    uint64_t stems[MOST_CONTENT];
    size_t count = content_stems(grader, stems);
    uint32_t sentence = index->sentence_count++;
    for (size_t i = 0; i < count; i++) {
        Posting *place = posting(&index->others, stems[i], index->keep);
        place->sentences[place->count++ % POSTINGS] = sentence;
    }
}

/* The largest share of the stems that one sentence of others holds. */
static double echo_share(EchoIndex *index, const uint64_t *stems, size_t count)
{
    struct {
        uint32_t sentence, shared;
    } seen[MOST_CONTENT * POSTINGS];
    size_t seen_count = 0;
    uint32_t most = 0;
    if (!index->others.used) return 0;
    for (size_t i = 0; i < count; i++) {
        const Posting *place = posting(&index->others, stems[i], index->keep);
        for (uint32_t p = 0; p < place->count && p < POSTINGS; p++) {
            size_t s = 0;
            while (s < seen_count && seen[s].sentence != place->sentences[p]) s++;
            if (s == seen_count) {
                seen[seen_count].sentence = place->sentences[p];
                seen[seen_count++].shared = 0;
            }
            if (++seen[s].shared > most) most = seen[s].shared;
        }
    }
    return (double)most / (double)count;
}

/* Words of others, and nothing but them however few, are an echo whatever else they are. */
static bool is_whole_echo(EchoIndex *index, const uint64_t *stems, size_t count)
{
    return count >= SHORTEST_ECHO && echo_share(index, stems, count) >= 1;
}

static bool is_echo(EchoIndex *index, const Grader *grader, const uint64_t *stems, size_t count)
{
    return count >= SHORTEST_ECHO && echo_share(index, stems, count) >= grader->rubric->scale.echo_share;
}

bool echo_scanned(EchoIndex *index, const Grader *grader)
{
    uint64_t stems[MOST_CONTENT];
    size_t count = content_stems(grader, stems);
    return is_echo(index, grader, stems, count);
}

/* Order does not matter: a shuffled copy is a copy. */
static bool said_before(EchoIndex *index, const uint64_t *stems, size_t count)
{
    uint64_t all = count;
    if (count < SHORTEST_REPEAT) return false;
    for (size_t i = 0; i < count; i++) all += stems[i] * 0x9E3779B97F4A7C15u ^ stems[i] >> 31;
    return posting(&index->repeats, all, index->keep)->count++ > 0;
}

/* The end of the piece that begins at token `start`: up to the next comma or break. */
static size_t piece_end(const Token *tokens, size_t start, size_t count)
{
    size_t end = start + 1;
    while (end < count && tokens[end].before == BREAK_NONE) end++;
    return end;
}

typedef enum { PIECE_TERM, PIECE_MIXED, PIECE_LONG } Piece;

/* A few words, or a number alone, is a term: "drift", "label delay", "25 %". A
   number with a word ("shadow 7 days", but also "recall@10") may say something. */
static Piece kind_of_piece(const Token *tokens, size_t start, size_t end, size_t most_words)
{
    size_t words = 0, others = 0;
    for (size_t t = start; t < end; t++) {
        words += tokens[t].kind == TOKEN_WORD;
        others += tokens[t].kind != TOKEN_WORD;
    }
    if (words > most_words) return PIECE_LONG;
    return words && others ? PIECE_MIXED : PIECE_TERM;
}

/* Term after term, with nothing said of any, and hardly a small word among them. */
static bool is_bare_list(const Grader *grader)
{
    enum { LONG_LIST = 6, MIXED_SHARE = 3 }; /* of a long list one piece in three may be mixed */
    const Scale *scale = &grader->rubric->scale;
    size_t count, pieces = 0, small = 0, mixed = 0;
    if (scanner_found(grader->scanner, grader->rubric->notes)) return false;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t start = 0, end; start < count; start = end) {
        end = piece_end(tokens, start, count);
        Piece kind = kind_of_piece(tokens, start, end, (size_t)scale->list_words);
        if (kind == PIECE_LONG) return false;
        mixed += kind == PIECE_MIXED;
        pieces++;
    }
    if (mixed && (pieces < LONG_LIST || mixed * MIXED_SHARE > pieces)) return false;
    for (size_t t = 0; t < count; t++) small += tokens[t].kind == TOKEN_WORD && !is_content_word(grader, t);
    if (pieces == 2 && small > 0) return false; /* "tabular data, so boosted trees" */
    return pieces >= (size_t)scale->list_pieces && (double)small <= scale->list_small_words * (double)count;
}

/* A sign that says how two things relate ("=", "→"), not a unit ("%", "$"). */
static bool relates(const Token *token, Text text)
{
    static const Text units[] = {{"%", 1}, {"$", 1}, {"€", 3}, {"£", 2}};
    Text sign = text_slice(text, token->start, token->end);
    if (token->kind != TOKEN_SIGN) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (text_equal(sign, units[i])) return false;
    return true;
}

/* A long stretch without a comma or a sign that holds it together, without a verb
   and with hardly a word that a sentence hangs on. */
static bool lacks_grammar(const Grader *grader, Text text)
{
    const Scale *scale = &grader->rubric->scale;
    size_t count, small_count, words = 0, held = 0;
    if (scanner_found(grader->scanner, grader->rubric->verbs)) return false;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    const Span *small = scanner_spans(grader->scanner, grader->rubric->grammar_words, &small_count);
    for (size_t t = 0; t < count; t++) {
        if (relates(&tokens[t], text) || (t > 0 && tokens[t].before != BREAK_NONE)) words = held = 0;
        words++;
        for (size_t s = 0; s < small_count; s++) held += t >= small[s].start && t < small[s].end;
        if (words >= (size_t)scale->salad_words && (double)held <= scale->salad_grammar * (double)words) return true;
    }
    return false;
}

static Salad salad_of(const Grader *grader, Text text)
{
    enum { LEAST_NUMBERS = 2 };
    size_t count, numbers = 0;
    if (!lacks_grammar(grader, text)) return SALAD_NONE;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t t = 0; t < count; t++) numbers += tokens[t].kind == TOKEN_NUMBER;
    bool connected = scanner_found(grader->scanner, grader->rubric->connectives);
    return connected && numbers >= LEAST_NUMBERS ? SALAD_SURE : SALAD_LIKE;
}

/* What looks like salad among its own kind is; alone it may be a note. */
void mark_salads(Answer *answer)
{
    for (size_t first = 0, end; first < answer->unit_count; first = end) {
        size_t alike = 0;
        for (end = first; end < answer->unit_count && answer->units[end].passage == answer->units[first].passage; end++)
            alike += answer->units[end].salad != SALAD_NONE;
        bool mostly = alike >= 2 && alike * 2 >= end - first;
        for (size_t u = first; u < end; u++) {
            UnitView *unit = &answer->units[u];
            bool salad = unit->salad == SALAD_SURE || (mostly && unit->salad == SALAD_LIKE);
            if (salad && unit->mark == MARK_STATEMENT) unit->mark = MARK_SALAD;
        }
    }
}

/* "NDCG@10", "p99", "A/B test": what is written together is one term. */
static bool are_joined(const Token *tokens, size_t t, size_t count, Text text)
{
    if (t == 0 || t >= count) return false;
    Text between = text_slice(text, tokens[t - 1].end, tokens[t].start);
    return !between.length || text_equal(between, TEXT("@")) || text_equal(between, TEXT("/"));
}

/* One to three words by themselves: a term, not a note. */
static bool is_bare_term(const Grader *grader, Text text)
{
    enum { MOST_WORDS = 3 };
    size_t count, words = 0;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t t = 0; t < count; t++) {
        bool word = tokens[t].kind == TOKEN_WORD && is_content_word(grader, t);
        if (!word && !are_joined(tokens, t, count, text) && !are_joined(tokens, t + 1, count, text)) return false;
        words += word;
    }
    return words <= MOST_WORDS;
}

/* "We don't need this: ..." */
static bool is_dismissed(const Grader *grader)
{
    size_t count, token_count;
    const Span *spans = scanner_spans(grader->scanner, grader->rubric->dismissals, &count);
    const Token *tokens = scanner_tokens(grader->scanner, &token_count);
    for (size_t i = 0; i < count; i++)
        if (spans[i].start == 0 && spans[i].end < token_count && tokens[spans[i].end].before >= BREAK_CLAUSE) return true;
    return false;
}

static bool is_advice(const Grader *grader)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, grader->rubric->advice, &count);
    for (size_t i = 0; i < count; i++)
        if (spans[i].start == 0) return true;
    return false;
}

/* Something of its own beside what it repeats. */
static bool adds_a_thought(const UnitView *unit)
{
    for (size_t i = 0; i < unit->share_count; i++)
        if (unit->shares[i].value > 0 && unit->shares[i].part->gives == 3) return true;
    return false;
}

Mark mark_unit(EchoIndex *index, const Grader *grader, UnitView *unit, Text text)
{
    uint64_t stems[MOST_CONTENT];
    size_t count = content_stems(grader, stems);
    if (said_before(index, stems, count)) return MARK_REPEAT;
    bool echo = scanner_found(grader->scanner, grader->rubric->echo_phrases) || is_echo(index, grader, stems, count);
    if ((echo && !adds_a_thought(unit)) || is_whole_echo(index, stems, count)) return MARK_ECHO;
    if (is_dismissed(grader)) return MARK_DISMISSED;
    if (is_advice(grader)) return MARK_ADVICE;
    if (is_bare_term(grader, text) || is_bare_list(grader)) return MARK_LIST;
    unit->salad = salad_of(grader, text);
    return MARK_STATEMENT;
}

void withdraw_before(const Grader *grader, Answer *answer, size_t unit)
{
    enum { LATEST_START = 1 }; /* a word like "oh" may come first */
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, grader->rubric->corrections, &count);
    for (size_t i = 0; i < count && unit > 0; i++)
        if (spans[i].start <= LATEST_START && answer->units[unit - 1].mark == MARK_STATEMENT)
            answer->units[unit - 1].mark = MARK_WITHDRAWN;
}
