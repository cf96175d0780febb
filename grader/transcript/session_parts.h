#ifndef GRADER_TRANSCRIPT_SESSION_PARTS_H
#define GRADER_TRANSCRIPT_SESSION_PARTS_H

/* A session while it is being read, for this room only: read event by event, then
   joined to one text. */

#include "transcript/session.h"

/* One line of an answer; `next` is the index of the section's next line plus 1. */
typedef struct {
    Text words;
    size_t next;
} Said;

/* A fact or a hint, and the candidate's line that it followed. */
typedef struct {
    Text words, after;
    bool placed;
} Told;

typedef struct {
    Text id;
    Text ask;
    bool prompted;
    LIST_OF(Told) told;
    size_t first, last; /* indexes of lines, plus 1; 0 for none */
    double seconds;
} AskedSection;

typedef struct {
    Transcript *transcript;
    Arena *keep;
    Problems *problems;
    bool has_header;
    Conduct *conduct;
    size_t current; /* section, plus 1; 0 before the first */
    LIST_OF(AskedSection) sections;
    LIST_OF(Said) lines;
    LIST_OF(HintTaken) hints;
    LIST_OF(SelfRating) ratings;
} Session;

/* There are as many sections as an interview has questions, so looking through all is fine,
   but a file from elsewhere may have any number. */
enum { SECTIONS_MOST = 1000, TOLD_MOST = 100 };

/* Put questions, answers and what was told together as the transcript's text and passages. */
void session_join(Session *session);

#endif
