#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "base/wrap.h"
#include "cli/grading.h"
#include "coach/coach.h"
#include "files/files.h"
#include "terminal/terminal.h"

enum { LONGEST_TIMEOUT = 3600 };

static const Option options[] = {
    {"url", 'u', "URL", "the server: https, or http on this machine; /v1/chat/completions is added where it lacks"},
    {"model", 'm', "NAME", "the model, as the server calls it"},
    {"provider", 0, "NAME", "what the server speaks (default: openai, as nearly all do)"},
    PROMPT_OPTION,
    QUESTION_OPTION,
    LEVEL_OPTION,
    CANDIDATE_OPTION,
    RUBRIC_OPTION,
    {"dry-run", 'n', NULL, "print exactly what would be sent, and send nothing"},
    {"timeout", 't', "SECONDS", "give up when the server is silent for so long (default: 120)"},
    {"allow-http", 0, NULL, "allow plain http to other machines: the answer and the key can be read on the way"},
    {0},
};

/* Who is asked; EXIT_USAGE after a problem. */
static ExitCode read_coach(const Context *context, Coach *coach)
{
    *coach = (Coach){
        .provider = coach_provider(option_text(context, "provider")),
        .url = option_text(context, "url"),
        .model = option_text(context, "model"),
        .key = text_trim(text_from(getenv("GRADER_API_KEY"))),
        .allow_http = option_given(context, "allow-http"),
    };
    if (!coach->url.length)
        return usage_problem(context, "nothing is sent anywhere unless you name a server, as in --url "
                                      "http://127.0.0.1:8080 --model NAME; --dry-run shows what would be sent");
    if (unicode_valid_prefix(coach->model) < coach->model.length)
        return usage_problem(context, "--model is not valid UTF-8");
    if (!coach->model.length) return usage_problem(context, "--model is missing: the model, as the server calls it");
    if (!coach->provider) {
        Text names = coach_provider_names(context->keep);
        return usage_problem(context, "--provider must be one of: %.*s", TEXT_ARGS(names));
    }
    bool fine = option_number(context, "timeout", 1, LONGEST_TIMEOUT, 0, &coach->silent_seconds);
    return fine ? EXIT_FINE : EXIT_USAGE;
}

static void add_note(Buffer *out, const char *words)
{
    buffer_format(out, "\nnote: %s\n", words);
}

static void add_foreign_quote(Buffer *out, Text quote, size_t width)
{
    Buffer note = buffer_new(out->arena);
    buffer_format(&note, "note: neither the answer nor the rubric says \"%.*s\"", TEXT_ARGS(quote));
    buffer_add_byte(out, '\n');
    wrap_add(out, buffer_text(&note), width, 0, 2);
    buffer_add_byte(out, '\n');
}

/* Each line fitted to the width, below its own beginning. */
static void add_wrapped(Buffer *out, Text text, size_t width)
{
    Text line;
    while (text_next_line(&text, &line)) {
        size_t indent = 0;
        while (indent < line.length && line.at[indent] == ' ') indent++;
        if (indent > width / 2) indent = 0;
        buffer_repeat(out, TEXT(" "), indent);
        wrap_add(out, line, width, indent, indent);
        buffer_add_byte(out, '\n');
    }
}

static Text comments_page(const Comments *comments, const Grade *grade, size_t width, Arena *keep)
{
    Buffer out = buffer_new(keep);
    buffer_format(&out, "Comments by %.*s; the grade stays %.0f of 100, %s, %s\n\n", TEXT_ARGS(comments->model),
                  grade->score, band_names[grade->band], signal_names[grade->signal]);
    add_wrapped(&out, comments->text, width);
    if (comments->cut_short) add_note(&out, "truncated: the model reached its limit of tokens");
    if (comments->read_in_part) add_note(&out, "the server read only a part of what it was sent");
    for (size_t i = 0; i < comments->foreign_quote_count; i++)
        add_foreign_quote(&out, comments->foreign_quotes[i], width);
    return buffer_text(&out);
}

static ExitCode show_request(const Context *context, const CoachRequest *request)
{
    Buffer out = buffer_new(context->keep);
    buffer_add(&out, text_trim(request->body));
    buffer_add_byte(&out, '\n');
    fprintf(stderr, "grader feedback: nothing is sent; this would go to %.*s\n", TEXT_ARGS(request->url));
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static ExitCode ask(const Context *context, const Coach *coach, const Grade *grade, const CoachRequest *request)
{
    Comments comments;
    fprintf(stderr, "grader feedback: sending the answer (%zu words) and its grade to %.*s%s\n", grade->words,
            TEXT_ARGS(request->site), coach->key.length ? " with the key in GRADER_API_KEY" : "");
    if (!coach_ask(coach, request, &comments, context->keep, context->problems)) return EXIT_NETWORK;
    Text page = comments_page(&comments, grade, stream_width(STDOUT_FILENO), context->keep);
    return print_text(context, page) ? EXIT_FINE : EXIT_IO;
}

static ExitCode comment_on(const Grading *grading, const Context *context, const Coach *coach)
{
    Task task;
    CoachRequest request;
    Text path = context->operands[0], source;
    /* Once without the transcript: a wrong --prompt is not the file's fault. */
    if (!grading_task(grading, context, NULL, &task)) return EXIT_USAGE;
    if (!files_read(path, context->keep, &source, context->problems)) return EXIT_IO;
    const Grade *grade = grading_text(grading, context, source, path);
    if (!grade) return EXIT_SOME_UNGRADED;
    if (!grade->judged) {
        problem(context->problems, grade->transcript->name, "not judged, so nothing was sent: %.*s",
                TEXT_ARGS(grade->reason));
        return EXIT_SOME_UNGRADED;
    }
    grading_task(grading, context, grade->transcript, &task);
    Text question = task.prompt ? task.prompt->opening : task.question;
    if (!coach_prepare(coach, grade, question, &request, context->keep, context->problems)) return EXIT_USAGE;
    return option_given(context, "dry-run") ? show_request(context, &request) : ask(context, coach, grade, &request);
}

static ExitCode run(Context *context)
{
    Coach coach;
    Grading grading;
    ExitCode code = read_coach(context, &coach);
    if (code != EXIT_FINE) return code;
    if (context->operand_count != 1) return usage_problem(context, "name one file with an answer, or - to pipe one in");
    code = grading_open(&grading, context, RUBRIC_TO_GRADE);
    if (code == EXIT_FINE) code = comment_on(&grading, context, &coach);
    grading_close(&grading);
    return code;
}

const Command feedback_command = {
    .name = "feedback",
    .help = "have a language model at a URL of yours comment on an answer",
    .usage = "grader feedback PATH --url URL --model NAME [OPTION]...\n",
    .more =
        "The grade is made here, first, and the comments never change it. The server gets the question, the grade and "
        "the answer; nothing else is sent, and nothing at all without this command.\n\n"
        "If the environment variable GRADER_API_KEY is set, that key goes to the server, and nowhere else. Servers on "
        "this machine (llama.cpp, Ollama, vLLM) mostly need none.\n",
    .options = options,
    .run = run,
};
