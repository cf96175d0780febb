#include "batch/batch_parts.h"

#include "base/unicode.h"

enum { MUCH_SOURCE = 4 << 20, MUCH_RESULTS = 8 << 20, MUCH_GRADING = 32 << 20 };

void arena_rewind(Arena *arena, size_t much)
{
    if ((size_t)(arena->at - arena->start) > much) {
        arena_close(arena);
        *arena = arena_open();
    }
    arena->at = arena->start;
}

void block_open(Block *block)
{
    *block = (Block){.source = arena_open(), .results = arena_open()};
}

void block_close(Block *block)
{
    arena_close(&block->source);
    arena_close(&block->results);
}

void block_clear(Block *block)
{
    arena_rewind(&block->source, MUCH_SOURCE);
    arena_rewind(&block->results, MUCH_RESULTS);
    block->records = (Records){0};
}

void worker_open(Worker *worker, const Batch *batch)
{
    *worker = (Worker){.batch = batch, .keep = arena_open(), .record = arena_open(), .messages = arena_open()};
    worker->grader = grader_new(batch->rubric, &worker->keep);
}

void worker_close(Worker *worker)
{
    grader_free(worker->grader);
    arena_close(&worker->messages);
    arena_close(&worker->record);
    arena_close(&worker->keep);
}

static void note(Block *block, Text place, Text message)
{
    if (block->notes.list.count < MOST_NOTES) problem(&block->notes, place, "%.*s", TEXT_ARGS(message));
}

/* NULL, with why not, when it cannot be. */
static const Grade *grade_record(Worker *worker, const Record *record, Failure *failure)
{
    const Batch *batch = worker->batch;
    Problems found = problems_new(&worker->messages);
    const Grade *grade = NULL;
    Task task;
    const Transcript *transcript = record_transcript(record, &batch->source, &worker->record, &failure->id, &found);
    if (transcript && batch->task(batch->asked, transcript, &worker->record, &found, &task))
        grade = grade_transcript(worker->grader, transcript, &task, &worker->record);
    if (grade) return grade;
    /* A record is called by its id, but looked for by its line. */
    Text place = found.list.items[0].place;
    failure->place = record->line || place.length == 0 ? record_place(record, &worker->record) : place;
    failure->reason = found.list.items[0].message;
    return NULL;
}

static Text score_note(const Grade *grade, unsigned fail_under, Arena *keep)
{
    Buffer words = buffer_new(keep);
    buffer_format(&words, "scored %.2f, below %u", grade->score, fail_under);
    return buffer_text(&words);
}

static void write_grade(const Worker *worker, Block *block, const Grade *grade)
{
    const Batch *batch = worker->batch;
    unsigned fail_under = batch->style.fail_under;
    batch->format->one(&block->out, grade, &batch->from, &batch->style);
    block->tally.unjudged += !grade->judged;
    if (!grade->judged || grade->score >= fail_under) return;
    block->tally.below++;
    note(block, grade->transcript->name, score_note(grade, fail_under, &block->results));
}

static void write_failure(const Worker *worker, Block *block, const Failure *failure, size_t start)
{
    const Batch *batch = worker->batch;
    /* Results are UTF-8, whatever a file is called. */
    Failure told = {failure->id, unicode_printable(failure->place, &block->results),
                    unicode_printable(failure->reason, &block->results)};
    note(block, told.place, told.reason);
    if (!block->tally.unread++) {
        block->bad_start = start;
        block->bad_notes = block->notes.list.count;
    }
    if (batch->format->error) batch->format->error(&block->out, &told, batch->rubric, &batch->from, &batch->style);
}

/* Of one shard each line tells where in the whole it belongs: merge.h takes that out again. */
static void add_number(const SourceOptions *source, Buffer *out, uint64_t number)
{
    if (source->shards)
        buffer_format(out, "{\"n\":%llu,\"shard\":\"%u/%u\"", (unsigned long long)number, source->shard,
                      source->shards);
}

static void grade_one(Worker *worker, Block *block, const Record *record)
{
    Text name = unicode_printable(record_place(record, &worker->record), &worker->record);
    Failure failure = {name, record->place, record->fault};
    size_t start = block->out.length;
    const Grade *grade = record->fault.length ? NULL : grade_record(worker, record, &failure);
    add_number(&worker->batch->source, &block->out, record->number);
    size_t result = block->out.length;
    if (grade)
        write_grade(worker, block, grade);
    else
        write_failure(worker, block, &failure, start);
    if (result > start) block->out.at[result] = ','; /* where the result's own brace stood */
    arena_rewind(&worker->record, MUCH_GRADING);
    arena_rewind(&worker->messages, MUCH_GRADING);
}

void worker_grade(Worker *worker, Block *block)
{
    block->out = buffer_new(&block->results);
    block->notes = problems_new(&block->results);
    block->tally = (BatchTally){.answers = block->records.count};
    for (size_t i = 0; i < block->records.count; i++) {
        grade_one(worker, block, &block->records.items[i]);
        if (i == 0) block->first_end = block->out.length;
    }
}
