#include "files/input.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "files/files_parts.h"

enum { RAW_BYTES = 128 << 10, MAGIC_BYTES = 4, GZIP_WINDOW = 15 + 16 };

typedef enum { PACKING_UNKNOWN, PACKING_NONE, PACKING_GZIP, PACKING_ZSTD } Packing;

struct Input {
    int file;
    Text place;
    Packing packing;
    z_stream gzip;
    ZSTD_DStream *zstd;
    bool inside; /* of a packed piece, whose end is still to come */
    bool ended;  /* the file has no more bytes */
    uint64_t position;
    size_t at, end; /* of what was read and not unpacked yet */
    char raw[RAW_BYTES];
};

Input *input_new(Arena *keep)
{
    Input *input = NEW(keep, Input);
    input->file = -1;
    return input;
}

bool input_open(Input *input, Text path, Problems *problems)
{
    assert(input->file < 0);
    bool standard = text_equal(path, TEXT("-"));
    Path name;
    if (!standard && !path_copy(&name, path, problems)) return false;
    int file = standard ? STDIN_FILENO : open(name.at, O_RDONLY | O_CLOEXEC);
    if (file < 0) return path_problem(path, "cannot be opened", problems);
    input->file = file;
    input->place = standard ? TEXT("standard input") : path;
    input->packing = PACKING_UNKNOWN;
    input->inside = input->ended = false;
    input->at = input->end = 0;
    struct stat facts;
    if (fstat(file, &facts) != 0 || !S_ISDIR(facts.st_mode)) return true;
    input_close(input);
    return problem(problems, standard ? TEXT("standard input") : path, "is a folder, not a file");
}

void input_close(Input *input)
{
    if (input->packing == PACKING_GZIP) inflateEnd(&input->gzip);
    if (input->packing == PACKING_ZSTD) ZSTD_freeDStream(input->zstd);
    input->packing = PACKING_UNKNOWN;
    if (input->file > STDIN_FILENO) close(input->file);
    input->file = -1;
}

uint64_t input_position(const Input *input)
{
    return input->position;
}

static InputResult read_file(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    ssize_t got = read(input->file, into, size);
    if (got < 0 && errno == EINTR) return INPUT_PAUSED;
    if (got < 0) {
        path_problem(input->place, "cannot be read", problems);
        return INPUT_BROKEN;
    }
    input->ended = got == 0;
    input->position += (uint64_t)got;
    *count = (size_t)got;
    return got ? INPUT_READ : INPUT_END;
}

/* Read more behind what is left. */
static InputResult fill(Input *input, Problems *problems)
{
    size_t count = 0;
    if (input->at) memmove(input->raw, input->raw + input->at, input->end - input->at);
    input->end -= input->at;
    input->at = 0;
    InputResult result = read_file(input, input->raw + input->end, RAW_BYTES - input->end, &count, problems);
    input->end += count;
    return result;
}

static bool broken(Input *input, Problems *problems, const char *what)
{
    return problem(problems, input->place, "%s", what);
}

static bool unpack_with(Input *input, Packing packing, Problems *problems)
{
    if (packing == PACKING_GZIP) {
        input->gzip = (z_stream){0};
        if (inflateInit2(&input->gzip, GZIP_WINDOW) != Z_OK) return broken(input, problems, "cannot be unpacked");
    } else if (packing == PACKING_ZSTD) {
        input->zstd = ZSTD_createDStream();
        if (!input->zstd) return broken(input, problems, "cannot be unpacked");
    }
    input->packing = packing;
    return true;
}

static InputResult find_packing(Input *input, Problems *problems)
{
    while (input->end < MAGIC_BYTES && !input->ended) {
        InputResult result = fill(input, problems);
        if (result == INPUT_PAUSED || result == INPUT_BROKEN) return result;
    }
    Text start = {input->raw, input->end};
    Packing packing = PACKING_NONE;
    if (text_starts_with(start, TEXT("\x1F\x8B"))) packing = PACKING_GZIP;
    if (text_starts_with(start, TEXT("\x28\xB5\x2F\xFD"))) packing = PACKING_ZSTD;
    return unpack_with(input, packing, problems) ? INPUT_READ : INPUT_BROKEN;
}

static InputResult take_raw(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    size_t left = input->end - input->at;
    if (!left && input->ended) return INPUT_END;
    if (!left) return read_file(input, into, size, count, problems);
    *count = left < size ? left : size;
    memcpy(into, input->raw + input->at, *count);
    input->at += *count;
    return INPUT_READ;
}

/* False after a problem; takes what it can of the raw bytes. Pieces may follow each other. */
static bool inflate_some(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    z_stream *gzip = &input->gzip;
    if (!input->inside && inflateReset(gzip) != Z_OK) return broken(input, problems, "cannot be unpacked");
    input->inside = true;
    gzip->next_in = (Bytef *)input->raw + input->at;
    gzip->avail_in = (uInt)(input->end - input->at);
    gzip->next_out = (Bytef *)into;
    gzip->avail_out = (uInt)size;
    int result = inflate(gzip, Z_NO_FLUSH);
    input->at = input->end - gzip->avail_in;
    *count = size - gzip->avail_out;
    if (result == Z_STREAM_END) input->inside = false;
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR ||
           broken(input, problems, "is no sound gzip file");
}

static bool decompress_some(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    ZSTD_inBuffer from = {input->raw, input->end, input->at};
    ZSTD_outBuffer to = {into, size, 0};
    size_t result = ZSTD_decompressStream(input->zstd, &to, &from);
    input->at = from.pos;
    *count = to.pos;
    if (ZSTD_isError(result))
        return problem(problems, input->place, "is no sound zstd file: %s", ZSTD_getErrorName(result));
    input->inside = result != 0;
    return true;
}

static InputResult unpack(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    enum { MOST_AT_ONCE = 1 << 30 }; /* zlib counts in unsigned int */
    if (size > MOST_AT_ONCE) size = MOST_AT_ONCE;
    for (;;) {
        /* The unpacker may still hold bytes when the file has no more. */
        bool gzip = input->packing == PACKING_GZIP;
        if (input->at < input->end || input->inside) {
            bool fine = gzip ? inflate_some(input, into, size, count, problems)
                             : decompress_some(input, into, size, count, problems);
            if (!fine) return INPUT_BROKEN;
            if (*count) return INPUT_READ;
        }
        if (input->at < input->end) continue;
        if (input->ended && !input->inside) return INPUT_END;
        if (input->ended) {
            broken(input, problems, "ends before what is packed in it does");
            return INPUT_BROKEN;
        }
        InputResult result = fill(input, problems);
        if (result == INPUT_PAUSED || result == INPUT_BROKEN) return result;
    }
}

InputResult input_read(Input *input, char *into, size_t size, size_t *count, Problems *problems)
{
    *count = 0;
    if (input->packing == PACKING_UNKNOWN) {
        InputResult result = find_packing(input, problems);
        if (result != INPUT_READ) return result;
    }
    if (input->packing == PACKING_NONE) return take_raw(input, into, size, count, problems);
    return unpack(input, into, size, count, problems);
}
