#include "grade/answer.h"

#include <stdlib.h>

enum { MOST_PARTS = 32 };

static Text words_of(const Grader *grader, Text text, Span span)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    return text_slice(text, tokens[span.start].start, tokens[span.end - 1].end);
}

/* How many of the spans do not overlap one that was counted before. */
static unsigned count_apart(const Span *spans, size_t count)
{
    unsigned apart = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].start < end) continue;
        end = spans[i].end;
        apart++;
    }
    return apart;
}

static unsigned count_phrases(const Grader *grader, PhraseId phrases, Span *first)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, phrases, &count);
    if (count) *first = spans[0];
    return count_apart(spans, count);
}

static double part_value(const DepthPart *part, unsigned count)
{
    double value = count ? part->value + part->more * (double)(count - 1) : 0;
    bool beyond = part->value < 0 ? value < part->most : value > part->most;
    return beyond ? part->most : value;
}

bool depth_has_content(const UnitView *unit)
{
    for (size_t i = 0; i < unit->share_count; i++)
        if (unit->shares[i].part->content && unit->shares[i].value > 0) return true;
    return false;
}

static void add_share(UnitView *unit, DepthShare *shares, const DepthPart *part, double value, Text words)
{
    shares[unit->share_count++] = (DepthShare){part, value, words};
    unit->shares = shares;
}

static double from_0_to_1(double depth)
{
    return depth < 0 ? 0 : depth > 1 ? 1 : depth;
}

void depth_of_unit(const Grader *grader, const Answer *answer, Text text, UnitView *unit)
{
    const Rubric *rubric = grader->rubric;
    DepthShare *shares = NEW_ARRAY(answer->keep, DepthShare, rubric->depth_count);
    bool states = scanner_found(grader->scanner, rubric->predicate);
    for (int pass = 0; pass < 2; pass++) { /* parts that need content come after those that are it */
        for (size_t p = 0; p < rubric->depth_count; p++) {
            const DepthPart *part = &rubric->depth[p];
            bool late = part->needs_content || part->measure == DEPTH_VERBLESS;
            Span first = {0};
            unsigned count = 0;
            if (late != (pass == 1) || (part->needs_content && !depth_has_content(unit))) continue;
            if (part->measure == DEPTH_NOUNS) count = topic_nouns(grader, answer, &first);
            else if (part->measure == DEPTH_VERBLESS) count = !states && !depth_has_content(unit);
            else count = count_phrases(grader, part->phrases, &first);
            if (!count) continue;
            Text words = first.end > first.start ? words_of(grader, text, first) : TEXT("");
            add_share(unit, shares, part, part_value(part, count), words);
        }
    }
    double depth = 0, whole = 0;
    for (size_t i = 0; i < unit->share_count; i++) {
        depth += shares[i].value;
        whole += shares[i].value * shares[i].part->whole;
    }
    unit->own_depth = from_0_to_1(depth);
    unit->whole_depth = from_0_to_1(whole);
}

static int compare_falling(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left < right) - (left > right);
}

/* The unit after the statement that begins with this one: short sentences of a passage,
   as many as make one of usual length, are one statement. */
static size_t statement_end(const Answer *answer, size_t first, double most_words, double *depth)
{
    const UnitView *units = answer->units;
    double words = (double)units[first].words;
    size_t end = first + 1;
    *depth = units[first].whole_depth;
    for (; end < answer->unit_count && units[end].passage == units[first].passage; end++) {
        words += (double)units[end].words;
        if (units[end].mark != MARK_STATEMENT || words > most_words) break;
        *depth += units[end].whole_depth;
    }
    if (*depth > 1) *depth = 1;
    return end;
}

/* The mean of the deepest statements. An answer that has fewer is measured against as
   many all the same: saying three deep things is not saying twenty. */
static double depth_of_whole(const Scale *scale, const Answer *answer, Arena scratch)
{
    double *depths = NEW_ARRAY(&scratch, double, answer->unit_count + 1), sum = 0;
    size_t count = 0, most = (size_t)scale->global_units;
    for (size_t u = 0, end; u < answer->unit_count; u = end) {
        end = u + 1;
        if (answer->units[u].mark == MARK_STATEMENT)
            end = statement_end(answer, u, scale->statement_words, &depths[count++]);
    }
    qsort(depths, count, sizeof *depths, compare_falling);
    for (size_t i = 0; i < count && i < most; i++) sum += depths[i];
    return sum / (double)most;
}

/* What one says in a long sentence others say in three short ones: what follows a short
   sentence counts nearly as its own, as far as both together make one of usual length. */
static double neighbour_share(const Scale *scale, size_t ahead, double room, double words)
{
    double fits = room <= 0 ? 0 : room >= words ? 1 : room / words;
    double share = fits * scale->statement_share, least = scale->neighbour[ahead - 1];
    return share > least ? share : least;
}

void depth_of_answer(const Grader *grader, Answer *answer)
{
    const Scale *scale = &grader->rubric->scale;
    for (size_t u = 0; u < answer->unit_count; u++) {
        UnitView *unit = &answer->units[u];
        unit->depth = unit->own_depth;
        double room = scale->statement_words - (double)unit->words;
        for (size_t ahead = 1; ahead <= 2; ahead++) {
            size_t after = unit_after(answer, u, ahead);
            if (after == answer->unit_count) break;
            if (answer->units[after].mark != MARK_STATEMENT) continue;
            const UnitView *next = &answer->units[after];
            unit->depth += neighbour_share(scale, ahead, room, (double)next->words) * next->own_depth;
            room -= (double)next->words;
        }
        if (unit->depth > 1) unit->depth = 1;
    }
    answer->depth = depth_of_whole(scale, answer, *answer->keep);
}
