#ifndef GRADER_GRADE_ANSWER_H
#define GRADER_GRADE_ANSWER_H

/*
 * An answer while it is being graded, for this room only. Each unit is scanned
 * once; all that later steps need is noted here. The steps, one file each:
 *
 *     import   what was poor about how it was written down
 *     topic    what was asked, and whether the answer is about it
 *     marks    what kind of unit it is: a statement, a list, an echo, a repeat
 *     stance   how a hit is meant: affirmed, negated, asked
 *     depth    how much more than a mention a unit is
 *     hits     where a criterion's phrases stand, with their stance
 *     wrongs   misconceptions, and metrics that do not fit the task
 *     numbers  products and figures that cannot be right
 *     rungs    the best unit for each criterion
 *     gates    reasons not to grade the answer as it stands
 *     conduct  how an interview was held
 *     bands    criteria to dimensions to the whole, and the signal
 */

#include "grade/grade.h"
#include "lexis/scanner.h"
#include "transcript/unit.h"

typedef enum {
    MARK_STATEMENT, /* the candidate states something: the only kind that earns */
    MARK_HEADING,
    MARK_INTERVIEWER,
    MARK_QUOTED,
    MARK_CODE,
    MARK_LIST,
    MARK_SALAD, /* terms and numbers without a sentence */
    MARK_ECHO,
    MARK_REPEAT,
    MARK_DISMISSED, /* "we don't need this: ..." */
    MARK_ADVICE,    /* "always mention ...", "the candidate explains ..." */
    MARK_WITHDRAWN, /* by the next sentence */
    MARK_IGNORED, /* addressed to the grader */
    MARK_UNKNOWN, /* a pattern ran into its limits */
    MARK_COUNT,
} Mark;

/* In words for a candidate: "a bare list". */
extern const char *const mark_names[MARK_COUNT];

/* The set of dimensions, by index, a unit stands under. */
typedef uint64_t DimensionSet;

typedef struct {
    size_t criterion; /* its position among all criteria of the rubric */
    size_t unit;
    size_t last_unit; /* further than `unit` where short statements say it together */
    Span span;
    Text words;
    Text rule;
    StanceKind stance;
    int most_rung;
    bool lacks; /* what its criterion requires nearby */
    bool alone; /* a hint outside its section, until something of its dimension stands beside it */
    const CueUse *cues;
    size_t cue_count;
} Hit;

/* Whether a unit is words without a sentence. */
typedef enum { SALAD_NONE, SALAD_LIKE, SALAD_SURE } Salad;

typedef struct {
    size_t start, end;
    size_t passage;
    Mark mark;
    Salad salad;
    bool question, continues;
    DimensionSet under;
    size_t words;
    const DepthShare *shares;
    size_t share_count;
    double own_depth;
    double whole_depth; /* what it adds to the depth of the whole answer */
    double depth; /* with what the next units of its passage add */
    size_t first_hit, hit_count; /* in the answer's hits */
} UnitView;

typedef struct {
    size_t dimension;
    const Criterion *criterion;
} CriterionPlace;

/* What was asked, in domains and words, and what the answer shows of each. */
typedef struct {
    bool *asked;         /* by domain: the question is about it */
    bool known;          /* it is about at least one */
    const uint64_t *stems; /* the question's own words, sorted; general ones left out */
    unsigned *stem_hits;
    size_t stem_count;
    unsigned *noun_hits; /* of all domains' nouns, see noun_offsets */
    unsigned *prompt_hits; /* of the prompt's own nouns */
    double asked_weight; /* evidence for what was asked */
    double other_weight; /* for the heaviest other domain */
} Topic;

/* What was seen of one misconception so far. */
typedef struct {
    bool said;     /* affirmed, and not taken back nearby */
    bool excepted; /* by a phrase somewhere else */
    size_t unit;   /* where it was said first */
    size_t excepted_in; /* the sentence that holds the phrase */
} WrongSeen;

typedef struct {
    const Transcript *transcript;
    const Task *task;
    Arena *keep;
    UnitView *units;
    size_t unit_count;
    LIST_OF(Hit) hits;
    LIST_OF(Flag) flags;

    size_t words;           /* the candidate's */
    size_t own_words;       /* of those, without headings, echoes and repetitions */
    size_t statement_words; /* of those, in statements */
    size_t function_words;  /* of those, the language's own small words */
    size_t foreign_words;   /* that begin with a letter outside ASCII */
    size_t statements;
    size_t candidate_units; /* without headings */
    size_t *gate_units;     /* by gate: candidate units that hold its phrases */
    size_t *gate_hits;      /* by gate: how often its phrases were found */
    size_t *gate_against;   /* by gate: how often those that speak against it were */
    size_t *gate_first;     /* by gate: the first such unit */
    Topic topic;
    double depth;           /* of the whole, 0 to 1 */

    WrongSeen *wrongs; /* by misconception */
    bool *traits_said; /* by trait sign: the candidate says that it holds */
    WrongSeen misfit;  /* a metric that does not fit the prompt */
    LIST_OF(MisconceptionFound) misconceptions;
} Answer;

/* A set of word stems, and an index of sentences for echoes: see marks.c. */
typedef struct EchoIndex EchoIndex;

struct Grader {
    const Rubric *rubric;
    Scanner *scanner;
    const CriterionPlace *criteria; /* all of them, in order */
    size_t criterion_count;
    size_t *noun_offsets; /* by domain: where its nouns begin among all */
    size_t noun_total;
    uint32_t *noun_of_phrase; /* by PhraseId: the first noun of that phrase among all, plus 1 */
    uint32_t *next_noun;      /* by noun: the next one of the same phrase, plus 1 */
};

