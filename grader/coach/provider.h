#ifndef GRADER_COACH_PROVIDER_H
#define GRADER_COACH_PROVIDER_H

/*
 * One row for each kind of server; a new kind is one file and one row in coach.c.
 */

#include "base/buffer.h"
#include "coach/coach.h"
#include "json/json.h"

/* What a server said, in its own words. */
typedef struct {
    Text text; /* empty when it wrote none */
    Text model;
    Text refusal; /* why it would not, in words; empty otherwise */
    Text stopped; /* why it ended, as the server calls it */
    bool cut_short;
    double prompt_tokens; /* how much it read; 0 when it does not say */
} CoachReply;

struct CoachProvider {
    const char *name;
    const char *help;
    /* The whole URL, of what the user typed. */
    Text (*endpoint)(Text url, Arena *keep);
    /* The header that carries the key. */
    Text (*key_header)(Text key, Arena *keep);
    /* The body, without the parameter `refused` (empty: with all). */
    void (*write)(Buffer *out, Text model, Text instructions, Text material, Text refused);
    /* The parameter that an error says it will not take; false for none of ours. */
    bool (*refuses)(Text error, Text *parameter);
    /* Read a reply. False when it is nothing this kind of server says. */
    bool (*read)(Text body, CoachReply *reply, Arena *keep);
};

extern const CoachProvider openai_provider;

/* A body as JSON; NULL when it is none, and nobody hears why. */
const Json *reply_json(Text body, Arena *keep);

/* The words of an error in JSON, whoever's: {"error": {"message": ...}}, {"error": "..."},
   {"message": ...} or {"detail": ...}. The empty text when there are none. */
Text error_words(Text body, Arena *keep);

#endif
