/* Many grades as one table, in the order they came. */

#include "report/report_parts.h"

#include "base/unicode.h"
#include "report/page.h"

enum { INDENT = 2, BAND_COLUMNS = 10, SCORE_COLUMNS = 5, SIGNAL_COLUMNS = 13, GAP = 2 };
enum { MOST_HEADS = 8, LEAST_HEAD = 3, MOST_HEAD = 12, LEAST_NAME = 14 };

typedef struct {
    Page page;
    Text ids[MOST_HEADS]; /* of the headline dimensions */
    Text titles[MOST_HEADS];
    size_t head_count, head_columns;
    size_t name_columns;
    size_t flag_columns; /* 0: flags stand under their row */
    bool stacked;        /* too narrow for a table: a few lines for each grade */
} Table;

static Arena *arena(const Table *table)
{
    return table->page.out->arena;
}

static const Grade *first_judged(const Grade *const *grades, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (grades[i]->judged) return grades[i];
    return NULL;
}

static void read_heads(Table *table, const Grade *grade)
{
    for (size_t i = 0; grade && i < grade->rubric->dimension_count && table->head_count < MOST_HEADS; i++) {
        const Dimension *dimension = grade->dimensions[i].dimension;
        if (!dimension->headline) continue;
        table->ids[table->head_count] = shown_line(dimension->id, arena(table));
        table->titles[table->head_count++] = shown_line(dimension->title, arena(table));
    }
}

static bool heads_differ(const Table *table, size_t columns)
{
    for (size_t i = 0; i < table->head_count; i++)
        for (size_t k = 0; k < i; k++)
            if (text_equal(shown_cut(table->ids[i], columns), shown_cut(table->ids[k], columns))) return false;
    return true;
}

static Text flag_list(const Grade *grade, Arena *keep)
{
    Buffer list = buffer_new(keep);
    for (size_t i = 0; i < grade->flag_count; i++) {
        if (i > 0 && text_equal(grade->flags[i].id, grade->flags[i - 1].id)) continue;
        buffer_add_string(&list, i ? ", " : "");
        buffer_add(&list, shown_line(grade->flags[i].id, keep));
    }
    return buffer_text(&list);
}

/* What the row says last: its flags, or why there is no grade. */
static Text row_note(const Grade *grade, Arena *keep)
{
    return grade->judged ? flag_list(grade, keep) : shown_line(grade->reason, keep);
}

/* Columns of everything between the name and the flags. */
static size_t middle_columns(const Table *table)
{
    return GAP + BAND_COLUMNS + GAP + SCORE_COLUMNS + GAP + SIGNAL_COLUMNS +
           table->head_count * (table->head_columns + 1) + (table->head_count ? 1 : 0);
}

static void measure(Table *table, const Grade *const *grades, size_t count)
{
    size_t name = LEAST_NAME, flags = 0;
    for (size_t i = 0; i < count; i++) {
        size_t width = unicode_width(shown_name(grades[i], arena(table)));
        if (width > name) name = width;
        width = grades[i]->judged ? unicode_width(flag_list(grades[i], arena(table))) : 0;
        if (width > flags) flags = width;
    }
    size_t middle = middle_columns(table);
    table->stacked = middle + LEAST_NAME > table->page.width;
    if (table->stacked) return;
    size_t room = table->page.width - middle;
    if (flags && room >= LEAST_NAME + GAP + flags) {
        table->flag_columns = flags;
        room -= GAP + flags;
    }
    table->name_columns = name < room ? name : room;
}

static Table table_new(Buffer *out, const Grade *const *grades, size_t count, const ReportStyle *style)
{
    Table table = {.page = page_open(out, style), .head_columns = LEAST_HEAD};
    read_heads(&table, first_judged(grades, count));
    while (table.head_columns < MOST_HEAD && !heads_differ(&table, table.head_columns)) table.head_columns++;
    measure(&table, grades, count);
    return table;
}

static void add_gap(Buffer *line)
{
    buffer_repeat(line, TEXT(" "), GAP);
}

static void write_head(const Table *table)
{
    Buffer line = buffer_new(arena(table));
    buffer_add_string(&line, INK_FAINT);
    page_pad(&line, TEXT("name"), table->name_columns + GAP);
    page_pad(&line, TEXT("band"), BAND_COLUMNS + GAP);
    page_pad(&line, TEXT("score"), SCORE_COLUMNS + GAP);
    page_pad(&line, TEXT("signal"), SIGNAL_COLUMNS + GAP);
    for (size_t i = 0; i < table->head_count; i++)
        page_pad(&line, shown_cut(table->ids[i], table->head_columns), table->head_columns + 1);
    if (table->flag_columns) buffer_add(&line, TEXT(" flags"));
    page_line(&table->page, text_trim(buffer_text(&line)));
}

static void add_band(Buffer *line, const Grade *grade, Text id)
{
    const DimensionGrade *dimension = grade_dimension(grade, id);
    if (dimension)
        buffer_format(line, "%s%d" INK_PLAIN, page_ink(dimension->band), dimension->band);
    else
        buffer_add(line, TEXT(INK_FAINT "–" INK_PLAIN));
}

