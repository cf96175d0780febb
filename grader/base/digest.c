#include "base/digest.h"

#include <sodium.h>

Text digest_sha256(Text bytes, Arena *keep)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char *hexadecimal = NEW_ARRAY(keep, char, sizeof digest * 2 + 1);
    crypto_hash_sha256(digest, (const unsigned char *)bytes.at, bytes.length);
    sodium_bin2hex(hexadecimal, sizeof digest * 2 + 1, digest, sizeof digest);
    return (Text){hexadecimal, sizeof digest * 2};
}
