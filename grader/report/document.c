#include "report/document.h"

/* So much of a quote is shown; a giant sentence is cut around the words that matched. */
enum { QUOTE_COLUMNS = 600, PART_COLUMNS = 80 };

typedef struct {
    Buffer *out;
    const Markup *markup;
    ReportDetail detail;
} Document;

static Buffer new_line(const Document *document)
{
    return buffer_new(document->out->arena);
}

static void add(const Document *document, Buffer *line, Text words)
{
    document->markup->words(line, shown_line(words, line->arena));
}

/* Words of ours, with their spaces. */
static void say(const Document *document, Buffer *line, const char *words)
{
    document->markup->words(line, text_from(words));
}

static void say_count(const Document *document, Buffer *line, size_t count, const char *what)
{
    Buffer words = buffer_new(line->arena);
    buffer_format(&words, "%zu %s%s", count, what, count == 1 ? "" : "s");
    document->markup->words(line, buffer_text(&words));
}

static void add_strong(const Document *document, Buffer *line, Text words)
{
    document->markup->strong(line, shown_line(words, line->arena));
}

static void end_paragraph(const Document *document, const Buffer *line)
{
    document->markup->paragraph(document->out, buffer_text(line));
}

static void write_heading(const Document *document, int level, const char *words)
{
    Buffer line = new_line(document);
    say(document, &line, words);
    document->markup->heading(document->out, level, 0, buffer_text(&line));
}

/* "Next step: ...", nothing when there is nothing to say. */
static void write_labelled(const Document *document, const char *label, Text words)
{
    if (words.length == 0) return;
    Buffer line = new_line(document);
    document->markup->strong(&line, text_from(label));
    say(document, &line, " ");
    add(document, &line, words);
    end_paragraph(document, &line);
}

/* Where a band stands: "3 senior". */
static Text band_line(const Document *document, int band)
{
    Buffer words = buffer_new(document->out->arena), line = new_line(document);
    buffer_format(&words, "%d %s", band, band_names[band]);
    document->markup->words(&line, buffer_text(&words));
    return buffer_text(&line);
}

static Text score_line(const Document *document, double score)
{
    Buffer words = buffer_new(document->out->arena), line = new_line(document);
    buffer_format(&words, "%d", shown_score(score));
    document->markup->words(&line, buffer_text(&words));
    return buffer_text(&line);
}

static Text words_line(const Document *document, Text words)
{
    Buffer line = new_line(document);
    add(document, &line, words);
    return buffer_text(&line);
}

/* Quotes */

static Text place_of(const Document *document, size_t number, Text section)
{
    Buffer words = buffer_new(document->out->arena);
    buffer_format(&words, "line %zu", number);
    Text under = shown_start(shown_line(section, words.arena), PART_COLUMNS, words.arena);
    if (under.length) buffer_format(&words, ", under %.*s", TEXT_ARGS(under));
    return words_line(document, buffer_text(&words));
}

static void write_evidence(const Document *document, const Evidence *evidence)
{
    Excerpt excerpt = shown_excerpt(evidence, QUOTE_COLUMNS, document->out->arena);
    Buffer line = new_line(document);
    say(document, &line, "“");
    document->markup->words(&line, excerpt.before);
    if (excerpt.words.length) document->markup->matched(&line, excerpt.words);
    document->markup->words(&line, excerpt.after);
    say(document, &line, "”");
    document->markup->quote(document->out, buffer_text(&line), place_of(document, evidence->line, evidence->section));
}

static void write_quote(const Document *document, Text quote, size_t number)
{
    Buffer line = new_line(document);
    say(document, &line, "“");
    add(document, &line, shown_start(shown_line(quote, line.arena), QUOTE_COLUMNS, line.arena));
    say(document, &line, "”");
    document->markup->quote(document->out, buffer_text(&line), place_of(document, number, TEXT("")));
}

/* "“words” (hedged)" */
static void add_reason(const Document *document, Buffer *line, size_t *count, Text words, Text kind)
{
    Text shown = shown_start(shown_line(words, line->arena), PART_COLUMNS, line->arena);
    say(document, line, (*count)++ ? ", " : "");
    if (shown.length) {
        say(document, line, "“");
        add(document, line, shown);
        say(document, line, "” (");
    }
    add(document, line, kind);
    if (shown.length) say(document, line, ")");
}

/* What changed how the sentence was taken, and the parts of the depth that took something away. */
static void write_reasons(const Document *document, const char *label, const Evidence *evidence)
{
    Buffer line = new_line(document);
    size_t count = 0;
    say(document, &line, label);
    for (size_t i = 0; i < evidence->cue_count; i++)
        add_reason(document, &line, &count, evidence->cues[i].words,
                   text_from(stance_names[evidence->cues[i].cue->stance]));
    if (evidence->why_not.length) add_reason(document, &line, &count, TEXT(""), evidence->why_not);
    if (count == 0 && evidence->stance != STANCE_AFFIRMED)
        add_reason(document, &line, &count, TEXT(""), text_from(stance_names[evidence->stance]));
    for (size_t i = 0; i < evidence->share_count; i++)
        if (evidence->shares[i].value < 0)
            add_reason(document, &line, &count, evidence->shares[i].words, evidence->shares[i].part->id);
    if (count) end_paragraph(document, &line);
}

