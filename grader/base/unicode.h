#ifndef GRADER_BASE_UNICODE_H
#define GRADER_BASE_UNICODE_H

/*
 * What we need of Unicode; the only room that knows utf8proc. Nothing here
 * depends on the locale.
 */

#include "base/arena.h"

/* Where the first byte that is not valid UTF-8 stands; the length if all is. */
size_t unicode_valid_prefix(Text text);

/* The code point at the start of valid text, and its length in bytes. */
uint32_t unicode_next(Text text, size_t *bytes);

/* Letters, marks and digits make words; everything else parts them. */
bool unicode_is_letter(uint32_t point);
bool unicode_is_digit(uint32_t point);
bool unicode_is_lower(uint32_t point); /* a small letter */

/* NFKC, case folded: what two spellings of one word share. */
Text unicode_fold(Text text, Arena *keep);

/* Columns on a terminal: wide characters count two, combining marks none. */
size_t unicode_width(Text text);

/* The bytes of one user-perceived character at the start of the text. */
size_t unicode_cluster(Text text);

/* Fit to be shown: control characters (but \n and \t), escape sequences,
   bidirectional overrides and invalid bytes become U+FFFD or go. */
Text unicode_printable(Text text, Arena *keep);

#endif
