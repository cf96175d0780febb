#ifndef GRADER_STUDY_REVIEWS_H
#define GRADER_STUDY_REVIEWS_H

/*
 * The log of a drill: JSON lines that are only ever appended to, one for each
 * reply.
 *
 *     {"date":"2026-11-21","criterion":"MD3","prompt":"ad-click","rung":2,"reply":"PSI, hourly, ..."}
 *
 * "rung" is null for a reply that was not judged or not finished: it is kept, and
 * changes no schedule. Ids need not be of today's rubric, and other members are
 * left to later versions.
 */

#include "base/buffer.h"
#include "base/problem.h"

enum { NOT_JUDGED = -1 };

typedef struct {
    int day; /* see study/day.h */
    Text criterion, prompt;
    int rung; /* 0 to 3, or NOT_JUDGED */
    Text reply;
} Review;

typedef struct {
    const Review *items; /* in the log's order */
    size_t count;
    size_t cut; /* lines without their end: the power went while they were written */
} Reviews;

/* Append one line with its newline. */
void review_write(Buffer *out, const Review *review);

/* Whatever cannot be read is left out and reported with its line; lines that were
   cut off are only counted. Lives in `keep`, as must `source`. False when there are
   so many mistakes that it must be another kind of file. */
bool reviews_read(Text source, Text file, Reviews *reviews, Arena *keep, Problems *problems);

#endif
