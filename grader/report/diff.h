#ifndef GRADER_REPORT_DIFF_H
#define GRADER_REPORT_DIFF_H

/*
 * Two grades side by side: what one answer covers and the other does not. Both
 * must be of the same rubric; they may be of different prompts, which is said.
 */

#include "report/report.h"

/* For people. Whatever both have alike is left out. */
void report_diff(Buffer *out, const Grade *a, const Grade *b, const ReportStyle *style);

/* For programs: both grades in short, and what differs. */
void report_diff_json(Buffer *out, const Grade *a, const Grade *b, const Provenance *from);

#endif
