#ifndef GRADER_PACK_EMBEDDED_H
#define GRADER_PACK_EMBEDDED_H

/*
 * The pack inside the program, so that the binary alone works anywhere. The
 * program that builds that pack has an empty one.
 */

#include "base/text.h"

/* A built pack, for pack_from_text; empty in the program that builds it. */
Text pack_embedded(void);

/* Its SHA-256, worked out when the program was built. */
Text pack_embedded_sha256(void);

/* What its phrases make, from pack_freeze; aligned as lexis/frozen.h wants it. */
Text pack_embedded_frozen(void);

#endif
