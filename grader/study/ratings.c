#include "study/ratings.h"

#include <assert.h>

#include "base/buffer.h"
#include "rubric/rubric.h"
#include "study/sheet.h"
#include "study/study_parts.h"

/* The columns of one dimension: which, and how many. */
typedef struct {
    size_t columns[MOST_READERS];
    size_t count;
} Source;

typedef struct {
    const Sheet *sheet;
    const Text *dimensions;
    size_t dimension_count;
    Source *sources;
    bool *used; /* for each column of the sheet */
    Arena *keep;
    Problems *problems;
} Reading;

static Text header_place(const Reading *reading)
{
    return study_place(reading->sheet->file, 1, reading->problems->keep);
}

/* Take a column for a dimension's next reader. */
static void use_column(Reading *reading, Source *source, Text name)
{
    const Sheet *sheet = reading->sheet;
    size_t column = sheet_column(sheet, name);
    if (column == sheet->column_count) return;
    reading->used[column] = true;
    for (size_t i = column + 1; i < sheet->column_count; i++) {
        if (!text_equal(sheet->columns[i], name)) continue;
        reading->used[i] = true;
        problem(reading->problems, header_place(reading), "the column %.*s stands there twice", TEXT_ARGS(name));
    }
    source->columns[source->count++] = column;
}

static Text reader_column(Text dimension, int reader, Arena *keep)
{
    Buffer name = buffer_new(keep);
    buffer_format(&name, "%.*s_r%d", TEXT_ARGS(dimension), reader);
    return buffer_text(&name);
}

static void find_sources(Reading *reading)
{
    for (size_t i = 0; i < reading->dimension_count; i++) {
        Text dimension = reading->dimensions[i];
        Source *source = &reading->sources[i], single = {0};
        for (int reader = 1; reader <= MOST_READERS; reader++)
            use_column(reading, source, reader_column(dimension, reader, reading->keep));
        use_column(reading, &single, dimension);
        if (single.count && source->count)
            problem(reading->problems, header_place(reading), "has both %.*s and %.*s_r1 or _r2: one is too many",
                    TEXT_ARGS(dimension), TEXT_ARGS(dimension));
        else if (single.count)
            *source = single;
    }
}

static bool any_source(const Reading *reading)
{
    for (size_t i = 0; i < reading->dimension_count; i++)
        if (reading->sources[i].count) return true;
    Buffer names = buffer_new(reading->problems->keep);
    for (size_t i = 0; i < reading->dimension_count; i++)
        buffer_format(&names, "%s%.*s", i ? ", " : "", TEXT_ARGS(reading->dimensions[i]));
    return problem(reading->problems, header_place(reading),
                   "no column is a dimension of the results, alone or with _r1 and _r2; they have %.*s",
                   TEXT_ARGS(buffer_text(&names)));
}

static bool find_id(Reading *reading, size_t *column)
{
    Source id = {0};
    use_column(reading, &id, TEXT("id"));
    *column = id.columns[0];
    if (id.count) return true;
    return problem(reading->problems, header_place(reading),
                   "no column is called id; the first line names the columns, parted by tabs or commas");
}

static bool is_missing(Text cell)
{
    return cell.length == 0 || text_equal(cell, TEXT("-")) || text_equal(cell, TEXT("NA"));
}

/* A band may lie between two: readers who agreed on 2.5. By whole numbers, to read the same everywhere. */
static bool read_band(Text cell, double *band)
{
    enum { MOST_DIGITS = 4 };
    size_t point = text_find_byte(cell, '.');
    Text whole = text_slice(cell, 0, point), part = {0};
    unsigned number, fraction = 0;
    double scale = 1;
    if (point != TEXT_NOT_FOUND) {
        part = text_slice(cell, point + 1, cell.length);
        if (part.length > MOST_DIGITS || !text_whole_number(part, &fraction)) return false;
    }
    if (!text_whole_number(whole, &number)) return false;
    for (size_t i = 0; i < part.length; i++) scale *= 10;
    *band = (number * scale + fraction) / scale;
    return *band <= BAND_COUNT - 1;
}

