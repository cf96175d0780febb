#ifndef GRADER_DRILL_LOG_H
#define GRADER_DRILL_LOG_H

/*
 * The file of all reviews. It is only ever appended to; a line that a power cut
 * left without its end stays as it is, and the next one begins below it.
 */

#include "base/buffer.h"
#include "base/problem.h"

typedef struct {
    Text path;      /* empty: nothing is written to the disk */
    Buffer unsaved; /* lines that the disk has not taken yet */
} DrillLog;

/* The log in this folder. */
Text drill_log_path(Text folder, Arena *keep);

/* Read it; empty when there is none yet. False after a problem. */
bool drill_log_read(Text path, Arena *keep, Text *source, Problems *problems);

/* A log that writes nothing. */
DrillLog drill_log_none(Arena *keep);

/* Make sure that it can be written, making its folder (0700) and file (0600) if need
   be. `source` is what it holds. False after a problem. */
bool drill_log_open(DrillLog *log, Text path, Text source, Arena *keep, Problems *problems);

/* Add whole lines, with those that could not be written before. False, with a
   problem, when they are in memory only. */
bool drill_log_add(DrillLog *log, Text lines, Problems *problems);

#endif
