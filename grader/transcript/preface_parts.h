#ifndef GRADER_TRANSCRIPT_PREFACE_PARTS_H
#define GRADER_TRANSCRIPT_PREFACE_PARTS_H

/* What a file says about itself before the answer begins. For this room only. */

#include "transcript/block_parts.h"

/* Read front matter between two lines of "---" (prompt, question and level; other
   keys are ignored) and then a first line "Question: ..." or "[Prompt: ...]",
   which becomes the interviewer's passage. The offset of the first byte after. */
size_t preface_read(Blocks *blocks, Transcript *transcript);

/* Only the front matter, for sources whose text is put together. Where it ends. */
size_t preface_read_front(Text source, Transcript *transcript);

/* Where the front matter ends; 0 when there is none. */
size_t preface_skip(Text source);

#endif
