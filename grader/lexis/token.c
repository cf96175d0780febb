#include "lexis/token.h"

#include "base/unicode.h"

typedef struct {
    Text written, spelling;
} Sign;

#define SIGN(written, spelling) {{written, sizeof(written) - 1}, {spelling, sizeof(spelling) - 1}}

/* Longer spellings first. */
static const Sign signs[] = {
    SIGN("->", "→"), SIGN("=>", "→"), SIGN("→", "→"), SIGN("⇒", "→"), SIGN("<=", "≤"), SIGN(">=", "≥"), SIGN("≤", "≤"),
    SIGN("≥", "≥"),  SIGN("!=", "≠"), SIGN("≠", "≠"), SIGN("≫", "≫"), SIGN("↑", "↑"),  SIGN("↓", "↓"),  SIGN("×", "×"),
    SIGN("≈", "≈"),  SIGN("±", "±"),  SIGN("€", "€"), SIGN("£", "£"), SIGN("%", "%"),  SIGN("$", "$"),  SIGN("<", "<"),
    SIGN(">", ">"),  SIGN("=", "="),  SIGN("+", "+"),
};

static const Sign *sign_at(Text rest)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (rest.at[0] == signs[i].written.at[0] && text_starts_with(rest, signs[i].written)) return &signs[i];
    return NULL;
}

static size_t length_to(Text rest, size_t longest, char last)
{
    size_t end = text_find_byte(text_slice(rest, 0, longest), last);
    return end == TEXT_NOT_FOUND ? 0 : end + 1;
}

static size_t address_length(Text rest)
{
    size_t end = 0;
    if (!text_starts_with(rest, TEXT("http://")) && !text_starts_with(rest, TEXT("https://"))) return 0;
    while (end < rest.length && !is_space(rest.at[end]) && rest.at[end] != ')') end++;
    return end;
}

/* A link target, an address or a tag at the start: its length, or 0. */
static size_t markup_length(Text rest)
{
    enum { LONGEST_TAG = 60, LONGEST_TARGET = 2000 };
    char second = rest.length > 1 ? rest.at[1] : ' ';
    switch (rest.at[0]) {
    case ']':
        return second == '(' ? length_to(rest, LONGEST_TARGET, ')') : 0;
    case '<':
        return is_letter(second) || second == '/' ? length_to(rest, LONGEST_TAG, '>') : 0;
    case 'h':
        return address_length(rest);
    default:
        return 0;
    }
}

static bool is_apostrophe(uint32_t point)
{
    return point == '\'' || point == 0x2019;
}

/* The end of a run of letters and digits; an apostrophe may stand inside. */
static size_t word_end(Text text, size_t at)
{
    while (at < text.length) {
        size_t bytes, after;
        if (is_letter(text.at[at]) || is_digit(text.at[at])) {
            at++;
            continue;
        }
        uint32_t point = unicode_next(text_slice(text, at, text.length), &bytes);
        if (is_apostrophe(point)) {
            if (at + bytes >= text.length) return at;
            uint32_t next = unicode_next(text_slice(text, at + bytes, text.length), &after);
            if (!unicode_is_letter(next)) return at;
        } else if (!unicode_is_letter(point) && !unicode_is_digit(point)) {
            return at;
        }
        at += bytes;
    }
    return at;
}

/* 1,200  0.25  99.9 */
static size_t number_end(Text text, size_t at)
{
    while (at < text.length) {
        bool inner = (text.at[at] == '.' || text.at[at] == ',') && at + 1 < text.length && is_digit(text.at[at + 1]);
        if (!inner && !is_digit(text.at[at])) break;
        at++;
    }
    return at;
}

/* "0.8–1.2", with a dash of three bytes, is a range and no break. */
static bool is_range(Text text, size_t at)
{
    return at > 0 && is_digit(text.at[at - 1]) && at + 3 < text.length && is_digit(text.at[at + 3]);
}

static TokenBreak break_of(Text text, size_t at, uint32_t point)
{
    bool before_space = at + 1 >= text.length || is_space(text.at[at + 1]);
    switch (point) {
    case ',':
        return BREAK_COMMA;
    case ';':
    case ':':
    case '(':
    case ')':
    case '|':
    case '!':
    case '?':
    case 0x2026:
        return BREAK_CLAUSE;
    case 0x2013: /* dashes */
    case 0x2014:
        return is_range(text, at) ? BREAK_NONE : BREAK_CLAUSE;
    case '.':
        return before_space ? BREAK_CLAUSE : BREAK_NONE;
    case '-':
        return before_space && at > 0 && is_space(text.at[at - 1]) ? BREAK_CLAUSE : BREAK_NONE;
    case '/':
        return before_space && at > 0 && is_space(text.at[at - 1]) ? BREAK_COMMA : BREAK_NONE;
    default:
        return BREAK_NONE;
    }
}

bool token_next(Text text, size_t *at, RawToken *token)
{
    TokenBreak before = BREAK_NONE;
    while (*at < text.length) {
        Text rest = text_slice(text, *at, text.length);
        size_t bytes, markup = markup_length(rest);
        if (markup) {
            *at += markup;
            continue;
        }
        uint32_t point = unicode_next(rest, &bytes);
        if (unicode_is_letter(point)) {
            *token = (RawToken){TOKEN_WORD, before, *at, word_end(text, *at), {0}};
            *at = token->end;
            return true;
        }
        if (point < 0x80 && is_digit((char)point)) {
            *token = (RawToken){TOKEN_NUMBER, before, *at, number_end(text, *at), {0}};
            *at = token->end;
            return true;
        }
        const Sign *sign = sign_at(rest);
        if (sign) {
            *token = (RawToken){TOKEN_SIGN, before, *at, *at + sign->written.length, sign->spelling};
            *at = token->end;
            return true;
        }
        TokenBreak parting = break_of(text, *at, point);
        if (parting > before) before = parting;
        *at += bytes;
    }
    return false;
}
