/* The result for programs; its members are described in report/README.md. */

#include "report/report_parts.h"

#include "json/writer.h"
#include "report/stamp.h"

/* Members may be added without a new format; it grows when one changes or goes. */
enum { RESULT_FORMAT = 1 };

/* Enough to tell any two grades apart that differ in more than rounding. */
enum { SCORE_DIGITS = 2, SHARE_DIGITS = 4 };

static void write_cue(JsonWriter *writer, const CueUse *use)
{
    json_open_object(writer);
    json_text_member(writer, "id", use->cue->id);
    json_text_member(writer, "stance", text_from(stance_names[use->cue->stance]));
    json_text_member(writer, "words", use->words);
    json_close_object(writer);
}

static void write_share(JsonWriter *writer, const DepthShare *share)
{
    json_open_object(writer);
    json_text_member(writer, "id", share->part->id);
    json_decimal_member(writer, "value", share->value, SHARE_DIGITS);
    json_text_member(writer, "words", share->words);
    json_close_object(writer);
}

static void write_shares(JsonWriter *writer, const DepthShare *shares, size_t count)
{
    json_key(writer, "parts");
    json_open_array(writer);
    for (size_t i = 0; i < count; i++) write_share(writer, &shares[i]);
    json_close_array(writer);
}

static void write_evidence(JsonWriter *writer, const Evidence *evidence)
{
    json_open_object(writer);
    json_text_member(writer, "quote", evidence->quote);
    json_text_member(writer, "words", evidence->words);
    json_integer_member(writer, "start", evidence->start);
    json_integer_member(writer, "end", evidence->end);
    json_integer_member(writer, "line", evidence->line);
    json_text_member(writer, "section", evidence->section);
    json_text_member(writer, "rule", evidence->rule);
    json_text_member(writer, "stance", text_from(stance_names[evidence->stance]));
    json_decimal_member(writer, "depth", evidence->depth, SHARE_DIGITS);
    json_integer_member(writer, "rung", (size_t)evidence->rung);
    if (evidence->prompted) {
        json_key(writer, "prompted");
        json_bool(writer, true);
    }
    if (evidence->why_not.length) json_text_member(writer, "why_not", evidence->why_not);
    json_key(writer, "cues");
    json_open_array(writer);
    for (size_t i = 0; i < evidence->cue_count; i++) write_cue(writer, &evidence->cues[i]);
    json_close_array(writer);
    write_shares(writer, evidence->shares, evidence->share_count);
    json_close_object(writer);
}

static void write_criterion(JsonWriter *writer, const CriterionGrade *grade)
{
    json_open_object(writer);
    json_text_member(writer, "id", grade->criterion->id);
    json_text_member(writer, "title", grade->criterion->title);
    json_integer_member(writer, "rung", (size_t)grade->rung);
    json_decimal_member(writer, "value", grade->value, SHARE_DIGITS);
    if (grade->hint_step) {
        json_integer_member(writer, "hint", grade->hint_step);
        json_decimal_member(writer, "hint_price", grade->hint_price, SHARE_DIGITS);
    }
    json_key(writer, "evidence");
    json_open_array(writer);
    for (size_t i = 0; i < grade->evidence_count; i++) write_evidence(writer, &grade->evidence[i]);
    json_close_array(writer);
    if (grade->miss) {
        json_key(writer, "miss");
        write_evidence(writer, grade->miss);
    }
    json_key(writer, "missing");
    json_open_array(writer);
    for (size_t i = 0; i < grade->missing_count; i++) json_text(writer, grade->missing[i]->id);
    json_close_array(writer);
    json_close_object(writer);
}

static void write_dimension_bands(JsonWriter *writer, const DimensionGrade *grade)
{
    json_open_object(writer);
    json_text_member(writer, "id", grade->dimension->id);
    json_integer_member(writer, "band", (size_t)grade->band);
    json_decimal_member(writer, "score", grade->score, SCORE_DIGITS);
    json_close_object(writer);
}

static void write_dimension(JsonWriter *writer, const DimensionGrade *grade)
{
    json_open_object(writer);
    json_text_member(writer, "id", grade->dimension->id);
    json_text_member(writer, "title", grade->dimension->title);
    json_key(writer, "headline");
    json_bool(writer, grade->dimension->headline);
    json_decimal_member(writer, "weight", grade->dimension->weight, SHARE_DIGITS);
    json_integer_member(writer, "band", (size_t)grade->band);
    json_decimal_member(writer, "score", grade->score, SCORE_DIGITS);
    json_key(writer, "criteria");
    json_open_array(writer);
    for (size_t i = 0; i < grade->dimension->criterion_count; i++) write_criterion(writer, &grade->criteria[i]);
    json_close_array(writer);
    json_close_object(writer);
}

