#ifndef GRADER_REPORT_PAGE_H
#define GRADER_REPORT_PAGE_H

/*
 * A page of a report at a terminal: paragraphs wrapped by display width, bars
 * and rules.
 *
 * An ink is one control byte inside the text, which holds until the next one.
 * Text from outside cannot hold any, since shown_line() takes control characters
 * out. Colour never says what the words do not say too.
 *
 * A plain page is read aloud: what is drawn is said instead, or left out.
 */

#include "report/report.h"

#define INK_PLAIN "\001"
#define INK_BOLD  "\002"
#define INK_FAINT "\003"
#define INK_GOOD  "\004"
#define INK_FAIR  "\005"
#define INK_POOR  "\006"

typedef struct {
    Buffer *out;
    size_t width;
    bool colour;
    bool plain;
} Page;

Page page_open(Buffer *out, const ReportStyle *style);

/* An empty text to build a line or paragraph in. */
Buffer page_buffer(const Page *page);

void page_blank(const Page *page);

/* The first line indented by `first`, each further one by `indent`. */
void page_paragraph(const Page *page, size_t first, size_t indent, Text text);

/* A label, and a text that wraps beside it. */
void page_labelled(const Page *page, const char *label, Text text);

/* A line as it is. */
void page_line(const Page *page, Text line);

/* A title, a rule and a label at the right edge; plain: "title: label". */
void page_heading(const Page *page, Text title, Text label);

/* Spaces after the text up to `columns`; none when it is wider. */
void page_pad(Buffer *line, Text text, size_t columns);

/* Bars: so many of `cells`, at least one for anything above 0. None on a plain page. */
typedef enum { BAR_THICK, BAR_THIN } BarKind;

void page_bar(const Page *page, Buffer *line, BarKind kind, double share, size_t cells);

/* A rung as a mark, "●●○"; plain: "rung 2 of 3". */
void page_rung(const Page *page, Buffer *line, int rung);

/* A column of a table. */
typedef struct {
    const char *head;
    bool right;   /* numbers end at one edge */
    size_t least; /* when the page is narrow its cells may be cut in the middle to so many columns; 0: never */
} PageColumn;

/* Rows of cells, one for each column, each fit to show; all columns as wide as their widest
   cell. Where that is wider than the page, each row becomes its first cell and a paragraph of
   the others, each after its head. */
void page_table(const Page *page, const PageColumn *columns, size_t column_count, const Text *cells,
                size_t row_count);

/* The ink of a band. */
const char *page_ink(int band);

#endif
