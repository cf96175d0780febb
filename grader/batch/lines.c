#include "batch/lines.h"

#include <string.h>

enum { BLOCK = 256 << 10, PEEKED = 4096, MUCH = 4 << 20 };

Lines lines_new(Arena *keep)
{
    return (Lines){.input = input_new(keep), .keep = arena_open()};
}

void lines_close(Lines *lines)
{
    arena_close(&lines->keep);
}

bool lines_open(Lines *lines, Text path, size_t longest, Problems *problems)
{
    lines->left = (Text){0};
    lines->longest = longest;
    lines->skipping = lines->ended = false;
    return input_open(lines->input, path, problems);
}

void lines_leave(Lines *lines)
{
    input_close(lines->input);
}

/* One long line must not hold its memory for ever. */
static void keep_left(Lines *lines, Text left)
{
    if ((size_t)(lines->keep.at - lines->keep.start) > MUCH && left.length < MUCH) {
        arena_close(&lines->keep);
        lines->keep = arena_open();
    }
    lines->keep.at = lines->keep.start;
    lines->left = text_keep(left, &lines->keep);
}

/* Bytes in an arena that nothing else is taken from. */
typedef struct {
    Arena *arena;
    char *at;
    size_t length;
} Bytes;

static Bytes begin(Lines *lines, Arena *into)
{
    Bytes bytes = {into, NEW_ARRAY(into, char, lines->left.length), lines->left.length};
    if (bytes.length) memcpy(bytes.at, lines->left.at, bytes.length);
    lines->left = (Text){0};
    return bytes;
}

static LinesResult add_some(Lines *lines, Bytes *bytes, Problems *problems)
{
    size_t count = 0;
    if (lines->ended) return LINES_END;
    char *into = NEW_ARRAY(bytes->arena, char, BLOCK);
    InputResult result = input_read(lines->input, into, BLOCK, &count, problems);
    bytes->arena->at = into + count;
    bytes->length += count;
    lines->ended = result == INPUT_END;
    static const LinesResult results[] = {[INPUT_READ] = LINES_READ,
                                          [INPUT_END] = LINES_END,
                                          [INPUT_PAUSED] = LINES_PAUSED,
                                          [INPUT_BROKEN] = LINES_BROKEN};
    return results[result];
}

/* Just past the last newline at or after `from`; 0 without one. */
static size_t lines_end(const Bytes *bytes, size_t from)
{
    for (size_t at = bytes->length; at > from; at--)
        if (bytes->at[at - 1] == '\n') return at;
    return 0;
}

/* Somebody may write line by line and wait for what we say. */
static bool has_line(const Bytes *bytes)
{
    Text start = text_trim((Text){bytes->at, bytes->length});
    return start.length && memchr(start.at, '\n', (size_t)(bytes->at + bytes->length - start.at));
}

LinesResult lines_peek(Lines *lines, Text *start, Problems *problems)
{
    Arena scratch = arena_open();
    Bytes bytes = begin(lines, &scratch);
    LinesResult result = LINES_READ;
    while (result == LINES_READ && bytes.length < PEEKED && !has_line(&bytes))
        result = add_some(lines, &bytes, problems);
    keep_left(lines, (Text){bytes.at, bytes.length});
    arena_close(&scratch);
    *start = lines->left;
    return result == LINES_END ? LINES_READ : result;
}

/* Forget what belongs to a line that was too long; true at its end. */
static bool skip_line(Lines *lines, Bytes *bytes)
{
    const char *end = bytes->length ? memchr(bytes->at, '\n', bytes->length) : NULL;
    size_t gone = end ? (size_t)(end - bytes->at) + 1 : bytes->length;
    bytes->at += gone;
    bytes->length -= gone;
    return end || lines->ended;
}

static LinesResult skip_rest(Lines *lines, Arena *into, Problems *problems)
{
    char *start = into->at;
    Bytes bytes = begin(lines, into);
    LinesResult result = LINES_READ;
    while (!skip_line(lines, &bytes) && result == LINES_READ) {
        into->at = bytes.at = start;
        result = add_some(lines, &bytes, problems);
    }
    lines->skipping = result == LINES_PAUSED;
    if (lines->skipping) return result;
    keep_left(lines, (Text){bytes.at, bytes.length});
    into->at = start;
    return result == LINES_BROKEN ? result : LINES_TOO_LONG;
}

LinesResult lines_read(Lines *lines, Arena *into, Text *block, Problems *problems)
{
    *block = (Text){"", 0};
    if (lines->skipping) return skip_rest(lines, into, problems);
    Bytes bytes = begin(lines, into);
    size_t end = lines_end(&bytes, 0);
    LinesResult result = LINES_READ;
    while (!end && result == LINES_READ && bytes.length <= lines->longest) {
        size_t from = bytes.length;
        result = add_some(lines, &bytes, problems);
        end = lines_end(&bytes, from);
    }
    if (result == LINES_END) end = bytes.length;
    *block = (Text){bytes.at, end};
    keep_left(lines, (Text){bytes.at + end, bytes.length - end});
    if (result == LINES_PAUSED || result == LINES_BROKEN) return result;
    if (end) return LINES_READ;
    if (result == LINES_END) return LINES_END;
    lines->skipping = true;
    return skip_rest(lines, into, problems);
}

LinesResult lines_read_rest(Lines *lines, Arena *into, Text *rest, Problems *problems)
{
    Bytes bytes = begin(lines, into);
    LinesResult result = LINES_READ;
    while (result == LINES_READ && bytes.length <= lines->longest) result = add_some(lines, &bytes, problems);
    *rest = (Text){bytes.at, bytes.length};
    if (result == LINES_PAUSED) keep_left(lines, *rest);
    if (result == LINES_READ) return LINES_TOO_LONG;
    return result == LINES_END ? LINES_READ : result;
}