static void write_trace(const Document *document, const Evidence *evidence)
{
    Buffer line = new_line(document), depth = buffer_new(document->out->arena);
    say(document, &line, "Rule: ");
    add(document, &line, evidence->rule);
    buffer_format(&depth, "; %s; bytes %zu to %zu; rung %d by depth ", stance_names[evidence->stance], evidence->start,
                  evidence->end, evidence->rung);
    shown_decimal(&depth, evidence->depth, false);
    for (size_t i = 0; i < evidence->share_count; i++) {
        buffer_format(&depth, "%s%.*s ", i ? ", " : ": ", TEXT_ARGS(evidence->shares[i].part->id));
        shown_decimal(&depth, evidence->shares[i].value, true);
    }
    document->markup->words(&line, buffer_text(&depth));
    end_paragraph(document, &line);
}

/* Criteria */

/* "Drift is measured: situated (rung 2 of 3)" */
static void write_title(const Document *document, int level, const CriterionGrade *grade)
{
    Buffer line = new_line(document), rung = buffer_new(document->out->arena);
    const char *absent = grade->miss ? "not counted" : "not found";
    buffer_format(&rung, ": %s (rung %d of %d", grade->rung ? rung_names[grade->rung] : absent, grade->rung,
                  RUNG_COUNT - 1);
    if (grade->rung && grade->evidence[0].prompted) buffer_add(&rung, TEXT("; only after a follow-up question"));
    if (grade->hint_step) buffer_format(&rung, "; after a hint that took %d %%", (int)(100 * grade->hint_price + 0.5));
    buffer_add_byte(&rung, ')');
    add(document, &line, grade->criterion->title);
    document->markup->words(&line, buffer_text(&rung));
    document->markup->heading(document->out, level, 0, buffer_text(&line));
}

static void write_next_rung(const Document *document, const CriterionGrade *grade)
{
    if (grade->rung + 1 >= RUNG_COUNT || grade->missing_count == 0) return;
    Buffer line = new_line(document), label = buffer_new(document->out->arena);
    buffer_format(&label, "For “%s” add: ", rung_names[grade->rung + 1]);
    document->markup->words(&line, buffer_text(&label));
    for (size_t i = 0; i < grade->missing_count; i++) {
        say(document, &line, i ? "; " : "");
        add(document, &line, grade->missing[i]->missing);
    }
    end_paragraph(document, &line);
}

/* A denial or a question that earned something was not lowered by being one. */
static const char *reasons_label(StanceKind stance)
{
    bool counts = stance == STANCE_NEGATED || stance == STANCE_REJECTED || stance == STANCE_ASKED;
    return counts ? "Counts as it stands, with " : "Lowered by ";
}

static void write_found(const Document *document, int level, const CriterionGrade *grade)
{
    bool trace = document->detail == REPORT_TRACE;
    write_title(document, level, grade);
    for (size_t i = 0; i < grade->evidence_count && (trace || i == 0); i++) {
        write_evidence(document, &grade->evidence[i]);
        write_reasons(document, reasons_label(grade->evidence[i].stance), &grade->evidence[i]);
        if (trace) write_trace(document, &grade->evidence[i]);
    }
    write_next_rung(document, grade);
}

static void write_missed(const Document *document, int level, const CriterionGrade *grade)
{
    write_title(document, level, grade);
    if (!grade->miss) return;
    write_labelled(document, "Nearest:", TEXT("this earned nothing."));
    write_evidence(document, grade->miss);
    write_reasons(document, "Did not count: ", grade->miss);
    if (document->detail == REPORT_TRACE) write_trace(document, grade->miss);
}

/* Those with a nearest sentence show it; the others share a list. */
static void write_missing(const Document *document, int level, const CriterionList *missing)
{
    size_t listed = 0;
    for (size_t i = 0; i < missing->count; i++)
        if (missing->items[i]->miss)
            write_missed(document, level, missing->items[i]);
        else
            listed++;
    if (listed == 0) return;
    write_heading(document, level, "Not found");
    document->markup->open_list(document->out);
    for (size_t i = 0; i < missing->count; i++)
        if (!missing->items[i]->miss)
            document->markup->item(document->out, words_line(document, missing->items[i]->criterion->title));
    document->markup->close_list(document->out);
}

