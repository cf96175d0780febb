#ifndef GRADER_TRANSCRIPT_CUES_PARTS_H
#define GRADER_TRANSCRIPT_CUES_PARTS_H

/*
 * Captions as they stand in a WebVTT or SubRip file: cues, one after another, each
 * with its words line by line. Blocks that are no speech (the header, NOTE, STYLE,
 * REGION), ids, times, settings, tags and sound marks are gone; entities are what
 * they stand for. For this room only.
 *
 * Forgiving: a line with an arrow between times begins a cue, whatever is missing
 * around it; no word is lost because a blank line stands where none should.
 */

#include "transcript/transcript.h"

/* What stands on one line of a cue, or a part of it with a voice of its own. */
typedef struct {
    Text words; /* never empty */
    Text voice; /* of "<v Ana>"; empty where the line does not say */
    size_t line;
} CuePiece;

#define NO_TIME UINT64_MAX

typedef struct {
    uint64_t start;      /* in milliseconds, or NO_TIME */
    size_t first, count; /* of its pieces */
} Cue;

typedef struct {
    Arena *keep;
    LIST_OF(Cue) cues; /* those with words, in order of time */
    LIST_OF(CuePiece) pieces;
} Cues;

/* Read the cues of a source from its byte `at`. */
void cues_read(Cues *cues, Text source, size_t at);

/* Whether a source begins as such a file does. */
bool begins_as_vtt(Text source, size_t at);
bool begins_as_srt(Text source, size_t at);

/* Add what one line says. */
void cue_line_read(Cues *cues, Text words, size_t line);

#endif
