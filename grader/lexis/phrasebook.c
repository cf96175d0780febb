#include "lexis/phrasebook_parts.h"

#include "lexis/stem.h"
#include "lexis/token.h"

#include <assert.h>
#include <string.h>

enum {
    WIDEST_GAP = 40,    /* words, in NEAR and THEN */
    ELLIPSIS_GAP = 5,   /* words, for "..." */
    SHORTEST_PREFIX = 3, /* letters before `*` */
    MOST_NESTED = 12,   /* parentheses */
    MOST_HEIGHT = 120,  /* of the graph */
    LONGEST_PHRASE = 4000, /* bytes */
    MOST_NODES = 1 << 20,
    STEMMED_WORDS = 1 << 13, /* remembered while phrases are read */
};

typedef LIST_OF(PhraseId) PhraseIds;

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

struct PhrasebookBuilder {
    Arena *keep;
    Stemmer *stemmer;
    Text language;
    LIST_OF(Node) nodes;
    LIST_OF(NamedSet) sets;
    LIST_OF(WordNode) words;
    PhraseId *word_index; /* open addressing over `words`, position + 1 */
    size_t word_index_size;
    WordPlace *stemmed; /* by the hash of a word as written: the node of its stem */
    PhraseId *shapes; /* open addressing over composed nodes without a source */
    size_t shape_places, shape_count;
    PhraseIds roots; /* what a rubric will ask for */
    PhraseIds patterns;
    PhraseId number, comma, question;
    LIST_OF(Filler) fillers;
    bool failed;
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

static PhraseId add_node(PhrasebookBuilder *builder, Node node)
{
    assert(builder->nodes.count < MOST_NODES);
    *LIST_ADD(&builder->nodes, builder->keep) = node;
    return (PhraseId)(builder->nodes.count - 1);
}

static PhraseId fail(Reader *reader, const char *message, Text part)
{
    if (!reader->failed)
        json_problem(reader->problems, reader->where, "%s \"%.*s\"", message, TEXT_ARGS(part));
    reader->failed = true;
    return NO_PHRASE;
}

/* --- words ------------------------------------------------------------- */

uint64_t word_hash(WordForm form, Text spelling)
{
    uint64_t hash = (text_hash(spelling) ^ ((uint64_t)form << 56)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    return hash ? hash : 1;
}

PhraseId word_find(const Phrasebook *book, WordForm form, Text spelling)
{
    uint64_t hash = word_hash(form, spelling);
    uint32_t mask = book->word_places - 1;
    for (uint32_t i = (uint32_t)hash & mask; book->words[i].hash; i = (i + 1) & mask)
        if (book->words[i].hash == hash) return book->words[i].node;
    return NO_PHRASE;
}

static void grow_word_index(PhrasebookBuilder *builder)
{
    size_t size = builder->word_index_size ? builder->word_index_size * 2 : 4096;
    PhraseId *index = NEW_ARRAY(builder->keep, PhraseId, size);
    for (size_t w = 0; w < builder->words.count; w++) {
        size_t i = word_hash(builder->words.items[w].form, builder->words.items[w].spelling) & (size - 1);
        while (index[i]) i = (i + 1) & (size - 1);
        index[i] = (PhraseId)w + 1;
    }
    builder->word_index = index;
    builder->word_index_size = size;
}

/* The node of one spelling, made on first use. */
static PhraseId word_node(PhrasebookBuilder *builder, WordForm form, Text spelling)
{
    if (builder->words.count * 2 >= builder->word_index_size) grow_word_index(builder);
    size_t mask = builder->word_index_size - 1, i = word_hash(form, spelling) & mask;
    for (; builder->word_index[i]; i = (i + 1) & mask) {
        const WordNode *word = &builder->words.items[builder->word_index[i] - 1];
        if (word->form == form && text_equal(word->spelling, spelling)) return word->node;
    }
    Text kept = text_keep(spelling, builder->keep);
    PhraseId node = add_node(builder, (Node){.kind = NODE_WORD, .source = kept});
    *LIST_ADD(&builder->words, builder->keep) = (WordNode){form, kept, node};
    builder->word_index[i] = (PhraseId)builder->words.count;
    return node;
}

/* Most words of a rubric come again and again, and stemming takes time. */
static PhraseId stem_node(PhrasebookBuilder *builder, Text written)
{
    uint64_t hash = word_hash(WORD_STEM, written);
    WordPlace *place = &builder->stemmed[hash % STEMMED_WORDS];
    if (place->hash == hash) return place->node;
    Text stem = stemmer_stem(builder->stemmer, word_fold(written, builder->keep));
    *place = (WordPlace){hash, word_node(builder, WORD_STEM, stem)};
    return place->node;
}

/* The one node of a kind of leaf that has no spelling, made on first use. */
static PhraseId sole_node(PhrasebookBuilder *builder, PhraseId *node, NodeKind kind, Text source)
{
    if (!*node) *node = add_node(builder, (Node){.kind = kind, .source = source});
    return *node;
}

/* --- composed nodes ----------------------------------------------------- */

static uint64_t shape_hash(const Node *node)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)node->kind ^ (uint64_t)node->gap << 8;
    for (uint32_t i = 0; i < node->child_count; i++) {
        hash = (hash ^ node->children[i]) * 1099511628211u;
        if (node->parts) hash = (hash ^ node->parts[i].gap ^ (uint64_t)node->parts[i].optional << 16) * 1099511628211u;
    }
    return hash ^ hash >> 31;
}

