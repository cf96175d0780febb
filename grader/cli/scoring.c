#include "cli/scoring.h"

#include "base/buffer.h"
#include "batch/batch.h"

static bool read_shard(Scoring *scoring)
{
    enum { MOST_SHARDS = 100000 };
    Text shards = option_text(scoring->context, "shard"), shard = {0};
    if (!option_given(scoring->context, "shard")) return true;
    SourceOptions *source = &scoring->source;
    bool fine = text_next_piece(&shards, '/', &shard) && text_whole_number(shard, &source->shard) &&
                text_whole_number(shards, &source->shards) && source->shard >= 1 && source->shard <= source->shards &&
                source->shards <= MOST_SHARDS;
    if (!fine) usage_problem(scoring->context, "--shard must be K/N with K from 1 to N, as 2/8");
    return fine;
}

static bool read_field(Scoring *scoring, Text field)
{
    RecordNames *names = &scoring->source.names;
    const struct {
        const char *name;
        const char **member;
    } rows[] = {
        {"id", &names->id},       {"prompt", &names->prompt}, {"question", &names->question},
        {"level", &names->level}, {"text", &names->text},     {"turns", &names->turns},
    };
    Text name;
    if (!text_next_piece(&field, '=', &name)) name = TEXT("");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!text_equal(name, text_from(rows[i].name)) || !field.length) continue;
        *rows[i].member = text_terminated(field, scoring->context->keep);
        return true;
    }
    usage_problem(scoring->context,
                  "--field must be NAME=MEMBER, and NAME one of id, prompt, question, level, text and turns");
    return false;
}

static bool read_fields(Scoring *scoring)
{
    Text fields = option_text(scoring->context, "field"), field;
    scoring->source.names = record_names;
    scoring->source.candidate = option_text(scoring->context, "candidate");
    while (text_next_line(&fields, &field))
        if (!read_field(scoring, field)) return false;
    return true;
}

/* Only in lines of JSON can a place be found again. */
static bool needs_lines(const Scoring *scoring, const char *option)
{
    if (!option_given(scoring->context, option) || scoring->format->by_line) return true;
    usage_problem(scoring->context, "--%s needs --format jsonl", option);
    return false;
}

bool scoring_options(Scoring *scoring)
{
    const Context *context = scoring->context;
    scoring->strict = option_given(context, "strict");
    scoring->resume = option_given(context, "resume");
    if (!needs_lines(scoring, "resume") || !needs_lines(scoring, "shard")) return false;
    if (scoring->resume && !option_given(context, "output")) {
        usage_problem(context, "--resume needs -o FILE, the results to go on with");
        return false;
    }
    return option_number(context, "jobs", 1, BATCH_MOST_JOBS, batch_jobs(), &scoring->jobs) && read_shard(scoring) &&
           read_fields(scoring);
}

/* Several threads ask at once, each for its own answer. */
static bool find_task(const void *asked, const Transcript *transcript, Arena *keep, Problems *problems, Task *task)
{
    const Scoring *scoring = asked;
    Context context = *scoring->context;
    context.keep = keep;
    context.problems = problems;
    return grading_task(&scoring->grading, &context, transcript, task);
}

static void tell_count(Buffer *line, uint64_t count, const char *what)
{
    if (count) buffer_format(line, "%s%llu %s", line->length ? ", " : "", (unsigned long long)count, what);
}

/* A reader of a thousand lines does not count. */
static void tell_tally(const Scoring *scoring, const BatchTally *tally)
{
    Buffer counts = buffer_new(scoring->context->keep);
    tell_count(&counts, tally->unread, "could not be read and have an error in their place");
    tell_count(&counts, tally->unjudged, "could not be judged");
    tell_count(&counts, tally->below, "scored too little");
    if (counts.length)
        problem(scoring->context->problems, (Text){0}, "of %llu answer%s %.*s", (unsigned long long)tally->answers,
                tally->answers == 1 ? "" : "s", TEXT_ARGS(buffer_text(&counts)));
}

static void tell_how_to_go_on(const Scoring *scoring, const char *why)
{
    const Context *context = scoring->context;
    const char *how = "the same command with --resume goes on from there";
    if (!option_given(context, "output"))
        how = "what is written is whole";
    else if (!scoring->format->by_line)
        how = "nothing is written, since only jsonl could be gone on with";
    problem(context->problems, (Text){0}, "%s; %s", why, how);
}

static ExitCode outcome(const Scoring *scoring, const BatchTally *tally)
{
    tell_tally(scoring, tally);
    if (tally->unread || tally->unjudged || scoring->unread || scoring->ungraded) return EXIT_SOME_UNGRADED;
    return tally->below ? EXIT_BELOW : EXIT_FINE;
}

ExitCode scoring_stream(const Scoring *scoring)
{
    const Context *context = scoring->context;
    Batch batch = {
        .rubric = scoring->grading.rubric,
        .format = scoring->format,
        .style = scoring->style,
        .from = scoring->grading.from,
        .task = find_task,
        .asked = scoring,
        .source = scoring->source,
        .jobs = scoring->jobs,
        .strict = scoring->strict,
        .resume = scoring->resume,
        .output = option_given(context, "output") ? option_text(context, "output") : TEXT("-"),
    };
    BatchTally tally;
    switch (batch_run(&batch, context->keep, context->problems, &tally)) {
    case BATCH_DONE:
        return outcome(scoring, &tally);
    case BATCH_STOPPED:
        tell_how_to_go_on(scoring, "ended there, as --strict asks");
        return EXIT_SOME_UNGRADED;
    case BATCH_INTERRUPTED:
        tell_how_to_go_on(scoring, "interrupted");
        return EXIT_INTERRUPTED;
    case BATCH_OTHER:
        return EXIT_USAGE;
    case BATCH_FAILED:
        break;
    }
    return EXIT_IO;
}
