#include "study/reviews.h"

#include "json/json.h"
#include "json/writer.h"
#include "rubric/rubric.h"
#include "study/day.h"
#include "study/study_parts.h"

typedef struct {
    LIST_OF(Review) items;
    size_t cut;
    Text place; /* of the line being read */
    Arena *keep;
    Problems *problems;
} Reading;

void review_write(Buffer *out, const Review *review)
{
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    json_text_member(&writer, "date", day_write(review->day, out->arena));
    json_text_member(&writer, "criterion", review->criterion);
    json_text_member(&writer, "prompt", review->prompt);
    if (review->rung == NOT_JUDGED)
        json_null_member(&writer, "rung");
    else
        json_integer_member(&writer, "rung", (size_t)review->rung);
    json_text_member(&writer, "reply", review->reply);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}

/* Every line of ours ends with its brace, so one that does not was cut off. */
static bool is_cut(Text line)
{
    line = text_trim(line);
    return text_starts_with(line, TEXT("{")) && !text_ends_with(line, TEXT("}"));
}

static int read_rung(const Json *object, Problems *problems)
{
    const Json *rung = json_find(object, "rung");
    if (rung && rung->kind == JSON_NULL) return NOT_JUDGED;
    double number = json_number_field(object, "rung", REQUIRED, 0, RUNG_COUNT - 1, 0, problems);
    if (number != (int)number) json_problem(problems, rung, "must be a whole number");
    return (int)number;
}

static Review read_review(const Json *object, Problems *problems)
{
    Review review = {
        .criterion = json_text_field(object, "criterion", REQUIRED, problems),
        .prompt = json_text_field(object, "prompt", REQUIRED, problems),
        .reply = json_text_field(object, "reply", OPTIONAL, problems),
        .rung = read_rung(object, problems),
    };
    Text date = json_text_field(object, "date", REQUIRED, problems);
    if (date.length && !day_read(date, &review.day))
        json_problem(problems, json_find(object, "date"), "must be a day as YYYY-MM-DD, not \"%.*s\"", TEXT_ARGS(date));
    return review;
}

/* JSON counts the lines of what it is given, here always 1; the file's line says more. */
static void report(const Reading *reading, const Problems *found)
{
    for (size_t i = 0; i < found->list.count; i++) {
        Text stands = found->list.items[i].place;
        Text rest = text_slice(stands, reading->place.length, stands.length);
        bool counted = text_starts_with(rest, TEXT(":1:"));
        problem(reading->problems, counted ? reading->place : stands, "%.*s; this line is left out",
                TEXT_ARGS(found->list.items[i].message));
    }
}

static void read_line(Reading *reading, Text line)
{
    Problems found = problems_new(reading->keep);
    const Json *object = json_read(line, reading->place, reading->keep, &found);
    if (!object && is_cut(line)) {
        reading->cut++;
        return;
    }
    if (object && object->kind != JSON_OBJECT) json_problem(&found, object, "must be an object");
    Review review = {0};
    if (found.list.count == 0) review = read_review(object, &found);
    if (found.list.count == 0) *LIST_ADD(&reading->items, reading->keep) = review;
    report(reading, &found);
}

bool reviews_read(Text source, Text file, Reviews *reviews, Arena *keep, Problems *problems)
{
    Reading reading = {.keep = keep, .problems = problems};
    size_t before = problems->list.count;
    Text rest = source, line;
    for (size_t number = 1; text_next_line(&rest, &line); number++) {
        if (text_trim(line).length == 0) continue;
        reading.place = study_place(file, number, keep);
        read_line(&reading, line);
        if (study_gives_up(file, before, problems)) return false;
    }
    *reviews = (Reviews){reading.items.items, reading.items.count, reading.cut};
    return true;
}
