#ifndef GRADER_GRADE_GRADE_H
#define GRADER_GRADE_GRADE_H

/*
 * A grade: what a rubric says of a transcript, with the sentence behind every
 * point. Grading is pure: no disk, clock, network or locale, so the same bytes
 * always give the same grade.
 */

#include "rubric/rubric.h"
#include "transcript/transcript.h"

/* What one part of the depth gave a unit. */
typedef struct {
    const DepthPart *part;
    double value;
    Text words; /* what showed it, from the transcript */
} DepthShare;

/* A cue that changed how a hit is taken. */
typedef struct {
    const StanceCue *cue;
    Text words;
} CueUse;

typedef struct {
    size_t start, end; /* bytes of the transcript's text */
    size_t line;
    Text quote;   /* that text */
    Text words;   /* the part of it that matched */
    Text section; /* where it stands; may be empty */
    Text rule;    /* the phrase that matched */
    StanceKind stance;
    const CueUse *cues;
    size_t cue_count;
    const DepthShare *shares;
    size_t share_count;
    double depth;
    int rung;     /* what this evidence alone earns */
    bool prompted; /* said only after a follow-up question, so worth less */
    Text why_not; /* when it earns nothing for another reason than its stance: "a bare list" */
} Evidence;

typedef struct {
    const Criterion *criterion;
    int rung;
    double value;             /* 0 to 1, hints paid for */
    unsigned hint_step;       /* the furthest hint taken, from 1; 0: none */
    double hint_price;        /* the share of the value that it took */
    const Evidence *evidence; /* what earned the rung, best first; at most 3 */
    size_t evidence_count;
    const Evidence *miss;     /* the nearest thing that earned nothing, or NULL */
    const DepthPart *const *missing; /* what the next rung would take */
    size_t missing_count;
} CriterionGrade;

typedef struct {
    const Dimension *dimension;
    int band;     /* 0 to 4 */
    double score; /* 0 to 100 */
    const CriterionGrade *criteria; /* in the rubric's order */
} DimensionGrade;

/* Something said that is wrong for this task. */
typedef struct {
    const Misconception *misconception;
    Text quote;
    size_t line;
} MisconceptionFound;

/* One sentence as it was taken, for tracing a score. */
typedef struct {
    size_t start, end, line;
    Text mark;     /* "a statement", "a bare list", "an echo of what was asked or said" */
    double depth;  /* its own, 0 to 1 */
    double whole;  /* what it adds to the depth of the whole answer, 0 to 1 */
    const DepthShare *shares;
    size_t share_count;
} UnitGrade;

/* Something a reader should know: a gate that closed, a poor transcript. */
typedef struct {
    Text id;
    Text reason;
    Text quote; /* may be empty */
    size_t line; /* 0 when there is no quote */
} Flag;

typedef struct {
    const Dimension *dimension;
    const CriterionGrade *criterion;
    double gain; /* of the whole's score, 0 to 100 */
} Gap;

typedef enum { SIGNAL_NO_HIRE, SIGNAL_LEAN_NO, SIGNAL_LEAN_HIRE, SIGNAL_HIRE, SIGNAL_STRONG_HIRE } Signal;
typedef enum { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH } Confidence;

extern const char *const signal_names[];     /* "strong hire" .. "no hire", by Signal */
extern const char *const confidence_names[]; /* by Confidence */
extern const char *const band_names[BAND_COUNT]; /* "absent" .. "staff" */

typedef struct {
    const Rubric *rubric;
    const Prompt *prompt; /* NULL for a free or an unknown question */
    const Transcript *transcript;
    Text question; /* what was asked: the prompt's opening or the user's words; may be empty */
    const Level *level;

    bool judged; /* false: only `reason`, flags and the transcript's name hold */
    Text reason;

    int band;
    double score;
    double depth; /* of the answer as a whole, 0 to 1 */
    size_t words; /* the candidate's */
    Signal signal, signal_low, signal_high; /* low and high differ when confidence is low */
    Confidence confidence;
    size_t decided_by[2]; /* indexes of the two dimensions that decided the signal */

    const DimensionGrade *dimensions; /* in the rubric's order */
    double asked_evidence; /* of the nouns of what was asked */
    double other_evidence; /* and of the domain that shows most beside it */
    const Flag *flags;
    size_t flag_count;
    const MisconceptionFound *misconceptions;
    size_t misconception_count;
    const UnitGrade *units; /* every sentence in order, not judged ones too */
    size_t unit_count;

    /* The gaps: criteria whose next rung would move the score most, the first the
       most, one for each dimension. */
    const Gap *gaps;
    size_t gap_count;
} Grade;

/* The share of a dimension's score that the depth of the whole answer leaves. */
double grade_depth_leaves(const Scale *scale, double depth);

/* By its dimension's id; NULL when there is none or nothing was judged. */
const DimensionGrade *grade_dimension(const Grade *grade, Text id);
/* Of one of the rubric's criteria, with its dimension unless that is NULL; NULL when nothing was judged. */
const CriterionGrade *grade_criterion(const Grade *grade, const Criterion *criterion, const DimensionGrade **dimension);

typedef struct {
    const Prompt *prompt; /* NULL: `question` says what was asked, or nothing does */
    Text question;
    const Level *level;
} Task;

typedef struct Grader Grader;

/* What grading needs besides the rubric; one for each thread. */
Grader *grader_new(const Rubric *rubric, Arena *keep);
void grader_free(Grader *grader);

/* Grade one answer. The result lives in `keep`. Never fails: what cannot be
   judged is a grade that says so. */
const Grade *grade_transcript(Grader *grader, const Transcript *transcript, const Task *task, Arena *keep);

#endif
