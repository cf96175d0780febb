#include "report/page.h"

#include "base/unicode.h"
#include "report/shown.h"

enum { INDENT = 2, GAP = 2 };

typedef struct {
    const Page *page;
    const PageColumn *columns;
    size_t column_count;
    const Text *cells;
    size_t row_count;
    size_t *widths;
} Table;

static Text cell_at(const Table *table, size_t row, size_t column)
{
    return table->cells[row * table->column_count + column];
}

static size_t total_width(const Table *table)
{
    size_t total = INDENT;
    for (size_t c = 0; c < table->column_count; c++) total += table->widths[c] + (c ? GAP : 0);
    return total;
}

static void measure(Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        table->widths[c] = unicode_width(text_from(table->columns[c].head));
        for (size_t r = 0; r < table->row_count; r++) {
            size_t width = unicode_width(cell_at(table, r, c));
            if (width > table->widths[c]) table->widths[c] = width;
        }
    }
}

/* Cut what may be cut, the first such column first. False when that is not enough. */
static bool fit(Table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        size_t total = total_width(table), least = table->columns[c].least;
        if (total <= table->page->width) return true;
        if (least == 0 || least >= table->widths[c]) continue;
        size_t spare = table->widths[c] - least, over = total - table->page->width;
        table->widths[c] -= over < spare ? over : spare;
    }
    return total_width(table) <= table->page->width;
}

static void add_cell(const Table *table, Buffer *line, size_t column, Text cell)
{
    size_t columns = table->widths[column], width = unicode_width(cell);
    if (column) buffer_repeat(line, TEXT(" "), GAP);
    if (width > columns) cell = shown_middle(cell, columns, line->arena);
    if (table->columns[column].right) buffer_repeat(line, TEXT(" "), width < columns ? columns - width : 0);
    page_pad(line, cell, table->columns[column].right ? 0 : columns);
}

static void end_line(const Table *table, Buffer *line)
{
    while (line->length && line->at[line->length - 1] == ' ') line->length--;
    page_line(table->page, buffer_text(line));
}

static void write_head(const Table *table)
{
    Buffer line = page_buffer(table->page);
    buffer_repeat(&line, TEXT(" "), INDENT);
    buffer_add_string(&line, INK_FAINT);
    for (size_t c = 0; c < table->column_count; c++) add_cell(table, &line, c, text_from(table->columns[c].head));
    end_line(table, &line);
}

static void write_row(const Table *table, size_t row)
{
    Buffer line = page_buffer(table->page);
    buffer_repeat(&line, TEXT(" "), INDENT);
    for (size_t c = 0; c < table->column_count; c++) add_cell(table, &line, c, cell_at(table, row, c));
    end_line(table, &line);
}

static void write_stacked(const Table *table, size_t row)
{
    Buffer line = page_buffer(table->page);
    page_paragraph(table->page, INDENT, 2 * INDENT, cell_at(table, row, 0));
    for (size_t c = 1; c < table->column_count; c++) {
        if (cell_at(table, row, c).length == 0) continue;
        buffer_format(&line, "%s%s ", line.length ? ", " : "", table->columns[c].head);
        buffer_add(&line, text_trim(cell_at(table, row, c)));
    }
    page_paragraph(table->page, 2 * INDENT, 2 * INDENT, buffer_text(&line));
}

void page_table(const Page *page, const PageColumn *columns, size_t column_count, const Text *cells, size_t row_count)
{
    Table table = {page, columns, column_count, cells, row_count, NEW_ARRAY(page->out->arena, size_t, column_count)};
    measure(&table);
    bool beside = fit(&table);
    if (beside) write_head(&table);
    for (size_t r = 0; r < row_count; r++) {
        if (beside)
            write_row(&table, r);
        else
            write_stacked(&table, r);
    }
}
