#ifndef GRADER_BATCH_RING_H
#define GRADER_BATCH_RING_H

/*
 * Blocks of records on their way: one thread fills them, any number grade them,
 * one writes them, each in the order they were filled. There are so many and no
 * more, so whoever is fast waits for whoever is slow.
 */

#include <stdbool.h>
#include <stddef.h>

typedef struct Ring Ring;

/* `size` blocks, numbered from 0. */
Ring *ring_open(size_t size);
void ring_close(Ring *ring);

enum { RING_END = -1 };

/* The reader: a block to fill, then say so. RING_END: nobody wants more. */
long ring_to_fill(Ring *ring);
void ring_filled(Ring *ring);
/* There will be no more. */
void ring_ends(Ring *ring);

/* A worker: a block to grade, then say which. RING_END: there are no more. */
long ring_to_grade(Ring *ring);
void ring_graded(Ring *ring, long block);

/* The writer: the next block in order, then say that it is free. RING_END: that was all. */
long ring_to_write(Ring *ring);
void ring_written(Ring *ring);
/* Nobody needs to go on. */
void ring_stop(Ring *ring);

#endif
