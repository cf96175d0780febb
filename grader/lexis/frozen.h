#ifndef GRADER_LEXIS_FROZEN_H
#define GRADER_LEXIS_FROZEN_H

/*
 * A finished phrasebook as bytes, so that the program need not read its own pack's phrases
 * at each start. Nothing is copied when it is used again: the arrays stay where the bytes
 * are, wherever that is. The bytes are for the very program that made them, on the same
 * kind of machine, and never come from outside: a digest of all of them tells accidents
 * (cut short, a bit flipped), not malice.
 */

#include "lexis/phrasebook.h"

enum {
    FROZEN_ALIGNMENT = 64, /* of the bytes in memory */
    LONGEST_FROZEN_NAME = 200,
};

/* The book as bytes under a name that must tell everything it was made of. Several may be
   put one after another. Lives in `keep`. */
Text phrasebook_freeze(const Phrasebook *book, Text name, Arena *keep);

/* The book of that name among the frozen ones, as a view of `frozen` made in `keep`. NULL
   if there is none, the bytes are not as they were written, or words have other stems now. */
const Phrasebook *phrasebook_thaw(Text frozen, Text name, Arena *keep);

#endif