static Rating read_rating(const Reading *reading, const SheetRow *row, const Source *source)
{
    Rating rating = {0};
    for (size_t i = 0; i < source->count; i++) {
        size_t column = source->columns[i];
        Text cell = row->cells[column], name = reading->sheet->columns[column];
        if (is_missing(cell)) continue;
        if (read_band(cell, &rating.bands[rating.count]))
            rating.count++;
        else
            problem(reading->problems, study_place(reading->sheet->file, row->line, reading->problems->keep),
                    "%.*s must be a number from 0 to %d, or empty, not %.*s", TEXT_ARGS(name), BAND_COUNT - 1,
                    TEXT_ARGS(cell));
    }
    return rating;
}

static RatedText read_text(const Reading *reading, const SheetRow *row, size_t id_column)
{
    Rating *ratings = NEW_ARRAY(reading->keep, Rating, reading->dimension_count);
    Text id = row->cells[id_column];
    if (id.length == 0)
        problem(reading->problems, study_place(reading->sheet->file, row->line, reading->problems->keep),
                "the id is empty");
    for (size_t i = 0; i < reading->dimension_count; i++) ratings[i] = read_rating(reading, row, &reading->sources[i]);
    return (RatedText){.id = id, .line = row->line, .ratings = ratings};
}

static void read_texts(const Reading *reading, size_t id_column, Ratings *ratings)
{
    const Sheet *sheet = reading->sheet;
    size_t before = reading->problems->list.count;
    RatedText *texts = NEW_ARRAY(reading->keep, RatedText, sheet->row_count);
    IdIndex ids = {.items = NEW_ARRAY(reading->keep, IdEntry, sheet->row_count)};
    for (size_t i = 0; i < sheet->row_count; i++) {
        texts[i] = read_text(reading, &sheet->rows[i], id_column);
        if (texts[i].id.length) ids.items[ids.count++] = (IdEntry){texts[i].id, texts[i].line, i};
        if (study_gives_up(sheet->file, before, reading->problems)) return;
    }
    ids_sort(ids, sheet->file, reading->problems);
    ratings->texts = texts;
    ratings->count = sheet->row_count;
}

static void list_columns(const Reading *reading, Ratings *ratings)
{
    LIST_OF(Text) ignored = {0};
    bool *rated = NEW_ARRAY(reading->keep, bool, reading->dimension_count);
    for (size_t i = 0; i < reading->sheet->column_count; i++)
        if (!reading->used[i]) *LIST_ADD(&ignored, reading->keep) = reading->sheet->columns[i];
    for (size_t i = 0; i < reading->dimension_count; i++) rated[i] = reading->sources[i].count > 0;
    ratings->rated = rated;
    ratings->ignored = ignored.items;
    ratings->ignored_count = ignored.count;
}

const Ratings *ratings_read(Text source, Text file, const Text *dimensions, size_t dimension_count, Arena *keep,
                            Problems *problems)
{
    size_t before = problems->list.count, id_column;
    Ratings *ratings = NEW(keep, Ratings);
    Reading reading = {
        .dimensions = dimensions, .dimension_count = dimension_count, .keep = keep, .problems = problems};
    reading.sheet = sheet_read(source, file, keep, problems);
    if (!reading.sheet) return NULL;
    reading.sources = NEW_ARRAY(keep, Source, dimension_count);
    reading.used = NEW_ARRAY(keep, bool, reading.sheet->column_count);
    find_sources(&reading);
    if (!find_id(&reading, &id_column) || !any_source(&reading)) return NULL;
    ratings->file = file;
    read_texts(&reading, id_column, ratings);
    list_columns(&reading, ratings);
    return problems->list.count == before ? ratings : NULL;
}

double rating_mean(const Rating *rating)
{
    assert(rating->count);
    double sum = 0;
    for (size_t i = 0; i < rating->count; i++) sum += rating->bands[i];
    return sum / (double)rating->count;
}
