#include "net/net_parts.h"

#include <curl/curl.h>

#include "base/buffer.h"

/* "127." and three numbers: a name like 127.0.0.1.example.com is no address. */
static bool is_loopback_number(Text host)
{
    Text piece;
    unsigned number, pieces = 0;
    while (text_next_piece(&host, '.', &piece)) {
        if (!text_whole_number(piece, &number) || number > 255) return false;
        if (pieces++ == 0 && number != 127) return false;
    }
    return pieces == 4;
}

static bool is_this_machine(Text host)
{
    return text_equal_any_case(host, TEXT("localhost")) || text_equal(host, TEXT("[::1]")) || is_loopback_number(host);
}

/* One part of a URL; the empty text when it has none. */
static Text url_part(CURLU *url, CURLUPart part, Arena *keep)
{
    char *found = NULL;
    if (curl_url_get(url, part, &found, 0) != CURLUE_OK) return (Text){0};
    Text copy = text_keep(text_from(found), keep);
    curl_free(found);
    return copy;
}

static Address address_of(CURLU *url, Arena *keep)
{
    Text scheme = url_part(url, CURLUPART_SCHEME, keep);
    Text host = url_part(url, CURLUPART_HOST, keep);
    Text port = url_part(url, CURLUPART_PORT, keep);
    Buffer site = buffer_new(keep);
    buffer_format(&site, "%.*s://%.*s%s%.*s", TEXT_ARGS(scheme), TEXT_ARGS(host), port.length ? ":" : "",
                  TEXT_ARGS(port));
    Text all = buffer_text(&site);
    return (Address){all, text_slice(all, scheme.length + 3, all.length), is_this_machine(host)};
}

static bool has_control(Text text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] <= ' ' || text.at[i] == 0x7f) return true;
    return false;
}

static bool address_check(CURLU *parsed, bool allow_http, Address *address, Arena *keep, Problems *problems)
{
    Text none = {0};
    if (url_part(parsed, CURLUPART_USER, keep).length || url_part(parsed, CURLUPART_PASSWORD, keep).length)
        return problem(problems, none, "the URL holds a user name or a password; leave it out");
    *address = address_of(parsed, keep);
    bool plain = !text_starts_with(address->site, TEXT("https:"));
    if (plain && !address->this_machine && !allow_http)
        return problem(problems, none, "%.*s would be spoken to in the clear; use https, or allow http on purpose",
                       TEXT_ARGS(address->host));
    return true;
}

static bool has_web_scheme(Text url)
{
    return text_equal_any_case(text_slice(url, 0, 7), TEXT("http://")) ||
           text_equal_any_case(text_slice(url, 0, 8), TEXT("https://"));
}

bool address_read(Text url, bool allow_http, Address *address, Arena *keep, Problems *problems)
{
    Text none = {0};
    if (!has_web_scheme(url) || has_control(url))
        return problem(problems, none, "the URL must begin with https://, or http:// for this machine, without spaces");
    CURLU *parsed = curl_url();
    if (!parsed) return problem(problems, none, "the network cannot be used: out of memory");
    bool fine = curl_url_set(parsed, CURLUPART_URL, text_terminated(url, keep), 0) == CURLUE_OK
                    ? address_check(parsed, allow_http, address, keep, problems)
                    : problem(problems, none, "the URL does not name a host");
    curl_url_cleanup(parsed);
    return fine;
}

bool net_site(Text url, bool allow_http, Text *site, Arena *keep, Problems *problems)
{
    Address address;
    if (!address_read(url, allow_http, &address, keep, problems)) return false;
    *site = address.site;
    return true;
}
