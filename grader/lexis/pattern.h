#ifndef GRADER_LEXIS_PATTERN_H
#define GRADER_LEXIS_PATTERN_H

/*
 * A PCRE2 pattern for shapes that words cannot say; the only file that knows
 * PCRE2. Rubrics may come from anywhere, so a pattern has limits in length, in
 * what it may contain and in the work it may do. The interpreter is used, not
 * JIT: the two reach their limits at different points, and a grade must not
 * depend on the machine.
 */

#include "base/arena.h"
#include "json/json.h"

typedef struct Pattern Pattern;

/* `where` is the JSON string the pattern came from, for messages. What PCRE2
   holds lives in `keep`. NULL after a problem. */
const Pattern *pattern_read(Text source, const Json *where, Arena *keep, Problems *problems);

/* Which bytes a text has, one bit each. */
typedef struct {
    uint64_t bits[4];
} Bytes;

Bytes bytes_of(Text text);

/* False when the text lacks a byte that every match begins with or holds. */
bool pattern_may_match(const Pattern *pattern, const Bytes *text);

typedef enum { PATTERN_ABSENT, PATTERN_FOUND, PATTERN_LIMIT } PatternResult;

/* What matching needs; one for each thread. */
typedef struct PatternMatcher PatternMatcher;
PatternMatcher *pattern_matcher_open(void);
void pattern_matcher_close(PatternMatcher *matcher);

/* The first match at or after `from`, as bytes of the text. */
PatternResult pattern_next(const Pattern *pattern, PatternMatcher *matcher, Text text, size_t from, size_t *start,
                           size_t *end);

#endif
