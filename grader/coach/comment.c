#include "coach/comment.h"

#include "base/buffer.h"
#include "base/unicode.h"

enum { LEAST_QUOTED_WORDS = 3, LONGEST_QUOTE = 600 };

Text comment_without_key(Text text, Text key, Arena *keep)
{
    if (!key.length || text_find(text, key) == TEXT_NOT_FOUND) return text;
    Buffer clean = buffer_new(keep);
    size_t at;
    while ((at = text_find(text, key)) != TEXT_NOT_FOUND) {
        buffer_add(&clean, text_slice(text, 0, at));
        buffer_add_string(&clean, "[key]");
        text = text_slice(text, at + key.length, text.length);
    }
    buffer_add(&clean, text);
    return buffer_text(&clean);
}

Text comment_without_thoughts(Text text)
{
    const Text open = TEXT("<think>"), close = TEXT("</think>");
    Text rest = text_trim(text);
    if (!text_starts_with(rest, open)) return rest;
    size_t end = text_find(rest, close);
    if (end == TEXT_NOT_FOUND) return (Text){0};
    return text_trim(text_slice(rest, end + close.length, rest.length));
}

Text comment_line(Text text, size_t most, Arena *keep)
{
    Text shown = text_trim(unicode_printable(text, keep));
    bool longer = shown.length > most;
    shown = text_slice(shown, 0, most);
    shown = text_slice(shown, 0, unicode_valid_prefix(shown));
    Buffer line = buffer_new(keep);
    for (size_t i = 0; i < shown.length; i++)
        if (!is_space(shown.at[i]))
            buffer_add_byte(&line, shown.at[i]);
        else if (!is_space(shown.at[i - 1]))
            buffer_add_byte(&line, ' ');
    if (longer) buffer_add_string(&line, "...");
    return buffer_text(&line);
}

/* Its words, folded, each with one space before it and the last one with one after. */
static Text plain_words(Text text, size_t *words, Arena *keep)
{
    Text folded = unicode_fold(text, keep);
    Buffer plain = buffer_new(keep);
    bool inside = false;
    size_t bytes;
    *words = 0;
    for (size_t at = 0; at < folded.length; at += bytes) {
        Text rest = text_slice(folded, at, folded.length);
        uint32_t point = unicode_next(rest, &bytes);
        bool part = unicode_is_letter(point) || unicode_is_digit(point);
        if (part && !inside) {
            buffer_add_byte(&plain, ' ');
            ++*words;
        }
        if (part) buffer_add(&plain, text_slice(rest, 0, bytes));
        inside = part;
    }
    buffer_add_byte(&plain, ' ');
    return buffer_text(&plain);
}

/* The length of a double quote mark at the start: straight or curly; else 0. */
static size_t quote_mark(Text text)
{
    if (text_starts_with(text, TEXT("\""))) return 1;
    bool curly = text_starts_with(text, TEXT("\xE2\x80\x9C")) || text_starts_with(text, TEXT("\xE2\x80\x9D")) ||
                 text_starts_with(text, TEXT("\xE2\x80\x9E"));
    return curly ? 3 : 0;
}

/* Take what stands in the next pair of marks off `rest`. A quote never crosses a
   line: marks that do are no pair. */
static bool next_quote(Text *rest, Text *quote)
{
    size_t start = 0, open = 0;
    for (size_t at = 0; at < rest->length; at++) {
        Text here = text_slice(*rest, at, rest->length);
        size_t mark = quote_mark(here);
        if (here.at[0] == '\n') open = 0;
        if (mark && open) {
            *quote = text_slice(*rest, start, at);
            *rest = text_slice(here, mark, here.length);
            return true;
        }
        if (mark) start = at + mark, open = mark, at += mark - 1;
    }
    return false;
}

/* "... the shelf ... changes daily": each stretch between the dots must be there. */
static bool stands_in(Text quote, Text plain_material, Arena scratch)
{
    const Text dots = TEXT("..."), sign = TEXT("\xE2\x80\xA6");
    while (quote.length) {
        size_t end = text_find(quote, dots), other = text_find(quote, sign), words;
        if (other < end) end = other;
        Text stretch = text_slice(quote, 0, end);
        Text plain = plain_words(stretch, &words, &scratch);
        if (words && text_find(plain_material, plain) == TEXT_NOT_FOUND) return false;
        if (end == TEXT_NOT_FOUND) return true;
        quote = text_slice(quote, end + 3, quote.length);
    }
    return true;
}

const Text *comment_foreign_quotes(Text comments, Text material, size_t *count, Arena *keep)
{
    LIST_OF(Text) foreign = {0};
    Text quote;
    size_t words;
    Text plain = plain_words(material, &words, keep);
    while (next_quote(&comments, &quote)) {
        if (quote.length > LONGEST_QUOTE) continue;
        Arena scratch = *keep;
        plain_words(quote, &words, &scratch);
        if (words >= LEAST_QUOTED_WORDS && !stands_in(quote, plain, scratch)) *LIST_ADD(&foreign, keep) = quote;
    }
    *count = foreign.count;
    return foreign.items;
}
