#include "net/net.h"

#include <curl/curl.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "net/net_parts.h"

enum {
    CONNECT_SECONDS = 10,
    SILENT_SECONDS = 120,
    TOTAL_SECONDS = 600,
    MOST_BYTES = 4 << 20,
    LONGEST_HEADER = 1000,
    LONGEST_WAIT = 24 * 60 * 60
};

/* One exchange while it lasts. */
typedef struct {
    const NetRequest *request;
    Address address;
    NetReply *reply;
    Buffer body;
    Arena *keep;
    size_t most_bytes;
    unsigned silent_seconds, total_seconds;
    curl_off_t moved; /* bytes both ways, at last look */
    double moved_at;  /* seconds of a steady clock */
    bool silent, too_long;
    char trouble[CURL_ERROR_SIZE];
} Exchange;

static size_t receive_body(char *at, size_t size, size_t count, void *context)
{
    Exchange *exchange = context;
    Text piece = {at, size * count};
    exchange->too_long = piece.length > exchange->most_bytes - exchange->body.length;
    if (exchange->too_long) return 0;
    buffer_add(&exchange->body, piece);
    return piece.length;
}

/* Keep the few headers that anyone asks for; of repeated ones the last. */
static size_t receive_header(char *at, size_t size, size_t count, void *context)
{
    Exchange *exchange = context;
    NetReply *reply = exchange->reply;
    const struct {
        Text name, *place;
    } kept[] = {
        {TEXT("content-type"), &reply->content_type},
        {TEXT("location"), &reply->location},
        {TEXT("x-request-id"), &reply->request_id},
        {TEXT("request-id"), &reply->request_id},
    };
    Text value = {at, size * count}, name;
    text_next_piece(&value, ':', &name);
    if (text_equal_any_case(name, TEXT("retry-after"))) reply->retry_seconds = 0; /* libcurl reads the number */
    for (size_t i = 0; value.at && i < sizeof kept / sizeof *kept; i++)
        if (text_equal_any_case(name, kept[i].name))
            *kept[i].place = text_keep(text_slice(text_trim(value), 0, LONGEST_HEADER), exchange->keep);
    return size * count;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Silence is timed here, since libcurl's own low-speed limit averages over some
   seconds and so comes late. Not 0: end the exchange. */
static int watch(void *context, curl_off_t to_come, curl_off_t came, curl_off_t to_send, curl_off_t sent)
{
    (void)to_come, (void)to_send;
    Exchange *exchange = context;
    double now = seconds_now();
    if (came + sent != exchange->moved || exchange->moved_at <= 0) {
        exchange->moved = came + sent;
        exchange->moved_at = now;
    }
    exchange->silent = now - exchange->moved_at >= exchange->silent_seconds;
    sigset_t pending;
    bool interrupted = sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
    return exchange->silent || interrupted;
}

/* Hold back Ctrl-C, which watch() sees, and the signal for writing to a
   connection that is gone, which is only an error here. */
static void signals_hold(sigset_t *held, sigset_t *before)
{
    struct sigaction interrupt;
    sigemptyset(held);
    sigaddset(held, SIGPIPE);
    if (sigaction(SIGINT, NULL, &interrupt) == 0 && interrupt.sa_handler != SIG_IGN) sigaddset(held, SIGINT);
    pthread_sigmask(SIG_BLOCK, held, before);
}

static void signals_release(const sigset_t *held, const sigset_t *before)
{
    const int both[] = {SIGINT, SIGPIPE};
    sigset_t pending, one;
    int taken;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        sigemptyset(&one);
        sigaddset(&one, both[i]);
        if (sigismember(held, both[i]) == 1 && sigpending(&pending) == 0 && sigismember(&pending, both[i]) == 1)
            sigwait(&one, &taken);
    }
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

static void allow_protocols(CURL *curl, const char *names)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, names);
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS,
                     (long)(strcmp(names, "https") ? CURLPROTO_HTTP | CURLPROTO_HTTPS : CURLPROTO_HTTPS));
