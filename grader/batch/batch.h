#ifndef GRADER_BATCH_BATCH_H
#define GRADER_BATCH_BATCH_H

/*
 * Any number of answers graded, in memory that does not grow with them. One thread
 * reads, several grade, one writes; the results stand in the order of the input
 * and are the same bytes however many threads there are.
 *
 * What cannot be read has an error in its place. A run that was cut off can be
 * gone on with, and one shard of the answers can be graded here and the others
 * elsewhere; `merge.h` puts them together.
 */

#include "batch/source.h"
#include "grade/grade.h"
#include "report/report.h"

/* What was asked and at what level. False after a problem. Called by several threads,
   each with a memory and problems of its own. */
typedef bool BatchTask(const void *asked, const Transcript *transcript, Arena *keep, Problems *problems, Task *task);

typedef struct {
    const Rubric *rubric;
    const ReportFormat *format; /* with `one` */
    ReportStyle style;
    Provenance from;
    BatchTask *task;
    const void *asked; /* for `task` */
    SourceOptions source;
    unsigned jobs; /* how many threads grade */
    bool strict;   /* end before the first answer that cannot be read */
    bool resume;   /* go on where the output ends */
    Text output;   /* "-" for standard output */
} Batch;

typedef enum {
    BATCH_DONE,
    BATCH_STOPPED,     /* by `strict` */
    BATCH_INTERRUPTED, /* by a signal; what is written is whole */
    BATCH_OTHER,       /* the output that is there is of another run; after a problem */
    BATCH_FAILED,      /* the output could not be written; after a problem */
} BatchEnd;

/* Of all answers that stand in the output, those of earlier runs too. */
typedef struct {
    uint64_t answers;
    uint64_t unread;   /* have an error in their place */
    uint64_t unjudged; /* have a result that says why */
    uint64_t below;    /* judged, with a score below style.fail_under */
} BatchTally;

/* Each has arenas of its own, and address space has an end. */
enum { BATCH_MOST_JOBS = 128 };

/* How many processors there are. */
unsigned batch_jobs(void);

/* The first few answers that are unread or below are problems too. */
BatchEnd batch_run(const Batch *batch, Arena *keep, Problems *problems, BatchTally *tally);

#endif
