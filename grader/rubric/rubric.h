#ifndef GRADER_RUBRIC_RUBRIC_H
#define GRADER_RUBRIC_RUBRIC_H

/*
 * A rubric: what a good answer contains, with every word and number that decides
 * a grade. Once read it never changes, so one rubric may grade any number of
 * answers at once. The format is described in rubrics/README.md.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "json/json.h"
#include "lexis/phrasebook.h"

enum { RUNG_COUNT = 4, BAND_COUNT = 5, HINT_COUNT = 3 };

/* What a denied mention is worth ("when-negated"). */
typedef enum {
    NEGATED_VOID,     /* nothing */
    NEGATED_DECISION, /* a decision, if its unit gives a reason with content */
    NEGATED_INVERT,   /* the denial is the evidence */
} WhenNegated;

typedef struct {
    Text text;
    int rung;
    Text prompt; /* the prompt it answers, or empty */
    Text section; /* the heading it stands under, or empty */
} Example;

typedef struct {
    Text id, title;
    double weight;
    WhenNegated when_negated;
    PhraseId requires;    /* must stand in the unit or the two after it; NO_PHRASE: nothing */
    bool asks;            /* a question to the interviewer counts */
    PhraseId evidence;    /* counts anywhere */
    PhraseId hints;       /* counts only in the dimension's own section or beside its evidence; may be NO_PHRASE */
    PhraseId unless;      /* look-alikes: a hit they overlap is none; may be NO_PHRASE */
    double ladder[RUNG_COUNT]; /* the depth a unit needs for each rung; [0] and [1] are 0 */
    Text probe;           /* the interviewer's question that aims here */
    Text advice;          /* the next step for somebody who missed it */
    const Example *examples;
    size_t example_count;
} Criterion;

typedef struct {
    Text id, title;
    double weight;
    bool headline;
    PhraseId sections; /* headings and questions that open this dimension; may be NO_PHRASE */
    const Criterion *criteria;
    size_t criterion_count;
} Dimension;

/* How a hit is meant. Where several cues reach one hit, the later kind wins. */
typedef enum {
    STANCE_AFFIRMED,
    STANCE_HEDGED,
    STANCE_HYPOTHETICAL,
    STANCE_OTHERS, /* somebody else's practice */
    STANCE_ASKED,
    STANCE_REJECTED, /* turned down in favour of something else */
    STANCE_NEGATED,
    STANCE_COUNT,
} StanceKind;

extern const char *const stance_names[STANCE_COUNT];

typedef enum { CUE_FORWARD, CUE_BACKWARD, CUE_UNIT } CueDirection;

typedef struct {
    Text id;
    StanceKind stance;
    CueDirection direction;
    int window;    /* words from the cue to the hit, at most; unused for CUE_UNIT */
    int most_rung; /* what a hit under this cue can still earn */
    PhraseId phrases;
    PhraseId lifted_by; /* a phrase in the unit that takes the cue's force away; may be NO_PHRASE */
} StanceCue;

/* How a part of the depth is found. */
typedef enum {
    DEPTH_PHRASES,
    DEPTH_NOUNS,    /* the system's own nouns: the prompt's, its domain's, the question's */
    DEPTH_VERBLESS, /* no phrase of the rubric's `predicate` set and no other part found */
} DepthMeasure;

/* One part of a unit's depth, which all criteria share. */
typedef struct {
    Text id;
    Text missing; /* what to add, in words for the candidate; empty for what lowers */
    DepthMeasure measure;
    PhraseId phrases;
    double value; /* for the first hit; below 0 lowers the depth */
    double more;  /* for each further one */
    double most;  /* the part's limit */
    bool content;       /* shows what a reason needs: a number, a contrast, a cost, a noun */
    bool needs_content; /* counts only beside a part that is `content` */
    int gives;    /* the rung that this part helps to open, see "opens" of the scale; 0: none */
    double whole; /* how many times its value counts in the depth of the whole answer */
} DepthPart;

