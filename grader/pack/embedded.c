#include "pack/embedded.h"

/* In embedded.S. */
extern const char pack_embedded_start[];
extern const char pack_embedded_end[];

Text pack_embedded(void)
{
    return (Text){pack_embedded_start, (size_t)(pack_embedded_end - pack_embedded_start)};
}
