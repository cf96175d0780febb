#include "report/report_parts.h"

const char *const rung_names[RUNG_COUNT] = {"absent", "mention", "situated", "decision"};

DimensionList shown_dimensions(const Grade *grade, Arena *keep)
{
    size_t count = grade->judged ? grade->rubric->dimension_count : 0;
    DimensionList list = {NEW_ARRAY(keep, const DimensionGrade *, count + 1), 0};
    for (int headline = 1; headline >= 0; headline--)
        for (size_t i = 0; i < count; i++)
            if (grade->dimensions[i].dimension->headline == (headline == 1))
                list.items[list.count++] = &grade->dimensions[i];
    return list;
}

typedef bool Before(const CriterionGrade *a, const CriterionGrade *b);

static bool is_better(const CriterionGrade *a, const CriterionGrade *b)
{
    if (a->rung != b->rung) return a->rung > b->rung;
    return a->value > b->value;
}

static bool is_weightier(const CriterionGrade *a, const CriterionGrade *b)
{
    return a->criterion->weight > b->criterion->weight;
}

/* Put in its place behind its equals, so that the rubric's order settles ties. */
static void insert(CriterionList *list, const CriterionGrade *criterion, Before *before)
{
    size_t at = list->count++;
    for (; at > 0 && before(criterion, list->items[at - 1]); at--) list->items[at] = list->items[at - 1];
    list->items[at] = criterion;
}

static CriterionList pick(const DimensionGrade *dimension, bool found, Before *before, Arena *keep)
{
    size_t count = dimension->dimension->criterion_count;
    CriterionList list = {NEW_ARRAY(keep, const CriterionGrade *, count + 1), 0};
    for (size_t i = 0; i < count; i++)
        if ((dimension->criteria[i].rung > 0) == found) insert(&list, &dimension->criteria[i], before);
    return list;
}

CriterionList shown_found(const DimensionGrade *dimension, Arena *keep)
{
    return pick(dimension, true, is_better, keep);
}

CriterionList shown_missing(const DimensionGrade *dimension, Arena *keep)
{
    return pick(dimension, false, is_weightier, keep);
}
