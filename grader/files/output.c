#include "files/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/files_parts.h"

#define PART_ENDING ".part"

struct Output {
    int file;
    bool in_place;
    bool closed;
    bool moved; /* FILE was there and is called FILE.part now */
    uint64_t length;
    Text path; /* as the user gave it */
    const char *target, *part;
};

static Output *output_new(Text path, int file, Arena *keep)
{
    Output *output = NEW(keep, Output);
    *output = (Output){.file = file, .path = path, .in_place = true};
    return output;
}

static bool name_part(Output *output, const char *name, Arena *keep, Problems *problems)
{
    /* Through a link, so that the link stays and what it names is replaced. */
    char *real = realpath(name, NULL);
    Path part;
    output->target = text_terminated(text_from(real ? real : name), keep);
    free(real);
    int length = snprintf(part.at, sizeof part.at, "%s" PART_ENDING, output->target);
    if ((size_t)length >= sizeof part.at) return problem(problems, output->path, "is too long for a path");
    output->part = text_terminated(text_from(part.at), keep);
    output->in_place = false;
    return true;
}

/* Whether the name still means the file that was opened. */
static bool is_named(int file, const char *name)
{
    struct stat opened, named;
    return fstat(file, &opened) == 0 && stat(name, &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

static bool is_ours(Output *output, bool resume, Problems *problems)
{
    struct stat facts;
    if ((flock(output->file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || !is_named(output->file, output->part))
        return problem(problems, output->path, "is being written by another run");
    if (fstat(output->file, &facts) != 0) return path_problem(output->path, "cannot be opened", problems);
    if (!S_ISREG(facts.st_mode)) return problem(problems, text_from(output->part), "is no regular file");
    output->length = (uint64_t)facts.st_size;
    if (resume || output->length == 0) return true;
    return problem(problems, text_from(output->part),
                   "holds what a run wrote that was cut off; --resume goes on with it (jsonl), or remove it");
}

static bool open_part(Output *output, bool resume, Problems *problems)
{
    struct stat facts;
    if (resume && stat(output->part, &facts) != 0 && stat(output->target, &facts) == 0)
        output->moved = rename(output->target, output->part) == 0;
    output->file = open(output->part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (output->file < 0) return path_problem(output->path, "cannot be written", problems);
    return is_ours(output, resume, problems);
}

Output *output_open(Text path, bool resume, Arena *keep, Problems *problems)
{
    Path name;
    struct stat facts;
    if (text_equal(path, TEXT("-"))) return output_new(TEXT("standard output"), STDOUT_FILENO, keep);
    if (!path_copy(&name, path, problems)) return NULL;
    bool there = stat(name.at, &facts) == 0;
    if (there && S_ISDIR(facts.st_mode)) {
        problem(problems, path, "is a folder, not a file");
        return NULL;
    }
    Output *output = output_new(path, -1, keep);
    if (!there || S_ISREG(facts.st_mode)) {
        if (name_part(output, name.at, keep, problems) && open_part(output, resume, problems)) return output;
        output_return(output);
        return NULL;
    }
    output->file = open(name.at, O_WRONLY | O_CLOEXEC);
    if (output->file >= 0) return output;
    path_problem(path, "cannot be opened", problems);
    return NULL;
}

Text output_part(const Output *output)
{
    return output->in_place ? TEXT("") : text_from(output->part);
}

bool output_cut(Output *output, uint64_t length, Problems *problems)
{
    if (output->in_place) return true;
    if (ftruncate(output->file, (off_t)length) != 0) return path_problem(output->path, "cannot be written", problems);
    output->length = length;
    return true;
}

static ssize_t write_some(const Output *output, Text content, uint64_t at)
{
    if (output->in_place) return write(output->file, content.at, content.length);
    return pwrite(output->file, content.at, content.length, (off_t)at);
}

bool output_write(Output *output, Text content, Problems *problems)
{
    uint64_t at = output->length;
    while (content.length && !output->closed) {
        ssize_t count = write_some(output, content, at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EPIPE && output->in_place) {
            output->closed = true; /* the reader has seen enough: `grader ... | head` */
            return true;
        }
        if (count < 0) {
            path_problem(output->path, "cannot be written", problems);
            if (!output->in_place && ftruncate(output->file, (off_t)output->length) != 0)
                path_problem(text_from(output->part), "cannot be cut", problems);
            return false;
        }
        at += (uint64_t)count;
        content = text_slice(content, (size_t)count, content.length);
    }
    output->length = at;
    return true;
}

bool output_is_closed(const Output *output)
{
    return output->closed;
}

static void close_file(Output *output)
{
    if (output->file > STDERR_FILENO) close(output->file);
    output->file = -1;
}

bool output_finish(Output *output, Problems *problems)
{
    struct stat facts;
    if (output->in_place) {
        close_file(output);
        return true;
    }
    bool keeps_mode = stat(output->target, &facts) == 0;
    bool safe = (!keeps_mode || fchmod(output->file, facts.st_mode & 0777) == 0) && fsync(output->file) == 0 &&
                rename(output->part, output->target) == 0;
    if (!safe) path_problem(output->path, "cannot be written", problems);
    if (safe) sync_folder_of(output->target);
    close_file(output);
    return safe;
}

void output_leave(Output *output)
{
    if (!output->in_place && output->file >= 0) fsync(output->file);
    close_file(output);
}

void output_drop(Output *output)
{
    if (!output->in_place) unlink(output->part);
    close_file(output);
}

void output_return(Output *output)
{
    if (output->moved) rename(output->part, output->target);
    output->moved = false;
    close_file(output);
}
