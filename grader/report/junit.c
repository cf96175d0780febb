/*
 * For continuous integration: one suite for the run, one case for each answer. A
 * score below --fail-under is a failure, an answer that was not judged an error.
 * Readers of such files want the counts in the first element, so all grades must
 * be known before it is written. There is no time in it: the same answers give
 * the same file.
 */

#include "report/report_parts.h"

#include "report/markup.h"

static void add_attribute(Buffer *out, const char *name, Text value)
{
    buffer_format(out, " %s=\"", name);
    markup_add(out, value);
    buffer_add_byte(out, '"');
}

static void add_count(Buffer *out, const char *name, size_t count)
{
    buffer_format(out, " %s=\"%zu\"", name, count);
}

static void write_property(Buffer *out, const char *indent, Text name, Text value)
{
    buffer_format(out, "%s<property", indent);
    add_attribute(out, "name", name);
    add_attribute(out, "value", value);
    buffer_add(out, TEXT("/>\n"));
}

static void write_number(Buffer *out, Text name, double number, bool whole)
{
    Buffer value = buffer_new(out->arena);
    if (whole)
        buffer_format(&value, "%lld", (long long)number);
    else
        shown_decimal(&value, number, false);
    write_property(out, "        ", name, buffer_text(&value));
}

static void write_name(Buffer *out, Text id, const char *rest, double number, bool whole)
{
    Buffer name = buffer_new(out->arena);
    buffer_format(&name, "%.*s_%s", TEXT_ARGS(id), rest);
    write_number(out, buffer_text(&name), number, whole);
}

static void write_judged(Buffer *out, const Grade *grade, const char *indent)
{
    write_number(out, TEXT("band"), grade->band, true);
    write_number(out, TEXT("score"), grade->score, false);
    write_property(out, indent, TEXT("signal"), text_from(signal_names[grade->signal]));
    write_property(out, indent, TEXT("confidence"), text_from(confidence_names[grade->confidence]));
    write_number(out, TEXT("words"), (double)grade->words, true);
    for (size_t i = 0; i < grade->rubric->dimension_count; i++) {
        write_name(out, grade->dimensions[i].dimension->id, "band", grade->dimensions[i].band, true);
        write_name(out, grade->dimensions[i].dimension->id, "score", grade->dimensions[i].score, false);
    }
}

static void write_properties(Buffer *out, const Grade *grade)
{
    const char *indent = "        ";
    buffer_add(out, TEXT("      <properties>\n"));
    write_property(out, indent, TEXT("sha256"), grade->transcript->sha256);
    if (grade->level) write_property(out, indent, TEXT("level"), grade->level->id);
    if (grade->judged) write_judged(out, grade, indent);
    for (size_t i = 0; i < grade->flag_count; i++) write_property(out, indent, TEXT("flag"), grade->flags[i].id);
    for (size_t i = 0; i < grade->misconception_count; i++)
        write_property(out, indent, TEXT("misconception"), grade->misconceptions[i].misconception->id);
    buffer_add(out, TEXT("      </properties>\n"));
}

static bool is_failure(const Grade *grade, const ReportStyle *style)
{
    return grade->judged && grade->score < style->fail_under;
}

static void write_error(Buffer *out, const Grade *grade)
{
    buffer_add(out, TEXT("      <error type=\"not-judged\""));
    add_attribute(out, "message", grade->reason);
    buffer_add(out, TEXT("/>\n"));
}

/* With the next step, so that who sees it fail knows what to do. */
static void write_failure(Buffer *out, const Grade *grade, const ReportStyle *style)
{
    buffer_add(out, TEXT("      <failure type=\"below\" message=\"scored "));
    shown_decimal(out, grade->score, false);
    buffer_format(out, ", below %u\">", style->fail_under);
    if (grade->gap_count) {
        const Criterion *next = grade->gaps[0].criterion->criterion;
        buffer_add(out, TEXT("First gap: "));
        markup_add(out, next->title);
        buffer_add(out, TEXT(". "));
        markup_add(out, next->advice);
    }
    buffer_add(out, TEXT("</failure>\n"));
}

static void write_case(Buffer *out, const Grade *grade, const ReportStyle *style)
{
    buffer_add(out, TEXT("    <testcase"));
    add_attribute(out, "name", shown_name(grade, out->arena));
    add_attribute(out, "classname", grade->prompt ? grade->prompt->id : TEXT("free question"));
    buffer_add(out, TEXT(" time=\"0\">\n"));
    write_properties(out, grade);
    if (!grade->judged)
        write_error(out, grade);
    else if (is_failure(grade, style))
        write_failure(out, grade, style);
    buffer_add(out, TEXT("    </testcase>\n"));
}

static void add_counts(Buffer *out, const Grade *const *grades, size_t count, const ReportStyle *style)
{
    size_t failures = 0, errors = 0;
    for (size_t i = 0; i < count; i++) {
        failures += is_failure(grades[i], style);
        errors += !grades[i]->judged;
    }
    add_count(out, "tests", count);
    add_count(out, "failures", failures);
    add_count(out, "errors", errors);
    add_count(out, "skipped", 0);
    buffer_add(out, TEXT(" time=\"0\">\n"));
}

static void write_run(Buffer *out, const Provenance *from, const ReportStyle *style)
{
    const char *indent = "      ";
    Buffer limit = buffer_new(out->arena);
    buffer_format(&limit, "%u", style->fail_under);
    buffer_add(out, TEXT("    <properties>\n"));
    write_property(out, indent, TEXT("engine"), from->engine);
    write_property(out, indent, TEXT("pack"), from->pack_id);
    write_property(out, indent, TEXT("pack_version"), from->pack_version);
    write_property(out, indent, TEXT("pack_sha256"), from->pack_sha256);
    write_property(out, indent, TEXT("fail_under"), buffer_text(&limit));
    buffer_add(out, TEXT("    </properties>\n"));
}

void junit_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style)
{
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grader\""));
    add_counts(out, grades, count, style);
    buffer_add(out, TEXT("  <testsuite name=\"grader score\""));
    add_counts(out, grades, count, style);
    write_run(out, from, style);
    for (size_t i = 0; i < count; i++) write_case(out, grades[i], style);
    buffer_add(out, TEXT("  </testsuite>\n</testsuites>\n"));
}
