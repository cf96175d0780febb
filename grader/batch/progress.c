#include "batch/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double seconds_between = 0.25;

#define CLEAR_LINE "\r\033[K"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

Progress progress_begin(bool to_standard_output)
{
    Progress progress = {.shown = isatty(STDERR_FILENO) && !(to_standard_output && isatty(STDOUT_FILENO))};
    if (progress.shown) progress.began = progress.told = now();
    return progress;
}

/* "4 s", "12 min", "3 h". */
static void add_time(char *line, size_t size, double seconds)
{
    if (seconds < 100)
        snprintf(line, size, "%.0f s", seconds);
    else if (seconds < 100 * 60)
        snprintf(line, size, "%.0f min", seconds / 60);
    else
        snprintf(line, size, "%.0f h", seconds / 3600);
}

static void show(const char *line)
{
    if (write(STDERR_FILENO, line, text_from(line).length) < 0) return; /* there is nobody to tell */
}

void progress_tell(Progress *progress, uint64_t answers, uint64_t position)
{
    enum { LINE = 120 };
    if (!progress->shown) return;
    double time = now(), took = time - progress->began;
    if (time - progress->told < seconds_between) return;
    progress->told = time;
    char line[LINE], left[32];
    int length = snprintf(line, sizeof line, CLEAR_LINE "%llu answers, %.0f a second, %.1f MB/s",
                          (unsigned long long)answers, (double)answers / took, (double)position / took / 1e6);
    if (progress->total && position) {
        double share = (double)position / (double)progress->total;
        add_time(left, sizeof left, share < 1 ? took / share - took : 0);
        snprintf(line + length, sizeof line - (size_t)length, ", %.0f %%, %s left", share * 100, left);
    }
    show(line);
}

void progress_end(Progress *progress)
{
    if (progress->shown) show(CLEAR_LINE);
}