typedef enum { GATE_VOID, GATE_CAP, GATE_IGNORE, GATE_NOT_JUDGED } GateEffect;

typedef enum {
    GATE_PHRASES,    /* a share of the candidate's units holds one of the phrases */
    GATE_OFF_TOPIC,  /* another domain's nouns outweigh the asked one's */
    GATE_NO_TOPIC,   /* hardly any noun of the asked domain */
    GATE_ELSEWHERE,  /* deep, but few of its units hold a noun of what was asked */
    GATE_LANGUAGE,   /* too few of the language's function words */
    GATE_SALAD,      /* many of the phrases for its words, few of those against */
    GATE_LACKS,      /* too small a share of the units holds one of the phrases */
    GATE_DENIED,     /* most of what it names it denies */
    GATE_WRONGS,     /* many misconceptions of medium or high severity */
} GateMeasure;

/* A reason not to grade an answer as it stands. */
typedef struct {
    Text id;
    GateMeasure measure;
    GateEffect effect;
    PhraseId phrases;
    PhraseId against;    /* GATE_SALAD: what grammatical text is full of */
    double share;        /* of units or words at which it closes */
    double depth;        /* closes only when the answer's depth is below this */
    double weight;       /* GATE_OFF_TOPIC: how far the other domain must outweigh; GATE_NO_TOPIC: the
                            least evidence; GATE_ELSEWHERE: enough evidence; GATE_SALAD: the share of words `against` must stay below */
    double least_weight; /* GATE_OFF_TOPIC: the least evidence for another domain */
    double most_weight;  /* GATE_OFF_TOPIC: less evidence than this for what a free question asked */
    double least_depth;  /* GATE_ELSEWHERE: an answer this deep is about something */
    int least;     /* words, hits or misconceptions below which nothing is said */
    int band;      /* GATE_CAP: the highest band left */
    Text reason;
} Gate;

typedef struct {
    PhraseId phrase;
    double weight; /* rare among domains: 1; shared by many: near 0 */
} Noun;

/* What is true of a task and decides which advice is wrong there: "rare-positives",
   "shared-supply". Rubrics name their own. */
typedef struct {
    const Text *items;
    size_t count;
} Traits;

/* What a candidate says when a trait holds, where no prompt tells: "one in a thousand". */
typedef struct {
    Text id;
    PhraseId said;
} TraitSign;

/* A family of systems and its own nouns. */
typedef struct {
    Text id;
    PhraseId cues; /* in a question */
    const Noun *nouns;
    size_t noun_count;
    Traits traits;
} Domain;

typedef enum { SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH } Severity;

/* Something said that is wrong for the task at hand. */
typedef struct {
    Text id, title;
    Severity severity; /* high: the capped criteria stay at rung 1, medium: at 2, low: a note */
    Traits when;       /* the task has one of these; empty: any task */
    PhraseId said;
    PhraseId unless;          /* in the same sentence or the two after it */
    PhraseId unless_anywhere; /* in any sentence of the answer */
    const Text *caps;         /* ids of criteria */
    size_t cap_count;
    Text why;     /* why it bites here */
    Text instead; /* what to say instead */
    const Example *examples; /* rung 1: flagged, 0: not */
    size_t example_count;
} Misconception;

typedef struct {
    Text id, title;
    double hire;   /* the score (0-100) from which the signal is "hire" */
    double strong; /* and "strong hire" */
    double lean;   /* a score below `hire` by less than this is "lean no hire" */
    double floor;  /* the score no headline dimension may fall below */
} Level;

