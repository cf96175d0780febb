#include "cli/rows.h"

#include <unistd.h>

#include "base/unicode.h"
#include "base/wrap.h"
#include "terminal/terminal.h"

size_t row_width(void)
{
    enum { LEAST = 40, MOST = 100 }; /* longer lines of prose are hard to read */
    size_t width = stream_width(STDOUT_FILENO);
    return width < LEAST ? LEAST : width > MOST ? MOST : width;
}

void row_write(Buffer *out, Text name, Text meaning, size_t column, size_t width)
{
    Text safe = unicode_printable(name, out->arena);
    Text words = unicode_printable(meaning, out->arena);
    size_t filled = 2 + unicode_width(safe);
    buffer_add(out, TEXT("  "));
    buffer_add(out, safe);
    if (words.length && filled + 1 > column) {
        buffer_add_byte(out, '\n');
        filled = 0;
    }
    if (words.length) {
        buffer_repeat(out, TEXT(" "), column - filled);
        wrap_add(out, words, width, column, column);
    }
    buffer_add_byte(out, '\n');
}

void row_write_paragraph(Buffer *out, size_t indent, Text text, size_t width)
{
    Text words = unicode_printable(text, out->arena);
    buffer_repeat(out, TEXT(" "), indent);
    wrap_add(out, words, width, indent, indent);
    buffer_add_byte(out, '\n');
}
