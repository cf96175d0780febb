#include "pack/embedded.h"

/* In embedded.S. */
extern const char pack_embedded_start[];
extern const char pack_embedded_end[];
extern const char pack_embedded_sha256_start[];
extern const char pack_embedded_frozen_start[];
extern const char pack_embedded_frozen_end[];

Text pack_embedded(void)
{
    return (Text){pack_embedded_start, (size_t)(pack_embedded_end - pack_embedded_start)};
}

Text pack_embedded_sha256(void)
{
    enum { DIGITS = 64 };
    return (Text){pack_embedded_sha256_start, DIGITS};
}

Text pack_embedded_frozen(void)
{
    return (Text){pack_embedded_frozen_start, (size_t)(pack_embedded_frozen_end - pack_embedded_frozen_start)};
}
