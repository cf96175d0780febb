#include "grade/answer.h"

#include <string.h>

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
        Hit hit = {.unit = unit, .last_unit = unit, .span = spans[i]};
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

/* --- said together ------------------------------------------------------------ */

static bool may_join(const Answer *answer, size_t first, size_t next)
{
    const UnitView *a = &answer->units[first], *b = &answer->units[next];
    return b->passage == a->passage && b->mark == MARK_STATEMENT && !b->question && !b->continues;
}

/* The last of the statements from `first` on that make no more words than one of usual
   length. A question may come first: it is answered at once. */
static size_t last_to_join(const Grader *grader, const Answer *answer, size_t first)
{
    const UnitView *unit = &answer->units[first];
    double words = (double)unit->words;
    size_t last = first;
    if (unit->mark != MARK_STATEMENT) return first;
    for (size_t u = first + 1; u < answer->unit_count && may_join(answer, first, u); u++) {
        words += (double)answer->units[u].words;
        if (words > grader->rubric->scale.statement_words) break;
        last = u;
    }
    return last;
}

/* Which criteria the statements meet each by itself. */
static void note_met(const Answer *answer, size_t first, size_t last, bool *met)
{
    for (size_t u = first; u <= last; u++) {
        const UnitView *unit = &answer->units[u];
        for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++)
            met[answer->hits.items[h].criterion] = true;
    }
}

static void join(const Grader *grader, Answer *answer, size_t first, size_t last, bool *met)
{
    Text text = text_slice(answer->transcript->text, answer->units[first].start, answer->units[last].end);
    memset(met, 0, grader->criterion_count * sizeof *met);
    if (!scanner_scan(grader->scanner, text)) return;
    note_met(answer, first, last, met);
    for (size_t c = 0; c < grader->criterion_count; c++) {
        const Criterion *criterion = grader->criteria[c].criterion;
        Hit hit;
        if (met[c] || !best_hit(grader, answer, criterion, criterion->evidence, last, text, &hit)) continue;
        hit.criterion = c;
        hit.unit = first;
        hit.last_unit = last;
        hit.lacks = criterion->requires && !scanner_found(grader->scanner, criterion->requires);
        *LIST_ADD(&answer->hits, answer->keep) = hit;
    }
}

void find_joint_hits(const Grader *grader, Answer *answer)
{
    bool *met = NEW_ARRAY(answer->keep, bool, grader->criterion_count);
    for (size_t first = 0, last; first < answer->unit_count; first = last > first ? last : first + 1) {
        last = last_to_join(grader, answer, first);
        if (last > first) join(grader, answer, first, last, met);
    }
}
