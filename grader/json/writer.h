#ifndef GRADER_JSON_WRITER_H
#define GRADER_JSON_WRITER_H

/*
 * JSON out: values appended to a buffer, escaped, with commas and indentation
 * looked after. The same values always give the same bytes.
 */

#include "base/buffer.h"
#include "json/json.h"

enum { JSON_DEEPEST = 32 };

typedef struct {
    Buffer *out;
    bool compact; /* one line */
    bool after_key;
    int depth;
    bool has_items[JSON_DEEPEST + 1];
} JsonWriter;

JsonWriter json_writer(Buffer *out, bool compact);

void json_open_object(JsonWriter *writer);
void json_close_object(JsonWriter *writer);
void json_open_array(JsonWriter *writer);
void json_close_array(JsonWriter *writer);

void json_key(JsonWriter *writer, const char *key);
void json_key_text(JsonWriter *writer, Text key);
void json_text(JsonWriter *writer, Text text);
void json_integer(JsonWriter *writer, int64_t number);
/* With at most `digits` decimals, no trailing zeros, always a point, any locale. */
void json_decimal(JsonWriter *writer, double number, int digits);
void json_bool(JsonWriter *writer, bool truth);
void json_null(JsonWriter *writer);

/* A key with its value. */
void json_text_member(JsonWriter *writer, const char *key, Text text);
void json_integer_member(JsonWriter *writer, const char *key, size_t number);
void json_decimal_member(JsonWriter *writer, const char *key, double number, int digits);
void json_null_member(JsonWriter *writer, const char *key);

/* A node again, its keys in byte order: the canonical form that packs are hashed in. */
void json_node(JsonWriter *writer, const Json *node);

#endif