static bool same_shape(const Node *a, const Node *b)
{
    if (a->kind != b->kind || a->gap != b->gap || a->child_count != b->child_count) return false;
    for (uint32_t i = 0; i < a->child_count; i++) {
        if (a->children[i] != b->children[i]) return false;
        if (a->parts && (a->parts[i].gap != b->parts[i].gap || a->parts[i].optional != b->parts[i].optional)) return false;
    }
    return true;
}

static void grow_shapes(PhrasebookBuilder *builder)
{
    const PhraseId *old = builder->shapes;
    size_t places = builder->shape_places;
    builder->shape_places = places ? places * 2 : 1 << 14;
    builder->shapes = NEW_ARRAY(builder->keep, PhraseId, builder->shape_places);
    for (size_t i = 0; i < places; i++) {
        if (!old[i]) continue;
        size_t at = shape_hash(&builder->nodes.items[old[i]]) & (builder->shape_places - 1);
        while (builder->shapes[at]) at = (at + 1) & (builder->shape_places - 1);
        builder->shapes[at] = old[i];
    }
}

/* Authors write the same group in many phrases; it is one node, matched once. */
static PhraseId shared_node(PhrasebookBuilder *builder, Node node)
{
    if (builder->shape_count * 2 >= builder->shape_places) grow_shapes(builder);
    size_t mask = builder->shape_places - 1, at = shape_hash(&node) & mask;
    for (; builder->shapes[at]; at = (at + 1) & mask)
        if (same_shape(&builder->nodes.items[builder->shapes[at]], &node)) return builder->shapes[at];
    builder->shape_count++;
    return builder->shapes[at] = add_node(builder, node);
}

static PhraseId any_node(PhrasebookBuilder *builder, PhraseIds children, uint32_t least, Text source)
{
    if (children.count == 1 && !source.length) return children.items[0];
    if (!source.length)
        return shared_node(builder, (Node){.kind = NODE_ANY,
                                           .gap = least,
                                           .children = children.items,
                                           .child_count = (uint32_t)children.count});
    return add_node(builder, (Node){.kind = NODE_ANY,
                                    .children = children.items,
                                    .child_count = (uint32_t)children.count,
                                    .source = source});
}

typedef LIST_OF(Part) Parts;

static PhraseId sequence_node(PhrasebookBuilder *builder, Parts parts)
{
    if (parts.count == 1 && !parts.items[0].optional) return parts.items[0].node;
    PhraseId *children = NEW_ARRAY(builder->keep, PhraseId, parts.count);
    for (size_t i = 0; i < parts.count; i++) children[i] = parts.items[i].node;
    return shared_node(builder, (Node){.kind = NODE_SEQUENCE,
                                       .children = children,
                                       .child_count = (uint32_t)parts.count,
                                       .parts = parts.items});
}

static PhraseId pair_node(PhrasebookBuilder *builder, NodeKind kind, uint32_t gap, PhraseId left, PhraseId right)
{
    PhraseId *children = NEW_ARRAY(builder->keep, PhraseId, 2);
    children[0] = left;
    children[1] = right;
    return shared_node(builder, (Node){.kind = kind, .gap = gap, .children = children, .child_count = 2});
}

