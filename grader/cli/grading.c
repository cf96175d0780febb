#include "cli/grading.h"

#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "cli/rows.h"
#include "files/files.h"
#include "pack/engine.h"
#include "terminal/terminal.h"

/* "; did you mean X?", or `otherwise` when no name is near. */
static Text nearest_hint(Text wrong, const Text *names, size_t count, const char *otherwise, Arena *keep)
{
    const char **terminated = NEW_ARRAY(keep, const char *, count + 1);
    for (size_t i = 0; i < count; i++) terminated[i] = text_terminated(names[i], keep);
    Text near = json_nearest(wrong, terminated, count);
    if (near.length == 0) return text_from(otherwise);
    Buffer hint = buffer_new(keep);
    buffer_format(&hint, "; did you mean %.*s?", TEXT_ARGS(near));
    return buffer_text(&hint);
}

static bool is_path(Text rubric)
{
    return text_starts_with(rubric, TEXT("/")) || text_starts_with(rubric, TEXT(".")) ||
           text_ends_with(rubric, TEXT(".json")) || files_exists(rubric);
}

const Pack *grading_pack_at(const Context *context, Text path, ExitCode *code)
{
    Text source;
    *code = EXIT_RUBRIC;
    if (files_is_folder(path)) return pack_from_folder(path, context->keep, context->problems);
    if (files_read(path, context->keep, &source, context->problems))
        return pack_from_text(source, path, TEXT(""), context->keep, context->problems);
    *code = EXIT_IO;
    return NULL;
}

const Pack *grading_pack(const Context *context, Text *rubric, ExitCode *code)
{
    *rubric = option_text(context, "rubric");
    *code = EXIT_RUBRIC;
    if (rubric->length && is_path(*rubric)) {
        Text path = *rubric;
        *rubric = TEXT("");
        return grading_pack_at(context, path, code);
    }
    size_t before = context->problems->list.count;
    const Pack *built_in = pack_built_in(context->keep, context->problems);
    if (built_in || context->problems->list.count > before) return built_in;
    problem(context->problems, (Text){0}, "this program holds no pack; name one with --rubric FILE");
    return NULL;
}

ExitCode grading_open(Grading *grading, const Context *context, RubricUse use)
{
    Text rubric;
    ExitCode code;
    *grading = (Grading){.pack = grading_pack(context, &rubric, &code)};
    if (!grading->pack) return code;
    grading->json = pack_rubric_json(grading->pack, rubric);
    grading->rubric = pack_rubric(grading->pack, rubric, use, context->keep, context->problems);
    if (!grading->rubric) return grading->json ? EXIT_RUBRIC : EXIT_USAGE;
    grading->grader = grader_new(grading->rubric, context->keep);
    grading->from =
        (Provenance){TEXT(ENGINE_VERSION), grading->pack->id, grading->pack->version, grading->pack->sha256};
    return EXIT_FINE;
}

void grading_close(Grading *grading)
{
    if (grading->grader) grader_free(grading->grader);
    grading->grader = NULL;
}

const Prompt *grading_prompt(const Grading *grading, Text id, Text place, Problems *problems)
{
    const Rubric *rubric = grading->rubric;
    const Prompt *found = id.length ? rubric_prompt(rubric, id) : NULL;
    if (found || id.length == 0) return found;
    Text *names = NEW_ARRAY(problems->keep, Text, rubric->prompt_count);
    for (size_t i = 0; i < rubric->prompt_count; i++) names[i] = rubric->prompts[i].id;
    Text hint = nearest_hint(id, names, rubric->prompt_count, "; see grader list prompts", problems->keep);
    problem(problems, place, "unknown prompt %.*s%.*s", TEXT_ARGS(id), TEXT_ARGS(hint));
    return NULL;
}

const Level *grading_level(const Grading *grading, Text id, Text place, Problems *problems)
{
    const Rubric *rubric = grading->rubric;
    if (id.length == 0) return rubric->default_level;
    const Level *found = rubric_level(rubric, id);
    if (found) return found;
    Buffer names = buffer_new(problems->keep);
    for (size_t i = 0; i < rubric->level_count; i++)
        buffer_format(&names, "%s%.*s", i ? ", " : "", TEXT_ARGS(rubric->levels[i].id));
    problem(problems, place, "unknown level %.*s; the levels are %.*s", TEXT_ARGS(id), TEXT_ARGS(buffer_text(&names)));
    return NULL;
}

