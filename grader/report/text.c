/*
 * The report a candidate reads: where the answer stands, what was found in it,
 * and one thing to do next. The last lines are what a terminal still shows, so
 * the next step stands there.
 */

#include "report/report_parts.h"

#include "base/unicode.h"
#include "report/criterion.h"

enum { INDENT = 2, MORE_INDENT = 6 };
enum { MOST_CELLS = 24, LEAST_CELLS = 8, LABEL_COLUMNS = 12, FLAG_COLUMNS = 200 };
/* How many criteria are quoted, and how many missing ones named, in one dimension. */
enum { MOST_FOUND = 4, MOST_FOUND_ASIDE = 2, MOST_MISSING = 3 };

static void write_header(const Page *page, const Grade *grade)
{
    Buffer title = page_buffer(page), facts = page_buffer(page);
    buffer_format(&title, INK_BOLD "%.*s", TEXT_ARGS(shown_title(grade, title.arena)));
    page_paragraph(page, 0, 0, buffer_text(&title));
    buffer_add_string(&facts, INK_FAINT);
    buffer_add(&facts, shown_name(grade, facts.arena));
    if (grade->judged) buffer_format(&facts, ", %zu words", grade->words);
    if (grade->level) buffer_format(&facts, ", level: %.*s", TEXT_ARGS(shown_line(grade->level->id, facts.arena)));
    page_paragraph(page, 0, 0, buffer_text(&facts));
}

/* The bars, all as wide as the page lets them be beside the longest title. */

typedef struct {
    const Page *page;
    size_t title_columns, cells;
    bool stacked; /* the title above its bar, on a narrow page */
} Chart;

static size_t widest_title(const DimensionList *dimensions, Arena *keep)
{
    size_t widest = sizeof "Overall" - 1;
    for (size_t i = 0; i < dimensions->count; i++) {
        size_t width = unicode_width(shown_line(dimensions->items[i]->dimension->title, keep));
        if (width > widest) widest = width;
    }
    return widest;
}

static Chart chart_new(const Page *page, size_t title_columns)
{
    Chart chart = {.page = page, .title_columns = title_columns};
    size_t label = LABEL_COLUMNS + 1;
    size_t beside = INDENT + title_columns + 2 + label;
    chart.stacked = beside + (page->plain ? 0 : LEAST_CELLS) > page->width;
    chart.cells = chart.stacked ? page->width - 2 * INDENT - label : page->width - beside;
    if (chart.cells > MOST_CELLS) chart.cells = MOST_CELLS;
    return chart;
}

static void write_bar(const Chart *chart, Text title, const char *ink, BarKind kind, int band, double score)
{
    Buffer line = page_buffer(chart->page);
    buffer_repeat(&line, TEXT(" "), INDENT);
    buffer_add_string(&line, ink);
    if (chart->stacked) {
        buffer_add(&line, title);
        page_line(chart->page, buffer_text(&line));
        line = page_buffer(chart->page);
        buffer_repeat(&line, TEXT(" "), 2 * INDENT);
    } else {
        page_pad(&line, title, chart->title_columns + 2);
    }
    buffer_add_string(&line, page_ink(band));
    page_bar(chart->page, &line, kind, score / 100, chart->cells);
    buffer_format(&line, "%s%s%d %-6s %3d", chart->page->plain ? "" : " ", ink, band, band_names[band], shown_score(score));
    page_line(chart->page, buffer_text(&line));
}

static void write_chart(const Page *page, const Grade *grade, const DimensionList *dimensions)
{
    Chart chart = chart_new(page, widest_title(dimensions, page->out->arena));
    write_bar(&chart, TEXT("Overall"), INK_BOLD, BAR_THICK, grade->band, grade->score);
    page_blank(page);
    for (size_t i = 0; i < dimensions->count; i++) {
        const DimensionGrade *shown = dimensions->items[i];
        bool headline = shown->dimension->headline;
        write_bar(&chart, shown_line(shown->dimension->title, page->out->arena), headline ? INK_PLAIN : INK_FAINT,
                  headline ? BAR_THICK : BAR_THIN, shown->band, shown->score);
    }
}

static void add_decider(Buffer *line, const DimensionGrade *dimension)
{
    shown_add(line, dimension->dimension->title);
    buffer_format(line, " (%s)", band_names[dimension->band]);
}

static void write_signal(const Page *page, const Grade *grade)
{
    Buffer signal = page_buffer(page), deciders = page_buffer(page);
    buffer_format(&signal, INK_BOLD "%.*s" INK_PLAIN ", %s confidence", TEXT_ARGS(shown_signal(grade, signal.arena)),
                  confidence_names[grade->confidence]);
    page_labelled(page, "Signal", buffer_text(&signal));
    add_decider(&deciders, &grade->dimensions[grade->decided_by[0]]);
    if (grade->decided_by[1] != grade->decided_by[0]) {
        buffer_add(&deciders, TEXT(" and "));
        add_decider(&deciders, &grade->dimensions[grade->decided_by[1]]);
    }
    page_labelled(page, "Decided by", buffer_text(&deciders));
}

