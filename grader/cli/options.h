#ifndef GRADER_CLI_OPTIONS_H
#define GRADER_CLI_OPTIONS_H

/* The command line of one command, by its table of options. */

#include "base/buffer.h"
#include "cli/command.h"

typedef enum { OPTIONS_FINE, OPTIONS_HELP, OPTIONS_WRONG } OptionsResult;

/* Fill the context's values and operands. OPTIONS_WRONG after a problem;
   OPTIONS_HELP when -h or --help was among them. */
OptionsResult options_read(Context *context, char **words, size_t count);

/* A command's usage, what it does and its options, fitted to a width. */
void options_write_help(Buffer *out, const Command *command, size_t width);

#endif
