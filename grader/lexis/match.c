#include "lexis/scanner_parts.h"

#include <string.h>

enum { SENTENCE_WORDS = 4 /* that the end of a sentence counts as, between two things near each other */ };

static const Child *children_of(const Scanner *scanner, const Node *node)
{
    return scanner->book->children + node->children;
}

/* --- choices ----------------------------------------------------------------------- */

static bool gather_child(Scanner *scanner, Rank child, PhraseId via, Gathered *gathered)
{
    const Found *found = found_of(scanner, child);
    for (uint32_t i = 0; i < found->count; i++) gather(gathered, found->spans[i].start, found->spans[i].end, via);
    return found->count > 0;
}

void gather_woken_choice(Scanner *scanner, Rank rank, Gathered *gathered)
{
    for (uint32_t m = scanner->met[rank].meeting; m; m = scanner->meetings[m].next) {
        const Meeting *meeting = &scanner->meetings[m];
        gather(gathered, meeting->token, meeting->token + 1, meeting->via);
    }
    for (const FoundChild *child = scanner->found[rank].children; child; child = child->next)
        gather_child(scanner, child->node, child->via, gathered);
}

static void match_choice(Scanner *scanner, const Node *node, Gathered *gathered)
{
    const Child *children = children_of(scanner, node);
    uint32_t found = 0;
    for (uint32_t c = 0; c < child_count(node); c++)
        found += gather_child(scanner, children[c].node, NO_PHRASE, gathered);
    if (found < node->gap) gathered->count = 0;
}

/* --- sequences ---------------------------------------------------------------------- */

/* False only when it cannot be, by where its words stand: `next` is where a part may begin. */
static bool may_be_sequence(Scanner *scanner, const Node *node)
{
    const Child *parts = children_of(scanner, node);
    TokenBits next = ~(TokenBits)0;
    for (uint32_t p = 0; p < child_count(node); p++) {
        if (parts[p].node < scanner->book->words_end) {
            TokenBits here = spread(next, parts[p].gap) & places_of(scanner, parts[p].node);
            next = parts[p].optional ? next | one_later(here) : one_later(here);
            if (!next) return false;
        } else {
            if (!parts[p].optional && !is_there(scanner, parts[p].node)) return false;
            next = ~(TokenBits)0;
        }
    }
    return true;
}

static void gather_again(Gathered *gathered, const Gathered *from)
{
    gathered->count = from->count;
    memcpy(gathered->items, from->items, from->count * sizeof(Span));
}

/* How many sentences end between two spans. */
static uint32_t sentence_ends(const Scanner *scanner, uint32_t end, uint32_t next)
{
    uint32_t ends = 0;
    for (uint32_t t = end; scanner->joined && t <= next && t < scanner->token_count; t++)
        ends += scanner->tokens[t].before == BREAK_SENTENCE;
    return ends;
}

static void grow(const Scanner *scanner, const Gathered *begun, Gathered *grown, const Child *part, Span next)
{
    for (uint32_t b = 0; b < begun->count; b++) {
        uint32_t end = begun->items[b].end;
        if (next.start >= end && next.start - end <= part->gap && !sentence_ends(scanner, end, next.start))
            gather(grown, begun->items[b].start, next.end, NO_PHRASE);
    }
}

/* Grow every beginning by the next part; optional parts keep it as it is. */
static void match_sequence(Scanner *scanner, const Node *node, Gathered *gathered)
{
    Gathered rounds[2], *begun = &rounds[0], *grown = &rounds[1];
    bool may_begin = true;
    if (!may_be_sequence(scanner, node)) return;
    begun->count = 0;
    for (uint32_t p = 0; p < child_count(node); p++) {
        const Child *part = &children_of(scanner, node)[p];
        const Found *found = found_of(scanner, part->node);
        grown->count = 0;
        if (part->optional) gather_again(grown, begun);
        for (uint32_t i = 0; i < found->count; i++) {
            grow(scanner, begun, grown, part, found->spans[i]);
            if (may_begin) gather(grown, found->spans[i].start, found->spans[i].end, NO_PHRASE);
        }
        begun = grown;
        grown = &rounds[begun == &rounds[0]];
        may_begin = may_begin && part->optional;
        if (!begun->count && !may_begin) return;
    }
    gather_again(gathered, begun);
}

