#include "grade/answer.h"

enum { MOST_EVIDENCE = 3, MOST_MISSING = 4 };

double criterion_value(const Scale *scale, const Criterion *criterion, int rung, double depth)
{
    if (rung >= RUNG_COUNT - 1) return scale->rung_values[RUNG_COUNT - 1];
    if (rung <= 0) return scale->rung_values[0];
    double low = criterion->ladder[rung], high = criterion->ladder[rung + 1];
    double way = high > low ? (depth - low) / (high - low) : 0;
    way = way < 0 ? 0 : way > scale->rung_reach ? scale->rung_reach : way;
    return scale->rung_values[rung] + way * (scale->rung_values[rung + 1] - scale->rung_values[rung]);
}

/* How many parts that open this rung the unit shows, with the units right after it; none
   when not one of them is content. A decision is told in one statement: in a sentence of
   usual length, or in short ones that together make no more, the first with content. */
static size_t opening_parts(const Scale *scale, const Answer *answer, size_t unit, int rung)
{
    bool content = false, decision = rung == RUNG_COUNT - 1;
    double words = 0;
    enum { AHEAD = 2, MOST_PARTS = 32 };
    const DepthPart *seen[MOST_PARTS];
    size_t count = 0;
    for (size_t ahead = 0; ahead <= AHEAD; ahead++) {
        size_t after = unit_after(answer, unit, ahead);
        if (after == answer->unit_count) break;
        const UnitView *view = &answer->units[after];
        words += (double)view->words;
        if (decision && ahead > 0 && words > scale->statement_words) break;
        for (size_t i = 0; i < view->share_count; i++) {
            const DepthPart *part = view->shares[i].part;
            size_t s = 0;
            while (s < count && seen[s] != part) s++;
            if (part->gives != rung || view->shares[i].value <= 0 || s < count || count == MOST_PARTS) continue;
            seen[count++] = part;
            content = content || (part->content && (!decision || ahead == 0));
        }
    }
    return content ? count : 0;
}

static int rung_of(const Scale *scale, const Criterion *criterion, const Answer *answer, const Hit *hit)
{
    const UnitView *unit = &answer->units[hit->unit];
    if (unit->mark != MARK_STATEMENT) return 0;
    if (hit->lacks) return hit->most_rung < 1 ? 0 : 1;
    int rung = 1;
    while (rung + 1 < RUNG_COUNT && unit->depth >= criterion->ladder[rung + 1] &&
           (double)opening_parts(scale, answer, hit->unit, rung + 1) >= scale->opens[rung + 1])
        rung++;
    return rung < hit->most_rung ? rung : hit->most_rung;
}

/* What was said only after a follow-up question is worth less. */
static bool is_prompted(const Answer *answer, const Hit *hit)
{
    return answer->transcript->passages[answer->units[hit->unit].passage].prompted;
}

static double hit_value(const Grader *grader, const Answer *answer, const Hit *hit, int rung)
{
    const Scale *scale = &grader->rubric->scale;
    double value = criterion_value(scale, grader->criteria[hit->criterion].criterion, rung, answer->units[hit->unit].depth);
    return is_prompted(answer, hit) ? value * scale->prompted : value;
}

static Evidence evidence_of(const Answer *answer, const Hit *hit, int rung)
{
    const UnitView *unit = &answer->units[hit->unit], *last = &answer->units[hit->last_unit];
    return (Evidence){
        .start = unit->start,
        .end = last->end,
        .line = transcript_line(answer->transcript, unit->start),
        .quote = text_slice(answer->transcript->text, unit->start, last->end),
        .words = hit->words,
        .section = answer->transcript->passages[unit->passage].section,
        .rule = hit->rule,
        .stance = hit->stance,
        .cues = hit->cues,
        .cue_count = hit->cue_count,
        .shares = unit->shares,
        .share_count = unit->share_count,
        .depth = unit->depth,
        .rung = rung,
        .prompted = is_prompted(answer, hit),
        .why_not = unit->mark == MARK_STATEMENT ? TEXT("") : text_from(mark_names[unit->mark]),
    };
}

/* One criterion's best hits so far. */
typedef struct {
    const Hit *hits[MOST_EVIDENCE];
    double values[MOST_EVIDENCE];
    int rungs[MOST_EVIDENCE];
    size_t count;
    const Hit *miss;
} Best;

static void keep_best(Best *best, const Hit *hit, int rung, double value)
{
    size_t at = best->count;
    while (at > 0 && value > best->values[at - 1]) at--;
    if (at == MOST_EVIDENCE) return;
    size_t last = best->count < MOST_EVIDENCE ? best->count++ : MOST_EVIDENCE - 1;
    for (size_t i = last; i > at; i--) {
        best->hits[i] = best->hits[i - 1];
        best->values[i] = best->values[i - 1];
        best->rungs[i] = best->rungs[i - 1];
    }
    best->hits[at] = hit;
    best->values[at] = value;
    best->rungs[at] = rung;
}