static PhraseId set_node(PhrasebookBuilder *builder, Text name, const Json *user)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (text_equal(builder->sets.items[i].name, name)) return builder->sets.items[i].node;
    PhraseId node = add_node(builder, (Node){.kind = NODE_NONE, .set = name, .source = name});
    *LIST_ADD(&builder->sets, builder->keep) = (NamedSet){name, node, user, false};
    return node;
}

/* --- reading a phrase ----------------------------------------------------- */

static void skip_spaces(Reader *reader)
{
    while (reader->rest.length && is_space(reader->rest.at[0]))
        reader->rest = text_slice(reader->rest, 1, reader->rest.length);
}

/* The next run of bytes that is neither space nor one of ( ) |. */
static Text peek_atom(const Reader *reader)
{
    size_t end = 0;
    Text rest = reader->rest;
    while (end < rest.length && !is_space(rest.at[end]) && rest.at[end] != '(' && rest.at[end] != ')' &&
           rest.at[end] != '|')
        end++;
    return text_slice(rest, 0, end);
}

static void take(Reader *reader, size_t bytes)
{
    reader->rest = text_slice(reader->rest, bytes, reader->rest.length);
}

static bool is_operator(Text atom)
{
    return text_equal(atom, TEXT("AND")) || text_equal(atom, TEXT("NOT")) || text_starts_with(atom, TEXT("NEAR/")) ||
           text_starts_with(atom, TEXT("THEN/"));
}

static PhraseId token_node(PhrasebookBuilder *builder, Text atom, const RawToken *token, WordForm form)
{
    Text written = text_slice(atom, token->start, token->end);
    if (token->kind == TOKEN_SIGN) return word_node(builder, form, token->sign);
    if (token->kind == TOKEN_WORD && form == WORD_STEM) return stem_node(builder, written);
    return word_node(builder, form, word_fold(written, builder->keep));
}

/* A plain word of a phrase, cut as the text will be: "click-through" is two. */
static PhraseId read_plain(Reader *reader, Text atom, WordForm form)
{
    PhrasebookBuilder *builder = reader->builder;
    Parts parts = {0};
    RawToken token;
    size_t at = 0;
    if (text_find_byte(atom, '*') != TEXT_NOT_FOUND) return fail(reader, "the * must end the word:", atom);
    if (text_find_byte(atom, '"') != TEXT_NOT_FOUND) return fail(reader, "words side by side need no quotes:", atom);
    if (!token_next(atom, &at, &token)) return fail(reader, "there is no word in", atom);
    PhraseId node = token_node(builder, atom, &token, form);
    while (token_next(atom, &at, &token)) {
        if (!parts.count) *LIST_ADD(&parts, builder->keep) = (Part){.node = node};
        node = token_node(builder, atom, &token, form);
        *LIST_ADD(&parts, builder->keep) = (Part){.node = node};
    }
    return parts.count ? sequence_node(builder, parts) : node;
}

