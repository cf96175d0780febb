/* The page for people. */

#include "study/progress.h"

#include "report/page.h"
#include "report/shown.h"

enum { INDENT = 2, MORE_INDENT = 6, LEAST_TITLE = 12 };
/* How many sessions a row draws, or names; how many criteria are shown. */
enum { MOST_CELLS = 24, MOST_NUMBERS = 8, MOST_WEAK = 5, MOST_OF_DIMENSION = 2 };

#define DASH TEXT("–")

typedef struct {
    Page page;
    const Progress *progress;
    Arena *keep;
} Writer;

static Text decimal_text(double number, bool plus, Arena *keep)
{
    Buffer text = buffer_new(keep);
    shown_decimal(&text, number, plus);
    return buffer_text(&text);
}

static Text count_text(size_t count, Arena *keep)
{
    Buffer text = buffer_new(keep);
    buffer_format(&text, "%zu", count);
    return buffer_text(&text);
}

static void write_heading(const Writer *writer, const char *title)
{
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, INK_BOLD "%s", title);
    page_blank(&writer->page);
    page_heading(&writer->page, buffer_text(&line), TEXT(""));
}

static void write_line(const Writer *writer, const char *line)
{
    page_paragraph(&writer->page, INDENT, INDENT, text_from(line));
}

static void write_legend(const Writer *writer, const Buffer *words)
{
    Buffer line = page_buffer(&writer->page);
    buffer_add_string(&line, INK_FAINT);
    buffer_add(&line, buffer_text(words));
    page_paragraph(&writer->page, INDENT, INDENT, buffer_text(&line));
}

/* Which sessions */

/* "; left out: 1 open, 2 not judged" */
static void add_left_out(Buffer *line, const ProgressSource *source)
{
    const struct {
        size_t count;
        const char *what;
    } kinds[] = {{source->open, "open"}, {source->not_judged, "not judged"}, {source->broken, "unreadable"}};
    size_t said = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].count)
            buffer_format(line, "%s%zu %s", said++ ? ", " : "; left out: ", kinds[i].count, kinds[i].what);
}

static void write_source(const Writer *writer, const ProgressSource *source)
{
    Buffer line = page_buffer(&writer->page);
    size_t count = writer->progress->count;
    if (count)
        buffer_format(&line, "%zu finished session%s", count, count == 1 ? "" : "s");
    else
        buffer_add(&line, TEXT("No finished session"));
    buffer_format(&line, " in %.*s", TEXT_ARGS(shown_line(source->folder, line.arena)));
    add_left_out(&line, source);
    buffer_add_byte(&line, '.');
    if (count > 1)
        buffer_add(&line, TEXT(" All are graded now, by the rubric of today, so old and new compare."));
    else if (count == 1)
        buffer_add(&line, TEXT(" It is graded now, by the rubric of today."));
    page_paragraph(&writer->page, 0, 0, buffer_text(&line));
}

static Text overall_text(const Grade *grade, Arena *keep)
{
    Buffer text = buffer_new(keep);
    buffer_format(&text, "%s%d %-6s %3d" INK_PLAIN, page_ink(grade->band), grade->band, band_names[grade->band],
                  shown_score(grade->score));
    return buffer_text(&text);
}

static void write_sessions(const Writer *writer)
{
    static const PageColumn columns[] = {
        {"date", false, 0},    {"prompt", false, LEAST_TITLE}, {"level", false, 0},
        {"overall", false, 0}, {"minutes", true, 0},
    };
    enum { COUNT = sizeof columns / sizeof *columns };
    const Progress *progress = writer->progress;
    Text *cells = NEW_ARRAY(writer->keep, Text, progress->count * COUNT);
    for (size_t i = 0; i < progress->count; i++) {
        const Grade *grade = progress->grades[i];
        Text date = progress_date(grade);
        Text row[COUNT] = {
            date.length ? shown_line(date, writer->keep) : shown_name(grade, writer->keep),
            shown_title(grade, writer->keep),
            shown_line(grade->level->id, writer->keep),
            overall_text(grade, writer->keep),
            shown_minutes(grade->transcript->conduct, writer->keep),
        };
        for (size_t c = 0; c < COUNT; c++) cells[i * COUNT + c] = row[c];
    }
    page_blank(&writer->page);
    page_table(&writer->page, columns, COUNT, cells, progress->count);
}

