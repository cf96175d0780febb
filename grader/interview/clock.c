#include "interview/clock.h"

Clock clock_new(double words_per_minute, double seconds)
{
    return (Clock){.words_per_minute = words_per_minute, .seconds = seconds};
}

void clock_go(Clock *clock)
{
    if (clock->running || clock->words_per_minute > 0) return;
    clock->running = clock_gettime(CLOCK_MONOTONIC, &clock->since) == 0;
}

double clock_seconds(const Clock *clock)
{
    struct timespec now;
    if (!clock->running || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return clock->seconds;
    return clock->seconds + (double)(now.tv_sec - clock->since.tv_sec) +
           (double)(now.tv_nsec - clock->since.tv_nsec) / 1e9;
}

void clock_stop(Clock *clock)
{
    clock->seconds = clock_seconds(clock);
    clock->running = false;
}

static size_t count_words(Text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_space(text.at[i]) && (i == 0 || is_space(text.at[i - 1]));
    return count;
}

void clock_type(Clock *clock, Text words)
{
    if (clock->words_per_minute > 0) clock->seconds += 60 * (double)count_words(words) / clock->words_per_minute;
}
