#ifndef GRADER_CLI_EXAMPLES_H
#define GRADER_CLI_EXAMPLES_H

/* The examples inside a rubric's criteria are its tests: each is graded alone. */

#include "cli/command.h"
#include "pack/pack.h"

/* Print what fails and how many passed; with --coverage also the criteria that too
   few examples test. EXIT_RUBRIC when there was anything. */
ExitCode examples_run(const Context *context, const Pack *pack);

#endif
