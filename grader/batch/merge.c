#include "batch/merge.h"

#include "base/buffer.h"
#include "batch/lines.h"
#include "files/output.h"

enum { LONGEST_LINE = 1 << 30, MUCH = 8 << 20, MOST_SHARDS = 100000, WRITTEN_AT_ONCE = 1 << 20 };

/* One file of results, read line by line. */
typedef struct {
    Text path;
    Lines lines;
    Arena block_arena;
    Text block; /* what is left of the lines read */
    size_t line;
    uint64_t number; /* of the line at hand */
    unsigned shard, shards;
    Text rest; /* of that line, behind number and shard, with its newline */
    bool ended;
} Shard;

typedef struct {
    Shard *shards;
    size_t count;
    Output *output;
    Buffer out;
    Problems *problems;
} Merge;

static bool take(Text *text, const char *start)
{
    Text wanted = text_from(start);
    if (!text_starts_with(*text, wanted)) return false;
    *text = text_slice(*text, wanted.length, text->length);
    return true;
}

static bool take_number(Text *text, uint64_t *number)
{
    enum { MOST_DIGITS = 18 };
    size_t digits = 0;
    *number = 0;
    for (; digits < text->length && digits < MOST_DIGITS && is_digit(text->at[digits]); digits++)
        *number = *number * 10 + (uint64_t)(text->at[digits] - '0');
    *text = text_slice(*text, digits, text->length);
    return digits > 0;
}

static bool shard_problem(const Shard *shard, const char *what, Problems *problems)
{
    Buffer place = buffer_new(problems->keep);
    buffer_format(&place, "%.*s:%zu", TEXT_ARGS(shard->path), shard->line);
    return problem(problems, buffer_text(&place), "%s", what);
}

static bool read_mark(Shard *shard, Text line, Problems *problems)
{
    uint64_t of = 0, shards = 0, before = shard->number;
    bool fine = take(&line, "{\"n\":") && take_number(&line, &shard->number) && take(&line, ",\"shard\":\"") &&
                take_number(&line, &of) && take(&line, "/") && take_number(&line, &shards) && take(&line, "\",");
    if (!fine || !of || of > shards || shards > MOST_SHARDS)
        return shard_problem(shard, "is no result of --shard", problems);
    if (line.at[line.length - 1] != '\n') return shard_problem(shard, "is torn: the run was cut off", problems);
    if (shard->number <= before) return shard_problem(shard, "is out of order", problems);
    if (shard->shards && (shard->shard != of || shard->shards != shards))
        return shard_problem(shard, "is of another shard than the line before", problems);
    shard->shard = (unsigned)of;
    shard->shards = (unsigned)shards;
    shard->rest = line;
    return true;
}

/* The next line, or none. False after a problem. */
static bool step(Shard *shard, Problems *problems)
{
    LinesResult result = LINES_READ;
    while (!shard->block.length && (result == LINES_READ || result == LINES_PAUSED)) {
        shard->block_arena.at = shard->block_arena.start;
        result = lines_read(&shard->lines, &shard->block_arena, &shard->block, problems);
    }
    shard->ended = result == LINES_END;
    shard->line++;
    if (shard->ended) return true;
    if (result == LINES_TOO_LONG) return shard_problem(shard, "is longer than any result", problems);
    if (result == LINES_BROKEN) return false;
    size_t end = text_find_byte(shard->block, '\n');
    Text line = text_slice(shard->block, 0, end == TEXT_NOT_FOUND ? end : end + 1);
    shard->block = text_slice(shard->block, line.length, shard->block.length);
    return read_mark(shard, line, problems);
}

static bool open_shards(Merge *merge, const Text *paths, Arena *keep)
{
    bool fine = true;
    for (size_t i = 0; i < merge->count; i++) {
        Shard *shard = &merge->shards[i];
        *shard = (Shard){.path = paths[i], .lines = lines_new(keep), .block_arena = arena_open(), .ended = true};
        fine = lines_open(&shard->lines, shard->path, LONGEST_LINE, merge->problems) && step(shard, merge->problems) &&
               fine;
    }
    return fine;
}

