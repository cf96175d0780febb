#ifndef GRADER_INTERVIEW_EVIDENCE_H
#define GRADER_INTERVIEW_EVIDENCE_H

/*
 * How strongly a question asks for each fact of a prompt. What the phrases of a fact
 * cover speaks for it, and so does a word that it knows; a word that it does not know
 * speaks against it, the more so when few other facts know it.
 */

#include "lexis/scanner.h"
#include "rubric/rubric.h"

/* One question, or several in one line, each a clause of its own. */
typedef struct {
    Scanner *scanner;
    const Rubric *rubric;
    const Prompt *prompt;
    size_t count; /* of its tokens */
    const Token *tokens;
    int *weights; /* of each token */
    bool *frame;  /* tokens that only say that something is asked */
    bool *aside;  /* tokens before the question or after it: no fact has to know them */
    int *clauses; /* the number of the clause each token stands in */
    int first_clause, last_clause; /* of those that ask */
    int *knowers; /* how many facts know each token's word */
    int *worth;   /* of each token, for the phrases being weighed */
    bool found;   /* phrases of some fact were found */
} Question;

/* Weights are counted in tenths, of which a word of content has this many. */
enum { WORD = 40 };

/* In place of a clause: all of them. */
enum { ALL = -1 };

/* The fact asked for most. */
typedef struct {
    size_t fact;
    int weight;
    int ahead; /* of every other fact */
} Best;

/* A sentence ends in this byte. */
bool sentence_ends(Text text, size_t at);

/* The text as the scanner has it. */
Question question_new(Scanner *scanner, const Rubric *rubric, const Prompt *prompt, Text text, Arena *keep);
Best question_best(Question *question, int clause);

/* How much of a clause these phrases cover. */
int question_weigh(Question *question, PhraseId phrases, int clause);

/* It speaks of what was named before: "they". */
bool question_refers_back(const Question *question, int clause);

#endif
