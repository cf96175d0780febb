#ifndef GRADER_TRANSCRIPT_SESSION_H
#define GRADER_TRANSCRIPT_SESSION_H

/*
 * Our own session file: JSON lines, only ever appended to, so that a line is
 * safe on disk before the next prompt appears and a torn last line costs
 * nothing but itself. The first line is the header:
 *
 *     {"session":1,"prompt":"ad-click","question":"...","level":"senior"}
 *     {"ask":"What are you building, and for whom?","section":"requirements"}
 *     {"line":"p99 under 40 ms, because the auction won't wait","section":"requirements"}
 *     {"replace":"the whole answer, from an editor","section":"metrics"}
 *     {"end":true}
 *
 * A section's answer is its lines after its last "replace". Reading gives one
 * interviewer passage per "ask" (the last one for its section) and the
 * candidate's passages, sections in the order they were first asked.
 */

#include "base/buffer.h"
#include "transcript/transcript.h"

typedef struct {
    Text prompt; /* an id, or empty for a free question */
    Text question;
    Text level;
} SessionHeader;

/* Each appends one line with its newline. */
void session_write_header(Buffer *out, const SessionHeader *header);
void session_write_ask(Buffer *out, Text section, Text question);
void session_write_line(Buffer *out, Text section, Text line);
void session_write_replace(Buffer *out, Text section, Text answer);
void session_write_end(Buffer *out);

#endif
