#include "batch/source.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "batch/lines.h"
#include "files/files.h"

typedef enum { AT_START, AT_LINES, BETWEEN_FILES } Standing;

struct Source {
    SourceOptions options;
    Lines lines;
    Arena scratch;
    Standing standing;
    size_t next_path;
    Text path;
    size_t line;     /* of the file, the last one taken */
    uint64_t number; /* of all records, the last one taken */
    uint64_t to_skip;
};

Source *source_open(const SourceOptions *options, Arena *keep)
{
    Source *source = NEW(keep, Source);
    *source = (Source){
        .options = *options,
        .lines = lines_new(keep),
        .scratch = arena_open(),
        .standing = BETWEEN_FILES,
        .to_skip = options->skipped,
    };
    return source;
}

void source_close(Source *source)
{
    lines_leave(&source->lines);
    lines_close(&source->lines);
    arena_close(&source->scratch);
}

uint64_t source_position(const Source *source)
{
    return input_position(source->lines.input);
}

Text record_place(const Record *record, Arena *keep)
{
    if (!record->line) return record->path;
    Buffer place = buffer_new(keep);
    buffer_format(&place, "%.*s:%zu", TEXT_ARGS(record->path), record->line);
    return buffer_text(&place);
}

/* Which records are wanted */

/* Every bit of the hash has its say in every bit: FNV's lowest is only a parity. These
   are the constants of MurmurHash3's finalizer. */
static uint64_t spread(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdu;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53u;
    return hash ^ hash >> 33;
}

/* By its id, so that the shard does not depend on where it stands. */
static bool is_of_shard(Source *source, const Record *record)
{
    if (!source->options.shards) return true;
    Arena scratch = source->scratch;
    Text id =
        record->line && !record->fault.length ? record_id(record->bytes, &source->options.names, &scratch) : (Text){0};
    if (!id.length) id = record_place(record, &scratch);
    return spread(text_hash(id)) % source->options.shards + 1 == source->options.shard;
}

static void add(Source *source, Record record, Arena *into, Records *records)
{
    record.path = source->path;
    record.number = ++source->number;
    if (!is_of_shard(source, &record)) return;
    if (source->to_skip) {
        source->to_skip--;
        return;
    }
    *LIST_ADD(records, into) = record;
}

static void add_fault(Source *source, size_t line, const Problems *found, Arena *into, Records *records)
{
    Text fault = text_keep(found->list.items[0].message, into), place = text_keep(found->list.items[0].place, into);
    add(source, (Record){.line = line, .fault = fault, .place = place}, into, records);
}

static void add_too_long(Source *source, size_t line, Arena *into, Records *records)
{
    Problems found = problems_new(into);
    Text place = record_place(&(Record){.path = source->path, .line = line}, into);
    problem(&found, place, "is longer than %d MiB", RECORD_MOST_BYTES >> 20);
    add_fault(source, line, &found, into, records);
}

/* A file's records */

/* Blank lines are none. */
static void add_lines(Source *source, Text block, Arena *into, Records *records)
{
    Text line;
    while (text_next_line(&block, &line)) {
        source->line++;
        Text mark = TEXT("\xEF\xBB\xBF");
        if (source->line == 1 && text_starts_with(line, mark)) line = text_slice(line, mark.length, line.length);
        if (line.length > RECORD_MOST_BYTES)
            add_too_long(source, source->line, into, records);
        else if (text_trim(line).length)
            add(source, (Record){.line = source->line, .bytes = line}, into, records);
    }
}

/* True when there is more to be had of this file. */
static bool read_lines(Source *source, Arena *into, Records *records)
{
    Text block;
    Problems found = problems_new(&source->scratch);
    switch (lines_read(&source->lines, into, &block, &found)) {
    case LINES_READ:
        add_lines(source, block, into, records);
        return true;
    case LINES_TOO_LONG:
        add_too_long(source, ++source->line, into, records);
        return true;
    case LINES_BROKEN:
        add_fault(source, 0, &found, into, records);
        return false;
    case LINES_PAUSED:
        return true;
    case LINES_END:
        break;
    }
    return false;
}

static bool read_whole(Source *source, Arena *into, Records *records)
{
    Text bytes;
    Problems found = problems_new(&source->scratch);
    switch (lines_read_rest(&source->lines, into, &bytes, &found)) {
    case LINES_PAUSED:
        return true;
    case LINES_READ:
        add(source, (Record){.bytes = bytes}, into, records);
        return false;
    default:
        break;
    }
    if (!found.list.count) problem(&found, source->path, "is larger than %d MiB", FILES_MOST_BYTES >> 20);
    add_fault(source, 0, &found, into, records);
    return false;
}

Text path_without_packing(Text path)
{
    static const char *const endings[] = {".gz", ".zst"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(path, text_from(endings[i])))
            return text_slice(path, 0, path.length - text_from(endings[i]).length);
    return path;
}

static bool holds_records(Text path, Text start)
{
    Text mark = TEXT("\xEF\xBB\xBF"), name = path_without_packing(path);
    if (text_starts_with(start, mark)) start = text_slice(start, mark.length, start.length);
    bool named = text_ends_with(name, TEXT(".jsonl")) || text_ends_with(name, TEXT(".ndjson"));
    return record_begins(start) || (named && !record_is_session(start));
}

static bool look_at_start(Source *source, Arena *into, Records *records)
{
    Text start;
    Problems found = problems_new(&source->scratch);
    switch (lines_peek(&source->lines, &start, &found)) {
    case LINES_PAUSED:
        return true;
    case LINES_BROKEN:
        add_fault(source, 0, &found, into, records);
        return false;
    default:
        break;
    }
    if (!holds_records(source->path, start)) {
        source->lines.longest = FILES_MOST_BYTES;
        return read_whole(source, into, records);
    }
    source->standing = AT_LINES;
    return true;
}

static void open_next(Source *source, Arena *into, Records *records)
{
    Problems found = problems_new(into);
    source->path = source->options.paths[source->next_path++];
    source->line = 0;
    if (lines_open(&source->lines, source->path, RECORD_MOST_BYTES, &found))
        source->standing = AT_START;
    else
        add_fault(source, 0, &found, into, records);
}

static bool is_stopped(const Source *source)
{
    return source->options.stop && atomic_load(source->options.stop);
}

bool source_next(Source *source, Arena *into, Records *records)
{
    Arena empty = *into;
    for (;;) {
        *into = empty;
        *records = (Records){0};
        source->scratch.at = source->scratch.start;
        if (is_stopped(source)) return false;
        bool more = true;
        if (source->standing == AT_START)
            more = look_at_start(source, into, records);
        else if (source->standing == AT_LINES)
            more = read_lines(source, into, records);
        else if (source->next_path < source->options.path_count)
            open_next(source, into, records);
        else
            return false;
        if (!more) {
            lines_leave(&source->lines);
            source->standing = BETWEEN_FILES;
        }
        if (records->count) return true;
    }
}

const Transcript *record_transcript(const Record *record, const SourceOptions *options, Arena *keep, Text *id,
                                    Problems *problems)
{
    assert(record->fault.length == 0);
    Text place = unicode_printable(record_place(record, keep), keep);
    *id = place;
    if (record->line) {
        Text own = TEXT("");
        const Transcript *read =
            record_read(record->bytes, place, &options->names, options->candidate, keep, &own, problems);
        if (own.length) *id = own;
        return read;
    }
    const Transcript *read = transcript_read_as(record->bytes, *id, options->candidate, keep, problems);
    return read && transcript_is_answer(read, problems) ? read : NULL;
}
