#ifndef GRADER_STUDY_TREND_H
#define GRADER_STUDY_TREND_H

/*
 * Whether scores in time order go up or down. Few sessions of one person swing
 * widely, so the tools are robust ones that need no distribution:
 *
 *   slope   Theil and Sen: the median of the slopes between all pairs of sessions
 *           (Sen, JASA 63, 1968); one very bad day does not move it
 *   clear   Mann and Kendall: S is the pairs that rise less the pairs that fall
 *           (Mann, Econometrica 13, 1945). Two-sided at 5 %, by the normal
 *           approximation with its correction for continuity, which has the exact
 *           limits for 5 to 14 sessions (10 13 15 18 20 23 27 30 34 37); fewer never
 *           reach one. Ties are not corrected for, which only makes it stricter.
 *           And the slope over all sessions must be more than the grades' own margin.
 *
 * Only + - * / are used, so that every machine finds the same.
 */

#include "base/arena.h"
#include "study/figures.h"

/* TREND_LEAST scores make a slope, TREND_LEAST_CLEAR may make it clear; only the latest TREND_MOST count. */
enum { TREND_LEAST = 3, TREND_LEAST_CLEAR = 5, TREND_MOST = 200 };

typedef enum { TREND_UNKNOWN, TREND_UNCLEAR, TREND_UP, TREND_DOWN } TrendKind;

typedef struct {
    Figure slope; /* points a session; unknown with fewer than TREND_LEAST */
    TrendKind kind;
} Trend;

Trend trend_of(const double *scores, size_t count, double margin, Arena scratch);

#endif
