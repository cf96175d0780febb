/*
 * Print what is read of a transcript, with the candidate's name or without: the problems,
 * or the fields, notes, passages and units. tests/transcripts/run compares it with the .expected files.
 */

#include "transcript/unit.h"

#include <stdio.h>
#include <string.h>

static Text read_file(const char *path, Arena *keep)
{
    FILE *file = fopen(path, "rb");
    if (!file) return (Text){0};
    LIST_OF(char) bytes = {0};
    for (int byte; (byte = getc(file)) != EOF;) *LIST_ADD(&bytes, keep) = (char)byte;
    fclose(file);
    return (Text){bytes.items, bytes.count};
}

/* On one line. */
static void print_words(Text words)
{
    for (size_t i = 0; i < words.length; i++) {
        if (words.at[i] == '\n')
            fputs("\\n", stdout);
        else if (words.at[i] != '\r')
            putchar(words.at[i]);
    }
    putchar('\n');
}

static void print_field(const char *name, Text value)
{
    if (value.length == 0) return;
    printf("%s: ", name);
    print_words(value);
}

static void print_passage(const Transcript *transcript, const Passage *passage)
{
    static const char *const kinds[] = {"prose", "bullet", "heading", "quoted", "code", "table"};
    printf("%zu %s", transcript_line(transcript, passage->start), kinds[passage->kind]);
    if (passage->speaker == SPEAKER_INTERVIEWER) fputs(" interviewer", stdout);
    if (passage->section.length) printf(" [%.*s]", TEXT_ARGS(passage->section));
    if (passage->lead.length) printf(" (%.*s)", TEXT_ARGS(passage->lead));
    if (passage->under.length) printf(" {%.*s}", TEXT_ARGS(passage->under));
    fputs(": ", stdout);
    print_words(text_slice(transcript->text, passage->start, passage->end));
}

static void print_transcript(const Transcript *transcript, Arena *keep)
{
    size_t count;
    const Unit *units = units_read(transcript, keep, &count);
    print_field("format", transcript->format);
    print_field("prompt", transcript->prompt);
    print_field("question", transcript->question);
    print_field("level", transcript->level);
    for (size_t i = 0; i < transcript->note_count; i++) {
        printf("note %.*s: ", TEXT_ARGS(transcript->notes[i].id));
        print_words(transcript->notes[i].reason);
    }
    puts("passages");
    for (size_t i = 0; i < transcript->passage_count; i++) print_passage(transcript, &transcript->passages[i]);
    puts("units");
    for (size_t i = 0; i < count; i++) {
        printf("%zu%s ", units[i].passage, units[i].question ? "?" : "");
        print_words(text_slice(transcript->text, units[i].start, units[i].end));
    }
}

static void print_file(const char *path, const char *candidate, Arena keep)
{
    const char *slash = strrchr(path, '/');
    Problems problems = problems_new(&keep);
    const Transcript *transcript = transcript_read_as(read_file(path, &keep), text_from(slash ? slash + 1 : path),
                                                      text_from(candidate), &keep, &problems);
    for (size_t i = 0; i < problems.list.count; i++) {
        const Problem *found = &problems.list.items[i];
        printf("%.*s: %.*s\n", TEXT_ARGS(found->place), TEXT_ARGS(found->message));
    }
    if (transcript) print_transcript(transcript, &keep);
}

int main(int count, char **words)
{
    Arena arena = arena_open();
    if (count > 1) print_file(words[1], count > 2 ? words[2] : "", arena);
    arena_close(&arena);
    return count > 1 ? 0 : 2;
}
