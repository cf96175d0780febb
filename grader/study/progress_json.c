/* Everything, for programs. */

#include "study/progress.h"

#include "json/writer.h"
#include "report/stamp.h"

/* Members may be added without a new format; it grows when one changes or goes. */
enum { PROGRESS_FORMAT = 1, SCORE_DIGITS = 2, DIGITS = 4 };

static void figure_member(JsonWriter *writer, const char *key, Figure figure)
{
    json_key(writer, key);
    if (figure.known)
        json_decimal(writer, figure.value, DIGITS);
    else
        json_null(writer);
}

static void text_or_null(JsonWriter *writer, const char *key, Text text)
{
    if (text.length)
        json_text_member(writer, key, text);
    else
        json_null_member(writer, key);
}

static void write_times(JsonWriter *writer, const Conduct *conduct)
{
    json_key(writer, "seconds");
    json_open_object(writer);
    for (size_t i = 0; conduct->seconds > 0 && i < conduct->time_count; i++) {
        json_key_text(writer, conduct->times[i].section);
        json_decimal(writer, conduct->times[i].seconds, DIGITS);
    }
    json_close_object(writer);
}

static void write_session(JsonWriter *writer, const Grade *grade)
{
    const Conduct *conduct = grade->transcript->conduct;
    json_open_object(writer);
    json_text_member(writer, "name", grade->transcript->name);
    text_or_null(writer, "started", conduct->started);
    text_or_null(writer, "prompt", grade->prompt ? grade->prompt->id : TEXT(""));
    text_or_null(writer, "question", grade->question);
    json_text_member(writer, "level", grade->level->id);
    text_or_null(writer, "mode", conduct->mode);
    json_integer_member(writer, "band", (size_t)grade->band);
    json_decimal_member(writer, "score", grade->score, SCORE_DIGITS);
    json_integer_member(writer, "words", grade->words);
    figure_member(writer, "minutes", (Figure){conduct->seconds > 0, conduct->seconds / 60});
    figure_member(writer, "planned", (Figure){conduct->minutes > 0, conduct->minutes});
    write_times(writer, conduct);
    json_integer_member(writer, "hints", conduct->hint_count);
    json_integer_member(writer, "follow_ups", conduct->probe_count);
    json_integer_member(writer, "drafts", conduct->draft_count);
    json_integer_member(writer, "facts", conduct->fact_count);
    json_close_object(writer);
}

static void write_course(JsonWriter *writer, const Course *course, size_t count)
{
    static const char *const changes[] = {[TREND_UNCLEAR] = "unclear", [TREND_UP] = "up", [TREND_DOWN] = "down"};
    json_open_object(writer);
    json_text_member(writer, "id", course->dimension ? course->dimension->id : TEXT("overall"));
    json_key(writer, "scores");
    json_open_array(writer);
    for (size_t i = 0; i < count; i++) json_decimal(writer, course->scores[i], SCORE_DIGITS);
    json_close_array(writer);
    figure_member(writer, "slope", course->trend.slope);
    text_or_null(writer, "change", text_from(changes[course->trend.kind]));
    json_close_object(writer);
}

static void write_criterion(JsonWriter *writer, const CriterionCourse *course)
{
    json_open_object(writer);
    json_text_member(writer, "id", course->criterion->id);
    json_text_member(writer, "title", course->criterion->title);
    json_text_member(writer, "dimension", course->dimension->id);
    json_decimal_member(writer, "value", course->value, DIGITS);
    json_integer_member(writer, "missed", course->missed);
    json_text_member(writer, "probe", course->criterion->probe);
    json_close_object(writer);
}

static void write_bias(JsonWriter *writer, const RatingBias *bias)
{
    bool known = bias->count > 0;
    json_open_object(writer);
    json_text_member(writer, "id", bias->dimension->id);
    json_integer_member(writer, "n", bias->count);
    figure_member(writer, "own", (Figure){known, bias->own});
    figure_member(writer, "grade", (Figure){known, bias->given});
    figure_member(writer, "bias", (Figure){known, bias->own - bias->given});
    json_close_object(writer);
}

static void write_time(JsonWriter *writer, const SectionTime *time)
{
    json_open_object(writer);
    text_or_null(writer, "section", time->section ? time->section->id : TEXT(""));
    json_integer_member(writer, "n", time->count);
    json_decimal_member(writer, "minutes", time->minutes, DIGITS);
    figure_member(writer, "planned", time->planned);
    json_close_object(writer);
}

static void write_counts(JsonWriter *writer, const Progress *progress, const ProgressSource *source)
{
    json_text_member(writer, "folder", source->folder);
    json_integer_member(writer, "graded", progress->count);
    json_integer_member(writer, "open", source->open);
    json_integer_member(writer, "not_judged", source->not_judged);
    json_integer_member(writer, "broken", source->broken);
}

static void write_totals(JsonWriter *writer, const Progress *progress)
{
    json_integer_member(writer, "hints", progress->hints);
    json_integer_member(writer, "follow_ups", progress->probes);
    json_integer_member(writer, "drafts", progress->drafts);
    json_integer_member(writer, "facts", progress->facts);
}

void progress_write_json(Buffer *out, const Progress *progress, const Rubric *rubric, const ProgressSource *source,
                         const Provenance *from)
{
    JsonWriter writer = json_writer(out, false);
    json_open_object(&writer);
    json_integer_member(&writer, "format", PROGRESS_FORMAT);
    stamp_write(&writer, from);
    stamp_write_rubric(&writer, rubric);
    write_counts(&writer, progress, source);
    json_key(&writer, "sessions");
    json_open_array(&writer);
    for (size_t i = 0; i < progress->count; i++) write_session(&writer, progress->grades[i]);
    json_close_array(&writer);
    json_key(&writer, "trends");
    json_open_array(&writer);
    for (size_t i = 0; i < progress->course_count; i++) write_course(&writer, &progress->courses[i], progress->count);
    json_close_array(&writer);
    json_key(&writer, "criteria");
    json_open_array(&writer);
    for (size_t i = 0; i < progress->criterion_count; i++) write_criterion(&writer, &progress->criteria[i]);
    json_close_array(&writer);
    json_key(&writer, "ratings");
    json_open_array(&writer);
    for (size_t i = 0; i < progress->bias_count; i++) write_bias(&writer, &progress->biases[i]);
    json_close_array(&writer);
    json_key(&writer, "times");
    json_open_array(&writer);
    for (size_t i = 0; i < progress->time_count; i++) write_time(&writer, &progress->times[i]);
    json_close_array(&writer);
    write_totals(&writer, progress);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}
