#ifndef GRADER_DRILL_DRILL_H
#define GRADER_DRILL_DRILL_H

/*
 * A drill: one question at a time, a reply of a few sentences, at once the rung it
 * earns and the smallest step to the next one. What is asked when is the
 * schedule's business.
 */

#include "grade/grade.h"
#include "drill/log.h"
#include "study/schedule.h"
#include "terminal/terminal.h"

typedef struct {
    Grader *grader;
    Schedule *schedule;
    Scope scope;
    int today;
    size_t limit; /* questions in this sitting */
    DrillLog *log;
} DrillPlan;

typedef struct {
    Buffer results; /* a line for each reply: criterion, prompt, rung or "-", day it is due; tabs between */
    size_t replies;
    size_t unjudged; /* of them */
} DrillOutcome;

/* Hold a sitting to its end. The schedule must have an item in its scope. */
DrillOutcome drill_hold(const DrillPlan *plan, Terminal *terminal, Arena *keep);

/* What is due, what was asked so far in each dimension, and when it goes on. */
void drill_write_list(Buffer *out, const Schedule *schedule, const Scope *scope, int today, size_t width);

#endif
