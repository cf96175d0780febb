#ifndef GRADER_STUDY_DAY_H
#define GRADER_STUDY_DAY_H

/* Days as whole numbers, so that two of them can be subtracted; the clock is not known here. */

#include "base/arena.h"

/* Read YYYY-MM-DD of the years 1 to 9999. False when there is no such day. */
bool day_read(Text date, int *day);

/* "2026-11-21". */
Text day_write(int day, Arena *keep);

#endif
