#ifndef GRADER_PACK_PACK_PARTS_H
#define GRADER_PACK_PACK_PARTS_H

/* What the files of this room share. */

#include "pack/pack.h"

/*
 * One rubric put together from the files of its folder: the members of rubric.json
 * and of all others, with each dimension's file in its place. Every node stays
 * with the file it came from, so a later message names that file. NULL after a problem.
 */
const Json *rubric_assemble(Text folder, const Text *paths, size_t count, Arena *keep, Problems *problems);

/* What pack.json alone says, with every problem in it; NULL when that is no object. */
Pack *pack_read_head(const Json *root, Arena *keep, Problems *problems);

/* The phrases of one rubric as they were read before, or NULL. */
const Phrasebook *pack_frozen_book(const Pack *pack, const Json *rubric, RubricUse use, Arena *keep);

/* Check the whole of a pack. NULL after a problem. */
Pack *pack_read(const Json *whole, Text sha256, Arena *keep, Problems *problems);

/* The same as pack_from_text, for who adds to it. */
Pack *pack_read_text(Text source, Text file, Text sha256, Arena *keep, Problems *problems);

#endif
