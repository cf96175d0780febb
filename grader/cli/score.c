#include "cli/command.h"

#include <unistd.h>

#include "base/buffer.h"
#include "cli/scoring.h"
#include "study/cohort.h"
#include "terminal/terminal.h"

static const Option options[] = {
    {"format", 'f', "FORMAT", "text (the default), json, jsonl, csv, junit, md or html"},
    PROMPT_OPTION,
    QUESTION_OPTION,
    LEVEL_OPTION,
    CANDIDATE_OPTION,
    RUBRIC_OPTION,
    {"detail", 'd', "DETAIL", "how much is shown: bands, evidence (the default but for jsonl and csv) or trace"},
    {"output", 'o', "FILE", "write the results to FILE"},
    {"fail-under", 0, "N", "exit with status 1 when a score is below N, from 0 to 100"},
    BATCH_OPTIONS,
    {"width", 'w', "N", "columns of the text; else those of the terminal"},
    PLAIN_OPTION,
    {0},
};

static bool choose_format(Scoring *score)
{
    Text name = option_text(score->context, "format");
    score->format = report_format(name.length ? name : TEXT("text"));
    if (score->format) return true;
    Buffer names = buffer_new(score->context->keep);
    for (const ReportFormat *format = report_formats; format->name; format++)
        buffer_format(&names, "%s%s", format == report_formats ? "" : ", ", format->name);
    usage_problem(score->context, "unknown format %.*s; the formats are %.*s", TEXT_ARGS(name),
                  TEXT_ARGS(buffer_text(&names)));
    return false;
}

static bool choose_detail(Scoring *score)
{
    static const char *const names[] = {
        [REPORT_EVIDENCE] = "evidence", [REPORT_BANDS] = "bands", [REPORT_TRACE] = "trace"};
    Text name = option_text(score->context, "detail");
    score->style.detail = score->format->detail;
    if (name.length == 0) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!text_equal(name, text_from(names[i]))) continue;
        score->style.detail = (ReportDetail)i;
        return true;
    }
    usage_problem(score->context, "unknown detail %.*s; it may be bands, evidence or trace", TEXT_ARGS(name));
    return false;
}

static bool choose_style(Scoring *score)
{
    enum { LEAST_WIDTH = 40, MOST_WIDTH = 1000, FILE_WIDTH = 80 };
    bool to_terminal = !option_given(score->context, "output");
    size_t natural = to_terminal ? stream_width(STDOUT_FILENO) : FILE_WIDTH;
    if (natural < LEAST_WIDTH) natural = LEAST_WIDTH;
    if (natural > MOST_WIDTH) natural = MOST_WIDTH;
    unsigned width;
    if (!option_number(score->context, "width", LEAST_WIDTH, MOST_WIDTH, (unsigned)natural, &width)) return false;
    score->style.width = width;
    score->style.plain = option_given(score->context, "plain");
    score->style.colour = to_terminal && !score->style.plain && stream_has_colour(STDOUT_FILENO);
    return choose_detail(score);
}

static bool is_transcript(Text path)
{
    static const char *const endings[] = {".md", ".txt", ".json", ".jsonl", ".ndjson", ".vtt", ".srt"};
    path = path_without_packing(path);
    if (text_ends_with(path, TEXT("/README.md"))) return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(path, text_from(endings[i]))) return true;
    return false;
}

static void add_folder(Scoring *score, Text folder)
{
    const Context *context = score->context;
    FilePaths all = {0};
    size_t before = score->paths.count;
    if (!files_list(folder, context->keep, &all, context->problems)) score->unread++;
    for (size_t i = 0; i < all.count; i++)
        if (is_transcript(all.items[i])) *LIST_ADD(&score->paths, context->keep) = all.items[i];
    if (score->paths.count > before) return;
    score->ungraded++;
    problem(context->problems, folder, "holds no transcripts: no .md, .txt, .json, .jsonl, .vtt or .srt files but README.md");
}

static bool find_paths(Scoring *score)
{
    const Context *context = score->context;
    score->several = context->operand_count > 1;
    if (context->operand_count == 0 && isatty(STDIN_FILENO)) {
        usage_problem(context, "name a file or a folder with answers (grader score answer.md), or pipe one in");
        return false;
    }
    if (context->operand_count == 0) *LIST_ADD(&score->paths, context->keep) = TEXT("-");
    for (size_t i = 0; i < context->operand_count; i++) {
        Text path = context->operands[i];
        if (files_is_folder(path)) {
            score->several = true;
            add_folder(score, path);
        } else {
            *LIST_ADD(&score->paths, context->keep) = path;
        }
    }
    return true;
}

