#ifndef GRADER_INTERVIEW_CLOCK_H
#define GRADER_INTERVIEW_CLOCK_H

/*
 * How much of an interview has passed. For a person it is time, pauses and a
 * sleeping machine left out; for a script, words typed at a usual speed, so that
 * the same script always meets the same interviewer.
 */

#include <stdbool.h>
#include <time.h>

#include "base/text.h"

typedef struct {
    double words_per_minute; /* of a script; 0 for a person */
    double seconds;          /* passed until it was last stopped or typed into */
    bool running;
    struct timespec since;
} Clock;

/* Stopped, with what an earlier sitting took. */
Clock clock_new(double words_per_minute, double seconds);
void clock_go(Clock *clock);
void clock_stop(Clock *clock);
/* A script typed this. */
void clock_type(Clock *clock, Text words);

double clock_seconds(const Clock *clock);

#endif
