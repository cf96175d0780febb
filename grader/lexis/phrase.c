#include "lexis/phrasebook_builder.h"

#include "lexis/token.h"

#include <string.h>

enum {
    WIDEST_GAP = 40,    /* words, in NEAR and THEN */
    ELLIPSIS_GAP = 5,   /* words, for "..." */
    SHORTEST_PREFIX = 3, /* letters before `*` */
    MOST_NESTED = 12,   /* parentheses */
    LONGEST_PHRASE = 4000, /* bytes */
};

/* One phrase being read. */
typedef struct {
    PhrasebookBuilder *builder;
    const Json *where;
    Problems *problems;
    Text rest;
    int nested;
    bool failed;
} Reader;

static PhraseId read_expression(Reader *reader);

static PhraseId fail(Reader *reader, const char *message, Text part)
{
    if (!reader->failed)
        json_problem(reader->problems, reader->where, "%s \"%.*s\"", message, TEXT_ARGS(part));
    reader->failed = true;
    return NO_PHRASE;
}

static void take(Reader *reader, size_t bytes)
{
    reader->rest.at += bytes;
    reader->rest.length -= bytes;
}

static void skip_spaces(Reader *reader)
{
    while (reader->rest.length && is_space(reader->rest.at[0])) take(reader, 1);
}

/* The next run of bytes that is neither space nor one of ( ) |. */
static Text peek_atom(const Reader *reader)
{
    static const bool ends[256] = {[' '] = true,  ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true,
                                   ['\r'] = true, ['('] = true,  [')'] = true,  ['|'] = true};
    size_t end = 0;
    Text rest = reader->rest;
    while (end < rest.length && !ends[(unsigned char)rest.at[end]]) end++;
    return (Text){rest.at, end};
}

/* AND, NOT, NEAR/n or THEN/n, if one stands here; else the empty text. */
static Text peek_operator(const Reader *reader)
{
    if (!reader->rest.length || reader->rest.at[0] < 'A' || reader->rest.at[0] > 'Z') return (Text){0};
    Text atom = peek_atom(reader);
    bool is_operator = text_equal(atom, TEXT("AND")) || text_equal(atom, TEXT("NOT")) ||
                       text_starts_with(atom, TEXT("NEAR/")) || text_starts_with(atom, TEXT("THEN/"));
    return is_operator ? atom : (Text){0};
}

static PhraseId token_node(PhrasebookBuilder *builder, Text atom, const RawToken *token, WordForm form)
{
    Text written = text_slice(atom, token->start, token->end);
    if (token->kind == TOKEN_SIGN) return word_node(builder, form, token->sign);
    Text folded = word_fold(written, builder->keep);
    if (token->kind == TOKEN_WORD && form == WORD_STEM) folded = stemmer_stem(builder->stemmer, folded);
    return word_node(builder, form, folded);
}

/* A plain word of a phrase, cut as the text will be: "click-through" is two. */
static PhraseId read_plain(Reader *reader, Text atom, WordForm form)
{
    PhrasebookBuilder *builder = reader->builder;
    size_t first = builder->reading.count, at = 0;
    RawToken token;
    if (text_find_byte(atom, '*') != TEXT_NOT_FOUND) return fail(reader, "the * must end the word:", atom);
    if (text_find_byte(atom, '"') != TEXT_NOT_FOUND) return fail(reader, "words side by side need no quotes:", atom);
    if (!token_next(atom, &at, &token)) return fail(reader, "there is no word in", atom);
    do push_child(builder, child_of(token_node(builder, atom, &token, form)));
    while (token_next(atom, &at, &token));
    return sequence_node(builder, take_children(builder, first));
}

