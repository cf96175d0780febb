#include "transcript/session.h"

#include "json/writer.h"

static JsonWriter open_line(Buffer *out)
{
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    return writer;
}

static void close_line(JsonWriter *writer)
{
    json_close_object(writer);
    buffer_add_byte(writer->out, '\n');
}

static void close_timed(JsonWriter *writer, unsigned at)
{
    json_integer_member(writer, "at", at);
    close_line(writer);
}

static void write_true(JsonWriter *writer, const char *key)
{
    json_key(writer, key);
    json_bool(writer, true);
}

void session_write_header(Buffer *out, const SessionHeader *header)
{
    JsonWriter writer = open_line(out);
    json_integer_member(&writer, "session", SESSION_FORMAT);
    json_text_member(&writer, "prompt", header->prompt);
    json_text_member(&writer, "question", header->question);
    json_text_member(&writer, "level", header->level);
    if (header->mode.length) json_text_member(&writer, "mode", header->mode);
    if (header->minutes) json_integer_member(&writer, "minutes", header->minutes);
    if (header->started.length) json_text_member(&writer, "started", header->started);
    close_line(&writer);
}

void session_write_ask(Buffer *out, Text section, Text question, bool prompted, unsigned at)
{
    JsonWriter writer = open_line(out);
    json_text_member(&writer, "ask", question);
    json_text_member(&writer, "section", section);
    if (prompted) write_true(&writer, "prompted");
    close_timed(&writer, at);
}

static void write_said(Buffer *out, const char *key, Text words, Text section, unsigned at)
{
    JsonWriter writer = open_line(out);
    json_text_member(&writer, key, words);
    json_text_member(&writer, "section", section);
    close_timed(&writer, at);
}

void session_write_line(Buffer *out, Text section, Text line, unsigned at)
{
    write_said(out, "line", line, section, at);
}

void session_write_replace(Buffer *out, Text section, Text answer, unsigned at)
{
    write_said(out, "replace", answer, section, at);
}

void session_write_fact(Buffer *out, Text section, Text fact, Text text, unsigned at)
{
    JsonWriter writer = open_line(out);
    json_text_member(&writer, "fact", fact);
    json_text_member(&writer, "text", text);
    json_text_member(&writer, "section", section);
    close_timed(&writer, at);
}

void session_write_hint(Buffer *out, Text section, const HintTaken *hint, Text text, unsigned at)
{
    JsonWriter writer = open_line(out);
    json_text_member(&writer, "hint", hint->criterion);
    json_integer_member(&writer, "step", hint->step);
    json_text_member(&writer, "text", text);
    json_text_member(&writer, "section", section);
    close_timed(&writer, at);
}

void session_write_ratings(Buffer *out, const SelfRating *ratings, size_t count, unsigned at)
{
    JsonWriter writer = open_line(out);
    json_key(&writer, "rating");
    json_open_object(&writer);
    for (size_t i = 0; i < count; i++) {
        json_key_text(&writer, ratings[i].dimension);
        json_integer(&writer, ratings[i].band);
    }
    json_close_object(&writer);
    close_timed(&writer, at);
}

void session_write_draft(Buffer *out, unsigned at)
{
    JsonWriter writer = open_line(out);
    write_true(&writer, "draft");
    close_timed(&writer, at);
}

void session_write_end(Buffer *out, unsigned at)
{
    JsonWriter writer = open_line(out);
    write_true(&writer, "end");
    close_timed(&writer, at);
}
