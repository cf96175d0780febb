#ifndef GRADER_NET_NET_H
#define GRADER_NET_NET_H

/*
 * One HTTP exchange at a time; the only room that knows libcurl.
 *
 * Certificates are always checked. Redirects are never followed, because the
 * headers may hold a key. Plain http is for this machine only, unless the
 * request allows more; this machine is reached without a proxy, anything else
 * through https_proxy and no_proxy as usual. Messages name the host and never
 * show a header, a body or a URL's query. Ctrl-C ends the exchange, not the
 * program.
 */

#include "base/arena.h"
#include "base/problem.h"

typedef struct {
    Text url;
    const Text *headers; /* "Name: value" each */
    size_t header_count;
    bool allow_http;         /* plain http to other machines too */
    unsigned silent_seconds; /* give up when nothing comes for so long; 0: 120 */
    unsigned total_seconds;  /* and when all of it takes longer; 0: 600 */
    size_t most_bytes;       /* a longer body is refused; 0: 4 MiB */
} NetRequest;

typedef struct {
    int status;        /* 200, 404, ... */
    Text body;         /* any bytes */
    Text content_type; /* this and the next two may be empty, and come from outside */
    Text location;
    Text request_id;
    int retry_seconds; /* what retry-after says; -1 when it says nothing */
} NetReply;

typedef enum {
    NET_ANSWERED, /* with whatever status */
    NET_REFUSED,  /* the request itself will not do; nothing was sent */
    NET_LOST,     /* no connection or a broken one: another try may help */
    NET_FAILED,   /* another try would not */
    NET_STOPPED,  /* by Ctrl-C */
} NetOutcome;

/* All but NET_ANSWERED add one problem. The reply lives in `keep`. */
NetOutcome net_get(const NetRequest *request, NetReply *reply, Arena *keep, Problems *problems);
NetOutcome net_post(const NetRequest *request, Text body, NetReply *reply, Arena *keep, Problems *problems);

/* Scheme, host and port of a URL, as in "http://127.0.0.1:8080". False after a
   problem, exactly when an exchange with it would be NET_REFUSED for its URL. */
bool net_site(Text url, bool allow_http, Text *site, Arena *keep, Problems *problems);

#endif
