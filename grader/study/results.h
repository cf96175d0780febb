#ifndef GRADER_STUDY_RESULTS_H
#define GRADER_STUDY_RESULTS_H

/*
 * What the program gave each text: the lines that `score --format jsonl` prints.
 * A result's id is its member "id", or the transcript's name without its folder
 * and its ending.
 */

#include "base/arena.h"
#include "base/problem.h"

/* One dimension of one text; {0} where the result says nothing of it. */
typedef struct {
    bool given;
    int band;     /* 0 to 4 */
    double score; /* 0 to 100 */
} Mark;

typedef struct {
    Text id;
    size_t line;
    bool judged; /* false: neither marks nor words */
    bool counted;
    size_t words; /* when counted */
    const Mark *marks;
    size_t mark_count; /* at most one for each dimension */
} Result;

typedef struct {
    Text file;
    const Result *items; /* in the file's order */
    size_t count;
    const Text *dimensions; /* "overall", then all that any result has, in order of appearance */
    size_t dimension_count;
} Results;

/* Lives in `keep`. NULL if there were any problems; all are reported. */
const Results *results_read(Text source, Text file, Arena *keep, Arena scratch, Problems *problems);

/* {0} where there is none. */
Mark result_mark(const Result *result, size_t dimension);

#endif
