#ifndef GRADER_TRANSCRIPT_RECORD_H
#define GRADER_TRANSCRIPT_RECORD_H

/*
 * One answer of many: a JSON object in a line of its own.
 *
 *     {"id":"a17","prompt":"ad-click","level":"senior","text":"We are to ..."}
 *     {"id":"a18","question":"Design spam filtering","turns":[
 *         {"speaker":"interviewer","text":"Go ahead."},{"speaker":"candidate","text":"We ..."}]}
 *
 * `text` is read like a file of its own; `turns` are put together, one paragraph or
 * more each. A turn may have `role` for `speaker` and `content` for `text`, as chats
 * do, where the assistant answers. Other members are nobody's business.
 */

#include "transcript/transcript.h"

/* What the members are called. */
typedef struct {
    const char *id, *prompt, *question, *level, *text, *turns;
} RecordNames;

extern const RecordNames record_names; /* as above */

/* Whether a source that begins so holds records. */
bool record_begins(Text source);

/* Whether it is a session, which has an object in each line too. */
bool record_is_session(Text source);

/* The id alone, a number's digits too; empty when there is none or the line is broken. */
Text record_id(Text line, const RecordNames *names, Arena *keep);

/* Its transcript, called by its id or else by `place`, "file:line". NULL after a problem
   with that place; `id` is set whenever the line could tell it. `candidate` is whom to grade, as
   for transcript_read_as. Lives in `keep`, as must `line`. */
const Transcript *record_read(Text line, Text place, const RecordNames *names, Text candidate, Arena *keep, Text *id,
                              Problems *problems);

#endif
