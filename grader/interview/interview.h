#ifndef GRADER_INTERVIEW_INTERVIEW_H
#define GRADER_INTERVIEW_INTERVIEW_H

/*
 * A live interview: the opening, then one question for each section of the
 * rubric. Answers take as many lines as they need; each is in the journal before
 * the next prompt appears.
 */

#include "interview/journal.h"
#include "rubric/rubric.h"
#include "terminal/terminal.h"

typedef enum {
    INTERVIEW_DONE,  /* to be graded */
    INTERVIEW_EMPTY, /* ended without any answer */
    INTERVIEW_LEFT,  /* saved, not to be graded now */
} InterviewEnding;

typedef struct {
    const Rubric *rubric;
    const Prompt *prompt; /* NULL: `question` is asked instead */
    Text question;
    const Level *level;
} InterviewPlan;

/* Hold it to its end; a journal that holds a session already is gone on with. */
InterviewEnding interview_hold(const InterviewPlan *plan, Terminal *terminal, Journal *journal, Arena *keep);

#endif
