#include "study/results.h"

#include "json/json.h"
#include "rubric/rubric.h"
#include "study/study_parts.h"

enum { RESULT_FORMAT = 1, MOST_DIMENSIONS = 64, MOST_WORDS = 100000000 };
enum { OVERALL = 0 };

typedef struct {
    Text file;
    LIST_OF(Result) items;
    LIST_OF(IdEntry) ids;
    LIST_OF(Text) dimensions;
    Arena *keep;
    Problems *problems;
} Reading;

typedef LIST_OF(Mark) Marks;

/* JSON counts the lines of what it is given, here always 1; the file's line says more. */
static const Json *read_line(const Reading *reading, Text line, Text place, Arena *scratch)
{
    Problems found = problems_new(reading->problems->keep);
    const Json *json = json_read(line, place, scratch, &found);
    for (size_t i = 0; i < found.list.count; i++) {
        Text stands = found.list.items[i].place, message = found.list.items[i].message;
        bool counted = text_starts_with(text_slice(stands, place.length, stands.length), TEXT(":1:"));
        problem(reading->problems, counted ? place : stands, "%.*s", TEXT_ARGS(message));
    }
    return json;
}

/* "texts/t1.draft.md" is called t1.draft; ".md" keeps its name. */
static Text base_name(Text path)
{
    size_t start = path.length, end;
    while (start && path.at[start - 1] != '/') start--;
    Text name = text_slice(path, start, path.length);
    for (end = name.length; end && name.at[end - 1] != '.'; end--) continue;
    return end > 1 ? text_slice(name, 0, end - 1) : name;
}

static Text read_id(const Reading *reading, const Json *record)
{
    if (json_find(record, "id")) return json_text_field(record, "id", REQUIRED, reading->problems);
    const Json *transcript = json_object_field(record, "transcript", OPTIONAL, reading->problems);
    if (transcript) return base_name(json_text_field(transcript, "name", REQUIRED, reading->problems));
    json_problem(reading->problems, record, "has neither \"id\" nor \"transcript\", so nobody knows what was graded");
    return TEXT("");
}

/* The dimension's number; a new one when it is new. */
static size_t dimension_index(Reading *reading, Text id)
{
    for (size_t i = 0; i < reading->dimensions.count; i++)
        if (text_equal(reading->dimensions.items[i], id)) return i;
    *LIST_ADD(&reading->dimensions, reading->keep) = text_keep(id, reading->keep);
    return reading->dimensions.count - 1;
}

static void read_mark(const Reading *reading, const Json *object, size_t dimension, Marks *marks)
{
    double band = json_number_field(object, "band", REQUIRED, 0, BAND_COUNT - 1, 0, reading->problems);
    double score = json_number_field(object, "score", REQUIRED, 0, 100, 0, reading->problems);
    if (band != (int)band) json_problem(reading->problems, json_find(object, "band"), "must be a whole number");
    while (marks->count <= dimension) *LIST_ADD(marks, reading->keep) = (Mark){0};
    if (marks->items[dimension].given) json_problem(reading->problems, object, "this dimension stands there already");
    marks->items[dimension] = (Mark){.given = true, .band = (int)band, .score = score};
}

static void read_dimensions(Reading *reading, const Json *record, Marks *marks)
{
    const Json *list = json_array_field(record, "dimensions", OPTIONAL, reading->problems);
    for (size_t i = 0; list && i < list->count; i++) {
        const Json *item = &list->items[i];
        if (item->kind != JSON_OBJECT) {
            json_problem(reading->problems, item, "must be an object");
            continue;
        }
        Text id = json_text_field(item, "id", REQUIRED, reading->problems);
        if (id.length == 0) continue;
        size_t dimension = dimension_index(reading, id);
        if (dimension >= MOST_DIMENSIONS) {
            json_problem(reading->problems, item, "there are more than %d dimensions", MOST_DIMENSIONS);
            return;
        }
        read_mark(reading, item, dimension, marks);
    }
}

