#ifndef GRADER_CLI_GRADING_H
#define GRADER_CLI_GRADING_H

/*
 * What every command that grades shares: the pack and rubric it grades with, and
 * the prompt, question and level that its options and the transcript name.
 */

#include "cli/command.h"
#include "grade/grade.h"
#include "pack/pack.h"
#include "report/report.h"

/* Rows for a command's table of options; whoever grades has at least --rubric. */
#define RUBRIC_OPTION   {"rubric", 'r', "ID|FILE", "a rubric of the built-in pack, or a pack's file or folder"}
#define PROMPT_OPTION   {"prompt", 'p', "ID", "the prompt that was answered, see: grader list prompts"}
#define QUESTION_OPTION {"question", 'q', "TEXT", "what was asked, when it is none of the prompts"}
#define PLAIN_OPTION    {"plain", 0, NULL, "words and numbers only, for a screen reader: no bars, rules or marks"}
#define LEVEL_OPTION    {"level", 'l', "LEVEL", "the level aimed at; else the transcript's or the rubric's own"}
#define CANDIDATE_OPTION \
    {"candidate", 'c', "NAME", "whom to grade of several speakers: a name or its beginning; else who talks most"}

typedef struct {
    const Pack *pack;
    const Rubric *rubric;
    const Json *json; /* the rubric as its author wrote it */
    Grader *grader;
    Provenance from;
} Grading;

/* Open what --rubric names, or the built-in pack. Anything but EXIT_FINE after problems. */
ExitCode grading_open(Grading *grading, const Context *context, RubricUse use);
void grading_close(Grading *grading);

/* Open a pack's file or folder. NULL, and a code to exit with, after problems. */
const Pack *grading_pack_at(const Context *context, Text path, ExitCode *code);

/* The pack alone, for commands that do not grade. `rubric` becomes what --rubric says of a rubric's id. */
const Pack *grading_pack(const Context *context, Text *rubric, ExitCode *code);

/* By id; NULL after a problem that names the nearest one. An empty id gives no prompt
   and no problem; an empty level gives the default. An empty `place`: the command line. */
const Prompt *grading_prompt(const Grading *grading, Text id, Text place, Problems *problems);
const Level *grading_level(const Grading *grading, Text id, Text place, Problems *problems);

/* As rubric_criterion, with a problem for an unknown one. */
const Criterion *grading_criterion(const Grading *grading, const Context *context, Text id,
                                   const Dimension **dimension);

/* What was asked and at what level: the command's options, and what they leave open
   from the transcript, which may be NULL. False after a problem. */
bool grading_task(const Grading *grading, const Context *context, const Transcript *transcript, Task *task);

/* How a page of prose is shown to whoever looks at standard output; the command has --plain. */
ReportStyle grading_style(const Context *context, ReportDetail detail);

/* Grade a transcript as the options say; NULL after a problem. */
const Grade *grading_transcript(const Grading *grading, const Context *context, const Transcript *transcript);

/* Read and grade one; `source` must stay. NULL after a problem. */
const Grade *grading_text(const Grading *grading, const Context *context, Text source, Text name);

#endif
