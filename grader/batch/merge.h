#ifndef GRADER_BATCH_MERGE_H
#define GRADER_BATCH_MERGE_H

/*
 * The results of all shards put together, in the order of the answers: the same
 * bytes as if one machine had graded them all. A line of a shard begins with its
 * number in the whole and the shard it is of, which are taken out again:
 *
 *     {"n":17,"shard":"2/3","id":"a17",...
 */

#include "base/problem.h"

/* "-" for standard output. False after a problem: a shard is missing or is there twice, an
   answer is missing, a line is of no shard; nothing is called `output` then. */
bool merge_run(const Text *paths, size_t count, Text output, Arena *keep, Problems *problems);

#endif
