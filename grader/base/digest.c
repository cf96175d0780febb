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

/* Four words beside each other, as a processor can multiply while it multiplies. */
enum { LANES = 4 };

static void stir_in(uint64_t lanes[LANES], const char *bytes)
{
    uint64_t words[LANES];
    memcpy(words, bytes, sizeof words);
    for (size_t i = 0; i < LANES; i++) lanes[i] = stirred(lanes[i], words[i]);
}

uint64_t digest_quick(Text bytes)
{
    enum { STEP = LANES * sizeof(uint64_t) };
    uint64_t lanes[LANES] = {bytes.length, 1, 2, 3}, digest = 0;
    char last[STEP] = {0};
    size_t whole = bytes.length / STEP * STEP;
    for (size_t at = 0; at < whole; at += STEP) stir_in(lanes, bytes.at + at);
    if (whole < bytes.length) memcpy(last, bytes.at + whole, bytes.length - whole);
    stir_in(lanes, last);
    for (size_t i = 0; i < LANES; i++) digest = stirred(digest, lanes[i]);
    return digest;
}
