#include "study/sheet.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "study/study_parts.h"

typedef LIST_OF(Text) Cells;

/* What is still to be read. */
typedef struct {
    Text rest;
    size_t line;
    char separator;
    Text file;
    Arena *keep;
    Problems *problems;
} SheetSource;

static bool problem_at(const SheetSource *source, size_t line, const char *message)
{
    return problem(source->problems, study_place(source->file, line, source->problems->keep), "%s", message);
}

static bool at(const SheetSource *source, char byte)
{
    return source->rest.length && source->rest.at[0] == byte;
}

static void skip(SheetSource *source, size_t count)
{
    source->rest = text_slice(source->rest, count, source->rest.length);
}

/* Up to what ends a cell. */
static Text take_plain(SheetSource *source)
{
    size_t end = 0;
    while (end < source->rest.length && source->rest.at[end] != '\n' && source->rest.at[end] != source->separator)
        end++;
    Text plain = text_trim(text_slice(source->rest, 0, end));
    skip(source, end);
    return plain;
}

static bool take_quoted(SheetSource *source, Text *cell)
{
    Buffer content = buffer_new(source->keep);
    size_t started = source->line;
    for (skip(source, 1);; skip(source, 1)) {
        size_t end = text_find_byte(source->rest, '"');
        if (end == TEXT_NOT_FOUND) {
            skip(source, source->rest.length);
            return problem_at(source, started, "a quote is opened here and never closed");
        }
        for (size_t i = 0; i < end; i++) source->line += source->rest.at[i] == '\n';
        buffer_add(&content, text_slice(source->rest, 0, end));
        skip(source, end + 1);
        if (!at(source, '"')) break;
        buffer_add_byte(&content, '"');
    }
    *cell = text_trim(buffer_text(&content));
    if (take_plain(source).length == 0) return true;
    return problem_at(source, source->line, "text follows a closing quote; a quote inside a cell is written twice");
}

/* The next row's cells; false after a problem, but the whole row is taken. */
static bool take_row(SheetSource *source, Cells *cells)
{
    bool fine = true;
    for (;;) {
        Text cell = {0};
        if (source->separator == ',' && at(source, '"'))
            fine = take_quoted(source, &cell) && fine;
        else
            cell = take_plain(source);
        *LIST_ADD(cells, source->keep) = cell;
        if (!at(source, source->separator)) break;
        skip(source, 1);
    }
    skip(source, 1);
    source->line++;
    return fine;
}

static bool is_empty(const Cells *cells)
{
    return cells->count == 1 && cells->items[0].length == 0;
}

static bool has_right_count(const SheetSource *source, size_t line, size_t count, size_t columns)
{
    if (count == columns) return true;
    return problem(source->problems, study_place(source->file, line, source->problems->keep),
                   "has %zu cell%s, but the first line has %zu", count, count == 1 ? "" : "s", columns);
}

static void read_rows(SheetSource *source, Sheet *sheet)
{
    LIST_OF(SheetRow) rows = {0};
    size_t before = source->problems->list.count;
    while (source->rest.length) {
        Cells cells = {0};
        size_t line = source->line;
        bool fine = take_row(source, &cells);
        if (is_empty(&cells)) continue;
        if (fine && has_right_count(source, line, cells.count, sheet->column_count))
            *LIST_ADD(&rows, source->keep) = (SheetRow){line, cells.items};
        else if (study_gives_up(source->file, before, source->problems))
            break;
    }
    sheet->rows = rows.items;
    sheet->row_count = rows.count;
}

/* Byte order mark and encoding. */
static bool take_start(SheetSource *source)
{
    size_t valid = unicode_valid_prefix(source->rest), line = 1;
    if (valid < source->rest.length) {
        for (size_t i = 0; i < valid; i++) line += source->rest.at[i] == '\n';
        return problem_at(source, line, "is not valid UTF-8");
    }
    if (text_starts_with(source->rest, TEXT("\xEF\xBB\xBF"))) skip(source, 3);
    if (text_trim(source->rest).length == 0) return problem(source->problems, source->file, "is empty");
    return true;
}

static char find_separator(Text source)
{
    Text header = {0};
    text_next_line(&source, &header);
    return text_find_byte(header, '\t') == TEXT_NOT_FOUND ? ',' : '\t';
}

const Sheet *sheet_read(Text source, Text file, Arena *keep, Problems *problems)
{
    SheetSource reading = {.rest = source, .line = 1, .file = file, .keep = keep, .problems = problems};
    Sheet *sheet = NEW(keep, Sheet);
    Cells columns = {0};
    if (!take_start(&reading)) return NULL;
    reading.separator = find_separator(reading.rest);
    if (!take_row(&reading, &columns)) return NULL;
    *sheet = (Sheet){.file = file, .columns = columns.items, .column_count = columns.count};
    read_rows(&reading, sheet);
    return sheet;
}

size_t sheet_column(const Sheet *sheet, Text name)
{
    size_t column = 0;
    while (column < sheet->column_count && !text_equal(sheet->columns[column], name)) column++;
    return column;
}