static PhraseId read_new_word(Reader *reader, Text atom)
{
    PhrasebookBuilder *builder = reader->builder;
    if (text_equal(atom, TEXT("#"))) return sole_node(builder, &builder->number, NODE_NUMBER, atom);
    if (text_equal(atom, TEXT(","))) return sole_node(builder, &builder->comma, NODE_BREAK, atom);
    if (text_equal(atom, TEXT("^"))) return sole_node(builder, &builder->beginning, NODE_BEGINNING, atom);
    if (text_equal(atom, TEXT("."))) return sole_node(builder, &builder->end, NODE_END, atom);
    if (text_equal(atom, TEXT("?"))) return sole_node(builder, &builder->question, NODE_QUESTION, atom);
    if (atom.at[0] == '@') {
        Text name = text_slice(atom, 1, atom.length);
        return name.length ? set_node(builder, name, reader->where) : fail(reader, "a set's name must follow", atom);
    }
    if (atom.length > 1 && atom.at[0] == '=')
        return read_plain(reader, text_slice(atom, 1, atom.length), WORD_EXACT);
    if (text_ends_with(atom, TEXT("*"))) {
        Text prefix = text_slice(atom, 0, atom.length - 1);
        if (prefix.length < SHORTEST_PREFIX) return fail(reader, "a prefix needs at least 3 letters:", atom);
        return read_plain(reader, prefix, WORD_PREFIX);
    }
    return read_plain(reader, atom, WORD_STEM);
}

static uint64_t bytes_at(const char *at, size_t count)
{
    uint64_t bytes = 0;
    memcpy(&bytes, at, count);
    return bytes;
}

