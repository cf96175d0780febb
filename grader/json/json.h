#ifndef GRADER_JSON_JSON_H
#define GRADER_JSON_JSON_H

/*
 * Strict JSON, read into our own nodes; the only room that knows cJSON.
 *
 * Every node knows its parent, so a mistake anywhere can say where it stands:
 * `rubrics/x.json: dimensions[2].criteria[0].weight: must be a number`.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonKind;

typedef struct Json Json;
struct Json {
    JsonKind kind;
    bool truth;    /* JSON_BOOL */
    Text string;   /* JSON_STRING, decoded UTF-8 without NUL */
    size_t count;  /* how many items; 0 but for an array or object */
    union {
        const Json *items; /* of an array or object, in the order of the source */
        double number;     /* JSON_NUMBER */
    };
    union {
        Text key;  /* inside an object: this member's name */
        Text file; /* at a root: the name for messages */
    };
    const Json *parent; /* NULL at the root */
};

/* Read one JSON value that is the whole of `source`. Refused with a problem
   each: bad UTF-8, NUL, trailing bytes, duplicate keys, more than 32 levels,
   numbers out of range. NULL if there was any. */
const Json *json_read(Text source, Text file, Arena *keep, Problems *problems);

/* "file: a.b[3].c", for a message about this node. */
Text json_place(const Json *node, Arena *keep);

/* Add "must ..." or any other message about a node. Returns false. */
bool json_problem(Problems *problems, const Json *node, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The member of an object, or NULL. */
const Json *json_find(const Json *object, const char *key);

/*
 * Typed fields. A missing optional field gives the fallback; a missing required
 * one, or a wrong type, adds a problem and gives the fallback too, so that a
 * reader can go on and report everything.
 */
typedef enum { OPTIONAL, REQUIRED } Need;

Text json_text_field(const Json *object, const char *key, Need need, Problems *problems);
double json_number_field(const Json *object, const char *key, Need need, double low, double high, double fallback,
                         Problems *problems);
bool json_bool_field(const Json *object, const char *key, bool fallback, Problems *problems);
/* NULL when missing or of another kind. */
const Json *json_array_field(const Json *object, const char *key, Need need, Problems *problems);
const Json *json_object_field(const Json *object, const char *key, Need need, Problems *problems);

/* The position of the text among `count` names, or -1 after a problem that lists them. */
int json_name_field(const Json *object, const char *key, Need need, const char *const *names, int count, int fallback,
                    Problems *problems);

/* Report each item of `array` that is not a string. */
bool json_is_text_list(const Json *array, Problems *problems);

/* Report each key of `object` that is not among the names (NULL-terminated).
   Keys that begin with "x-" and "$schema" are always allowed. */
bool json_check_keys(const Json *object, const char *const *known, Problems *problems);

/* The allowed name nearest to `wrong`, or the empty text when none is near. */
Text json_nearest(Text wrong, const char *const *names, size_t count);

#endif
