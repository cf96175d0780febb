#ifndef GRADER_TERMINAL_SLASH_H
#define GRADER_TERMINAL_SLASH_H

/* Lines that begin with a slash: which command of a table is meant, and what is said
   when it is none. Names end with NULL. */

#include "terminal/terminal.h"

#define SLASH_NONE ((size_t)-1)

/* The place of the name, in any case, or SLASH_NONE. */
size_t slash_find(const char *const *names, Text name);

/* Say that there is no such command. `verb` and `noun` tell what the line may be instead:
   "answer", "an answer". A person can type again, so true: it is done with; a script
   cannot, so there it must be taken as that. */
bool slash_refuse(Terminal *terminal, const char *const *names, Text name, const char *verb, const char *noun);

#endif
