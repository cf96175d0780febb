#ifndef GRADER_STUDY_ITEMS_H
#define GRADER_STUDY_ITEMS_H

/*
 * How the items of a test behave over many answers: which are hard, and which tell
 * strong answers from weak ones. Here an item is a criterion and its mark the rung.
 *
 *   mean            of the item's marks; the lower, the harder
 *   discrimination  the corrected item-total correlation: Pearson's r between the
 *                   item and the sum of all other items of the same answer,
 *                   r(x, T - x). Without the correction an item would correlate
 *                   with itself. It is what R's psych::alpha calls r.drop and
 *                   performance::item_discrimination gives; see J. C. Nunnally,
 *                   I. H. Bernstein, Psychometric Theory, 1994, chapter 8
 *
 * Only sums of whole numbers are kept, so any number of answers takes the same
 * memory, and their order changes nothing.
 */

#include "base/arena.h"
#include "study/figures.h"

typedef struct {
    int64_t sum, squares; /* of its marks */
    int64_t with_total;   /* of its marks, each times the answer's total */
} ItemSums;

typedef struct {
    ItemSums *items;
    size_t count;   /* of items */
    size_t answers;
    int64_t sum, squares; /* of the answers' totals */
} Items;

Items items_new(size_t count, Arena *keep);

/* One more answer, with a mark for each item. */
void items_add(Items *items, const int *marks);

/* Unknown without any answer. */
Figure item_mean(const Items *items, size_t item);

/* Unknown when the item, or all the others together, got the same in every answer. */
Figure item_discrimination(const Items *items, size_t item);

#endif
