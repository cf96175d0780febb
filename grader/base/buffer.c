#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Buffer buffer_new(Arena *keep)
{
    return (Buffer){.arena = keep};
}

static char *make_room(Buffer *buffer, size_t more)
{
    size_t needed = buffer->length + more;
    if (needed > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity * 2 : 256;
        while (capacity < needed) capacity *= 2;
        if (buffer->at && buffer->at + buffer->capacity == buffer->arena->at) {
            arena_take(buffer->arena, 1, 1, capacity - buffer->capacity);
        } else {
            char *moved = arena_take(buffer->arena, 1, 1, capacity);
            if (buffer->length) memcpy(moved, buffer->at, buffer->length);
            buffer->at = moved;
        }
        buffer->capacity = capacity;
    }
    return buffer->at + buffer->length;
}

void buffer_add(Buffer *buffer, Text text)
{
    if (text.length == 0) return;
    memcpy(make_room(buffer, text.length), text.at, text.length);
    buffer->length += text.length;
}

void buffer_add_byte(Buffer *buffer, char byte)
{
    *make_room(buffer, 1) = byte;
    buffer->length++;
}

void buffer_add_string(Buffer *buffer, const char *string)
{
    buffer_add(buffer, text_from(string));
}

void buffer_repeat(Buffer *buffer, Text text, size_t times)
{
    while (times--) buffer_add(buffer, text);
}

void buffer_format(Buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        vsnprintf(make_room(buffer, (size_t)length + 1), (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

Text buffer_text(const Buffer *buffer)
{
    return (Text){buffer->at ? buffer->at : "", buffer->length};
}