/* Constants of the way from rungs to bands; scale.json says what each does. */
typedef struct {
    double rung_values[RUNG_COUNT];
    double rung_reach; /* how far depth alone lifts a value towards the next rung's, 0 to 1 */
    double ladder[RUNG_COUNT];
    double opens[RUNG_COUNT];
    double saturation;
    double global_share;
    double global_depth;
    int global_units;
    double section_value;
    double neighbour[2];
    double statement_words; /* of a usual sentence: what follows a shorter one counts up to it */
    double statement_share; /* with this share */
    int hint_reach; /* a hint outside its section needs evidence of its dimension in one of so many sentences around */
    int unit_criteria;
    double bands[BAND_COUNT];
    double overall_bands[BAND_COUNT];
    double echo_share;
    int dwell_hits; /* an answer that says a word of the question so often comes back to it */
    double prompt_noun; /* what one of the prompt's own nouns weighs as evidence for the topic */
    int list_pieces;
    int list_words;
    double list_small_words;
    int salad_words;
    double salad_grammar;
    double confidence_words;
    double confidence_margin;
    double prompted; /* what is said only after a follow-up question is worth this share */
    double hint_prices[HINT_COUNT]; /* what each hint takes off its criterion */
    double balance_share; /* of an interview's time that one section may take; 1: all */
} Scale;

/* What a candidate's number may be where the phrases are found, before it contradicts. */
typedef struct {
    PhraseId phrases;
    double low, high;
} FactValue;

/* Words as hashes of their stems, each once, in the order of the hashes. */
typedef LIST_OF(uint64_t) Words;
bool words_hold(const Words *words, uint64_t stem);

typedef struct {
    Text id, text;
    Words words;     /* those its text and its cues are made of */
    const Words **near; /* those of its topics */
    size_t near_count;
    PhraseId cues;   /* in a candidate's question */
    PhraseId topics; /* those it shares with other prompts; may be NO_PHRASE */
    const FactValue *values;
    size_t value_count;
} Fact;

/* "million" */
typedef struct {
    uint64_t stem; /* hash of the word's stem */
    double factor;
} Magnitude;

/* A late surprise. */
typedef struct {
    Text text;
    Text looks_for;          /* what a good reaction holds */
    const Text *criteria;    /* ids of those it touches */
    size_t criterion_count;
} CurveBall;

/* What a good answer to one prompt says. */
typedef struct {
    const Dimension *dimension; /* NULL: none of this rubric's */
    int stars; /* 1 tells senior from mid, 2 staff from senior */
    Text text;
} KeyPoint;

typedef struct {
    Text id, title, opening;
    const Domain *domain;
    const Noun *nouns;
    size_t noun_count;
    Traits traits;
    const Fact *facts;
    size_t fact_count;
    PhraseId fitting_metrics;
    PhraseId wrong_metrics;
    const CurveBall *curve_balls;
    size_t curve_ball_count;
    const KeyPoint *key_points;
    size_t key_point_count;
    const Text *pitfalls;
    size_t pitfall_count;
} Prompt;

/* A question of the interview. */
typedef struct {
    Text id;       /* "requirements"; also the section's name in a session */
    Text title;
    Text question; /* the interviewer's words */
    double minutes; /* its share of the time, beside those of the other sections */
} Section;

/* A kind of interview: what is asked, in order, and how long it takes. */
typedef struct {
    Text id, title;
    double minutes;
    size_t probes; /* follow-up questions at the end, at most */
    const Section *const *sections;
    size_t section_count;
} Mode;

/* When an interviewer says what; times are shares of the whole, 0 to 1. */
typedef struct {
    double words_per_minute;   /* what stands in for the clock when nobody types */
    double curve_ball_at;      /* 1: never */
    double curve_ball_minutes; /* beside those of the sections */
    double long_scoping;       /* the first section may take this long */
    double missing_at;         /* from then on the interviewer asks for sections without an answer */
} Pace;

