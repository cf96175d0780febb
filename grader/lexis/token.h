#ifndef GRADER_LEXIS_TOKEN_H
#define GRADER_LEXIS_TOKEN_H

/*
 * Text cut into words, numbers and the few signs that mean something. Markup
 * (emphasis, link targets, tags) is passed over, so a phrase is found across it.
 */

#include "base/text.h"

/* What parts a token from the one before it. */
typedef enum { BREAK_NONE, BREAK_COMMA, BREAK_CLAUSE, BREAK_SENTENCE } TokenBreak;

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN } TokenKind;

typedef struct {
    TokenKind kind;
    TokenBreak before;
    size_t start, end;
    Text sign; /* of a TOKEN_SIGN: its one spelling ("→" for "->") */
} RawToken;

/* Step to the token at or after `*at`. False at the end. */
bool token_next(Text text, size_t *at, RawToken *token);

#endif
