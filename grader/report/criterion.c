#include "report/criterion.h"

#include "report/report_parts.h"

enum { QUOTE_COLUMNS = 200, MISS_COLUMNS = 120, WORDS_COLUMNS = 60, SECTION_COLUMNS = 40, MOST_STEPS = 2 };
enum { INDENT = 2, QUOTE_INDENT = 6 };

static void write_line(const Page *page, const Buffer *line)
{
    page_paragraph(page, QUOTE_INDENT, QUOTE_INDENT, buffer_text(line));
}

static void add_words(Buffer *line, Text words)
{
    buffer_format(line, "“%.*s”", TEXT_ARGS(shown_start(shown_line(words, line->arena), WORDS_COLUMNS, line->arena)));
}

static void write_title(const Page *page, const CriterionGrade *grade)
{
    static const char *const inks[RUNG_COUNT] = {INK_FAINT, INK_FAIR, INK_GOOD, INK_GOOD};
    Buffer line = page_buffer(page);
    buffer_add_string(&line, inks[grade->rung]);
    page_rung(page, &line, grade->rung);
    buffer_add_string(&line, page->plain ? ": " INK_PLAIN : " " INK_PLAIN);
    buffer_add_string(&line, grade->rung ? INK_BOLD : INK_PLAIN);
    shown_add(&line, grade->criterion->title);
    const char *absent = grade->miss ? "not counted" : "not found";
    buffer_format(&line, INK_FAINT " – %s", grade->rung ? rung_names[grade->rung] : absent);
    if (grade->rung && grade->evidence[0].prompted) buffer_add_string(&line, ", only after a follow-up question");
    if (grade->hint_step) buffer_format(&line, ", after a hint that took %d %%", (int)(100 * grade->hint_price + 0.5));
    page_paragraph(page, INDENT, QUOTE_INDENT, buffer_text(&line));
}

static void add_quote(Buffer *line, const Evidence *evidence, size_t columns)
{
    Excerpt excerpt = shown_excerpt(evidence, columns, line->arena);
    buffer_format(line, INK_PLAIN "“%.*s" INK_BOLD "%.*s" INK_PLAIN "%.*s”", TEXT_ARGS(excerpt.before),
                  TEXT_ARGS(excerpt.words), TEXT_ARGS(excerpt.after));
}

static void add_place(Buffer *line, const Evidence *evidence)
{
    Text section = shown_start(shown_line(evidence->section, line->arena), SECTION_COLUMNS, line->arena);
    buffer_format(line, INK_FAINT " line %zu", evidence->line);
    if (section.length) buffer_format(line, ", under %.*s", TEXT_ARGS(section));
}

/* "; also lines 51 and 60" */
static void add_other_lines(Buffer *line, const CriterionGrade *grade)
{
    size_t others[2], count = 0, last = grade->evidence[0].line;
    for (size_t i = 1; i < grade->evidence_count && count < 2; i++)
        if (grade->evidence[i].line != last) last = others[count++] = grade->evidence[i].line;
    if (count == 1) buffer_format(line, "; also line %zu", others[0]);
    if (count == 2) buffer_format(line, "; also lines %zu and %zu", others[0], others[1]);
}

static bool is_quoted(const Quoted *quoted, const Evidence *evidence)
{
    for (size_t i = 0; i < quoted->list.count; i++)
        if (quoted->list.items[i]->start == evidence->start) return true;
    return false;
}

static void add_quote_once(Buffer *line, const Evidence *evidence, Quoted *quoted)
{
    if (is_quoted(quoted, evidence)) {
        buffer_add(line, TEXT(INK_FAINT "the same sentence: " INK_PLAIN));
        add_words(line, evidence->words);
    } else {
        add_quote(line, evidence, QUOTE_COLUMNS);
        *LIST_ADD(&quoted->list, line->arena) = evidence;
    }
}

void criterion_quote(const Page *page, const char *label, const Evidence *evidence, Quoted *quoted)
{
    Buffer line = page_buffer(page);
    buffer_add_string(&line, label);
    add_quote_once(&line, evidence, quoted);
    add_place(&line, evidence);
    write_line(page, &line);
}

/* "“words” (hedged)", after a comma when it is not the first. */
static void add_reason(Buffer *line, size_t *count, Text words, Text kind)
{
    buffer_add_string(line, (*count)++ ? ", " : "");
    if (words.length) {
        add_words(line, words);
        buffer_add(line, TEXT(" ("));
    }
    shown_add(line, kind);
    if (words.length) buffer_add_byte(line, ')');
}

/* The cues and the parts of the depth that took something away. */
static size_t add_reasons(Buffer *line, const Evidence *evidence)
{
    size_t count = 0;
    for (size_t i = 0; i < evidence->cue_count; i++)
        add_reason(line, &count, evidence->cues[i].words, text_from(stance_names[evidence->cues[i].cue->stance]));
    if (count == 0 && evidence->stance != STANCE_AFFIRMED)
        add_reason(line, &count, TEXT(""), text_from(stance_names[evidence->stance]));
    for (size_t i = 0; i < evidence->share_count; i++)
        if (evidence->shares[i].value < 0)
            add_reason(line, &count, evidence->shares[i].words, evidence->shares[i].part->id);
    return count;
}

