#include "study/cohort.h"

#include <assert.h>

Cohort cohort_new(const Rubric *rubric, Arena *keep)
{
    size_t criteria = 0;
    for (size_t i = 0; i < rubric->dimension_count; i++) criteria += rubric->dimensions[i].criterion_count;
    return (Cohort){
        .rubric = rubric,
        .bands = arena_take(keep, sizeof(size_t[BAND_COUNT]), _Alignof(size_t), rubric->dimension_count + 1),
        .items = items_new(criteria, keep),
        .marks = NEW_ARRAY(keep, int, criteria + 1),
    };
}

void cohort_add(Cohort *cohort, const Grade *grade)
{
    assert(grade->rubric == cohort->rubric);
    if (!grade->judged) {
        cohort->not_judged++;
        return;
    }
    size_t item = 0;
    cohort->judged++;
    cohort->overall[grade->band]++;
    for (size_t i = 0; i < cohort->rubric->dimension_count; i++) {
        const DimensionGrade *dimension = &grade->dimensions[i];
        cohort->bands[i][dimension->band]++;
        for (size_t k = 0; k < dimension->dimension->criterion_count; k++)
            cohort->marks[item++] = dimension->criteria[k].rung;
    }
    items_add(&cohort->items, cohort->marks);
}
