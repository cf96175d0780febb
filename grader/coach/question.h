#ifndef GRADER_COACH_QUESTION_H
#define GRADER_COACH_QUESTION_H

/* What the model is asked; for this room only. */

#include "grade/grade.h"

/* The same for every answer, so that a server can reuse what it read before. */
extern const char coach_instructions[];

/* One JSON object: the question, the grade, and last the answer, as a string. */
Text coach_material(const Grade *grade, Text question, Arena *keep);

/* All its words as they were before they became JSON: what a comment may quote. */
Text coach_material_words(Text material, Arena *keep);

#endif
