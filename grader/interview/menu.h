#ifndef GRADER_INTERVIEW_MENU_H
#define GRADER_INTERVIEW_MENU_H

/* The choice of a prompt: by number, by id or by the beginning of an id. */

#include "rubric/rubric.h"
#include "terminal/terminal.h"

/* The prompt that `choice` means, or NULL after a problem that names the nearest. */
const Prompt *menu_find(const Rubric *rubric, Text choice, Arena *keep, Problems *problems);

/* Show the prompts and ask for one: a person until it is one, a script once.
   NULL when the input ends or the person leaves, or after a problem. */
const Prompt *menu_ask(const Rubric *rubric, Terminal *terminal, Arena *keep, Problems *problems);

/* Let a person choose; Return keeps what is there. False when they leave. */
bool menu_ask_level(const Rubric *rubric, Terminal *terminal, const Level **level, Arena *keep);
/* A mode's name, or any number of minutes. */
bool menu_ask_time(const Rubric *rubric, Terminal *terminal, const Mode **mode, unsigned *minutes, Arena *keep);

#endif
