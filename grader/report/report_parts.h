#ifndef GRADER_REPORT_REPORT_PARTS_H
#define GRADER_REPORT_REPORT_PARTS_H

/* What the formats share: in which order a grade is told. */

#include "report/report.h"
#include "report/shown.h"

/* The formats, one in each file. */
ReportOne text_alone, json_alone, json_one, jsonl_one, csv_one, md_alone, html_alone;
ReportError jsonl_error, csv_error;
ReportEdge json_begin, json_end, csv_begin;
ReportMany text_many, junit_many, md_many, html_many;

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