#endif
}

static void set_limits(CURL *curl, const Exchange *exchange)
{
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)exchange->total_seconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    if (exchange->address.this_machine) curl_easy_setopt(curl, CURLOPT_PROXY, "");
    bool plain = exchange->address.this_machine || exchange->request->allow_http;
    allow_protocols(curl, plain ? "http,https" : "https");
}

static void set_receivers(CURL *curl, Exchange *exchange)
{
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, receive_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, exchange);
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, exchange);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, exchange->trouble);
}

static bool headers_check(const NetRequest *request, Problems *problems)
{
    for (size_t i = 0; i < request->header_count; i++) {
        Text value = request->headers[i], name;
        text_next_piece(&value, ':', &name);
        for (size_t at = 0; at < value.length; at++)
            if ((unsigned char)value.at[at] < ' ' || value.at[at] == 0x7f)
                return problem(problems, (Text){0}, "the header %.*s would hold a line break or control character",
                               TEXT_ARGS(name));
    }
    return true;
}

static struct curl_slist *headers_list(const NetRequest *request, Arena *keep)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:"); /* some servers never say "continue" */
    for (size_t i = 0; i < request->header_count; i++)
        list = curl_slist_append(list, text_terminated(request->headers[i], keep));
    return list;
}

static const struct {
    CURLcode code;
    NetOutcome outcome;
    const char *words; /* after the host's name */
} failures[] = {
    {CURLE_GOT_NOTHING, NET_LOST, "closed the connection without an answer"},
    {CURLE_SEND_ERROR, NET_LOST, "broke the connection off"},
    {CURLE_RECV_ERROR, NET_LOST, "broke the connection off"},
    {CURLE_PARTIAL_FILE, NET_LOST, "broke its answer off"},
    {CURLE_COULDNT_RESOLVE_HOST, NET_FAILED, "is not a host that is known here"},
    {CURLE_COULDNT_RESOLVE_PROXY, NET_FAILED, "cannot be reached: the proxy's host is not known here"},
    {CURLE_UNSUPPORTED_PROTOCOL, NET_FAILED, "does not speak HTTP"},
    {CURLE_WEIRD_SERVER_REPLY, NET_FAILED, "does not speak HTTP"},
    {CURLE_SSL_CONNECT_ERROR, NET_FAILED, "does not agree on a secure connection; is it https that it speaks?"},
    {CURLE_PEER_FAILED_VERIFICATION, NET_FAILED, "has a certificate that cannot be trusted"},
};

static NetOutcome explain_timeout(CURL *curl, const Exchange *exchange, Problems *problems)
{
    Text host = exchange->address.host;
    double connected = 0;
    curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME, &connected);
    if (connected > 0) {
        problem(problems, (Text){0}, "%.*s took longer than %u s", TEXT_ARGS(host), exchange->total_seconds);
        return NET_FAILED;
    }
    problem(problems, (Text){0}, "could not connect to %.*s within %d s", TEXT_ARGS(host), CONNECT_SECONDS);
    return NET_LOST;
}

/* Ctrl-C or silence: watch() ended it. */
static NetOutcome explain_end(const Exchange *exchange, Problems *problems)
{
    Text host = exchange->address.host;
    if (exchange->silent) {
        problem(problems, (Text){0}, "no answer from %.*s for %u s", TEXT_ARGS(host), exchange->silent_seconds);
        return NET_FAILED;
    }
    problem(problems, (Text){0}, "stopped before %.*s had answered", TEXT_ARGS(host));
    return NET_STOPPED;
}