static void write_dimension(const Document *document, int level, const DimensionGrade *grade)
{
    Buffer line = new_line(document), result = buffer_new(document->out->arena);
    CriterionList found = shown_found(grade, line.arena), missing = shown_missing(grade, line.arena);
    buffer_format(&result, ": %d %s, %d", grade->band, band_names[grade->band], shown_score(grade->score));
    add(document, &line, grade->dimension->title);
    document->markup->words(&line, buffer_text(&result));
    document->markup->heading(document->out, level, 0, buffer_text(&line));
    for (size_t i = 0; i < found.count; i++) write_found(document, level + 1, found.items[i]);
    write_missing(document, level + 1, &missing);
}

/* An answer */

static void write_facts(const Document *document, const Grade *grade, bool named)
{
    Buffer line = new_line(document);
    if (named) {
        add(document, &line, shown_name(grade, line.arena));
        say(document, &line, grade->judged || grade->level ? ", " : "");
    }
    if (grade->judged) say_count(document, &line, grade->words, "word");
    if (grade->judged && grade->level) say(document, &line, ", ");
    if (grade->level) {
        say(document, &line, "level: ");
        add(document, &line, grade->level->id);
    }
    end_paragraph(document, &line);
}

enum { SCORE_CELLS = 3 };

static void write_score_row(const Document *document, Text title, int band, double score)
{
    Text cells[SCORE_CELLS] = {words_line(document, title), band_line(document, band), score_line(document, score)};
    document->markup->row(document->out, cells, SCORE_CELLS);
}

static void write_scores(const Document *document, const Grade *grade, const DimensionList *dimensions)
{
    static const char *const heads[SCORE_CELLS] = {"Dimension", "Band", "Score"};
    Text lines[SCORE_CELLS];
    for (size_t i = 0; i < SCORE_CELLS; i++) lines[i] = words_line(document, text_from(heads[i]));
    document->markup->open_table(document->out, words_line(document, TEXT("Bands (0 to 4) and scores (0 to 100)")),
                                 lines, SCORE_CELLS);
    write_score_row(document, TEXT("Overall"), grade->band, grade->score);
    for (size_t i = 0; i < dimensions->count; i++)
        write_score_row(document, dimensions->items[i]->dimension->title, dimensions->items[i]->band,
                        dimensions->items[i]->score);
    document->markup->close_table(document->out);
}

static void add_decider(const Document *document, Buffer *line, const DimensionGrade *dimension)
{
    Buffer band = buffer_new(line->arena);
    buffer_format(&band, " (%s)", band_names[dimension->band]);
    add(document, line, dimension->dimension->title);
    document->markup->words(line, buffer_text(&band));
}

static void write_signal(const Document *document, const Grade *grade)
{
    Buffer line = new_line(document), confidence = buffer_new(document->out->arena);
    say(document, &line, "Signal: ");
    add_strong(document, &line, shown_signal(grade, line.arena));
    buffer_format(&confidence, ", %s confidence, decided by ", confidence_names[grade->confidence]);
    document->markup->words(&line, buffer_text(&confidence));
    add_decider(document, &line, &grade->dimensions[grade->decided_by[0]]);
    if (grade->decided_by[1] != grade->decided_by[0]) {
        say(document, &line, " and ");
        add_decider(document, &line, &grade->dimensions[grade->decided_by[1]]);
    }
    say(document, &line, ".");
    end_paragraph(document, &line);
}

static void write_misconceptions(const Document *document, int level, const Grade *grade)
{
    if (grade->misconception_count == 0) return;
    write_heading(document, level, "Check these");
    for (size_t i = 0; i < grade->misconception_count; i++) {
        const MisconceptionFound *found = &grade->misconceptions[i];
        write_quote(document, found->quote, found->line);
        write_labelled(document, "Here:", found->misconception->why);
        write_labelled(document, "Instead:", found->misconception->instead);
    }
}

static void write_flags(const Document *document, int level, const Grade *grade)
{
    if (grade->flag_count == 0) return;
    write_heading(document, level, "Worth knowing");
    for (size_t i = 0; i < grade->flag_count; i++) {
        const Flag *flag = &grade->flags[i];
        Buffer line = new_line(document);
        add(document, &line, flag->reason);
        say(document, &line, " (");
        add(document, &line, flag->id);
        say(document, &line, ")");
        end_paragraph(document, &line);
        if (flag->quote.length) write_quote(document, flag->quote, flag->line);
    }
}

static void write_next(const Document *document, int level, const Grade *grade)
{
    write_heading(document, level, "First gap");
    if (grade->gap_count == 0) {
        Text none = words_line(document, TEXT("No gap is left that this rubric knows of."));
        document->markup->paragraph(document->out, none);
        return;
    }
    const Criterion *criterion = grade->gaps[0].criterion->criterion;
    Buffer line = new_line(document);
    add_strong(document, &line, criterion->title);
    say(document, &line, ", of ");
    add(document, &line, grade->gaps[0].dimension->title);
    end_paragraph(document, &line);
    write_labelled(document, "Next step:", criterion->advice);
    write_labelled(document, "Practise:", criterion->probe);
}

