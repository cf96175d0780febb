#include "report/stamp.h"

void stamp_write(JsonWriter *writer, const Provenance *from)
{
    json_text_member(writer, "engine", from->engine);
    json_key(writer, "pack");
    json_open_object(writer);
    json_text_member(writer, "id", from->pack_id);
    json_text_member(writer, "version", from->pack_version);
    json_text_member(writer, "sha256", from->pack_sha256);
    json_close_object(writer);
}

void stamp_write_rubric(JsonWriter *writer, const Rubric *rubric)
{
    json_key(writer, "rubric");
    json_open_object(writer);
    json_text_member(writer, "id", rubric->id);
    json_text_member(writer, "version", rubric->version);
    json_close_object(writer);
}
