#ifndef GRADER_FILES_INPUT_H
#define GRADER_FILES_INPUT_H

/*
 * Files read from front to end, one after another, in memory that does not grow
 * with them. What gzip or zstd packed is unpacked, told by its first bytes.
 */

#include "base/arena.h"
#include "base/problem.h"

typedef struct Input Input;

/* For any number of files. Lives in `keep`. */
Input *input_new(Arena *keep);

/* Begin with a file, or standard input for "-"; `path` must stay. False after a problem. */
bool input_open(Input *input, Text path, Problems *problems);
void input_close(Input *input);

typedef enum {
    INPUT_READ,
    INPUT_END,
    INPUT_PAUSED, /* a signal came: look whether to go on, and if so read again */
    INPUT_BROKEN, /* after a problem */
} InputResult;

/* Read at least 1 and at most `size` bytes. */
InputResult input_read(Input *input, char *into, size_t size, size_t *count, Problems *problems);

/* How many bytes of all files were taken so far, as they stand on the disk. */
uint64_t input_position(const Input *input);

#endif
