/* The tables for people. */

#include "study/agree.h"

#include <math.h>

#include "base/unicode.h"
#include "base/wrap.h"

enum { WIDTH = 80, LEAST_NAME = 13, COUNT_COLUMNS = 5, CELL = 6, WIDE_CELL = 8, MOST_IDS = 5 };

typedef struct {
    Buffer *out;
    const Agreement *agreement;
    size_t name_columns;
} Tables;

/* Ids come from files: one line, fit to be shown. */
static Text shown(Text id, Arena *keep)
{
    Buffer line = buffer_new(keep);
    Text safe = unicode_printable(id, keep);
    for (size_t i = 0; i < safe.length; i++) buffer_add_byte(&line, is_space(safe.at[i]) ? ' ' : safe.at[i]);
    return buffer_text(&line);
}

static void add_right(Buffer *out, Text text, size_t columns)
{
    size_t width = unicode_width(text);
    if (width < columns) buffer_repeat(out, TEXT(" "), columns - width);
    buffer_add(out, text);
}

static void add_left(Buffer *out, Text text, size_t columns)
{
    size_t width = unicode_width(text);
    buffer_add(out, text);
    if (width < columns) buffer_repeat(out, TEXT(" "), columns - width);
}

/* By whole numbers, because printf's decimal point follows the locale. */
static void add_decimal(Buffer *out, double value, unsigned digits, size_t columns)
{
    long long scale = 1;
    for (unsigned i = 0; i < digits; i++) scale *= 10;
    long long scaled = llround(fabs(value) * (double)scale);
    Buffer number = buffer_new(out->arena);
    buffer_format(&number, "%s%lld", value < 0 && scaled ? "-" : "", scaled / scale);
    if (digits) buffer_format(&number, ".%0*lld", (int)digits, scaled % scale);
    add_right(out, buffer_text(&number), columns);
}

static void add_figure(Buffer *out, Figure figure, size_t columns)
{
    if (figure.known)
        add_decimal(out, figure.value, 2, columns);
    else
        add_right(out, TEXT("-"), columns);
}

/* With room for the mark of what is outside the limits. */
static void add_marked(Buffer *out, Figure figure, bool marked)
{
    add_figure(out, figure, CELL);
    buffer_add_byte(out, marked ? '!' : ' ');
}

static void add_percent(Buffer *out, Figure share, size_t columns)
{
    Buffer percent = buffer_new(out->arena);
    if (share.known) {
        add_decimal(&percent, share.value * 100, 0, 0);
        buffer_add_byte(&percent, '%');
    } else {
        buffer_add_byte(&percent, '-');
    }
    add_right(out, buffer_text(&percent), columns);
}

static void add_line(const Tables *tables, Text line)
{
    size_t end = line.length;
    while (end && line.at[end - 1] == ' ') end--;
    buffer_add(tables->out, text_slice(line, 0, end));
    buffer_add_byte(tables->out, '\n');
}

static void add_blank(const Tables *tables)
{
    buffer_add_byte(tables->out, '\n');
}

static void add_paragraph(const Tables *tables, Text text)
{
    wrap_add(tables->out, text, WIDTH, 0, 2);
    add_blank(tables);
}

static Buffer name_line(const Tables *tables, Text name)
{
    Buffer line = buffer_new(tables->out->arena);
    add_left(&line, name, tables->name_columns);
    return line;
}

/* How many, and the first few by name. */
static void write_ids(const Tables *tables, const char *what, Texts ids)
{
    Buffer line = buffer_new(tables->out->arena);
    if (!ids.count) return;
    buffer_format(&line, "%s: %zu (", what, ids.count);
    for (size_t i = 0; i < ids.count && i < MOST_IDS; i++)
        buffer_format(&line, "%s%.*s", i ? ", " : "", TEXT_ARGS(shown(ids.items[i], line.arena)));
    if (ids.count > MOST_IDS) buffer_format(&line, ", and %zu more", ids.count - MOST_IDS);
    buffer_add_byte(&line, ')');
    add_paragraph(tables, buffer_text(&line));
}

static void write_counts(const Tables *tables)
{
    const Agreement *agreement = tables->agreement;
    buffer_format(tables->out, "compared: %zu of %zu rated and %zu graded texts\n", agreement->text_count,
                  agreement->ratings->count, agreement->results->count);
    write_ids(tables, "not judged, so not compared", agreement->not_judged);
    write_ids(tables, "rated without a grade", agreement->without_result);
    write_ids(tables, "graded without a rating", agreement->without_rating);
    write_ids(tables, "dimensions nobody rated", agreement->unrated);
    write_ids(tables, "other columns", (Texts){agreement->ratings->ignored, agreement->ratings->ignored_count});
}

static void write_figures_row(const Tables *tables, const DimensionAgreement *dimension)
{
    Buffer line = name_line(tables, shown(dimension->id, tables->out->arena));
    add_decimal(&line, (double)dimension->count, 0, COUNT_COLUMNS);
    add_marked(&line, dimension->machine.qwk, dimension->low_qwk);
    add_percent(&line, dimension->machine.exact, CELL);
    add_percent(&line, dimension->machine.adjacent, WIDE_CELL);
    add_figure(&line, dimension->machine.error, CELL + 1);
    add_marked(&line, dimension->r_score, dimension->low_r);
    add_figure(&line, dimension->r_band, CELL + 1);
    add_marked(&line, dimension->smd, dimension->large_smd);
    add_figure(&line, dimension->readers.qwk, CELL + 1);
    add_line(tables, buffer_text(&line));
}

