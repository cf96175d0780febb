#include "study/agree.h"

#include <math.h>
#include <stdlib.h>

#include "study/study_parts.h"

typedef LIST_OF(Text) TextList;

static Texts texts_of(const TextList *list)
{
    return (Texts){list->items, list->count};
}

int comparison_distance(const Comparison *comparison)
{
    if (!comparison->mark.given || !comparison->rating.count) return 0;
    return abs(comparison->mark.band - band_rounded(rating_mean(&comparison->rating)));
}

/* One dimension of all texts, in columns. */
typedef struct {
    size_t count;
    double *machine, *score, *human, *words;
    bool counted; /* all words are known */
    size_t reader_count;
    double *first, *second; /* where both readers rated */
} Columns;

static Columns columns_new(size_t count, Arena *keep)
{
    return (Columns){
        .machine = NEW_ARRAY(keep, double, count),
        .score = NEW_ARRAY(keep, double, count),
        .human = NEW_ARRAY(keep, double, count),
        .words = NEW_ARRAY(keep, double, count),
        .counted = true,
        .first = NEW_ARRAY(keep, double, count),
        .second = NEW_ARRAY(keep, double, count),
    };
}

static void columns_add(Columns *columns, const ComparedText *text, const Comparison *comparison)
{
    const Rating *rating = &comparison->rating;
    if (rating->count == MOST_READERS) {
        columns->first[columns->reader_count] = rating->bands[0];
        columns->second[columns->reader_count++] = rating->bands[1];
    }
    if (!rating->count || !comparison->mark.given) return;
    size_t row = columns->count++;
    columns->machine[row] = comparison->mark.band;
    columns->score[row] = comparison->mark.score;
    columns->human[row] = rating_mean(rating);
    columns->words[row] = (double)text->result->words;
    columns->counted = columns->counted && text->result->counted;
}

static Fit fit_of(const double *machine, const double *human, size_t count)
{
    return (Fit){
        .qwk = figure_qwk(machine, human, count),
        .exact = figure_exact(machine, human, count),
        .adjacent = figure_adjacent(machine, human, count),
        .error = figure_error(machine, human, count),
    };
}

static void measure_constant(DimensionAgreement *agreement, const Columns *columns, Arena scratch)
{
    double *constant = NEW_ARRAY(&scratch, double, columns->count);
    if (!columns->count) return;
    agreement->constant_band = band_rounded(agreement->mean_human.value);
    for (size_t i = 0; i < columns->count; i++) constant[i] = agreement->constant_band;
    agreement->constant = fit_of(constant, columns->human, columns->count);
}

