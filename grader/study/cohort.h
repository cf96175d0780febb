#ifndef GRADER_STUDY_COHORT_H
#define GRADER_STUDY_COHORT_H

/*
 * What the grades of a cohort say together: the bands of each dimension, which
 * criteria were hard, and which tell strong answers from weak ones. Grades may be
 * forgotten once they are added.
 */

#include "report/report.h"
#include "study/items.h"

/* With fewer judged answers nothing is said of discrimination. */
enum { COHORT_LEAST = 10 };

typedef struct {
    const Rubric *rubric;
    size_t judged, not_judged;
    size_t overall[BAND_COUNT];  /* how many answers have each band */
    size_t (*bands)[BAND_COUNT]; /* the same for each dimension of the rubric */
    Items items;                 /* the rungs of its criteria, dimension by dimension */
    int *marks;                  /* room for those of one answer */
} Cohort;

/* Lives in `keep`. */
Cohort cohort_new(const Rubric *rubric, Arena *keep);

/* The grade must be of the cohort's rubric. */
void cohort_add(Cohort *cohort, const Grade *grade);

/* The summary for people, as it stands below a table of the answers. */
void cohort_write(Buffer *out, const Cohort *cohort, const ReportStyle *style);

#endif
