#define PCRE2_CODE_UNIT_WIDTH 8

#include "lexis/pattern.h"

#include <pcre2.h>
#include <stdlib.h>

enum {
    MOST_PATTERN_LENGTH = 1000,
    MOST_NESTED_GROUPS = 20,
    MOST_MATCH_STEPS = 100000,
    MOST_DEPTH = 1000,
    MOST_HEAP_KIB = 1024,
};

struct Pattern {
    pcre2_code *code;
    Bytes first, needed; /* every match begins with one of these, and holds one of those */
};

struct PatternMatcher {
    pcre2_match_data *data;
    pcre2_match_context *limits;
};

static void *take_from_arena(PCRE2_SIZE size, void *arena)
{
    return arena_take(arena, 1, _Alignof(max_align_t), size);
}

static void leave_to_arena(void *memory, void *arena)
{
    (void)memory;
    (void)arena;
}

/* Constructs with unbounded work or side effects, refused before compiling. */
static bool is_plain(Text source, const Json *where, Problems *problems)
{
    static const char *const refused[] = {"(*", "(?R", "(?0", "(?1", "(?&", "(?P>", "(?C", "\\C", "\\g", "\\1", "\\k"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (text_find(source, text_from(refused[i])) != TEXT_NOT_FOUND)
            return json_problem(problems, where, "a pattern must not use %s", refused[i]);
    if (source.length == 0) return json_problem(problems, where, "the pattern is empty");
    return true;
}

/* --- what a match must have ------------------------------------------------------ */

static void add_byte(Bytes *bytes, unsigned char byte)
{
    bytes->bits[byte / 64] |= (uint64_t)1 << (byte % 64);
}

Bytes bytes_of(Text text)
{
    Bytes bytes = {0};
    for (size_t i = 0; i < text.length; i++) add_byte(&bytes, (unsigned char)text.at[i]);
    return bytes;
}

static bool share_a_byte(const Bytes *a, const Bytes *b)
{
    uint64_t shared = 0;
    for (size_t i = 0; i < 4; i++) shared |= a->bits[i] & b->bits[i];
    return shared != 0;
}

/* Patterns are read whatever the case. */
static Bytes both_cases(uint32_t unit)
{
    Bytes bytes = {0};
    add_byte(&bytes, (unsigned char)unit);
    if (unit >= 'a' && unit <= 'z') add_byte(&bytes, (unsigned char)(unit - 'a' + 'A'));
    if (unit >= 'A' && unit <= 'Z') add_byte(&bytes, (unsigned char)(unit - 'A' + 'a'));
    return bytes;
}

static const Bytes any_byte = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

static Bytes first_bytes(const pcre2_code *code)
{
    uint32_t kind = 0, unit = 0;
    const uint8_t *map = NULL;
    Bytes bytes = {0};
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &map);
    if (kind == 1) return both_cases(unit);
    if (kind != 0 || !map) return any_byte;
    for (uint32_t byte = 0; byte < 256; byte++)
        if (map[byte / 8] >> (byte % 8) & 1) add_byte(&bytes, (unsigned char)byte);
    return bytes;
}

static Bytes needed_bytes(const pcre2_code *code)
{
    uint32_t kind = 0, unit = 0;
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &kind);
    pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
    return kind == 1 ? both_cases(unit) : any_byte;
}

bool pattern_may_match(const Pattern *pattern, const Bytes *text)
{
    return share_a_byte(&pattern->first, text) && share_a_byte(&pattern->needed, text);
}

/* --- reading and matching ---------------------------------------------------------- */

const Pattern *pattern_read(Text source, const Json *where, Arena *keep, Problems *problems)
{
    if (!is_plain(source, where, problems)) return NULL;

    int error;
    PCRE2_SIZE at;
    pcre2_general_context *memory = pcre2_general_context_create(take_from_arena, leave_to_arena, keep);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    pcre2_set_max_pattern_length(context, MOST_PATTERN_LENGTH);
    pcre2_set_parens_nest_limit(context, MOST_NESTED_GROUPS);
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)source.at, source.length,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &error, &at,
                                     context);
    if (!code) {
        PCRE2_UCHAR message[128];
        pcre2_get_error_message(error, message, sizeof message);
        json_problem(problems, where, "the pattern does not compile: %s (at character %zu)", (const char *)message,
                     (size_t)at + 1);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* where it cannot, the same is found by the interpreter */
    uint32_t shortest = 0;
    pcre2_pattern_info(code, PCRE2_INFO_MINLENGTH, &shortest);
    if (shortest == 0) {
        json_problem(problems, where, "the pattern matches the empty text");
        return NULL;
    }
    Pattern *pattern = NEW(keep, Pattern);
    *pattern = (Pattern){code, first_bytes(code), needed_bytes(code)};
    return pattern;
}

PatternMatcher *pattern_matcher_open(void)
{
    PatternMatcher *matcher = malloc(sizeof *matcher);
    if (!matcher) abort();
    matcher->data = pcre2_match_data_create(1, NULL);
    matcher->limits = pcre2_match_context_create(NULL);
    pcre2_set_match_limit(matcher->limits, MOST_MATCH_STEPS);
    pcre2_set_depth_limit(matcher->limits, MOST_DEPTH);
    pcre2_set_heap_limit(matcher->limits, MOST_HEAP_KIB);
    return matcher;
}

void pattern_matcher_close(PatternMatcher *matcher)
{
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->limits);
    free(matcher);
}

PatternResult pattern_next(const Pattern *pattern, PatternMatcher *matcher, Text text, size_t from, size_t *start,
                           size_t *end)
{
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)text.at, text.length, from, PCRE2_NO_UTF_CHECK, matcher->data,
                            matcher->limits);
    if (found == PCRE2_ERROR_NOMATCH) return PATTERN_ABSENT;
    if (found < 0) return PATTERN_LIMIT;
    const PCRE2_SIZE *range = pcre2_get_ovector_pointer(matcher->data);
    *start = range[0];
    *end = range[1] > range[0] ? range[1] : range[0] + 1;
    return PATTERN_FOUND;
}
