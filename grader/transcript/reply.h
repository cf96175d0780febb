#ifndef GRADER_TRANSCRIPT_REPLY_H
#define GRADER_TRANSCRIPT_REPLY_H

/* One question and the reply to it, without a file. */

#include "transcript/transcript.h"

/* The question is the interviewer's, in one line that the reply's first line goes on,
   so that its lines count from 1; `section` is what the reply stands under. The
   texts must be valid UTF-8. Lives in `keep`. */
const Transcript *transcript_of_reply(Text name, Text question, Text section, Text reply, Arena *keep);

#endif
