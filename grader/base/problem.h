#ifndef GRADER_BASE_PROBLEM_H
#define GRADER_BASE_PROBLEM_H

/*
 * Whatever a user can get wrong is added to one list, where it is understood,
 * in words ready to print. Nothing above `cli` and `interview` prints.
 */

#include "base/arena.h"

typedef struct {
    Text place; /* "rubrics/x.json: dimensions[2].weight", "answer.md:12", or empty */
    Text message;
} Problem;

typedef struct {
    Arena *keep;
    LIST_OF(Problem) list;
} Problems;

Problems problems_new(Arena *keep);

/* Add a problem. Always returns false, so failing is one line:
       return problem(problems, place, "cannot be opened: %s", strerror(errno)); */
bool problem(Problems *problems, Text place, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
