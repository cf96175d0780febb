#ifndef GRADER_STUDY_PROGRESS_H
#define GRADER_STUDY_PROGRESS_H

/*
 * What the interviews of one person say over time. All were graded by the same
 * rubric, so that the first and the last can be compared.
 */

#include "base/buffer.h"
#include "report/report.h"
#include "study/trend.h"

/* One row of scores, a score for each session. */
typedef struct {
    const Dimension *dimension; /* NULL: overall */
    const double *scores;
    Trend trend;
} Course;

typedef struct {
    const Criterion *criterion;
    const Dimension *dimension;
    double value;  /* 0 to 1, the mean */
    size_t missed; /* sessions in which it earned nothing */
} CriterionCourse;

/* How a person rates a dimension before seeing its grade. */
typedef struct {
    const Dimension *dimension;
    size_t count;      /* sessions that were rated */
    double own, given; /* mean bands; own - given above 0: rated too high */
} RatingBias;

typedef struct {
    const Section *section; /* NULL: all that is no section of the rubric, such as follow-up questions */
    size_t count;           /* sessions with a clock that entered it */
    double minutes;         /* taken, the mean */
    Figure planned;         /* the mean, where the plan is known */
} SectionTime;

typedef struct {
    const Grade *const *grades;
    size_t count;
    const Course *courses; /* overall, then the headline dimensions, then the others */
    size_t course_count;
    const CriterionCourse *criteria; /* the lowest mean value first */
    size_t criterion_count;
    const RatingBias *biases; /* one for each headline dimension */
    size_t bias_count;
    const SectionTime *times; /* of sections that were entered, in the rubric's order */
    size_t time_count;
    size_t hints, probes, drafts, facts; /* all sessions together */
    bool mixed_modes;                    /* some were shorter rounds than others, which cover less */
} Progress;

/* The grades in time order, all judged, of this rubric and of sessions, so with their conduct.
   Lives in `keep`. */
const Progress *progress_of(const Rubric *rubric, const Grade *const *grades, size_t count, Arena *keep);

/* Where the sessions came from, and those that are not among the grades. */
typedef struct {
    Text folder;
    size_t open, not_judged, broken;
} ProgressSource;

/* For people. */
void progress_write_text(Buffer *out, const Progress *progress, const ProgressSource *source, const Provenance *from,
                         const ReportStyle *style);

/* Everything, for programs; unknown figures are null. */
void progress_write_json(Buffer *out, const Progress *progress, const Rubric *rubric, const ProgressSource *source,
                         const Provenance *from);

/* "2026-11-20", as the session or its name says; empty when neither does. */
Text progress_date(const Grade *grade);

/* The minutes that a session planned for a section. */
Figure progress_plan(const Grade *grade, const Section *section);

#endif
