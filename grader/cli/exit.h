#ifndef GRADER_CLI_EXIT_H
#define GRADER_CLI_EXIT_H

/* What the program tells a script when it ends; listed in README.md. */

typedef enum {
    EXIT_FINE = 0,
    EXIT_BELOW = 1,         /* graded, but below --fail-under */
    EXIT_USAGE = 2,         /* the command line makes no sense */
    EXIT_SOME_UNGRADED = 3, /* some transcripts could not be graded; the others were */
    EXIT_RUBRIC = 4,        /* a rubric, prompt or pack is invalid */
    EXIT_IO = 5,            /* a file could not be read or written */
    EXIT_NETWORK = 6,       /* the LLM could not be reached or made no sense */
    EXIT_INTERRUPTED = 130, /* a signal asked for an end; what was written is whole */
} ExitCode;

#endif
