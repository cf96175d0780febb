#include "batch/batch_parts.h"

#include <stdlib.h>
#include <string.h>

#include "batch/lines.h"

/* What nobody's record is longer than, and its trace not either. */
enum { LONGEST_LINE = 1 << 30 };

/* The score of a result that has one. */
static bool is_below(Text line, unsigned fail_under)
{
    char digits[32] = {0};
    size_t overall = text_find(line, TEXT("\"overall\":{"));
    if (overall == TEXT_NOT_FOUND) return false;
    Text rest = text_slice(line, overall, line.length);
    size_t score = text_find(rest, TEXT("\"score\":"));
    if (score == TEXT_NOT_FOUND) return false;
    Text number = text_slice(rest, score + TEXT("\"score\":").length, rest.length);
    number = text_slice(number, 0, sizeof digits - 1);
    memcpy(digits, number.at, number.length);
    return strtod(digits, NULL) < fail_under;
}

static bool holds(Text line, Text part)
{
    return text_find(line, part) != TEXT_NOT_FOUND;
}

/* Inside a string each quote has a backslash before it, so what is looked for is a member. */
static void count(Text line, unsigned fail_under, BatchTally *tally)
{
    tally->answers++;
    if (holds(line, TEXT("\"error\":{\"place\":")))
        tally->unread++;
    else if (holds(line, TEXT("\"judged\":false")))
        tally->unjudged++;
    else if (fail_under && is_below(line, fail_under))
        tally->below++;
}

typedef struct {
    Left *left;
    unsigned fail_under;
    Arena last;
} Counting;

static void take_line(Counting *counting, Text line)
{
    Left *left = counting->left;
    if (left->lines++) count(left->last, counting->fail_under, &left->tally);
    left->length += line.length;
    counting->last.at = counting->last.start;
    left->last = text_keep(line, &counting->last);
}

static void take_block(Counting *counting, Text block)
{
    for (size_t end; (end = text_find_byte(block, '\n')) != TEXT_NOT_FOUND;) {
        take_line(counting, text_slice(block, 0, end + 1));
        block = text_slice(block, end + 1, block.length);
    }
}

bool left_read(Text part, unsigned fail_under, Left *left, Arena *keep, Problems *problems)
{
    Lines lines = lines_new(keep);
    Arena into = arena_open();
    Counting counting = {left, fail_under, arena_open()};
    LinesResult result = LINES_BROKEN;
    Text block;
    *left = (Left){0};
    if (lines_open(&lines, part, LONGEST_LINE, problems)) {
        do {
            into.at = into.start;
            result = lines_read(&lines, &into, &block, problems);
            if (result == LINES_READ) take_block(&counting, block);
        } while (result == LINES_READ || result == LINES_PAUSED);
        lines_leave(&lines);
    }
    if (result == LINES_TOO_LONG) problem(problems, part, "has a line that no run wrote");
    left->last = text_keep(left->last, keep);
    arena_close(&counting.last);
    arena_close(&into);
    lines_close(&lines);
    return result == LINES_END;
}
