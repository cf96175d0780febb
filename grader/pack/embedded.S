/* The built pack as bytes of the program. The paths are given on the command line. */
#ifdef __APPLE__
#define SYMBOL(name) _##name
        .const_data
#else
#define SYMBOL(name) name
        .section .rodata
#endif
        .globl SYMBOL(pack_embedded_start)
        .globl SYMBOL(pack_embedded_end)
        .globl SYMBOL(pack_embedded_sha256_start)
        .balign 16
SYMBOL(pack_embedded_start):
        .incbin PACK_PATH
SYMBOL(pack_embedded_end):
        .byte 0
SYMBOL(pack_embedded_sha256_start):
        .incbin PACK_SHA256_PATH
        .byte 0
        .globl SYMBOL(pack_embedded_frozen_start)
        .globl SYMBOL(pack_embedded_frozen_end)
        .balign 64
SYMBOL(pack_embedded_frozen_start):
        .incbin PACK_FROZEN_PATH
SYMBOL(pack_embedded_frozen_end):
        .byte 0
#ifdef __ELF__
        .section .note.GNU-stack,"",%progbits
#endif
