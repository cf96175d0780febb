#include "grade/answer.h"

/*
 * Stance after ConText (Harkema et al. 2009, the NegEx family): a cue has a
 * direction and a window; terminators and clause breaks end its scope;
 * pseudo-cues look like cues and are none.
 */

enum { MOST_CUES = 4 };

static bool overlaps(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

static bool any_overlap(Scanner *scanner, PhraseId phrase, Span span)
{
    size_t count;
    const Span *spans = scanner_spans(scanner, phrase, &count);
    for (size_t i = 0; i < count; i++)
        if (overlaps(spans[i], span)) return true;
    return false;
}

/* A terminator or a clause break between tokens `from` and `to`. */
static bool is_parted(const Grader *grader, uint32_t from, uint32_t to)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (uint32_t t = from; t <= to && t < count; t++)
        if (t > 0 && tokens[t].before >= BREAK_CLAUSE) return true;
    const Span *ends = scanner_spans(grader->scanner, grader->rubric->terminators, &count);
    for (size_t i = 0; i < count; i++)
        if (ends[i].start >= from && ends[i].end <= to) return true;
    return false;
}

static bool reaches(const Grader *grader, const StanceCue *cue, Span at, Span hit)
{
    if (overlaps(at, hit)) return false; /* the phrase itself contains the cue */
    if (cue->direction == CUE_UNIT) return true;
    if (cue->direction == CUE_FORWARD)
        return hit.start >= at.end && hit.start - at.end <= (uint32_t)cue->window &&
               !is_parted(grader, at.end, hit.start);
    return at.start >= hit.end && at.start - hit.end <= (uint32_t)cue->window && !is_parted(grader, hit.end, at.start);
}

/* The place of the cue that reaches the hit, if any does. */
static const Span *reaching(const Grader *grader, const StanceCue *cue, Span hit)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, cue->phrases, &count);
    for (size_t i = 0; i < count; i++)
        if (!any_overlap(grader->scanner, grader->rubric->pseudo_cues, spans[i]) &&
            reaches(grader, cue, spans[i], hit))
            return &spans[i];
    return NULL;
}

static Text words_of(const Grader *grader, Text text, Span span)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    return text_slice(text, tokens[span.start].start, tokens[span.end - 1].end);
}

static bool states_a_reason(const UnitView *unit)
{
    for (size_t i = 0; i < unit->share_count; i++)
        if (unit->shares[i].value > 0 && unit->shares[i].part->gives == 3) return depth_has_content(unit);
    return false;
}

/* Whether a denial is what the criterion wants to hear. */
static bool welcomes_denial(WhenNegated when_negated, const UnitView *unit)
{
    switch (when_negated) {
    case NEGATED_INVERT:
        return true;
    case NEGATED_DECISION:
        return states_a_reason(unit);
    default:
        return false;
    }
}

static void take_cue(Hit *hit, const StanceCue *cue, Text words, int most_rung, CueUse *uses)
{
    if (hit->cue_count < MOST_CUES) uses[hit->cue_count++] = (CueUse){cue, words};
    if (cue->stance > hit->stance) hit->stance = cue->stance;
    if (most_rung < hit->most_rung) hit->most_rung = most_rung;
}

void stance_of_hit(const Grader *grader, WhenNegated when_negated, bool asks, const UnitView *unit, Text text,
                   Hit *hit, Arena *keep)
{
    const Rubric *rubric = grader->rubric;
    CueUse uses[MOST_CUES];
    hit->stance = STANCE_AFFIRMED;
    hit->most_rung = RUNG_COUNT - 1;
    hit->cue_count = 0;
    if (unit->question && !asks) {
        hit->stance = STANCE_ASKED;
        hit->most_rung = 0;
    }
    for (size_t c = 0; c < rubric->cue_count; c++) {
        const StanceCue *cue = &rubric->cues[c];
        if (cue->stance == STANCE_ASKED && asks) continue;
        const Span *at = reaching(grader, cue, hit->span);
        if (!at || scanner_found(grader->scanner, cue->lifted_by)) continue;
        bool denial = cue->stance == STANCE_NEGATED || cue->stance == STANCE_REJECTED;
        int most = denial && welcomes_denial(when_negated, unit) ? RUNG_COUNT - 1 : cue->most_rung;
        take_cue(hit, cue, words_of(grader, text, *at), most, uses);
    }
    CueUse *kept = NEW_ARRAY(keep, CueUse, hit->cue_count);
    for (size_t i = 0; i < hit->cue_count; i++) kept[i] = uses[i];
    hit->cues = kept;
}
