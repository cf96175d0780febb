#include "report/page.h"

#include "base/unicode.h"
#include "base/wrap.h"

enum { LEAST_WIDTH = 40, LABEL_COLUMNS = 12, INDENT = 2 };

Page page_open(Buffer *out, const ReportStyle *style)
{
    return (Page){out, style->width > LEAST_WIDTH ? style->width : LEAST_WIDTH, style->colour, style->plain};
}

Buffer page_buffer(const Page *page)
{
    return buffer_new(page->out->arena);
}

void page_blank(const Page *page)
{
    buffer_add_byte(page->out, '\n');
}

/* Inks become colours, or go. */
void page_line(const Page *page, Text line)
{
    static const char *const colours[] = {
        [1] = "\x1b[0m",    [2] = "\x1b[0;1m",  [3] = "\x1b[0;2m",
        [4] = "\x1b[0;32m", [5] = "\x1b[0;33m", [6] = "\x1b[0;31m",
    };
    char ink = *INK_PLAIN;
    for (size_t i = 0; i < line.length; i++) {
        char byte = line.at[i];
        bool is_ink = byte >= *INK_PLAIN && byte <= *INK_POOR;
        if (!is_ink)
            buffer_add_byte(page->out, byte);
        else if (page->colour && byte != ink)
            buffer_add_string(page->out, colours[(int)byte]);
        if (is_ink) ink = byte;
    }
    if (page->colour && ink != *INK_PLAIN) buffer_add_string(page->out, colours[1]);
    buffer_add_byte(page->out, '\n');
}

void page_paragraph(const Page *page, size_t first, size_t indent, Text text)
{
    Buffer wrapped = page_buffer(page);
    buffer_repeat(&wrapped, TEXT(" "), first);
    wrap_add(&wrapped, text, page->width, first, indent);
    page_line(page, buffer_text(&wrapped));
}

void page_labelled(const Page *page, const char *label, Text text)
{
    Buffer wrapped = page_buffer(page);
    buffer_repeat(&wrapped, TEXT(" "), INDENT);
    page_pad(&wrapped, text_from(label), LABEL_COLUMNS);
    wrap_add(&wrapped, text, page->width, INDENT + LABEL_COLUMNS, INDENT + LABEL_COLUMNS);
    page_line(page, buffer_text(&wrapped));
}

static void plain_heading(const Page *page, Text title, Text label)
{
    Buffer line = page_buffer(page);
    buffer_add(&line, title);
    buffer_add_string(&line, label.length ? INK_PLAIN ": " : INK_PLAIN);
    buffer_add(&line, label);
    page_paragraph(page, 0, INDENT, buffer_text(&line));
}

void page_heading(const Page *page, Text title, Text label)
{
    if (page->plain) {
        plain_heading(page, title, label);
        return;
    }
    size_t taken = unicode_width(title) + 1 + unicode_width(label) + (label.length > 0);
    if (taken + 2 > page->width) {
        page_paragraph(page, 0, 0, title);
        page_paragraph(page, 2, 2, label);
        return;
    }
    Buffer line = page_buffer(page);
    buffer_add(&line, title);
    buffer_add(&line, TEXT(INK_FAINT " "));
    buffer_repeat(&line, TEXT("─"), page->width - taken);
    buffer_add_string(&line, label.length ? INK_PLAIN " " : INK_PLAIN);
    buffer_add(&line, label);
    page_line(page, buffer_text(&line));
}

void page_pad(Buffer *line, Text text, size_t columns)
{
    size_t width = unicode_width(text);
    buffer_add(line, text);
    if (width < columns) buffer_repeat(line, TEXT(" "), columns - width);
}

void page_bar(const Page *page, Buffer *line, BarKind kind, double share, size_t cells)
{
    if (page->plain) return;
    static const char *const full[] = {[BAR_THICK] = "█", [BAR_THIN] = "━"};
    static const char *const empty[] = {[BAR_THICK] = "░", [BAR_THIN] = "─"};
    size_t filled = share > 0 ? (size_t)(share * (double)cells + 0.5) : 0;
    if (share > 0 && filled == 0) filled = 1;
    if (filled > cells) filled = cells;
    buffer_repeat(line, text_from(full[kind]), filled);
    buffer_add(line, TEXT(INK_FAINT));
    buffer_repeat(line, text_from(empty[kind]), cells - filled);
    buffer_add(line, TEXT(INK_PLAIN));
}

void page_rung(const Page *page, Buffer *line, int rung)
{
    if (page->plain) {
        buffer_format(line, "rung %d of %d", rung, RUNG_COUNT - 1);
        return;
    }
    buffer_repeat(line, TEXT("●"), (size_t)rung);
    buffer_repeat(line, TEXT("○"), (size_t)(RUNG_COUNT - 1 - rung));
}

const char *page_ink(int band)
{
    return band >= 3 ? INK_GOOD : band == 2 ? INK_FAIR : INK_POOR;
}
