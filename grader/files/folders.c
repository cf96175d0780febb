#include "files/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "files/files_parts.h"

enum { DEEPEST_FOLDER = 64 };

static bool path_facts(Text path, struct stat *facts)
{
    Path name;
    if (path.length == 0 || path.length >= LONGEST_PATH) return false;
    memcpy(name.at, path.at, path.length);
    name.at[path.length] = '\0';
    return stat(name.at, facts) == 0;
}

bool files_is_folder(Text path)
{
    struct stat facts;
    return path_facts(path, &facts) && S_ISDIR(facts.st_mode);
}

bool files_exists(Text path)
{
    struct stat facts;
    return path_facts(path, &facts);
}

uint64_t files_size(Text path)
{
    struct stat facts;
    return path_facts(path, &facts) && S_ISREG(facts.st_mode) ? (uint64_t)facts.st_size : 0;
}

static Text path_join(Text folder, const char *name, Arena *keep)
{
    Buffer path = buffer_new(keep);
    buffer_add(&path, folder);
    if (!text_ends_with(folder, TEXT("/"))) buffer_add_byte(&path, '/');
    buffer_add_string(&path, name);
    return buffer_text(&path);
}

/* Links to folders are not followed: they may lead round in a circle. */
static bool is_own_folder(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static bool is_regular(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
}

static bool list_below(Text folder, int depth, Arena *keep, FilePaths *paths, Problems *problems)
{
    if (depth > DEEPEST_FOLDER) return problem(problems, folder, "is nested too deep");
    Path name;
    if (!path_copy(&name, folder, problems)) return false;
    DIR *entries = opendir(name.at);
    if (!entries) return path_problem(folder, "cannot be opened", problems);
    bool all = true;
    struct dirent *entry;
    while (errno = 0, (entry = readdir(entries))) {
        if (entry->d_name[0] == '.') continue;
        Text path = path_join(folder, entry->d_name, keep);
        if (!path_copy(&name, path, problems))
            all = false;
        else if (is_own_folder(name.at))
            all = list_below(path, depth + 1, keep, paths, problems) && all;
        else if (is_regular(name.at))
            *LIST_ADD(paths, keep) = path;
    }
    if (errno) all = path_problem(folder, "cannot be listed", problems);
    closedir(entries);
    return all;
}

static int by_bytes(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

bool files_list(Text folder, Arena *keep, FilePaths *paths, Problems *problems)
{
    size_t before = paths->count;
    bool all = list_below(folder, 0, keep, paths, problems);
    if (paths->count > before) qsort(paths->items + before, paths->count - before, sizeof *paths->items, by_bytes);
    return all;
}

bool files_make_folder(Text path, Problems *problems)
{
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    for (char *at = name.at + 1;; at++) {
        if (*at != '/' && *at != '\0') continue;
        char end = *at;
        *at = '\0';
        if (mkdir(name.at, 0700) != 0 && !files_is_folder(text_from(name.at))) {
            if (errno == EEXIST) return problem(problems, path, "cannot be made: %s is no folder", name.at);
            return path_problem(path, "cannot be made", problems);
        }
        *at = end;
        if (end == '\0') return true;
    }
}

Text files_data_folder(Arena *keep)
{
    /* The XDG rules say to ignore a relative path. */
    const char *data = getenv("XDG_DATA_HOME");
    if (data && data[0] == '/') return path_join(text_from(data), "grader", keep);
    const char *home = getenv("HOME");
    if (home && home[0] == '/') return path_join(text_from(home), ".local/share/grader", keep);
    return (Text){"", 0};
}
