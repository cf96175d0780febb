/*
 * Runs the examples of the phrase language in Markdown files. An example is a
 * fenced block marked `phrases`: named sets and one phrase, a rule, and lines of
 * text with what the phrase finds in each:
 *
 *     @undo: roll back; revert
 *     @undo NEAR/4 minutes
 *     ---
 *     We revert it within five minutes.  => revert it within five minutes
 *     We roll back.                      => nothing
 */

#include "base/buffer.h"
#include "json/json.h"
#include "json/writer.h"
#include "lexis/scanner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *file;
    size_t line;
    int failed, passed;
} Run;

static Text read_whole(const char *path, Arena *keep)
{
    FILE *file = fopen(path, "rb");
    Buffer text = buffer_new(keep);
    char chunk[4096];
    size_t length;
    if (!file) {
        perror(path);
        exit(2);
    }
    while ((length = fread(chunk, 1, sizeof chunk, file)) > 0) buffer_add(&text, (Text){chunk, length});
    fclose(file);
    return buffer_text(&text);
}

/* A JSON array of the phrases between semicolons. */
static const Json *phrase_list(Text line, Arena *keep, Problems *problems)
{
    Buffer source = buffer_new(keep);
    JsonWriter writer = json_writer(&source, true);
    Text piece;
    json_open_array(&writer);
    while (text_next_piece(&line, ';', &piece)) json_text(&writer, text_trim(piece));
    json_close_array(&writer);
    return json_read(buffer_text(&source), TEXT("example"), keep, problems);
}

static void check_line(Run *run, Scanner *scanner, PhraseId phrase, Text line)
{
    size_t arrow = text_find(line, TEXT("=>"));
    if (arrow == TEXT_NOT_FOUND) return;
    Text text = text_trim(text_slice(line, 0, arrow));
    Text expected = text_trim(text_slice(line, arrow + 2, line.length));
    Text found = TEXT("nothing");
    size_t count, token_count;
    if (!scanner_scan(scanner, text)) found = TEXT("limit");
    const Span *spans = scanner_spans(scanner, phrase, &count);
    const Token *tokens = scanner_tokens(scanner, &token_count);
    if (count) found = text_slice(text, tokens[spans[0].start].start, tokens[spans[0].end - 1].end);
    if (text_equal(found, expected)) {
        run->passed++;
        return;
    }
    run->failed++;
    printf("%s:%zu: in \"%.*s\"\n  expected: %.*s\n  found:    %.*s\n", run->file, run->line, TEXT_ARGS(text),
           TEXT_ARGS(expected), TEXT_ARGS(found));
}

static void run_example(Run *run, Text block, Arena scratch)
{
    Problems problems = problems_new(&scratch);
    PhrasebookBuilder *builder = phrasebook_new(TEXT("en"), &scratch);
    const Phrasebook *book = NULL;
    Scanner *scanner = NULL;
    PhraseId phrase = NO_PHRASE;
    Text line;
    while (text_next_line(&block, &line)) {
        run->line++;
        size_t colon = text_find(line, TEXT(": "));
        if (scanner) {
            check_line(run, scanner, phrase, line);
        } else if (text_equal(line, TEXT("---"))) {
            book = phrasebook_finish(builder, &problems);
            if (!book) break;
            scanner = scanner_new(book, &scratch);
        } else if (text_starts_with(line, TEXT("@")) && colon != TEXT_NOT_FOUND) {
            const Json *list = phrase_list(text_slice(line, colon + 1, line.length), &scratch, &problems);
            phrasebook_define(builder, text_slice(line, 1, colon), list, &problems);
        } else if (text_trim(line).length) {
            phrase = phrasebook_any(builder, phrase_list(line, &scratch, &problems), &problems);
        }
    }
    for (size_t i = 0; i < problems.list.count; i++) {
        run->failed++;
        printf("%s:%zu: %.*s\n", run->file, run->line, TEXT_ARGS(problems.list.items[i].message));
    }
    if (scanner) scanner_free(scanner);
}

static void run_file(Run *run, Text source, Arena *keep)
{
    Text line, rest = source;
    while (text_next_line(&rest, &line)) {
        run->line++;
        if (!text_equal(line, TEXT("```phrases"))) continue;
        size_t end = text_find(rest, TEXT("\n```"));
        if (end == TEXT_NOT_FOUND) end = rest.length;
        Text block = text_slice(rest, 0, end + 1);
        rest = text_slice(rest, end + 1, rest.length);
        run_example(run, block, *keep);
    }
}

int main(int count, char **names)
{
    Arena keep = arena_open();
    int failed = 0;
    for (int i = 1; i < count; i++) {
        Run run = {.file = names[i]};
        run_file(&run, read_whole(names[i], &keep), &keep);
        failed += run.failed;
        if (run.passed && !run.failed) printf("ok phrases of %s (%d)\n", names[i], run.passed);
        else printf("not ok phrases of %s (%d right, %d wrong)\n", names[i], run.passed, run.failed);
    }
    arena_close(&keep);
    return failed ? 1 : 0;
}
