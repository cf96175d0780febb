#ifndef GRADER_STUDY_AGREE_H
#define GRADER_STUDY_AGREE_H

/*
 * How far the program agrees with people, by dimension. Beside it stand two
 * baselines that know nothing of any rubric, and how far the readers agree with
 * each other: a figure means little without them. What the figures are is said
 * in figures.h.
 */

#include "base/buffer.h"
#include "rubric/rubric.h"
#include "study/figures.h"
#include "study/ratings.h"
#include "study/results.h"

/* RSMTool's limits, after Williamson, Xi and Breyer (2012). */
#define AGREE_LEAST_QWK 0.7
#define AGREE_LEAST_R   0.7
#define AGREE_MOST_SMD  0.15

/* How well one list of bands fits another. */
typedef struct {
    Figure qwk, exact, adjacent, error;
} Fit;

typedef struct {
    Text id;
    size_t count; /* texts with a mark and at least one reader */
    Figure mean_machine, mean_human;
    Fit machine;
    Figure r_score, r_band; /* the readers' mean against the 0-100 score, and against the band */
    Figure smd;
    size_t confusion[BAND_COUNT][BAND_COUNT]; /* [the readers' rounded band][the machine's] */
    bool low_qwk, low_r, large_smd;           /* outside the limits; r is that of the score */

    size_t reader_count; /* the compared texts that both readers rated */
    Fit readers;         /* the first as the machine, the second as the people */
    Figure r_readers;

    /* Always the same band: the readers' rounded mean. */
    int constant_band;
    Fit constant;

    /* By length alone: when the readers gave k texts band 0, the k shortest get band 0, and so
       on; texts of the same length get the same band, the lower one. */
    Fit words;
    Figure r_words;
    Figure least_words[BAND_COUNT]; /* the shortest text that got the band */
} DimensionAgreement;

/* One dimension of one text. */
typedef struct {
    Rating rating;
    Mark mark;
} Comparison;

typedef struct {
    Text id;
    const Result *result;
    const Comparison *comparisons; /* one for each of the agreement's dimensions */
} ComparedText;

typedef struct {
    const Text *items;
    size_t count;
} Texts;

typedef struct {
    const Ratings *ratings;
    const Results *results;
    const DimensionAgreement *dimensions; /* those that were rated, "overall" first */
    size_t dimension_count;
    const ComparedText *texts; /* rated and judged, in the order of the ratings */
    size_t text_count;
    Texts not_judged;     /* rated, but the program would not judge */
    Texts without_result; /* rated only */
    Texts without_rating; /* graded only */
    Texts unrated;        /* dimensions of the results without a column */
} Agreement;

/* The ratings must have been read with the results' dimensions. Lives in `keep`.
   NULL after a problem: no id stands in both. */
const Agreement *agree(const Ratings *ratings, const Results *results, Arena *keep, Arena scratch, Problems *problems);

/* How many bands the mark is off the readers' rounded band; 0 where one is missing. */
int comparison_distance(const Comparison *comparison);

/* For people: tables of 80 columns or more. */
typedef struct {
    bool confusion; /* also a matrix for each dimension */
    int off;        /* also the texts that are this many bands off on overall; 0 for none */
} AgreementDetail;

void agreement_write_text(Buffer *out, const Agreement *agreement, const AgreementDetail *detail);

/* Everything, for programs; unknown figures are null. */
void agreement_write_json(Buffer *out, const Agreement *agreement);

#endif