/* How the interviewer takes a candidate's questions. */
typedef struct {
    PhraseId requests; /* make a question of a sentence without a question mark; may be NO_PHRASE */
    PhraseId frames;   /* the same, and say nothing of what is asked: "I would like to know" */
    PhraseId guesses;  /* a question when a fact answers it: "I could imagine"; may be NO_PHRASE */
    PhraseId afterthoughts; /* leave the question before them open: "I mean"; may be NO_PHRASE */
    PhraseId joints;   /* words between two things asked at once; may be NO_PHRASE */
    PhraseId further;  /* begin one more question, after a joint or a comma; may be NO_PHRASE */
    PhraseId back_references; /* say again what was named before: "they"; may be NO_PHRASE */
    PhraseId weak_words; /* of a question, that say little of what it is about; may be NO_PHRASE */
    PhraseId turned_back, unknown; /* ask for a decision, for what no fact tells; may be NO_PHRASE */
    PhraseId turned_back_hints; /* ask for a decision where nothing else is found; may be NO_PHRASE */
    Text turned_back_reply, unknown_reply;
} Inquiry;

typedef struct {
    Text id, version, title, language;
    const Phrasebook *book;
    const Dimension *dimensions;
    size_t dimension_count;
    const StanceCue *cues;
    size_t cue_count;
    PhraseId pseudo_cues;  /* look like cues and are none */
    PhraseId terminators;  /* end a cue's scope */
    PhraseId dismissals;   /* before a colon they dismiss what follows */
    PhraseId advice;       /* at the start of a sentence they tell others what to answer */
    PhraseId corrections;  /* at the start of a sentence they take the one before back */
    PhraseId echo_phrases; /* say again what was asked or told */
    PhraseId function_words; /* the language's own small words */
    PhraseId general_words;  /* in a question they do not say what it is about; may be NO_PHRASE */
    PhraseId grammar_words;  /* of those, the ones a sentence hangs on; may be NO_PHRASE */
    PhraseId connectives;    /* because, although; may be NO_PHRASE */
    PhraseId notes;          /* what says something of a thing in few words; may be NO_PHRASE */
    PhraseId verbs;          /* what is surely said of something; may be NO_PHRASE */
    PhraseId predicate;      /* what makes a statement of a run of nouns */
    const DepthPart *depth;
    size_t depth_count;
    const Gate *gates;
    size_t gate_count;
    const Domain *domains;
    size_t domain_count;
    const Misconception *misconceptions;
    size_t misconception_count;
    const TraitSign *trait_signs;
    size_t trait_sign_count;
    const Magnitude *magnitudes;
    size_t magnitude_count;
    PhraseId times_signs, equals_signs; /* of a product; may be NO_PHRASE */
    PhraseId changing_units; /* a product that holds one is not checked */
    Text arithmetic_reason;  /* what is said of a product that is off */
    PhraseId metric_misfit_unless; /* in the same sentence: it is named to be turned down */
    Text metric_misfit; /* what is said of a metric that does not fit the prompt's task */
    const Level *levels;
    size_t level_count;
    const Level *default_level;
    const Section *sections;
    size_t section_count;
    const Mode *modes; /* the first is the default; at least one */
    size_t mode_count;
    Pace pace;
    Inquiry inquiry;
    const Prompt *prompts;
    size_t prompt_count;
    Scale scale;
} Rubric;

/* For grading the phrases that understand a candidate's questions are left out: a
   sixth of all. */
typedef enum { RUBRIC_TO_GRADE, RUBRIC_TO_ASK } RubricUse;

/* Read and check a whole rubric with the prompts it shall grade, reporting every
   problem, not only the first. `book` is what its phrases made when the same JSON was read
   for the same use and nothing was wrong with it; NULL: they are read. Lives in `keep`, as
   must the JSON. NULL if there were any problems. */
const Rubric *rubric_read(const Json *rubric, const Json *prompts, RubricUse use, const Phrasebook *book, Arena *keep,
                          Problems *problems);

/* By id; NULL when there is none. */
const Prompt *rubric_prompt(const Rubric *rubric, Text id);
const Level *rubric_level(const Rubric *rubric, Text id);
const Mode *rubric_mode(const Rubric *rubric, Text id);
/* Also finds "drift.MD3"; the dimension is stored in `dimension` unless that is NULL. */
const Criterion *rubric_criterion(const Rubric *rubric, Text id, const Dimension **dimension);

#endif
