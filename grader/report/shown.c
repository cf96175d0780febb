#include "report/shown.h"

#include <math.h>

#include "base/unicode.h"

#define ELLIPSIS TEXT("…")

/* How far a cut moves to fall between two words. */
enum { CUT_REACH = 24 };

/* White space, and the two separators that some terminals take for a new line. */
static bool is_gap(Text rest, size_t bytes)
{
    return is_space(rest.at[0]) ||
           (bytes == 3 && (text_starts_with(rest, TEXT("\u2028")) || text_starts_with(rest, TEXT("\u2029"))));
}

/* Printable, each run of white space one space; not trimmed, so that parts join. */
static Text flatten(Text text, Arena *keep)
{
    Text printable = unicode_printable(text, keep);
    Buffer line = buffer_new(keep);
    bool in_gap = false;
    size_t bytes;
    for (size_t at = 0; at < printable.length; at += bytes) {
        Text rest = text_slice(printable, at, printable.length);
        unicode_next(rest, &bytes);
        bool gap = is_gap(rest, bytes);
        if (!gap)
            buffer_add(&line, text_slice(rest, 0, bytes));
        else if (!in_gap)
            buffer_add_byte(&line, ' ');
        in_gap = gap;
    }
    return buffer_text(&line);
}

Text shown_line(Text text, Arena *keep)
{
    return text_trim(flatten(text, keep));
}

void shown_add(Buffer *line, Text text)
{
    buffer_add(line, shown_line(text, line->arena));
}

Text shown_cut(Text line, size_t columns)
{
    size_t at = 0, width = 0;
    while (at < line.length) {
        size_t bytes = unicode_cluster(text_slice(line, at, line.length));
        width += unicode_width(text_slice(line, at, at + bytes));
        if (width > columns) break;
        at += bytes;
    }
    return text_slice(line, 0, at);
}

/* The longest end that is at most `columns` wide. */
static Text end_columns(Text text, size_t columns)
{
    size_t at = 0, width = unicode_width(text);
    while (width > columns && at < text.length) {
        size_t bytes = unicode_cluster(text_slice(text, at, text.length));
        width -= unicode_width(text_slice(text, at, at + bytes));
        at += bytes;
    }
    return text_slice(text, at, text.length);
}

/* Without the torn word at its end, when a gap is near. */
static Text drop_last_piece(Text text)
{
    size_t end = text.length;
    while (end > 0 && text.length - end < CUT_REACH && text.at[end - 1] != ' ') end--;
    return end > 0 && text.at[end - 1] == ' ' ? text_slice(text, 0, end) : text;
}

static Text drop_first_piece(Text text)
{
    size_t start = 0;
    while (start < text.length && start < CUT_REACH && text.at[start] != ' ') start++;
    return start < text.length && text.at[start] == ' ' ? text_slice(text, start, text.length) : text;
}

static Text join(Text a, Text b, Text c, Arena *keep)
{
    Buffer joined = buffer_new(keep);
    buffer_add(&joined, a);
    buffer_add(&joined, b);
    buffer_add(&joined, c);
    return buffer_text(&joined);
}

Text shown_middle(Text line, size_t columns, Arena *keep)
{
    if (unicode_width(line) <= columns) return line;
    if (columns == 0) return TEXT("");
    size_t left = (columns - 1) / 2;
    return join(shown_cut(line, left), ELLIPSIS, end_columns(line, columns - 1 - left), keep);
}

Text shown_start(Text line, size_t columns, Arena *keep)
{
    if (unicode_width(line) <= columns) return line;
    if (columns == 0) return TEXT("");
    Text start = drop_last_piece(shown_cut(line, columns - 1));
    while (text_ends_with(start, TEXT(" "))) start.length--;
    return join(start, ELLIPSIS, TEXT(""), keep);
}

