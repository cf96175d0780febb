#include "transcript/line_parts.h"

#include "base/unicode.h"

enum { TITLE_MOST_BYTES = 80, TITLE_MOST_WORDS = 8, LEAD_MOST_BYTES = 100, LEAD_MOST_WORDS = 4, LEAD_LEAST_BEHIND = 40 };

static bool is_any_of(char byte, const char *set)
{
    return byte && text_find_byte(text_from(set), byte) != TEXT_NOT_FOUND;
}

static char last_byte(Text text)
{
    return text.length ? text.at[text.length - 1] : 0;
}

static Text without(Text text, size_t front, size_t back)
{
    return text_slice(text, front, text.length > back ? text.length - back : 0);
}

static size_t run_length(Text text, char byte)
{
    size_t length = 0;
    while (length < text.length && text.at[length] == byte) length++;
    return length;
}

static bool is_only(Text text, const char *set)
{
    for (size_t i = 0; i < text.length; i++)
        if (!is_any_of(text.at[i], set)) return false;
    return text.length > 0;
}

static size_t count_byte(Text text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) count += text.at[i] == byte;
    return count;
}

bool line_at(Text text, size_t at, Line *line)
{
    if (at >= text.length) return false;
    size_t length = text_find_byte(text_slice(text, at, text.length), '\n');
    size_t end = length == TEXT_NOT_FOUND ? text.length : at + length;
    *line = (Line){.next = length == TEXT_NOT_FOUND ? end : end + 1};
    for (; at < end && is_space(text.at[at]); at++)
        line->indent = text.at[at] == '\t' ? line->indent / 4 * 4 + 4 : line->indent + 1;
    line->words = text_trim(text_slice(text, at, end));
    return true;
}

size_t words_up_to(Text text, size_t most)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < text.length && count <= most; i++) {
        bool space = is_space(text.at[i]);
        count += !space && !inside;
        inside = !space;
    }
    return count;
}

bool ends_sentence(Text words)
{
    return is_any_of(last_byte(words), ".:;!?");
}

/* Markers */

static const char *const bullets[] = {"-", "*", "+", "–", "—"};
static const char *const glyphs[] = {"•", "◦", "▪", "‣", "●", "○", "·", "∙"}; /* need no space after them */

static size_t spaces_after(Text words, size_t at)
{
    size_t end = at;
    while (end < words.length && is_space(words.at[end])) end++;
    return end > at || at == words.length ? end : 0;
}

static size_t bullet_marker(Text words)
{
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (text_starts_with(words, text_from(bullets[i]))) return spaces_after(words, text_from(bullets[i]).length);
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++) {
        size_t length = text_from(glyphs[i]).length;
        if (!text_starts_with(words, text_from(glyphs[i]))) continue;
        size_t spaced = spaces_after(words, length);
        return spaced ? spaced : length;
    }
    return 0;
}

/* "12", "b" or "iv"; a capital only as a Roman numeral or before ")". Three digits may as well
   be the number that ends a sentence. */
static bool is_ordinal(Text name, char after, unsigned *number)
{
    if (text_whole_number(name, number)) return name.length <= 2;
    *number = 0;
    if (name.length <= 4 && is_only(name, is_letter(name.at[0]) && name.at[0] > 'Z' ? "ivx" : "IVX")) return true;
    return name.length == 1 && is_letter(name.at[0]) && (after == ')' || name.at[0] > 'Z');
}

static size_t number_marker(Text words, unsigned *number)
{
    size_t start = words.length && words.at[0] == '(', end = start;
    while (end < words.length && end < start + 4 && (is_digit(words.at[end]) || is_letter(words.at[end]))) end++;
    if (end == start || end >= words.length || !is_any_of(words.at[end], start ? ")" : ".)")) return 0;
    if (!is_ordinal(text_slice(words, start, end), words.at[end], number)) return 0;
    return spaces_after(words, end + 1);
}

size_t line_marker(Text words, unsigned *number)
{
    *number = 0;
    size_t length = bullet_marker(words);
    return length ? length : number_marker(words, number);
}

/* Lines that are told by themselves */

bool line_is_rule(Text words)
{
    char mark = words.length ? words.at[0] : 0;
    if (!is_any_of(mark, "-*_=")) return false;
    return is_only(words, (char[]){mark, ' ', 0}) && count_byte(words, mark) >= 3;
}

