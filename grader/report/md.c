/*
 * Markdown as GitHub writes it: CommonMark and tables. Everything that could mean
 * something to it is escaped with a backslash, but no more, so that the source can
 * be read too.
 */

#include "report/document.h"

#include "base/unicode.h"

/* What means something at the start of a line only: "# ", "- ", "1. ". */
static bool opens_block(Text words, size_t at)
{
    char byte = words.at[at];
    if (at == 0) return text_find_byte(TEXT("#+-="), byte) != TEXT_NOT_FOUND;
    if (byte != '.' && byte != ')') return false;
    for (size_t i = 0; i < at; i++)
        if (!is_digit(words.at[i])) return false;
    return true;
}

/* "https://" and "www." become links without being asked. */
static bool opens_link(Text words, size_t at)
{
    if (words.at[at] == ':') return text_starts_with(text_slice(words, at, words.length), TEXT("://"));
    return words.at[at] == '.' && at >= 3 && text_equal_any_case(text_slice(words, at - 3, at), TEXT("www"));
}

static void add_words(Buffer *line, Text words)
{
    bool at_start = line->length == 0;
    for (size_t at = 0; at < words.length; at++) {
        bool special = text_find_byte(TEXT("\\`*_[]<>&|~$"), words.at[at]) != TEXT_NOT_FOUND;
        if (special || opens_link(words, at) || (at_start && opens_block(words, at))) buffer_add_byte(line, '\\');
        buffer_add_byte(line, words.at[at]);
    }
}

static bool is_word(Text text, size_t *bytes)
{
    uint32_t point = unicode_next(text, bytes);
    return unicode_is_letter(point) || unicode_is_digit(point);
}

/* Asterisks count only beside letters and digits, so what stands around those stays outside. */
static void add_strong(Buffer *line, Text words)
{
    size_t start = words.length, end = 0, bytes;
    for (size_t at = 0; at < words.length; at += bytes) {
        if (!is_word(text_slice(words, at, words.length), &bytes)) continue;
        if (start > at) start = at;
        end = at + bytes;
    }
    if (end == 0) {
        add_words(line, words);
        return;
    }
    add_words(line, text_slice(words, 0, start));
    buffer_add(line, TEXT("**"));
    add_words(line, text_slice(words, start, end));
    buffer_add(line, TEXT("**"));
    add_words(line, text_slice(words, end, words.length));
}

/* Where a heading can be found differs between readers of Markdown. */
static void add_link(Buffer *line, size_t answer, Text words)
{
    (void)answer;
    add_words(line, words);
}

static void write_paragraph(Buffer *out, Text line)
{
    buffer_add(out, line);
    buffer_add(out, TEXT("\n\n"));
}

static void open_page(Buffer *out, Text title)
{
    (void)out, (void)title;
}

static void write_heading(Buffer *out, int level, size_t answer, Text line)
{
    (void)answer;
    buffer_repeat(out, TEXT("#"), (size_t)level);
    buffer_add_byte(out, ' ');
    write_paragraph(out, line);
}

static void write_quote(Buffer *out, Text line, Text place)
{
    buffer_format(out, "> %.*s\n>\n> – %.*s\n\n", TEXT_ARGS(line), TEXT_ARGS(place));
}

static void write_item(Buffer *out, Text line)
{
    buffer_format(out, "- %.*s\n", TEXT_ARGS(line));
}

static void write_row(Buffer *out, const Text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) buffer_format(out, "| %.*s ", TEXT_ARGS(cells[i]));
    buffer_add(out, TEXT("|\n"));
}

static void open_table(Buffer *out, Text caption, const Text *heads, size_t count)
{
    write_paragraph(out, caption);
    write_row(out, heads, count);
    buffer_repeat(out, TEXT("|---"), count);
    buffer_add(out, TEXT("|\n"));
}

static void end_block(Buffer *out)
{
    buffer_add_byte(out, '\n');
}

static void nothing(Buffer *out)
{
    (void)out;
}

/* The blank line after the last paragraph goes. */
static void close_page(Buffer *out)
{
    out->length--;
}

static const Markup markdown = {
    .words = add_words,
    .strong = add_strong,
    .matched = add_strong,
    .link = add_link,
    .begin = open_page,
    .heading = write_heading,
    .paragraph = write_paragraph,
    .quote = write_quote,
    .open_list = nothing,
    .item = write_item,
    .close_list = end_block,
    .open_table = open_table,
    .row = write_row,
    .close_table = end_block,
    .end = close_page,
};

void md_alone(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    document_alone(out, &markdown, grade, from, style);
}

void md_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style)
{
    document_many(out, &markdown, grades, count, from, style);
}