static PhraseId read_word(Reader *reader, Text atom)
{
    PhrasebookBuilder *builder = reader->builder;
    if (text_equal(atom, TEXT("#"))) return sole_node(builder, &builder->number, NODE_NUMBER, atom);
    if (text_equal(atom, TEXT(","))) return sole_node(builder, &builder->comma, NODE_BREAK, atom);
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

/* ( expression | expression ... ), of which at least `least` must be found. */
static PhraseId read_group(Reader *reader, uint32_t least)
{
    PhrasebookBuilder *builder = reader->builder;
    PhraseIds alternatives = {0};
    if (++reader->nested > MOST_NESTED) return fail(reader, "parentheses are nested too deep at", reader->rest);
    take(reader, 1);
    for (;;) {
        PhraseId alternative = read_expression(reader);
        if (reader->failed) return NO_PHRASE;
        *LIST_ADD(&alternatives, builder->keep) = alternative;
        skip_spaces(reader);
        if (!reader->rest.length) return fail(reader, "a parenthesis is not closed in", reader->where->string);
        char next = reader->rest.at[0];
        take(reader, 1);
        if (next == ')') break;
    }
    reader->nested--;
    if (least > alternatives.count) return fail(reader, "there are not so many alternatives in", reader->where->string);
    return any_node(builder, alternatives, least > 1 ? least : 0, (Text){0});
}

/* `2 OF (a|b|c)`: take "2 OF" and say how many; 0 when it does not stand here. */
static uint32_t read_least(Reader *reader)
{
    Reader ahead = *reader;
    unsigned least = 0;
    if (!ahead.rest.length || ahead.rest.at[0] < '0' || ahead.rest.at[0] > '9') return 0;
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
    PhraseIds alternatives = {0};
    PhraseId first = read_item(reader, optional);
    if (!at_alternative(reader)) return reader->failed ? NO_PHRASE : first;
    *LIST_ADD(&alternatives, reader->builder->keep) = first;
    while (at_alternative(reader)) {
        take(reader, 1);
        bool ignored;
        PhraseId next = read_item(reader, &ignored);
        *optional |= ignored;
        *LIST_ADD(&alternatives, reader->builder->keep) = next;
    }
    return reader->failed ? NO_PHRASE : any_node(reader->builder, alternatives, 0, (Text){0});
}

static bool at_sequence_end(const Reader *reader)
{
    if (!reader->rest.length) return true;
    char next = reader->rest.at[0];
    return next == ')' || next == '|' || (next >= 'A' && next <= 'Z' && is_operator(peek_atom(reader)));
}

static PhraseId read_sequence(Reader *reader)
{
    Parts parts = {0};
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
        const Part *before = parts.count ? &parts.items[parts.count - 1] : NULL;
        if (before && before->optional && before->gap > gap) gap = before->gap; /* a ... b? c: without b, c may follow at a distance */
        Part part = {.gap = before ? gap : 0};
        part.node = read_alternatives(reader, &part.optional);
        if (reader->failed) return NO_PHRASE;
        required |= !part.optional;
        *LIST_ADD(&parts, reader->builder->keep) = part;
        gap = 0;
    }
    if (!parts.count) return fail(reader, "a word is missing in", reader->where->string);
    if (!required) return fail(reader, "a word without ? is missing in", reader->where->string);
    return sequence_node(reader->builder, parts);
}

