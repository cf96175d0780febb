#include "lexis/scanner_parts.h"

#include <string.h>

/* --- whether ----------------------------------------------------------------- */

bool is_there_by_children(Scanner *scanner, Rank rank)
{
    const Node *node = &scanner->book->nodes[rank];
    const Child *children = scanner->book->children + node->children;
    Met met = {0};
    bool there = false;
    set_bit(scanner->asked, rank);
    for (uint32_t c = 0; c < child_count(node); c++) {
        if (!is_there(scanner, children[c].node)) continue;
        met.places |= scanner->met[children[c].node].places;
        there = true;
    }
    if (!there) return false;
    set_bit(scanner->there, rank);
    scanner->met[rank] = met;
    return true;
}

/* --- keeping -------------------------------------------------------------------- */

void gather(Gathered *gathered, uint32_t start, uint32_t end, PhraseId via)
{
    if (gathered->count == MOST_SPANS) return;
    for (uint32_t i = gathered->count; i-- > 0;)
        if (gathered->items[i].start == start && gathered->items[i].end == end) return;
    gathered->items[gathered->count++] = (Span){start, end, via};
}

static bool stands_before(Span a, Span b)
{
    return a.start != b.start ? a.start < b.start : a.end > b.end;
}

/* Insertion, since they are few and mostly in order. */
static void sort_spans(Span *spans, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        Span span = spans[i];
        uint32_t at = i;
        for (; at > 0 && stands_before(span, spans[at - 1]); at--) spans[at] = spans[at - 1];
        spans[at] = span;
    }
}

static void keep(Scanner *scanner, Rank node, const Gathered *gathered)
{
    Found *found = &scanner->found[node];
    found->scan = scanner->scan;
    found->count = gathered->count;
    found->spans = found->count == 1 ? &found->only : NEW_ARRAY(&scanner->unit_arena, Span, found->count);
    memcpy(found->spans, gathered->items, found->count * sizeof(Span));
    sort_spans(found->spans, found->count);
}

/* --- where -------------------------------------------------------------------- */

static bool was_met_by_words(const Scanner *scanner, Rank node)
{
    return has_bit(scanner->there, node) && scanner->met[node].meeting;
}

/* Meetings are in the order of the text. A number may be met as a word and as a number. */
static void place_words(Scanner *scanner, Found *found, uint32_t first)
{
    uint32_t count = 0, last = UINT32_MAX;
    for (uint32_t m = first; m; m = scanner->meetings[m].next) count++;
    found->spans = count == 1 ? &found->only : NEW_ARRAY(&scanner->unit_arena, Span, count);
    for (uint32_t m = first; m; m = scanner->meetings[m].next) {
        const Meeting *meeting = &scanner->meetings[m];
        if (meeting->token == last) continue;
        last = meeting->token;
        found->spans[found->count++] = (Span){last, last + 1, meeting->via};
    }
}

/* Of a choice that is only a part nobody asks which word it was. */
static void place_bits(Scanner *scanner, Found *found, TokenBits places)
{
    bool one = (places & (places - 1)) == 0;
    found->spans = one ? &found->only : NEW_ARRAY(&scanner->unit_arena, Span, scanner->token_count);
    for (; places; places &= places - 1) {
        uint32_t token = (uint32_t)__builtin_ctzll(places);
        found->spans[found->count++] = (Span){token, token + 1, NO_PHRASE};
    }
}

static bool was_woken_by_children(const Scanner *scanner, Rank node)
{
    return scanner->book->is_met[node] && scanner->found[node].woken == scanner->scan;
}

static void place_choice(Scanner *scanner, Rank node)
{
    Gathered gathered;
    gathered.count = 0;
    gather_woken_choice(scanner, node, &gathered);
    keep(scanner, node, &gathered);
}

const Found *found_of(Scanner *scanner, Rank node)
{
    static const Found nothing = {0};
    Found *found = &scanner->found[node];
    if (!is_there(scanner, node)) return &nothing;
    if (found->scan == scanner->scan) return found;
    found->scan = scanner->scan;
    found->count = 0;
    if (was_woken_by_children(scanner, node))
        place_choice(scanner, node);
    else if (was_met_by_words(scanner, node))
        place_words(scanner, found, scanner->met[node].meeting);
    else if (node >= scanner->book->words_end || scanner->token_count > TOKEN_BITS)
        match_node(scanner, node);
    else
        place_bits(scanner, found, scanner->met[node].places);
    return found;
}

/* --- waking ------------------------------------------------------------------- */

/* Tokens `start` up to `end` are the child that wakes. */
static bool may_stand(const Scanner *scanner, const Trigger *trigger, uint32_t start, uint32_t end)
{
    return has_bit(scanner->sets[start], trigger->before) && has_bit(scanner->sets[end + 1], trigger->after);
}

static void wake(Scanner *scanner, Rank node)
{
    __builtin_prefetch(&scanner->book->nodes[node]);
    set_bit(scanner->pending, node);
    set_bit(scanner->pending_words, node / 64);
}

void wake_by_word(Scanner *scanner, const Meanings *means, uint32_t token)
{
    for (uint32_t i = 0; i < means->trigger_count; i++) {
        const Trigger *trigger = &means->triggers[i];
        if (!may_stand(scanner, trigger, token, token + 1)) continue;
        if (!trigger->also || is_there(scanner, trigger->also)) wake(scanner, trigger->node);
    }
}

static void wake_by_child(Scanner *scanner, const Trigger *trigger, Rank child)
{
    if (trigger->also && !is_there(scanner, trigger->also)) return;
    if (trigger->before == ANYTHING && trigger->after == ANYTHING) {
        wake(scanner, trigger->node);
        return;
    }
    const Found *found = found_of(scanner, child);
    for (uint32_t i = 0; i < found->count; i++)
        if (may_stand(scanner, trigger, found->spans[i].start, found->spans[i].end)) {
            wake(scanner, trigger->node);
            return;
        }
}

static void remember_child(Scanner *scanner, const Choice *choice, Rank child)
{
    Found *of = &scanner->found[choice->node];
    if (of->woken != scanner->scan) of->children = NULL;
    of->woken = scanner->scan;
    FoundChild **at = &of->children;
    uint32_t before = 0;
    for (; *at && (*at)->child < choice->child; at = &(*at)->next)
        if (++before == MOST_FOUND) return;
    if (*at && (*at)->child == choice->child) return;
    FoundChild *found = NEW(&scanner->unit_arena, FoundChild);
    *found = (FoundChild){choice->child, choice->via, child, *at};
    *at = found;
}

void arrive(Scanner *scanner, Rank node)
{
    const Phrasebook *book = scanner->book;
    if (!has_bit(scanner->there, node)) {
        set_bit(scanner->there, node);
        scanner->met[node] = (Met){0};
        if (book->is_root[node]) add_root(scanner, node);
    }
    for (uint32_t t = book->nodes[node].triggers; t < book->nodes[node + 1].triggers; t++)
        wake_by_child(scanner, &book->triggers[t], node);
    for (uint32_t c = book->nodes[node].choices; c < book->nodes[node + 1].choices; c++) {
        wake(scanner, book->choices[c].node);
        remember_child(scanner, &book->choices[c], node);
    }
}

void settle(Scanner *scanner, Rank node, const Gathered *gathered)
{
    if (!gathered->count) return;
    keep(scanner, node, gathered);
    if (has_bit(scanner->book->not_asked, node)) arrive(scanner, node);
}