/* Trends */

/* A block for each of the latest scores, always from 0 to 100, so that rows compare. */
static Text spark(const double *scores, size_t count, Arena *keep)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    enum { BLOCKS = sizeof blocks / sizeof *blocks };
    Buffer line = buffer_new(keep);
    for (size_t i = count > MOST_CELLS ? count - MOST_CELLS : 0; i < count; i++) {
        int height = (int)(scores[i] / 100 * BLOCKS);
        buffer_add_string(&line, blocks[height < 0 ? 0 : height < BLOCKS ? height : BLOCKS - 1]);
    }
    return buffer_text(&line);
}

static Text numbers(const double *scores, size_t count, Arena *keep)
{
    Buffer line = buffer_new(keep);
    size_t from = count > MOST_NUMBERS ? count - MOST_NUMBERS : 0;
    if (from) buffer_add(&line, TEXT("…"));
    for (size_t i = from; i < count; i++) buffer_format(&line, "%s%d", i ? " " : "", shown_score(scores[i]));
    return buffer_text(&line);
}

static Text first_and_last(const Writer *writer, const Course *course)
{
    Buffer text = buffer_new(writer->keep);
    const char *arrow = writer->page.plain ? "to" : "→";
    buffer_format(&text, "%d %s %d", shown_score(course->scores[0]), arrow,
                  shown_score(course->scores[writer->progress->count - 1]));
    return buffer_text(&text);
}

static Text change_text(const Trend *trend, size_t count, Arena *keep)
{
    if (count < TREND_LEAST_CLEAR) return TEXT("too few to tell");
    if (trend->kind == TREND_UNCLEAR || trend->kind == TREND_UNKNOWN) return TEXT("no clear change");
    Buffer text = buffer_new(keep);
    bool up = trend->kind == TREND_UP;
    buffer_add_string(&text, up ? INK_GOOD "up " : INK_POOR "down ");
    shown_decimal(&text, up ? trend->slope.value : -trend->slope.value, false);
    buffer_add(&text, TEXT(" a session" INK_PLAIN));
    return buffer_text(&text);
}

static void write_trend_legend(const Writer *writer)
{
    const Progress *progress = writer->progress;
    Buffer line = page_buffer(&writer->page);
    size_t most = writer->page.plain ? MOST_NUMBERS : MOST_CELLS;
    if (!writer->page.plain) buffer_add(&line, TEXT("A block is a session, from 0 to 100 points. "));
    if (progress->count > most) buffer_format(&line, "Only the latest %zu are shown. ", most);
    buffer_add(&line, TEXT("A change is the middle one of the slopes between all pairs of sessions (Theil-Sen). It is "
                           "called clear when fewer than 1 in 20 random orders of the same scores would be as steady "
                           "(Mann-Kendall)"));
    buffer_format(&line, ", which takes %d sessions,", TREND_LEAST_CLEAR);
    buffer_format(&line, " and when it is more than %.0f points in all, the margin of a grade.",
                  progress->grades[0]->rubric->scale.confidence_margin);
    if (progress->mixed_modes)
        buffer_add(&line,
                   TEXT(" Whole interviews and shorter rounds stand side by side here; shorter ones cover less."));
    write_legend(writer, &line);
}

