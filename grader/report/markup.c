#include "report/markup.h"

#include "base/unicode.h"

static const char *escape_of(uint32_t point)
{
    switch (point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case 0xFFFE:
    case 0xFFFF:
        return "";
    default:
        return NULL;
    }
}

void markup_add(Buffer *out, Text words)
{
    Text safe = unicode_printable(words, out->arena);
    size_t bytes;
    for (size_t at = 0; at < safe.length; at += bytes) {
        Text rest = text_slice(safe, at, safe.length);
        const char *escape = escape_of(unicode_next(rest, &bytes));
        if (escape)
            buffer_add_string(out, escape);
        else
            buffer_add(out, text_slice(rest, 0, bytes));
    }
}
