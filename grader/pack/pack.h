#ifndef GRADER_PACK_PACK_H
#define GRADER_PACK_PACK_H

/*
 * A pack: rubrics and prompts that are shared as one file. It is data only; its
 * identity is the SHA-256 of its canonical bytes, whether it was read from a
 * built file or put together from a folder.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "json/json.h"
#include "rubric/rubric.h"

enum { PACK_FORMAT = 1 };

typedef struct {
    Text id, version, title, license;
    Text sha256;         /* of the canonical form */
    Text text;           /* what it was read from, of a built one */
    Text frozen;         /* what its phrases make, if they were read before: see pack_freeze */
    const Json *json;    /* the whole */
    const Json *rubrics; /* arrays */
    const Json *prompts;
} Pack;

/* Read pack.json, rubrics/ and prompts/ of a folder, reporting every problem
   with the file it stands in. Lives in `keep`. NULL if there were any. */
const Pack *pack_from_folder(Text folder, Arena *keep, Problems *problems);

/* Read one built pack. `sha256` is its identity where that is known, else empty: it
   is then worked out. Lives in `keep`, as must `source`. NULL after a problem. */
const Pack *pack_from_text(Text source, Text file, Text sha256, Arena *keep, Problems *problems);

/* The pack inside the program. NULL without a problem where there is none. */
const Pack *pack_built_in(Arena *keep, Problems *problems);

/* The canonical form: keys in byte order, one line, no times. */
Text pack_build(const Pack *pack, Arena *keep);

/* The rubric of that id with all the pack's prompts; the first one for the empty
   id. NULL after a problem. */
const Rubric *pack_rubric(const Pack *pack, Text id, RubricUse use, Arena *keep, Problems *problems);

/* What all its rubrics' phrases make, for each use, as bytes for pack_built_in. They fit
   exactly the text that the pack was read from. Lives in `keep`. The empty text after a problem. */
Text pack_freeze(const Pack *pack, Arena *keep, Problems *problems);

/* Its JSON; NULL when there is none. */
const Json *pack_rubric_json(const Pack *pack, Text id);

/* Report everything that is wrong with any of its rubrics and prompts; what it reads
   lives in `keep`. True if nothing is. */
bool pack_lint(const Pack *pack, Arena *keep, Problems *problems);

#endif