static Text signal_mark(const Grade *grade, Arena *keep)
{
    Buffer mark = buffer_new(keep);
    buffer_format(&mark, "%s%s", grade->confidence == CONFIDENCE_LOW ? "~" : "", signal_names[grade->signal]);
    return buffer_text(&mark);
}

static void add_result(Buffer *line, const Grade *grade)
{
    if (!grade->judged) {
        page_pad(line, TEXT("not judged"), BAND_COLUMNS + GAP);
        page_pad(line, TEXT("    –"), SCORE_COLUMNS + GAP);
        page_pad(line, TEXT("–"), SIGNAL_COLUMNS + GAP);
        return;
    }
    Buffer band = buffer_new(line->arena);
    buffer_format(&band, "%s%d %s" INK_PLAIN, page_ink(grade->band), grade->band, band_names[grade->band]);
    page_pad(line, buffer_text(&band), BAND_COLUMNS + GAP);
    buffer_format(line, "%*d", SCORE_COLUMNS, shown_score(grade->score));
    add_gap(line);
    page_pad(line, signal_mark(grade, line->arena), SIGNAL_COLUMNS + GAP);
}

static void write_note(const Table *table, const Grade *grade)
{
    Buffer note = buffer_new(arena(table));
    buffer_format(&note, INK_FAINT "%.*s", TEXT_ARGS(row_note(grade, note.arena)));
    page_paragraph(&table->page, INDENT, INDENT, buffer_text(&note));
}

static void write_row(const Table *table, const Grade *grade)
{
    Buffer line = buffer_new(arena(table));
    Text name = shown_middle(shown_name(grade, line.arena), table->name_columns, line.arena);
    bool beside = table->flag_columns && grade->judged;
    page_pad(&line, name, table->name_columns + GAP);
    add_result(&line, grade);
    for (size_t i = 0; i < table->head_count; i++) {
        buffer_repeat(&line, TEXT(" "), (table->head_columns - 1) / 2);
        add_band(&line, grade, table->ids[i]);
        buffer_repeat(&line, TEXT(" "), table->head_columns / 2 + 1);
    }
    if (beside) buffer_format(&line, " %.*s", TEXT_ARGS(flag_list(grade, line.arena)));
    page_line(&table->page, text_trim(buffer_text(&line)));
    if (!beside && row_note(grade, line.arena).length) write_note(table, grade);
}

/* The same facts in a few short lines. */
static void write_record(const Table *table, const Grade *grade)
{
    Buffer name = buffer_new(arena(table)), result = buffer_new(arena(table)), bands = buffer_new(arena(table));
    size_t room = table->page.width;
    buffer_format(&name, INK_BOLD "%.*s", TEXT_ARGS(shown_middle(shown_name(grade, name.arena), room, name.arena)));
    page_line(&table->page, buffer_text(&name));
    if (!grade->judged) {
        buffer_format(&result, "not judged: %.*s", TEXT_ARGS(row_note(grade, result.arena)));
        page_paragraph(&table->page, INDENT, INDENT, buffer_text(&result));
        return;
    }
    buffer_format(&result, "%s%d %s" INK_PLAIN " %d, %.*s", page_ink(grade->band), grade->band, band_names[grade->band],
                  shown_score(grade->score), TEXT_ARGS(signal_mark(grade, result.arena)));
    page_paragraph(&table->page, INDENT, INDENT, buffer_text(&result));
    for (size_t i = 0; i < table->head_count; i++) {
        buffer_format(&bands, "%s%.*s ", i ? "  " : "", TEXT_ARGS(shown_cut(table->ids[i], table->head_columns)));
        add_band(&bands, grade, table->ids[i]);
    }
    page_paragraph(&table->page, INDENT, INDENT, buffer_text(&bands));
    if (grade->flag_count) write_note(table, grade);
}

static void write_legend(const Table *table)
{
    Buffer line = buffer_new(arena(table));
    buffer_add_string(&line, INK_FAINT);
    for (size_t i = 0; i < table->head_count; i++) {
        Text head = shown_cut(table->ids[i], table->head_columns);
        buffer_format(&line, "%.*s = %.*s; ", TEXT_ARGS(head), TEXT_ARGS(table->titles[i]));
    }
    for (int band = 0; band < BAND_COUNT; band++)
        buffer_format(&line, "%s%d=%s", band ? " " : "", band, band_names[band]);
    buffer_add(&line, TEXT("; ~ low confidence"));
    page_blank(&table->page);
    page_paragraph(&table->page, 0, 0, buffer_text(&line));
}

void text_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style)
{
    if (count == 0) return;
    Table table = table_new(out, grades, count, style);
    if (!table.stacked) write_head(&table);
    for (size_t i = 0; i < count; i++) {
        if (table.stacked)
            write_record(&table, grades[i]);
        else
            write_row(&table, grades[i]);
    }
    write_legend(&table);
    Buffer footer = buffer_new(arena(&table));
    buffer_format(&footer, INK_FAINT "%.*s", TEXT_ARGS(shown_provenance(from, footer.arena)));
    page_paragraph(&table.page, 0, 0, buffer_text(&footer));
}
