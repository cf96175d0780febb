#include "grade/answer.h"

#include "base/buffer.h"

enum { AHEAD = 2 }; /* statements in which a misconception can still be put right */

/* Whether the unit just scanned states one of the phrases in the candidate's own voice. */
static bool is_stated(const Grader *grader, const Answer *answer, PhraseId said, size_t unit, Text text)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, said, &count);
    for (size_t i = 0; i < count; i++) {
        Hit hit = {.unit = unit, .span = spans[i]};
        stance_of_hit(grader, NEGATED_VOID, false, &answer->units[unit], text, &hit, answer->keep);
        if (hit.stance == STANCE_AFFIRMED || hit.stance == STANCE_HEDGED) return true;
    }
    return false;
}

/* What the candidate says of the task, noted for the misconceptions that hang on it. */
static void see_traits(const Grader *grader, Answer *answer)
{
    const Rubric *rubric = grader->rubric;
    for (size_t t = 0; t < rubric->trait_sign_count; t++)
        answer->traits_said[t] |= scanner_found(grader->scanner, rubric->trait_signs[t].said);
}

static void see_misfit(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    const Prompt *prompt = answer->task->prompt;
    if (!prompt || answer->misfit.said || scanner_found(grader->scanner, prompt->fitting_metrics)) return;
    if (!is_stated(grader, answer, prompt->wrong_metrics, unit, text)) return;
    if (scanner_found(grader->scanner, grader->rubric->metric_misfit_unless)) return;
    const UnitView *view = &answer->units[unit];
    for (size_t i = 0; i < view->share_count; i++)
        if (view->shares[i].part->gives == 3 && view->shares[i].value > 0) return; /* it is weighed, not just used */
    answer->misfit = (WrongSeen){.said = true, .unit = unit};
}

/* A sentence that may turn out to be loose terms gives way to one that cannot. */
static void note_exception(const Answer *answer, WrongSeen *seen, size_t unit)
{
    if (seen->excepted && answer->units[seen->excepted_in].salad == SALAD_NONE) return;
    seen->excepted = true;
    seen->excepted_in = unit;
}

/* Whether so few statements lie between that the later one may put the earlier right. */
static bool is_soon_after(const Answer *answer, size_t said, size_t unit)
{
    size_t statements = 0;
    for (size_t u = said + 1; u <= unit && statements <= AHEAD; u++)
        statements += answer->units[u].mark == MARK_STATEMENT;
    return statements <= AHEAD;
}

void wrongs_see_unit(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    const Rubric *rubric = grader->rubric;
    see_traits(grader, answer);
    if (answer->units[unit].mark != MARK_STATEMENT) return;
    for (size_t m = 0; m < rubric->misconception_count; m++) {
        const Misconception *misconception = &rubric->misconceptions[m];
        WrongSeen *seen = &answer->wrongs[m];
        bool right = scanner_found(grader->scanner, misconception->unless);
        if (scanner_found(grader->scanner, misconception->unless_anywhere)) note_exception(answer, seen, unit);
        if (seen->said && right && is_soon_after(answer, seen->unit, unit)) seen->said = false;
        if (seen->said || right) continue;
        if (is_stated(grader, answer, misconception->said, unit, text)) {
            seen->said = true;
            seen->unit = unit;
        }
    }
    see_misfit(grader, answer, unit, text);
}

void wrongs_settle(const Grader *grader, Answer *answer)
{
    const Rubric *rubric = grader->rubric;
    for (size_t m = 0; m < rubric->misconception_count; m++) {
        const WrongSeen *seen = &answer->wrongs[m];
        if (!seen->said || answer->units[seen->unit].mark != MARK_STATEMENT) continue;
        if (seen->excepted && answer->units[seen->excepted_in].mark == MARK_STATEMENT) continue;
        const Misconception *misconception = &rubric->misconceptions[m];
        if (misconception->when.count && !topic_has_trait(grader, answer, misconception->when)) continue;
        MisconceptionFound found = {.misconception = misconception};
        found.quote = unit_quote(answer, seen->unit, &found.line);
        *LIST_ADD(&answer->misconceptions, answer->keep) = found;
    }
    if (!answer->misfit.said || !rubric->metric_misfit.length) return;
    flag_unit(answer, TEXT("metric-misfit"), rubric->metric_misfit, answer->misfit.unit);
}

size_t wrongs_that_weigh(const Answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->misconceptions.count; i++)
        count += answer->misconceptions.items[i].misconception->severity >= SEVERITY_MEDIUM;
    return count;
}

Text wrongs_reason(const Answer *answer, Text reason)
{
    Buffer out = buffer_new(answer->keep);
    buffer_add(&out, reason);
    const char *before = ": ";
    for (size_t i = 0; i < answer->misconceptions.count; i++) {
        const Misconception *misconception = answer->misconceptions.items[i].misconception;
        if (misconception->severity < SEVERITY_MEDIUM) continue;
        buffer_format(&out, "%s%.*s", before, TEXT_ARGS(misconception->title));
        before = "; ";
    }
    return buffer_text(&out);
}

int wrongs_cap(const Answer *answer, const Criterion *criterion)
{
    static const int highest[] = {[SEVERITY_LOW] = 3, [SEVERITY_MEDIUM] = 2, [SEVERITY_HIGH] = 1};
    int cap = RUNG_COUNT - 1;
    for (size_t i = 0; i < answer->misconceptions.count; i++) {
        const Misconception *misconception = answer->misconceptions.items[i].misconception;
        for (size_t c = 0; c < misconception->cap_count; c++)
            if (text_equal(misconception->caps[c], criterion->id) && highest[misconception->severity] < cap)
                cap = highest[misconception->severity];
    }
    return cap;
}
