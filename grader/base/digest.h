#ifndef GRADER_BASE_DIGEST_H
#define GRADER_BASE_DIGEST_H

/* The identity of bytes: SHA-256 in hexadecimal (FIPS 180-4, by libsodium). */

#include "base/arena.h"

/* 64 lower-case hexadecimal digits, living in `keep`. */
Text digest_sha256(Text bytes, Arena *keep);

/* Some gigabytes in a second, against accidents only: a single byte that differs is seen for
   certain. Not the same on machines with another order of bytes. */
uint64_t digest_quick(Text bytes);

#endif
