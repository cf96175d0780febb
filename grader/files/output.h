#ifndef GRADER_FILES_OUTPUT_H
#define GRADER_FILES_OUTPUT_H

/*
 * A file that is long in the making. It grows as FILE.part and becomes FILE when
 * it is finished, so whatever is called FILE is whole; a run that was cut off
 * leaves FILE.part, from which the next can go on. Standard output ("-") and what
 * is no regular file are written where they are.
 */

#include "base/arena.h"
#include "base/problem.h"

typedef struct Output Output;

/* Lives in `keep`. NULL after a problem: another run writes it, or FILE.part holds what
   an interrupted run wrote and `resume` is false. With `resume` FILE.part is gone on with,
   or FILE itself; either may be missing. */
Output *output_open(Text path, bool resume, Arena *keep, Problems *problems);

/* FILE.part; empty for what is written in place. */
Text output_part(const Output *output);

/* Keep the first `length` bytes only. */
bool output_cut(Output *output, uint64_t length, Problems *problems);

/* All of it or, after a problem, none. */
bool output_write(Output *output, Text content, Problems *problems);

/* Nobody reads standard output any more: there is no use in going on. */
bool output_is_closed(const Output *output);

/* On the disk and called FILE. */
bool output_finish(Output *output, Problems *problems);

/* Leave FILE.part for a later run. */
void output_leave(Output *output);

/* Leave nothing. */
void output_drop(Output *output);

/* As it was before: FILE is called so again if it was there. */
void output_return(Output *output);

#endif
