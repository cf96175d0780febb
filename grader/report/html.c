/*
 * One HTML file that needs nothing else: no script, no picture, no font, and a
 * policy in it that forbids them. It reads on paper and aloud too: headings in
 * order, captions, and nothing said by colour alone.
 */

#include "report/document.h"

#include "base/unicode.h"
#include "report/markup.h"

/* The faintest words, #595959 on white, have a contrast of 7 to 1. */
static const char style_sheet[] =
    "body{margin:2rem auto;max-width:48rem;padding:0 1rem;background:#fff;color:#1b1b1b;"
    "font:1rem/1.5 system-ui,sans-serif}\n"
    "h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .4em}\n"
    "h2{border-bottom:1px solid #767676}\n"
    "table{border-collapse:collapse;margin:1rem 0}\n"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}\n"
    "th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\n"
    "thead th{background:#eee}\n"
    "figure{margin:.6rem 0}\n"
    "blockquote{margin:0;padding:.1rem 0 .1rem .8rem;border-left:.25rem solid #767676;overflow-wrap:anywhere}\n"
    "blockquote p{margin:0}\n"
    "mark{background:#ffe58a;color:#1b1b1b;font-weight:bold;text-decoration:underline}\n"
    "figcaption,main>p:last-child{color:#595959;font-size:.9rem}\n"
    "figcaption{padding-left:1.05rem}\n"
    "a{color:#0b4f9e}\n"
    "@media print{body{margin:0;max-width:none;font-size:10.5pt}mark{background:none}"
    "figure,tr{break-inside:avoid}h1,h2,h3,h4,caption{break-after:avoid}a{color:inherit}}\n";

/* Letters that run from right to left must not drag their neighbours along. */
static bool runs_left(Text words)
{
    size_t bytes;
    for (size_t at = 0; at < words.length; at += bytes) {
        uint32_t point = unicode_next(text_slice(words, at, words.length), &bytes);
        if ((point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFDFF) ||
            (point >= 0xFE70 && point <= 0xFEFF) || (point >= 0x10800 && point <= 0x10FFF) ||
            (point >= 0x1E800 && point <= 0x1EFFF))
            return true;
    }
    return false;
}

static void add_words(Buffer *line, Text words)
{
    bool isolate = runs_left(words);
    if (isolate) buffer_add(line, TEXT("<bdi>"));
    markup_add(line, words);
    if (isolate) buffer_add(line, TEXT("</bdi>"));
}

static void add_strong(Buffer *line, Text words)
{
    buffer_add(line, TEXT("<strong>"));
    add_words(line, words);
    buffer_add(line, TEXT("</strong>"));
}

/* In a quote the letters around it run as they do. */
static void add_matched(Buffer *line, Text words)
{
    buffer_add(line, TEXT("<mark>"));
    markup_add(line, words);
    buffer_add(line, TEXT("</mark>"));
}

static void add_link(Buffer *line, size_t answer, Text words)
{
    buffer_format(line, "<a href=\"#answer-%zu\">", answer);
    add_words(line, words);
    buffer_add(line, TEXT("</a>"));
}

static void open_page(Buffer *out, Text title)
{
    buffer_add(out, TEXT("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                         "style-src 'unsafe-inline'\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"));
    markup_add(out, title);
    buffer_add(out, TEXT("</title>\n<style>\n"));
    buffer_add_string(out, style_sheet);
    buffer_add(out, TEXT("</style>\n</head>\n<body>\n<main>\n"));
}

static void write_heading(Buffer *out, int level, size_t answer, Text line)
{
    buffer_format(out, "<h%d", level);
    if (answer) buffer_format(out, " id=\"answer-%zu\"", answer);
    buffer_format(out, ">%.*s</h%d>\n", TEXT_ARGS(line), level);
}

static void write_paragraph(Buffer *out, Text line)
{
    buffer_format(out, "<p>%.*s</p>\n", TEXT_ARGS(line));
}

static void write_quote(Buffer *out, Text line, Text place)
{
    buffer_format(out,
                  "<figure>\n<blockquote dir=\"auto\"><p>%.*s</p></blockquote>\n<figcaption>%.*s</figcaption>\n"
                  "</figure>\n",
                  TEXT_ARGS(line), TEXT_ARGS(place));
}

static void open_list(Buffer *out)
{
    buffer_add(out, TEXT("<ul>\n"));
}

static void write_item(Buffer *out, Text line)
{
    buffer_format(out, "<li>%.*s</li>\n", TEXT_ARGS(line));
}

static void close_list(Buffer *out)
{
    buffer_add(out, TEXT("</ul>\n"));
}

static void open_table(Buffer *out, Text caption, const Text *heads, size_t count)
{
    buffer_format(out, "<table>\n<caption>%.*s</caption>\n<thead>\n<tr>", TEXT_ARGS(caption));
    for (size_t i = 0; i < count; i++) buffer_format(out, "<th scope=\"col\">%.*s</th>", TEXT_ARGS(heads[i]));
    buffer_add(out, TEXT("</tr>\n</thead>\n<tbody>\n"));
}

static void write_row(Buffer *out, const Text *cells, size_t count)
{
    buffer_add(out, TEXT("<tr>"));
    for (size_t i = 0; i < count; i++) {
        const char *element = i ? "td" : "th";
        buffer_format(out, "<%s%s>%.*s</%s>", element, i ? "" : " scope=\"row\"", TEXT_ARGS(cells[i]), element);
    }
    buffer_add(out, TEXT("</tr>\n"));
}

static void close_table(Buffer *out)
{
    buffer_add(out, TEXT("</tbody>\n</table>\n"));
}

static void close_page(Buffer *out)
{
    buffer_add(out, TEXT("</main>\n</body>\n</html>\n"));
}

static const Markup html = {
    .words = add_words,
    .strong = add_strong,
    .matched = add_matched,
    .link = add_link,
    .begin = open_page,
    .heading = write_heading,
    .paragraph = write_paragraph,
    .quote = write_quote,
    .open_list = open_list,
    .item = write_item,
    .close_list = close_list,
    .open_table = open_table,
    .row = write_row,
    .close_table = close_table,
    .end = close_page,
};

void html_alone(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    document_alone(out, &html, grade, from, style);
}

void html_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style)
{
    document_many(out, &html, grades, count, from, style);
}