static void write_depth(const Page *page, const Grade *grade)
{
    const Scale *scale = &grade->rubric->scale;
    double off = 100 * (1 - grade_depth_leaves(scale, grade->depth));
    if (off < 0.5 || grade->score <= 0) return;
    Buffer depth = page_buffer(page);
    buffer_format(&depth, "%.0f %% of what a full score takes: %.0f %% off each dimension",
                  100 * grade->depth / scale->global_depth, off);
    page_labelled(page, "Depth", buffer_text(&depth));
}

static void write_heading(const Page *page, const DimensionGrade *grade)
{
    Buffer title = page_buffer(page), label = page_buffer(page);
    buffer_add_string(&title, INK_BOLD);
    shown_add(&title, grade->dimension->title);
    buffer_format(&label, "%s%d %s %d" INK_PLAIN, page_ink(grade->band), grade->band, band_names[grade->band],
                  shown_score(grade->score));
    page_heading(page, buffer_text(&title), buffer_text(&label));
}

/* Criteria that are found but not quoted, with their rungs. */
static void write_others(const Page *page, const CriterionList *found, size_t from)
{
    if (from >= found->count) return;
    Buffer line = page_buffer(page);
    buffer_add(&line, TEXT(INK_FAINT "also" INK_PLAIN " "));
    for (size_t i = from; i < found->count; i++) {
        buffer_add_string(&line, i > from ? "; " : "");
        shown_add(&line, found->items[i]->criterion->title);
        buffer_format(&line, " (%s)", rung_names[found->items[i]->rung]);
    }
    page_paragraph(page, INDENT, MORE_INDENT, buffer_text(&line));
}

/* Those with a nearest sentence each show it; the others share a line. */
static void write_missing(const Page *page, const CriterionList *missing)
{
    size_t shown = missing->count < MOST_MISSING ? missing->count : MOST_MISSING, named = 0;
    Buffer line = page_buffer(page);
    buffer_add_string(&line, page->plain ? INK_FAINT "not found: " INK_PLAIN : INK_FAINT "○○○ not found: " INK_PLAIN);
    for (size_t i = 0; i < shown; i++) {
        const CriterionGrade *grade = missing->items[i];
        if (grade->miss) {
            criterion_missed(page, grade, false);
            continue;
        }
        buffer_add_string(&line, named++ ? "; " : "");
        shown_add(&line, grade->criterion->title);
    }
    if (missing->count > shown)
        buffer_format(&line, INK_FAINT "%s+%zu more", named ? "; " : "", missing->count - shown);
    if (named || missing->count > shown) page_paragraph(page, INDENT, MORE_INDENT, buffer_text(&line));
}

static void write_dimension(const Page *page, const DimensionGrade *grade)
{
    CriterionList found = shown_found(grade, page->out->arena);
    CriterionList missing = shown_missing(grade, page->out->arena);
    size_t quotes = grade->dimension->headline ? MOST_FOUND : MOST_FOUND_ASIDE;
    Quoted quoted = {0};
    page_blank(page);
    write_heading(page, grade);
    for (size_t i = 0; i < found.count && i < quotes; i++) criterion_found(page, found.items[i], false, &quoted);
    write_others(page, &found, quotes);
    write_missing(page, &missing);
}

/* Every criterion with all there is to say. */
static void trace_dimension(const Page *page, const DimensionGrade *grade)
{
    Quoted quoted = {0};
    page_blank(page);
    write_heading(page, grade);
    for (size_t i = 0; i < grade->dimension->criterion_count; i++) {
        if (grade->criteria[i].rung)
            criterion_found(page, &grade->criteria[i], true, &quoted);
        else
            criterion_missed(page, &grade->criteria[i], true);
    }
}

static void write_advice(const Page *page, const Criterion *criterion)
{
    Buffer probe = page_buffer(page);
    if (criterion->advice.length) page_labelled(page, "Next step", shown_line(criterion->advice, page->out->arena));
    if (criterion->probe.length == 0) return;
    buffer_format(&probe, "“%.*s”", TEXT_ARGS(shown_line(criterion->probe, probe.arena)));
    page_labelled(page, "Practise", buffer_text(&probe));
}

static void write_next(const Page *page, const Grade *grade)
{
    page_blank(page);
    if (grade->gap_count == 0) {
        page_paragraph(page, 0, 0, TEXT("No gap is left that this rubric knows of."));
        return;
    }
    Buffer gap = page_buffer(page);
    const Criterion *criterion = grade->gaps[0].criterion->criterion;
    page_heading(page, TEXT(INK_BOLD "First gap"), shown_line(grade->gaps[0].dimension->title, gap.arena));
    buffer_format(&gap, INK_BOLD "%.*s", TEXT_ARGS(shown_line(criterion->title, gap.arena)));
    page_paragraph(page, INDENT, INDENT, buffer_text(&gap));
    write_advice(page, criterion);
}