/* sequence { NEAR/n sequence | THEN/n sequence } */
static PhraseId read_window(Reader *reader)
{
    PhraseId left = read_sequence(reader);
    for (;;) {
        skip_spaces(reader);
        Text atom = peek_atom(reader);
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
        Text atom = peek_atom(reader);
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
    PhraseId node = add_node(builder, (Node){.kind = NODE_PATTERN, .pattern = pattern});
    *LIST_ADD(&builder->patterns, builder->keep) = node;
    return node;
}

/* What a rubric from anywhere may ask for; a phrase makes fewer nodes than it has bytes. */
static bool has_room(const PhrasebookBuilder *builder, const Json *where, Problems *problems)
{
    if (where->string.length > LONGEST_PHRASE)
        return json_problem(problems, where, "is longer than %d bytes", LONGEST_PHRASE);
    if (builder->nodes.count + 2 * LONGEST_PHRASE < MOST_NODES) return true;
    if (builder->failed) return false;
    return json_problem(problems, where, "is one phrase too many: a rubric holds about a million words and phrases");
}

/* A phrase is kept under its own node, so that a match can name its source. */
static PhraseId read_phrase(PhrasebookBuilder *builder, const Json *where, Problems *problems)
{
    Text source = text_trim(where->string);
    PhraseIds only = {0};
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
    if (!node) {
        builder->failed = true;
        return NO_PHRASE;
    }
    *LIST_ADD(&only, builder->keep) = node;
    return any_node(builder, only, 0, where->string);
}

/* --- the builder ----------------------------------------------------------- */

bool phrasebook_knows_language(Text language)
{
    return stemmer_knows(language);
}

PhrasebookBuilder *phrasebook_new(Text language, Arena *keep)
{
    PhrasebookBuilder *builder = NEW(keep, PhrasebookBuilder);
    builder->keep = keep;
    builder->stemmed = NEW_ARRAY(keep, WordPlace, STEMMED_WORDS);
    builder->language = language;
    builder->stemmer = stemmer_open(language);
    if (!builder->stemmer) return NULL;
    add_node(builder, (Node){0});
    return builder;
}

static PhraseId checked_phrase(PhrasebookBuilder *builder, const Json *phrase, Problems *problems)
{
    if (phrase->kind == JSON_STRING && text_trim(phrase->string).length) return read_phrase(builder, phrase, problems);
    json_problem(problems, phrase, "must be a phrase");
    builder->failed = true;
    return NO_PHRASE;
}

PhraseId phrasebook_phrase(PhrasebookBuilder *builder, const Json *phrase, Problems *problems)
{
    return *LIST_ADD(&builder->roots, builder->keep) = checked_phrase(builder, phrase, problems);
}

static PhraseIds read_phrases(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    PhraseIds children = {0};
    for (size_t i = 0; i < phrases->count; i++) {
        PhraseId node = checked_phrase(builder, &phrases->items[i], problems);
        if (node) *LIST_ADD(&children, builder->keep) = node;
    }
    return children;
}

PhraseId phrasebook_any(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    if (!phrases || phrases->count == 0) return NO_PHRASE;
    PhraseIds children = read_phrases(builder, phrases, problems);
    if (!children.count) return NO_PHRASE;
    return *LIST_ADD(&builder->roots, builder->keep) = any_node(builder, children, 0, TEXT("any of a list"));
}

PhraseId phrasebook_define(PhrasebookBuilder *builder, Text name, const Json *phrases, Problems *problems)
{
    PhraseId node = set_node(builder, name, phrases);
    for (size_t i = 0; i < builder->sets.count; i++) {
        NamedSet *set = &builder->sets.items[i];
        if (set->node != node) continue;
        if (set->defined) {
            json_problem(problems, phrases, "the set \"%.*s\" is defined twice", TEXT_ARGS(name));
            builder->failed = true;
        }
        set->defined = true;
    }
    PhraseIds children = read_phrases(builder, phrases, problems);
    Node *set = &builder->nodes.items[node];
    set->kind = NODE_ANY;
    set->children = children.items;
    set->child_count = (uint32_t)children.count;
    return node;
}

void phrasebook_fillers(PhrasebookBuilder *builder, const Json *phrases, Problems *problems)
{
    enum { MOST_WORDS = 6 };
    for (size_t i = 0; phrases && i < phrases->count; i++) {
        const Json *phrase = &phrases->items[i];
        uint64_t *stems = NEW_ARRAY(builder->keep, uint64_t, MOST_WORDS);
        RawToken token;
        size_t at = 0;
        uint32_t count = 0;
        while (phrase->kind == JSON_STRING && count < MOST_WORDS && token_next(phrase->string, &at, &token)) {
            Text word = word_fold(text_slice(phrase->string, token.start, token.end), builder->keep);
            stems[count++] = text_hash(stemmer_stem(builder->stemmer, word));
        }
        if (count == 0) {
            json_problem(problems, phrase, "must be one to six plain words");
            builder->failed = true;
        }
        *LIST_ADD(&builder->fillers, builder->keep) = (Filler){stems, count};
    }
}

uint64_t phrasebook_stem(PhrasebookBuilder *builder, Text word)
{
    return text_hash(stemmer_stem(builder->stemmer, word_fold(word, builder->keep)));
}

/* --- finishing ------------------------------------------------------------ */

static bool sets_are_defined(const PhrasebookBuilder *builder, Problems *problems)
{
    bool fine = true;
    for (size_t i = 0; i < builder->sets.count; i++) {
        const NamedSet *set = &builder->sets.items[i];
        if (!set->defined)
            fine = json_problem(problems, set->first_use, "there is no set \"@%.*s\"", TEXT_ARGS(set->name));
    }
    return fine;
}

typedef struct {
    PhraseId node;
    uint32_t next_child;
} Step;

static const Json *definition_of(const PhrasebookBuilder *builder, PhraseId node)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (builder->sets.items[i].node == node) return builder->sets.items[i].first_use;
    return NULL;
}

/* The set on the path that closes a circle through `node`. */
static PhraseId set_in_circle(const PhrasebookBuilder *builder, const Step *path, size_t depth, PhraseId node)
{
    for (size_t i = depth; i-- > 0;) {
        if (builder->nodes.items[path[i].node].set.length) return path[i].node;
        if (path[i].node == node) break;
    }
    return node;
}

