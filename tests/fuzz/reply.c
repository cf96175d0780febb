/*
 * What a language model's server may answer: any bytes must give comments fit to
 * be printed, or none.
 */

#include <assert.h>

#include "base/unicode.h"
#include "coach/comment.h"
#include "coach/provider.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_printable(Text text)
{
    assert(unicode_valid_prefix(text) == text.length);
    for (size_t i = 0; i < text.length; i++)
        assert((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n' || text.at[i] == '\t');
}

static void check_comments(Text said, Arena *keep)
{
    const Text key = TEXT("sk-1"), material = TEXT("PSI per placement, every hour, warns at 0.1");
    size_t count;
    Text clean = comment_without_key(comment_without_thoughts(said), key, keep);
    assert(text_find(clean, key) == TEXT_NOT_FOUND);
    Text shown = unicode_printable(clean, keep);
    check_printable(shown);
    const Text *foreign = comment_foreign_quotes(shown, material, &count, keep);
    for (size_t i = 0; i < count; i++) check_printable(foreign[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Arena keep = arena_open();
    Text body = {(const char *)bytes, length}, parameter;
    CoachReply reply = {0};
    openai_provider.refuses(body, &parameter);
    if (openai_provider.read(body, &reply, &keep)) check_comments(reply.text, &keep);
    check_comments(body, &keep);
    check_printable(comment_line(error_words(body, &keep), 300, &keep));
    check_printable(comment_line(body, 40, &keep));
    arena_close(&keep);
    return 0;
}
