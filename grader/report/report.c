#include "report/report.h"

#include "report/report_parts.h"

const ReportFormat report_formats[] = {
    {"text",  "for people: bands, quotes and the next step; a table when there are several", text_one,  text_many},
    {"json",  "one object with everything; an array when there are several",                 json_one,  json_many},
    {"jsonl", "one object a line",                                                           jsonl_one, NULL},
    {0},
};

const ReportFormat *report_format(Text name)
{
    for (const ReportFormat *format = report_formats; format->name; format++)
        if (text_equal(name, text_from(format->name))) return format;
    return NULL;
}

void report_write(Buffer *out, const ReportFormat *format, const Grade *const *grades, size_t count,
                  const Provenance *from, const ReportStyle *style)
{
    if (count != 1 && format->many) {
        format->many(out, grades, count, from, style);
        return;
    }
    for (size_t i = 0; i < count; i++) format->one(out, grades[i], from, style);
}