static void write_chart(const Writer *writer)
{
    static const PageColumn columns[] = {
        {"", false, LEAST_TITLE}, {"scores", false, 0}, {"course", false, 0}, {"change", false, 0}};
    enum { COUNT = sizeof columns / sizeof *columns };
    const Progress *progress = writer->progress;
    Text *cells = NEW_ARRAY(writer->keep, Text, progress->course_count * COUNT);
    for (size_t i = 0; i < progress->course_count; i++) {
        const Course *course = &progress->courses[i];
        Text row[COUNT] = {
            course->dimension ? shown_line(course->dimension->title, writer->keep) : TEXT("Overall"),
            writer->page.plain ? numbers(course->scores, progress->count, writer->keep)
                               : spark(course->scores, progress->count, writer->keep),
            first_and_last(writer, course),
            change_text(&course->trend, progress->count, writer->keep),
        };
        for (size_t c = 0; c < COUNT; c++) cells[i * COUNT + c] = row[c];
    }
    page_table(&writer->page, columns, COUNT, cells, progress->course_count);
    write_trend_legend(writer);
}

static void write_trends(const Writer *writer)
{
    size_t count = writer->progress->count;
    write_heading(writer, "Over time");
    if (count >= TREND_LEAST) {
        write_chart(writer);
        return;
    }
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, "Too few sessions for a trend: finish %zu more.", TREND_LEAST - count);
    page_paragraph(&writer->page, INDENT, INDENT, buffer_text(&line));
}

/* Criteria */

static void write_criterion(const Writer *writer, const CriterionCourse *course)
{
    const Page *page = &writer->page;
    Buffer title = page_buffer(page), practise = page_buffer(page);
    buffer_format(&title, INK_BOLD "%.*s" INK_FAINT " – missed in %zu of %zu, mean value ",
                  TEXT_ARGS(shown_line(course->criterion->title, title.arena)), course->missed,
                  writer->progress->count);
    shown_decimal(&title, course->value, false);
    page_paragraph(page, INDENT, MORE_INDENT, buffer_text(&title));
    if (course->criterion->probe.length)
        buffer_format(&practise, "“%.*s” ", TEXT_ARGS(shown_line(course->criterion->probe, practise.arena)));
    buffer_format(&practise, INK_FAINT "grader drill %.*s",
                  TEXT_ARGS(shown_line(course->criterion->id, practise.arena)));
    page_paragraph(page, MORE_INDENT, MORE_INDENT, buffer_text(&practise));
}

static size_t of_same_dimension(const Progress *progress, size_t until)
{
    size_t count = 0;
    for (size_t i = 0; i < until; i++) count += progress->criteria[i].dimension == progress->criteria[until].dimension;
    return count;
}

/* Few of each dimension, so that one that is missing altogether does not hide the others. */
static void write_criteria(const Writer *writer)
{
    const Progress *progress = writer->progress;
    size_t shown = 0;
    write_heading(writer, "Weakest criteria");
    for (size_t i = 0; i < progress->criterion_count && shown < MOST_WEAK; i++) {
        if (of_same_dimension(progress, i) >= MOST_OF_DIMENSION) continue;
        write_criterion(writer, &progress->criteria[i]);
        shown++;
    }
    Buffer legend = page_buffer(&writer->page);
    buffer_format(&legend, "Values go from 0 to 1. At most %d of a dimension are shown; --format json has all.",
                  MOST_OF_DIMENSION);
    write_legend(writer, &legend);
}

/* Ratings, time and the rest */

