#include "pack/pack.h"

#include "base/buffer.h"
#include "files/files.h"
#include "pack/pack_parts.h"

/* A file is part of a larger tree, which has its own few levels above it. */
enum { DEEPEST_IN_FILE = 24 };

typedef LIST_OF(Json) Members;

/* A rubric's folder while it is read. */
typedef struct {
    Arena *keep;
    Problems *problems;
    const Json *head;         /* rubric.json */
    LIST_OF(Json) dimensions; /* the files with criteria, as they were found */
    Members members;          /* of the rubric */
} Assembly;

static bool is_deeper(const Json *node, int levels)
{
    if (levels == 0) return true;
    for (size_t i = 0; i < node->count; i++)
        if (is_deeper(&node->items[i], levels - 1)) return true;
    return false;
}

/* For the author and the editor only, in any file. */
static bool is_ignored(Text key)
{
    return text_starts_with(key, TEXT("x-")) || text_equal(key, TEXT("$schema"));
}

/* The object without what is ignored, so that no note changes a pack's identity. */
static const Json *without_notes(const Json *object, Arena *keep)
{
    Members members = {0};
    for (size_t i = 0; i < object->count; i++)
        if (!is_ignored(object->items[i].key)) *LIST_ADD(&members, keep) = object->items[i];
    Json *rest = NEW(keep, Json);
    *rest = *object;
    rest->items = members.items;
    rest->count = members.count;
    return rest;
}

static const Json *object_read(Text path, Arena *keep, Problems *problems)
{
    Text source;
    if (!files_read(path, keep, &source, problems)) return NULL;
    const Json *root = json_read(source, path, keep, problems);
    if (!root) return NULL;
    if (root->kind != JSON_OBJECT) {
        json_problem(problems, root, "must be an object");
        return NULL;
    }
    if (is_deeper(root, DEEPEST_IN_FILE)) {
        json_problem(problems, root, "is nested more than %d levels deep", DEEPEST_IN_FILE);
        return NULL;
    }
    return without_notes(root, keep);
}

static bool member_join(Assembly *assembly, const Json *member)
{
    for (size_t i = 0; i < assembly->members.count; i++) {
        const Json *other = &assembly->members.items[i];
        if (!text_equal(other->key, member->key)) continue;
        return json_problem(assembly->problems, member, "stands in %.*s already", TEXT_ARGS(other->parent->file));
    }
    *LIST_ADD(&assembly->members, assembly->keep) = *member;
    return true;
}

static void file_join(Assembly *assembly, const Json *root)
{
    if (json_find(root, "criteria")) {
        *LIST_ADD(&assembly->dimensions, assembly->keep) = *root;
        return;
    }
    for (size_t i = 0; i < root->count; i++) member_join(assembly, &root->items[i]);
}

static const Json *dimension_find(const Assembly *assembly, Text id)
{
    for (size_t i = 0; i < assembly->dimensions.count; i++) {
        const Json *found = json_find(&assembly->dimensions.items[i], "id");
        if (found && found->kind == JSON_STRING && text_equal(found->string, id)) return &assembly->dimensions.items[i];
    }
    return NULL;
}

static bool is_listed(const Json *names, Text id)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i].kind == JSON_STRING && text_equal(names->items[i].string, id)) return true;
    return false;
}

/* Files that no name in rubric.json leads to, and second files of one name. */
static void dimensions_check(const Assembly *assembly, const Json *names)
{
    for (size_t i = 0; i < assembly->dimensions.count; i++) {
        const Json *root = &assembly->dimensions.items[i];
        Text id = json_text_field(root, "id", REQUIRED, assembly->problems);
        if (id.length == 0) continue;
        const Json *first = dimension_find(assembly, id);
        if (first != root)
            json_problem(assembly->problems, json_find(root, "id"), "is the id of %.*s too", TEXT_ARGS(first->file));
        else if (!is_listed(names, id))
            json_problem(assembly->problems, json_find(root, "id"),
                         "\"%.*s\" is not listed under \"dimensions\" in %.*s", TEXT_ARGS(id),
                         TEXT_ARGS(assembly->head->file));
    }
}

/* The array of names becomes the array of the files they name. */
static void dimensions_join(Assembly *assembly, const Json *names)
{
    Members ordered = {0};
    for (size_t i = 0; i < names->count; i++) {
        const Json *name = &names->items[i];
        const Json *found = dimension_find(assembly, name->string);
        if (!found)
            json_problem(assembly->problems, name, "no file here with \"criteria\" has the id \"%.*s\"",
                         TEXT_ARGS(name->string));
        else
            *LIST_ADD(&ordered, assembly->keep) = *found;
    }
    for (size_t i = 0; i < assembly->members.count; i++) {
        Json *member = &assembly->members.items[i];
        if (!text_equal(member->key, TEXT("dimensions"))) continue;
        member->items = ordered.items;
        member->count = ordered.count;
    }
}

static Text head_path(Text folder, Arena *keep)
{
    Buffer path = buffer_new(keep);
    buffer_add(&path, folder);
    buffer_add(&path, TEXT("/rubric.json"));
    return buffer_text(&path);
}

