#ifndef GRADER_REPORT_STAMP_H
#define GRADER_REPORT_STAMP_H

/* What every result for programs says of where it came from, as members of an open object. */

#include "json/writer.h"
#include "report/report.h"

/* "engine" and "pack". */
void stamp_write(JsonWriter *writer, const Provenance *from);
/* "rubric" with its version. */
void stamp_write_rubric(JsonWriter *writer, const Rubric *rubric);

#endif
