#ifndef GRADER_LEXIS_SCANNER_H
#define GRADER_LEXIS_SCANNER_H

/*
 * A scanner finds a phrasebook's phrases in one unit of text after another. It
 * holds all that changes while scanning, so each thread has its own.
 */

#include "lexis/phrasebook.h"
#include "lexis/token.h"

typedef struct {
    uint32_t start, end; /* bytes of the scanned text */
    uint32_t word;       /* the scanner's own number for its spelling */
    uint64_t stem;       /* hash of its stem: the same word in other forms */
    TokenBreak before;
    TokenKind kind;
} Token;

/* Tokens `start` up to `end` of the unit. */
typedef struct {
    uint32_t start, end;
    PhraseId via; /* for a set: which of its phrases matched */
} Span;

typedef struct Scanner Scanner;

Scanner *scanner_new(const Phrasebook *book, Arena *keep);
void scanner_free(Scanner *scanner); /* what PCRE2 and Snowball hold; the arena keeps the rest */

/* Tokenise and match one unit. Results stay until the next scan. False when a
   `re:` pattern ran into its limits: then nothing about this unit is known. */
bool scanner_scan(Scanner *scanner, Text unit);

/* The same for sentences that follow each other: `begins` are the bytes at which a further one
   begins, in order. Words side by side stand in one of them; a window may span several. */
bool scanner_scan_joined(Scanner *scanner, Text sentences, const size_t *begins, size_t count);

const Token *scanner_tokens(const Scanner *scanner, size_t *count);

/* Where a phrase or set was found in the last unit, in the order of the text, at one place
   the longest first. NO_PHRASE is never found. */
const Span *scanner_spans(Scanner *scanner, PhraseId phrase, size_t *count);
bool scanner_found(Scanner *scanner, PhraseId phrase);

/* All phrases and lists found in the last unit, in no order, of those that phrasebook_phrase
   and phrasebook_any gave. */
const PhraseId *scanner_all_found(const Scanner *scanner, size_t *count);

#endif
