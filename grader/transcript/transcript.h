#ifndef GRADER_TRANSCRIPT_TRANSCRIPT_H
#define GRADER_TRANSCRIPT_TRANSCRIPT_H

/*
 * A transcript: what was asked and what was answered, whatever file it came in.
 *
 * All offsets count bytes of `text`. For Markdown, plain text and dialogue that
 * is the file itself (after a byte order mark), so a quote can be found there; a
 * session's text is its questions and answers put together in order.
 */

#include "base/arena.h"
#include "base/problem.h"

#define SECTION_SEPARATOR " › "

typedef enum { SPEAKER_CANDIDATE, SPEAKER_INTERVIEWER } Speaker;

typedef enum {
    PASSAGE_PROSE,
    PASSAGE_BULLET,
    PASSAGE_HEADING,
    PASSAGE_QUOTED, /* a block quote: somebody else's words */
    PASSAGE_CODE,
    PASSAGE_TABLE, /* one row */
} PassageKind;

/* One paragraph, bullet, heading, row or turn; never crosses a speaker. */
typedef struct {
    Speaker speaker;
    PassageKind kind;
    size_t start, end; /* in the transcript's text, without markers like "- " or "## " */
    /* The headings it stands under, from the outermost in ("Drift › Alerts", parted by SECTION_SEPARATOR), or
       the session's section; may be empty. A heading stands under itself. */
    Text section;
    Text lead; /* a bold or "Word:" opening of its own; may be empty; part of the text */
    bool prompted; /* answers a follow-up question about what was missing */
} Passage;

typedef struct {
    Text criterion;
    unsigned step; /* from 1 */
} HintTaken;

typedef struct {
    Text dimension;
    unsigned band;
} SelfRating;

typedef struct {
    Text section;
    double seconds;
} TimeSpent;

/* How a live interview was held, as its session tells. */
typedef struct {
    Text mode;
    Text started;   /* ISO 8601; may be empty */
    double minutes; /* planned; 0 when unknown */
    double seconds; /* taken */
    bool ended;
    const TimeSpent *times; /* by section, in the order they were first entered */
    size_t time_count;
    const HintTaken *hints;
    size_t hint_count;
    const SelfRating *ratings;
    size_t rating_count;
    size_t fact_count, probe_count, draft_count;
} Conduct;

typedef struct {
    Text name;     /* as the user gave it: a path, "-" or a session id; of a record its id */
    Text id;       /* a record's own, else empty */
    Text text;     /* valid UTF-8 without NUL */
    Text sha256;   /* of the source's bytes */
    Text format;   /* "markdown", "dialogue", "session": the name of the reader */
    Text prompt;   /* the prompt's id when the file says, else empty */
    Text question; /* what was asked, when the file says, else empty */
    Text level;    /* the target level when the file says, else empty */
    const Passage *passages;
    size_t passage_count;
    const Conduct *conduct; /* of a session, else NULL */
    const size_t *lines_before; /* for transcript_line */
} Transcript;

/* Read a transcript of any known format, told by its content. Lives in `keep`,
   as must `source`. NULL after a problem: empty, NUL bytes, invalid UTF-8 (with
   its line), a broken session. A torn last line of a session is dropped. */
const Transcript *transcript_read(Text source, Text name, Arena *keep, Problems *problems);

/* Any text can be read as Markdown, but nobody's answer is JSON: a problem for a file called so that is no session. */
bool transcript_is_answer(const Transcript *transcript, Problems *problems);

/* How many words the candidate said, headings too. */
size_t transcript_words(const Transcript *transcript);

/* The line (from 1) that a byte of the text stands on. */
size_t transcript_line(const Transcript *transcript, size_t offset);

#endif