const Json *rubric_assemble(Text folder, const Text *paths, size_t count, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    Assembly assembly = {.keep = keep, .problems = problems};
    Text head = head_path(folder, keep);
    assembly.head = object_read(head, keep, problems);
    if (assembly.head) file_join(&assembly, assembly.head);
    for (size_t i = 0; i < count; i++) {
        if (text_equal(paths[i], head)) continue;
        const Json *root = object_read(paths[i], keep, problems);
        if (root) file_join(&assembly, root);
    }
    if (!assembly.head) return NULL;
    const Json *names = json_array_field(assembly.head, "dimensions", REQUIRED, problems);
    if (names && json_is_text_list(names, problems)) {
        dimensions_check(&assembly, names);
        dimensions_join(&assembly, names);
    }
    if (problems->list.count > before) return NULL;
    Json *rubric = NEW(keep, Json);
    *rubric = *assembly.head;
    rubric->items = assembly.members.items;
    rubric->count = assembly.members.count;
    return rubric;
}

static Text path_below(Text folder, const char *name, Arena *keep)
{
    Buffer path = buffer_new(keep);
    if (!text_equal(folder, TEXT("."))) {
        buffer_add(&path, folder);
        if (!text_ends_with(folder, TEXT("/"))) buffer_add_byte(&path, '/');
    }
    buffer_add_string(&path, name);
    return buffer_text(&path);
}

/* The .json files below a folder, but for the schemas that editors read. */
static bool json_files(Text folder, Arena *keep, FilePaths *paths, Problems *problems)
{
    FilePaths all = {0};
    if (!files_list(folder, keep, &all, problems)) return false;
    for (size_t i = 0; i < all.count; i++)
        if (text_ends_with(all.items[i], TEXT(".json")) && !text_ends_with(all.items[i], TEXT(".schema.json")))
            *LIST_ADD(paths, keep) = all.items[i];
    return true;
}

/* An array of the trees of several files. */
static Json array_of(const char *key, const Json *root, const Members *items)
{
    return (Json){
        .kind = JSON_ARRAY, .items = items->items, .count = items->count, .key = text_from(key), .parent = root};
}

/* The folder of the rubric that a file belongs to: the first one below rubrics/. */
static Text rubric_folder(Text path, Text rubrics)
{
    Text below = text_slice(path, rubrics.length + 1, path.length);
    size_t slash = text_find_byte(below, '/');
    return slash == TEXT_NOT_FOUND ? (Text){0} : text_slice(path, 0, rubrics.length + 1 + slash);
}

static Members rubrics_read(Text folder, Arena *keep, Problems *problems)
{
    Members rubrics = {0};
    Text below = path_below(folder, "rubrics", keep);
    FilePaths paths = {0};
    if (!json_files(below, keep, &paths, problems)) return rubrics;
    for (size_t i = 0; i < paths.count;) {
        Text own = rubric_folder(paths.items[i], below);
        size_t end = i + 1;
        while (end < paths.count && text_equal(rubric_folder(paths.items[end], below), own)) end++;
        if (own.length == 0) {
            problem(problems, paths.items[i], "stands in no rubric's own folder");
            end = i + 1;
        } else {
            const Json *rubric = rubric_assemble(own, paths.items + i, end - i, keep, problems);
            if (rubric) *LIST_ADD(&rubrics, keep) = *rubric;
        }
        i = end;
    }
    return rubrics;
}

static Members prompts_read(Text folder, Arena *keep, Problems *problems)
{
    Members prompts = {0};
    Text below = path_below(folder, "prompts", keep);
    FilePaths paths = {0};
    if (!files_exists(below) || !json_files(below, keep, &paths, problems)) return prompts;
    for (size_t i = 0; i < paths.count; i++) {
        const Json *prompt = object_read(paths.items[i], keep, problems);
        if (prompt) *LIST_ADD(&prompts, keep) = *prompt;
    }
    return prompts;
}

const Pack *pack_from_folder(Text folder, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    const Json *head = object_read(path_below(folder, "pack.json", keep), keep, problems);
    if (!head) return NULL;
    Members rubrics = rubrics_read(folder, keep, problems);
    Members prompts = prompts_read(folder, keep, problems);
    Members members = {0};
    for (size_t i = 0; i < head->count; i++) {
        const Json *member = &head->items[i];
        if (text_equal(member->key, TEXT("rubrics")) || text_equal(member->key, TEXT("prompts")))
            json_problem(problems, member, "comes from the folder of that name");
        else
            *LIST_ADD(&members, keep) = *member;
    }
    *LIST_ADD(&members, keep) = array_of("rubrics", head, &rubrics);
    *LIST_ADD(&members, keep) = array_of("prompts", head, &prompts);
    if (problems->list.count > before) {
        pack_read_head(head, keep, problems);
        return NULL;
    }
    Json *whole = NEW(keep, Json);
    *whole = *head;
    whole->items = members.items;
    whole->count = members.count;
    return pack_read(whole, TEXT(""), keep, problems);
}
