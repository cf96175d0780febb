#ifndef GRADER_INTERVIEW_JOURNAL_H
#define GRADER_INTERVIEW_JOURNAL_H

/*
 * The session file of a running interview. What is added is on the disk when
 * journal_add returns, and in memory too, so that a disk that fails on the way
 * costs nothing.
 */

#include "base/buffer.h"
#include "base/problem.h"

typedef struct {
    Text path;     /* empty: nothing is written to the disk */
    Buffer source; /* everything added so far */
    bool behind;   /* the file lacks what could not be written */
} Journal;

/* A journal in memory only. */
Journal journal_new(Arena *keep);

/* A new file in `folder`, which is made if need be, named by the clock and `topic`;
   it never replaces one. False after a problem. */
bool journal_open(Journal *journal, Text folder, Text topic, Arena *keep, Problems *problems);

/* Go on with a saved session, without a torn last line. */
bool journal_resume(Journal *journal, Text path, Arena *keep, Problems *problems);

/* Add whole lines. False, with a problem, when they are in memory only. */
bool journal_add(Journal *journal, Text lines, Problems *problems);

/* After the disk failed: try once more to save all of it, if need be in the folder
   for temporary files, which then is its path. */
bool journal_rescue(Journal *journal, Arena *keep, Problems *problems);

/* The newest session in a folder whose name holds `wanted`; an open one unless `ended` may
   do too or the name is just that. Never the file `except`. False when there is none. */
bool journal_find(Text folder, Text wanted, bool ended, Text except, Arena *keep, Text *path);

/* How many sessions about a topic a folder holds. */
unsigned journal_count(Text folder, Text topic, Arena *keep);

#endif
