#include "grade/answer.h"

const char *const band_names[BAND_COUNT] = {"absent", "weak", "mid", "senior", "staff"};
const char *const signal_names[] = {
    [SIGNAL_NO_HIRE] = "no hire", [SIGNAL_LEAN_NO] = "lean no hire",       [SIGNAL_LEAN_HIRE] = "lean hire",
    [SIGNAL_HIRE] = "hire",       [SIGNAL_STRONG_HIRE] = "strong hire",
};
const char *const confidence_names[] = {
    [CONFIDENCE_LOW] = "low", [CONFIDENCE_MEDIUM] = "medium", [CONFIDENCE_HIGH] = "high"};

static int band_of(const double *begins, double score)
{
    int band = 0;
    while (band + 1 < BAND_COUNT && score >= begins[band + 1]) band++;
    return band;
}

static double capped(const double *begins, double score, int highest)
{
    if (highest + 1 >= BAND_COUNT || score < begins[highest + 1]) return score;
    return highest == 0 ? 0 : begins[highest + 1] - 0.1;
}

/* A sum of criterion values to a share of the whole: s / (s + saturation), scaled
   so that every criterion at its full value gives 1. */
static double saturate(const Scale *scale, double sum, double most)
{
    double full = most / (most + scale->saturation);
    return full > 0 ? sum / (sum + scale->saturation) / full : 0;
}

static bool says_of(const Grader *grader, const Answer *answer, const UnitView *unit, size_t dimension)
{
    for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++) {
        const Hit *hit = &answer->hits.items[h];
        if (hit->most_rung > 1 && grader->criteria[hit->criterion].dimension == dimension) return true;
    }
    return false;
}

/* Whether a unit next to this one in its passage says something of the dimension. */
static bool is_beside(const Grader *grader, const Answer *answer, size_t at, size_t dimension)
{
    size_t first = at > 0 ? at - 1 : at, last = at + 1 < answer->unit_count ? at + 1 : at;
    for (size_t u = first; u <= last; u++) {
        const UnitView *unit = &answer->units[u];
        if (u == at || unit->passage != answer->units[at].passage || unit->mark != MARK_STATEMENT) continue;
        if (says_of(grader, answer, unit, dimension)) return true;
    }
    return false;
}

/* Whether a unit is the best evidence of one of these criteria. */
static bool is_taken(const CriterionGrade *criteria, size_t count, const UnitView *unit)
{
    for (size_t c = 0; c < count; c++)
        if (criteria[c].rung > 0 && criteria[c].evidence[0].start == unit->start) return true;
    return false;
}

/* By unit: whether any criterion took it as its best. */
static const bool *note_taken(const Grader *grader, const Answer *answer, const CriterionGrade *criteria)
{
    bool *taken = NEW_ARRAY(answer->keep, bool, answer->unit_count + 1);
    for (size_t u = 0; u < answer->unit_count; u++) taken[u] = is_taken(criteria, grader->criterion_count, &answer->units[u]);
    return taken;
}

/* Deep sentences that no criterion of the dimension took as its best: those that say something of
   it; and where no other took them, those under its heading or beside one that says something of it. */
static double section_sum(const Grader *grader, const Answer *answer, size_t dimension, const CriterionGrade *criteria,
                          const bool *taken_anywhere)
{
    enum { MOST_UNITS = 5 };
    const Scale *scale = &grader->rubric->scale;
    double sum = 0;
    int taken = 0;
    for (size_t u = 0; u < answer->unit_count && taken < MOST_UNITS; u++) {
        const UnitView *unit = &answer->units[u];
        if (unit->mark != MARK_STATEMENT || unit->own_depth < scale->ladder[2]) continue;
        if (taken_anywhere[u] && is_taken(criteria, grader->rubric->dimensions[dimension].criterion_count, unit)) continue;
        bool speaks = says_of(grader, answer, unit, dimension);
        bool stands = unit->under >> dimension & 1 || is_beside(grader, answer, u, dimension);
        if (!speaks && (taken_anywhere[u] || !stands)) continue;
        sum += scale->section_value * unit->own_depth;
        taken++;
    }
    return sum;
}

typedef struct {
    double sum;  /* of weighted criterion values */
    double most; /* that it could be */
} DimensionSum;

double grade_depth_leaves(const Scale *scale, double depth)
{
    double deep = depth / scale->global_depth;
    return 1 - scale->global_share + scale->global_share * (deep > 1 ? 1 : deep);
}

static double dimension_score(const Scale *scale, const Answer *answer, DimensionSum of)
{
    double score = 100 * saturate(scale, of.sum, of.most) * grade_depth_leaves(scale, answer->depth);
    return score > 100 ? 100 : score;
}