static int compare_numbers(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

static double *sorted_copy(const double *values, size_t count, Arena *keep)
{
    double *copy = NEW_ARRAY(keep, double, count);
    for (size_t i = 0; i < count; i++) copy[i] = values[i];
    if (count) qsort(copy, count, sizeof *copy, compare_numbers);
    return copy;
}

/* How many of the sorted values are lower. */
static size_t rank_of(const double *sorted, size_t count, double value)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void measure_words(DimensionAgreement *agreement, const Columns *columns, Arena scratch)
{
    size_t count = columns->count;
    double *bands = NEW_ARRAY(&scratch, double, count);
    const double *lengths = sorted_copy(columns->words, count, &scratch);
    const double *humans = sorted_copy(columns->human, count, &scratch);
    if (!columns->counted) return;
    for (size_t i = 0; i < count; i++) {
        int band = band_rounded(humans[rank_of(lengths, count, columns->words[i])]);
        Figure *least = &agreement->least_words[band];
        if (!least->known || columns->words[i] < least->value) *least = (Figure){true, columns->words[i]};
        bands[i] = band;
    }
    agreement->words = fit_of(bands, columns->human, count);
    agreement->r_words = figure_correlation(columns->words, columns->human, count);
}

static void measure_machine(DimensionAgreement *agreement, const Columns *columns)
{
    size_t count = columns->count;
    agreement->count = count;
    agreement->mean_machine = figure_mean(columns->machine, count);
    agreement->mean_human = figure_mean(columns->human, count);
    agreement->machine = fit_of(columns->machine, columns->human, count);
    agreement->r_score = figure_correlation(columns->score, columns->human, count);
    agreement->r_band = figure_correlation(columns->machine, columns->human, count);
    agreement->smd = figure_smd(columns->machine, columns->human, count);
    agreement->low_qwk = agreement->machine.qwk.known && agreement->machine.qwk.value < AGREE_LEAST_QWK;
    agreement->low_r = agreement->r_score.known && agreement->r_score.value < AGREE_LEAST_R;
    agreement->large_smd = agreement->smd.known && fabs(agreement->smd.value) > AGREE_MOST_SMD;
    for (size_t i = 0; i < count; i++)
        agreement->confusion[band_rounded(columns->human[i])][band_rounded(columns->machine[i])]++;
}

static void measure_readers(DimensionAgreement *agreement, const Columns *columns)
{
    agreement->reader_count = columns->reader_count;
    agreement->readers = fit_of(columns->first, columns->second, columns->reader_count);
    agreement->r_readers = figure_correlation(columns->first, columns->second, columns->reader_count);
}

static DimensionAgreement measure(const Agreement *agreement, size_t dimension, Text id, Arena scratch)
{
    DimensionAgreement measured = {.id = id};
    Columns columns = columns_new(agreement->text_count, &scratch);
    for (size_t i = 0; i < agreement->text_count; i++)
        columns_add(&columns, &agreement->texts[i], &agreement->texts[i].comparisons[dimension]);
    measure_machine(&measured, &columns);
    measure_readers(&measured, &columns);
    measure_constant(&measured, &columns, scratch);
    measure_words(&measured, &columns, scratch);
    return measured;
}

static IdIndex index_results(const Results *results, Arena *keep, Problems *problems)
{
    IdIndex ids = {.items = NEW_ARRAY(keep, IdEntry, results->count), .count = results->count};
    for (size_t i = 0; i < results->count; i++)
        ids.items[i] = (IdEntry){results->items[i].id, results->items[i].line, i};
    ids_sort(ids, results->file, problems);
    return ids;
}

static const Comparison *compare(const Ratings *ratings, const Results *results, const RatedText *text,
                                 const Result *result, Arena *keep)
{
    size_t count = 0;
    Comparison *comparisons = NEW_ARRAY(keep, Comparison, results->dimension_count);
    for (size_t i = 0; i < results->dimension_count; i++)
        if (ratings->rated[i]) comparisons[count++] = (Comparison){text->ratings[i], result_mark(result, i)};
    return comparisons;
}

/* Put both sides together by id. */
static void match(Agreement *agreement, Arena *keep, Arena scratch, Problems *problems)
{
    const Ratings *ratings = agreement->ratings;
    const Results *results = agreement->results;
    IdIndex ids = index_results(results, &scratch, problems);
    bool *matched = NEW_ARRAY(&scratch, bool, results->count);
    ComparedText *texts = NEW_ARRAY(keep, ComparedText, ratings->count);
    TextList not_judged = {0}, without_result = {0}, without_rating = {0};
    for (size_t i = 0; i < ratings->count; i++) {
        const RatedText *text = &ratings->texts[i];
        const IdEntry *entry = ids_find(ids, text->id);
        if (!entry) {
            *LIST_ADD(&without_result, keep) = text->id;
            continue;
        }
        const Result *result = &results->items[entry->index];
        matched[entry->index] = true;
        if (result->judged)
            texts[agreement->text_count++] =
                (ComparedText){text->id, result, compare(ratings, results, text, result, keep)};
        else
            *LIST_ADD(&not_judged, keep) = text->id;
    }
    for (size_t i = 0; i < results->count; i++)
        if (!matched[i]) *LIST_ADD(&without_rating, keep) = results->items[i].id;
    agreement->texts = texts;
    agreement->not_judged = texts_of(&not_judged);
    agreement->without_result = texts_of(&without_result);
    agreement->without_rating = texts_of(&without_rating);
}

const Agreement *agree(const Ratings *ratings, const Results *results, Arena *keep, Arena scratch, Problems *problems)
{
    Agreement *agreement = NEW(keep, Agreement);
    *agreement = (Agreement){.ratings = ratings, .results = results};
    match(agreement, keep, scratch, problems);
    if (agreement->text_count + agreement->not_judged.count == 0) {
        problem(problems, ratings->file, "no id stands in %.*s too", TEXT_ARGS(results->file));
        return NULL;
    }
    DimensionAgreement *dimensions = NEW_ARRAY(keep, DimensionAgreement, results->dimension_count);
    TextList unrated = {0};
    for (size_t i = 0; i < results->dimension_count; i++) {
        if (ratings->rated[i]) {
            size_t rated = agreement->dimension_count++;
            dimensions[rated] = measure(agreement, rated, results->dimensions[i], scratch);
        } else {
            *LIST_ADD(&unrated, keep) = results->dimensions[i];
        }
    }
    agreement->dimensions = dimensions;
    agreement->unrated = texts_of(&unrated);
    return agreement;
}