static void write_ratings(const Writer *writer)
{
    static const PageColumn columns[] = {
        {"", false, LEAST_TITLE}, {"own", true, 0}, {"grade", true, 0}, {"bias", true, 0}, {"sessions", true, 0}};
    enum { COUNT = sizeof columns / sizeof *columns };
    const Progress *progress = writer->progress;
    Text *cells = NEW_ARRAY(writer->keep, Text, progress->bias_count * COUNT + 1);
    size_t rows = 0;
    for (size_t i = 0; i < progress->bias_count; i++) {
        const RatingBias *bias = &progress->biases[i];
        if (bias->count == 0) continue;
        Text row[COUNT] = {
            shown_line(bias->dimension->title, writer->keep),
            decimal_text(bias->own, false, writer->keep),
            decimal_text(bias->given, false, writer->keep),
            decimal_text(bias->own - bias->given, bias->own > bias->given, writer->keep),
            count_text(bias->count, writer->keep),
        };
        for (size_t c = 0; c < COUNT; c++) cells[rows * COUNT + c] = row[c];
        rows++;
    }
    write_heading(writer, "Your own rating");
    if (rows == 0) {
        write_line(writer, "No session holds a rating of your own.");
        return;
    }
    page_table(&writer->page, columns, COUNT, cells, rows);
    Buffer legend = page_buffer(&writer->page);
    buffer_add(&legend, TEXT("Mean bands, from 0 to 4. A bias above 0: you rate yourself higher than the grade."));
    write_legend(writer, &legend);
}

static void write_times(const Writer *writer)
{
    static const PageColumn columns[] = {
        {"section", false, LEAST_TITLE}, {"minutes", true, 0}, {"planned", true, 0}, {"sessions", true, 0}};
    enum { COUNT = sizeof columns / sizeof *columns };
    const Progress *progress = writer->progress;
    Text *cells = NEW_ARRAY(writer->keep, Text, progress->time_count * COUNT + 1);
    write_heading(writer, "Time");
    if (progress->time_count == 0) {
        write_line(writer, "No session tells its times.");
        return;
    }
    for (size_t i = 0; i < progress->time_count; i++) {
        const SectionTime *time = &progress->times[i];
        Text row[COUNT] = {
            time->section ? shown_line(time->section->title, writer->keep) : TEXT("all else"),
            decimal_text(time->minutes, false, writer->keep),
            time->planned.known ? decimal_text(time->planned.value, false, writer->keep) : DASH,
            count_text(time->count, writer->keep),
        };
        for (size_t c = 0; c < COUNT; c++) cells[i * COUNT + c] = row[c];
    }
    page_table(&writer->page, columns, COUNT, cells, progress->time_count);
}

static void write_conduct(const Writer *writer)
{
    static const PageColumn columns[] = {{"", false, LEAST_TITLE}, {"in all", true, 0}, {"a session", true, 0}};
    enum { COUNT = sizeof columns / sizeof *columns };
    const Progress *progress = writer->progress;
    const struct {
        const char *what;
        size_t count;
    } rows[] = {
        {"Hints taken", progress->hints},
        {"Follow-up questions", progress->probes},
        {"Drafts", progress->drafts},
        {"Facts asked for", progress->facts},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    Text cells[ROWS * COUNT];
    for (size_t i = 0; i < ROWS; i++) {
        cells[i * COUNT] = text_from(rows[i].what);
        cells[i * COUNT + 1] = count_text(rows[i].count, writer->keep);
        cells[i * COUNT + 2] = decimal_text((double)rows[i].count / (double)progress->count, false, writer->keep);
    }
    write_heading(writer, "How you worked");
    page_table(&writer->page, columns, COUNT, cells, ROWS);
}

static void write_footer(const Writer *writer, const Provenance *from)
{
    Buffer line = page_buffer(&writer->page);
    buffer_format(&line, INK_FAINT "%.*s", TEXT_ARGS(shown_provenance(from, line.arena)));
    page_blank(&writer->page);
    page_paragraph(&writer->page, 0, 0, buffer_text(&line));
}

void progress_write_text(Buffer *out, const Progress *progress, const ProgressSource *source, const Provenance *from,
                         const ReportStyle *style)
{
    Writer writer = {page_open(out, style), progress, out->arena};
    write_source(&writer, source);
    if (progress->count == 0) return;
    write_sessions(&writer);
    write_trends(&writer);
    write_criteria(&writer);
    write_ratings(&writer);
    write_times(&writer);
    write_conduct(&writer);
    write_footer(&writer, from);
}
