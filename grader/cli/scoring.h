#ifndef GRADER_CLI_SCORING_H
#define GRADER_CLI_SCORING_H

/*
 * What `grader score` was asked. Formats that know each answer by itself are
 * streamed, as many answers as there may be; the others need all of them at once
 * and hold them in memory.
 */

#include "batch/source.h"
#include "cli/grading.h"
#include "files/files.h"

/* Rows for the table of options: what matters when there are many. */
#define BATCH_OPTIONS                                                                                                  \
    {"jobs", 'j', "N", "how many answers to grade at a time; else one for each processor"},                            \
    {"field", 0, "NAME=MEMBER...", "what JSONL calls the id, prompt, question, level, text or turns: text=answer"},     \
    {"strict", 0, NULL, "end at the first answer that cannot be read"},                                                \
    {"resume", 0, NULL, "go on with the results of a run that was cut off; jsonl with -o"},                            \
    {"shard", 0, "K/N", "grade only the K-th of N shares of the answers; see grader merge; jsonl"}

typedef struct {
    const Context *context;
    Grading grading;
    const ReportFormat *format;
    ReportStyle style;
    SourceOptions source;
    unsigned jobs;
    bool strict, resume;
    bool several; /* asked for a folder, for more than one file or for records */
    FilePaths paths;
    LIST_OF(const Grade *) grades; /* where they are needed all at once */
    size_t unread, ungraded;
} Scoring;

/* Read BATCH_OPTIONS. False after a problem. */
bool scoring_options(Scoring *scoring);

/* Grade and write one answer after the other. */
ExitCode scoring_stream(const Scoring *scoring);

#endif
