#include "json/writer.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

JsonWriter json_writer(Buffer *out, bool compact)
{
    return (JsonWriter){.out = out, .compact = compact};
}

static void new_line(JsonWriter *writer)
{
    if (writer->compact) return;
    buffer_add_byte(writer->out, '\n');
    buffer_repeat(writer->out, TEXT("  "), (size_t)writer->depth);
}

/* What stands before a value or key. */
static void separate(JsonWriter *writer)
{
    if (writer->after_key) {
        writer->after_key = false;
        return;
    }
    if (writer->has_items[writer->depth]) buffer_add_byte(writer->out, ',');
    if (writer->depth > 0) new_line(writer);
    writer->has_items[writer->depth] = true;
}

static void open_with(JsonWriter *writer, char byte)
{
    separate(writer);
    buffer_add_byte(writer->out, byte);
    assert(writer->depth < JSON_DEEPEST);
    writer->has_items[++writer->depth] = false;
}

static void close_with(JsonWriter *writer, char byte)
{
    bool had_items = writer->has_items[writer->depth--];
    if (had_items) new_line(writer);
    buffer_add_byte(writer->out, byte);
}

void json_open_object(JsonWriter *writer)
{
    open_with(writer, '{');
}

void json_close_object(JsonWriter *writer)
{
    close_with(writer, '}');
}

void json_open_array(JsonWriter *writer)
{
    open_with(writer, '[');
}

void json_close_array(JsonWriter *writer)
{
    close_with(writer, ']');
}

static void add_escaped(Buffer *out, Text text)
{
    static const char *const short_escapes[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t", ['\b'] = "\\b", ['\f'] = "\\f",
    };
    buffer_add_byte(out, '"');
    size_t plain = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) continue;
        buffer_add(out, text_slice(text, plain, i));
        plain = i + 1;
        if (byte < 128 && short_escapes[byte]) buffer_add_string(out, short_escapes[byte]);
        else buffer_format(out, "\\u%04x", byte);
    }
    buffer_add(out, text_slice(text, plain, text.length));
    buffer_add_byte(out, '"');
}

void json_key_text(JsonWriter *writer, Text key)
{
    separate(writer);
    add_escaped(writer->out, key);
    buffer_add_string(writer->out, writer->compact ? ":" : ": ");
    writer->after_key = true;
}

void json_key(JsonWriter *writer, const char *key)
{
    json_key_text(writer, text_from(key));
}

void json_text(JsonWriter *writer, Text text)
{
    separate(writer);
    add_escaped(writer->out, text);
}

void json_integer(JsonWriter *writer, int64_t number)
{
    separate(writer);
    buffer_format(writer->out, "%lld", (long long)number);
}

/* By whole numbers, because printf's decimal point follows the locale. */
void json_decimal(JsonWriter *writer, double number, int digits)
{
    int64_t scale = 1;
    for (int i = 0; i < digits; i++) scale *= 10;
    int64_t scaled = llround(fabs(number) * (double)scale);
    int64_t fraction = scaled % scale;

    separate(writer);
    if (number < 0 && scaled) buffer_add_byte(writer->out, '-');
    buffer_format(writer->out, "%lld", (long long)(scaled / scale));
    if (!fraction) return;
    while (fraction % 10 == 0) {
        fraction /= 10;
        digits--;
    }
    buffer_format(writer->out, ".%0*lld", digits, (long long)fraction);
}

void json_bool(JsonWriter *writer, bool truth)
{
    separate(writer);
    buffer_add_string(writer->out, truth ? "true" : "false");
}

void json_null(JsonWriter *writer)
{
    separate(writer);
    buffer_add_string(writer->out, "null");
}

void json_text_member(JsonWriter *writer, const char *key, Text text)
{
    json_key(writer, key);
    json_text(writer, text);
}

void json_integer_member(JsonWriter *writer, const char *key, size_t number)
{
    json_key(writer, key);
    json_integer(writer, (int64_t)number);
}

void json_decimal_member(JsonWriter *writer, const char *key, double number, int digits)
{
    json_key(writer, key);
    json_decimal(writer, number, digits);
}

void json_null_member(JsonWriter *writer, const char *key)
{
    json_key(writer, key);
    json_null(writer);
}

static int compare_members(const void *a, const void *b)
{
    return text_compare((*(const Json *const *)a)->key, (*(const Json *const *)b)->key);
}

static void write_members(JsonWriter *writer, const Json *object)
{
    const Json **sorted = NEW_ARRAY(writer->out->arena, const Json *, object->count + 1);
    for (size_t i = 0; i < object->count; i++) sorted[i] = &object->items[i];
    qsort(sorted, object->count, sizeof *sorted, compare_members);
    for (size_t i = 0; i < object->count; i++) {
        json_key_text(writer, sorted[i]->key);
        json_node(writer, sorted[i]);
    }
}

void json_node(JsonWriter *writer, const Json *node)
{
    switch (node->kind) {
    case JSON_NULL:
        json_null(writer);
        break;
    case JSON_BOOL:
        json_bool(writer, node->truth);
        break;
    case JSON_NUMBER:
        json_decimal(writer, node->number, 9);
        break;
    case JSON_STRING:
        json_text(writer, node->string);
        break;
    case JSON_ARRAY:
        json_open_array(writer);
        for (size_t i = 0; i < node->count; i++) json_node(writer, &node->items[i]);
        json_close_array(writer);
        break;
    case JSON_OBJECT:
        json_open_object(writer);
        write_members(writer, node);
        json_close_object(writer);
        break;
    }
}
