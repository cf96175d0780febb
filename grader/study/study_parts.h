#ifndef GRADER_STUDY_STUDY_PARTS_H
#define GRADER_STUDY_STUDY_PARTS_H

/* What the readers of this room share: how a mistake is placed, and ids. */

#include "base/arena.h"
#include "base/problem.h"

/* A file with more mistakes than this is the wrong file; the rest is not read. */
enum { MOST_MISTAKES = 50 };

/* "ratings.tsv:12" */
Text study_place(Text file, size_t line, Arena *keep);

/* Whether there are too many problems since `before`; says so. */
bool study_gives_up(Text file, size_t before, Problems *problems);

/* The id of something, where it stands, and its index in the list it belongs to. */
typedef struct {
    Text id;
    size_t line;
    size_t index;
} IdEntry;

typedef struct {
    IdEntry *items;
    size_t count;
} IdIndex;

/* Sort, so that ids can be found; each one that stands twice is a problem. */
void ids_sort(IdIndex ids, Text file, Problems *problems);

/* NULL when it is not there. */
const IdEntry *ids_find(IdIndex ids, Text id);

#endif