/* --- answer.c */
/* The unit's words in the transcript, and their line. */
Text unit_quote(const Answer *answer, size_t unit, size_t *line);
/* The unit that stands so many after this one in its passage; what a question is answered
   by the interviewer does not part it from what the candidate makes of it. The number of
   units when there is none. */
size_t unit_after(const Answer *answer, size_t unit, size_t ahead);
/* Tell the reader something about the whole, or with the words of one unit. */
void flag_answer(Answer *answer, Text id, Text reason);
void flag_unit(Answer *answer, Text id, Text reason, size_t unit);

/* --- import.c */
/* Once all units are read: what was poor about how the answer was written down. */
void flag_import(Answer *answer);

/* --- topic.c */
/* Number all domains' nouns. */
void topic_open(Grader *grader, Arena *keep);
/* The question is the text just scanned. */
void topic_read_question(const Grader *grader, Answer *answer);
/* Note the nouns of the candidate's unit just scanned. */
void topic_see_unit(const Grader *grader, Answer *answer);
/* Once all is seen: the evidence for what was asked and against. */
void topic_weigh(const Grader *grader, Answer *answer);
/* How many of the question's own words the answer comes back to. */
size_t topic_words_said_often(const Grader *grader, const Topic *topic);
/* How many of the system's own nouns the unit just scanned holds, and the first. */
unsigned topic_nouns(const Grader *grader, const Answer *answer, Span *first);
/* Whether the task has one of the traits: as its prompt says, or without one its domain or the candidate. */
bool topic_has_trait(const Grader *grader, const Answer *answer, Traits wanted);

/* --- marks.c */
EchoIndex *echo_index_new(Arena *keep);
/* Note the unit just scanned as somebody else's words. */
void echo_index_add(EchoIndex *index, const Grader *grader);
/* Whether the text just scanned says again what was asked or said. */
bool echo_scanned(EchoIndex *index, const Grader *grader);
/* The mark of the candidate's unit just scanned, and its words. */
Mark mark_unit(EchoIndex *index, const Grader *grader, UnitView *unit, Text text);
/* Once all units are read: which of those that look like word salad are. */
void mark_salads(Answer *answer);
/* The unit just scanned may take back the candidate's one before it. */
void withdraw_before(const Grader *grader, Answer *answer, size_t unit);
/* Whether a token of the unit just scanned stands in one of the phrase's spans. */
bool is_in(const Grader *grader, PhraseId phrase, size_t token);
bool is_content_word(const Grader *grader, size_t token);

/* --- stance.c: how a span of the unit just scanned is meant. */
void stance_of_hit(const Grader *grader, WhenNegated when_negated, bool asks, const UnitView *unit, Text text,
                   Hit *hit, Arena *keep);

/* --- depth.c */
/* The depth of the unit just scanned, with its parts. */
void depth_of_unit(const Grader *grader, const Answer *answer, Text text, UnitView *unit);
/* Add what following units give, and the depth of the whole answer. */
void depth_of_answer(const Grader *grader, Answer *answer);
bool depth_has_content(const UnitView *unit);

/* --- hits.c */
/* Every criterion's hits in the unit just scanned. */
void find_hits(const Grader *grader, Answer *answer, size_t unit, Text text);
/* After that: what it says as a bullet of its lead, or as a row of its table's heads. Scans anew. */
void find_hits_under(const Grader *grader, Answer *answer, size_t unit, Text text);
/* Once all marks are set: what short statements that follow each other say together. */
void find_joint_hits(const Grader *grader, Answer *answer);
/* After that: hints outside their section count beside evidence of their dimension, or not at all. */
void settle_hints(const Grader *grader, Answer *answer);

/* --- wrongs.c */
/* Note what the candidate's unit just scanned gets wrong. */
void wrongs_see_unit(const Grader *grader, Answer *answer, size_t unit, Text text);
/* Once all is seen: the misconceptions that stand, and a flag for a misfit. */
void wrongs_settle(const Grader *grader, Answer *answer);
/* The highest rung they leave for a criterion. */
int wrongs_cap(const Answer *answer, const Criterion *criterion);
/* Once settled: how many are more than a note, and a reason that names them. */
size_t wrongs_that_weigh(const Answer *answer);
Text wrongs_reason(const Answer *answer, Text reason);

/* --- numbers.c: flag what is off in the candidate's unit just scanned. */
void numbers_see_unit(const Grader *grader, Answer *answer, size_t unit, Text text);

/* --- rungs.c */
void grade_criteria(const Grader *grader, const Answer *answer, CriterionGrade *grades, Arena *keep);
/* 0 to 1, rising with depth inside a rung. */
double criterion_value(const Scale *scale, const Criterion *criterion, int rung, double depth);

/* --- gates.c */
/* Note the gate phrases of the candidate's unit just scanned. Returns
   true if the unit must be ignored. */
bool gates_see_unit(const Grader *grader, Answer *answer, size_t unit);
/* Count how often the unit just scanned, words of the candidate's own, holds the gates' phrases,
   and whether it is a statement that has what a gate would lack. */
void gates_count_words(const Grader *grader, Answer *answer, size_t unit);
/* Close the gates: may set grade->judged false, void it or cap it. Returns the
   highest band left. */
int gates_close(const Grader *grader, Answer *answer, Grade *grade);

/* --- conduct.c: flag a section that took too much of the time. */
void conduct_flag(const Grader *grader, Answer *answer);

/* --- bands.c */
void grade_dimensions(const Grader *grader, const Answer *answer, const CriterionGrade *criteria, Grade *grade,
                      int highest_band);

#endif
