/*
 * libFuzzer: up to the first empty line each line is a phrase; all of them are
 * compiled into a phrasebook and looked for in the sentence that follows.
 */

#include "base/unicode.h"
#include "json/writer.h"
#include "lexis/scanner.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const Json *phrases_of(Text *rest, Arena *keep, Problems *problems)
{
    Buffer list = buffer_new(keep);
    JsonWriter writer = json_writer(&list, true);
    Text line;
    json_open_array(&writer);
    while (text_next_line(rest, &line) && line.length) json_text(&writer, line);
    json_close_array(&writer);
    const Json *phrases = json_read(buffer_text(&list), TEXT("phrases"), keep, problems);
    assert(phrases);
    return phrases;
}

static void check_spans(Scanner *scanner, PhraseId phrase, size_t token_count)
{
    size_t count;
    const Span *spans = scanner_spans(scanner, phrase, &count);
    for (size_t i = 0; i < count; i++) assert(spans[i].start < spans[i].end && spans[i].end <= token_count);
}

static void scan(const Phrasebook *book, PhraseId any, Text sentence, Arena *keep)
{
    size_t count, again;
    Scanner *scanner = scanner_new(book, keep);
    bool known = scanner_scan(scanner, sentence);
    const Token *tokens = scanner_tokens(scanner, &count);
    for (size_t i = 0, end = 0; i < count; end = tokens[i++].end)
        assert(tokens[i].start >= end && tokens[i].start < tokens[i].end && tokens[i].end <= sentence.length);
    check_spans(scanner, any, count);
    bool found = scanner_found(scanner, any);
    assert(scanner_scan(scanner, sentence) == known && scanner_found(scanner, any) == found);
    scanner_tokens(scanner, &again);
    assert(again == count);
    scanner_free(scanner);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Arena kept;
    if (!kept.start) kept = arena_open();
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    Text rest = text_keep((Text){(const char *)bytes, size}, &arena);
    if (unicode_valid_prefix(rest) < rest.length || text_find_byte(rest, '\0') != TEXT_NOT_FOUND) return 0;
    const Json *phrases = phrases_of(&rest, &arena, &problems);
    PhrasebookBuilder *builder = phrasebook_new(TEXT("en"), &arena);
    phrasebook_define(builder, TEXT("set"), phrases, &problems);
    PhraseId any = phrasebook_any(builder, phrases, &problems);
    const Phrasebook *book = phrasebook_finish(builder, &problems);
    assert((book == NULL) == (problems.list.count > 0));
    if (book) scan(book, any, rest, &arena);
    return 0;
}
