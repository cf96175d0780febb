#include "coach/coach.h"

#include <time.h>

#include "base/unicode.h"
#include "coach/comment.h"
#include "coach/provider.h"
#include "coach/question.h"
#include "net/net.h"

enum {
    USUAL_SILENCE = 120,        /* a local server may first have to load the model */
    LONGEST_EXCHANGE = 900,     /* seconds in all */
    LONGEST_WAIT = 8,           /* a server that asks for more is not asked again */
    LEAST_WAIT = 500,           /* milliseconds, when it does not say */
    LONGEST_COMMENT = 64 << 10, /* bytes; far more than we ask for */
    LONGEST_WORDS = 300,        /* bytes of a server's error that are shown */
    MOST_BYTES_PER_TOKEN = 10,  /* no language comes near it */
};

static const CoachProvider *const providers[] = {
    &openai_provider,
};

enum { PROVIDER_COUNT = sizeof providers / sizeof *providers };

const CoachProvider *coach_provider(Text name)
{
    if (!name.length) return providers[0];
    for (size_t i = 0; i < PROVIDER_COUNT; i++)
        if (text_equal(name, text_from(providers[i]->name))) return providers[i];
    return NULL;
}

Text coach_provider_names(Arena *keep)
{
    Buffer names = buffer_new(keep);
    for (size_t i = 0; i < PROVIDER_COUNT; i++) buffer_format(&names, "%s%s", i ? ", " : "", providers[i]->name);
    return buffer_text(&names);
}

static Text write_body(const Coach *coach, const CoachRequest *request, Text refused, Arena *keep)
{
    Buffer body = buffer_new(keep);
    coach->provider->write(&body, coach->model, request->instructions, request->material, refused);
    return buffer_text(&body);
}

bool coach_prepare(const Coach *coach, const Grade *grade, Text question, CoachRequest *request, Arena *keep,
                   Problems *problems)
{
    if (!net_site(coach->url, coach->allow_http, &request->site, keep, problems)) return false;
    request->url = coach->provider->endpoint(coach->url, keep);
    request->instructions = text_from(coach_instructions);
    request->material = coach_material(grade, question, keep);
    request->body = write_body(coach, request, (Text){0}, keep);
    return true;
}

/* One exchange, at one try. */
static NetOutcome try_once(const Coach *coach, const CoachRequest *request, Text body, NetReply *reply, Arena *keep,
                           Problems *problems)
{
    Text headers[3] = {TEXT("Content-Type: application/json"), TEXT("Accept: application/json")};
    NetRequest exchange = {.url = request->url, .headers = headers, .header_count = 2};
    if (coach->key.length) headers[exchange.header_count++] = coach->provider->key_header(coach->key, keep);
    exchange.allow_http = coach->allow_http;
    exchange.silent_seconds = coach->silent_seconds ? coach->silent_seconds : USUAL_SILENCE;
    exchange.total_seconds = LONGEST_EXCHANGE;
    if (exchange.total_seconds < exchange.silent_seconds) exchange.total_seconds = exchange.silent_seconds;
    return net_post(&exchange, body, reply, keep, problems);
}

/* How many milliseconds to wait before another try; -1 for none. */
static int wait_before_retry(NetOutcome outcome, const NetReply *reply)
{
    if (outcome == NET_LOST) return LEAST_WAIT;
    if (outcome != NET_ANSWERED || (reply->status != 429 && reply->status < 500)) return -1;
    if (text_find(reply->body, TEXT("insufficient_quota")) != TEXT_NOT_FOUND) return -1;
    if (reply->retry_seconds > LONGEST_WAIT) return -1;
    return reply->retry_seconds < 0 ? LEAST_WAIT : reply->retry_seconds * 1000;
}

static void sleep_milliseconds(int milliseconds)
{
    struct timespec wait = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&wait, NULL);
}

static void add_all(Problems *to, const Problems *from)
{
    for (size_t i = 0; i < from->list.count; i++)
        problem(to, from->list.items[i].place, "%.*s", TEXT_ARGS(from->list.items[i].message));
}

static NetOutcome try_twice(const Coach *coach, const CoachRequest *request, Text body, NetReply *reply, Arena *keep,
                            Problems *problems)
{
    Problems first = problems_new(keep), second = problems_new(keep);
    NetOutcome outcome = try_once(coach, request, body, reply, keep, &first);
    int wait = wait_before_retry(outcome, reply);
    if (wait >= 0) {
        sleep_milliseconds(wait);
        outcome = try_once(coach, request, body, reply, keep, &second);
    }
    add_all(problems, wait >= 0 ? &second : &first);
    return outcome;
}

static NetOutcome exchange_with(const Coach *coach, const CoachRequest *request, NetReply *reply, Arena *keep,
                                Problems *problems)
{
    Text refused;
    NetOutcome outcome = try_twice(coach, request, request->body, reply, keep, problems);
    if (outcome != NET_ANSWERED || (reply->status != 400 && reply->status != 422)) return outcome;
    if (!coach->provider->refuses(reply->body, &refused)) return outcome;
    return try_twice(coach, request, write_body(coach, request, refused, keep), reply, keep, problems);
}

