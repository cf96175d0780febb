#ifndef GRADER_FILES_FILES_PARTS_H
#define GRADER_FILES_FILES_PARTS_H

/* What the files of this room share: a path as the system wants it. */

#include "files/files.h"

enum { LONGEST_PATH = 4096 };

typedef struct {
    char at[LONGEST_PATH];
} Path;

/* The terminated path; false after a problem when it is empty, too long or holds a NUL. */
bool path_copy(Path *copy, Text path, Problems *problems);

/* Add "ACTION: what errno says" about a path. Returns false. */
bool path_problem(Text path, const char *action, Problems *problems);

/* A rename is only safe on disk once its folder is. */
void sync_folder_of(const char *path);

#endif