/* --- two with a relation ------------------------------------------------------------- */

/* In `a NEAR/n b NEAR/m c` the c may stand between a and b. */
static bool may_hold_right(const Scanner *scanner, const Node *node)
{
    uint8_t left = scanner->book->nodes[children_of(scanner, node)[0].node].kind;
    return node->kind == NODE_NEAR && (left == NODE_NEAR || left == NODE_THEN);
}

/* The words between two spans; the end of a sentence parts them like several. */
static uint32_t words_between(const Scanner *scanner, uint32_t end, uint32_t next)
{
    return next - end + SENTENCE_WORDS * sentence_ends(scanner, end, next);
}

static void gather_window(const Scanner *scanner, const Node *node, Span left, Span right, bool within, Gathered *gathered)
{
    if (right.start >= left.end) {
        if (words_between(scanner, left.end, right.start) <= node->gap)
            gather(gathered, left.start, right.end, NO_PHRASE);
    } else if (node->kind == NODE_NEAR && left.start >= right.end) {
        if (words_between(scanner, right.end, left.start) <= node->gap)
            gather(gathered, right.start, left.end, NO_PHRASE);
    } else if (within && right.start > left.start && right.end < left.end) {
        gather(gathered, left.start, left.end, NO_PHRASE);
    }
}

/* False only when it cannot be, by where its words stand. */
static bool may_be_window(Scanner *scanner, const Node *node)
{
    const Child *children = children_of(scanner, node);
    if (!is_there(scanner, children[0].node) || !is_there(scanner, children[1].node)) return false;
    if (children[0].node >= scanner->book->words_end || children[1].node >= scanner->book->words_end) return true;
    TokenBits left = scanner->met[children[0].node].places, right = scanner->met[children[1].node].places;
    return spread(one_later(left), node->gap) & right ||
           (node->kind == NODE_NEAR && spread(one_later(right), node->gap) & left);
}

static void match_window(Scanner *scanner, const Node *node, Gathered *gathered)
{
    const Child *children = children_of(scanner, node);
    if (!may_be_window(scanner, node)) return;
    const Found *left = found_of(scanner, children[0].node);
    const Found *right = found_of(scanner, children[1].node);
    bool within = may_hold_right(scanner, node);
    for (uint32_t l = 0; l < left->count; l++)
        for (uint32_t r = 0; r < right->count; r++)
            gather_window(scanner, node, left->spans[l], right->spans[r], within, gathered);
}

static void match_condition(Scanner *scanner, const Node *node, Gathered *gathered)
{
    const Child *children = children_of(scanner, node);
    bool holds = is_there(scanner, children[1].node);
    if (holds != (node->kind == NODE_AND)) return;
    const Found *found = found_of(scanner, children[0].node);
    for (uint32_t i = 0; i < found->count; i++) gather(gathered, found->spans[i].start, found->spans[i].end, NO_PHRASE);
}

void match_node(Scanner *scanner, Rank rank)
{
    const Node *node = &scanner->book->nodes[rank];
    Gathered gathered;
    gathered.count = 0;
    switch (node->kind) {
    case NODE_ANY:
        if (scanner->book->is_met[rank]) {
            arrive(scanner, rank);
            return;
        }
        match_choice(scanner, node, &gathered);
        break;
    case NODE_SEQUENCE:
        match_sequence(scanner, node, &gathered);
        break;
    case NODE_NEAR:
    case NODE_THEN:
        match_window(scanner, node, &gathered);
        break;
    case NODE_AND:
    case NODE_NOT:
        match_condition(scanner, node, &gathered);
        break;
    default:
        break;
    }
    settle(scanner, rank, &gathered);
}
