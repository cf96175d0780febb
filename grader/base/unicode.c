#include "base/unicode.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Where the run of ASCII that begins at `at` ends, eight bytes at a step. */
static size_t ascii_end(Text text, size_t at)
{
    for (uint64_t eight; at + sizeof eight <= text.length; at += sizeof eight) {
        memcpy(&eight, text.at + at, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    while (at < text.length && (unsigned char)text.at[at] < 0x80) at++;
    return at;
}

static bool is_ascii(Text text)
{
    return ascii_end(text, 0) == text.length;
}

/* The code point at the start, or -1; `bytes` is at least 1. */
static int32_t decode(Text text, size_t *bytes)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length, &point);
    *bytes = length > 0 ? (size_t)length : 1;
    return length > 0 ? point : -1;
}

size_t unicode_valid_prefix(Text text)
{
    size_t bytes;
    for (size_t at = 0;; at += bytes) {
        at = ascii_end(text, at);
        if (at == text.length || decode(text_slice(text, at, text.length), &bytes) < 0) return at;
    }
}

uint32_t unicode_next(Text text, size_t *bytes)
{
    if (text.length && (unsigned char)text.at[0] < 0x80) {
        *bytes = 1;
        return (unsigned char)text.at[0];
    }
    int32_t point = decode(text, bytes);
    return point < 0 ? 0xFFFD : (uint32_t)point;
}

bool unicode_is_letter(uint32_t point)
{
    if (point < 0x80) return is_letter((char)point);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

bool unicode_is_digit(uint32_t point)
{
    if (point < 0x80) return is_digit((char)point);
    return utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_lower(uint32_t point)
{
    return utf8proc_category((utf8proc_int32_t)point) == UTF8PROC_CATEGORY_LL;
}

Text unicode_fold(Text text, Arena *keep)
{
    if (is_ascii(text)) {
        char *folded = text_terminated(text, keep);
        for (size_t i = 0; i < text.length; i++) folded[i] = to_lower(folded[i]);
        return (Text){folded, text.length};
    }
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map(
        (const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length, &mapped,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    if (length < 0) return text_keep(text, keep);
    Text folded = text_keep((Text){(char *)mapped, (size_t)length}, keep);
    free(mapped);
    return folded;
}

size_t unicode_width(Text text)
{
    size_t width = 0, bytes;
    for (size_t at = 0; at < text.length; at += bytes) {
        int columns = utf8proc_charwidth((utf8proc_int32_t)unicode_next(text_slice(text, at, text.length), &bytes));
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

size_t unicode_cluster(Text text)
{
    size_t at = 0, bytes;
    utf8proc_int32_t state = 0, last = 0;
    while (at < text.length) {
        int32_t point = (int32_t)unicode_next(text_slice(text, at, text.length), &bytes);
        if (at > 0 && utf8proc_grapheme_break_stateful(last, point, &state)) break;
        last = point;
        at += bytes;
    }
    return at;
}

static bool is_bidi_control(int32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
           point == 0x200F || point == 0x061C;
}

/* The length of a terminal escape sequence at the start, or 0. */
static size_t escape_length(Text text)
{
    if (text.length < 2 || text.at[0] != '\x1b') return 0;
    size_t at = 2;
    if (text.at[1] == '[') {
        while (at < text.length && (unsigned char)text.at[at] < 0x40) at++;
        return at < text.length ? at + 1 : at;
    }
    if (text.at[1] == ']') {
        while (at < text.length && text.at[at] != '\a' && text.at[at] != '\x1b' && text.at[at] != '\n') at++;
        if (at + 1 < text.length && text.at[at] == '\x1b' && text.at[at + 1] == '\\') return at + 2;
        return at < text.length && text.at[at] == '\a' ? at + 1 : at;
    }
    return 1;
}

Text unicode_printable(Text text, Arena *keep)
{
    Buffer shown = buffer_new(keep);
    size_t bytes;
    for (size_t at = 0; at < text.length; at += bytes) {
        Text rest = text_slice(text, at, text.length);
        if ((bytes = escape_length(rest)) > 0) continue;
        int32_t point = decode(rest, &bytes);
        if (point < 0) {
            buffer_add(&shown, TEXT("\xEF\xBF\xBD"));
        } else if (point == '\n' || point == '\t' ||
                   (utf8proc_category(point) != UTF8PROC_CATEGORY_CC && !is_bidi_control(point))) {
            buffer_add(&shown, text_slice(rest, 0, bytes));
        }
    }
    return buffer_text(&shown);
}
