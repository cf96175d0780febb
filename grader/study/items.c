#include "study/items.h"

#include <math.h>

Items items_new(size_t count, Arena *keep)
{
    return (Items){.items = NEW_ARRAY(keep, ItemSums, count + 1), .count = count};
}

void items_add(Items *items, const int *marks)
{
    int64_t total = 0;
    for (size_t i = 0; i < items->count; i++) total += marks[i];
    for (size_t i = 0; i < items->count; i++) {
        items->items[i].sum += marks[i];
        items->items[i].squares += (int64_t)marks[i] * marks[i];
        items->items[i].with_total += marks[i] * total;
    }
    items->sum += total;
    items->squares += total * total;
    items->answers++;
}

Figure item_mean(const Items *items, size_t item)
{
    if (items->answers == 0) return (Figure){0};
    return (Figure){true, (double)items->items[item].sum / (double)items->answers};
}

/* The count's square times the covariance of two lists, by their sums and the sum of their
   products. Of a constant list both products are the same number, so it is 0 to the last bit. */
static double spread(size_t count, int64_t products, int64_t a, int64_t b)
{
    return (double)count * (double)products - (double)a * (double)b;
}

Figure item_discrimination(const Items *items, size_t item)
{
    const ItemSums *own = &items->items[item];
    int64_t rest = items->sum - own->sum;
    int64_t rest_squares = items->squares - 2 * own->with_total + own->squares;
    double of_item = spread(items->answers, own->squares, own->sum, own->sum);
    double of_rest = spread(items->answers, rest_squares, rest, rest);
    if (of_item <= 0 || of_rest <= 0) return (Figure){0};
    double both = spread(items->answers, own->with_total - own->squares, own->sum, rest);
    return (Figure){true, both / (sqrt(of_item) * sqrt(of_rest))};
}
