#ifndef GRADER_STUDY_RATINGS_H
#define GRADER_STUDY_RATINGS_H

/*
 * What one or two readers gave each text, from a sheet with a column `id` and for
 * each dimension one column (`drift`) or two (`drift_r1`, `drift_r2`). A cell is a
 * band, or empty, "-" or "NA" when that reader did not rate.
 */

#include "base/arena.h"
#include "base/problem.h"

enum { MOST_READERS = 2 };

/* What the readers gave one dimension of one text; none is {0}. */
typedef struct {
    double bands[MOST_READERS];
    size_t count;
} Rating;

typedef struct {
    Text id;
    size_t line;
    const Rating *ratings; /* one for each dimension */
} RatedText;

typedef struct {
    Text file;
    const RatedText *texts; /* in the sheet's order */
    size_t count;
    const bool *rated;   /* for each dimension: whether it has a column */
    const Text *ignored; /* the other columns */
    size_t ignored_count;
} Ratings;

/* Read the ratings of these dimensions. Lives in `keep`, as must `source`. NULL if
   there were any problems; all are reported. */
const Ratings *ratings_read(Text source, Text file, const Text *dimensions, size_t dimension_count, Arena *keep,
                            Problems *problems);

/* The mean of the readers, of whom there must be one. */
double rating_mean(const Rating *rating);

#endif