/* Up to eight bytes as one number; the pieces overlap where there are fewer. */
static uint64_t few_bytes(const char *at, size_t count)
{
    if (count >= 4) return bytes_at(at, 4) << 32 | bytes_at(at + count - 4, 4);
    return (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[count / 2] << 8 |
           (unsigned char)at[count - 1];
}

/* Eight bytes at a step, since every word of a rubric is hashed. */
static uint64_t atom_hash(Text atom)
{
    uint64_t hash = atom.length * 0xD6E8FEB86659FD93u;
    for (; atom.length > 8; atom.at += 8, atom.length -= 8) {
        hash = (hash ^ bytes_at(atom.at, 8)) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    hash = (hash ^ few_bytes(atom.at, atom.length)) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

/* Most words of a rubric come again and again, and cutting and stemming take time. The node
   stands in the low bits of the word's hash, whose own low bits gave the place. */
static PhraseId read_word(Reader *reader, Text atom)
{
    const uint64_t node_bits = MOST_NODES - 1;
    uint64_t hash = atom_hash(atom), *known = &reader->builder->known[hash % KNOWN_WORDS];
    if (*known && (*known & ~node_bits) == (hash & ~node_bits)) return (PhraseId)(*known & node_bits);
    PhraseId node = read_new_word(reader, atom);
    *known = node ? (hash & ~node_bits) | node : 0;
    return node;
}

/* Most alternatives are one word; for those there is a shorter way than read_expression. */
static PhraseId read_lone_word(Reader *reader)
{
    Text atom = peek_atom(reader), rest = reader->rest;
    if (!atom.length || atom.length == rest.length || (rest.at[atom.length] != '|' && rest.at[atom.length] != ')'))
        return NO_PHRASE;
    if (atom.at[atom.length - 1] == '?' || text_equal(atom, TEXT("...")) || peek_operator(reader).length) return NO_PHRASE;
    take(reader, atom.length);
    return read_word(reader, atom);
}

/* ( expression | expression ... ), of which at least `least` must be found. */
static PhraseId read_group(Reader *reader, uint32_t least)
{
    PhrasebookBuilder *builder = reader->builder;
    size_t first = builder->reading.count;
    if (++reader->nested > MOST_NESTED) return fail(reader, "parentheses are nested too deep at", reader->rest);
    take(reader, 1);
    for (;;) {
        PhraseId alternative = read_lone_word(reader);
        if (!alternative && !reader->failed) alternative = read_expression(reader);
        if (reader->failed) return NO_PHRASE;
        push_child(builder, child_of(alternative));
        skip_spaces(reader);
        if (!reader->rest.length) return fail(reader, "a parenthesis is not closed in", reader->where->string);
        char next = reader->rest.at[0];
        take(reader, 1);
        if (next == ')') break;
    }
    reader->nested--;
    Children alternatives = take_children(builder, first);
    if (least > alternatives.count) return fail(reader, "there are not so many alternatives in", reader->where->string);
    return any_node(builder, alternatives, least > 1 ? least : 0, (Text){0});
}

/* `2 OF (a|b|c)`: take "2 OF" and say how many; 0 when it does not stand here. */
static uint32_t read_least(Reader *reader)
{
    if (!reader->rest.length || !is_digit(reader->rest.at[0])) return 0;
    Reader ahead = *reader;
    unsigned least = 0;
    Text number = peek_atom(&ahead);
    if (!text_whole_number(number, &least) || least < 1) return 0;
    take(&ahead, number.length);
    skip_spaces(&ahead);
    if (!text_equal(peek_atom(&ahead), TEXT("OF"))) return 0;
    take(&ahead, 2);
    skip_spaces(&ahead);
    if (!ahead.rest.length || ahead.rest.at[0] != '(') return 0;
    *reader = ahead;
    return least;
}

/* A word, set or group, with `?` if it may be missing. */
static PhraseId read_item(Reader *reader, bool *optional)
{
    PhraseId node;
    *optional = false;
    uint32_t least = read_least(reader);
    if (reader->rest.length && reader->rest.at[0] == '(') {
        node = read_group(reader, least);
        if (reader->rest.length && reader->rest.at[0] == '?') {
            *optional = true;
            take(reader, 1);
        }
        return node;
    }
    Text atom = peek_atom(reader);
    if (!atom.length) return fail(reader, "a word is missing before", reader->rest);
    take(reader, atom.length);
    if (atom.length > 1 && text_ends_with(atom, TEXT("?"))) {
        *optional = true;
        atom.length--;
    }
    return read_word(reader, atom);
}

static bool at_alternative(const Reader *reader)
{
    return !reader->failed && reader->nested == 0 && reader->rest.length && reader->rest.at[0] == '|';
}

/* Items joined by `|` without spaces: outside parentheses it binds tightest. */
static PhraseId read_alternatives(Reader *reader, bool *optional)
{
    PhrasebookBuilder *builder = reader->builder;
    size_t first = builder->reading.count;
    PhraseId only = read_item(reader, optional);
    if (!at_alternative(reader)) return reader->failed ? NO_PHRASE : only;
    push_child(builder, child_of(only));
    while (at_alternative(reader)) {
        take(reader, 1);
        bool may_miss;
        PhraseId next = read_item(reader, &may_miss);
        *optional |= may_miss;
        push_child(builder, child_of(next));
    }
    return reader->failed ? NO_PHRASE : any_node(builder, take_children(builder, first), 0, (Text){0});
}

static bool at_sequence_end(const Reader *reader)
{
    if (!reader->rest.length) return true;
    char next = reader->rest.at[0];
    return next == ')' || next == '|' || peek_operator(reader).length;
}

static PhraseId read_sequence(Reader *reader)
{
    PhrasebookBuilder *builder = reader->builder;
    size_t first = builder->reading.count;
    uint32_t gap = 0;
    bool required = false;
    for (;;) {
        skip_spaces(reader);
        if (at_sequence_end(reader)) break;
        if (reader->rest.at[0] == '.' && text_equal(peek_atom(reader), TEXT("..."))) {
            take(reader, 3);
            gap = ELLIPSIS_GAP;
            continue;
        }
        bool begins = builder->reading.count == first, optional;
        Child before = begins ? (Child){0} : builder->reading.items[builder->reading.count - 1];
        if (before.optional && before.gap > gap) gap = before.gap; /* a ... b? c: without b, c may follow at a distance */
        PhraseId node = read_alternatives(reader, &optional);
        if (reader->failed) return NO_PHRASE;
        required |= !optional;
        Child child = child_of(node);
        child.gap = begins ? 0 : gap & 0x7F;
        child.optional = optional;
        push_child(builder, child);
        gap = 0;
    }
    Children children = take_children(builder, first);
    if (!children.count) return fail(reader, "a word is missing in", reader->where->string);
    if (!required) return fail(reader, "a word without ? is missing in", reader->where->string);
    return sequence_node(builder, children);
}

/* sequence { NEAR/n sequence | THEN/n sequence } */
static PhraseId read_window(Reader *reader)
{
    PhraseId left = read_sequence(reader);
    for (;;) {
        skip_spaces(reader);
        Text atom = peek_operator(reader);
        bool near = text_starts_with(atom, TEXT("NEAR/"));
        if (reader->failed || (!near && !text_starts_with(atom, TEXT("THEN/")))) return left;
        unsigned gap = 0;
        if (!text_whole_number(text_slice(atom, 5, atom.length), &gap) || gap > WIDEST_GAP)
            return fail(reader, "a number of words from 0 to 40 must follow the / in", atom);
        take(reader, atom.length);
        PhraseId right = read_sequence(reader);
        if (reader->failed) return NO_PHRASE;
        left = pair_node(reader->builder, near ? NODE_NEAR : NODE_THEN, gap, left, right);
    }
}

/* window { AND window | NOT window } */
static PhraseId read_expression(Reader *reader)
{
    PhraseId left = read_window(reader);
    for (;;) {
        skip_spaces(reader);
        Text atom = peek_operator(reader);
        bool both = text_equal(atom, TEXT("AND"));
        if (reader->failed || (!both && !text_equal(atom, TEXT("NOT")))) return left;
        take(reader, atom.length);
        PhraseId right = read_window(reader);
        if (reader->failed) return NO_PHRASE;
        left = pair_node(reader->builder, both ? NODE_AND : NODE_NOT, 0, left, right);
    }
}

static PhraseId read_pattern(PhrasebookBuilder *builder, Text source, const Json *where, Problems *problems)
{
    const Pattern *pattern = pattern_read(source, where, builder->keep, problems);
    if (!pattern) return NO_PHRASE;
    PhraseId node = add_node(builder, (Draft){.kind = NODE_PATTERN});
    *LIST_ADD(&builder->pattern_nodes, builder->keep) = node;
    *LIST_ADD(&builder->patterns, builder->keep) = pattern;
    *LIST_ADD(&builder->pattern_sources, builder->keep) = add_source(builder, source);
    return node;
}

/* What a rubric from anywhere may ask for; a phrase makes fewer nodes than it has bytes. */
static bool has_room(const PhrasebookBuilder *builder, const Json *where, Problems *problems)
{
    if (where->string.length > LONGEST_PHRASE)
        return json_problem(problems, where, "is longer than %d bytes", LONGEST_PHRASE);
    if (builder->drafts.count + 2 * LONGEST_PHRASE < MOST_NODES) return true;
    if (builder->failed) return false;
    return json_problem(problems, where, "is one phrase too many: a rubric holds about a million words and phrases");
}

/* A phrase is kept under its own node, so that a match can name its source. */
PhraseId read_phrase(PhrasebookBuilder *builder, const Json *where, Problems *problems)
{
    Text source = text_trim(where->string);
    size_t first = builder->reading.count;
    PhraseId node = NO_PHRASE;
    bool fits = has_room(builder, where, problems);
    if (fits && text_starts_with(source, TEXT("re:"))) {
        node = read_pattern(builder, text_slice(source, 3, source.length), where, problems);
    } else if (fits) {
        Reader reader = {.builder = builder, .where = where, .problems = problems, .rest = source};
        node = read_expression(&reader);
        if (!reader.failed && reader.rest.length) fail(&reader, "cannot be read from here on:", reader.rest);
        if (reader.failed) node = NO_PHRASE;
    }
    take_children(builder, first); /* what a mistake left behind */
    if (!node) {
        builder->failed = true;
        return NO_PHRASE;
    }
    Child only = child_of(node);
    return any_node(builder, (Children){&only, 1}, 0, where->string);
}
