#include "base/wrap.h"

#include "base/unicode.h"

/* A narrower line would be all indentation. */
enum { LEAST_COLUMNS = 16 };

typedef struct {
    Buffer *out;
    size_t width, indent;
    size_t column; /* filled on the current line */
    bool at_word;  /* a word stands on it already */
} Wrap;

static bool next_word(Text *rest, Text *word)
{
    size_t start = 0, end;
    while (start < rest->length && is_space(rest->at[start])) start++;
    for (end = start; end < rest->length && !is_space(rest->at[end]);) end++;
    *word = text_slice(*rest, start, end);
    *rest = text_slice(*rest, end, rest->length);
    return word->length > 0;
}

static void break_line(Wrap *wrap)
{
    buffer_add_byte(wrap->out, '\n');
    buffer_repeat(wrap->out, TEXT(" "), wrap->indent);
    wrap->column = wrap->indent;
    wrap->at_word = false;
}

/* Cut between characters, so that each piece fills a line. */
static void add_wide_word(Wrap *wrap, Text word)
{
    size_t bytes;
    for (size_t at = 0; at < word.length; at += bytes) {
        Text rest = text_slice(word, at, word.length);
        bytes = unicode_cluster(rest);
        Text cluster = text_slice(rest, 0, bytes);
        size_t columns = unicode_width(cluster);
        if (wrap->column + columns > wrap->width && wrap->column > wrap->indent) break_line(wrap);
        buffer_add(wrap->out, cluster);
        wrap->column += columns;
        wrap->at_word = true;
    }
}

static void add_word(Wrap *wrap, Text word)
{
    size_t columns = unicode_width(word);
    bool wide = wrap->indent + columns > wrap->width;
    if (!wide && wrap->column + wrap->at_word + columns > wrap->width && wrap->column > wrap->indent) break_line(wrap);
    if (wrap->at_word) {
        buffer_add_byte(wrap->out, ' ');
        wrap->column++;
    }
    if (wide) {
        add_wide_word(wrap, word);
        return;
    }
    buffer_add(wrap->out, word);
    wrap->column += columns;
    wrap->at_word = true;
}

void wrap_add(Buffer *out, Text text, size_t width, size_t column, size_t indent)
{
    size_t least = indent + LEAST_COLUMNS;
    Wrap wrap = {.out = out, .width = width > least ? width : least, .indent = indent, .column = column};
    Text word;
    while (next_word(&text, &word)) add_word(&wrap, word);
}
