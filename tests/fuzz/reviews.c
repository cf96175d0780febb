/* libFuzzer: any bytes as a log of reviews; what was read is written and read the same again. */

#include "study/reviews.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_same(const Review *one, const Review *other)
{
    assert(one->day == other->day && one->rung == other->rung);
    assert(text_equal(one->criterion, other->criterion) && text_equal(one->prompt, other->prompt));
    assert(text_equal(one->reply, other->reply));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena keep = arena_open(), messages = arena_open();
    Problems problems = problems_new(&messages);
    Reviews reviews, again;
    if (reviews_read((Text){(const char *)bytes, size}, TEXT("log"), &reviews, &keep, &problems)) {
        Buffer log = buffer_new(&keep);
        for (size_t i = 0; i < reviews.count; i++) review_write(&log, &reviews.items[i]);
        size_t before = problems.list.count;
        assert(reviews_read(buffer_text(&log), TEXT("log"), &again, &keep, &problems));
        assert(problems.list.count == before && again.count == reviews.count && again.cut == 0);
        for (size_t i = 0; i < reviews.count; i++) check_same(&reviews.items[i], &again.items[i]);
    }
    arena_close(&messages);
    arena_close(&keep);
    return 0;
}
