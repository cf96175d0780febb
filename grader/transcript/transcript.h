#ifndef GRADER_TRANSCRIPT_TRANSCRIPT_H
#define GRADER_TRANSCRIPT_TRANSCRIPT_H

/*
 * A transcript: what was asked and what was answered, whatever file it came in.
 *
 * All offsets count bytes of `text`. For Markdown, plain text and dialogue that
 * is the file itself (after a byte order mark), so a quote can be found there; a
 * session's text is its questions and answers put together in order, that of
 * captions one paragraph for each turn, "Name: words". Lines are those of `text`,
 * but of captions those of the file, where the words stand in their cue.
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
    /* What it is said of: the few words a bullet stands under ("Trade-offs:", "- GBDT"), or the head row of its
       table; may be empty. */
    Text under;
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

/* Something to know about how a transcript was read; a grade hands it on as a flag. */
typedef struct {
    Text id; /* "candidate": who was taken for it; "import": what was poor */
    Text reason;
} TranscriptNote;

enum { NOTES_MOST = 4 };

/* From this offset of a text that was put together, the words stand on this line of the file. */
typedef struct {
    size_t offset, line;
} SourceLine;

typedef struct {
    Text name;     /* as the user gave it: a path, "-" or a session id; of a record its id */
    Text id;       /* a record's own, else empty */
    Text text;     /* valid UTF-8 without NUL */
    Text sha256;   /* of the source's bytes */
    Text format;   /* "markdown", "dialogue", "vtt", "srt", "session": the name of the reader */
    Text prompt;   /* the prompt's id when the file says, else empty */
    Text question; /* what was asked, when the file says, else empty */
    Text level;    /* the target level when the file says, else empty */
    Text candidate; /* who was asked for by name, mostly nobody */
    const Passage *passages;
    size_t passage_count;
    const Conduct *conduct; /* of a session, else NULL */
    TranscriptNote notes[NOTES_MOST];
    size_t note_count;
    const size_t *lines_before; /* for transcript_line, as are: */
    const SourceLine *source_lines; /* in order; NULL when the lines are those of the text */
    size_t source_line_count;
} Transcript;

/* Read a transcript of any known format, told by its content. Lives in `keep`,
   as must `source`. NULL after a problem: empty, NUL bytes, invalid UTF-8 (with
   its line), a broken session. A torn last line of a session is dropped. */
const Transcript *transcript_read(Text source, Text name, Arena *keep, Problems *problems);

/* Any text can be read as Markdown, but nobody's answer is JSON, or captions without their times: a problem for a file
   that is called so and was read as something else. */
bool transcript_is_answer(const Transcript *transcript, Problems *problems);

/* The same where `candidate` names the one to grade, or begins that name or a part of it, in any case. Empty: as the
   file says, or who talks most. A problem when no speaker or several are meant. A session knows its candidate. */
const Transcript *transcript_read_as(Text source, Text name, Text candidate, Arena *keep, Problems *problems);

/* How many words the candidate said, headings too. */
size_t transcript_words(const Transcript *transcript);

/* The line (from 1) that a byte of the text stands on. */
size_t transcript_line(const Transcript *transcript, size_t offset);

#endif
