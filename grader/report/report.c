#include "report/report.h"

#include "report/report_parts.h"

const ReportFormat report_formats[] = {
    {"text", "for people: bands, quotes and the next step; a table and a summary when there are several",
     .alone = text_alone, .many = text_many, .sums_up = true},
    {"json", "one object with everything; an array when there are several",
     .alone = json_alone, .begin = json_begin, .one = json_one, .between = ",", .end = json_end},
    {"jsonl", "one object a line; --detail evidence adds the criteria with their quotes", .detail = REPORT_BANDS,
     .one = jsonl_one, .error = jsonl_error, .by_line = true},
    {"csv", "for spreadsheets: one row for each answer; --detail evidence adds the rungs", .detail = REPORT_BANDS,
     .begin = csv_begin, .one = csv_one, .error = csv_error},
    {"junit", "for continuous integration: XML, with a failure for what is below --fail-under",
     .many = junit_many},
    {"md", "for people: Markdown; a table and a section for each when there are several",
     .alone = md_alone, .many = md_many},
    {"html", "the same as one HTML file to open, print or send",
     .alone = html_alone, .many = html_many},
    {0},
};

const ReportFormat *report_format(Text name)
{
    for (const ReportFormat *format = report_formats; format->name; format++)
        if (text_equal(name, text_from(format->name))) return format;
    return NULL;
}

static void write_edge(Buffer *out, ReportEdge *edge, const Rubric *rubric, const Provenance *from,
                       const ReportStyle *style)
{
    if (edge) edge(out, rubric, from, style);
}

void report_alone(Buffer *out, const ReportFormat *format, const Grade *grade, const Provenance *from,
                  const ReportStyle *style)
{
    if (format->alone)
        format->alone(out, grade, from, style);
    else
        report_many(out, format, grade->rubric, &grade, 1, from, style);
}

void report_many(Buffer *out, const ReportFormat *format, const Rubric *rubric, const Grade *const *grades,
                 size_t count, const Provenance *from, const ReportStyle *style)
{
    if (format->many) {
        format->many(out, grades, count, from, style);
        return;
    }
    write_edge(out, format->begin, rubric, from, style);
    for (size_t i = 0; i < count; i++) {
        if (i && format->between) buffer_add_string(out, format->between);
        format->one(out, grades[i], from, style);
    }
    write_edge(out, format->end, rubric, from, style);
}