static void read_words(const Reading *reading, const Json *record, Result *result)
{
    const Json *transcript = json_object_field(record, "transcript", OPTIONAL, reading->problems);
    if (!transcript || !json_find(transcript, "words")) return;
    result->counted = true;
    result->words = (size_t)json_number_field(transcript, "words", REQUIRED, 0, MOST_WORDS, 0, reading->problems);
}

static bool is_judged(const Reading *reading, const Json *record, const Json *overall)
{
    const Json *band = json_find(overall, "band");
    return json_bool_field(record, "judged", true, reading->problems) && (!band || band->kind != JSON_NULL);
}

static bool has_right_format(const Reading *reading, const Json *record)
{
    if (record->kind != JSON_OBJECT)
        return json_problem(reading->problems, record,
                            "must be an object: one result a line, as score --format jsonl prints them");
    const Json *format = json_find(record, "format");
    if (!format || (format->kind == JSON_NUMBER && format->number == RESULT_FORMAT)) return true;
    return json_problem(reading->problems, format, "must be %d, the only format that is known here", RESULT_FORMAT);
}

static void read_record(Reading *reading, const Json *record, size_t line)
{
    Marks marks = {0};
    if (!has_right_format(reading, record)) return;
    Result result = {.id = text_keep(read_id(reading, record), reading->keep), .line = line};
    Need need = json_find(record, "error") ? OPTIONAL : REQUIRED; /* what could not be read has no grade */
    const Json *overall = json_object_field(record, "overall", need, reading->problems);
    result.judged = overall && is_judged(reading, record, overall);
    if (result.judged) {
        read_mark(reading, overall, OVERALL, &marks);
        read_dimensions(reading, record, &marks);
        read_words(reading, record, &result);
    }
    result.marks = marks.items;
    result.mark_count = marks.count;
    if (result.id.length) *LIST_ADD(&reading->ids, reading->keep) = (IdEntry){result.id, line, reading->items.count};
    *LIST_ADD(&reading->items, reading->keep) = result;
}

static void read_records(Reading *reading, Text source, Arena scratch)
{
    Text rest = source, line;
    size_t before = reading->problems->list.count;
    for (size_t number = 1; text_next_line(&rest, &line); number++) {
        if (text_trim(line).length == 0) continue;
        Arena record = scratch;
        Text place = study_place(reading->file, number, &record);
        const Json *json = read_line(reading, line, place, &record);
        if (json) read_record(reading, json, number);
        if (study_gives_up(reading->file, before, reading->problems)) return;
    }
}

/* One result over several lines, or an array of them: a line of it alone makes no sense. */
static bool is_lines(Text source, Text file, Problems *problems)
{
    Text rest = text_trim(source), line = {0};
    text_next_line(&rest, &line);
    if (!text_starts_with(line, TEXT("[")) && !text_equal(text_trim(line), TEXT("{"))) return true;
    return problem(problems, file, "must hold one result a line, as score --format jsonl prints them");
}

const Results *results_read(Text source, Text file, Arena *keep, Arena scratch, Problems *problems)
{
    size_t before = problems->list.count;
    if (!is_lines(source, file, problems)) return NULL;
    Reading reading = {.file = file, .keep = keep, .problems = problems};
    *LIST_ADD(&reading.dimensions, keep) = TEXT("overall");
    read_records(&reading, source, scratch);
    if (problems->list.count == before && reading.items.count == 0) problem(problems, file, "holds no results");
    ids_sort((IdIndex){reading.ids.items, reading.ids.count}, file, problems);
    if (problems->list.count > before) return NULL;
    Results *results = NEW(keep, Results);
    *results =
        (Results){file, reading.items.items, reading.items.count, reading.dimensions.items, reading.dimensions.count};
    return results;
}

Mark result_mark(const Result *result, size_t dimension)
{
    return dimension < result->mark_count ? result->marks[dimension] : (Mark){0};
}
