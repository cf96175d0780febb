#include "transcript/cues_parts.h"

#include "transcript/line_parts.h"

enum {
    SECOND = 1000,
    TIME_PARTS = 3,
    LATE_CUES = 32,          /* a cue that comes late is put before so many at most */
    LATE_TIME = 10 * SECOND, /* that begin so little after it: more is a second recording */
};

/* Times */

static size_t digits_at(Text text, size_t at, uint64_t *number)
{
    size_t start = at;
    *number = 0;
    for (; at < text.length && is_digit(text.at[at]); at++)
        if (at - start < 9) *number = *number * 10 + (uint64_t)(text.at[at] - '0');
    return at - start;
}

/* The bytes of "00:01:02.345", "1:02,3" or "01:02" at the start, or 0. */
static size_t time_length(Text text, uint64_t *time)
{
    uint64_t part;
    size_t at = 0, parts = 0, digits;
    *time = 0;
    while (parts < TIME_PARTS && (digits = digits_at(text, at, &part)) > 0) {
        *time = *time * 60 + part * SECOND;
        at += digits;
        parts++;
        if (at == text.length || text.at[at] != ':') break;
        at++;
    }
    if (parts < 2 || at == 0 || text.at[at - 1] == ':') return 0;
    if (at == text.length || (text.at[at] != '.' && text.at[at] != ',')) return at;
    digits = digits_at(text, at + 1, &part);
    for (size_t i = digits; i < 3; i++) part *= 10;
    if (digits <= 3) *time += part;
    return digits ? at + 1 + digits : at;
}

typedef enum { TIMING_NONE, TIMING_BROKEN, TIMING_FINE } Timing;

/* "00:01.000 --> 00:04.000 align:start". Nobody says an arrow after a number, so a broken time is one too. */
static Timing timing_of(Text words, uint64_t *start)
{
    enum { ARROW = 3, BEFORE_ARROW = 40 };
    *start = NO_TIME;
    size_t arrow = text_find(text_slice(words, 0, BEFORE_ARROW), TEXT("-->"));
    if (arrow == TEXT_NOT_FOUND || (words.at[0] != '-' && !is_digit(words.at[0]))) return TIMING_NONE;
    uint64_t from, to;
    Text before = text_trim(text_slice(words, 0, arrow));
    Text after = text_trim(text_slice(words, arrow + ARROW, words.length));
    if (before.length == 0 || time_length(before, &from) < before.length || !time_length(after, &to))
        return TIMING_BROKEN;
    *start = from;
    return TIMING_FINE;
}

/* Lines */

static bool is_number(Text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (!is_digit(words.at[i])) return false;
    return words.length > 0;
}

/* "NOTE made by hand", "STYLE", "REGION": no speech up to the next blank line. */
static bool opens_other_block(Text words)
{
    if (text_equal(words, TEXT("STYLE")) || text_equal(words, TEXT("REGION")) || text_equal(words, TEXT("NOTE")))
        return true;
    return text_starts_with(words, TEXT("NOTE ")) || text_starts_with(words, TEXT("NOTE\t"));
}

static bool is_vtt_header(Text words)
{
    Text mark = TEXT("WEBVTT");
    return text_starts_with(words, mark) && (words.length == mark.length || is_space(words.at[mark.length]));
}

static bool first_line(Text source, size_t at, Line *line)
{
    while (line_at(source, at, line)) {
        if (line->words.length) return true;
        at = line->next;
    }
    return false;
}

bool begins_as_vtt(Text source, size_t at)
{
    Line line;
    return first_line(source, at, &line) && is_vtt_header(line.words);
}

bool begins_as_srt(Text source, size_t at)
{
    Line line;
    uint64_t start;
    if (!first_line(source, at, &line)) return false;
    if (is_number(line.words) && !first_line(source, line.next, &line)) return false;
    return timing_of(line.words, &start) == TIMING_FINE;
}

/* The next line with words begins a cue. */
static bool is_above_timing(Text source, const Line *line)
{
    uint64_t start;
    Line below;
    return line_at(source, line->next, &below) && below.words.length && timing_of(below.words, &start) != TIMING_NONE;
}

/* One cue after another */

/* The cue just read is done: forget it without words, else put it in its place by time. */
static void close_cue(Cues *cues)
{
    Cue *items = cues->cues.items;
    size_t at = cues->cues.count;
    if (at == 0) return;
    Cue done = items[at - 1];
    done.count = cues->pieces.count - done.first;
    if (done.count == 0) {
        cues->cues.count--;
        return;
    }
    size_t least = at > LATE_CUES ? at - LATE_CUES : 1;
    for (at--; at >= least && done.start != NO_TIME && items[at - 1].start != NO_TIME; at--) {
        if (items[at - 1].start <= done.start || items[at - 1].start - done.start > LATE_TIME) break;
        items[at] = items[at - 1];
    }
    items[at] = done;
}

static void open_cue(Cues *cues, uint64_t start)
{
    close_cue(cues);
    *LIST_ADD(&cues->cues, cues->keep) = (Cue){.start = start, .first = cues->pieces.count};
}

/* A number, or any line that stands apart, right above the times of a cue. */
static bool is_id(Text source, const Line *line, bool after_blank)
{
    return (after_blank || is_number(line->words)) && is_above_timing(source, line);
}

void cues_read(Cues *cues, Text source, size_t at)
{
    Line line;
    bool after_blank = true, skipping = false;
    size_t number = 1;
    for (size_t i = 0; i < at; i++) number += source.at[i] == '\n';
    for (; line_at(source, at, &line); at = line.next, number++) {
        uint64_t start;
        bool blank = line.words.length == 0;
        if (!blank && timing_of(line.words, &start) != TIMING_NONE) {
            open_cue(cues, start);
            skipping = false;
        } else if (!blank && after_blank && (opens_other_block(line.words) || is_vtt_header(line.words))) {
            skipping = true;
        } else if (blank) {
            skipping = false;
        } else if (!skipping && cues->cues.count && !is_id(source, &line, after_blank)) {
            cue_line_read(cues, line.words, number);
        }
        after_blank = blank;
    }
    close_cue(cues);
}
