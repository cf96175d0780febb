#ifndef GRADER_NET_NET_PARTS_H
#define GRADER_NET_NET_PARTS_H

/* Where a request goes, checked before anything is sent; for this room only. */

#include "net/net.h"

typedef struct {
    Text site; /* "http://127.0.0.1:8080" */
    Text host; /* "127.0.0.1:8080", a part of it */
    bool this_machine;
} Address;

/* False after a problem: no web address, a password in it, or plain http where
   that is not allowed. */
bool address_read(Text url, bool allow_http, Address *address, Arena *keep, Problems *problems);

#endif
