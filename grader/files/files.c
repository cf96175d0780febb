#include "files/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "files/files_parts.h"

enum { CHUNK = 64 << 10 };

static bool is_standard(Text path)
{
    return text_equal(path, TEXT("-"));
}

bool path_copy(Path *copy, Text path, Problems *problems)
{
    if (path.length == 0) return problem(problems, TEXT("a path"), "is empty");
    if (path.length >= LONGEST_PATH) return problem(problems, path, "is too long for a path");
    if (text_find_byte(path, '\0') != TEXT_NOT_FOUND) return problem(problems, path, "contains a NUL byte");
    memcpy(copy->at, path.at, path.length);
    copy->at[path.length] = '\0';
    return true;
}

bool path_problem(Text path, const char *action, Problems *problems)
{
    return problem(problems, path, "%s: %s", action, strerror(errno));
}

static ssize_t read_some(int file, char *into, size_t size)
{
    for (;;) {
        ssize_t count = read(file, into, size);
        if (count >= 0 || errno != EINTR) return count;
    }
}

/* Pipes and devices do not know their size, so the limit is checked while reading. */
static bool read_all(int file, Text place, Arena *keep, Text *content, Problems *problems)
{
    Buffer all = buffer_new(keep);
    char chunk[CHUNK];
    ssize_t count;
    while ((count = read_some(file, chunk, sizeof chunk)) > 0) {
        buffer_add(&all, (Text){chunk, (size_t)count});
        if (all.length > FILES_MOST_BYTES)
            return problem(problems, place, "is larger than %d MiB", FILES_MOST_BYTES >> 20);
    }
    if (count < 0) return path_problem(place, "cannot be read", problems);
    if (all.length) *content = buffer_text(&all);
    return true;
}

bool files_read(Text path, Arena *keep, Text *content, Problems *problems)
{
    *content = (Text){"", 0};
    if (is_standard(path)) return read_all(STDIN_FILENO, TEXT("standard input"), keep, content, problems);
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    int file = open(name.at, O_RDONLY | O_CLOEXEC);
    if (file < 0) return path_problem(path, "cannot be opened", problems);
    struct stat facts;
    bool done;
    if (fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode))
        done = problem(problems, path, "is a folder, not a file");
    else
        done = read_all(file, path, keep, content, problems);
    close(file);
    return done;
}

/* False with errno set. */
static bool write_all(int file, Text content)
{
    while (content.length) {
        ssize_t count = write(file, content.at, content.length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        content = text_slice(content, (size_t)count, content.length);
    }
    return true;
}

/* What is no regular file (a terminal, a pipe, /dev/null) is written where it is. */
static bool write_in_place(int file, Text place, Text content, Problems *problems)
{
    if (write_all(file, content)) return true;
    if (errno == EPIPE) return true; /* the reader has seen enough: `grader ... | head` */
    return path_problem(place, "cannot be written", problems);
}

/* A rename is only safe on disk once its folder is. Some file systems cannot do it: then there is no more to do. */
void sync_folder_of(const char *path)
{
    Path folder;
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    snprintf(folder.at, sizeof folder.at, "%.*s", slash ? (int)(length ? length : 1) : 1, slash ? path : ".");
    int file = open(folder.at, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    fsync(file);
    close(file);
}

/* A new file gets what the umask leaves, as any program's would; an old one keeps its own. */
static mode_t mode_for(const char *path)
{
    struct stat facts;
    if (stat(path, &facts) == 0) return facts.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* The temporary file stands beside the target: a rename works within one file system only. */
static bool replace_file(const char *target, Text path, Text content, Problems *problems)
{
    Path temporary;
    if ((size_t)snprintf(temporary.at, sizeof temporary.at, "%s.XXXXXX", target) >= sizeof temporary.at)
        return problem(problems, path, "is too long for a path");
    int file = mkstemp(temporary.at);
    if (file < 0) return path_problem(path, "cannot be written", problems);
    bool safe = write_all(file, content) && fchmod(file, mode_for(target)) == 0 && fsync(file) == 0;
    int reason = errno;
    if (close(file) != 0 && safe) {
        safe = false;
        reason = errno;
    }
    if (safe && rename(temporary.at, target) == 0) {
        sync_folder_of(target);
        return true;
    }
    if (!safe) errno = reason;
    path_problem(path, "cannot be written", problems);
    unlink(temporary.at);
    return false;
}

bool files_write(Text path, Text content, Problems *problems)
{
    if (is_standard(path)) return write_in_place(STDOUT_FILENO, TEXT("standard output"), content, problems);
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    struct stat facts;
    if (stat(name.at, &facts) != 0) return replace_file(name.at, path, content, problems);
    if (S_ISDIR(facts.st_mode)) return problem(problems, path, "is a folder, not a file");
    if (!S_ISREG(facts.st_mode)) {
        int file = open(name.at, O_WRONLY | O_CLOEXEC);
        if (file < 0) return path_problem(path, "cannot be opened", problems);
        bool done = write_in_place(file, path, content, problems);
        close(file);
        return done;
    }
    /* Through a link, so that the link stays and what it names is replaced. */
    char *real = realpath(name.at, NULL);
    bool done = replace_file(real ? real : name.at, path, content, problems);
    free(real);
    return done;
}

bool files_create(Text path, Problems *problems)
{
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    int file = open(name.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return path_problem(path, "cannot be created", problems);
    close(file);
    sync_folder_of(name.at);
    return true;
}

/* All of the content or none: half a line would spoil the next one. */
static bool append_all(int file, Text content)
{
    struct stat facts;
    bool regular = fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
    if (write_all(file, content)) return !regular || fsync(file) == 0;
    int reason = errno;
    if (regular && ftruncate(file, facts.st_size) != 0) return false;
    errno = reason;
    return false;
}

bool files_append(Text path, Text content, Problems *problems)
{
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    int file = open(name.at, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return path_problem(path, "cannot be opened", problems);
    bool done = append_all(file, content) || path_problem(path, "cannot be written", problems);
    close(file);
    return done;
}

/* The descriptor stays open on purpose: closing it would let go. */
bool files_hold(Text path, Problems *problems)
{
    Path name;
    if (!path_copy(&name, path, problems)) return false;
    int file = open(name.at, O_RDONLY | O_CLOEXEC);
    if (file < 0) return path_problem(path, "cannot be opened", problems);
    if (flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return true; /* some file systems know no locks */
    close(file);
    return problem(problems, path, "is open in another interview");
}
