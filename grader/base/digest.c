#include "base/digest.h"

#include <sodium.h>
#include <string.h>

Text digest_sha256(Text bytes, Arena *keep)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hexadecimal = NEW_ARRAY(keep, char, sizeof digest * 2 + 1);
    crypto_hash_sha256(digest, (const unsigned char *)bytes.at, bytes.length);
    sodium_bin2hex(hexadecimal, sizeof digest * 2 + 1, digest, sizeof digest);
    return (Text){hexadecimal, sizeof digest * 2};
}

/* Each step can be undone, so that what differs once stays different. */
static uint64_t stirred(uint64_t state, uint64_t word)
{
    state = (state ^ word) * 0x9E3779B97F4A7C15u;
    return state ^ state >> 32;
}

static uint64_t word_at(const char *bytes, size_t number)
{
    uint64_t word;
    memcpy(&word, bytes + number * sizeof word, sizeof word);
    return word;
}

/* Four beside each other, since a processor can multiply while it multiplies; each by name,
   since only then they stay in its registers. */
typedef struct {
    uint64_t a, b, c, d;
} Lanes;

static Lanes stirred_lanes(Lanes lanes, const char *bytes)
{
    return (Lanes){stirred(lanes.a, word_at(bytes, 0)), stirred(lanes.b, word_at(bytes, 1)),
                   stirred(lanes.c, word_at(bytes, 2)), stirred(lanes.d, word_at(bytes, 3))};
}

uint64_t digest_quick(Text bytes)
{
    Lanes lanes = {bytes.length, 1, 2, 3};
    char last[sizeof lanes] = {0};
    size_t whole = bytes.length / sizeof lanes * sizeof lanes;
    for (size_t at = 0; at < whole; at += sizeof lanes) lanes = stirred_lanes(lanes, bytes.at + at);
    if (whole < bytes.length) memcpy(last, bytes.at + whole, bytes.length - whole);
    lanes = stirred_lanes(lanes, last);
    return stirred(stirred(stirred(stirred(0, lanes.a), lanes.b), lanes.c), lanes.d);
}
