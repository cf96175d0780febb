/* One row for each answer, for spreadsheets and data frames; report/README.md describes the columns. */

#include "report/report_parts.h"

#include "base/unicode.h"

/* Spreadsheets take a cell that begins so for a formula: OWASP, "CSV Injection". The wide
   ones are those that some of them read as the narrow ones. */
static bool is_formula(Text cell)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_starts_with(cell, text_from(starts[i]))) return true;
    return false;
}

/* The semicolon parts cells where the comma is a decimal point. */
static bool needs_quotes(Text cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (text_find_byte(TEXT(",;\"'\r\n\t"), cell.at[i]) != TEXT_NOT_FOUND) return true;
    return cell.length && (cell.at[0] == ' ' || cell.at[cell.length - 1] == ' ');
}

static void add_quoted(Buffer *out, Text cell)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.at[i] == '"') buffer_add_byte(out, '"');
        buffer_add_byte(out, cell.at[i]);
    }
    buffer_add_byte(out, '"');
}

/* Ids, digests and usual file names, which need no second look. */
static bool is_plain(Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        if (!is_letter(byte) && !is_digit(byte) && byte != '.' && byte != '_' && byte != '/') return false;
    }
    return true;
}

static void add_cell(Buffer *out, Text text)
{
    if (is_plain(text)) {
        buffer_add(out, text);
        return;
    }
    Text safe = unicode_printable(text, out->arena);
    Buffer cell = buffer_new(out->arena);
    if (is_formula(safe)) buffer_add_byte(&cell, '\'');
    buffer_add(&cell, safe);
    if (needs_quotes(buffer_text(&cell)))
        add_quoted(out, buffer_text(&cell));
    else
        buffer_add(out, buffer_text(&cell));
}

/* A cell that is not the row's first. */
static void add_next(Buffer *out, Text text)
{
    buffer_add_byte(out, ',');
    add_cell(out, text);
}

static void add_name(Buffer *out, Text id, const char *joint, Text rest)
{
    Buffer name = buffer_new(out->arena);
    buffer_format(&name, "%.*s%s%.*s", TEXT_ARGS(id), joint, TEXT_ARGS(rest));
    add_next(out, buffer_text(&name));
}

static void end_row(Buffer *out)
{
    buffer_add(out, TEXT("\r\n"));
}

/* The byte order mark tells Excel that this is UTF-8. */
void csv_begin(Buffer *out, const Rubric *rubric, const Provenance *from, const ReportStyle *style)
{
    (void)from;
    buffer_add(out, TEXT("\xEF\xBB\xBFname,sha256,prompt,level,judged,band,score,signal,confidence,words"));
    for (size_t i = 0; i < rubric->dimension_count; i++) {
        add_name(out, rubric->dimensions[i].id, "_", TEXT("band"));
        add_name(out, rubric->dimensions[i].id, "_", TEXT("score"));
    }
    buffer_add(out, TEXT(",flags,misconceptions,reason,pack_sha256"));
    for (size_t i = 0; i < rubric->dimension_count && style->detail != REPORT_BANDS; i++)
        for (size_t k = 0; k < rubric->dimensions[i].criterion_count; k++)
            add_name(out, rubric->dimensions[i].id, ".", rubric->dimensions[i].criteria[k].id);
    end_row(out);
}

static void add_score(Buffer *out, double score)
{
    buffer_add_byte(out, ',');
    shown_decimal(out, score, false);
}

static void add_overall(Buffer *out, const Grade *grade)
{
    if (!grade->judged) {
        buffer_add(out, TEXT(",false,,,,,"));
        return;
    }
    buffer_format(out, ",true,%d", grade->band);
    add_score(out, grade->score);
    buffer_format(out, ",%s,%s,%zu", signal_names[grade->signal], confidence_names[grade->confidence], grade->words);
}

static void add_dimensions(Buffer *out, const Grade *grade)
{
    for (size_t i = 0; i < grade->rubric->dimension_count; i++) {
        if (!grade->judged) {
            buffer_add(out, TEXT(",,"));
            continue;
        }
        buffer_format(out, ",%d", grade->dimensions[i].band);
        add_score(out, grade->dimensions[i].score);
    }
}

static void add_lists(Buffer *out, const Grade *grade)
{
    Buffer flags = buffer_new(out->arena), wrongs = buffer_new(out->arena);
    for (size_t i = 0; i < grade->flag_count; i++)
        buffer_format(&flags, "%s%.*s", i ? " " : "", TEXT_ARGS(grade->flags[i].id));
    for (size_t i = 0; i < grade->misconception_count; i++)
        buffer_format(&wrongs, "%s%.*s", i ? " " : "", TEXT_ARGS(grade->misconceptions[i].misconception->id));
    add_next(out, buffer_text(&flags));
    add_next(out, buffer_text(&wrongs));
}

static void add_rungs(Buffer *out, const Grade *grade)
{
    for (size_t i = 0; i < grade->rubric->dimension_count; i++)
        for (size_t k = 0; k < grade->rubric->dimensions[i].criterion_count; k++) {
            buffer_add_byte(out, ',');
            if (grade->judged) buffer_format(out, "%d", grade->dimensions[i].criteria[k].rung);
        }
}

/* Not judged, with nothing but its name and the reason. */
void csv_error(Buffer *out, const Failure *failure, const Rubric *rubric, const Provenance *from,
               const ReportStyle *style)
{
    add_cell(out, failure->id);
    buffer_add(out, TEXT(",,,,false,,,,,"));
    buffer_repeat(out, TEXT(",,"), rubric->dimension_count);
    buffer_add(out, TEXT(",,"));
    Buffer reason = buffer_new(out->arena);
    buffer_format(&reason, "%.*s: %.*s", TEXT_ARGS(failure->place), TEXT_ARGS(failure->reason));
    add_next(out, buffer_text(&reason));
    add_next(out, from->pack_sha256);
    for (size_t i = 0; i < rubric->dimension_count && style->detail != REPORT_BANDS; i++)
        buffer_repeat(out, TEXT(","), rubric->dimensions[i].criterion_count);
    end_row(out);
}

void csv_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    add_cell(out, grade->transcript->name);
    add_next(out, grade->transcript->sha256);
    add_next(out, grade->prompt ? grade->prompt->id : TEXT(""));
    add_next(out, grade->level ? grade->level->id : TEXT(""));
    add_overall(out, grade);
    add_dimensions(out, grade);
    add_lists(out, grade);
    add_next(out, grade->judged ? TEXT("") : grade->reason);
    add_next(out, from->pack_sha256);
    if (style->detail != REPORT_BANDS) add_rungs(out, grade);
    end_row(out);
}
