#ifndef GRADER_GRADE_REPLY_H
#define GRADER_GRADE_REPLY_H

/*
 * The grade of one short reply, where only the rung of one criterion is asked for.
 *
 * Gates that void an answer take its score and leave the rungs, so here they must
 * take the rung. Those that look for another topic speak only of answers that are
 * longer than a reply; of a reply both must agree: the nouns of another kind of
 * system outweigh, and hardly one is about what was asked.
 */

#include "grade/grade.h"

/* Why the reply counts for nothing; the empty text when it does count. */
Text reply_void_reason(const Grade *grade);

/* The rung that counts: 0 for a void reply. The grade must be judged. */
int reply_rung(const Grade *grade, const Criterion *criterion);

#endif
