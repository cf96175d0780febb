#include "study/progress.h"

static Course overall_course(const Progress *progress, double margin, Arena *keep)
{
    double *scores = NEW_ARRAY(keep, double, progress->count + 1);
    for (size_t i = 0; i < progress->count; i++) scores[i] = progress->grades[i]->score;
    return (Course){NULL, scores, trend_of(scores, progress->count, margin, *keep)};
}

static Course dimension_course(const Progress *progress, const Rubric *rubric, size_t dimension, Arena *keep)
{
    double *scores = NEW_ARRAY(keep, double, progress->count + 1);
    for (size_t i = 0; i < progress->count; i++) scores[i] = progress->grades[i]->dimensions[dimension].score;
    Trend trend = trend_of(scores, progress->count, rubric->scale.confidence_margin, *keep);
    return (Course){&rubric->dimensions[dimension], scores, trend};
}

static void follow_scores(Progress *progress, const Rubric *rubric, Arena *keep)
{
    Course *courses = NEW_ARRAY(keep, Course, rubric->dimension_count + 1);
    courses[progress->course_count++] = overall_course(progress, rubric->scale.confidence_margin, keep);
    for (int headline = 1; headline >= 0; headline--)
        for (size_t d = 0; d < rubric->dimension_count; d++)
            if (rubric->dimensions[d].headline == (headline == 1))
                courses[progress->course_count++] = dimension_course(progress, rubric, d, keep);
    progress->courses = courses;
}

/* Criteria */

static CriterionCourse criterion_course(const Progress *progress, const Dimension *of, size_t dimension,
                                        size_t criterion)
{
    CriterionCourse course = {.criterion = &of->criteria[criterion], .dimension = of};
    for (size_t i = 0; i < progress->count; i++) {
        const CriterionGrade *grade = &progress->grades[i]->dimensions[dimension].criteria[criterion];
        course.value += grade->value;
        course.missed += grade->rung == 0;
    }
    if (progress->count) course.value /= (double)progress->count;
    return course;
}

/* Of two that earned the same, the one that is worth more. */
static bool is_weaker(const CriterionCourse *a, const CriterionCourse *b)
{
    if (a->value != b->value) return a->value < b->value;
    return a->dimension->weight * a->criterion->weight > b->dimension->weight * b->criterion->weight;
}

static void follow_criteria(Progress *progress, const Rubric *rubric, Arena *keep)
{
    size_t count = 0, most = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++) most += rubric->dimensions[d].criterion_count;
    CriterionCourse *list = NEW_ARRAY(keep, CriterionCourse, most + 1);
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        for (size_t c = 0; c < rubric->dimensions[d].criterion_count; c++) {
            CriterionCourse course = criterion_course(progress, &rubric->dimensions[d], d, c);
            size_t at = count++;
            for (; at > 0 && is_weaker(&course, &list[at - 1]); at--) list[at] = list[at - 1];
            list[at] = course;
        }
    }
    progress->criteria = list;
    progress->criterion_count = count;
}

/* Ratings of one's own */

static const SelfRating *rating_of(const Grade *grade, const Dimension *dimension)
{
    const Conduct *conduct = grade->transcript->conduct;
    for (size_t i = 0; i < conduct->rating_count; i++)
        if (text_equal(conduct->ratings[i].dimension, dimension->id)) return &conduct->ratings[i];
    return NULL;
}

static RatingBias rating_bias(const Progress *progress, const Dimension *dimension, size_t index)
{
    RatingBias bias = {.dimension = dimension};
    for (size_t i = 0; i < progress->count; i++) {
        const SelfRating *rating = rating_of(progress->grades[i], dimension);
        if (!rating) continue;
        bias.count++;
        bias.own += rating->band;
        bias.given += progress->grades[i]->dimensions[index].band;
    }
    if (bias.count == 0) return bias;
    bias.own /= (double)bias.count;
    bias.given /= (double)bias.count;
    return bias;
}

static void compare_ratings(Progress *progress, const Rubric *rubric, Arena *keep)
{
    RatingBias *biases = NEW_ARRAY(keep, RatingBias, rubric->dimension_count + 1);
    for (size_t d = 0; d < rubric->dimension_count; d++)
        if (rubric->dimensions[d].headline)
            biases[progress->bias_count++] = rating_bias(progress, &rubric->dimensions[d], d);
    progress->biases = biases;
}