static void write_reasons(const Page *page, const char *label, const Evidence *evidence)
{
    Buffer line = page_buffer(page);
    buffer_add_string(&line, label);
    if (add_reasons(&line, evidence)) write_line(page, &line);
}

static void write_next_rung(const Page *page, const CriterionGrade *grade, bool trace)
{
    if (grade->rung + 1 >= RUNG_COUNT || grade->missing_count == 0) return;
    Buffer line = page_buffer(page);
    buffer_format(&line, "for “%s” add: ", rung_names[grade->rung + 1]);
    for (size_t i = 0; i < grade->missing_count && (trace || i < MOST_STEPS); i++) {
        buffer_add_string(&line, i ? "; " : "");
        shown_add(&line, grade->missing[i]->missing);
    }
    write_line(page, &line);
}

static void write_trace(const Page *page, const Evidence *evidence)
{
    Buffer rule = page_buffer(page);
    buffer_add(&rule, TEXT(INK_FAINT "rule "));
    shown_add(&rule, evidence->rule);
    buffer_add(&rule, TEXT(" found "));
    add_words(&rule, evidence->words);
    buffer_format(&rule, ", %s; bytes %zu to %zu", stance_names[evidence->stance], evidence->start, evidence->end);
    write_line(page, &rule);

    Buffer depth = page_buffer(page);
    buffer_format(&depth, INK_FAINT "rung %d by depth ", evidence->rung);
    shown_decimal(&depth, evidence->depth, false);
    for (size_t i = 0; i < evidence->share_count; i++) {
        buffer_add_string(&depth, i ? ", " : ": ");
        shown_add(&depth, evidence->shares[i].part->id);
        buffer_add_byte(&depth, ' ');
        shown_decimal(&depth, evidence->shares[i].value, true);
        if (evidence->shares[i].words.length == 0) continue;
        buffer_add_byte(&depth, ' ');
        add_words(&depth, evidence->shares[i].words);
    }
    write_line(page, &depth);
}

/* A denial or a question that earned something was not lowered by being one. */
static const char *reasons_label(StanceKind stance)
{
    bool counts = stance == STANCE_NEGATED || stance == STANCE_REJECTED || stance == STANCE_ASKED;
    return counts ? "counts as it stands, with " : "lowered by ";
}

static void write_evidence(const Page *page, const CriterionGrade *grade, size_t index, bool trace, Quoted *quoted)
{
    const Evidence *evidence = &grade->evidence[index];
    Buffer line = page_buffer(page);
    add_quote_once(&line, evidence, quoted);
    add_place(&line, evidence);
    if (!trace) add_other_lines(&line, grade);
    write_line(page, &line);
    write_reasons(page, reasons_label(evidence->stance), evidence);
    if (trace) write_trace(page, evidence);
}

static void write_miss(const Page *page, const Evidence *miss, bool trace)
{
    Buffer line = page_buffer(page);
    buffer_add(&line, TEXT(INK_FAINT "nearest: "));
    add_quote(&line, miss, MISS_COLUMNS);
    add_place(&line, miss);
    write_line(page, &line);
    write_reasons(page, "did not count: ", miss);
    if (trace) write_trace(page, miss);
}

void criterion_found(const Page *page, const CriterionGrade *grade, bool trace, Quoted *quoted)
{
    write_title(page, grade);
    for (size_t i = 0; i < grade->evidence_count && (trace || i == 0); i++)
        write_evidence(page, grade, i, trace, quoted);
    write_next_rung(page, grade, trace);
    if (trace && grade->miss) write_miss(page, grade->miss, trace);
}

void criterion_missed(const Page *page, const CriterionGrade *grade, bool trace)
{
    write_title(page, grade);
    if (grade->miss) write_miss(page, grade->miss, trace);
    if (trace) write_next_rung(page, grade, trace);
}

static void write_only_quote(const Page *page, const Evidence *evidence, const char *label)
{
    Buffer line = page_buffer(page);
    buffer_format(&line, INK_FAINT "%s", label);
    add_quote(&line, evidence, QUOTE_COLUMNS);
    write_line(page, &line);
}

/* Being an echo or a list outweighs all cues. */
static void write_why_not(const Page *page, const Evidence *miss)
{
    Buffer line = page_buffer(page);
    buffer_add(&line, TEXT("did not count: "));
    shown_add(&line, miss->why_not);
    if (miss->why_not.length)
        write_line(page, &line);
    else
        write_reasons(page, "did not count: ", miss);
}

void criterion_reply(const Page *page, const CriterionGrade *grade)
{
    write_title(page, grade);
    if (grade->rung) {
        write_only_quote(page, grade->evidence, "");
        write_reasons(page, reasons_label(grade->evidence->stance), grade->evidence);
    } else if (grade->miss) {
        write_only_quote(page, grade->miss, "nearest: ");
        write_why_not(page, grade->miss);
    }
    write_next_rung(page, grade, false);
}