static void write_figures(const Tables *tables)
{
    Buffer head = name_line(tables, TEXT("the grader"));
    buffer_add(&head, TEXT("    n   QWK  exact  adjac.  error     r  r band   SMD  readers"));
    add_blank(tables);
    add_line(tables, buffer_text(&head));
    for (size_t i = 0; i < tables->agreement->dimension_count; i++)
        write_figures_row(tables, &tables->agreement->dimensions[i]);
}

static void write_baselines_row(const Tables *tables, const DimensionAgreement *dimension)
{
    Buffer line = name_line(tables, shown(dimension->id, tables->out->arena));
    if (dimension->count)
        add_decimal(&line, dimension->constant_band, 0, COUNT_COLUMNS);
    else
        add_right(&line, TEXT("-"), COUNT_COLUMNS);
    add_percent(&line, dimension->constant.exact, CELL + 1);
    add_percent(&line, dimension->constant.adjacent, WIDE_CELL);
    add_figure(&line, dimension->constant.error, CELL + 1);
    add_figure(&line, dimension->words.qwk, CELL + 3);
    add_percent(&line, dimension->words.exact, CELL + 1);
    add_percent(&line, dimension->words.adjacent, WIDE_CELL);
    add_figure(&line, dimension->words.error, CELL + 1);
    add_figure(&line, dimension->r_words, CELL);
    add_line(tables, buffer_text(&line));
}

static void write_baselines(const Tables *tables)
{
    Buffer above = name_line(tables, TEXT("baselines")), head = name_line(tables, TEXT(""));
    buffer_add(&above, TEXT(" always the same band (QWK 0)     by the number of words"));
    buffer_add(&head, TEXT(" band  exact  adjac.  error      QWK  exact  adjac.  error     r"));
    add_blank(tables);
    add_line(tables, buffer_text(&above));
    add_line(tables, buffer_text(&head));
    for (size_t i = 0; i < tables->agreement->dimension_count; i++)
        write_baselines_row(tables, &tables->agreement->dimensions[i]);
}

static void write_matrix(const Tables *tables, const DimensionAgreement *dimension)
{
    Buffer title = name_line(tables, shown(dimension->id, tables->out->arena));
    add_blank(tables);
    buffer_add(&title, TEXT("  grader 0     1     2     3     4"));
    add_line(tables, buffer_text(&title));
    for (int human = 0; human < BAND_COUNT; human++) {
        Buffer line = name_line(tables, human ? TEXT("") : TEXT("  readers"));
        buffer_format(&line, "%3d", human);
        for (int machine = 0; machine < BAND_COUNT; machine++) {
            size_t count = dimension->confusion[human][machine];
            if (count)
                add_decimal(&line, (double)count, 0, CELL + (machine ? 0 : 1));
            else
                add_right(&line, TEXT("."), CELL + (machine ? 0 : 1));
        }
        add_line(tables, buffer_text(&line));
    }
}

static void write_off_row(const Tables *tables, const ComparedText *text)
{
    const Comparison *comparison = &text->comparisons[0];
    Buffer line = buffer_new(tables->out->arena);
    buffer_add(&line, TEXT("  "));
    add_left(&line, shown(text->id, line.arena), tables->name_columns);
    buffer_add(&line, TEXT(" readers"));
    for (size_t i = 0; i < comparison->rating.count; i++) {
        bool whole = comparison->rating.bands[i] == band_rounded(comparison->rating.bands[i]);
        buffer_add_string(&line, i ? " and " : " ");
        add_decimal(&line, comparison->rating.bands[i], whole ? 0 : 2, 0);
    }
    buffer_format(&line, ", grader %d", comparison->mark.band);
    add_line(tables, buffer_text(&line));
}

static void write_off(const Tables *tables, int off)
{
    const Agreement *agreement = tables->agreement;
    size_t found = 0;
    buffer_format(tables->out, "\n%d or more bands off on overall:\n", off);
    if (!agreement->ratings->rated[0]) {
        buffer_add(tables->out, TEXT("  nobody rated overall\n"));
        return;
    }
    for (size_t i = 0; i < agreement->text_count; i++) {
        if (comparison_distance(&agreement->texts[i].comparisons[0]) < off) continue;
        write_off_row(tables, &agreement->texts[i]);
        found++;
    }
    if (!found) buffer_add(tables->out, TEXT("  none\n"));
}

static void write_legend(const Tables *tables)
{
    add_blank(tables);
    add_paragraph(tables, TEXT("n: texts with a grade and a reader's. QWK: quadratic weighted kappa against the mean "
                               "of the readers. exact, adjac.: the same band as their rounded mean, or at most one "
                               "off. error: bands off on average. r: Pearson, of the 0-100 score and of the band. "
                               "SMD: how far the mean lies above theirs, in standard deviations. readers: QWK of one "
                               "reader against the other. -: cannot be said."));
    add_paragraph(tables, TEXT("!: outside the usual limits (QWK or r below 0.70, SMD beyond 0.15 either way)."));
}

static size_t widest_name(const Agreement *agreement, Arena *keep)
{
    size_t widest = LEAST_NAME;
    for (size_t i = 0; i < agreement->dimension_count; i++) {
        size_t width = unicode_width(shown(agreement->dimensions[i].id, keep));
        if (width > widest) widest = width;
    }
    return widest;
}

void agreement_write_text(Buffer *out, const Agreement *agreement, const AgreementDetail *detail)
{
    Tables tables = {.out = out, .agreement = agreement, .name_columns = widest_name(agreement, out->arena)};
    write_counts(&tables);
    write_figures(&tables);
    write_baselines(&tables);
    for (size_t i = 0; detail->confusion && i < agreement->dimension_count; i++)
        write_matrix(&tables, &agreement->dimensions[i]);
    if (detail->off) write_off(&tables, detail->off);
    write_legend(&tables);
}
