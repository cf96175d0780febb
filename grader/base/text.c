#include "base/text.h"

#include <string.h>

Text text_from(const char *string)
{
    return (Text){string ? string : "", string ? strlen(string) : 0};
}

bool text_equal(Text a, Text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_equal_any_case(Text a, Text b)
{
    if (a.length != b.length) return false;
    for (size_t i = 0; i < a.length; i++)
        if (to_lower(a.at[i]) != to_lower(b.at[i])) return false;
    return true;
}

int text_compare(Text a, Text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

bool text_starts_with(Text text, Text start)
{
    return text.length >= start.length && text_equal(text_slice(text, 0, start.length), start);
}

bool text_ends_with(Text text, Text end)
{
    return text.length >= end.length && text_equal(text_slice(text, text.length - end.length, text.length), end);
}

size_t text_find_byte(Text text, char byte)
{
    const char *found = text.length ? memchr(text.at, byte, text.length) : NULL;
    return found ? (size_t)(found - text.at) : TEXT_NOT_FOUND;
}

size_t text_find(Text text, Text part)
{
    if (part.length == 0) return 0;
    for (size_t from = 0; from + part.length <= text.length; from++) {
        size_t next = text_find_byte(text_slice(text, from, text.length), part.at[0]);
        if (next == TEXT_NOT_FOUND) return TEXT_NOT_FOUND;
        from += next;
        if (text_starts_with(text_slice(text, from, text.length), part)) return from;
    }
    return TEXT_NOT_FOUND;
}

Text text_trim(Text text)
{
    while (text.length && is_space(text.at[0])) text = text_slice(text, 1, text.length);
    while (text.length && is_space(text.at[text.length - 1])) text.length--;
    return text;
}

Text text_last_line(Text text)
{
    size_t start = text.length;
    while (start > 0 && text.at[start - 1] != '\n') start--;
    return text_slice(text, start, text.length);
}

bool text_next_piece(Text *rest, char byte, Text *piece)
{
    if (!rest->at) return false;
    size_t end = text_find_byte(*rest, byte);
    if (end == TEXT_NOT_FOUND) {
        *piece = *rest;
        *rest = (Text){0};
    } else {
        *piece = text_slice(*rest, 0, end);
        *rest = text_slice(*rest, end + 1, rest->length);
    }
    return true;
}

bool text_next_line(Text *rest, Text *line)
{
    if (rest->length == 0) return false;
    text_next_piece(rest, '\n', line);
    if (line->length && line->at[line->length - 1] == '\r') line->length--;
    return true;
}

uint64_t text_hash(Text text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++) hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return hash;
}

bool text_whole_number(Text text, unsigned *number)
{
    unsigned value = 0;
    if (text.length == 0 || text.length > 9) return false;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i])) return false;
        value = value * 10 + (unsigned)(text.at[i] - '0');
    }
    *number = value;
    return true;
}
