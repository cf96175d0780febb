#ifndef GRADER_TRANSCRIPT_READER_H
#define GRADER_TRANSCRIPT_READER_H

/*
 * One row for each source format; a new format is one file and one row in
 * transcript.c. The first reader that claims a source reads it.
 */

#include "transcript/transcript.h"

typedef struct {
    const char *name;
    const char *help;
    bool (*claims)(Text source);
    /* Fill text, prompt, question, level and passages; the rest is filled already. */
    bool (*read)(Text source, Transcript *transcript, Arena *keep, Problems *problems);
} TranscriptReader;

/* Add a note; one too many is dropped. */
void transcript_note(Transcript *transcript, const char *id, Text reason);

/* Note how many lines end before each part of the text, for transcript_line. */
void transcript_count_lines(Transcript *transcript, Arena *keep);

extern const TranscriptReader session_reader;
extern const TranscriptReader vtt_reader;
extern const TranscriptReader srt_reader;
extern const TranscriptReader dialogue_reader;
extern const TranscriptReader markdown_reader; /* plain text too; claims everything */

#endif