/* Of one dimension a unit can lift only a few criteria: those with the widest matches. */
static bool is_among_widest(const Grader *grader, const Answer *answer, const Hit *hit)
{
    const UnitView *unit = &answer->units[hit->unit];
    int wider = 0;
    uint32_t width = hit->span.end - hit->span.start;
    for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++) {
        const Hit *other = &answer->hits.items[h];
        if (grader->criteria[other->criterion].dimension != grader->criteria[hit->criterion].dimension) continue;
        uint32_t other_width = other->span.end - other->span.start;
        wider += other->most_rung > 0 && (other_width > width || (other_width == width && other < hit));
    }
    return wider < grader->rubric->scale.unit_criteria;
}

static void sort_hits(const Grader *grader, const Answer *answer, Best *best)
{
    const Rubric *rubric = grader->rubric;
    for (size_t h = 0; h < answer->hits.count; h++) {
        const Hit *hit = &answer->hits.items[h];
        const Criterion *criterion = grader->criteria[hit->criterion].criterion;
        Best *of = &best[hit->criterion];
        int rung = rung_of(&rubric->scale, criterion, answer, hit), cap = wrongs_cap(answer, criterion);
        if (rung > cap) rung = cap;
        if (rung > 1 && !is_among_widest(grader, answer, hit)) rung = 1;
        if (rung > 0) keep_best(of, hit, rung, hit_value(grader, answer, hit, rung));
        else if (!of->miss && !hit->alone) of->miss = hit;
    }
}

static bool has_part(const Evidence *evidence, const DepthPart *part)
{
    for (size_t i = 0; evidence && i < evidence->share_count; i++)
        if (evidence->shares[i].part == part && evidence->shares[i].value > 0) return true;
    return false;
}

/* The parts of depth that the best evidence lacks for the next rung. */
static void note_missing(const Rubric *rubric, CriterionGrade *grade, Arena *keep)
{
    const DepthPart **missing = NEW_ARRAY(keep, const DepthPart *, MOST_MISSING);
    int next = grade->rung + 1;
    if (next >= RUNG_COUNT || grade->rung == 0) return; /* a first mention takes the topic, not depth */
    for (size_t i = 0; i < rubric->depth_count && grade->missing_count < MOST_MISSING; i++) {
        const DepthPart *part = &rubric->depth[i];
        bool helps = part->value > 0 && part->missing.length && (next >= 3 ? part->gives == 3 : part->content);
        if (helps && !has_part(grade->evidence_count ? grade->evidence : NULL, part)) missing[grade->missing_count++] = part;
    }
    grade->missing = missing;
}

/* The furthest hint taken for a criterion takes its price off what the criterion is worth. */
static void price_hints(const Scale *scale, const Answer *answer, CriterionGrade *grade)
{
    const Conduct *conduct = answer->transcript->conduct;
    for (size_t i = 0; conduct && i < conduct->hint_count; i++) {
        const HintTaken *hint = &conduct->hints[i];
        if (text_equal(hint->criterion, grade->criterion->id) && hint->step > grade->hint_step)
            grade->hint_step = hint->step < HINT_COUNT ? hint->step : HINT_COUNT;
    }
    if (grade->hint_step) grade->hint_price = scale->hint_prices[grade->hint_step - 1];
    grade->value *= 1 - grade->hint_price;
}

void grade_criteria(const Grader *grader, const Answer *answer, CriterionGrade *grades, Arena *keep)
{
    Best *best = NEW_ARRAY(keep, Best, grader->criterion_count);
    sort_hits(grader, answer, best);
    for (size_t c = 0; c < grader->criterion_count; c++) {
        CriterionGrade *grade = &grades[c];
        grade->criterion = grader->criteria[c].criterion;
        Evidence *evidence = NEW_ARRAY(keep, Evidence, best[c].count);
        for (size_t i = 0; i < best[c].count; i++) evidence[i] = evidence_of(answer, best[c].hits[i], best[c].rungs[i]);
        grade->evidence = evidence;
        grade->evidence_count = best[c].count;
        if (best[c].count) {
            grade->rung = best[c].rungs[0];
            grade->value = best[c].values[0];
        } else if (best[c].miss) {
            Evidence *miss = NEW(keep, Evidence);
            *miss = evidence_of(answer, best[c].miss, 0);
            grade->miss = miss;
        }
        price_hints(&grader->rubric->scale, answer, grade);
        note_missing(grader->rubric, grade, keep);
    }
}