static Text shown_end(Text line, size_t columns, Arena *keep)
{
    if (unicode_width(line) <= columns) return line;
    if (columns == 0) return TEXT("");
    Text end = drop_first_piece(end_columns(line, columns - 1));
    while (text_starts_with(end, TEXT(" "))) end = text_slice(end, 1, end.length);
    return join(ELLIPSIS, end, TEXT(""), keep);
}

/* Where the matched words stand: they are a view into the quote, or a copy of some of it. */
static size_t words_start(Text quote, Text words)
{
    uintptr_t start = (uintptr_t)quote.at, at = (uintptr_t)words.at;
    if (at >= start && at + words.length <= start + quote.length) return at - start;
    return text_find(quote, words);
}

Excerpt shown_excerpt(const Evidence *evidence, size_t columns, Arena *keep)
{
    Text quote = text_trim(evidence->quote);
    size_t start = words_start(quote, evidence->words), end = start + evidence->words.length;
    if (start == TEXT_NOT_FOUND) start = end = 0;
    Excerpt excerpt = {
        flatten(text_slice(quote, 0, start), keep),
        flatten(text_slice(quote, start, end), keep),
        flatten(text_slice(quote, end, quote.length), keep),
    };
    size_t before = unicode_width(excerpt.before), after = unicode_width(excerpt.after);
    excerpt.words = shown_start(excerpt.words, columns, keep);
    size_t words = unicode_width(excerpt.words);
    if (before + words + after <= columns) return excerpt;

    size_t room = columns > words + 2 ? columns - words : 2;
    size_t left = before < room / 2 ? before : room / 2;
    if (after < room - left) left = room - after;
    excerpt.before = shown_end(excerpt.before, left, keep);
    excerpt.after = shown_start(excerpt.after, room - left, keep);
    return excerpt;
}

Text shown_name(const Grade *grade, Arena *keep)
{
    Text name = grade->transcript->name;
    return text_equal(name, TEXT("-")) ? TEXT("standard input") : shown_line(name, keep);
}

Text shown_title(const Grade *grade, Arena *keep)
{
    if (grade->prompt) return shown_line(grade->prompt->title, keep);
    Text question = shown_line(grade->transcript->question, keep);
    return question.length ? question : TEXT("A free question");
}

Text shown_signal(const Grade *grade, Arena *keep)
{
    Buffer signal = buffer_new(keep);
    buffer_add_string(&signal, signal_names[grade->signal]);
    if (grade->signal_low != grade->signal_high)
        buffer_format(&signal, " (between %s and %s)", signal_names[grade->signal_low],
                      signal_names[grade->signal_high]);
    return buffer_text(&signal);
}

Text shown_provenance(const Provenance *from, Arena *keep)
{
    Buffer line = buffer_new(keep);
    buffer_format(&line, "grader %.*s", TEXT_ARGS(from->engine));
    buffer_format(&line, ", pack %.*s %.*s", TEXT_ARGS(from->pack_id), TEXT_ARGS(from->pack_version));
    buffer_format(&line, ", %.*s", TEXT_ARGS(text_slice(from->pack_sha256, 0, 12)));
    return shown_line(buffer_text(&line), keep);
}

void shown_decimal(Buffer *line, double number, bool plus)
{
    long long hundredths = llround(fabs(number) * 100);
    const char *sign = number < 0 && hundredths ? "-" : plus ? "+" : "";
    buffer_format(line, "%s%lld.%02lld", sign, hundredths / 100, hundredths % 100);
}

Text shown_minutes(const Conduct *conduct, Arena *keep)
{
    Buffer minutes = buffer_new(keep);
    if (conduct->seconds > 0)
        buffer_format(&minutes, "%.0f", conduct->seconds / 60);
    else
        buffer_add(&minutes, TEXT("–"));
    if (conduct->minutes > 0) buffer_format(&minutes, " of %.0f", conduct->minutes);
    return buffer_text(&minutes);
}

int shown_score(double score)
{
    return score > 0 ? (int)score : 0;
}
