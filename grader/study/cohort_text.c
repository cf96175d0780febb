/* The summary for people. */

#include "study/cohort.h"

#include "report/page.h"
#include "report/shown.h"

enum { INDENT = 2, LEAST_TITLE = 20, MOST_HARD = 5, MOST_BAD = 8 };

/* Below this a criterion is named for discriminating badly. */
static const double least_discrimination = 0.1;

typedef struct {
    Page page;
    const Cohort *cohort;
    Arena *keep;
} Writer;

/* A criterion with one of its figures. */
typedef struct {
    const Dimension *dimension;
    const Criterion *criterion;
    double figure;
} Ranked;

typedef struct {
    Ranked *items;
    size_t count;
    size_t unknown; /* criteria without the figure */
} Ranking;

static void write_heading(const Writer *writer, const char *title)
{
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, INK_BOLD "%s", title);
    page_blank(&writer->page);
    page_heading(&writer->page, buffer_text(&line), TEXT(""));
}

static void write_legend(const Writer *writer, Text words)
{
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, INK_FAINT "%.*s", TEXT_ARGS(words));
    page_paragraph(&writer->page, INDENT, INDENT, buffer_text(&line));
}

static Text decimal_text(double number, Arena *keep)
{
    Buffer text = buffer_new(keep);
    shown_decimal(&text, number, false);
    return buffer_text(&text);
}

static Text count_text(size_t count, Arena *keep)
{
    Buffer text = buffer_new(keep);
    buffer_format(&text, "%zu", count);
    return buffer_text(&text);
}

static void write_counts(const Writer *writer)
{
    const Cohort *cohort = writer->cohort;
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, "%zu judged answer%s", cohort->judged, cohort->judged == 1 ? "" : "s");
    if (cohort->not_judged) buffer_format(&line, ", %zu not judged and left out", cohort->not_judged);
    if (cohort->judged < 2)
        buffer_add(&line, TEXT(": too few to sum up."));
    else if (cohort->judged < COHORT_LEAST)
        buffer_format(&line, ": a rough picture, and too few to say which criteria discriminate (that takes %d).",
                      COHORT_LEAST);
    else
        buffer_add_byte(&line, '.');
    page_paragraph(&writer->page, INDENT, INDENT, buffer_text(&line));
}

enum { BAND_CELLS = BAND_COUNT + 2 };

static void fill_bands(const Writer *writer, Text *cells, Text title, const size_t *bands)
{
    size_t sum = 0;
    cells[0] = title;
    for (size_t band = 0; band < BAND_COUNT; band++) {
        cells[1 + band] = count_text(bands[band], writer->keep);
        sum += band * bands[band];
    }
    cells[BAND_CELLS - 1] = decimal_text((double)sum / (double)writer->cohort->judged, writer->keep);
}

static void write_bands(const Writer *writer)
{
    const Rubric *rubric = writer->cohort->rubric;
    PageColumn columns[BAND_CELLS] = {{"answers by band", false, LEAST_TITLE}};
    Text *cells = NEW_ARRAY(writer->keep, Text, (rubric->dimension_count + 1) * BAND_CELLS);
    for (size_t band = 0; band < BAND_COUNT; band++) columns[1 + band] = (PageColumn){band_names[band], true, 0};
    columns[BAND_CELLS - 1] = (PageColumn){"mean", true, 0};
    fill_bands(writer, cells, TEXT("Overall"), writer->cohort->overall);
    for (size_t i = 0; i < rubric->dimension_count; i++)
        fill_bands(writer, cells + (i + 1) * BAND_CELLS, shown_line(rubric->dimensions[i].title, writer->keep),
                   writer->cohort->bands[i]);
    page_blank(&writer->page);
    page_table(&writer->page, columns, BAND_CELLS, cells, rubric->dimension_count + 1);
}

/* The criteria whose figure is known and below `below`, the lowest first; those with the same
   one in the rubric's order. */
