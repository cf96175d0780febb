#ifndef GRADER_INTERVIEW_INTERVIEW_PARTS_H
#define GRADER_INTERVIEW_INTERVIEW_PARTS_H

/*
 * What a running interview knows; for this room only. One file each:
 *
 *     stages    the questions and their answers, and the way from one to the next
 *     replay    a saved session, taken over
 *     facts     clarifying questions
 *     calls     what the interviewer says about the time
 *     closing   the surprise, follow-up questions and the self-rating
 *     drafts    the grade so far, and hints with their price
 *     commands  lines that begin with a slash
 *     debrief   after the grade
 */

#include "interview/clock.h"
#include "interview/interview.h"
#include "lexis/scanner.h"

typedef enum { STAGE_SECTION, STAGE_FREE, STAGE_SURPRISE, STAGE_FOLLOW_UP } StageKind;

/* One question and its answer. */
typedef struct {
    StageKind kind;
    Text id;       /* its section in the session */
    Text title;
    Text question; /* empty: none but the opening */
    double minutes; /* planned; 0: not */
    Buffer text;    /* the answer's lines, each with its newline; only ever added to */
    LIST_OF(Text) before; /* the answer before each change, for /undo */
    bool asked;     /* its question is in the journal since it was entered, so that a resumed session begins here */
    bool called;    /* its time was called */
    double seconds; /* spent on it */
} Stage;

typedef struct {
    const InterviewPlan *plan;
    Terminal *terminal;
    Journal *journal;
    Arena *keep;
    Clock clock;
    double seen;     /* the clock when time was last given to a stage */
    LIST_OF(Stage) stages;
    size_t at;       /* the stage being answered */
    size_t after;    /* where a surprise on the way leads back to */
    bool asking;     /* it has just been entered */
    bool after_empty; /* the last line was empty */
    bool free;       /* one stream: no section is asked for */
    bool closing;    /* the sections are done with */
    bool surprised;
    size_t follow_ups;
    size_t over_calls;
    bool scoping_called, missing_called;
    const Criterion *hinted; /* what a hint was offered for; NULL: none is on offer */
    unsigned hint_step;
    bool rated;        /* the candidate has rated themselves */
    bool told_unsaved; /* the person knows that the disk failed */
    Scanner *scanner;  /* finds which facts a question asks for; NULL without facts */
    bool *told;        /* one for each fact of the prompt */
    bool over;
    InterviewEnding ending;
} Interview;

/* Put lines into the journal, telling the person when the disk refuses them. */
void interview_note(Interview *interview, const Buffer *lines);
void interview_end(Interview *interview, InterviewEnding ending);
/* A line is an answer, a command or an end. */
void interview_take(Interview *interview, LineKind kind, Text line);
unsigned interview_seconds(const Interview *interview);
/* The share of the planned time that has passed; may exceed 1. */
double interview_share(const Interview *interview);

/* --- stages.c */
void stages_open(Interview *interview);
Stage *stage_now(Interview *interview);
Stage *stage_find(Interview *interview, Text id);
/* At the end of the list. */
Stage *stage_add(Interview *interview, StageKind kind, Text id, Text title, Text question, double minutes);
/* Its id up to the separator: "follow-up 1". */
Text stage_label(const Stage *stage);
bool stage_is_empty(const Stage *stage);
void stage_show(Interview *interview, const Stage *stage);
/* Add to the answer, remembering what it was. */
void stage_write(Interview *interview, Stage *stage, Text lines);
/* Put another answer in its place; both can be undone. False: nothing to undo. */
void stage_change(Interview *interview, Stage *stage, Text answer);
bool stage_undo(Interview *interview, Stage *stage);
bool interview_is_empty(Interview *interview);
void interview_go(Interview *interview, size_t stage);
/* To the next section, the surprise or the closing. */
void interview_go_on(Interview *interview);

/* Take over what a saved session says, and where it stopped. */
void interview_replay(Interview *interview, Text source);

/* --- facts.c: the prompt's facts, told only to those who ask. */
void facts_open(Interview *interview);
void facts_close(Interview *interview);
/* Tell what the questions at the end of an answer ask for. */
void facts_answer(Interview *interview, Text text);
/* Remember that an earlier sitting told it. */
void facts_recall(Interview *interview, Text fact);
void facts_list_untold(Interview *interview);

/* --- calls.c: give the time since the last call to the stage, and say what is to be said. */
void calls_make(Interview *interview);
void calls_list_times(Interview *interview);
/* A TerminalPrompt of an Interview: the clock and what is being answered. */
Text call_prompt(void *interview, Arena *keep);

/* --- closing.c */
#define SURPRISE_ID  TEXT("curve-ball")
#define FOLLOW_UP_ID TEXT("follow-up")

bool surprise_is_due(const Interview *interview);
/* Pose it now; afterwards the interview goes on at the stage `after`. */
void surprise_pose(Interview *interview, size_t after);
Stage *surprise_add(Interview *interview, Text id, Text question);
Stage *follow_up_add(Interview *interview, Text id, Text question);
/* The next thing to be asked once the sections are done with, or the end. */
void closing_go_on(Interview *interview);
/* The five numbers of `/rate`. */
bool rating_take(Interview *interview, Text numbers);
void rating_ask(Interview *interview);

/* --- drafts.c */
/* The grade of what was said so far; lives in `keep`. NULL when that is nothing. */
const Grade *draft_grade(Interview *interview, Arena *keep);
void draft_show(Interview *interview);
void draft_why(Interview *interview, Text criterion);
void hint_offer(Interview *interview);
void hint_take(Interview *interview);

/* --- commands.c */
/* Do what a line that begins with a slash says. False when it is no command but a
   part of the answer. */
bool command_run(Interview *interview, Text line);
/* The names of the commands, for completion; ended by NULL. */
const char *const *command_names(Arena *keep);

#endif
