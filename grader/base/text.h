#ifndef GRADER_BASE_TEXT_H
#define GRADER_BASE_TEXT_H

/*
 * A Text is a view of bytes that somebody else keeps: never freed, not
 * terminated, copied only when it must outlive its keeper.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *at;
    size_t length;
} Text;

/* A view of a string literal. */
#define TEXT(literal) ((Text){"" literal, sizeof(literal) - 1})

/* For printf: printf("%.*s", TEXT_ARGS(text)). */
#define TEXT_ARGS(text) (int)(text).length, (text).at

#define TEXT_NOT_FOUND ((size_t)-1)

/* A view of a terminated string; NULL gives the empty text. */
Text text_from(const char *string);

/* The bytes from `start` up to `end`, both clamped to the text. */
static inline Text text_slice(Text text, size_t start, size_t end)
{
    if (end > text.length) end = text.length;
    if (start > end) start = end;
    if (!text.at) return (Text){"", 0}; /* an offset from NULL is undefined, even 0 */
    return (Text){text.at + start, end - start};
}

bool text_equal(Text a, Text b);
bool text_equal_any_case(Text a, Text b); /* ASCII letters only */
int text_compare(Text a, Text b);         /* by bytes, as memcmp; a prefix comes first */
bool text_starts_with(Text text, Text start);
bool text_ends_with(Text text, Text end);

/* Where `part` or `byte` first occurs, or TEXT_NOT_FOUND. */
size_t text_find(Text text, Text part);
size_t text_find_byte(Text text, char byte);

/* Without ASCII white space at both ends. */
Text text_trim(Text text);

/* Take the next line off `rest`, without its \n or \r\n. False at the end. */
bool text_next_line(Text *rest, Text *line);

/* What stands after the last \n. */
Text text_last_line(Text text);

/* Take the next piece before `byte` off `rest`. False at the end. */
bool text_next_piece(Text *rest, char byte, Text *piece);

/* A fixed 64-bit FNV-1a hash: the same on every machine. */
uint64_t text_hash(Text text);

/* Read a decimal number of at most 9 digits that is the whole text. */
bool text_whole_number(Text text, unsigned *number);

/* Of ASCII; inline, since every byte of every text passes through them. */
static inline bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline char to_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

#endif
