#ifndef GRADER_REPORT_REPORT_PARTS_H
#define GRADER_REPORT_REPORT_PARTS_H

/* What the formats share: in which order a grade is told, and in which words. */

#include "report/report.h"

/* The formats, one in each file. */
void text_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style);
void text_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style);
void json_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style);
void json_many(Buffer *out, const Grade *const *grades, size_t count, const Provenance *from, const ReportStyle *style);
void jsonl_one(Buffer *out, const Grade *grade, const Provenance *from, const ReportStyle *style);

/* A pointer list in the order to show it. */
typedef struct {
    const DimensionGrade **items;
    size_t count;
} DimensionList;

typedef struct {
    const CriterionGrade **items;
    size_t count;
} CriterionList;

/* The headline dimensions first, else in the rubric's order. */
DimensionList shown_dimensions(const Grade *grade, Arena *keep);
/* What earned something, best first. */
CriterionList shown_found(const DimensionGrade *dimension, Arena *keep);
/* What earned nothing, weightiest first. */
CriterionList shown_missing(const DimensionGrade *dimension, Arena *keep);

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

/* A score as a whole number, cut and not rounded, so that no score seems to have
   reached a band that it missed. */
int shown_score(double score);

/* "+0.25": two decimals and a point in any locale, the plus sign on demand. */
void shown_decimal(Buffer *line, double number, bool plus);

#endif