const Criterion *grading_criterion(const Grading *grading, const Context *context, Text id, const Dimension **dimension)
{
    const Rubric *rubric = grading->rubric;
    const Criterion *found = rubric_criterion(rubric, id, dimension);
    if (found) return found;
    LIST_OF(Text) ids = {0};
    for (size_t i = 0; i < rubric->dimension_count; i++)
        for (size_t k = 0; k < rubric->dimensions[i].criterion_count; k++)
            *LIST_ADD(&ids, context->keep) = rubric->dimensions[i].criteria[k].id;
    Text hint = nearest_hint(id, ids.items, ids.count, "; see grader show rubric", context->keep);
    usage_problem(context, "unknown criterion %.*s%.*s", TEXT_ARGS(id), TEXT_ARGS(hint));
    return NULL;
}

/* Not every command has all of these options. */
static Text text_if_option(const Context *context, const char *name)
{
    for (const Option *option = context->command->options; option->name; option++)
        if (strcmp(option->name, name) == 0) return option_text(context, name);
    return TEXT("");
}

static bool question_read(const Context *context, Text *question)
{
    *question = text_if_option(context, "question");
    if (unicode_valid_prefix(*question) < question->length) {
        usage_problem(context, "--question is not valid UTF-8");
        return false;
    }
    if (question->length == 0 || text_if_option(context, "prompt").length == 0) return true;
    usage_problem(context, "--prompt and --question exclude each other");
    return false;
}

/* The file's own prompt. One of another pack will do when the file also has the question itself. */
static bool transcript_task(const Grading *grading, const Context *context, const Transcript *transcript, Task *task)
{
    task->question = transcript->question;
    task->prompt = rubric_prompt(grading->rubric, transcript->prompt);
    if (task->prompt || transcript->prompt.length == 0 || transcript->question.length) return true;
    grading_prompt(grading, transcript->prompt, transcript->name, context->problems);
    return false;
}

static bool candidate_is_text(const Context *context)
{
    Text candidate = text_if_option(context, "candidate");
    if (unicode_valid_prefix(candidate) == candidate.length) return true;
    usage_problem(context, "--candidate is not valid UTF-8");
    return false;
}

bool grading_task(const Grading *grading, const Context *context, const Transcript *transcript, Task *task)
{
    Text prompt = text_if_option(context, "prompt"), level = text_if_option(context, "level"), place = {0};
    *task = (Task){0};
    if (!question_read(context, &task->question) || !candidate_is_text(context)) return false;
    bool said = true;
    if (prompt.length)
        said = (task->prompt = grading_prompt(grading, prompt, place, context->problems)) != NULL;
    else if (task->question.length == 0 && transcript)
        said = transcript_task(grading, context, transcript, task);
    if (level.length == 0 && transcript) {
        level = transcript->level;
        place = transcript->name;
    }
    task->level = grading_level(grading, level, place, context->problems);
    return said && task->level;
}

const Grade *grading_transcript(const Grading *grading, const Context *context, const Transcript *transcript)
{
    Task task;
    if (!grading_task(grading, context, transcript, &task)) return NULL;
    return grade_transcript(grading->grader, transcript, &task, context->keep);
}

const Grade *grading_text(const Grading *grading, const Context *context, Text source, Text name)
{
    const Transcript *transcript =
        transcript_read_as(source, unicode_printable(name, context->keep), text_if_option(context, "candidate"),
                           context->keep, context->problems);
    if (!transcript || !transcript_is_answer(transcript, context->problems)) return NULL;
    return grading_transcript(grading, context, transcript);
}

ReportStyle grading_style(const Context *context, ReportDetail detail)
{
    bool plain = option_given(context, "plain");
    return (ReportStyle){
        .width = row_width(),
        .colour = !plain && stream_has_colour(STDOUT_FILENO),
        .detail = detail,
        .plain = plain,
    };
}
