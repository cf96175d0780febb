#include "interview/journal.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "files/files.h"
#include "json/json.h"

enum { MOST_IN_A_MINUTE = 1000 };

Journal journal_new(Arena *keep)
{
    return (Journal){.source = buffer_new(keep)};
}

/* Topics come from rubric packs of any origin, so they choose no folder. */
static void add_topic(Buffer *path, Text topic)
{
    for (size_t i = 0; i < topic.length; i++) {
        char byte = topic.at[i];
        buffer_add_byte(path, is_letter(byte) || is_digit(byte) ? byte : '-');
    }
}

static Text session_path(Text folder, Text topic, const struct tm *now, int number, Arena *keep)
{
    Buffer path = buffer_new(keep);
    char stamp[32];
    strftime(stamp, sizeof stamp, "%Y-%m-%d-%H%M-", now);
    buffer_add(&path, folder);
    if (!text_ends_with(folder, TEXT("/"))) buffer_add_byte(&path, '/');
    buffer_add_string(&path, stamp);
    add_topic(&path, topic);
    if (number > 1) buffer_format(&path, "-%d", number);
    buffer_add(&path, TEXT(".jsonl"));
    return buffer_text(&path);
}

bool journal_open(Journal *journal, Text folder, Text topic, Arena *keep, Problems *problems)
{
    struct tm now;
    time_t seconds = time(NULL);
    *journal = journal_new(keep);
    if (!localtime_r(&seconds, &now)) return problem(problems, folder, "needs a clock that works");
    if (!files_is_folder(folder) && !files_make_folder(folder, problems)) return false;
    for (int number = 1; number < MOST_IN_A_MINUTE; number++) {
        Text path = session_path(folder, topic, &now, number, keep);
        if (files_exists(path)) continue;
        size_t known = problems->list.count;
        if (files_create(path, problems)) {
            journal->path = path;
            return files_hold(path, problems);
        }
        if (!files_exists(path)) return false;
        problems->list.count = known; /* another interview took the name just now */
    }
    return problem(problems, folder, "holds too many sessions of this minute");
}

/* The file is a new one then, so it must be held anew. */
static bool write_anew(const Journal *journal, Problems *problems)
{
    return files_write(journal->path, buffer_text(&journal->source), problems) && files_hold(journal->path, problems);
}

bool journal_add(Journal *journal, Text lines, Problems *problems)
{
    buffer_add(&journal->source, lines);
    if (journal->path.length == 0) return true;
    if (journal->behind) {
        journal->behind = !write_anew(journal, problems);
    } else {
        journal->behind = !files_append(journal->path, lines, problems);
    }
    return !journal->behind;
}

/* A crash may have left the last line without its newline, or without its end. */
static Text whole_lines(Text saved, Arena *keep)
{
    size_t end = saved.length;
    while (end > 0 && saved.at[end - 1] != '\n') end--;
    Problems torn = problems_new(keep);
    if (end == saved.length || !json_read(text_slice(saved, end, saved.length), TEXT(""), keep, &torn))
        return text_slice(saved, 0, end);
    Buffer lines = buffer_new(keep);
    buffer_add(&lines, saved);
    buffer_add_byte(&lines, '\n');
    return buffer_text(&lines);
}

bool journal_resume(Journal *journal, Text path, Arena *keep, Problems *problems)
{
    Text saved;
    *journal = journal_new(keep);
    if (!files_hold(path, problems) || !files_read(path, keep, &saved, problems)) return false;
    Text lines = whole_lines(saved, keep);
    journal->path = path;
    buffer_add(&journal->source, lines);
    return text_equal(lines, saved) || write_anew(journal, problems);
}

/* What a session is called: its file's name without folder and ending. */
static Text session_id(Text path)
{
    for (size_t at; (at = text_find_byte(path, '/')) != TEXT_NOT_FOUND;) path = text_slice(path, at + 1, path.length);
    return text_ends_with(path, TEXT(".jsonl")) ? text_slice(path, 0, path.length - 6) : path;
}

/* No answer can hold that line: its quotes would be escaped. */
static bool is_open(Text path, Arena scratch)
{
    Text source;
    Problems unread = problems_new(&scratch);
    return files_read(path, &scratch, &source, &unread) &&
           text_find(source, TEXT("\n{\"end\":true")) == TEXT_NOT_FOUND;
}

/* Names begin with their minute; in one minute the longer has the higher number. */
static int by_minute(const void *a, const void *b)
{
    enum { MINUTE_LENGTH = 15 };
    Text one = session_id(*(const Text *)a), other = session_id(*(const Text *)b);
    int order = text_compare(text_slice(one, 0, MINUTE_LENGTH), text_slice(other, 0, MINUTE_LENGTH));
    if (order == 0) order = (one.length > other.length) - (one.length < other.length);
    return order ? order : text_compare(one, other);
}

/* The oldest first. */
static FilePaths list_sessions(Text folder, Arena *keep)
{
    FilePaths paths = {0};
    Problems unread = problems_new(keep);
    if (files_is_folder(folder)) files_list(folder, keep, &paths, &unread);
    if (paths.count) qsort(paths.items, paths.count, sizeof *paths.items, by_minute);
    return paths;
}

bool journal_find(Text folder, Text wanted, bool ended, Text except, Arena *keep, Text *path)
{
    FilePaths paths = list_sessions(folder, keep);
    for (size_t i = paths.count; i-- > 0;) {
        Text id = session_id(paths.items[i]);
        bool named = wanted.length && text_equal(id, wanted);
        bool holds = wanted.length == 0 || text_find(id, wanted) != TEXT_NOT_FOUND;
        if (!holds || !text_ends_with(paths.items[i], TEXT(".jsonl")) || text_equal(paths.items[i], except)) continue;
        if (!named && !ended && !is_open(paths.items[i], *keep)) continue;
        *path = paths.items[i];
        return true;
    }
    return false;
}

unsigned journal_count(Text folder, Text topic, Arena *keep)
{
    FilePaths paths = list_sessions(folder, keep);
    unsigned count = 0;
    for (size_t i = 0; i < paths.count; i++) count += text_find(session_id(paths.items[i]), topic) != TEXT_NOT_FOUND;
    return count;
}

bool journal_rescue(Journal *journal, Arena *keep, Problems *problems)
{
    Journal other;
    const char *folder = getenv("TMPDIR");
    journal->behind = !files_write(journal->path, buffer_text(&journal->source), problems);
    if (!journal->behind) return true;
    if (!journal_open(&other, folder && *folder ? text_from(folder) : TEXT("/tmp"), TEXT("rescued"), keep, problems))
        return false;
    if (!journal_add(&other, buffer_text(&journal->source), problems)) {
        unlink(text_terminated(other.path, keep)); /* nothing is in it */
        return false;
    }
    *journal = other;
    return true;
}
