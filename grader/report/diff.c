#include "report/diff.h"

#include "report/criterion.h"
#include "report/diff_parts.h"
#include "report/report_parts.h"

enum { INDENT = 2, MORE_INDENT = 6, LEAST_TITLE = 12, FLAG_COLUMNS = 200 };

typedef struct {
    Page page;
    const Grade *a, *b;
    DimensionList of_a, of_b; /* in the order to show them, the same in both */
    Arena *keep;
} Diff;

static void write_blank_heading(const Diff *diff, Text title, Text label)
{
    Buffer line = page_buffer(&diff->page);
    buffer_format(&line, INK_BOLD "%.*s", TEXT_ARGS(title));
    page_blank(&diff->page);
    page_heading(&diff->page, buffer_text(&line), label);
}

/* What is compared */

static void write_side(const Diff *diff, const char *side, const Grade *grade, bool titled)
{
    Buffer line = page_buffer(&diff->page);
    buffer_format(&line, INK_BOLD "%s" INK_PLAIN "  %.*s", side, TEXT_ARGS(shown_name(grade, diff->keep)));
    if (titled) buffer_format(&line, ", %.*s", TEXT_ARGS(shown_title(grade, diff->keep)));
    if (grade->judged) buffer_format(&line, ", %zu words", grade->words);
    if (grade->level) buffer_format(&line, ", level: %.*s", TEXT_ARGS(shown_line(grade->level->id, diff->keep)));
    page_paragraph(&diff->page, INDENT, MORE_INDENT, buffer_text(&line));
}

/* An answer that does not say what was asked may be to the same question. */
static bool same_task(const Grade *a, const Grade *b)
{
    bool known = (a->prompt || text_trim(a->question).length) && (b->prompt || text_trim(b->question).length);
    if (!known) return true;
    if (a->prompt || b->prompt) return a->prompt == b->prompt;
    return text_equal(text_trim(a->question), text_trim(b->question));
}

static void write_header(const Diff *diff)
{
    Buffer title = page_buffer(&diff->page);
    bool same = same_task(diff->a, diff->b);
    if (same)
        buffer_format(&title, INK_BOLD "%.*s",
                      TEXT_ARGS(shown_title(diff->a->prompt || !diff->b->prompt ? diff->a : diff->b, diff->keep)));
    else
        buffer_add(&title,
                   TEXT(INK_BOLD "Two different questions" INK_PLAIN ", so what one lacks may not belong there"));
    page_paragraph(&diff->page, 0, 0, buffer_text(&title));
    write_side(diff, "A", diff->a, !same);
    write_side(diff, "B", diff->b, !same);
}

/* Bands and scores */

static Text band_text(int band, double score, Arena *keep)
{
    Buffer text = buffer_new(keep);
    buffer_format(&text, "%s%d %-6s %3d" INK_PLAIN, page_ink(band), band, band_names[band], shown_score(score));
    return buffer_text(&text);
}

/* "A +12": who is ahead, by the points as they are shown. */
static Text lead_text(double a, double b, Arena *keep)
{
    int lead = shown_score(a) - shown_score(b);
    Buffer text = buffer_new(keep);
    if (lead == 0) return TEXT("equal");
    buffer_format(&text, "%s +%d", lead > 0 ? "A" : "B", lead > 0 ? lead : -lead);
    return buffer_text(&text);
}

enum { SCORE_COLUMNS = 4 };

static void fill_row(const Diff *diff, Text *cells, Text title, int band_a, double a, int band_b, double b)
{
    cells[0] = title;
    cells[1] = band_text(band_a, a, diff->keep);
    cells[2] = band_text(band_b, b, diff->keep);
    cells[3] = lead_text(a, b, diff->keep);
}

static void write_scores(const Diff *diff)
{
    static const PageColumn columns[SCORE_COLUMNS] = {
        {"", false, LEAST_TITLE}, {"A", false, 0}, {"B", false, 0}, {"ahead", false, 0}};
    size_t rows = 1 + diff->of_a.count;
    Text *cells = NEW_ARRAY(diff->keep, Text, rows * SCORE_COLUMNS);
    fill_row(diff, cells, TEXT("Overall"), diff->a->band, diff->a->score, diff->b->band, diff->b->score);
    for (size_t i = 0; i < diff->of_a.count; i++) {
        const DimensionGrade *a = diff->of_a.items[i], *b = diff->of_b.items[i];
        fill_row(diff, cells + (i + 1) * SCORE_COLUMNS, shown_line(a->dimension->title, diff->keep), a->band, a->score,
                 b->band, b->score);
    }
    page_blank(&diff->page);
    page_table(&diff->page, columns, SCORE_COLUMNS, cells, rows);
}

/* Criteria */

static void add_rung(const Diff *diff, Buffer *line, const char *side, int rung, bool ahead)
{
    buffer_format(line, "%s%s ", ahead ? INK_BOLD : INK_FAINT, side);
    page_rung(&diff->page, line, rung);
    buffer_format(line, " %s" INK_PLAIN, rung_names[rung]);
}

static void write_pair(const Diff *diff, const CriterionPair *pair, Quoted *quoted)
{
    bool a_leads = pair->a->rung > pair->b->rung;
    Buffer title = page_buffer(&diff->page), rungs = page_buffer(&diff->page);
    const CriterionGrade *better = a_leads ? pair->a : pair->b;
    buffer_format(&title, INK_BOLD "%.*s", TEXT_ARGS(shown_line(pair->a->criterion->title, diff->keep)));
    buffer_format(&title, INK_FAINT " %.*s", TEXT_ARGS(shown_line(pair->a->criterion->id, diff->keep)));
    page_paragraph(&diff->page, INDENT, MORE_INDENT, buffer_text(&title));
    add_rung(diff, &rungs, "A", pair->a->rung, a_leads);
    buffer_add_string(&rungs, diff->page.plain ? "; " : INK_FAINT " | ");
    add_rung(diff, &rungs, "B", pair->b->rung, !a_leads);
    page_paragraph(&diff->page, MORE_INDENT, MORE_INDENT, buffer_text(&rungs));
    if (better->evidence_count) criterion_quote(&diff->page, a_leads ? "A: " : "B: ", &better->evidence[0], quoted);
}

