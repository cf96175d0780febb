#ifndef GRADER_BATCH_LINES_H
#define GRADER_BATCH_LINES_H

/* The lines of a file in blocks of whole lines, so that a line is copied at most once. */

#include "files/input.h"

typedef struct {
    Input *input;
    Arena keep;     /* for what was read and not handed out yet */
    Text left;      /* that */
    size_t longest; /* a longer line is left out */
    bool skipping;  /* what is left of one that was too long */
    bool ended;
} Lines;

Lines lines_new(Arena *keep);
void lines_close(Lines *lines);

/* Begin with a file; `path` must stay. False after a problem. */
bool lines_open(Lines *lines, Text path, size_t longest, Problems *problems);
void lines_leave(Lines *lines);

typedef enum {
    LINES_READ,
    LINES_TOO_LONG, /* the next line is left out; the block is empty */
    LINES_END,
    LINES_PAUSED, /* a signal came: look whether to go on, and if so read again */
    LINES_BROKEN, /* after a problem */
} LinesResult;

/* Look at the file's first bytes, at most some thousand, without taking them. */
LinesResult lines_peek(Lines *lines, Text *start, Problems *problems);

/* The next whole lines, each with its newline but maybe the file's last. Live in `into`,
   of which nothing else may be taken meanwhile. */
LinesResult lines_read(Lines *lines, Arena *into, Text *block, Problems *problems);

/* All that is left, lines or not; at most `longest` bytes of it, else LINES_TOO_LONG. */
LinesResult lines_read_rest(Lines *lines, Arena *into, Text *rest, Problems *problems);

#endif
