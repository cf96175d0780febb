#ifndef FUZZ_TRANSCRIPT_CHECK_H
#define FUZZ_TRANSCRIPT_CHECK_H

/* What holds for every transcript, whatever it was read from. */

#include "transcript/unit.h"

#include <assert.h>

static inline void check(const Transcript *transcript, Arena *keep)
{
    size_t count, end = 0;
    for (size_t i = 0; i < transcript->passage_count; i++) {
        const Passage *passage = &transcript->passages[i];
        assert(passage->start >= end && passage->start < passage->end && passage->end <= transcript->text.length);
        assert(transcript_line(transcript, passage->start) >= 1);
        end = passage->end;
    }
    const Unit *units = units_read(transcript, keep, &count);
    for (size_t i = 0, last = 0; i < count; i++) {
        const Passage *passage = &transcript->passages[units[i].passage];
        assert(units[i].start >= last && units[i].start < units[i].end);
        assert(units[i].start >= passage->start && units[i].end <= passage->end);
        last = units[i].end;
    }
    assert(transcript_line(transcript, transcript->text.length) >= 1);
    assert(transcript->sha256.length == 64);
}

#endif
