#ifndef GRADER_CLI_COMMAND_H
#define GRADER_CLI_COMMAND_H

/*
 * A command is one file and one row of the table in main.c; its options are rows
 * of its own table. `--help` and all messages are made from these rows.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "cli/exit.h"

/* A table of options ends with a row without a name. */
typedef struct {
    const char *name;     /* "format" for --format */
    char letter;          /* 'o' for -o; 0 for none */
    const char *argument; /* "FILE"; NULL for a flag; one that ends in "..." may be given several times, a line each */
    const char *help;
} Option;

typedef struct Context Context;

typedef struct {
    const char *name;
    const char *help;  /* one line */
    const char *usage; /* a line for each form: "grader score [PATH|-]... [OPTION]...\n" */
    const char *more;  /* paragraphs after the options; may be NULL */
    const Option *options;
    ExitCode (*run)(Context *context);
} Command;

/* What a command is given. */
struct Context {
    Text program; /* as it was called: "build/grader" */
    Arena *keep;
    Problems *problems; /* printed when the command returns; one without a place is about the command line */
    const Command *command;
    const Text *operands; /* what is no option; "-" is an operand */
    size_t operand_count;
    const Text *values; /* in the order of the options; `at` is NULL for one not given */
};

/* Options by their name; asking for one that is not in the table is our mistake. */
bool option_given(const Context *context, const char *name);
/* The last value given; the empty text without one. */
Text option_text(const Context *context, const char *name);
/* Store a whole number from `low` to `high`, or `fallback` when the option is not given. */
bool option_number(const Context *context, const char *name, unsigned low, unsigned high, unsigned fallback,
                   unsigned *number);

/* Whether --format says json and not text, the default. False after a problem. */
bool option_json(const Context *context, bool *json);

/* Add a problem about the command line. Returns EXIT_USAGE. */
ExitCode usage_problem(const Context *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Print what has been reported so far, each problem once; for commands that go on. */
void problems_print(const Context *context);

/* Write to standard output. Someone who stops reading is no problem. */
bool print_text(const Context *context, Text text);

extern const Command score_command;
extern const Command interview_command;
extern const Command drill_command;
extern const Command merge_command;
extern const Command why_command;
extern const Command diff_command;
extern const Command progress_command;
extern const Command feedback_command;
extern const Command agree_command;
extern const Command list_command;
extern const Command show_command;
extern const Command pack_command;

#endif
