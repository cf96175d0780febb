#ifndef GRADER_STUDY_SCHEDULE_H
#define GRADER_STUDY_SCHEDULE_H

/*
 * When each criterion is to be asked again, and about which prompt: SM-2, from
 * P. A. Wozniak, "Optimization of Learning", 1990, section 3.2
 * (https://www.supermemo.com/archives1990-2015/english/ol/sm2).
 *
 * An item is a criterion. Everything follows from the log of reviews and today's
 * date; there is no chance and no clock in it. Of one day only an item's first
 * review counts, as SM-2's own repetitions within a day do not; one that comes
 * before its day counts only when it is missed, since a success that early says
 * little. The log's order is that of time.
 */

#include "rubric/rubric.h"
#include "study/reviews.h"

/* What SM-2 remembers of an item. */
typedef struct {
    int repetitions; /* in a row since it was new or missed, that one among them; 0: never seen */
    int easiness;    /* in hundredths, at least 130; a new item has 250 */
    int interval;    /* days until the next review */
} Memory;

extern const Memory memory_new;

/* After a review of this quality: 0 a blackout, 5 perfect; below 3 it is missed. */
Memory memory_after(Memory memory, int quality);

/* SM-2's quality of a reply that earned this rung. */
int quality_of_rung(int rung);
/* A reply on this rung starts its criterion again. */
bool rung_is_miss(int rung);

typedef struct {
    const Dimension *dimension;
    const Criterion *criterion;
    size_t index; /* among all criteria of the rubric */
    Memory memory;
    int due;      /* a day, once it has been seen */
    int last_day; /* of the last review that was judged */
    int last_rung;
    Text last_prompt; /* of the last review, judged or not */
    size_t reviews;   /* that were judged */
    bool counted;     /* the last of them moved the schedule */
    size_t turns;     /* how often it was asked, which moves it to the next prompt */
    bool asked;       /* in this sitting */
} Item;

typedef struct {
    const Rubric *rubric;
    Item *items; /* one for each criterion, in the rubric's order */
    size_t count;
    size_t reviews; /* that were judged */
    size_t unknown; /* of criteria that this rubric has not got */
} Schedule;

/* What a sitting is about; {0}: all of the rubric. */
typedef struct {
    const Dimension *dimension;
    const Criterion *criterion;
} Scope;

Schedule schedule_read(const Rubric *rubric, const Reviews *reviews, Arena *keep);

/* Take in one more review; NULL when its criterion is unknown. */
Item *schedule_add(Schedule *schedule, const Review *review);

bool item_is_new(const Item *item);
bool item_is_due(const Item *item, int today);
bool scope_has(const Scope *scope, const Item *item);

/* The item to ask now, or NULL: what is due, the most overdue first; then what is
   new, the headline dimensions once each, then all by their weights. A scope of one
   criterion is that one, due or not. */
Item *schedule_next(const Schedule *schedule, const Scope *scope, int today);

/* The prompt to ask it about: another one each time. The rubric must have one. */
const Prompt *schedule_prompt(const Schedule *schedule, const Item *item);

#endif
