#ifndef GRADER_INTERVIEW_QUESTIONS_H
#define GRADER_INTERVIEW_QUESTIONS_H

/*
 * What a candidate asks the interviewer: which words of a line are a question, and
 * which facts of the prompt answer it. The words that tell stand in the rubric and
 * the prompts.
 */

#include "lexis/scanner.h"
#include "rubric/rubric.h"

/* An interviewer tells what is asked for, a little at a time. */
enum { MOST_AT_ONCE = 2 };

typedef enum {
    REPLY_NONE, /* nothing was asked */
    REPLY_FACTS,
    REPLY_TURNED_BACK, /* a decision was asked for, which is the candidate's */
    REPLY_UNKNOWN,     /* no fact tells */
} ReplyKind;

typedef struct {
    ReplyKind kind;
    size_t facts[MOST_AT_ONCE]; /* their places in the prompt, the best first */
    size_t count;
    bool turned_back; /* REPLY_FACTS: a part of it asked for a decision */
} Reply;

/* The reply to the questions that end a text. */
Reply questions_answer(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena scratch);

#endif