static void write_dimension(const Diff *diff, const DimensionGrade *a, const DimensionGrade *b,
                            const CriterionPairs *pairs)
{
    Buffer label = page_buffer(&diff->page);
    buffer_format(&label, "A %d, B %d", a->band, b->band);
    write_blank_heading(diff, shown_line(a->dimension->title, diff->keep), buffer_text(&label));
    /* By answer: a sentence is known by where it starts. */
    Quoted of_a = {0}, of_b = {0};
    for (size_t i = 0; i < pairs->count; i++) {
        const CriterionPair *pair = &pairs->items[i];
        write_pair(diff, pair, pair->a->rung > pair->b->rung ? &of_a : &of_b);
    }
}

/* How many criteria stand on different rungs; those dimensions without any are named in a line. */
static size_t write_criteria(const Diff *diff)
{
    size_t found = 0, alike = 0;
    Buffer line = page_buffer(&diff->page);
    buffer_add(&line, TEXT(INK_FAINT "the same rungs in: "));
    for (size_t i = 0; i < diff->of_a.count; i++) {
        const DimensionGrade *a = diff->of_a.items[i], *b = diff->of_b.items[i];
        CriterionPairs pairs = diff_criteria(a, b, diff->keep);
        found += pairs.count;
        if (pairs.count)
            write_dimension(diff, a, b, &pairs);
        else
            buffer_format(&line, "%s%.*s", alike++ ? "; " : "", TEXT_ARGS(shown_line(a->dimension->title, diff->keep)));
    }
    if (found == 0 || alike == 0) return found;
    page_blank(&diff->page);
    page_paragraph(&diff->page, 0, INDENT, buffer_text(&line));
    return found;
}

/* What only one of them gets wrong, and what else only one is told */

static size_t write_wrongs(const Diff *diff, const Grade *of, const Grade *other, const char *title)
{
    MisconceptionList list = diff_wrongs(of, other, diff->keep);
    if (list.count) write_blank_heading(diff, text_from(title), TEXT(""));
    for (size_t i = 0; i < list.count; i++) {
        Buffer said = page_buffer(&diff->page);
        Text quote = shown_start(shown_line(list.items[i]->quote, diff->keep), FLAG_COLUMNS, diff->keep);
        buffer_format(&said, "“%.*s” " INK_FAINT "line %zu", TEXT_ARGS(quote), list.items[i]->line);
        page_labelled(&diff->page, "Said", buffer_text(&said));
        page_labelled(&diff->page, "Here", shown_line(list.items[i]->misconception->why, diff->keep));
    }
    return list.count;
}

static size_t write_flags(const Diff *diff, const Grade *of, const Grade *other, const char *title)
{
    FlagList list = diff_flags(of, other, diff->keep);
    if (list.count) write_blank_heading(diff, text_from(title), TEXT(""));
    for (size_t i = 0; i < list.count; i++) {
        Buffer reason = page_buffer(&diff->page);
        buffer_format(&reason, INK_FAIR "! " INK_PLAIN "%.*s",
                      TEXT_ARGS(shown_line(list.items[i]->reason, diff->keep)));
        page_paragraph(&diff->page, INDENT, 2 * INDENT, buffer_text(&reason));
    }
    return list.count;
}

static void write_not_judged(const Diff *diff, const char *side, const Grade *grade)
{
    Buffer line = page_buffer(&diff->page);
    if (grade->judged) return;
    buffer_format(&line, INK_BOLD "%s is not judged: " INK_PLAIN "%.*s", side,
                  TEXT_ARGS(shown_line(grade->reason, diff->keep)));
    page_blank(&diff->page);
    page_paragraph(&diff->page, 0, 0, buffer_text(&line));
}

static bool same_scores(const Diff *diff)
{
    bool same = diff->a->score == diff->b->score;
    for (size_t i = 0; i < diff->of_a.count; i++)
        same = same && diff->of_a.items[i]->score == diff->of_b.items[i]->score;
    return same;
}

static void write_judged(const Diff *diff)
{
    write_scores(diff);
    size_t found = write_criteria(diff);
    size_t wrongs = write_wrongs(diff, diff->a, diff->b, "Only A gets wrong");
    wrongs += write_wrongs(diff, diff->b, diff->a, "Only B gets wrong");
    wrongs += write_flags(diff, diff->a, diff->b, "Worth knowing of A alone");
    wrongs += write_flags(diff, diff->b, diff->a, "Worth knowing of B alone");
    if (found || wrongs) return;
    page_blank(&diff->page);
    page_paragraph(&diff->page, 0, 0,
                   same_scores(diff) ? TEXT("No difference.")
                                     : TEXT("All criteria stand on the same rungs; the points differ by depth alone."));
}

void report_diff(Buffer *out, const Grade *a, const Grade *b, const ReportStyle *style)
{
    Diff diff = {page_open(out, style),           a,         b, shown_dimensions(a, out->arena),
                 shown_dimensions(b, out->arena), out->arena};
    write_header(&diff);
    if (a->judged && b->judged) {
        write_judged(&diff);
    } else {
        write_not_judged(&diff, "A", a);
        write_not_judged(&diff, "B", b);
    }
}
