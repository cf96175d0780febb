#include "json/json.h"

#include "base/buffer.h"
#include "base/unicode.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 32, MOST_NUMBER_LENGTH = 60 };

static bool problem_at(Problems *problems, Text source, Text file, size_t offset, const char *message)
{
    size_t line = 1, column = 1;
    for (size_t i = 0; i < offset && i < source.length; i++) {
        column++;
        if (source.at[i] == '\n') line++, column = 1;
    }
    Buffer place = buffer_new(problems->keep);
    buffer_format(&place, "%.*s:%zu:%zu", TEXT_ARGS(file), line, column);
    return problem(problems, buffer_text(&place), "%s", message);
}

/* The end of a number that JSON allows, or `at` when there is none. */
static size_t number_end(Text source, size_t at)
{
    size_t start = at;
    if (at < source.length && source.at[at] == '-') at++;
    size_t digits = at;
    while (at < source.length && is_digit(source.at[at])) at++;
    if (at == digits || (source.at[digits] == '0' && at > digits + 1)) return start;
    if (at < source.length && source.at[at] == '.') {
        size_t decimals = ++at;
        while (at < source.length && is_digit(source.at[at])) at++;
        if (at == decimals) return start;
    }
    if (at < source.length && (source.at[at] == 'e' || source.at[at] == 'E')) {
        at++;
        if (at < source.length && (source.at[at] == '+' || source.at[at] == '-')) at++;
        size_t power = at;
        while (at < source.length && is_digit(source.at[at])) at++;
        if (at == power) return start;
    }
    return at - start > MOST_NUMBER_LENGTH ? start : at;
}

/* Whether one of eight bytes is `byte`. */
static bool holds_byte(uint64_t eight, unsigned char byte)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t differs = eight ^ ones * byte;
    return (differs - ones) & ~differs & ones * 0x80;
}

/* Eight bytes at a step, past those that need no look inside a string. */
static size_t after_plain_bytes(Text source, size_t at)
{
    const uint64_t ones = 0x0101010101010101u;
    for (uint64_t eight; at + sizeof eight <= source.length; at += sizeof eight) {
        memcpy(&eight, source.at + at, sizeof eight);
        bool control = (eight - ones * 0x20) & ~eight & ones * 0x80;
        if (control || holds_byte(eight, '"') || holds_byte(eight, '\\')) break;
    }
    return at;
}

/* The byte after a string that begins at `at`, or 0 with the mistake. */
static size_t string_end(Text source, size_t at, const char **mistake)
{
    for (at = after_plain_bytes(source, at + 1); at < source.length; at++) {
        char byte = source.at[at];
        if (byte != '"' && byte != '\\' && (unsigned char)byte >= 0x20) continue;
        if (byte == '"') return at + 1;
        if ((unsigned char)byte < 0x20) {
            *mistake = "a control character inside a string must be written as an escape";
            return 0;
        }
        if (byte == '\\') {
            if (text_starts_with(text_slice(source, at, source.length), TEXT("\\u0000"))) {
                *mistake = "a string must not contain \\u0000";
                return 0;
            }
            at++;
        }
    }
    *mistake = "this string has no end";
    return 0;
}

/* Refuse what cJSON lets pass. */
static bool is_strict(Text source, Text file, Problems *problems)
{
    size_t valid = unicode_valid_prefix(source);
    if (valid < source.length) return problem_at(problems, source, file, valid, "is not valid UTF-8");

    int level = 0;
    for (size_t at = 0; at < source.length;) {
        char byte = source.at[at];
        const char *mistake = NULL;
        if (byte == '"') {
            size_t end = string_end(source, at, &mistake);
            if (mistake) return problem_at(problems, source, file, at, mistake);
            at = end;
            continue;
        }
        if (byte == '-' || is_digit(byte)) {
            size_t end = number_end(source, at);
            if (end == at) return problem_at(problems, source, file, at, "is not a JSON number");
            at = end;
            continue;
        }
        if (byte == '[' || byte == '{') {
            if (++level > MOST_LEVELS) return problem_at(problems, source, file, at, "is nested more than 32 levels deep");
        } else if (byte == ']' || byte == '}') {
            level--;
        } else if ((unsigned char)byte <= ' ' && byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            return problem_at(problems, source, file, at, "a control character stands outside a string");
        }
        at++;
    }
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    const Json *left = *(const Json *const *)a, *right = *(const Json *const *)b;
    return text_compare(left->key, right->key);
}