static void write_flag(const Page *page, const Flag *flag)
{
    Buffer reason = page_buffer(page), quote = page_buffer(page);
    buffer_add(&reason, TEXT(INK_FAIR "! " INK_PLAIN));
    shown_add(&reason, flag->reason);
    buffer_format(&reason, INK_FAINT " (%.*s)", TEXT_ARGS(shown_line(flag->id, reason.arena)));
    page_paragraph(page, INDENT, 2 * INDENT, buffer_text(&reason));
    if (flag->quote.length == 0) return;
    Text shown = shown_start(shown_line(flag->quote, quote.arena), FLAG_COLUMNS, quote.arena);
    buffer_format(&quote, "“%.*s” " INK_FAINT "line %zu", TEXT_ARGS(shown), flag->line);
    page_paragraph(page, 2 * INDENT, 2 * INDENT, buffer_text(&quote));
}

static void write_flags(const Page *page, const Grade *grade)
{
    if (grade->flag_count == 0) return;
    page_blank(page);
    page_heading(page, TEXT(INK_BOLD "Worth knowing"), TEXT(""));
    for (size_t i = 0; i < grade->flag_count; i++) write_flag(page, &grade->flags[i]);
}

static void write_misconceptions(const Page *page, const Grade *grade)
{
    if (grade->misconception_count == 0) return;
    page_blank(page);
    page_heading(page, TEXT(INK_BOLD "Check these"), TEXT(""));
    for (size_t i = 0; i < grade->misconception_count; i++) {
        const MisconceptionFound *found = &grade->misconceptions[i];
        Buffer said = page_buffer(page);
        Text shown = shown_start(shown_line(found->quote, said.arena), FLAG_COLUMNS, said.arena);
        buffer_format(&said, "“%.*s” " INK_FAINT "line %zu", TEXT_ARGS(shown), found->line);
        page_labelled(page, "You said", buffer_text(&said));
        page_labelled(page, "Here", shown_line(found->misconception->why, page->out->arena));
        page_labelled(page, "Instead", shown_line(found->misconception->instead, page->out->arena));
    }
}

static void write_footer(const Page *page, const Provenance *from)
{
    Buffer line = page_buffer(page);
    buffer_format(&line, INK_FAINT "%.*s", TEXT_ARGS(shown_provenance(from, line.arena)));
    page_blank(page);
    page_paragraph(page, 0, 0, buffer_text(&line));
}

static void write_not_judged(const Page *page, const Grade *grade)
{
    Buffer line = page_buffer(page);
    buffer_add(&line, TEXT(INK_BOLD "Not judged: " INK_PLAIN));
    shown_add(&line, grade->reason);
    page_blank(page);
    page_paragraph(page, 0, 0, buffer_text(&line));
    page_paragraph(page, 0, 0, TEXT("There is no score, which is not the same as a low one."));
}

static void write_judged(const Page *page, const Grade *grade, ReportDetail detail)
{
    DimensionList dimensions = shown_dimensions(grade, page->out->arena);
    page_blank(page);
    write_chart(page, grade, &dimensions);
    page_blank(page);
    write_signal(page, grade);
    write_depth(page, grade);
    for (size_t i = 0; i < dimensions.count && detail != REPORT_BANDS; i++) {
        if (detail == REPORT_TRACE)
            trace_dimension(page, dimensions.items[i]);
        else
            write_dimension(page, dimensions.items[i]);
    }
}

void text_alone(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    Page page = page_open(out, style);
    write_header(&page, grade);
    if (grade->judged)
        write_judged(&page, grade, style->detail);
    else
        write_not_judged(&page, grade);
    if (grade->judged) write_misconceptions(&page, grade);
    write_flags(&page, grade);
    if (grade->judged) write_next(&page, grade);
    write_footer(&page, from);
}

static void write_why(const Page *page, const DimensionGrade *dimension, const CriterionGrade *grade)
{
    page_blank(page);
    write_heading(page, dimension);
    if (grade->rung)
        criterion_found(page, grade, true, &(Quoted){0});
    else
        criterion_missed(page, grade, true);
    page_blank(page);
    write_advice(page, grade->criterion);
}

void report_why(Buffer *out, const Grade *grade, const Criterion *criterion, const ReportStyle *style)
{
    Page page = page_open(out, style);
    write_header(&page, grade);
    if (!grade->judged) write_not_judged(&page, grade);
    const DimensionGrade *dimension;
    const CriterionGrade *found = grade_criterion(grade, criterion, &dimension);
    if (found) write_why(&page, dimension, found);
}

/* Where no part of the depth can be named, it is the topic that is missing. */
static bool needs_advice(const CriterionGrade *grade)
{
    return grade->rung + 1 < RUNG_COUNT && grade->missing_count == 0;
}

void report_reply(Buffer *out, const Grade *grade, const Criterion *criterion, const ReportStyle *style)
{
    Page page = page_open(out, style);
    const DimensionGrade *dimension;
    const CriterionGrade *found = grade_criterion(grade, criterion, &dimension);
    if (!found) {
        write_not_judged(&page, grade);
        return;
    }
    page_blank(&page);
    criterion_reply(&page, found);
    if (needs_advice(found)) page_labelled(&page, "Next step", shown_line(criterion->advice, out->arena));
    write_misconceptions(&page, grade);
}
