#ifndef BENCH_ENGINE_H
#define BENCH_ENGINE_H

/*
 * What the engines of the benchmark share: patterns, one a line; texts, parted
 * by RS (0x1E); the time; and the line of figures that throughput reads.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RECORD_END = 0x1E };

typedef struct {
    char *at;
    size_t length;
} Bytes;

static inline double seconds_of(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline double now(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

/* This process's own time, whoever else wants the cores. */
static inline double used(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static inline void *must(void *pointer, const char *what)
{
    if (pointer) return pointer;
    perror(what);
    exit(1);
}

static inline Bytes file_read(const char *path)
{
    FILE *file = must(fopen(path, "rb"), path);
    fseek(file, 0, SEEK_END);
    Bytes bytes = {.length = (size_t)ftell(file)};
    rewind(file);
    bytes.at = must(malloc(bytes.length + 1), path);
    if (fread(bytes.at, 1, bytes.length, file) != bytes.length) must(NULL, path);
    bytes.at[bytes.length] = '\0';
    fclose(file);
    return bytes;
}

/* Cut the next piece off, up to `end`, which becomes a NUL. */
static inline Bytes piece_next(Bytes *rest, char end)
{
    char *last = memchr(rest->at, end, rest->length);
    Bytes piece = {rest->at, last ? (size_t)(last - rest->at) : rest->length};
    size_t taken = last ? piece.length + 1 : piece.length;
    piece.at[piece.length] = '\0';
    rest->at += taken;
    rest->length -= taken;
    return piece;
}

static inline size_t piece_count(Bytes bytes, char end)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes.length; i++) count += bytes.at[i] == end;
    return count + (bytes.length && bytes.at[bytes.length - 1] != end);
}

typedef struct {
    double compiling, scanning, busy; /* seconds; the last of this process's own time in scanning */
    size_t bytes, matches, refused;
} Figures;

static inline int say(Figures told)
{
    return printf("{\"compiling\": %.6f, \"scanning\": %.6f, \"busy\": %.6f, \"bytes\": %zu, \"matches\": %zu, "
                  "\"refused\": %zu}\n",
                  told.compiling, told.scanning, told.busy, told.bytes, told.matches, told.refused) < 0;
}

#endif