/* Not in scratch: problems may live in the same arena. */
static void check_duplicates(const Json *object, Arena *keep, Problems *problems)
{
    const Json **sorted = NEW_ARRAY(keep, const Json *, object->count);
    for (size_t i = 0; i < object->count; i++) sorted[i] = &object->items[i];
    if (object->count) qsort(sorted, object->count, sizeof *sorted, compare_keys);
    for (size_t i = 1; i < object->count; i++)
        if (text_equal(sorted[i]->key, sorted[i - 1]->key)) json_problem(problems, sorted[i], "is given twice");
}

static void copy_node(Json *node, const cJSON *from, Arena *keep, Problems *problems)
{
    if (from->string) node->key = text_from(from->string);
    if (cJSON_IsString(from)) {
        node->kind = JSON_STRING;
        node->string = text_from(from->valuestring);
    } else if (cJSON_IsNumber(from)) {
        node->kind = JSON_NUMBER;
        node->number = from->valuedouble;
        if (!isfinite(node->number)) json_problem(problems, node, "is out of range");
    } else if (cJSON_IsBool(from)) {
        node->kind = JSON_BOOL;
        node->truth = cJSON_IsTrue(from);
    } else if (cJSON_IsArray(from) || cJSON_IsObject(from)) {
        node->kind = cJSON_IsArray(from) ? JSON_ARRAY : JSON_OBJECT;
        for (const cJSON *child = from->child; child; child = child->next) node->count++;
        Json *items = NEW_ARRAY(keep, Json, node->count);
        node->items = items;
        const cJSON *child = from->child;
        for (size_t i = 0; i < node->count; i++, child = child->next) {
            items[i].parent = node;
            copy_node(&items[i], child, keep, problems);
        }
        if (node->kind == JSON_OBJECT) check_duplicates(node, keep, problems);
    }
}

/* cJSON takes memory piece by piece and gives it back piece by piece; while a tree is
   read both are the arena's. The hooks are the whole program's, what they use each thread's. */
static _Thread_local Arena *tree_arena;

static void *take_for_tree(size_t size)
{
    return tree_arena ? arena_take(tree_arena, 1, _Alignof(max_align_t), size) : malloc(size);
}

static void leave_tree(void *memory)
{
    if (!tree_arena) free(memory);
}

static void set_hooks(void)
{
    cJSON_InitHooks(&(cJSON_Hooks){take_for_tree, leave_tree});
}

static cJSON *read_tree(Text source, const char **end, Arena *keep)
{
    static pthread_once_t hooks = PTHREAD_ONCE_INIT;
    pthread_once(&hooks, set_hooks);
    tree_arena = keep;
    cJSON *tree = cJSON_ParseWithLengthOpts(source.at, source.length, end, false);
    tree_arena = NULL;
    return tree;
}

const Json *json_read(Text source, Text file, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    if (text_trim(source).length == 0) {
        problem(problems, file, "is empty; JSON was expected");
        return NULL;
    }
    if (!is_strict(source, file, problems)) return NULL;

    const char *end = NULL;
    cJSON *tree = read_tree(source, &end, keep);
    size_t read = end ? (size_t)(end - source.at) : 0;
    while (tree && read < source.length && is_space(source.at[read])) read++;
    if (!tree || read < source.length) {
        problem_at(problems, source, file, read, "is not JSON from here on");
        return NULL;
    }
    Json *root = NEW(keep, Json);
    root->file = text_keep(file, keep);
    copy_node(root, tree, keep, problems);
    return problems->list.count == before ? root : NULL;
}

static void write_path(Buffer *out, const Json *node)
{
    if (!node->parent) return;
    write_path(out, node->parent);
    if (node->parent->kind == JSON_ARRAY) {
        buffer_format(out, "[%zu]", (size_t)(node - node->parent->items));
    } else {
        if (node->parent->parent) buffer_add_byte(out, '.');
        buffer_add(out, node->key);
    }
}

static const Json *root_of(const Json *node)
{
    while (node->parent) node = node->parent;
    return node;
}

Text json_place(const Json *node, Arena *keep)
{
    Buffer place = buffer_new(keep);
    buffer_add(&place, root_of(node)->file);
    if (node->parent) buffer_add(&place, TEXT(": "));
    write_path(&place, node);
    return buffer_text(&place);
}

bool json_problem(Problems *problems, const Json *node, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *message = NEW_ARRAY(problems->keep, char, (size_t)length + 1);
    vsnprintf(message, (size_t)length + 1, format, again);
    va_end(again);
    return problem(problems, json_place(node, problems->keep), "%s", message);
}

const Json *json_find(const Json *object, const char *key)
{
    Text wanted = text_from(key);
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (text_equal(object->items[i].key, wanted)) return &object->items[i];
    return NULL;
}

