#include "grade/answer.h"

#include <stdlib.h>
#include <string.h>

/*
 * Echoes are found through an index from a content word's stem to the last few
 * sentences of others that hold it, so that the work stays linear in the text.
 */

enum { POSTINGS = 8, SHORTEST_ECHO = 3, MOST_CONTENT = 128, SHORTEST_REPEAT = 4 };

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

bool is_content_word(const Grader *grader, size_t token)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    if (tokens[token].kind == TOKEN_SIGN) return false;
    const Span *small = scanner_spans(grader->scanner, grader->rubric->function_words, &count);
    for (size_t i = 0; i < count; i++)
        if (token >= small[i].start && token < small[i].end) return false;
    return true;
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

/* A few words, or a number alone: "drift", "label delay", "25 %". A number with a
   word ("shadow 7 days") says something. */
static bool is_term(const Token *tokens, size_t start, size_t end, size_t most_words)
{
    size_t words = 0, others = 0;
    for (size_t t = start; t < end; t++) {
        words += tokens[t].kind == TOKEN_WORD;
        others += tokens[t].kind != TOKEN_WORD;
    }
    return words <= most_words && (words == 0 || others == 0);
}

/* Term after term, and hardly a small word among them. */
static bool is_bare_list(const Grader *grader)
{
    const Scale *scale = &grader->rubric->scale;
    size_t count, pieces = 0, small = 0;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t start = 0, end; start < count; start = end) {
        end = piece_end(tokens, start, count);
        if (!is_term(tokens, start, end, (size_t)scale->list_words)) return false;
        pieces++;
    }
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

/* A long run of terms and numbers with no break and none of the words that a
   sentence hangs on. */
static bool is_word_salad(const Grader *grader, Text text)
{
    enum { LEAST_NUMBERS = 2 };
    size_t count, small_count, run = 0, numbers = 0;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    const Span *small = scanner_spans(grader->scanner, grader->rubric->grammar_words, &small_count);
    for (size_t t = 0; t < count; t++) {
        bool holds = relates(&tokens[t], text);
        for (size_t s = 0; s < small_count; s++) holds |= t >= small[s].start && t < small[s].end;
        if (holds || (t > 0 && tokens[t].before != BREAK_NONE)) run = numbers = 0;
        if (holds) continue;
        run++;
        numbers += tokens[t].kind == TOKEN_NUMBER;
        if (run >= (size_t)grader->rubric->scale.salad_words && numbers >= LEAST_NUMBERS) return true;
    }
    return false;
}

/* Something of its own beside what it repeats. */
static bool adds_a_thought(const UnitView *unit)
{
    for (size_t i = 0; i < unit->share_count; i++)
        if (unit->shares[i].value > 0 && unit->shares[i].part->gives == 3) return true;
    return false;
}

Mark mark_unit(EchoIndex *index, const Grader *grader, const UnitView *unit, Text text)
{
    uint64_t stems[MOST_CONTENT];
    size_t count = content_stems(grader, stems);
    if (said_before(index, stems, count)) return MARK_REPEAT;
    if (scanner_found(grader->scanner, grader->rubric->echo_phrases) && !adds_a_thought(unit)) return MARK_ECHO;
    if (count >= SHORTEST_ECHO && echo_share(index, stems, count) >= grader->rubric->scale.echo_share &&
        !adds_a_thought(unit))
        return MARK_ECHO;
    if (is_bare_list(grader)) return MARK_LIST;
    return is_word_salad(grader, text) ? MARK_SALAD : MARK_STATEMENT;
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
