#include "pack/pack.h"

#include <string.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "json/writer.h"
#include "pack/engine.h"
#include "pack/pack_parts.h"

enum { LONGEST_ID = 64 };

/* Lower-case words joined by hyphens, with at most one owner before a slash: a name fit for paths and commands. */
static bool is_id(Text id)
{
    size_t slashes = 0;
    bool word = false;
    for (size_t i = 0; i < id.length; i++) {
        char byte = id.at[i];
        bool part = (byte >= 'a' && byte <= 'z') || is_digit(byte);
        if (!part && (!word || (byte != '-' && byte != '/'))) return false;
        slashes += byte == '/';
        word = part;
    }
    return word && slashes <= 1 && id.length <= LONGEST_ID;
}

/* Read "1.2.3", or also "1" and "1.2" when it need not be `full`; what follows a hyphen is left alone. */
static bool version_read(Text text, bool full, unsigned parts[3])
{
    size_t hyphen = text_find_byte(text, '-');
    Text rest = hyphen == TEXT_NOT_FOUND ? text : text_slice(text, 0, hyphen), piece;
    size_t count = 0;
    memset(parts, 0, 3 * sizeof *parts);
    while (text_next_piece(&rest, '.', &piece))
        if (count == 3 || !text_whole_number(piece, &parts[count++])) return false;
    return full ? count == 3 : count > 0;
}

static bool engine_check(const Json *root, Problems *problems)
{
    Text engine = json_text_field(root, "engine", OPTIONAL, problems);
    if (engine.length == 0) return true;
    unsigned wanted[3], own[3];
    bool fine = text_starts_with(engine, TEXT(">="));
    if (!fine || !version_read(text_trim(text_slice(engine, 2, engine.length)), false, wanted))
        return json_problem(problems, json_find(root, "engine"), "must be like \">=0.1\"");
    version_read(TEXT(ENGINE_VERSION), true, own);
    for (size_t i = 0; i < 3; i++) {
        if (own[i] > wanted[i]) return true;
        if (own[i] < wanted[i])
            return json_problem(problems, json_find(root, "engine"), "this is grader %s; the pack needs %.*s",
                                ENGINE_VERSION, TEXT_ARGS(engine));
    }
    return true;
}

static Text item_id(const Json *item)
{
    const Json *id = json_find(item, "id");
    return id && id->kind == JSON_STRING ? id->string : (Text){0};
}

static void ids_check(const Json *items, Problems *problems)
{
    for (size_t i = 0; i < items->count; i++) {
        const Json *item = &items->items[i];
        if (item->kind != JSON_OBJECT) {
            json_problem(problems, item, "must be an object");
            continue;
        }
        Text id = json_text_field(item, "id", REQUIRED, problems);
        if (id.length && !is_id(id))
            json_problem(problems, json_find(item, "id"), "must be lower-case letters and digits joined by hyphens");
        for (size_t k = 0; k < i && id.length; k++)
            if (text_equal(item_id(&items->items[k]), id))
                json_problem(problems, json_find(item, "id"), "\"%.*s\" is given twice", TEXT_ARGS(id));
    }
}

static void head_check(const Json *root, const Pack *pack, Problems *problems)
{
    static const char *const keys[] = {"format", "id",      "version", "title", "license",
                                       "engine", "rubrics", "prompts", NULL};
    json_check_keys(root, keys, problems);
    double format = json_number_field(root, "format", REQUIRED, 1, 1e6, PACK_FORMAT, problems);
    if (format > PACK_FORMAT)
        json_problem(problems, json_find(root, "format"), "%g is newer than this grader reads (%d)", format,
                     PACK_FORMAT);
    if (pack->id.length && !is_id(pack->id))
        json_problem(problems, json_find(root, "id"), "must be lower-case letters and digits joined by hyphens");
    unsigned parts[3];
    if (pack->version.length && !version_read(pack->version, true, parts))
        json_problem(problems, json_find(root, "version"), "must be three numbers: 1.0.0");
    engine_check(root, problems);
}

