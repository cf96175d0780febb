#include "study/schedule.h"

enum { FIRST_INTERVAL = 1, SECOND_INTERVAL = 6, MOST_INTERVAL = 36500 };
enum { LEAST_EASINESS = 130, PASSES = 3, BEST_QUALITY = 5 };

const Memory memory_new = {.easiness = 250};

/* A mention holds for any system, so it is what a drill is there to get beyond: missed, but nearly had. */
static const int qualities[RUNG_COUNT] = {
    [0] = 0, /* absent: a blackout */
    [1] = 2, /* mention: wrong, where the right one seemed easy */
    [2] = 4, /* situated: right, after a hesitation */
    [3] = 5, /* decision: perfect */
};

int quality_of_rung(int rung)
{
    return qualities[rung];
}

bool rung_is_miss(int rung)
{
    return quality_of_rung(rung) < PASSES;
}

/* EF + (0.1 - (5 - q) (0.08 + (5 - q) 0.02)): exact in hundredths. */
static int easiness_after(int easiness, int quality)
{
    int short_of = BEST_QUALITY - quality;
    easiness += 10 - short_of * (8 + short_of * 2);
    return easiness < LEAST_EASINESS ? LEAST_EASINESS : easiness;
}

/* A fraction of a day is rounded up. */
static int interval_after(int interval, int easiness)
{
    int next = (interval * easiness + 99) / 100;
    return next < MOST_INTERVAL ? next : MOST_INTERVAL;
}

Memory memory_after(Memory memory, int quality)
{
    if (quality < PASSES) return (Memory){1, memory.easiness, FIRST_INTERVAL};
    memory.easiness = easiness_after(memory.easiness, quality);
    memory.repetitions++;
    if (memory.repetitions == 1)
        memory.interval = FIRST_INTERVAL;
    else if (memory.repetitions == 2)
        memory.interval = SECOND_INTERVAL;
    else
        memory.interval = interval_after(memory.interval, memory.easiness);
    return memory;
}

bool item_is_new(const Item *item)
{
    return item->memory.repetitions == 0;
}

bool item_is_due(const Item *item, int today)
{
    return !item_is_new(item) && item->due <= today;
}

bool scope_has(const Scope *scope, const Item *item)
{
    if (scope->criterion) return item->criterion == scope->criterion;
    return !scope->dimension || item->dimension == scope->dimension;
}

static Item *find_item(const Schedule *schedule, Text criterion)
{
    for (size_t i = 0; i < schedule->count; i++)
        if (text_equal(schedule->items[i].criterion->id, criterion)) return &schedule->items[i];
    return NULL;
}

static bool counts(const Item *item, const Review *review)
{
    if (item_is_new(item)) return true;
    if (review->day == item->last_day) return false;
    return item_is_due(item, review->day) || rung_is_miss(review->rung);
}

Item *schedule_add(Schedule *schedule, const Review *review)
{
    Item *item = find_item(schedule, review->criterion);
    bool judged = review->rung != NOT_JUDGED;
    schedule->reviews += judged;
    schedule->unknown += judged && !item;
    if (!item) return NULL;
    item->turns++;
    item->last_prompt = review->prompt;
    if (!judged) return item;
    item->counted = counts(item, review);
    if (item->counted) {
        item->memory = memory_after(item->memory, quality_of_rung(review->rung));
        item->due = review->day + item->memory.interval;
    }
    item->reviews++;
    item->last_day = review->day;
    item->last_rung = review->rung;
    return item;
}

Schedule schedule_read(const Rubric *rubric, const Reviews *reviews, Arena *keep)
{
    Schedule schedule = {.rubric = rubric};
    for (size_t d = 0; d < rubric->dimension_count; d++) schedule.count += rubric->dimensions[d].criterion_count;
    schedule.items = NEW_ARRAY(keep, Item, schedule.count);
    size_t at = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        for (size_t c = 0; c < dimension->criterion_count; c++, at++)
            schedule.items[at] =
                (Item){.dimension = dimension, .criterion = &dimension->criteria[c], .index = at, .memory = memory_new};
    }
    for (size_t i = 0; i < reviews->count; i++) schedule_add(&schedule, &reviews->items[i]);
    return schedule;
}

static Item *most_overdue(const Schedule *schedule, const Scope *scope, int today)
{
    Item *first = NULL;
    for (size_t i = 0; i < schedule->count; i++) {
        Item *item = &schedule->items[i];
        if (item->asked || !item_is_due(item, today) || !scope_has(scope, item)) continue;
        if (!first || item->due < first->due) first = item;
    }
    return first;
}

/* A dimension's criteria that nobody was asked yet: the weightiest first. */
typedef struct {
    Item *first;
    size_t seen; /* how many of its criteria were asked */
} Fresh;

static Fresh fresh_of(const Schedule *schedule, const Scope *scope, const Dimension *dimension)
{
    Fresh fresh = {0};
    for (size_t i = 0; i < schedule->count; i++) {
        Item *item = &schedule->items[i];
        if (item->dimension != dimension) continue;
        bool is_fresh = item_is_new(item) && !item->asked;
        fresh.seen += !is_fresh;
        if (!is_fresh || !scope_has(scope, item)) continue;
        if (!fresh.first || item->criterion->weight > fresh.first->criterion->weight) fresh.first = item;
    }
    return fresh;
}

/* Seats by highest quotients, divisors 1, 3, 5 (Sainte-Laguë): every dimension comes as
   often as it weighs, and as evenly. */
static bool comes_before(const Fresh *a, const Fresh *b)
{
    const Dimension *one = a->first->dimension, *other = b->first->dimension;
    bool leads = one->headline && a->seen == 0, other_leads = other->headline && b->seen == 0;
    if (leads != other_leads) return leads;
    double left = one->weight * (double)(2 * b->seen + 1), right = other->weight * (double)(2 * a->seen + 1);
    if (left != right) return left > right;
    return one->headline && !other->headline;
}

static Item *next_new(const Schedule *schedule, const Scope *scope)
{
    Fresh best = {0};
    for (size_t d = 0; d < schedule->rubric->dimension_count; d++) {
        Fresh fresh = fresh_of(schedule, scope, &schedule->rubric->dimensions[d]);
        if (fresh.first && (!best.first || comes_before(&fresh, &best))) best = fresh;
    }
    return best.first;
}

Item *schedule_next(const Schedule *schedule, const Scope *scope, int today)
{
    if (scope->criterion) return find_item(schedule, scope->criterion->id);
    Item *due = most_overdue(schedule, scope, today);
    return due ? due : next_new(schedule, scope);
}

const Prompt *schedule_prompt(const Schedule *schedule, const Item *item)
{
    const Rubric *rubric = schedule->rubric;
    size_t at = (item->index + item->turns) % rubric->prompt_count;
    /* Prompts may have come and gone since. */
    if (text_equal(rubric->prompts[at].id, item->last_prompt)) at = (at + 1) % rubric->prompt_count;
    return &rubric->prompts[at];
}
