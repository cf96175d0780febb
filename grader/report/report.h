#ifndef GRADER_REPORT_REPORT_H
#define GRADER_REPORT_REPORT_H

/*
 * Grades for people and programs. Each format is one file and one row of the
 * table in report.c. What people read is stripped of control characters here;
 * what programs read keeps the exact bytes, escaped as the format asks.
 */

#include "base/buffer.h"
#include "grade/grade.h"

/* Where the rubric came from; printed with every result. */
typedef struct {
    Text engine; /* our version */
    Text pack_id, pack_version, pack_sha256;
} Provenance;

/* How much of a grade is shown. */
typedef enum {
    REPORT_EVIDENCE, /* the best quotes and the weightiest gaps of each dimension */
    REPORT_BANDS,    /* bands, signal and the first gap; of JSON the bands, scores and flags */
    REPORT_TRACE,    /* every criterion, with the rules and the parts of each depth */
} ReportDetail;

typedef struct {
    size_t width; /* columns to wrap at, at least 40 */
    bool colour;
    ReportDetail detail;
    bool plain; /* words and numbers only, for those who listen: no bars, rules or marks */
    unsigned fail_under; /* a score below this is a failure; 0: none is */
} ReportStyle;

/* The pieces of a report. What stands at the edges knows no grade. */
typedef void ReportEdge(Buffer *out, const Rubric *rubric, const Provenance *from, const ReportStyle *style);
typedef void ReportOne(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style);
/* An answer that could not be read, in the place of its result. */
typedef struct {
    Text id;    /* what its result would be called */
    Text place; /* "file:line" */
    Text reason;
} Failure;

typedef void ReportError(Buffer *out, const Failure *failure, const Rubric *rubric, const Provenance *from,
                         const ReportStyle *style);
typedef void ReportMany(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from,
                        const ReportStyle *style);

typedef struct {
    const char *name;
    const char *help;
    ReportDetail detail; /* when nobody says */
    /* One answer by itself; NULL: begin, one and end. */
    ReportOne *alone;
    /* Several, each as it comes: `begin`, then `one` for each with `between` after all but the
       last, then `end`. What is NULL writes nothing. `one` keeps no state, so records may be
       written by several threads and joined in order. */
    ReportEdge *begin;
    ReportOne *one;
    const char *between;
    ReportEdge *end;
    /* Instead of `one`; NULL: it is left out. */
    ReportError *error;
    /* Each answer is a line of JSON and nothing else stands between: a report that was cut off can be gone on with. */
    bool by_line;
    /* Several, where something before the first needs them all; then `one` is NULL. */
    ReportMany *many;
    bool sums_up; /* for people who want to know what several say together */
} ReportFormat;

/* By name; NULL when there is none. */
const ReportFormat *report_format(Text name);
extern const ReportFormat report_formats[]; /* ends with a row without a name */

/* One answer by itself. */
void report_alone(Buffer *out, const ReportFormat *format, const Grade *grade, const Provenance *from,
                  const ReportStyle *style);

/* Any number of answers, all to one rubric; also none or one, in the form of several. */
void report_many(Buffer *out, const ReportFormat *format, const Rubric *rubric, const Grade *const *grades,
                 size_t count, const Provenance *from, const ReportStyle *style);

/* All that is known about one criterion, for people: what was found, what was
   missing and the nearest miss. It must be one of the grade's rubric. */
void report_why(Buffer *out, const Grade *grade, const Criterion *criterion, const ReportStyle *style);

/* The same in a few lines, for a reply to the question that aims at this criterion:
   its rung, the sentence behind it, and the smallest step to the next rung. */
void report_reply(Buffer *out, const Grade *grade, const Criterion *criterion, const ReportStyle *style);

extern const char *const rung_names[]; /* "absent" .. "decision" */

#endif
