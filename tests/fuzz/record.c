/* libFuzzer: any bytes as a line of JSONL; what is read as a record can be split into units. */

#include "transcript/record.h"
#include "transcript_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const RecordNames others = {"key", "task", "asked", "grade", "answer", "talk"};
    static Arena kept;
    if (!kept.start) kept = arena_open();
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    Text line = text_keep((Text){(const char *)bytes, size}, &arena), id = {0};
    const RecordNames *names = size % 8 ? &record_names : &others;
    const Transcript *transcript =
        record_read(line, TEXT("in.jsonl:1"), names, size % 16 ? TEXT("") : TEXT("Ana"), &arena, &id, &problems);
    assert((transcript == NULL) == (problems.list.count > 0));
    assert(text_equal(id, record_id(line, names, &arena)));
    record_begins(line);
    if (!transcript) {
        assert(text_equal(problems.list.items[0].place, TEXT("in.jsonl:1")));
        return 0;
    }
    assert(text_equal(transcript->id, id));
    assert(text_equal(transcript->name, id.length ? id : TEXT("in.jsonl:1")));
    check(transcript, &arena);
    return 0;
}
