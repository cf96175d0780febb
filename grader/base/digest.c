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
uint64_t digest_quick(Text bytes)
{
    enum { LANES = 4 };
    uint64_t lanes[LANES] = {bytes.length, 1, 2, 3}, words[LANES], digest = 0;
    while (bytes.length) {
        size_t taken = bytes.length < sizeof words ? bytes.length : sizeof words;
        if (taken < sizeof words) memset(words, 0, sizeof words);
        memcpy(words, bytes.at, taken);
        for (size_t i = 0; i < LANES; i++) lanes[i] = stirred(lanes[i], words[i]);
        bytes = text_slice(bytes, taken, bytes.length);
    }
    for (size_t i = 0; i < LANES; i++) digest = stirred(digest, lanes[i]);
    return digest;
}