/* False when it could not be graded at all. */
static bool grade_record(Scoring *score, Record record)
{
    const Context *context = score->context;
    if (record.fault.length) {
        score->unread++;
        return problem(context->problems, record.place, "%.*s", TEXT_ARGS(record.fault));
    }
    Text id;
    record.bytes = text_keep(record.bytes, context->keep);
    score->several = score->several || record.line;
    const Transcript *read =
        record_transcript(&record, &score->source, context->keep, &id, context->problems);
    const Grade *grade = read ? grading_transcript(&score->grading, context, read) : NULL;
    if (grade) *LIST_ADD(&score->grades, context->keep) = grade;
    if (!grade || !grade->judged) score->ungraded++;
    return grade != NULL;
}

static void grade_all(Scoring *score)
{
    Source *source = source_open(&score->source, score->context->keep);
    Arena into = arena_open();
    Records records;
    for (bool goes_on = true; goes_on && source_next(source, &into, &records); into.at = into.start)
        for (size_t i = 0; goes_on && i < records.count; i++)
            goes_on = grade_record(score, records.items[i]) || !score->strict;
    arena_close(&into);
    source_close(source);
}

static void write_summary(const Scoring *score, Buffer *out)
{
    Cohort cohort = cohort_new(score->grading.rubric, score->context->keep);
    for (size_t i = 0; i < score->grades.count; i++) cohort_add(&cohort, score->grades.items[i]);
    cohort_write(out, &cohort, &score->style);
}

static bool write_report(const Scoring *score)
{
    if (score->grades.count == 0) return true;
    Buffer out = buffer_new(score->context->keep);
    const Rubric *rubric = score->grading.rubric;
    /* A folder gives an array even when it holds one answer, so that scripts see one shape. */
    if (score->several)
        report_many(&out, score->format, rubric, score->grades.items, score->grades.count, &score->grading.from,
                    &score->style);
    else
        report_alone(&out, score->format, score->grades.items[0], &score->grading.from, &score->style);
    if (score->several && score->format->sums_up) write_summary(score, &out);
    if (!option_given(score->context, "output")) return print_text(score->context, buffer_text(&out));
    return files_write(option_text(score->context, "output"), buffer_text(&out), score->context->problems);
}

/* Reports each one, since a status alone does not say which. */
static bool any_below(const Scoring *score)
{
    bool below = false;
    for (size_t i = 0; i < score->grades.count; i++) {
        const Grade *grade = score->grades.items[i];
        if (!grade->judged || grade->score >= score->style.fail_under) continue;
        problem(score->context->problems, grade->transcript->name, "scored %.2f, below %u", grade->score,
                score->style.fail_under);
        below = true;
    }
    return below;
}

static ExitCode outcome(const Scoring *score)
{
    bool below = any_below(score);
    if (score->unread && score->grades.count == 0 && score->ungraded == 0) return EXIT_IO;
    if (score->unread || score->ungraded) return EXIT_SOME_UNGRADED;
    return below ? EXIT_BELOW : EXIT_FINE;
}

static ExitCode score_all(Scoring *score)
{
    Task task;
    /* Once without a transcript: a wrong --prompt or --level is not every file's fault. */
    if (!grading_task(&score->grading, score->context, NULL, &task)) return EXIT_USAGE;
    score->source.paths = score->paths.items;
    score->source.path_count = score->paths.count;
    if (score->format->one && !score->format->alone) return scoring_stream(score);
    grade_all(score);
    return write_report(score) ? outcome(score) : EXIT_IO;
}

static ExitCode run(Context *context)
{
    Scoring score = {.context = context};
    bool fine = choose_format(&score) && choose_style(&score) &&
                option_number(context, "fail-under", 0, 100, 0, &score.style.fail_under) &&
                scoring_options(&score) && find_paths(&score);
    if (!fine) return EXIT_USAGE;
    ExitCode code = grading_open(&score.grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = score_all(&score);
    grading_close(&score.grading);
    return code;
}

const Command score_command = {
    .name = "score",
    .help = "grade saved answers",
    .usage = "grader score [OPTION]... [PATH|-]...\n",
    .more =
        "A PATH is a file (Markdown, plain text, dialogue, WebVTT or SRT captions, a saved session, or JSONL with an "
        "answer in each line) or a folder, whose .md, .txt, .json, .jsonl, .ndjson, .vtt and .srt files are graded, "
        "README.md left out; any of them may be packed by gzip or zstd. Without a PATH, or with -, answers are read "
        "from standard input. The prompt and the level stand in the file itself (in its front matter: \"prompt: ad-click\", "
        "\"level: senior\") or are given as options, which win.\n",
    .options = options,
    .run = run,
};