/* Children before parents, without recursion. False if a set contains itself. */
static bool rank_nodes(PhrasebookBuilder *builder, PhraseId *by_rank, Problems *problems)
{
    enum { NEW_NODE, OPEN, DONE };
    size_t count = builder->nodes.count;
    uint32_t ranked = 0;
    char *state = NEW_ARRAY(builder->keep, char, count);
    Step *path = NEW_ARRAY(builder->keep, Step, count + 1);
    for (PhraseId start = 0; start < count; start++) {
        if (state[start] != NEW_NODE) continue;
        size_t depth = 0;
        path[depth++] = (Step){start, 0};
        state[start] = OPEN;
        while (depth) {
            Step *top = &path[depth - 1];
            Node *node = &builder->nodes.items[top->node];
            if (top->next_child == node->child_count) {
                state[top->node] = DONE;
                node->rank = ranked;
                by_rank[ranked++] = top->node;
                depth--;
                continue;
            }
            PhraseId child = node->children[top->next_child++];
            if (state[child] == OPEN) {
                PhraseId set = set_in_circle(builder, path, depth, child);
                const Json *where = definition_of(builder, set);
                return json_problem(problems, where, "the set \"%.*s\" contains itself",
                                    TEXT_ARGS(builder->nodes.items[set].set));
            }
            if (state[child] == NEW_NODE) {
                state[child] = OPEN;
                path[depth++] = (Step){child, 0};
            }
        }
    }
    return true;
}

/* Matching what waits is recursive, so the graph must not be deep. */
static bool is_shallow(const PhrasebookBuilder *builder, const PhraseId *by_rank, Problems *problems)
{
    uint32_t *height = NEW_ARRAY(builder->keep, uint32_t, builder->nodes.count);
    for (size_t rank = 0; rank < builder->nodes.count; rank++) {
        const Node *node = &builder->nodes.items[by_rank[rank]];
        uint32_t *own = &height[by_rank[rank]];
        for (uint32_t c = 0; c < node->child_count; c++)
            if (height[node->children[c]] >= *own) *own = height[node->children[c]] + 1;
        if (*own <= MOST_HEIGHT) continue;
        const Json *where = definition_of(builder, by_rank[rank]);
        return where ? json_problem(problems, where, "sets are nested too deep here")
                     : problem(problems, TEXT(""), "a phrase is nested too deep: \"%.*s\"", TEXT_ARGS(node->source));
    }
    return true;
}

/* How often a node is likely to be found: shorter words are commoner. */
static double commonness(const Node *node, const double *of)
{
    double sum = 0, least = 1e9;
    switch (node->kind) {
    case NODE_WORD:
        return 40.0 / (double)(1 + node->source.length * node->source.length);
    case NODE_NUMBER:
    case NODE_BREAK:
        return 2;
    case NODE_QUESTION:
    case NODE_PATTERN:
        return 1;
    case NODE_ANY:
        for (uint32_t i = 0; i < node->child_count; i++) sum += of[node->children[i]];
        return sum;
    default:
        for (uint32_t i = 0; i < node->child_count; i++) {
            bool needed = node->kind == NODE_NOT ? i == 0 : !(node->parts && node->parts[i].optional);
            if (needed && of[node->children[i]] < least) least = of[node->children[i]];
        }
        return least;
    }
}

/* A node that needs several children is looked at when the rarest is found. */
static bool is_trigger(const Node *node, uint32_t child, const double *commonness_of)
{
    if (node->kind == NODE_ANY) return true;
    if (node->kind == NODE_NOT) return child == 0;
    uint32_t best = node->child_count;
    for (uint32_t i = 0; i < node->child_count; i++) {
        if (node->parts && node->parts[i].optional) continue;
        if (best == node->child_count || commonness_of[node->children[i]] < commonness_of[node->children[best]]) best = i;
    }
    return child == best;
}

/* From the roots down: what must wake whom. Of a node that needs several children
   only the trigger is eager; the others wait until it is found. */
static void mark_eager(PhrasebookBuilder *builder, const PhraseId *by_rank, const double *common)
{
    for (size_t i = 0; i < builder->roots.count; i++) builder->nodes.items[builder->roots.items[i]].eager = true;
    for (size_t rank = builder->nodes.count; rank-- > 0;) {
        const Node *node = &builder->nodes.items[by_rank[rank]];
        for (uint32_t c = 0; node->eager && c < node->child_count; c++)
            if (is_trigger(node, c, common)) builder->nodes.items[node->children[c]].eager = true;
    }
}