static NetOutcome explain(CURL *curl, const Exchange *exchange, CURLcode code, Problems *problems)
{
    Text none = {0}, host = exchange->address.host;
    long number = 0;
    if (code == CURLE_ABORTED_BY_CALLBACK) return explain_end(exchange, problems);
    if (code == CURLE_OPERATION_TIMEDOUT) return explain_timeout(curl, exchange, problems);
    if (code == CURLE_COULDNT_CONNECT) {
        curl_easy_getinfo(curl, CURLINFO_OS_ERRNO, &number);
        char *why = text_terminated(text_from(number ? strerror((int)number) : "no connection"), exchange->keep);
        why[0] = to_lower(why[0]);
        problem(problems, none, "could not connect to %.*s: %s", TEXT_ARGS(host), why);
        return NET_LOST;
    }
    if (exchange->too_long) {
        problem(problems, none, "%.*s sent more than %zu KiB", TEXT_ARGS(host), exchange->most_bytes / 1024);
        return NET_FAILED;
    }
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (failures[i].code == code) {
            problem(problems, none, "%.*s %s", TEXT_ARGS(host), failures[i].words);
            return failures[i].outcome;
        }
    const char *words = exchange->trouble[0] ? exchange->trouble : curl_easy_strerror(code);
    problem(problems, none, "no exchange with %.*s: %s", TEXT_ARGS(host), words);
    return NET_FAILED;
}

static NetOutcome finish(CURL *curl, Exchange *exchange, CURLcode code, Problems *problems)
{
    NetReply *reply = exchange->reply;
    curl_off_t wait = 0;
    long status = 0;
    if (code != CURLE_OK) return explain(curl, exchange, code, problems);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    reply->status = (int)status;
    reply->body = buffer_text(&exchange->body);
    if (reply->retry_seconds >= 0) reply->retry_seconds = wait < LONGEST_WAIT ? (int)wait : LONGEST_WAIT;
    return NET_ANSWERED;
}

static NetOutcome perform(CURL *curl, Exchange *exchange, Problems *problems)
{
    struct curl_slist *headers = headers_list(exchange->request, exchange->keep);
    sigset_t held, before;
    curl_easy_setopt(curl, CURLOPT_URL, text_terminated(exchange->request->url, exchange->keep));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    set_limits(curl, exchange);
    set_receivers(curl, exchange);
    signals_hold(&held, &before);
    CURLcode code = curl_easy_perform(curl);
    signals_release(&held, &before);
    NetOutcome outcome = finish(curl, exchange, code, problems);
    curl_slist_free_all(headers);
    return outcome;
}

static unsigned or_else(unsigned chosen, unsigned usual)
{
    return chosen ? chosen : usual;
}

/* `body` is NULL to get. */
static NetOutcome exchange_with(const NetRequest *request, const Text *body, NetReply *reply, Arena *keep,
                                Problems *problems)
{
    Exchange exchange = {.request = request, .reply = reply, .body = buffer_new(keep), .keep = keep};
    exchange.most_bytes = request->most_bytes ? request->most_bytes : MOST_BYTES;
    exchange.silent_seconds = or_else(request->silent_seconds, SILENT_SECONDS);
    exchange.total_seconds = or_else(request->total_seconds, TOTAL_SECONDS);
    *reply = (NetReply){.retry_seconds = -1};
    if (!address_read(request->url, request->allow_http, &exchange.address, keep, problems)) return NET_REFUSED;
    if (!headers_check(request, problems)) return NET_REFUSED;

    CURL *curl = curl_easy_init();
    if (!curl) {
        problem(problems, (Text){0}, "the network cannot be used: libcurl does not start");
        return NET_FAILED;
    }
    if (body) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body->length);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->length ? body->at : "");
    }
    NetOutcome outcome = perform(curl, &exchange, problems);
    curl_easy_cleanup(curl);
    return outcome;
}

NetOutcome net_get(const NetRequest *request, NetReply *reply, Arena *keep, Problems *problems)
{
    return exchange_with(request, NULL, reply, keep, problems);
}

NetOutcome net_post(const NetRequest *request, Text body, NetReply *reply, Arena *keep, Problems *problems)
{
    return exchange_with(request, &body, reply, keep, problems);
}
