#ifndef GRADER_REPORT_REPORT_PARTS_H
#define GRADER_REPORT_REPORT_PARTS_H

/* What the formats share: in which order a grade is told. */

#include "report/report.h"
#include "report/shown.h"

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

#endif
