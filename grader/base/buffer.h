#ifndef GRADER_BASE_BUFFER_H
#define GRADER_BASE_BUFFER_H

/*
 * A growing text, used only where output is made. It grows inside an arena and
 * is never freed on its own.
 */

#include "base/arena.h"

typedef struct {
    Arena *arena;
    char *at;
    size_t length;
    size_t capacity;
} Buffer;

Buffer buffer_new(Arena *keep);

void buffer_add(Buffer *buffer, Text text);
void buffer_add_byte(Buffer *buffer, char byte);
void buffer_add_string(Buffer *buffer, const char *string);
void buffer_repeat(Buffer *buffer, Text text, size_t times);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was written so far; valid until the buffer grows. */
Text buffer_text(const Buffer *buffer);

#endif
