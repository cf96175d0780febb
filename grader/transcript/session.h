#ifndef GRADER_TRANSCRIPT_SESSION_H
#define GRADER_TRANSCRIPT_SESSION_H

/*
 * Our own session file: JSON lines, only ever appended to, so that a line is
 * safe on disk before the next prompt appears and a torn last line costs
 * nothing but itself. The first line is the header:
 *
 *     {"session":1,"prompt":"ad-click","question":"...","level":"senior","mode":"full","minutes":45,
 *      "started":"2026-11-20T21:04:00Z"}
 *     {"ask":"What are you building, and for whom?","section":"requirements","at":0}
 *     {"line":"How many requests a second?","section":"requirements","at":31}
 *     {"fact":"F1","text":"45,000 at peak.","section":"requirements","at":31}
 *     {"replace":"the whole answer, from an editor","section":"metrics","at":700}
 *     {"hint":"MD3","step":1,"text":"What moves first?","section":"drift","at":900}
 *     {"ask":"And who is told?","section":"follow-up 1","prompted":true,"at":2000}
 *     {"rating":{"drift":3},"at":2100}
 *     {"draft":true,"at":1000}
 *     {"end":true,"at":2110}
 *
 * "at" is the time since the beginning in seconds, pauses left out; older files
 * have none. A section's answer is its lines after its last "replace". Reading
 * gives each section's last "ask", then the candidate's lines, with facts and hints
 * after the line they followed; sections in the order they first occur.
 */

#include "base/buffer.h"
#include "transcript/transcript.h"

enum { SESSION_FORMAT = 1 };

typedef struct {
    Text prompt; /* an id, or empty for a free question */
    Text question;
    Text level;
    Text mode;
    unsigned minutes;
    Text started; /* as ISO 8601 */
} SessionHeader;

/* Each appends one line with its newline. */
void session_write_header(Buffer *out, const SessionHeader *header);
void session_write_ask(Buffer *out, Text section, Text question, bool prompted, unsigned at);
void session_write_line(Buffer *out, Text section, Text line, unsigned at);
void session_write_replace(Buffer *out, Text section, Text answer, unsigned at);
void session_write_fact(Buffer *out, Text section, Text fact, Text text, unsigned at);
void session_write_hint(Buffer *out, Text section, const HintTaken *hint, Text text, unsigned at);
void session_write_ratings(Buffer *out, const SelfRating *ratings, size_t count, unsigned at);
void session_write_draft(Buffer *out, unsigned at);
void session_write_end(Buffer *out, unsigned at);

#endif
