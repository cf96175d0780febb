#include "report/diff.h"

#include "json/writer.h"
#include "report/diff_parts.h"
#include "report/stamp.h"

/* Members may be added without a new format; it grows when one changes or goes. */
enum { DIFF_FORMAT = 1, SCORE_DIGITS = 2, SHARE_DIGITS = 4 };

static void band_members(JsonWriter *writer, int band, double score)
{
    json_integer_member(writer, "band", (size_t)band);
    json_decimal_member(writer, "score", score, SCORE_DIGITS);
}

/* One of the two, as a whole. */
static void write_side(JsonWriter *writer, const char *key, const Grade *grade)
{
    json_key(writer, key);
    json_open_object(writer);
    json_text_member(writer, "name", grade->transcript->name);
    json_text_member(writer, "sha256", grade->transcript->sha256);
    if (grade->prompt)
        json_text_member(writer, "prompt", grade->prompt->id);
    else
        json_null_member(writer, "prompt");
    json_key(writer, "judged");
    json_bool(writer, grade->judged);
    if (grade->judged)
        band_members(writer, grade->band, grade->score);
    else
        json_text_member(writer, "reason", grade->reason);
    json_close_object(writer);
}

static void write_rung(JsonWriter *writer, const char *key, const CriterionGrade *grade)
{
    json_key(writer, key);
    json_open_object(writer);
    json_integer_member(writer, "rung", (size_t)grade->rung);
    json_decimal_member(writer, "value", grade->value, SHARE_DIGITS);
    if (grade->evidence_count) {
        json_text_member(writer, "quote", grade->evidence[0].quote);
        json_integer_member(writer, "line", grade->evidence[0].line);
    } else {
        json_null_member(writer, "quote");
        json_null_member(writer, "line");
    }
    json_close_object(writer);
}

static void write_dimension(JsonWriter *writer, const DimensionGrade *a, const DimensionGrade *b)
{
    CriterionPairs pairs = diff_criteria(a, b, writer->out->arena);
    json_open_object(writer);
    json_text_member(writer, "id", a->dimension->id);
    json_key(writer, "a");
    json_open_object(writer);
    band_members(writer, a->band, a->score);
    json_close_object(writer);
    json_key(writer, "b");
    json_open_object(writer);
    band_members(writer, b->band, b->score);
    json_close_object(writer);
    json_key(writer, "criteria");
    json_open_array(writer);
    for (size_t i = 0; i < pairs.count; i++) {
        json_open_object(writer);
        json_text_member(writer, "id", pairs.items[i].a->criterion->id);
        json_text_member(writer, "title", pairs.items[i].a->criterion->title);
        write_rung(writer, "a", pairs.items[i].a);
        write_rung(writer, "b", pairs.items[i].b);
        json_close_object(writer);
    }
    json_close_array(writer);
    json_close_object(writer);
}

static void write_wrongs(JsonWriter *writer, const char *key, const Grade *of, const Grade *other)
{
    MisconceptionList list = diff_wrongs(of, other, writer->out->arena);
    json_key(writer, key);
    json_open_array(writer);
    for (size_t i = 0; i < list.count; i++) {
        json_open_object(writer);
        json_text_member(writer, "id", list.items[i]->misconception->id);
        json_text_member(writer, "quote", list.items[i]->quote);
        json_integer_member(writer, "line", list.items[i]->line);
        json_close_object(writer);
    }
    json_close_array(writer);
}

static void write_flags(JsonWriter *writer, const char *key, const Grade *of, const Grade *other)
{
    FlagList list = diff_flags(of, other, writer->out->arena);
    json_key(writer, key);
    json_open_array(writer);
    for (size_t i = 0; i < list.count; i++) {
        json_open_object(writer);
        json_text_member(writer, "id", list.items[i]->id);
        json_text_member(writer, "reason", list.items[i]->reason);
        json_close_object(writer);
    }
    json_close_array(writer);
}

/* A member with what only A and what only B has. */
static void write_only(JsonWriter *writer, const char *key, const Grade *a, const Grade *b,
                       void (*write)(JsonWriter *writer, const char *key, const Grade *of, const Grade *other))
{
    json_key(writer, key);
    json_open_object(writer);
    write(writer, "a", a, b);
    write(writer, "b", b, a);
    json_close_object(writer);
}

void report_diff_json(Buffer *out, const Grade *a, const Grade *b, const Provenance *from)
{
    JsonWriter writer = json_writer(out, false);
    bool judged = a->judged && b->judged;
    json_open_object(&writer);
    json_integer_member(&writer, "format", DIFF_FORMAT);
    stamp_write(&writer, from);
    json_text_member(&writer, "rubric", a->rubric->id);
    write_side(&writer, "a", a);
    write_side(&writer, "b", b);
    json_key(&writer, "dimensions");
    json_open_array(&writer);
    for (size_t i = 0; judged && i < a->rubric->dimension_count; i++)
        write_dimension(&writer, &a->dimensions[i], &b->dimensions[i]);
    json_close_array(&writer);
    write_only(&writer, "misconceptions", a, b, write_wrongs);
    write_only(&writer, "flags", a, b, write_flags);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}
