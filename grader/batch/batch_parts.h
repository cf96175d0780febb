#ifndef GRADER_BATCH_BATCH_PARTS_H
#define GRADER_BATCH_BATCH_PARTS_H

/* What the threads of a run hand each other. For this room only. */

#include "batch/batch.h"

enum { MOST_NOTES = 20 }; /* shown; the rest is only counted */

/* Some records and what they were given. */
typedef struct {
    Arena source, results;
    Records records;
    uint64_t position; /* of the source behind them */
    Buffer out;
    size_t first_end; /* of the first record's result */
    size_t bad_start; /* of the first error, when there is one */
    size_t bad_notes; /* how many there are up to that error's own */
    BatchTally tally;
    Problems notes;
} Block;

void block_open(Block *block);
void block_close(Block *block);
/* Forget what was in it. */
void block_clear(Block *block);

/* A thread that grades. */
typedef struct {
    const Batch *batch;
    Grader *grader;
    Arena keep, record, messages;
} Worker;

void worker_open(Worker *worker, const Batch *batch);
void worker_close(Worker *worker);
void worker_grade(Worker *worker, Block *block);

/* Give memory back when it was much for once. */
void arena_rewind(Arena *arena, size_t much);

/* What an earlier run left. */
typedef struct {
    uint64_t lines;   /* whole ones */
    uint64_t length;  /* of them, in bytes */
    Text last;        /* of them, with its newline */
    BatchTally tally; /* without the last line */
} Left;

/* Of FILE.part; `last` lives in `keep`. False after a problem. */
bool left_read(Text part, unsigned fail_under, Left *left, Arena *keep, Problems *problems);

#endif