/* What the canonical form can write; nothing in a rubric is as large. */
static void numbers_check(const Json *node, Problems *problems)
{
    const double most = 1e9;
    if (node->kind == JSON_NUMBER && !(node->number >= -most && node->number <= most))
        json_problem(problems, node, "must be a number from %g to %g", -most, most);
    for (size_t i = 0; i < node->count; i++) numbers_check(&node->items[i], problems);
}

Pack *pack_read_head(const Json *root, Arena *keep, Problems *problems)
{
    if (root->kind != JSON_OBJECT) {
        json_problem(problems, root, "must be an object");
        return NULL;
    }
    Pack *pack = NEW(keep, Pack);
    pack->json = root;
    pack->id = json_text_field(root, "id", REQUIRED, problems);
    pack->version = json_text_field(root, "version", REQUIRED, problems);
    pack->title = json_text_field(root, "title", REQUIRED, problems);
    pack->license = json_text_field(root, "license", REQUIRED, problems);
    head_check(root, pack, problems);
    return pack;
}

Pack *pack_read(const Json *whole, Text sha256, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    Pack *pack = pack_read_head(whole, keep, problems);
    if (!pack) return NULL;
    pack->rubrics = json_array_field(whole, "rubrics", REQUIRED, problems);
    pack->prompts = json_array_field(whole, "prompts", REQUIRED, problems);
    if (pack->rubrics) ids_check(pack->rubrics, problems);
    if (pack->prompts) ids_check(pack->prompts, problems);
    if (pack->rubrics && pack->rubrics->count == 0)
        json_problem(problems, pack->rubrics, "must hold at least one rubric");
    numbers_check(whole, problems);
    if (problems->list.count > before) return NULL;
    pack->sha256 = sha256.length ? sha256 : digest_sha256(pack_build(pack, keep), keep);
    return pack;
}

Pack *pack_read_text(Text source, Text file, Text sha256, Arena *keep, Problems *problems)
{
    const Json *whole = json_read(source, file, keep, problems);
    Pack *pack = whole ? pack_read(whole, sha256, keep, problems) : NULL;
    if (pack) pack->text = source;
    return pack;
}

const Pack *pack_from_text(Text source, Text file, Text sha256, Arena *keep, Problems *problems)
{
    return pack_read_text(source, file, sha256, keep, problems);
}

Text pack_build(const Pack *pack, Arena *keep)
{
    Buffer out = buffer_new(keep);
    JsonWriter writer = json_writer(&out, true);
    json_node(&writer, pack->json);
    buffer_add_byte(&out, '\n');
    return buffer_text(&out);
}

static bool unknown_rubric(const Pack *pack, Text id, Problems *problems)
{
    Buffer list = buffer_new(problems->keep);
    for (size_t i = 0; i < pack->rubrics->count; i++)
        buffer_format(&list, "%s%.*s", i ? ", " : "", TEXT_ARGS(item_id(&pack->rubrics->items[i])));
    return problem(problems, (Text){0}, "unknown rubric %.*s; the pack %.*s has: %.*s", TEXT_ARGS(id),
                   TEXT_ARGS(pack->id), TEXT_ARGS(buffer_text(&list)));
}

const Json *pack_rubric_json(const Pack *pack, Text id)
{
    for (size_t i = 0; i < pack->rubrics->count; i++)
        if (id.length == 0 || text_equal(item_id(&pack->rubrics->items[i]), id)) return &pack->rubrics->items[i];
    return NULL;
}

const Rubric *pack_rubric(const Pack *pack, Text id, RubricUse use, Arena *keep, Problems *problems)
{
    const Json *rubric = pack_rubric_json(pack, id);
    const Phrasebook *book = rubric ? pack_frozen_book(pack, rubric, use, keep) : NULL;
    if (rubric) return rubric_read(rubric, pack->prompts, use, book, keep, problems);
    unknown_rubric(pack, id, problems);
    return NULL;
}

bool pack_lint(const Pack *pack, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    for (size_t i = 0; i < pack->rubrics->count; i++)
        rubric_read(&pack->rubrics->items[i], pack->prompts, RUBRIC_TO_ASK, NULL, keep, problems);
    return problems->list.count == before;
}
