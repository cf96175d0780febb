#include "study/trend.h"

#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    double middle = values[count / 2];
    return count % 2 ? middle : (values[count / 2 - 1] + middle) / 2;
}

static double theil_sen(const double *scores, size_t count, Arena scratch)
{
    double *slopes = NEW_ARRAY(&scratch, double, count *(count - 1) / 2);
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) slopes[pairs++] = (scores[k] - scores[i]) / (double)(k - i);
    return median(slopes, pairs);
}

/* S of Mann and Kendall. */
static double rises_less_falls(const double *scores, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) sum += (scores[k] > scores[i]) - (scores[k] < scores[i]);
    return sum;
}

/* (|S| - 1) / sd S reaches 1.96; squared, so that no root is needed. */
static bool is_steady(const double *scores, size_t count)
{
    const double limit = 1.959964;
    double n = (double)count, sum = rises_less_falls(scores, count), size = sum < 0 ? -sum : sum;
    double variance = n * (n - 1) * (2 * n + 5) / 18;
    return size > 1 && (size - 1) * (size - 1) >= limit * limit * variance;
}

Trend trend_of(const double *scores, size_t count, double margin, Arena scratch)
{
    if (count < TREND_LEAST) return (Trend){0};
    if (count > TREND_MOST) {
        scores += count - TREND_MOST;
        count = TREND_MOST;
    }
    double slope = theil_sen(scores, count, scratch), change = slope * (double)(count - 1);
    Trend trend = {.slope = {true, slope}, .kind = TREND_UNCLEAR};
    if (is_steady(scores, count) && change > margin) trend.kind = TREND_UP;
    if (is_steady(scores, count) && change < -margin) trend.kind = TREND_DOWN;
    return trend;
}
