#ifndef GRADER_TRANSCRIPT_BLOCK_PARTS_H
#define GRADER_TRANSCRIPT_BLOCK_PARTS_H

/*
 * Passages out of Markdown as people type it, line by line. For this room only.
 *
 * A typed answer is not a document: four spaces are no code, a bullet needs no
 * empty line before it, and many titles have no "#".
 */

#include "transcript/transcript.h"

/*
 * What each passage is a title over: all passages of a greater level until one
 * of the same or a smaller level. Titles have 1 to 9 (six kinds of "#", then
 * capitals, then bold and plain titles, then "Title:"), and so has a paragraph
 * that opens with one; a bullet has LEVEL_BULLET and more by its indentation.
 */
enum { LEVEL_CAPITALS = 7, LEVEL_TITLE, LEVEL_COLON, LEVEL_PROSE, LEVEL_BULLET = 16, LEVEL_INSIDE = 255 };

typedef struct {
    Text text;
    Arena *keep;
    LIST_OF(Passage) passages;
    LIST_OF(unsigned char) levels; /* in step with the passages */
} Blocks;

/* Add the passages of the bytes `start` up to `end`. */
void blocks_scan(Blocks *blocks, size_t start, size_t end, Speaker speaker);

/* Add one passage as it is. Nothing is added when it is blank. */
void blocks_add(Blocks *blocks, Text words, PassageKind kind, Speaker speaker, unsigned char level);

/* Give every passage the section it stands under: its titles from the outermost
   in, "Drift › Alerts", the innermost first to stay when they are many. The one
   title of a whole document is left out where there is another. */
void blocks_name_sections(Blocks *blocks);

/* Hand the passages over. */
void blocks_finish(const Blocks *blocks, Transcript *transcript);

#endif