static void link_triggers(PhrasebookBuilder *builder, const PhraseId *by_rank)
{
    size_t count = builder->nodes.count;
    double *common = NEW_ARRAY(builder->keep, double, count);
    uint32_t *filled = NEW_ARRAY(builder->keep, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        common[by_rank[i]] = commonness(&builder->nodes.items[by_rank[i]], common);

    mark_eager(builder, by_rank, common);
    Trigger **triggers = NEW_ARRAY(builder->keep, Trigger *, count);
    for (int pass = 0; pass < 2; pass++) {
        for (PhraseId id = 0; id < count; id++) {
            const Node *node = &builder->nodes.items[id];
            for (uint32_t i = 0; i < node->child_count; i++) {
                if (!node->eager || !is_trigger(node, i, common)) continue;
                PhraseId child = node->children[i];
                if (pass == 0) builder->nodes.items[child].trigger_count++;
                else triggers[child][filled[child]++] = (Trigger){id, i};
            }
        }
        for (PhraseId id = 0; pass == 0 && id < count; id++) {
            triggers[id] = NEW_ARRAY(builder->keep, Trigger, builder->nodes.items[id].trigger_count);
            builder->nodes.items[id].triggers = triggers[id];
        }
    }
}

static void index_words(const PhrasebookBuilder *builder, Phrasebook *book)
{
    uint32_t size = 64;
    while (size < builder->words.count * 2) size *= 2;
    WordPlace *places = NEW_ARRAY(builder->keep, WordPlace, size);
    TypoIndex *typos = typo_index_new(builder->keep);
    for (size_t w = 0; w < builder->words.count; w++) {
        const WordNode *word = &builder->words.items[w];
        uint64_t hash = word_hash(word->form, word->spelling);
        uint32_t i = (uint32_t)hash & (size - 1);
        while (places[i].hash) i = (i + 1) & (size - 1);
        places[i] = (WordPlace){hash, word->node};
        if (word->form == WORD_STEM) typo_index_add(typos, word->spelling, word->node);
        if (word->form == WORD_PREFIX && word->spelling.length > book->longest_prefix)
            book->longest_prefix = (uint32_t)word->spelling.length;
    }
    book->typos = typos;
    book->words = places;
    book->word_places = size;
}

static const Phrasebook *assemble(PhrasebookBuilder *builder, const PhraseId *by_rank)
{
    Phrasebook *book = NEW(builder->keep, Phrasebook);
    *book = (Phrasebook){
        .language = builder->language,
        .nodes = builder->nodes.items,
        .node_count = (uint32_t)builder->nodes.count,
        .by_rank = by_rank,
        .number = builder->number,
        .comma = builder->comma,
        .question = builder->question,
        .patterns = builder->patterns.items,
        .pattern_count = (uint32_t)builder->patterns.count,
        .fillers = builder->fillers.items,
        .filler_count = (uint32_t)builder->fillers.count,
    };
    for (uint32_t i = 0; i < book->node_count; i++) book->trigger_count += book->nodes[i].trigger_count;
    index_words(builder, book);
    return book;
}

const Phrasebook *phrasebook_finish(PhrasebookBuilder *builder, Problems *problems)
{
    const Phrasebook *book = NULL;
    PhraseId *by_rank = NEW_ARRAY(builder->keep, PhraseId, builder->nodes.count);
    bool defined = sets_are_defined(builder, problems);
    bool ranked = rank_nodes(builder, by_rank, problems);
    if (defined && ranked && !builder->failed && is_shallow(builder, by_rank, problems)) {
        link_triggers(builder, by_rank);
        book = assemble(builder, by_rank);
    }
    stemmer_close(builder->stemmer);
    return book;
}

Text phrase_source(const Phrasebook *book, PhraseId phrase)
{
    return book->nodes[phrase].source;
}

size_t phrasebook_phrase_count(const Phrasebook *book)
{
    size_t count = 0;
    for (uint32_t i = 0; i < book->node_count; i++) count += book->nodes[i].source.length > 0;
    return count;
}
