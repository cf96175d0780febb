#include "cli/sessions.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "files/files.h"

#define ENDING ".jsonl"

static bool has_dir_option(const Context *context)
{
    for (const Option *option = context->command->options; option->name; option++)
        if (strcmp(option->name, "dir") == 0) return option_given(context, "dir");
    return false;
}

Text sessions_folder(const Context *context)
{
    if (has_dir_option(context)) return option_text(context, "dir");
    Buffer folder = buffer_new(context->keep);
    buffer_add(&folder, files_data_folder(context->keep));
    if (folder.length) buffer_add(&folder, TEXT("/sessions"));
    return buffer_text(&folder);
}

static Text id_of(Text path, Text folder)
{
    Text id = text_slice(path, folder.length, path.length - strlen(ENDING));
    while (text_starts_with(id, TEXT("/"))) id = text_slice(id, 1, id.length);
    return id;
}

/* The path stands in messages, the id in the transcript. */
static const Transcript *read_session(const Context *context, Text path, Text id)
{
    Text source;
    if (!files_read(path, context->keep, &source, context->problems)) return NULL;
    const Transcript *read =
        transcript_read(source, unicode_printable(path, context->keep), context->keep, context->problems);
    if (!read) return NULL;
    if (!read->conduct) {
        problem(context->problems, path, "is no saved session");
        return NULL;
    }
    Transcript *named = NEW(context->keep, Transcript);
    *named = *read;
    named->name = unicode_printable(id, context->keep);
    return named;
}

static Text time_of(const SavedSession *session)
{
    Text started = session->transcript->conduct->started;
    return started.length ? started : session->id;
}

/* Both ISO 8601 and the names that interviews give their files begin with year, month and day. */
static int by_time(const void *a, const void *b)
{
    const SavedSession *one = a, *other = b;
    int order = text_compare(time_of(one), time_of(other));
    return order ? order : text_compare(one->id, other->id);
}

static void read_all(SavedSessions *sessions, const Context *context, const FilePaths *paths)
{
    sessions->items = NEW_ARRAY(context->keep, SavedSession, paths->count + 1);
    for (size_t i = 0; i < paths->count; i++) {
        Text path = paths->items[i];
        if (!text_ends_with(path, TEXT(ENDING))) continue;
        SavedSession session = {.path = path, .id = id_of(path, sessions->folder)};
        session.transcript = read_session(context, path, session.id);
        if (session.transcript)
            sessions->items[sessions->count++] = session;
        else
            sessions->broken++;
    }
    qsort(sessions->items, sessions->count, sizeof *sessions->items, by_time);
}

ExitCode sessions_open(SavedSessions *sessions, const Context *context)
{
    *sessions = (SavedSessions){.folder = sessions_folder(context)};
    if (sessions->folder.length == 0) {
        problem(context->problems, TEXT(""), "there is no home folder to look in; use --dir FOLDER");
        return EXIT_IO;
    }
    if (!has_dir_option(context) && !files_exists(sessions->folder)) return EXIT_FINE;
    FilePaths paths = {0};
    if (!files_list(sessions->folder, context->keep, &paths, context->problems) && paths.count == 0) return EXIT_IO;
    read_all(sessions, context, &paths);
    return EXIT_FINE;
}

Text sessions_path(const Context *context, Text word)
{
    Text folder = sessions_folder(context);
    if (text_equal(word, TEXT("-")) || files_exists(word) || folder.length == 0) return word;
    Buffer path = buffer_new(context->keep);
    buffer_format(&path, "%.*s/%.*s" ENDING, TEXT_ARGS(folder), TEXT_ARGS(word));
    return files_exists(buffer_text(&path)) ? buffer_text(&path) : word;
}