static Ranking rank(const Writer *writer, Figure (*figure)(const Items *, size_t), double below)
{
    const Cohort *cohort = writer->cohort;
    Ranking ranking = {.items = NEW_ARRAY(writer->keep, Ranked, cohort->items.count + 1)};
    size_t item = 0;
    for (size_t i = 0; i < cohort->rubric->dimension_count; i++) {
        const Dimension *dimension = &cohort->rubric->dimensions[i];
        for (size_t k = 0; k < dimension->criterion_count; k++) {
            Figure found = figure(&cohort->items, item++);
            ranking.unknown += !found.known;
            if (!found.known || found.value >= below) continue;
            size_t at = ranking.count++;
            for (; at > 0 && found.value < ranking.items[at - 1].figure; at--)
                ranking.items[at] = ranking.items[at - 1];
            ranking.items[at] = (Ranked){dimension, &dimension->criteria[k], found.value};
        }
    }
    return ranking;
}

static void write_ranking(const Writer *writer, const Ranking *ranking, size_t most, const char *figure)
{
    enum { CELLS = 4 };
    const PageColumn columns[CELLS] = {
        {"id", false, 0}, {figure, true, 0}, {"n", true, 0}, {"criterion", false, LEAST_TITLE}};
    size_t rows = ranking->count < most ? ranking->count : most;
    Text *cells = NEW_ARRAY(writer->keep, Text, rows * CELLS + 1);
    for (size_t i = 0; i < rows; i++) {
        const Ranked *ranked = &ranking->items[i];
        Buffer id = buffer_new(writer->keep);
        buffer_format(&id, "%.*s.%.*s", TEXT_ARGS(ranked->dimension->id), TEXT_ARGS(ranked->criterion->id));
        cells[i * CELLS] = shown_line(buffer_text(&id), writer->keep);
        cells[i * CELLS + 1] = decimal_text(ranked->figure, writer->keep);
        cells[i * CELLS + 2] = count_text(writer->cohort->judged, writer->keep);
        cells[i * CELLS + 3] = shown_line(ranked->criterion->title, writer->keep);
    }
    page_table(&writer->page, columns, CELLS, cells, rows);
}

static void write_hardest(const Writer *writer)
{
    Ranking ranking = rank(writer, item_mean, RUNG_COUNT);
    write_heading(writer, "Hardest criteria");
    write_ranking(writer, &ranking, MOST_HARD, "mean rung");
}

/* Of how many criteria the list is not all, or says nothing. */
static void add_left_out(Buffer *line, const Ranking *ranking)
{
    if (ranking->count > MOST_BAD) buffer_format(line, "%zu more have one below 0.10. ", ranking->count - MOST_BAD);
    if (ranking->unknown)
        buffer_format(line, "%zu got the same rung in every answer, so nothing can be said of %s. ", ranking->unknown,
                      ranking->unknown == 1 ? "it" : "them");
}

static void write_discrimination(const Writer *writer)
{
    Ranking ranking = rank(writer, item_discrimination, least_discrimination);
    Buffer legend = page_buffer(&writer->page);
    write_heading(writer, "Criteria that discriminate badly");
    if (ranking.count)
        write_ranking(writer, &ranking, MOST_BAD, "r");
    else
        page_paragraph(&writer->page, INDENT, INDENT, TEXT("None."));
    add_left_out(&legend, &ranking);
    buffer_add(&legend,
               TEXT("r: corrected item-total correlation, of the rung with the sum of the answer's other rungs. "
                    "Below 0.10 a criterion hardly tells strong answers from weak ones, below 0 it tells "
                    "them the wrong way round."));
    write_legend(writer, buffer_text(&legend));
}

void cohort_write(Buffer *out, const Cohort *cohort, const ReportStyle *style)
{
    Writer writer = {page_open(out, style), cohort, out->arena};
    write_heading(&writer, "All answers together");
    write_counts(&writer);
    if (cohort->judged < 2) return;
    write_bands(&writer);
    write_hardest(&writer);
    if (cohort->judged >= COHORT_LEAST) write_discrimination(&writer);
}