/* The criterion of one dimension whose next rung would move the score most. */
static Gap widest_gap(const Rubric *rubric, const Answer *answer, const DimensionGrade *of, DimensionSum sum)
{
    const Dimension *dimension = of->dimension;
    Gap widest = {.dimension = dimension};
    for (size_t c = 0; c < dimension->criterion_count; c++) {
        const CriterionGrade *criterion = &of->criteria[c];
        if (criterion->rung + 1 >= RUNG_COUNT) continue;
        DimensionSum lifted = sum;
        lifted.sum += criterion->criterion->weight * (rubric->scale.rung_values[criterion->rung + 1] - criterion->value);
        double gain = dimension->weight * (dimension_score(&rubric->scale, answer, lifted) -
                                           dimension_score(&rubric->scale, answer, sum));
        if (gain <= widest.gain) continue;
        widest.gain = gain;
        widest.criterion = criterion;
    }
    return widest;
}

static void note_gaps(const Grader *grader, const Answer *answer, const DimensionSum *sums, Grade *grade)
{
    const Rubric *rubric = grader->rubric;
    Gap *gaps = NEW_ARRAY(answer->keep, Gap, rubric->dimension_count);
    double weights = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++) weights += rubric->dimensions[d].weight;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        Gap gap = widest_gap(rubric, answer, &grade->dimensions[d], sums[d]);
        if (!gap.criterion) continue;
        gap.gain /= weights;
        size_t at = grade->gap_count++;
        for (; at > 0 && gap.gain > gaps[at - 1].gain; at--) gaps[at] = gaps[at - 1];
        gaps[at] = gap;
    }
    grade->gaps = gaps;
}

static Signal signal_for(const Rubric *rubric, const Grade *grade, double score)
{
    const Level *level = grade->level;
    int under = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++)
        under += rubric->dimensions[d].headline && grade->dimensions[d].score < level->floor;
    if (score < level->hire - level->lean || (score < level->hire && under > 2)) return SIGNAL_NO_HIRE;
    if (score < level->hire) return SIGNAL_LEAN_NO;
    if (under) return SIGNAL_LEAN_HIRE;
    return score >= level->strong ? SIGNAL_STRONG_HIRE : SIGNAL_HIRE;
}

/* The two headline dimensions whose weight and distance from the line moved it most. */
static void note_deciders(const Rubric *rubric, Grade *grade)
{
    bool passed = grade->signal >= SIGNAL_HIRE;
    double best[2] = {-1e9, -1e9};
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        if (!rubric->dimensions[d].headline) continue;
        double above = rubric->dimensions[d].weight * (grade->dimensions[d].score - grade->level->hire);
        double pull = passed ? above : -above;
        int at = pull > best[0] ? 0 : pull > best[1] ? 1 : 2;
        if (at == 2) continue;
        if (at == 0) {
            best[1] = best[0];
            grade->decided_by[1] = grade->decided_by[0];
        }
        best[at] = pull;
        grade->decided_by[at] = d;
    }
}

static void note_confidence(const Rubric *rubric, const Answer *answer, Grade *grade)
{
    const Scale *scale = &rubric->scale;
    double distance = grade->score - grade->level->hire;
    double near = distance < 0 ? -distance : distance;
    bool thin = (double)answer->words < scale->confidence_words;
    grade->signal_low = signal_for(rubric, grade, grade->score - scale->confidence_margin);
    grade->signal_high = signal_for(rubric, grade, grade->score + scale->confidence_margin);
    bool sure = grade->signal_low == grade->signal_high;
    if (thin || near < scale->confidence_margin) grade->confidence = CONFIDENCE_LOW;
    else grade->confidence = sure ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
    if (grade->confidence != CONFIDENCE_LOW) grade->signal_low = grade->signal_high = grade->signal;
}

void grade_dimensions(const Grader *grader, const Answer *answer, const CriterionGrade *criteria, Grade *grade,
                      int highest_band)
{
    const Rubric *rubric = grader->rubric;
    const Scale *scale = &rubric->scale;
    DimensionGrade *dimensions = NEW_ARRAY(answer->keep, DimensionGrade, rubric->dimension_count);
    DimensionSum *sums = NEW_ARRAY(answer->keep, DimensionSum, rubric->dimension_count);
    const bool *taken = note_taken(grader, answer, criteria);
    double weighted = 0, weights = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        for (size_t c = 0; c < dimension->criterion_count; c++) {
            sums[d].sum += criteria[c].criterion->weight * criteria[c].value;
            sums[d].most += criteria[c].criterion->weight;
        }
        sums[d].sum += section_sum(grader, answer, d, criteria, taken);
        double score = capped(scale->bands, dimension_score(scale, answer, sums[d]), highest_band);
        dimensions[d] = (DimensionGrade){dimension, band_of(scale->bands, score), score, criteria};
        weighted += dimension->weight * score;
        weights += dimension->weight;
        criteria += dimension->criterion_count;
    }
    grade->dimensions = dimensions;
    grade->score = capped(scale->overall_bands, weights > 0 ? weighted / weights : 0, highest_band);
    grade->band = band_of(scale->overall_bands, grade->score);
    grade->signal = signal_for(rubric, grade, grade->score);
    note_deciders(rubric, grade);
    note_confidence(rubric, answer, grade);
    note_gaps(grader, answer, sums, grade);
}