/* The bytes of one "![alt](address)" at the start, or of a link around one. */
static size_t image_length(Text words)
{
    bool linked = text_starts_with(words, TEXT("[!["));
    if (!linked && !text_starts_with(words, TEXT("!["))) return 0;
    size_t at = 0;
    for (int parts = linked ? 2 : 1; parts; parts--) {
        size_t middle = text_find(text_slice(words, at, words.length), TEXT("]("));
        if (middle == TEXT_NOT_FOUND) return 0;
        size_t close = text_find_byte(text_slice(words, at + middle, words.length), ')');
        if (close == TEXT_NOT_FOUND) return 0;
        at += middle + close + 1;
    }
    return at;
}

static const char *const tags[] = {
    "a",     "b",       "blockquote", "br",     "center", "details", "div", "em",      "figure", "h1",
    "h2",    "h3",      "h4",         "hr",     "i",      "iframe",  "img", "kbd",     "li",     "ol",
    "p",     "picture", "pre",        "source", "span",   "strong",  "sub", "summary", "sup",    "table",
    "tbody", "td",      "th",         "thead",  "tr",     "u",       "ul",  "video",
};

/* The bytes of one HTML tag at the start; a placeholder such as <user_id> is none. */
static size_t tag_length(Text words)
{
    size_t close = words.length && words.at[0] == '<' ? text_find_byte(words, '>') : TEXT_NOT_FOUND;
    if (close == TEXT_NOT_FOUND) return 0;
    size_t start = words.at[1] == '/' ? 2 : 1, end = start;
    while (end < close && (is_letter(words.at[end]) || is_digit(words.at[end]))) end++;
    if (!is_any_of(words.at[end], " />")) return 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (text_equal_any_case(text_slice(words, start, end), text_from(tags[i]))) return close + 1;
    return 0;
}

static bool is_made_of(Text words, size_t (*piece_length)(Text))
{
    if (words.length == 0) return false;
    while (words.length) {
        size_t length = piece_length(words);
        if (!length) return false;
        words = text_slice(words, length, words.length);
        while (words.length && is_space(words.at[0])) words = without(words, 1, 0);
    }
    return true;
}

bool line_is_skipped(Text words)
{
    return is_made_of(words, image_length) || is_made_of(words, tag_length);
}

bool line_is_table_row(Text words)
{
    return words.length > 2 && words.at[0] == '|' && last_byte(words) == '|';
}

bool line_is_table_separator(Text words)
{
    return is_only(words, "|:- \t") && count_byte(words, '-') >= 2 && count_byte(words, '|') >= 1;
}

bool line_is_quote(Text words)
{
    if (words.length == 0 || words.at[0] != '>') return false;
    Text said = text_trim(text_slice(words, 1, words.length));
    return said.length == 0 || !(is_digit(said.at[0]) || said.at[0] == '=');
}

size_t line_heading_level(Text words)
{
    size_t level = run_length(words, '#');
    return level >= 1 && level <= 6 && level < words.length && is_space(words.at[level]) ? level : 0;
}

size_t line_fence_length(Text words)
{
    char mark = words.length ? words.at[0] : 0;
    if (mark != '`' && mark != '~') return 0;
    size_t length = run_length(words, mark);
    if (length < 3) return 0;
    bool inline_code = mark == '`' && text_find_byte(without(words, length, 0), '`') != TEXT_NOT_FOUND;
    return inline_code ? 0 : length;
}

/* Titles */

static Text without_hashes(Text title)
{
    size_t end = title.length;
    while (end && title.at[end - 1] == '#') end--;
    if (end == 0 || is_space(title.at[end - 1])) title.length = end; /* not those of "C#" */
    return text_trim(text_slice(title, run_length(title, '#'), title.length));
}

static Text without_colon(Text title)
{
    while (title.length && is_any_of(last_byte(title), ": ")) title.length--;
    return title;
}

Text title_trim(Text title)
{
    unsigned number;
    title = without_hashes(title);
    title = without_colon(text_slice(title, number_marker(title, &number), title.length));
    bool bold = title.length > 4 && text_starts_with(title, TEXT("**")) && text_ends_with(title, TEXT("**"));
    return bold ? without_colon(text_trim(without(title, 2, 2))) : title;
}

static bool is_short(Text words, size_t most_words)
{
    return words.length > 0 && words.length <= TITLE_MOST_BYTES && words_up_to(words, most_words) <= most_words;
}

bool line_is_bold_title(Text words, Text *title)
{
    if (last_byte(words) == ':') words.length--;
    Text mark = text_slice(words, 0, 2);
    if (!is_short(words, TITLE_MOST_WORDS + 2) || words.length < 5) return false;
    if (!text_equal(mark, TEXT("**")) && !text_equal(mark, TEXT("__"))) return false;
    Text inside = without(words, 2, 2);
    if (!text_ends_with(words, mark) || text_find(inside, mark) != TEXT_NOT_FOUND) return false;
    *title = title_trim(inside);
    return title->length > 0 && !(is_any_of(last_byte(inside), ".!?") && words_up_to(inside, 4) > 4);
}