/* Time */

/* NULL for one that the rubric does not know. */
static const Mode *mode_of(const Grade *grade)
{
    Text mode = grade->transcript->conduct->mode;
    return mode.length ? rubric_mode(grade->rubric, mode) : NULL;
}

/* As the pace says, a curve ball takes its share beside the sections. */
Figure progress_plan(const Grade *grade, const Section *section)
{
    const Mode *mode = mode_of(grade);
    const Pace *pace = &grade->rubric->pace;
    double minutes = grade->transcript->conduct->minutes, own = 0, all = 0;
    if (!mode || !section || minutes <= 0) return (Figure){0};
    if (pace->curve_ball_at < 1) all += pace->curve_ball_minutes;
    for (size_t i = 0; i < mode->section_count; i++) {
        all += mode->sections[i]->minutes;
        if (mode->sections[i] == section) own = section->minutes;
    }
    if (own <= 0 || all <= 0) return (Figure){0};
    return (Figure){true, minutes * own / all};
}

static const Section *section_of(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->section_count; i++)
        if (text_equal(rubric->sections[i].id, id)) return &rubric->sections[i];
    return NULL;
}

/* Seconds in a section, or with NULL in all that are none; false when it was not entered. */
static bool seconds_in(const Grade *grade, const Section *section, double *seconds)
{
    const Conduct *conduct = grade->transcript->conduct;
    bool entered = false;
    *seconds = 0;
    for (size_t i = 0; i < conduct->time_count; i++) {
        if (section_of(grade->rubric, conduct->times[i].section) != section) continue;
        *seconds += conduct->times[i].seconds;
        entered = true;
    }
    return entered;
}

static SectionTime section_time(const Progress *progress, const Section *section)
{
    SectionTime time = {.section = section};
    double seconds, planned = 0;
    size_t plans = 0;
    for (size_t i = 0; i < progress->count; i++) {
        const Grade *grade = progress->grades[i];
        if (grade->transcript->conduct->seconds <= 0 || !seconds_in(grade, section, &seconds)) continue;
        Figure plan = progress_plan(grade, section);
        time.count++;
        time.minutes += seconds / 60;
        planned += plan.known ? plan.value : 0;
        plans += plan.known;
    }
    if (time.count) time.minutes /= (double)time.count;
    if (plans) time.planned = (Figure){true, planned / (double)plans};
    return time;
}

static void add_times(Progress *progress, const Rubric *rubric, Arena *keep)
{
    SectionTime *times = NEW_ARRAY(keep, SectionTime, rubric->section_count + 1);
    for (size_t i = 0; i <= rubric->section_count; i++) {
        SectionTime time = section_time(progress, i < rubric->section_count ? &rubric->sections[i] : NULL);
        if (time.count) times[progress->time_count++] = time;
    }
    progress->times = times;
}

static void add_conduct(Progress *progress)
{
    const Mode *mode = NULL;
    for (size_t i = 0; i < progress->count; i++) {
        const Conduct *conduct = progress->grades[i]->transcript->conduct;
        progress->hints += conduct->hint_count;
        progress->probes += conduct->probe_count;
        progress->drafts += conduct->draft_count;
        progress->facts += conduct->fact_count;
        const Mode *own = mode_of(progress->grades[i]);
        if (own && mode && own != mode) progress->mixed_modes = true;
        if (own) mode = own;
    }
}

const Progress *progress_of(const Rubric *rubric, const Grade *const *grades, size_t count, Arena *keep)
{
    Progress *progress = NEW(keep, Progress);
    *progress = (Progress){.grades = grades, .count = count};
    follow_scores(progress, rubric, keep);
    follow_criteria(progress, rubric, keep);
    compare_ratings(progress, rubric, keep);
    add_times(progress, rubric, keep);
    add_conduct(progress);
    return progress;
}

Text progress_date(const Grade *grade)
{
    enum { YEAR = 4, MONTH = 7, DAY = 10 };
    Text date = grade->transcript->conduct->started;
    if (date.length == 0) date = grade->transcript->name; /* files of interviews are named by the day */
    bool is_date = date.length >= DAY && date.at[YEAR] == '-' && date.at[MONTH] == '-';
    return is_date ? text_slice(date, 0, DAY) : TEXT("");
}
