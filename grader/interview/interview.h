#ifndef GRADER_INTERVIEW_INTERVIEW_H
#define GRADER_INTERVIEW_INTERVIEW_H

/*
 * A live interview: the opening, a question for each section or one free stream,
 * a surprise on the way, follow-up questions at the end. Answers take as many
 * lines as they need; each is in the journal before the next prompt appears.
 */

#include "grade/grade.h"
#include "interview/journal.h"
#include "report/report.h"
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
    const Mode *mode;
    unsigned minutes;
    bool free;       /* one stream instead of sections */
    Text sessions;   /* the folder of other sessions; may be empty */
    unsigned turn;   /* how often this prompt was held before: another surprise each time */
    Grader *grader;  /* for drafts, hints and follow-up questions */
} InterviewPlan;

/* Hold it to its end; a journal that holds a session already is gone on with. */
InterviewEnding interview_hold(const InterviewPlan *plan, Terminal *terminal, Journal *journal, Arena *keep);

/* After the grade: how the candidate saw it, the surprise, and what they still want to
   know, until they leave. */
void interview_debrief(const InterviewPlan *plan, Terminal *terminal, const Grade *grade, Arena *keep);

#endif
