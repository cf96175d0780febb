#ifndef GRADER_COACH_COACH_H
#define GRADER_COACH_COACH_H

/*
 * Comments on an answer by a language model, at a server the user names. The
 * model sees the grade and never changes it. The answer goes out as one JSON
 * string, so nothing in it can pass for our own words, and what comes back is
 * checked before it is shown.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "grade/grade.h"

/* How to talk to one kind of server. */
typedef struct CoachProvider CoachProvider;

/* By name; NULL when there is none. The empty name gives the usual one. */
const CoachProvider *coach_provider(Text name);
/* All names, as in "openai, other". */
Text coach_provider_names(Arena *keep);

typedef struct {
    const CoachProvider *provider;
    Text url;   /* as the user gave it; the rest of the path is added */
    Text model; /* as the server calls it */
    Text key;   /* sent to that server and nowhere else; empty: none is sent */
    bool allow_http;
    unsigned silent_seconds; /* 0: the usual */
} Coach;

/* What is sent, word for word. */
typedef struct {
    Text site;         /* "http://127.0.0.1:8080" */
    Text url;          /* where exactly */
    Text instructions; /* ours, the same for every answer */
    Text material;     /* JSON: the question, the grade and the answer */
    Text body;         /* JSON: all of it */
} CoachRequest;

/* What came back, fit to be printed. */
typedef struct {
    Text model; /* as the server named it */
    Text text;
    bool cut_short;             /* the model reached its limit of tokens */
    bool read_in_part;          /* the server dropped a part of what it was sent */
    const Text *foreign_quotes; /* words it quotes that nobody wrote */
    size_t foreign_quote_count;
} Comments;

/* Put together what to send about a judged answer; sends nothing. False after a
   problem with the URL. */
bool coach_prepare(const Coach *coach, const Grade *grade, Text question, CoachRequest *request, Arena *keep,
                   Problems *problems);

/* Send it and wait for comments. Tries once more after a lost connection, a 429
   or a 5xx, and once without a parameter the server refuses. False after one
   problem: there are no comments. */
bool coach_ask(const Coach *coach, const CoachRequest *request, Comments *comments, Arena *keep, Problems *problems);

#endif
