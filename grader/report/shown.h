#ifndef GRADER_REPORT_SHOWN_H
#define GRADER_REPORT_SHOWN_H

/* Words and numbers of a grade, fit to be shown on a page: safe, on one line, and cut
   to a number of columns. Results live in `keep`. */

#include "report/report.h"

/* One line fit to show: control characters gone, white space single. */
Text shown_line(Text text, Arena *keep);
void shown_add(Buffer *line, Text text);
/* The longest start that is at most `columns` wide. */
Text shown_cut(Text line, size_t columns);
/* At most `columns` wide, the middle or the end left out for an ellipsis. */
Text shown_middle(Text line, size_t columns, Arena *keep);
Text shown_start(Text line, size_t columns, Arena *keep);

/* A quote in three parts, fit to show; when it is wider than `columns` it is cut
   around the words that matched, with an ellipsis at each cut. */
typedef struct {
    Text before, words, after;
} Excerpt;

Excerpt shown_excerpt(const Evidence *evidence, size_t columns, Arena *keep);

/* Where the transcript came from. */
Text shown_name(const Grade *grade, Arena *keep);
/* What the interviewer asked: the prompt's title or the question itself. */
Text shown_title(const Grade *grade, Arena *keep);
/* "hire", or when that is uncertain "hire (between lean hire and strong hire)". */
Text shown_signal(const Grade *grade, Arena *keep);
/* "grader 1.0.0, pack ml 1.0.0, 0123456789ab". */
Text shown_provenance(const Provenance *from, Arena *keep);

/* "38 of 45", taken and planned; a dash for a session of an earlier version, which tells no times. */
Text shown_minutes(const Conduct *conduct, Arena *keep);

/* A score as a whole number, cut and not rounded, so that no score seems to have
   reached a band that it missed. */
int shown_score(double score);

/* "+0.25": two decimals and a point in any locale, the plus sign on demand. */
void shown_decimal(Buffer *line, double number, bool plus);

#endif
