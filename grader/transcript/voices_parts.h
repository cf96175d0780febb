#ifndef GRADER_TRANSCRIPT_VOICES_PARTS_H
#define GRADER_TRANSCRIPT_VOICES_PARTS_H

/* Who speaks in a source, how much, and who of them is the candidate. For this room only. */

#include "transcript/transcript.h"

/* What a name alone tells: "Interviewer 2", "candidate". False for others. */
bool name_has_role(Text name, Speaker *speaker);

/* "Interviewer 2" without the number. */
Text name_without_number(Text name);

/* Whether `wanted` is the name, its beginning or that of a part ("li" of "Ana Lima"), whatever the case. */
bool name_begins(Text name, Text wanted, Arena scratch);

enum { VOICES_MOST = 256, VOICE_NONE = VOICES_MOST };

typedef struct {
    Text name;
    size_t times; /* it was named */
    size_t words;
} Voice;

/* In the order they were first named; more than VOICES_MOST are not told apart. */
typedef struct {
    Voice items[VOICES_MOST];
    size_t count;
} Voices;

/* The index of a name; VOICE_NONE when it was not seen. */
size_t voices_find(const Voices *voices, Text name);

/* Count one more time a name is named. Its index, or VOICE_NONE. */
size_t voices_count(Voices *voices, Text name);

/* Who the candidate is: the one asked for; else the one called so; else who talks
   most of those who are no interviewer, with a note that says so. False after a
   problem: nobody or several are meant by the name. */
bool voices_choose(const Voices *voices, Transcript *transcript, size_t *candidate, Arena *keep, Problems *problems);

#endif
