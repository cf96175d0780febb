#ifndef GRADER_TRANSCRIPT_UNIT_H
#define GRADER_TRANSCRIPT_UNIT_H

/*
 * A unit is what evidence is looked for in: one sentence, one bullet's sentence,
 * one table row, one heading or one line of code. Inside a paragraph a new line is
 * a space, unless the writer broke a short line on purpose. Long speech without
 * full stops is cut into pieces of about 32 words, so a unit is never longer than
 * UNIT_MOST_WORDS.
 */

#include "transcript/transcript.h"

enum { UNIT_MOST_WORDS = 64, UNIT_CUT_WORDS = 20 };

typedef struct {
    size_t start, end; /* in the transcript's text */
    size_t passage;    /* its passage's index */
    bool question;     /* ends in a question mark */
    bool continues;    /* goes on with the sentence that the unit before began */
} Unit;

/* All units in order, headings and interviewer's turns too. Linear in the text. */
const Unit *units_read(const Transcript *transcript, Arena *keep, size_t *count);

#endif
