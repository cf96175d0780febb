/* Everything, for programs. */

#include "study/agree.h"

#include "json/writer.h"

/* Members may be added without a new format; it grows when one changes or goes. */
enum { AGREEMENT_FORMAT = 1, DIGITS = 4 };

static void write_figure(JsonWriter *writer, Figure figure)
{
    if (figure.known)
        json_decimal(writer, figure.value, DIGITS);
    else
        json_null(writer);
}

static void figure_member(JsonWriter *writer, const char *key, Figure figure)
{
    json_key(writer, key);
    write_figure(writer, figure);
}

static void texts_member(JsonWriter *writer, const char *key, Texts texts)
{
    json_key(writer, key);
    json_open_array(writer);
    for (size_t i = 0; i < texts.count; i++) json_text(writer, texts.items[i]);
    json_close_array(writer);
}

static void fit_members(JsonWriter *writer, const Fit *fit)
{
    figure_member(writer, "qwk", fit->qwk);
    figure_member(writer, "exact", fit->exact);
    figure_member(writer, "adjacent", fit->adjacent);
    figure_member(writer, "error", fit->error);
}

static void write_flags(JsonWriter *writer, const DimensionAgreement *dimension)
{
    json_key(writer, "flags");
    json_open_array(writer);
    if (dimension->low_qwk) json_text(writer, TEXT("qwk"));
    if (dimension->low_r) json_text(writer, TEXT("r"));
    if (dimension->large_smd) json_text(writer, TEXT("smd"));
    json_close_array(writer);
}

static void write_confusion(JsonWriter *writer, const DimensionAgreement *dimension)
{
    json_key(writer, "confusion");
    json_open_array(writer);
    for (int human = 0; human < BAND_COUNT; human++) {
        json_open_array(writer);
        for (int machine = 0; machine < BAND_COUNT; machine++)
            json_integer(writer, (int64_t)dimension->confusion[human][machine]);
        json_close_array(writer);
    }
    json_close_array(writer);
}

static void write_readers(JsonWriter *writer, const DimensionAgreement *dimension)
{
    json_key(writer, "readers");
    json_open_object(writer);
    json_integer_member(writer, "n", dimension->reader_count);
    fit_members(writer, &dimension->readers);
    figure_member(writer, "r", dimension->r_readers);
    json_close_object(writer);
}

static void write_baselines(JsonWriter *writer, const DimensionAgreement *dimension)
{
    json_key(writer, "constant");
    json_open_object(writer);
    figure_member(writer, "band", (Figure){dimension->count > 0, dimension->constant_band});
    fit_members(writer, &dimension->constant);
    json_close_object(writer);
    json_key(writer, "words");
    json_open_object(writer);
    fit_members(writer, &dimension->words);
    figure_member(writer, "r", dimension->r_words);
    json_key(writer, "least");
    json_open_array(writer);
    for (int band = 0; band < BAND_COUNT; band++) write_figure(writer, dimension->least_words[band]);
    json_close_array(writer);
    json_close_object(writer);
}

static void write_dimension(JsonWriter *writer, const DimensionAgreement *dimension)
{
    json_open_object(writer);
    json_text_member(writer, "id", dimension->id);
    json_integer_member(writer, "n", dimension->count);
    figure_member(writer, "mean_grader", dimension->mean_machine);
    figure_member(writer, "mean_readers", dimension->mean_human);
    fit_members(writer, &dimension->machine);
    figure_member(writer, "r", dimension->r_score);
    figure_member(writer, "r_band", dimension->r_band);
    figure_member(writer, "smd", dimension->smd);
    write_flags(writer, dimension);
    write_readers(writer, dimension);
    write_baselines(writer, dimension);
    write_confusion(writer, dimension);
    json_close_object(writer);
}

static void write_comparison(JsonWriter *writer, Text dimension, const Comparison *comparison)
{
    json_open_object(writer);
    json_text_member(writer, "id", dimension);
    json_key(writer, "readers");
    json_open_array(writer);
    for (size_t i = 0; i < comparison->rating.count; i++) json_decimal(writer, comparison->rating.bands[i], DIGITS);
    json_close_array(writer);
    figure_member(writer, "band", (Figure){comparison->mark.given, comparison->mark.band});
    figure_member(writer, "score", (Figure){comparison->mark.given, comparison->mark.score});
    json_close_object(writer);
}

static void write_text(JsonWriter *writer, const Agreement *agreement, const ComparedText *text)
{
    json_open_object(writer);
    json_text_member(writer, "id", text->id);
    figure_member(writer, "words", (Figure){text->result->counted, (double)text->result->words});
    json_key(writer, "dimensions");
    json_open_array(writer);
    for (size_t i = 0; i < agreement->dimension_count; i++)
        write_comparison(writer, agreement->dimensions[i].id, &text->comparisons[i]);
    json_close_array(writer);
    json_close_object(writer);
}

void agreement_write_json(Buffer *out, const Agreement *agreement)
{
    JsonWriter writer = json_writer(out, false);
    json_open_object(&writer);
    json_integer_member(&writer, "format", AGREEMENT_FORMAT);
    json_text_member(&writer, "ratings", agreement->ratings->file);
    json_text_member(&writer, "results", agreement->results->file);
    json_integer_member(&writer, "rated", agreement->ratings->count);
    json_integer_member(&writer, "graded", agreement->results->count);
    json_integer_member(&writer, "compared", agreement->text_count);
    texts_member(&writer, "not_judged", agreement->not_judged);
    texts_member(&writer, "without_result", agreement->without_result);
    texts_member(&writer, "without_rating", agreement->without_rating);
    texts_member(&writer, "unrated", agreement->unrated);
    texts_member(&writer, "ignored", (Texts){agreement->ratings->ignored, agreement->ratings->ignored_count});
    json_key(&writer, "dimensions");
    json_open_array(&writer);
    for (size_t i = 0; i < agreement->dimension_count; i++) write_dimension(&writer, &agreement->dimensions[i]);
    json_close_array(&writer);
    json_key(&writer, "texts");
    json_open_array(&writer);
    for (size_t i = 0; i < agreement->text_count; i++) write_text(&writer, agreement, &agreement->texts[i]);
    json_close_array(&writer);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}
