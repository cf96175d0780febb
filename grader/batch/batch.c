#include "batch/batch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "batch/batch_parts.h"
#include "batch/progress.h"
#include "batch/ring.h"
#include "batch/signals.h"
#include "files/files.h"
#include "files/output.h"

typedef struct {
    Batch batch;
    Ring *ring;
    Block *blocks;
    size_t block_count;
    Source *source;
    Output *output;
    Progress progress;
    Left left;
    bool checks; /* the next answer is the last one that stands in the output */
    atomic_bool reader_ended;
    Problems *problems;
    BatchTally *tally;
    size_t notes;
} Run;

unsigned batch_jobs(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1) return 1;
    return count < BATCH_MOST_JOBS ? (unsigned)count : BATCH_MOST_JOBS;
}

/* --- the threads that read and grade ------------------------------------------ */

static void *read_all(void *data)
{
    Run *run = data;
    long block;
    signals_arrive_here();
    while ((block = ring_to_fill(run->ring)) != RING_END) {
        Block *filled = &run->blocks[block];
        block_clear(filled);
        if (!source_next(run->source, &filled->source, &filled->records)) break;
        filled->position = source_position(run->source);
        ring_filled(run->ring);
    }
    ring_ends(run->ring);
    atomic_store(&run->reader_ended, true);
    return NULL;
}

static void *grade_all(void *data)
{
    Run *run = data;
    Worker worker;
    long block;
    worker_open(&worker, &run->batch);
    while ((block = ring_to_grade(run->ring)) != RING_END) {
        worker_grade(&worker, &run->blocks[block]);
        ring_graded(run->ring, block);
    }
    worker_close(&worker);
    return NULL;
}

/* --- the one that writes ------------------------------------------------------------ */

static void add_tally(BatchTally *sum, const BatchTally *more)
{
    sum->answers += more->answers;
    sum->unread += more->unread;
    sum->unjudged += more->unjudged;
    sum->below += more->below;
}

static void take_notes(Run *run, const Block *block, size_t count)
{
    for (size_t i = 0; i < count && run->notes < MOST_NOTES; i++, run->notes++)
        problem(run->problems, block->notes.list.items[i].place, "%.*s", TEXT_ARGS(block->notes.list.items[i].message));
}

/* The same last answer gives the same bytes: then it is the same run. */
static bool is_same_run(const Run *run, const Block *block)
{
    Text again = text_slice(buffer_text(&block->out), 0, block->first_end);
    return text_equal(again, run->left.last);
}

static BatchEnd other_run(const Run *run)
{
    problem(run->problems, run->batch.output,
            "cannot be gone on with: its last line is not what this run would have written there");
    return BATCH_OTHER;
}

/* BATCH_DONE: go on. */
static BatchEnd write_block(Run *run, Block *block)
{
    Text results = buffer_text(&block->out);
    bool stops = run->batch.strict && block->tally.unread;
    if (run->checks && !is_same_run(run, block)) return other_run(run);
    if (stops) results = text_slice(results, 0, block->bad_start);
    if (run->checks) results = text_slice(results, block->first_end, results.length);
    run->checks = false;
    take_notes(run, block, stops ? block->bad_notes : block->notes.list.count);
    add_tally(run->tally, &block->tally);
    if (!output_write(run->output, results, run->problems)) return BATCH_FAILED;
    progress_tell(&run->progress, run->tally->answers - run->left.tally.answers, block->position);
    return stops ? BATCH_STOPPED : BATCH_DONE;
}

static bool write_edge(const Run *run, ReportEdge *edge)
{
    if (!edge) return true;
    Arena scratch = arena_open();
    Buffer out = buffer_new(&scratch);
    edge(&out, run->batch.rubric, &run->batch.from, &run->batch.style);
    bool written = output_write(run->output, buffer_text(&out), run->problems);
    arena_close(&scratch);
    return written;
}

