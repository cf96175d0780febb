/* libFuzzer: read any source as a transcript and split it into units. */

#include "transcript/unit.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(const Transcript *transcript, Arena *keep)
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
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Arena kept;
    if (!kept.start) kept = arena_open();
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    const Transcript *transcript =
        transcript_read(text_keep((Text){(const char *)bytes, size}, &arena), TEXT("input"), &arena, &problems);
    assert((transcript == NULL) == (problems.list.count > 0));
    if (transcript) check(transcript, &arena);
    return 0;
}