/* Printable first, so that nothing that is dropped later can hide the key. */
static Text without_key(const Coach *coach, Text words, Arena *keep)
{
    return comment_without_key(unicode_printable(words, keep), coach->key, keep);
}

/* A stranger's words as the end of one of our lines. */
static Text quoted_words(const Coach *coach, Text words, Arena *keep)
{
    return comment_line(without_key(coach, words, keep), LONGEST_WORDS, keep);
}

/* What a body that is no reply says, whatever it is. */
static Text body_words(const Coach *coach, const NetReply *reply, Arena *keep)
{
    Text words = error_words(reply->body, keep), body = text_trim(reply->body);
    if (words.length) return quoted_words(coach, words, keep);
    if (!body.length) return TEXT("no reason given");
    if (body.at[0] == '<') return TEXT("a web page instead of a reason");
    return quoted_words(coach, body, keep);
}

static bool status_problem(const Coach *coach, const CoachRequest *request, const NetReply *reply, Arena *keep,
                           Problems *problems)
{
    Text location = quoted_words(coach, reply->location, keep), id = quoted_words(coach, reply->request_id, keep);
    Buffer all = buffer_new(keep);
    buffer_format(&all, "%.*s answered %d", TEXT_ARGS(request->site), reply->status);
    if (reply->status >= 300 && reply->status < 400) {
        buffer_format(&all, " and points to \"%.*s\"; that is not followed", TEXT_ARGS(location));
    } else {
        Text words = body_words(coach, reply, keep);
        if (!coach->key.length && reply->status == 401) buffer_add_string(&all, " to a request without a key");
        if (reply->retry_seconds > LONGEST_WAIT) buffer_format(&all, " and asks to wait %d s", reply->retry_seconds);
        buffer_format(&all, ": %.*s", TEXT_ARGS(words));
    }
    if (id.length) buffer_format(&all, " (request %.*s)", TEXT_ARGS(id));
    Text message = buffer_text(&all);
    return problem(problems, (Text){0}, "%.*s", TEXT_ARGS(message));
}

/* Why there is no text in a reply that is well formed. */
static bool silence_problem(const Coach *coach, const CoachReply *said, Text model, Arena *keep, Problems *problems)
{
    Text none = {0}, refusal = quoted_words(coach, said->refusal, keep),
         stopped = quoted_words(coach, said->stopped, keep);
    if (refusal.length)
        return problem(problems, none, "%.*s declined to comment: %.*s", TEXT_ARGS(model), TEXT_ARGS(refusal));
    if (said->cut_short)
        return problem(problems, none, "%.*s used up its tokens before it wrote any comment", TEXT_ARGS(model));
    return problem(problems, none, "%.*s wrote no comment (it ended with \"%.*s\")", TEXT_ARGS(model),
                   TEXT_ARGS(stopped));
}

static bool reply_problem(const Coach *coach, const CoachRequest *request, const NetReply *reply, Arena *keep,
                          Problems *problems)
{
    Text words = body_words(coach, reply, keep);
    return problem(problems, (Text){0}, "%.*s answered %d, but not with a comment: %.*s", TEXT_ARGS(request->site),
                   reply->status, TEXT_ARGS(words));
}

static bool comments_read(const Coach *coach, const CoachRequest *request, const NetReply *reply, Comments *comments,
                          Arena *keep, Problems *problems)
{
    CoachReply said = {0};
    if (!coach->provider->read(reply->body, &said, keep)) return reply_problem(coach, request, reply, keep, problems);
    Text thought = comment_without_thoughts(said.text);
    Text whole = without_key(coach, thought, keep);
    Text some = text_slice(whole, 0, LONGEST_COMMENT);
    *comments = (Comments){
        .model = quoted_words(coach, said.model.length ? said.model : coach->model, keep),
        .text = text_trim(text_slice(some, 0, unicode_valid_prefix(some))),
        .cut_short = said.cut_short || some.length < whole.length,
    };
    if (!comments->text.length || said.refusal.length)
        return silence_problem(coach, &said, comments->model, keep, problems);
    size_t sent = request->instructions.length + request->material.length;
    comments->read_in_part = said.prompt_tokens > 0 && said.prompt_tokens * MOST_BYTES_PER_TOKEN < (double)sent;
    Text known = coach_material_words(request->material, keep);
    comments->foreign_quotes = comment_foreign_quotes(comments->text, known, &comments->foreign_quote_count, keep);
    return true;
}

bool coach_ask(const Coach *coach, const CoachRequest *request, Comments *comments, Arena *keep, Problems *problems)
{
    NetReply reply;
    NetOutcome outcome = exchange_with(coach, request, &reply, keep, problems);
    if (outcome != NET_ANSWERED) return false;
    if (reply.status < 200 || reply.status > 299) return status_problem(coach, request, &reply, keep, problems);
    return comments_read(coach, request, &reply, comments, keep, problems);
}