static BatchEnd write_all(Run *run)
{
    long block;
    BatchEnd end = run->left.lines || write_edge(run, run->batch.format->begin) ? BATCH_DONE : BATCH_FAILED;
    while (end == BATCH_DONE && !output_is_closed(run->output) && (block = ring_to_write(run->ring)) != RING_END) {
        end = write_block(run, &run->blocks[block]);
        ring_written(run->ring);
    }
    if (end != BATCH_DONE || output_is_closed(run->output)) return end;
    if (signals_came()) return BATCH_INTERRUPTED;
    if (run->checks) return other_run(run); /* it had more answers than there are */
    return write_edge(run, run->batch.format->end) ? BATCH_DONE : BATCH_FAILED;
}

/* --- all of it ------------------------------------------------------------------------ */

static pthread_t start(void *(*body)(void *), Run *run)
{
    enum { STACK = 8 << 20 }; /* some systems give a thread much less than the program */
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK);
    if (pthread_create(&thread, &attributes, body, run) != 0) abort();
    pthread_attr_destroy(&attributes);
    return thread;
}

/* It may be waiting for somebody who writes no more. */
static void wake_reader(Run *run, pthread_t reader)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    signals_stop();
    while (!atomic_load(&run->reader_ended)) {
        signals_wake(reader);
        nanosleep(&moment, NULL);
    }
}

static BatchEnd run_threads(Run *run)
{
    pthread_t workers[BATCH_MOST_JOBS];
    signals_begin();
    pthread_t reader = start(read_all, run);
    for (unsigned i = 0; i < run->batch.jobs; i++) workers[i] = start(grade_all, run);
    BatchEnd end = write_all(run);
    ring_stop(run->ring);
    wake_reader(run, reader);
    pthread_join(reader, NULL);
    for (unsigned i = 0; i < run->batch.jobs; i++) pthread_join(workers[i], NULL);
    signals_end();
    return end;
}

static BatchEnd grade_source(Run *run, Arena *keep)
{
    run->block_count = run->batch.jobs * 2 + 2;
    run->blocks = NEW_ARRAY(keep, Block, run->block_count);
    run->source = source_open(&run->batch.source, keep);
    run->ring = ring_open(run->block_count);
    for (size_t i = 0; i < run->block_count; i++) block_open(&run->blocks[i]);
    BatchEnd end = run_threads(run);
    for (size_t i = 0; i < run->block_count; i++) block_close(&run->blocks[i]);
    ring_close(run->ring);
    source_close(run->source);
    progress_end(&run->progress);
    return end;
}

/* A torn last line is cut off; the last whole one is graded again and compared. */
static bool find_left(Run *run, Arena *keep)
{
    Text part = output_part(run->output);
    if (!run->batch.resume || !part.length) return true;
    if (!left_read(part, run->batch.style.fail_under, &run->left, keep, run->problems)) return false;
    run->checks = run->left.lines > 0;
    *run->tally = run->left.tally;
    run->batch.source.skipped = run->checks ? run->left.lines - 1 : 0;
    return output_cut(run->output, run->left.length, run->problems);
}

static uint64_t bytes_to_read(const SourceOptions *source)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < source->path_count; i++) {
        uint64_t size = files_size(source->paths[i]);
        if (!size) return 0; /* who knows */
        sum += size;
    }
    return sum;
}

BatchEnd batch_run(const Batch *batch, Arena *keep, Problems *problems, BatchTally *tally)
{
    Run run = {.batch = *batch, .problems = problems, .tally = tally};
    *tally = (BatchTally){0};
    run.batch.source.stop = signals_stopped();
    run.output = output_open(batch->output, batch->resume, keep, problems);
    if (!run.output) return BATCH_FAILED;
    run.progress = progress_begin(text_equal(batch->output, TEXT("-")));
    if (run.progress.shown) run.progress.total = bytes_to_read(&batch->source);
    BatchEnd end = find_left(&run, keep) ? grade_source(&run, keep) : BATCH_FAILED;
    if (end == BATCH_OTHER)
        output_return(run.output);
    else if (end != BATCH_DONE && batch->format->by_line)
        output_leave(run.output);
    else if (end != BATCH_DONE)
        output_drop(run.output); /* nobody could go on with it */
    else if (!output_finish(run.output, problems))
        end = BATCH_FAILED;
    return end;
}
