#ifndef GRADER_BATCH_SOURCE_H
#define GRADER_BATCH_SOURCE_H

/*
 * The answers to grade, one after another: a file is one, but a file of records
 * (transcript/record.h) is as many as it has lines. Records are told by the first
 * line, or by a name that ends in .jsonl or .ndjson; sessions are no records.
 */

#include <stdatomic.h>

#include "base/arena.h"
#include "base/problem.h"
#include "transcript/record.h"

enum { RECORD_MOST_BYTES = 16 << 20 };

typedef struct {
    Text path;       /* the file it stands in; "-" for standard input */
    size_t line;     /* from 1; 0 when the whole file is the answer */
    uint64_t number; /* among all answers, from 1 */
    Text bytes;
    Text fault; /* why it could not be read, else empty */
    Text place; /* where, when there is a fault */
} Record;

typedef LIST_OF(Record) Records;

typedef struct {
    const Text *paths; /* files, or "-" */
    size_t path_count;
    RecordNames names;
    Text candidate;         /* whom to grade of several speakers; empty: as transcript_read_as says */
    unsigned shard, shards; /* only the records of one shard, from 1; 0 of 0: all */
    uint64_t skipped;       /* leave out so many of them first */
    atomic_int *stop;       /* becomes true when there is to be an end; may be NULL */
} SourceOptions;

typedef struct Source Source;

Source *source_open(const SourceOptions *options, Arena *keep);
void source_close(Source *source);

/* At least one more record; false at the end. They live in `into`, of which the first
   bytes must be free. */
bool source_next(Source *source, Arena *into, Records *records);

/* What was taken of the files so far, in bytes on the disk. */
uint64_t source_position(const Source *source);

/* "a.jsonl" for "a.jsonl.gz". */
Text path_without_packing(Text path);

/* "file:12", or the file alone. */
Text record_place(const Record *record, Arena *keep);

/* The transcript of a record without a fault; `id` becomes what it is called, a transcript's
   name. Lives in `keep`, as must the record. NULL after a problem. */
const Transcript *record_transcript(const Record *record, const SourceOptions *options, Arena *keep, Text *id,
                                    Problems *problems);

#endif