bool line_is_caps_title(Text words)
{
    size_t capitals = 0;
    if (!is_short(words, TITLE_MOST_WORDS) || is_any_of(last_byte(words), ".,;!?")) return false;
    for (size_t i = 0; i < words.length; i++) {
        if (is_any_of(words.at[i], ",;<>=%$|\"") || (words.at[i] >= 'a' && words.at[i] <= 'z')) return false;
        capitals += words.at[i] >= 'A' && words.at[i] <= 'Z';
    }
    return capitals >= 3;
}

static bool begins_as_title(Text words)
{
    return words.length && !(words.at[0] >= 'a' && words.at[0] <= 'z') && !is_any_of(words.at[0], "([{\"'`<>=~$.,");
}

bool line_is_colon_title(Text words, Text *title)
{
    if (last_byte(words) != ':' || !is_short(words, 6) || !begins_as_title(words)) return false;
    *title = title_trim(words);
    return title->length > 0 && text_find(*title, TEXT(". ")) == TEXT_NOT_FOUND;
}

bool line_is_plain_title(Text words, size_t most_words)
{
    if (!is_short(words, most_words) || !begins_as_title(words)) return false;
    return !ends_sentence(words) && text_find_byte(words, ',') == TEXT_NOT_FOUND;
}

/* Leads */

static Text lead_trim(Text lead)
{
    while (lead.length && is_any_of(lead.at[0], "*_` ")) lead = without(lead, 1, 0);
    while (lead.length && is_any_of(last_byte(lead), "*_` .:,-")) lead.length--;
    return lead;
}

static Text bold_lead(Text words)
{
    size_t close = text_find(text_slice(words, 2, LEAD_MOST_BYTES), TEXT("**"));
    if (close == TEXT_NOT_FOUND) return (Text){0};
    Text lead = lead_trim(text_slice(words, 2, 2 + close));
    return words_up_to(lead, TITLE_MOST_WORDS + 2) > TITLE_MOST_WORDS + 2 ? (Text){0} : lead;
}

static bool has_letter(Text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_letter(text.at[i]) || (unsigned char)text.at[i] >= 0x80) return true;
    return false;
}

/* A colon at the end of a word, or a dash between two spaces. */
static bool is_lead_end(Text rest)
{
    if (rest.at[0] == ':') return rest.length == 1 || is_space(rest.at[1]) || rest.at[1] == '*';
    return text_starts_with(rest, TEXT(" - ")) || text_starts_with(rest, TEXT(" – ")) ||
           text_starts_with(rest, TEXT(" — "));
}

/* "Watching it. ..." or "On rollout, ...": short, with more behind it. */
static bool is_opening_end(Text words, size_t at)
{
    return is_any_of(words.at[at], ".,?") && at + 1 < words.length && is_space(words.at[at + 1]) &&
           unicode_width(text_slice(words, at + 1, words.length)) >= LEAD_LEAST_BEHIND;
}

static bool is_quote_mark(Text rest)
{
    return rest.at[0] == '"' || text_starts_with(rest, TEXT("“")) || text_starts_with(rest, TEXT("”"));
}

Text text_lead(Text words)
{
    if (text_starts_with(words, TEXT("**"))) return bold_lead(words);
    for (size_t i = 0; i < words.length && i < LEAD_MOST_BYTES; i++) {
        Text rest = text_slice(words, i, words.length);
        bool opening = is_opening_end(words, i);
        size_t most = opening && words.at[i] != ',' ? TITLE_MOST_WORDS : LEAD_MOST_WORDS;
        if ((is_any_of(words.at[i], ".,;!?\n") || is_quote_mark(rest)) && !opening) break;
        if (!opening && !is_lead_end(rest)) continue;
        Text lead = lead_trim(text_slice(words, 0, i));
        return has_letter(lead) && words_up_to(lead, most) <= most ? lead : (Text){0};
    }
    return (Text){0};
}

bool lead_is_title(Text words)
{
    if (!text_starts_with(words, TEXT("**"))) return false;
    Text lead = bold_lead(words);
    if (lead.length == 0) return false;
    Text behind = text_slice(words, (size_t)(lead.at - words.at) + lead.length, words.length);
    bool inside = is_any_of(behind.at[0], ".:");
    behind = text_slice(behind, text_find(behind, TEXT("**")) + 2, behind.length);
    return inside || (behind.length && (is_any_of(behind.at[0], ".:") || is_lead_end(behind)));
}