static void write_judged(const Document *document, int level, const Grade *grade)
{
    DimensionList dimensions = shown_dimensions(grade, document->out->arena);
    write_scores(document, grade, &dimensions);
    write_signal(document, grade);
    for (size_t i = 0; i < dimensions.count && document->detail != REPORT_BANDS; i++)
        write_dimension(document, level, dimensions.items[i]);
    write_misconceptions(document, level, grade);
}

/* All below its heading; `level` is that of the headings in it. */
static void write_answer(const Document *document, int level, const Grade *grade)
{
    if (grade->judged) {
        write_judged(document, level, grade);
    } else {
        write_labelled(document, "Not judged:", grade->reason);
        document->markup->paragraph(
            document->out, words_line(document, TEXT("There is no score, which is not the same as a low one.")));
    }
    write_flags(document, level, grade);
    if (grade->judged) write_next(document, level, grade);
}

static void write_footer(const Document *document, const Provenance *from)
{
    Text line = words_line(document, shown_provenance(from, document->out->arena));
    document->markup->paragraph(document->out, line);
}

void document_alone(Buffer *out, const Markup *markup, const Grade *grade, const Provenance *from,
                    const ReportStyle *style)
{
    Document document = {out, markup, style->detail};
    Text title = shown_title(grade, out->arena);
    markup->begin(out, title);
    markup->heading(out, 1, 0, words_line(&document, title));
    write_facts(&document, grade, true);
    write_answer(&document, 2, grade);
    write_footer(&document, from);
    markup->end(out);
}

/* Several */

enum { ANSWER_CELLS = 6 };

/* Its flags, or why there is no grade. */
static Text note_line(const Document *document, const Grade *grade)
{
    Buffer line = new_line(document);
    if (!grade->judged) add(document, &line, grade->reason);
    for (size_t i = 0; grade->judged && i < grade->flag_count; i++) {
        say(document, &line, i ? ", " : "");
        add(document, &line, grade->flags[i].id);
    }
    return buffer_text(&line);
}

static void write_answer_row(const Document *document, const Grade *grade, size_t number)
{
    Text dash = words_line(document, TEXT("–")), cells[ANSWER_CELLS];
    Buffer name = new_line(document);
    document->markup->link(&name, number, shown_name(grade, name.arena));
    cells[0] = buffer_text(&name);
    cells[1] = grade->judged ? band_line(document, grade->band) : words_line(document, TEXT("not judged"));
    cells[2] = grade->judged ? score_line(document, grade->score) : dash;
    cells[3] = grade->judged ? words_line(document, text_from(signal_names[grade->signal])) : dash;
    cells[4] = grade->judged ? words_line(document, text_from(confidence_names[grade->confidence])) : dash;
    cells[5] = note_line(document, grade);
    document->markup->row(document->out, cells, ANSWER_CELLS);
}

static void write_overview(const Document *document, const Grade *const *grades, size_t count)
{
    static const char *const heads[ANSWER_CELLS] = {"Answer", "Band", "Score", "Signal", "Confidence", "Worth knowing"};
    Text lines[ANSWER_CELLS];
    for (size_t i = 0; i < ANSWER_CELLS; i++) lines[i] = words_line(document, text_from(heads[i]));
    Text caption = words_line(document, TEXT("All answers: bands from 0 to 4, scores from 0 to 100"));
    document->markup->open_table(document->out, caption, lines, ANSWER_CELLS);
    for (size_t i = 0; i < count; i++) write_answer_row(document, grades[i], i + 1);
    document->markup->close_table(document->out);
}

static void write_section(const Document *document, const Grade *grade, size_t number)
{
    Text name = words_line(document, shown_name(grade, document->out->arena));
    document->markup->heading(document->out, 2, number, name);
    Text title = words_line(document, shown_title(grade, document->out->arena));
    document->markup->paragraph(document->out, title);
    if (grade->judged || grade->level) write_facts(document, grade, false);
    write_answer(document, 3, grade);
}

void document_many(Buffer *out, const Markup *markup, const Grade *const *grades, size_t count, const Provenance *from,
                   const ReportStyle *style)
{
    Document document = {out, markup, style->detail};
    Buffer title = buffer_new(out->arena);
    buffer_format(&title, "%zu answer%s", count, count == 1 ? "" : "s");
    markup->begin(out, buffer_text(&title));
    markup->heading(out, 1, 0, words_line(&document, buffer_text(&title)));
    write_overview(&document, grades, count);
    for (size_t i = 0; i < count; i++) write_section(&document, grades[i], i + 1);
    write_footer(&document, from);
    markup->end(out);
}
