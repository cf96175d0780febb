#ifndef GRADER_FILES_FILES_H
#define GRADER_FILES_FILES_H

/*
 * The disk. Reading takes a whole file; writing is all or nothing (a temporary
 * file beside it, fsync, rename); appending is on the disk when it returns.
 * Each function reports its own problem with the path as the place.
 */

#include "base/arena.h"
#include "base/problem.h"

/* Larger files are refused: nothing a person answers is that long. */
enum { FILES_MOST_BYTES = 256 << 20 };

/* The whole file, or standard input for "-". */
bool files_read(Text path, Arena *keep, Text *content, Problems *problems);

/* Replace a file, or write standard output for "-". Never leaves half a file. */
bool files_write(Text path, Text content, Problems *problems);

/* A new file for its owner only (0600); fails if it exists. */
bool files_create(Text path, Problems *problems);

/* Add to the end and wait until it is on the disk. */
bool files_append(Text path, Text content, Problems *problems);

/* Keep a file for this program until it ends; false when another one has it. */
bool files_hold(Text path, Problems *problems);

bool files_is_folder(Text path);
bool files_exists(Text path);
/* Of a regular file; 0 for anything else. */
uint64_t files_size(Text path);

/* The files below a folder, recursively, in byte order, dot files left out;
   paths begin with `folder`. */
typedef LIST_OF(Text) FilePaths;
bool files_list(Text folder, Arena *keep, FilePaths *paths, Problems *problems);

/* Make a folder and those above it, for its owner only (0700). */
bool files_make_folder(Text path, Problems *problems);

/* $XDG_DATA_HOME/grader, or ~/.local/share/grader; empty when neither is set. */
Text files_data_folder(Arena *keep);

#endif