static void close_shards(Merge *merge)
{
    for (size_t i = 0; i < merge->count; i++) {
        lines_leave(&merge->shards[i].lines);
        lines_close(&merge->shards[i].lines);
        arena_close(&merge->shards[i].block_arena);
    }
}

/* A file without lines may be any shard that no other file is. */
static bool are_all_there(const Merge *merge, Arena *keep)
{
    unsigned shards = 0;
    for (size_t i = 0; i < merge->count && !shards; i++) shards = merge->shards[i].shards;
    if (!shards) return true;
    const Shard **seen = NEW_ARRAY(keep, const Shard *, shards + 1);
    for (size_t i = 0; i < merge->count; i++) {
        const Shard *shard = &merge->shards[i];
        if (!shard->shards) continue;
        if (shard->shards != shards)
            return problem(merge->problems, shard->path, "is one of %u shards, other files of %u", shard->shards,
                           shards);
        if (seen[shard->shard])
            return problem(merge->problems, shard->path, "is shard %u/%u, and so is %.*s", shard->shard, shards,
                           TEXT_ARGS(seen[shard->shard]->path));
        seen[shard->shard] = shard;
    }
    if (merge->count == shards) return true;
    for (unsigned i = 1; i <= shards; i++)
        if (!seen[i]) return problem(merge->problems, (Text){0}, "shard %u/%u is missing", i, shards);
    return problem(merge->problems, (Text){0}, "there are %zu files of %u shards", merge->count, shards);
}

/* There are as many shards as machines, so looking through all is fine. */
static Shard *find_next(const Merge *merge)
{
    Shard *next = NULL;
    for (size_t i = 0; i < merge->count; i++) {
        Shard *shard = &merge->shards[i];
        if (!shard->ended && (!next || shard->number < next->number)) next = shard;
    }
    return next;
}

static bool write_out(Merge *merge)
{
    bool written = output_write(merge->output, buffer_text(&merge->out), merge->problems);
    if (merge->out.capacity > MUCH) {
        arena_close(merge->out.arena);
        *merge->out.arena = arena_open();
    }
    merge->out.arena->at = merge->out.arena->start;
    merge->out = buffer_new(merge->out.arena);
    return written;
}

static bool merge_lines(Merge *merge)
{
    uint64_t number = 1;
    for (Shard *shard; (shard = find_next(merge)) && !output_is_closed(merge->output); number++) {
        if (shard->number > number)
            return problem(merge->problems, (Text){0}, "answer %llu is missing: has each shard been finished?",
                           (unsigned long long)number);
        if (shard->number < number) return shard_problem(shard, "is there twice", merge->problems);
        buffer_add_byte(&merge->out, '{');
        buffer_add(&merge->out, shard->rest);
        if (merge->out.length >= WRITTEN_AT_ONCE && !write_out(merge)) return false;
        if (!step(shard, merge->problems)) return false;
    }
    return write_out(merge);
}

static bool merge_to(Merge *merge, Text path, Arena *keep)
{
    merge->output = output_open(path, false, keep, merge->problems);
    if (!merge->output) return false;
    if (merge_lines(merge)) return output_finish(merge->output, merge->problems);
    output_drop(merge->output);
    return false;
}

bool merge_run(const Text *paths, size_t count, Text output, Arena *keep, Problems *problems)
{
    Arena out = arena_open();
    Merge merge = {NEW_ARRAY(keep, Shard, count), count, NULL, buffer_new(&out), problems};
    bool merged = open_shards(&merge, paths, keep) && are_all_there(&merge, keep) && merge_to(&merge, output, keep);
    close_shards(&merge);
    arena_close(&out);
    return merged;
}
