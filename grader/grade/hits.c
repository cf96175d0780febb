#include "grade/answer.h"

#include "base/buffer.h"

#include <string.h>

enum {
    MOST_JOINED = 32,
    MOST_HEADS = 16,
    HEAD_MOST_BYTES = 240, /* a longer one says too much, and would be read again for every row */
};

static bool is_look_alike(Scanner *scanner, PhraseId unless, Span span)
{
    size_t count;
    const Span *spans = scanner_spans(scanner, unless, &count);
    for (size_t i = 0; i < count; i++)
        if (spans[i].start < span.end && span.start < spans[i].end) return true;
    return false;
}

/* A bullet or row together with what it is said of: "GBDT: cons: slow to train", or "option: GBDT; cost: slow". */
typedef struct {
    Text text;
    struct {
        size_t start, end;
    } heads[MOST_HEADS]; /* the bytes that are not the bullet's own */
    size_t head_count;
} Reading;

/* Whether a match says nothing of the bullet itself, or is only two words that a colon parts
   ("cold start: popular items" starts nothing with popular items). */
static bool is_of_head(const Reading *reading, const Token *tokens, Span span)
{
    for (size_t h = 0; reading && h < reading->head_count; h++) {
        size_t start = reading->heads[h].start, end = reading->heads[h].end;
        bool begins = tokens[span.start].start >= start && tokens[span.start].end <= end;
        if (begins && (tokens[span.end - 1].end <= end || span.end - span.start <= 2)) return true;
    }
    return false;
}

static bool is_better(const Hit *hit, const Hit *best)
{
    if (hit->most_rung != best->most_rung) return hit->most_rung > best->most_rung;
    return hit->span.end - hit->span.start > best->span.end - best->span.start;
}

/* The best taken of the spans of `phrases`; false when there is none. `reading` is what was
   scanned when it is more than the unit. */
static bool best_hit(const Grader *grader, const Answer *answer, const Criterion *criterion, PhraseId phrases,
                     size_t unit, Text text, const Reading *reading, Hit *best)
{
    size_t count, token_count;
    const Span *spans = scanner_spans(grader->scanner, phrases, &count);
    const Token *tokens = scanner_tokens(grader->scanner, &token_count);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (is_look_alike(grader->scanner, criterion->unless, spans[i])) continue;
        if (is_of_head(reading, tokens, spans[i])) continue;
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
        Hit hit;
        bool sure = best_hit(grader, answer, place->criterion, place->criterion->evidence, unit, text, NULL, &hit);
        if (!sure && !best_hit(grader, answer, place->criterion, place->criterion->hints, unit, text, NULL, &hit)) continue;
        hit.criterion = c;
        hit.alone = !sure && !(view->under >> place->dimension & 1);
        hit.lacks = place->criterion->requires && !scanner_found(grader->scanner, place->criterion->requires);
        *LIST_ADD(&answer->hits, answer->keep) = hit;
    }
    view->hit_count = answer->hits.count - view->first_hit;
}

/* --- said under a lead -------------------------------------------------------- */

static void add_headed(Buffer *buffer, Reading *reading, Text head, Text words)
{
    if (words.length == 0) return;
    if (buffer->length) buffer_add_string(buffer, "; ");
    if (head.length && head.length <= HEAD_MOST_BYTES && reading->head_count < MOST_HEADS) {
        size_t start = buffer->length;
        buffer_add(buffer, head);
        reading->heads[reading->head_count].start = start;
        reading->heads[reading->head_count++].end = buffer->length;
        buffer_add_string(buffer, ": ");
    }
    buffer_add(buffer, words);
}

/* The next cell of a row; false behind the last. */
static bool next_cell(Text *row, Text *cell)
{
    if (!row->at) return false;
    size_t bar = text_find_byte(*row, '|');
    *cell = text_trim(text_slice(*row, 0, bar));
    *row = bar == TEXT_NOT_FOUND ? (Text){0} : text_slice(*row, bar + 1, row->length);
    return true;
}