static void write_misconception(JsonWriter *writer, const MisconceptionFound *found, ReportDetail detail)
{
    static const char *const severities[] = {
        [SEVERITY_LOW] = "low", [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high"};
    json_open_object(writer);
    json_text_member(writer, "id", found->misconception->id);
    json_text_member(writer, "severity", text_from(severities[found->misconception->severity]));
    if (detail == REPORT_BANDS) {
        json_integer_member(writer, "line", found->line);
        json_close_object(writer);
        return;
    }
    json_text_member(writer, "quote", found->quote);
    json_integer_member(writer, "line", found->line);
    json_text_member(writer, "why", found->misconception->why);
    json_text_member(writer, "instead", found->misconception->instead);
    json_key(writer, "caps");
    json_open_array(writer);
    for (size_t i = 0; i < found->misconception->cap_count; i++) json_text(writer, found->misconception->caps[i]);
    json_close_array(writer);
    json_close_object(writer);
}

static void write_line_number(JsonWriter *writer, size_t line)
{
    if (line)
        json_integer_member(writer, "line", line);
    else
        json_null_member(writer, "line");
}

static void write_flag(JsonWriter *writer, const Flag *flag, ReportDetail detail)
{
    json_open_object(writer);
    json_text_member(writer, "id", flag->id);
    json_text_member(writer, "reason", flag->reason);
    if (detail == REPORT_BANDS)
        write_line_number(writer, flag->line);
    else if (flag->line) {
        json_text_member(writer, "quote", flag->quote);
        json_integer_member(writer, "line", flag->line);
    } else {
        json_null_member(writer, "quote");
        json_null_member(writer, "line");
    }
    json_close_object(writer);
}

static void write_transcript(JsonWriter *writer, const Grade *grade)
{
    json_key(writer, "transcript");
    json_open_object(writer);
    json_text_member(writer, "name", grade->transcript->name);
    json_text_member(writer, "sha256", grade->transcript->sha256);
    json_text_member(writer, "format", grade->transcript->format);
    if (grade->judged)
        json_integer_member(writer, "words", grade->words);
    else
        json_null_member(writer, "words");
    json_close_object(writer);
}

static void write_deciders(JsonWriter *writer, const Grade *grade)
{
    json_key(writer, "decided_by");
    json_open_array(writer);
    json_text(writer, grade->dimensions[grade->decided_by[0]].dimension->id);
    if (grade->decided_by[1] != grade->decided_by[0])
        json_text(writer, grade->dimensions[grade->decided_by[1]].dimension->id);
    json_close_array(writer);
}

static void write_judged_overall(JsonWriter *writer, const Grade *grade)
{
    json_integer_member(writer, "band", (size_t)grade->band);
    json_text_member(writer, "word", text_from(band_names[grade->band]));
    json_decimal_member(writer, "score", grade->score, SCORE_DIGITS);
    json_text_member(writer, "signal", text_from(signal_names[grade->signal]));
    if (grade->signal_low != grade->signal_high) {
        json_key(writer, "signal_range");
        json_open_array(writer);
        json_text(writer, text_from(signal_names[grade->signal_low]));
        json_text(writer, text_from(signal_names[grade->signal_high]));
        json_close_array(writer);
    }
    json_text_member(writer, "confidence", text_from(confidence_names[grade->confidence]));
    json_decimal_member(writer, "depth", grade->depth, SHARE_DIGITS);
    write_deciders(writer, grade);
}

static void write_overall(JsonWriter *writer, const Grade *grade)
{
    static const char *const keys[] = {"band", "word", "score", "signal", "confidence", "depth"};
    json_key(writer, "overall");
    json_open_object(writer);
    if (grade->judged) {
        write_judged_overall(writer, grade);
    } else {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) json_null_member(writer, keys[i]);
        json_key(writer, "decided_by");
        json_open_array(writer);
        json_close_array(writer);
    }
    json_close_object(writer);
}

static void write_next(JsonWriter *writer, const Grade *grade)
{
    if (!grade->judged || grade->gap_count == 0) {
        json_null_member(writer, "next");
        return;
    }
    const Criterion *next = grade->gaps[0].criterion->criterion;
    json_key(writer, "next");
    json_open_object(writer);
    json_text_member(writer, "dimension", grade->gaps[0].dimension->id);
    json_text_member(writer, "criterion", next->id);
    json_text_member(writer, "title", next->title);
    json_text_member(writer, "advice", next->advice);
    json_text_member(writer, "probe", next->probe);
    json_close_object(writer);
}

static void write_unit(JsonWriter *writer, const Grade *grade, const UnitGrade *unit)
{
    json_open_object(writer);
    json_text_member(writer, "text", text_slice(grade->transcript->text, unit->start, unit->end));
    json_integer_member(writer, "start", unit->start);
    json_integer_member(writer, "end", unit->end);
    json_integer_member(writer, "line", unit->line);
    json_text_member(writer, "mark", unit->mark);
    json_decimal_member(writer, "depth", unit->depth, SHARE_DIGITS);
    json_decimal_member(writer, "whole", unit->whole, SHARE_DIGITS);
    write_shares(writer, unit->shares, unit->share_count);
    json_close_object(writer);
}

static void write_units(JsonWriter *writer, const Grade *grade)
{
    json_key(writer, "topic");
    json_open_object(writer);
    json_decimal_member(writer, "asked", grade->asked_evidence, SHARE_DIGITS);
    json_decimal_member(writer, "other", grade->other_evidence, SHARE_DIGITS);
    json_close_object(writer);
    json_key(writer, "units");
    json_open_array(writer);
    for (size_t i = 0; i < grade->unit_count; i++) write_unit(writer, grade, &grade->units[i]);
    json_close_array(writer);
}

static void write_question(JsonWriter *writer, const Grade *grade)
{
    if (grade->question.length)
        json_text_member(writer, "question", grade->question);
    else
        json_null_member(writer, "question");
}

static void write_dimensions(JsonWriter *writer, const Grade *grade, ReportDetail detail)
{
    json_key(writer, "dimensions");
    json_open_array(writer);
    for (size_t i = 0; grade->judged && i < grade->rubric->dimension_count; i++)
        (detail == REPORT_BANDS ? write_dimension_bands : write_dimension)(writer, &grade->dimensions[i]);
    json_close_array(writer);
}

static void write_result(JsonWriter *writer, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    json_open_object(writer);
    if (grade->transcript->id.length) json_text_member(writer, "id", grade->transcript->id);
    json_integer_member(writer, "format", RESULT_FORMAT);
    stamp_write(writer, from);
    stamp_write_rubric(writer, grade->rubric);
    if (grade->prompt)
        json_text_member(writer, "prompt", grade->prompt->id);
    else
        json_null_member(writer, "prompt");
    if (style->detail != REPORT_BANDS) write_question(writer, grade);
    write_transcript(writer, grade);
    if (grade->level)
        json_text_member(writer, "level", grade->level->id);
    else
        json_null_member(writer, "level");
    json_key(writer, "judged");
    json_bool(writer, grade->judged);
    if (!grade->judged) json_text_member(writer, "reason", grade->reason);
    write_overall(writer, grade);
    write_dimensions(writer, grade, style->detail);
    json_key(writer, "misconceptions");
    json_open_array(writer);
    for (size_t i = 0; i < grade->misconception_count; i++)
        write_misconception(writer, &grade->misconceptions[i], style->detail);
    json_close_array(writer);
    json_key(writer, "flags");
    json_open_array(writer);
    for (size_t i = 0; i < grade->flag_count; i++) write_flag(writer, &grade->flags[i], style->detail);
    json_close_array(writer);
    if (style->detail != REPORT_BANDS) write_next(writer, grade);
    if (style->detail == REPORT_TRACE) write_units(writer, grade);
    json_close_object(writer);
}

static void write_line(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style, bool compact)
{
    JsonWriter writer = json_writer(out, compact);
    write_result(&writer, grade, from, style);
    buffer_add_byte(out, '\n');
}

void json_alone(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    write_line(out, grade, from, style, false);
}

void jsonl_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    write_line(out, grade, from, style, true);
}

void jsonl_error(Buffer *out, const Failure *failure, const Rubric *rubric, const Provenance *from,
                 const ReportStyle *style)
{
    (void)rubric, (void)from, (void)style;
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    json_text_member(&writer, "id", failure->id);
    json_key(&writer, "error");
    json_open_object(&writer);
    json_text_member(&writer, "place", failure->place);
    json_text_member(&writer, "reason", failure->reason);
    json_close_object(&writer);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}

void json_begin(Buffer *out, const Rubric *rubric, const Provenance *from, const ReportStyle *style)
{
    (void)rubric, (void)from, (void)style;
    buffer_add_byte(out, '[');
}

/* Indented as an item of the array. */
void json_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style)
{
    JsonWriter writer = json_writer(out, false);
    writer.depth = 1;
    write_result(&writer, grade, from, style);
}

void json_end(Buffer *out, const Rubric *rubric, const Provenance *from, const ReportStyle *style)
{
    (void)rubric, (void)from, (void)style;
    buffer_add(out, TEXT("\n]\n"));
}
