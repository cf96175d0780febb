/* libFuzzer: read any source as a transcript, split it into units, and send its text through a session. */

#include "transcript/session.h"
#include "transcript_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What was written as a session is read with the same bytes. */
static void check_session(Text answer, Arena *keep, Problems *problems)
{
    Buffer file = buffer_new(keep), expected = buffer_new(keep);
    SessionHeader header = {
        .prompt = TEXT("id"), .question = answer, .level = TEXT("senior"), .mode = TEXT("full"), .minutes = 45};
    session_write_header(&file, &header);
    session_write_ask(&file, TEXT("first"), TEXT("What?"), true, 0);
    session_write_line(&file, TEXT("first"), TEXT("replaced"), 5);
    session_write_replace(&file, TEXT("first"), answer, 6);
    session_write_line(&file, TEXT("first"), answer, 7);
    session_write_hint(&file, TEXT("first"), &(HintTaken){answer, 1}, TEXT(" "), 8);
    session_write_ratings(&file, &(SelfRating){TEXT("drift"), 3}, 1, 9);
    session_write_end(&file, 9);
    buffer_format(&expected, "What?\n\n%.*s\n%.*s\n\n", TEXT_ARGS(answer), TEXT_ARGS(answer));
    const Transcript *read = transcript_read(buffer_text(&file), TEXT("session"), keep, problems);
    assert(read && read->conduct->seconds == 9 && read->conduct->ratings[0].band == 3);
    assert(text_equal(read->conduct->hints[0].criterion, answer));
    assert(text_equal(read->question, answer) && text_equal(read->text, buffer_text(&expected)));
    check(read, keep);
}

/* With a name for the candidate, which few inputs have. */
static void check_named(Text source, Arena arena)
{
    Problems problems = problems_new(&arena);
    const Transcript *transcript = transcript_read_as(source, TEXT("input"), TEXT("an"), &arena, &problems);
    assert((transcript == NULL) == (problems.list.count > 0));
    if (transcript) check(transcript, &arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Arena kept;
    if (!kept.start) kept = arena_open();
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    Text source = text_keep((Text){(const char *)bytes, size}, &arena);
    const Transcript *transcript = transcript_read(source, TEXT("input"), &arena, &problems);
    assert((transcript == NULL) == (problems.list.count > 0));
    check_named(source, arena);
    if (!transcript) return 0;
    check(transcript, &arena);
    if (transcript->text.length) check_session(transcript->text, &arena, &problems); /* a hint must name something */
    return 0;
}
