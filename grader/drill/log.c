#include "drill/log.h"

#include "files/files.h"

Text drill_log_path(Text folder, Arena *keep)
{
    Buffer path = buffer_new(keep);
    buffer_add(&path, folder);
    if (!text_ends_with(folder, TEXT("/"))) buffer_add_byte(&path, '/');
    buffer_add(&path, TEXT("drill.jsonl"));
    return buffer_text(&path);
}

bool drill_log_read(Text path, Arena *keep, Text *source, Problems *problems)
{
    *source = TEXT("");
    return !files_exists(path) || files_read(path, keep, source, problems);
}

DrillLog drill_log_none(Arena *keep)
{
    return (DrillLog){.unsaved = buffer_new(keep)};
}

static Text folder_of(Text path)
{
    size_t end = path.length;
    while (end > 1 && path.at[end - 1] != '/') end--;
    return text_slice(path, 0, end > 1 ? end - 1 : end);
}

bool drill_log_open(DrillLog *log, Text path, Text source, Arena *keep, Problems *problems)
{
    *log = drill_log_none(keep);
    log->path = path;
    Text folder = folder_of(path);
    if (!files_is_folder(folder) && !files_make_folder(folder, problems)) return false;
    bool torn = source.length && !text_ends_with(source, TEXT("\n"));
    return files_append(path, torn ? TEXT("\n") : TEXT(""), problems);
}

bool drill_log_add(DrillLog *log, Text lines, Problems *problems)
{
    if (log->path.length == 0) return true;
    buffer_add(&log->unsaved, lines);
    if (!files_append(log->path, buffer_text(&log->unsaved), problems)) return false;
    log->unsaved.length = 0;
    return true;
}