/* The member of the right kind, or NULL after a problem if it is needed or wrong. */
static const Json *field(const Json *object, const char *key, Need need, JsonKind kind, const char *what,
                         Problems *problems)
{
    const Json *found = json_find(object, key);
    if (!found && need == REQUIRED) json_problem(problems, object, "\"%s\" is missing: it must be %s", key, what);
    if (found && found->kind != kind) {
        json_problem(problems, found, "must be %s", what);
        return NULL;
    }
    return found;
}

Text json_text_field(const Json *object, const char *key, Need need, Problems *problems)
{
    const Json *found = field(object, key, need, JSON_STRING, "a string", problems);
    if (found && need == REQUIRED && found->string.length == 0) json_problem(problems, found, "must not be empty");
    return found ? found->string : TEXT("");
}

double json_number_field(const Json *object, const char *key, Need need, double low, double high, double fallback,
                         Problems *problems)
{
    const Json *found = json_find(object, key);
    if (found && found->kind == JSON_NUMBER && found->number >= low && found->number <= high) return found->number;
    char what[80];
    snprintf(what, sizeof what, "a number from %g to %g", low, high);
    if (field(object, key, need, JSON_NUMBER, what, problems)) json_problem(problems, found, "must be %s", what);
    return fallback;
}

bool json_bool_field(const Json *object, const char *key, bool fallback, Problems *problems)
{
    const Json *found = field(object, key, OPTIONAL, JSON_BOOL, "true or false", problems);
    return found ? found->truth : fallback;
}

const Json *json_array_field(const Json *object, const char *key, Need need, Problems *problems)
{
    return field(object, key, need, JSON_ARRAY, "an array", problems);
}

const Json *json_object_field(const Json *object, const char *key, Need need, Problems *problems)
{
    return field(object, key, need, JSON_OBJECT, "an object", problems);
}

int json_name_field(const Json *object, const char *key, Need need, const char *const *names, int count, int fallback,
                    Problems *problems)
{
    const Json *found = field(object, key, need, JSON_STRING, "a string", problems);
    if (!found) return fallback;
    for (int i = 0; i < count; i++)
        if (text_equal(found->string, text_from(names[i]))) return i;
    Buffer list = buffer_new(problems->keep);
    for (int i = 0; i < count; i++) buffer_format(&list, "%s\"%s\"", i ? (i + 1 < count ? ", " : " or ") : "", names[i]);
    json_problem(problems, found, "must be %.*s", TEXT_ARGS(buffer_text(&list)));
    return fallback;
}

bool json_is_text_list(const Json *array, Problems *problems)
{
    bool fine = true;
    for (size_t i = 0; i < array->count; i++)
        if (array->items[i].kind != JSON_STRING) fine = json_problem(problems, &array->items[i], "must be a string");
    return fine;
}

bool json_check_keys(const Json *object, const char *const *known, Problems *problems)
{
    bool fine = true;
    size_t count = 0;
    while (known[count]) count++;
    for (size_t i = 0; i < object->count; i++) {
        Text key = object->items[i].key;
        bool allowed = text_starts_with(key, TEXT("x-")) || text_equal(key, TEXT("$schema"));
        for (size_t k = 0; k < count && !allowed; k++) allowed = text_equal(key, text_from(known[k]));
        if (allowed) continue;
        Text near = json_nearest(key, known, count);
        fine = near.length ? json_problem(problems, &object->items[i], "is not a known key; did you mean \"%.*s\"?",
                                          TEXT_ARGS(near))
                           : json_problem(problems, &object->items[i], "is not a known key");
    }
    return fine;
}

/* The distance of Damerau and Levenshtein (optimal string alignment), for short names. */
static size_t distance(Text a, Text b)
{
    enum { LONGEST = 40 };
    size_t rows[LONGEST + 1][LONGEST + 1];
    if (a.length > LONGEST || b.length > LONGEST) return LONGEST;
    for (size_t i = 0; i <= a.length; i++) {
        for (size_t j = 0; j <= b.length; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            bool same = a.at[i - 1] == b.at[j - 1];
            size_t best = rows[i - 1][j - 1] + !same;
            if (rows[i - 1][j] + 1 < best) best = rows[i - 1][j] + 1;
            if (rows[i][j - 1] + 1 < best) best = rows[i][j - 1] + 1;
            bool swapped = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
            if (swapped && rows[i - 2][j - 2] + 1 < best) best = rows[i - 2][j - 2] + 1;
            rows[i][j] = best;
        }
    }
    return rows[a.length][b.length];
}

Text json_nearest(Text wrong, const char *const *names, size_t count)
{
    size_t nearest = wrong.length / 3 + 2;
    Text best = {0};
    for (size_t i = 0; i < count; i++) {
        size_t steps = distance(wrong, text_from(names[i]));
        if (steps < nearest) {
            nearest = steps;
            best = text_from(names[i]);
        }
    }
    return best;
}
