#include "grade/answer.h"

/*
 * Numbers that cannot be right: a product that is off by more than ten times, a
 * figure far from what the prompt's facts say. Only reported; nothing is capped.
 */

enum { NEAR = 4 /* tokens between a number and its sign */ };

/* "1,200.5" as a value; 0 digits give 0. */
static double digits_value(Text digits)
{
    double value = 0, place = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.at[i] == '.') place = 1;
        if (!is_digit(digits.at[i])) continue;
        value = value * 10 + (digits.at[i] - '0');
        place *= 10;
    }
    return place > 1 ? value / place : value;
}

/* The factor of a word like "million"; 0 when it is none. */
static double magnitude_of(const Rubric *rubric, uint64_t stem)
{
    for (size_t i = 0; i < rubric->magnitude_count; i++)
        if (rubric->magnitudes[i].stem == stem) return rubric->magnitudes[i].factor;
    return 0;
}

/* "20 000": three more digits behind a single space. */
static bool goes_on(const Token *token, const Token *next)
{
    return next->kind == TOKEN_NUMBER && next->end - next->start == 3 && next->start == token->end + 1;
}

/* A number with the magnitudes right behind it; `end` is the token after them. */
static double amount_at(const Grader *grader, Text text, size_t at, size_t *end)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    double value = digits_value(text_slice(text, tokens[at].start, tokens[at].end));
    for (; at + 1 < count && goes_on(&tokens[at], &tokens[at + 1]); at++)
        value = value * 1000 + digits_value(text_slice(text, tokens[at + 1].start, tokens[at + 1].end));
    for (at++; at < count; at++) {
        double factor = tokens[at].kind == TOKEN_NUMBER ? 0 : magnitude_of(grader->rubric, tokens[at].stem);
        if (factor <= 0) break;
        value *= factor;
    }
    *end = at;
    return value;
}

/* The first number in tokens `from` up to `to`; false when there is none. */
static bool next_amount(const Grader *grader, Text text, size_t from, size_t to, double *value, size_t *end)
{
    size_t count;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    for (size_t t = from; t < to && t < count; t++) {
        if (tokens[t].kind != TOKEN_NUMBER) continue;
        *value = amount_at(grader, text, t, end);
        return true;
    }
    return false;
}

static const Span *span_from(const Grader *grader, PhraseId phrase, size_t from, size_t to)
{
    size_t count;
    const Span *spans = scanner_spans(grader->scanner, phrase, &count);
    const Span *first = NULL;
    for (size_t i = 0; i < count; i++)
        if (spans[i].start >= from && spans[i].start < to && (!first || spans[i].start < first->start)) first = &spans[i];
    return first;
}

/* a × b [× c ...] = d, with a unit's words between. */
static bool product_is_off(const Grader *grader, Text text, size_t start)
{
    const Rubric *rubric = grader->rubric;
    double product, factor, result;
    size_t end, factors = 1;
    if (!next_amount(grader, text, start, start + 1, &product, &end)) return false;
    for (const Span *times; (times = span_from(grader, rubric->times_signs, end, end + NEAR)); factors++) {
        if (!next_amount(grader, text, times->end, times->end + NEAR, &factor, &end)) return false;
        product *= factor;
    }
    const Span *equals = span_from(grader, rubric->equals_signs, end, end + NEAR);
    if (factors < 2 || !equals || !next_amount(grader, text, equals->end, equals->end + NEAR, &result, &end)) return false;
    return product > 0 && result > 0 && (product > result * 10 || result > product * 10);
}

/* Units that change on the way ("a day" to "a second") make a product hard to judge. */
static void check_products(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    const Rubric *rubric = grader->rubric;
    size_t count;
    if (!rubric->arithmetic_reason.length || scanner_found(grader->scanner, rubric->changing_units)) return;
    if (!scanner_found(grader->scanner, rubric->times_signs)) return;
    scanner_tokens(grader->scanner, &count);
    for (size_t t = 0; t < count; t++) {
        if (!product_is_off(grader, text, t)) continue;
        flag_unit(answer, TEXT("arithmetic"), rubric->arithmetic_reason, unit);
        return;
    }
}

static void check_facts(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    const Prompt *prompt = answer->task->prompt;
    for (size_t f = 0; prompt && f < prompt->fact_count; f++) {
        const Fact *fact = &prompt->facts[f];
        for (size_t v = 0; v < fact->value_count; v++) {
            size_t count, end;
            double said;
            const Span *spans = scanner_spans(grader->scanner, fact->values[v].phrases, &count);
            if (!count || !next_amount(grader, text, spans[0].start, spans[0].end, &said, &end)) continue;
            if (said >= fact->values[v].low && said <= fact->values[v].high) continue;
            flag_unit(answer, TEXT("against-a-fact"), fact->text, unit);
        }
    }
}

void numbers_see_unit(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    if (answer->units[unit].mark != MARK_STATEMENT) return;
    check_products(grader, answer, unit, text);
    check_facts(grader, answer, unit, text);
}
