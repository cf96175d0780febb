#include "study/figures.h"

#include <math.h>

static const Figure unknown = {0};

static Figure known(double value)
{
    return (Figure){.known = true, .value = value};
}

/* By comparing: a variance may miss 0 by a rounding. */
static bool is_constant(const double *values, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (values[i] != values[0]) return false;
    return true;
}

static double mean(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum / (double)count;
}

/* The sum of the products of both lists' distances from their means. */
static double products(const double *a, const double *b, size_t count)
{
    double mean_a = mean(a, count), mean_b = mean(b, count), sum = 0;
    for (size_t i = 0; i < count; i++) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum;
}

Figure figure_mean(const double *values, size_t count)
{
    return count ? known(mean(values, count)) : unknown;
}

Figure figure_qwk(const double *machine, const double *human, size_t count)
{
    bool constant = is_constant(machine, count) && is_constant(human, count);
    if (count < 2 || (constant && machine[0] == human[0])) return unknown;
    if (is_constant(machine, count) || is_constant(human, count)) return known(0);
    double n = (double)count, apart = mean(machine, count) - mean(human, count);
    double spread = products(machine, machine, count) / n + products(human, human, count) / n;
    return known(2 * (products(machine, human, count) / n) / (spread + apart * apart));
}

Figure figure_correlation(const double *a, const double *b, size_t count)
{
    if (count < 2 || is_constant(a, count) || is_constant(b, count)) return unknown;
    return known(products(a, b, count) / (sqrt(products(a, a, count)) * sqrt(products(b, b, count))));
}

Figure figure_smd(const double *machine, const double *human, size_t count)
{
    if (count < 2 || is_constant(human, count)) return unknown;
    double deviation = sqrt(products(human, human, count) / (double)(count - 1));
    return known((mean(machine, count) - mean(human, count)) / deviation);
}

static Figure share_within(const double *machine, const double *human, size_t count, double distance)
{
    size_t within = 0;
    for (size_t i = 0; i < count; i++) within += fabs(machine[i] - band_rounded(human[i])) <= distance;
    return count ? known((double)within / (double)count) : unknown;
}

Figure figure_exact(const double *machine, const double *human, size_t count)
{
    return share_within(machine, human, count, 0);
}

Figure figure_adjacent(const double *machine, const double *human, size_t count)
{
    return share_within(machine, human, count, 1);
}

Figure figure_error(const double *machine, const double *human, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += fabs(machine[i] - human[i]);
    return count ? known(sum / (double)count) : unknown;
}

int band_rounded(double band)
{
    return (int)(band + 0.5);
}
