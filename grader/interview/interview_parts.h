#ifndef GRADER_INTERVIEW_INTERVIEW_PARTS_H
#define GRADER_INTERVIEW_INTERVIEW_PARTS_H

/* What a running interview knows; for this room only. */

#include "interview/interview.h"
#include "lexis/scanner.h"

typedef struct {
    Buffer text; /* its lines, each with its newline */
    bool asked;  /* its question is in the journal */
} Answer;

typedef struct {
    const InterviewPlan *plan;
    Terminal *terminal;
    Journal *journal;
    Arena *keep;
    Answer *answers;   /* one for each section of the rubric */
    size_t at;         /* the section being answered */
    bool asking;       /* it has just been entered */
    bool after_empty;  /* the last line was empty */
    bool told_unsaved; /* the person knows that the disk failed */
    Scanner *scanner;  /* finds which facts a question asks for; NULL without facts */
    bool *told;        /* one for each fact of the prompt */
    bool over;
    InterviewEnding ending;
} Interview;

const Section *interview_section(const Interview *interview);
bool section_is_empty(const Interview *interview, size_t section);
bool interview_is_empty(const Interview *interview);

/* Print the answer to this section. */
void interview_show(Interview *interview);

/* Put lines into the journal, telling the person when the disk refuses them. */
void interview_note(Interview *interview, const Buffer *lines);

/* Go on to another section, or end when there is none. */
void interview_go(Interview *interview, size_t section);
void interview_go_on(Interview *interview);
void interview_end(Interview *interview, InterviewEnding ending);

/* Take over what a saved session says, and where it stopped. */
void interview_replay(Interview *interview, Text source);

/* The prompt's facts, told only to those who ask. */
void facts_open(Interview *interview);
void facts_close(Interview *interview);
/* Tell what the questions at the end of an answer ask for. */
void facts_answer(Interview *interview, Text text);
/* Remember that an earlier sitting told it. */
void facts_recall(Interview *interview, Text text);
void facts_list_untold(Interview *interview);

/* Do what a line that begins with a slash says. False when it is no command but a
   part of the answer. */
bool command_run(Interview *interview, Text line);

/* The names of the commands, for completion; ended by NULL. */
const char *const *command_names(Arena *keep);

#endif