static Reading read_with_heads(const Passage *passage, Text text, Arena *keep)
{
    Reading reading = {0};
    Buffer buffer = buffer_new(keep);
    Text heads = passage->under, head = {0}, cell;
    if (passage->kind != PASSAGE_TABLE) add_headed(&buffer, &reading, passage->under, text);
    while (passage->kind == PASSAGE_TABLE && next_cell(&text, &cell)) {
        if (!next_cell(&heads, &head)) head = (Text){0};
        add_headed(&buffer, &reading, head, cell);
    }
    reading.text = buffer_text(&buffer);
    return reading;
}

static bool has_hit(const Answer *answer, const UnitView *unit, size_t criterion)
{
    for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++)
        if (answer->hits.items[h].criterion == criterion && !answer->hits.items[h].alone) return true;
    return false;
}

/* What a bullet says of the lead it stands under, or a row of its table's heads. How deep it
   is and whether it states anything at all it shows by itself. */
void find_hits_under(const Grader *grader, Answer *answer, size_t unit, Text text)
{
    UnitView *view = &answer->units[unit];
    const Passage *passage = &answer->transcript->passages[view->passage];
    if (passage->under.length == 0 || view->mark != MARK_STATEMENT) return;
    Reading reading = read_with_heads(passage, text, answer->keep);
    if (!scanner_scan(grader->scanner, reading.text)) return;
    for (size_t c = 0; c < grader->criterion_count; c++) {
        const Criterion *criterion = grader->criteria[c].criterion;
        Hit hit;
        if (has_hit(answer, view, c)) continue;
        if (!best_hit(grader, answer, criterion, criterion->evidence, unit, reading.text, &reading, &hit)) continue;
        hit.criterion = c;
        hit.words = text; /* the match itself spans words that do not stand together */
        hit.lacks = criterion->requires && !scanner_found(grader->scanner, criterion->requires);
        *LIST_ADD(&answer->hits, answer->keep) = hit;
        view->hit_count++;
    }
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
            if (!answer->hits.items[h].alone) met[answer->hits.items[h].criterion] = true;
    }
}

static bool scan_joined(const Grader *grader, const Answer *answer, size_t first, size_t last, Text text)
{
    size_t begins[MOST_JOINED], count = 0;
    for (size_t u = first + 1; u <= last && count < MOST_JOINED; u++)
        begins[count++] = answer->units[u].start - answer->units[first].start;
    return scanner_scan_joined(grader->scanner, text, begins, count);
}

static void join(const Grader *grader, Answer *answer, size_t first, size_t last, bool *met)
{
    Text text = text_slice(answer->transcript->text, answer->units[first].start, answer->units[last].end);
    memset(met, 0, grader->criterion_count * sizeof *met);
    if (!scan_joined(grader, answer, first, last, text)) return;
    note_met(answer, first, last, met);
    for (size_t c = 0; c < grader->criterion_count; c++) {
        const Criterion *criterion = grader->criteria[c].criterion;
        Hit hit;
        if (met[c] || !best_hit(grader, answer, criterion, criterion->evidence, last, text, NULL, &hit)) continue;
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

/* --- said beside --------------------------------------------------------------- */

static bool speaks_of(const Grader *grader, const Answer *answer, const UnitView *unit, size_t dimension)
{
    for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++) {
        const Hit *hit = &answer->hits.items[h];
        if (hit->most_rung > 0 && !hit->alone && grader->criteria[hit->criterion].dimension == dimension) return true;
    }
    return false;
}

static bool has_company(const Grader *grader, const Answer *answer, const Hit *hit)
{
    size_t reach = (size_t)grader->rubric->scale.hint_reach;
    size_t first = hit->unit > reach ? hit->unit - reach : 0, end = hit->unit + reach + 1;
    for (size_t u = first; u < end && u < answer->unit_count; u++) {
        const UnitView *unit = &answer->units[u];
        if (u == hit->unit || unit->mark != MARK_STATEMENT || unit->passage != answer->units[hit->unit].passage) continue;
        if (speaks_of(grader, answer, unit, grader->criteria[hit->criterion].dimension)) return true;
    }
    return false;
}

void settle_hints(const Grader *grader, Answer *answer)
{
    for (size_t h = 0; h < answer->hits.count; h++) {
        Hit *hit = &answer->hits.items[h];
        if (hit->alone && !has_company(grader, answer, hit)) hit->most_rung = 0;
    }
}
