#ifndef GRADER_REPORT_DIFF_PARTS_H
#define GRADER_REPORT_DIFF_PARTS_H

/* What differs between two grades; shared by the page and the JSON. */

#include "report/report.h"

typedef struct {
    const CriterionGrade *a, *b;
} CriterionPair;

typedef struct {
    CriterionPair *items;
    size_t count;
} CriterionPairs;

/* Those on different rungs, the largest difference first, of the same the weightier. */
CriterionPairs diff_criteria(const DimensionGrade *a, const DimensionGrade *b, Arena *keep);

typedef struct {
    const MisconceptionFound **items;
    size_t count;
} MisconceptionList;

/* What `of` gets wrong and `other` does not; each once. */
MisconceptionList diff_wrongs(const Grade *of, const Grade *other, Arena *keep);

/* Flags of `of` that the other has not got. */
typedef struct {
    const Flag **items;
    size_t count;
} FlagList;

FlagList diff_flags(const Grade *of, const Grade *other, Arena *keep);

#endif
