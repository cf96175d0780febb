#include "grade/answer.h"

static bool is_look_alike(Scanner *scanner, PhraseId unless, Span span)
{
    size_t count;
    const Span *spans = scanner_spans(scanner, unless, &count);
    for (size_t i = 0; i < count; i++)
        if (spans[i].start < span.end && span.start < spans[i].end) return true;
    return false;
}

static bool is_better(const Hit *hit, const Hit *best)
{
    if (hit->most_rung != best->most_rung) return hit->most_rung > best->most_rung;
    return hit->span.end - hit->span.start > best->span.end - best->span.start;
}

/* The best taken of the spans of `phrases`; false when there is none. */
static bool best_hit(const Grader *grader, const Answer *answer, const Criterion *criterion, PhraseId phrases,
                     size_t unit, Text text, Hit *best)
{
    size_t count, token_count;
    const Span *spans = scanner_spans(grader->scanner, phrases, &count);
    const Token *tokens = scanner_tokens(grader->scanner, &token_count);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (is_look_alike(grader->scanner, criterion->unless, spans[i])) continue;
        Hit hit = {.unit = unit, .span = spans[i]};
        stance_of_hit(grader, criterion->when_negated, criterion->asks, &answer->units[unit], text, &hit, answer->keep);
        if (found && !is_better(&hit, best)) continue;
        hit.words = text_slice(text, tokens[spans[i].start].start, tokens[spans[i].end - 1].end);
        hit.rule = phrase_source(grader->rubric->book, spans[i].via);
        *best = hit;
        found = true;
    }
    return found;
}

/* The unit just scanned may hold what hits of the two before it require. */
static void meet_requirements(const Grader *grader, Answer *answer, size_t unit)
{
    enum { BEHIND = 2 };
    for (size_t back = 1; back <= BEHIND && back <= unit; back++) {
        const UnitView *before = &answer->units[unit - back];
        if (before->passage != answer->units[unit].passage) return;
        for (size_t h = before->first_hit; h < before->first_hit + before->hit_count; h++) {
            Hit *hit = &answer->hits.items[h];
            if (hit->lacks && scanner_found(grader->scanner, grader->criteria[hit->criterion].criterion->requires))
                hit->lacks = false;
        }
    }
}

void find_hits(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    UnitView *view = &answer->units[unit];
    meet_requirements(grader, answer, unit);
    view->first_hit = answer->hits.count;
    for (size_t c = 0; c < grader->criterion_count; c++) {
        const CriterionPlace *place = &grader->criteria[c];
        bool under = view->under >> place->dimension & 1;
        Hit hit;
        if (!best_hit(grader, answer, place->criterion, place->criterion->evidence, unit, text, &hit) &&
            !(under && best_hit(grader, answer, place->criterion, place->criterion->hints, unit, text, &hit)))
            continue;
        hit.criterion = c;
        hit.lacks = place->criterion->requires && !scanner_found(grader->scanner, place->criterion->requires);
        *LIST_ADD(&answer->hits, answer->keep) = hit;
    }
    view->hit_count = answer->hits.count - view->first_hit;
}
