#ifndef GRADER_DRILL_DRILL_PARTS_H
#define GRADER_DRILL_DRILL_PARTS_H

/* What a running drill knows; for this room only. */

#include "drill/drill.h"

typedef struct {
    const DrillPlan *plan;
    Terminal *terminal;
    Arena *keep;
    Item *item;           /* the question being answered, or just answered */
    const Prompt *prompt; /* what it is about */
    const Grade *grade;   /* of the reply to it; NULL before that */
    Buffer reply;         /* its lines so far, each with its newline */
    size_t asked;         /* questions so far */
    size_t rungs[RUNG_COUNT];
    bool told_unsaved;
    bool over;
    DrillOutcome outcome;
} Drill;

/* On to the next question, or the end when there is none or they were enough. */
void drill_go_on(Drill *drill);
/* Ask the same question again. */
void drill_ask_again(Drill *drill);
/* Leave the question; what was typed is kept, but not judged. */
void drill_skip(Drill *drill);
/* End the sitting; what was typed is judged, or when leaving only kept. */
void drill_end(Drill *drill);
void drill_leave(Drill *drill);

/* Do what a line that begins with a slash says. False when it is no command but a
   part of the reply. */
bool drill_take_command(Drill *drill, Text line);

/* The names of the commands, for completion; ended by NULL. */
const char *const *drill_command_names(Arena *keep);

#endif
