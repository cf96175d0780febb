#include "report/diff_parts.h"

#include <stdlib.h>

static int apart(const CriterionPair *pair)
{
    return abs(pair->a->rung - pair->b->rung);
}

static bool comes_before(const CriterionPair *one, const CriterionPair *other)
{
    if (apart(one) != apart(other)) return apart(one) > apart(other);
    return one->a->criterion->weight > other->a->criterion->weight;
}

CriterionPairs diff_criteria(const DimensionGrade *a, const DimensionGrade *b, Arena *keep)
{
    size_t count = a->dimension->criterion_count;
    CriterionPairs pairs = {NEW_ARRAY(keep, CriterionPair, count + 1), 0};
    for (size_t i = 0; i < count; i++) {
        CriterionPair pair = {&a->criteria[i], &b->criteria[i]};
        if (apart(&pair) == 0) continue;
        size_t at = pairs.count++;
        for (; at > 0 && comes_before(&pair, &pairs.items[at - 1]); at--) pairs.items[at] = pairs.items[at - 1];
        pairs.items[at] = pair;
    }
    return pairs;
}

static bool holds_wrong(const MisconceptionFound *const *found, size_t count, const Misconception *wrong)
{
    for (size_t i = 0; i < count; i++)
        if (found[i]->misconception == wrong) return true;
    return false;
}

static bool gets_wrong(const Grade *grade, const Misconception *wrong)
{
    for (size_t i = 0; i < grade->misconception_count; i++)
        if (grade->misconceptions[i].misconception == wrong) return true;
    return false;
}

MisconceptionList diff_wrongs(const Grade *of, const Grade *other, Arena *keep)
{
    MisconceptionList list = {NEW_ARRAY(keep, const MisconceptionFound *, of->misconception_count + 1), 0};
    for (size_t i = 0; i < of->misconception_count; i++) {
        const Misconception *wrong = of->misconceptions[i].misconception;
        if (!gets_wrong(other, wrong) && !holds_wrong(list.items, list.count, wrong))
            list.items[list.count++] = &of->misconceptions[i];
    }
    return list;
}

static bool has_flag(const Grade *grade, Text id)
{
    for (size_t i = 0; i < grade->flag_count; i++)
        if (text_equal(grade->flags[i].id, id)) return true;
    return false;
}

FlagList diff_flags(const Grade *of, const Grade *other, Arena *keep)
{
    FlagList list = {NEW_ARRAY(keep, const Flag *, of->flag_count + 1), 0};
    for (size_t i = 0; i < of->flag_count; i++)
        if (!has_flag(other, of->flags[i].id)) list.items[list.count++] = &of->flags[i];
    return list;
}
