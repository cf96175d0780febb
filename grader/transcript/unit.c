#include "transcript/unit.h"

#include "base/unicode.h"

enum {
    WORD_MOST_BYTES = 256, /* a longer run without a space counts as several words */
    WRAP_COLUMNS = 60,     /* nobody wraps lines narrower than this */
    WIDEST_WRAP = 140,     /* or wider than this */
    CUT_NEAR_WORDS = 8,    /* how far from UNIT_CUT_WORDS a comma is still preferred */
};

typedef struct {
    Text text; /* the transcript's, up to the passage's end */
    size_t passage;
    size_t longest_line; /* of the passage, in columns */
    bool small_writer;   /* begins in a small letter: sentences may too */
    Arena *keep;
    LIST_OF(Unit) units;
} Splitter;

/* Bytes and code points */

static bool is_stop(char byte)
{
    return byte == '.' || byte == '!' || byte == '?';
}

static bool is_any_of(Text text, size_t at, const char *const *set, size_t count, size_t *length)
{
    for (size_t i = 0; i < count; i++) {
        Text item = text_from(set[i]);
        *length = item.length;
        if (text_starts_with(text_slice(text, at, text.length), item)) return true;
    }
    return false;
}

/* Stops of scripts that put no space after a sentence. */
static size_t wide_stop_length(Text text, size_t at)
{
    static const char *const stops[] = {"。", "！", "？", "।"};
    size_t length;
    return (unsigned char)text.at[at] >= 0xE0 && is_any_of(text, at, stops, 4, &length) ? length : 0;
}

/* Quotes, brackets and emphasis that close right after a stop belong to it. */
static size_t closing_length(Text text, size_t at)
{
    static const char *const closings[] = {"\"", "'", ")", "]", "}", "*", "_", "`", "”", "’", "»", "」", "』", "）"};
    size_t length;
    return is_any_of(text, at, closings, sizeof closings / sizeof *closings, &length) ? length : 0;
}

static size_t after_closings(Text text, size_t at)
{
    size_t length;
    while (at < text.length && (length = closing_length(text, at)) > 0) at += length;
    return at;
}

static size_t after_spaces(Text text, size_t at)
{
    while (at < text.length && is_space(text.at[at])) at++;
    return at;
}

/* Whether what stands here may begin a sentence: anything but a small letter, an
   arrow or punctuation that goes on. "p99" may. */
static bool may_begin(Text text, size_t at, bool small)
{
    char byte = text.at[at];
    if (byte >= 'a' && byte <= 'z') return small || (at + 1 < text.length && is_digit(text.at[at + 1]));
    if ((unsigned char)byte < 0x80) {
        bool arrow = (byte == '-' || byte == '=') && at + 1 < text.length && text.at[at + 1] == '>';
        return !arrow && text_find_byte(TEXT(",;:)]}.!?%/"), byte) == TEXT_NOT_FOUND;
    }
    size_t bytes;
    uint32_t point = unicode_next(text_slice(text, at, text.length), &bytes);
    if (point == 0x2192 || point == 0x21D2) return false; /* → ⇒ */
    return small || !unicode_is_lower(point);
}

/* Stops that end no sentence */

/* The run of letters and inner dots before the stop at `at`; at most 12 bytes. */
static Text word_before(Text text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 12 && (is_letter(text.at[start - 1]) || text.at[start - 1] == '.')) start--;
    return text_slice(text, start, at);
}

/* "J", "e.g", "U.S": letters that stand one by one. */
static bool is_initials(Text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (is_letter(word.at[i]) != (i % 2 == 0)) return false;
    return word.length % 2 == 1;
}

static bool is_abbreviation(Text word)
{
    static const char *const known[] = {"vs", "cf", "approx", "ca", "dr", "mr", "mrs", "prof", "al", "resp", "incl"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equal_any_case(word, text_from(known[i]))) return true;
    return false;
}

static bool is_inside_word(Text text, size_t start)
{
    if (start == 0) return false;
    char before = text.at[start - 1];
    return is_letter(before) || is_digit(before) || (unsigned char)before >= 0x80 || before == '-' || before == '\'';
}

/* Whether a full stop at `at` belongs to the word before it. */
static bool is_part_of_word(Text text, size_t at)
{
    Text word = word_before(text, at);
    if (word.length == 0 || is_inside_word(text, (size_t)(word.at - text.at))) return false;
    return is_initials(word) || is_abbreviation(word);
}

/* Sentences */

/* The end of a sentence whose stop stands at `at`, or 0 when it goes on. */
static size_t stop_end(const Splitter *splitter, size_t at, size_t *next)
{
    Text text = splitter->text;
    size_t end = at;
    while (end < text.length && is_stop(text.at[end])) end++;
    char last = text.at[end - 1];
    bool single = last == '.' && end == at + 1;
    size_t closed = after_closings(text, end);
    *next = closed;
    if (closed == text.length) return closed;
    if (!is_space(text.at[closed])) return 0;
    *next = after_spaces(text, closed);
    if (*next == text.length) return closed;
    if (single && is_part_of_word(text, at)) return 0;
    bool asked = last != '.' && closed == end; /* "why? because" ends, '"why?" or' does not */
    return may_begin(text, *next, asked || (single && splitter->small_writer)) ? closed : 0;
}

static size_t wide_stop_end(const Splitter *splitter, size_t at, size_t *next)
{
    Text text = splitter->text;
    size_t length;
    while (at < text.length && (length = wide_stop_length(text, at)) > 0) at += length;
    at = after_closings(text, at);
    *next = after_spaces(text, at);
    return at;
}

/* Every code point is a column wide: close enough to tell where a line was wrapped. */
static size_t columns(Text line)
{
    size_t count = 0;
    for (size_t i = 0; i < line.length; i++) count += ((unsigned char)line.at[i] & 0xC0) != 0x80;
    return count;
}

/* A speaker's name or a bullet before a passage takes room on its first line. */
static size_t line_start(Text text, size_t at)
{
    while (at > 0 && text.at[at - 1] != '\n') at--;
    return at;
}

/* A new line inside a passage is a space, unless the writer broke the line on
   purpose: by two spaces, or where the next word would still have fitted. */
static bool is_line_end_meant(const Splitter *splitter, size_t start, size_t at)
{
    Text text = splitter->text;
    size_t end = at, next = after_spaces(text, at);
    if (end > start && text.at[end - 1] == '\r') end--;
    if (next == text.length) return false;
    if (end >= start + 2 && text.at[end - 1] == ' ' && text.at[end - 2] == ' ') return true;
    if (end == start || text_find_byte(TEXT(",(-/&+"), text.at[end - 1]) != TEXT_NOT_FOUND) return false;
    size_t word = next, limit = splitter->longest_line > WRAP_COLUMNS ? splitter->longest_line : WRAP_COLUMNS;
    while (word < text.length && !is_space(text.at[word])) word++;
    size_t together = columns(text_slice(text, start, end)) + 1 + columns(text_slice(text, next, word));
    if (columns(text_slice(text, start, end)) > WIDEST_WRAP) return may_begin(text, next, true);
    return together <= limit && may_begin(text, next, false);
}

/* Cutting what is too long */

/* The end of the word at `at`. */
static size_t word_end(Text text, size_t at)
{
    size_t end = at;
    while (end < text.length && !is_space(text.at[end])) {
        if (end - at >= WORD_MOST_BYTES && ((unsigned char)text.at[end] & 0xC0) != 0x80) break;
        end++;
    }
    return end;
}

static size_t count_words(Text text, size_t at, size_t most)
{
    size_t count = 0;
    while ((at = after_spaces(text, at)) < text.length && count <= most) {
        at = word_end(text, at);
        count++;
    }
    return count;
}

/* Where to cut a long run: after the pause nearest to UNIT_CUT_WORDS words, or there. */
static size_t cut_end(Text text, size_t start)
{
    size_t at = start, end = start, best = 2 * CUT_NEAR_WORDS;
    for (size_t words = 1; words <= UNIT_CUT_WORDS + CUT_NEAR_WORDS; words++) {
        at = word_end(text, after_spaces(text, at));
        size_t away = words < UNIT_CUT_WORDS ? UNIT_CUT_WORDS - words : words - UNIT_CUT_WORDS;
        bool pause = text_find_byte(TEXT(",;:)"), text.at[at - 1]) != TEXT_NOT_FOUND;
        if (away == 0 && end == start) end = at;
        if (pause && away <= CUT_NEAR_WORDS && away < best) best = away, end = at;
    }
    return end;
}

static bool ends_in_question(Text words)
{
    static const char *const marks[] = {"?", "？", "؟"};
    size_t at = words.length;
    while (at > 0) {
        at--;
        if (((unsigned char)words.at[at] & 0xC0) == 0x80) continue;
        size_t length;
        if (is_any_of(words, at, marks, 3, &length)) return true;
        if (!closing_length(words, at)) return false;
    }
    return false;
}

static bool says_something(Text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (is_letter(words.at[i]) || is_digit(words.at[i]) || (unsigned char)words.at[i] >= 0x80) return true;
    return false;
}

static void add_unit(Splitter *splitter, Text words, bool continues)
{
    words = text_trim(words);
    if (!says_something(words)) return;
    size_t start = (size_t)(words.at - splitter->text.at);
    *LIST_ADD(&splitter->units, splitter->keep) = (Unit){
        .start = start,
        .end = start + words.length,
        .passage = splitter->passage,
        .question = ends_in_question(words),
        .continues = continues,
    };
}

static void add_sentence(Splitter *splitter, size_t start, size_t end)
{
    Text sentence = text_slice(splitter->text, 0, end);
    size_t most = UNIT_MOST_WORDS, first = start;
    while (count_words(sentence, start, most) > most) {
        size_t cut = cut_end(sentence, start);
        add_unit(splitter, text_slice(sentence, start, cut), start > first);
        start = cut;
        /* Once cutting, leave no long rest: speech is cut evenly. */
        most = UNIT_CUT_WORDS + 2 * CUT_NEAR_WORDS;
    }
    add_unit(splitter, text_slice(sentence, start, end), start > first);
}

static void add_sentences(Splitter *splitter, size_t start)
{
    Text text = splitter->text;
    size_t line = line_start(text, start);
    for (size_t at = start, next; at < text.length; at = next) {
        size_t end = 0;
        next = at + 1;
        if (is_stop(text.at[at]))
            end = stop_end(splitter, at, &next);
        else if (wide_stop_length(text, at))
            end = wide_stop_end(splitter, at, &next);
        else if (text.at[at] == '\n' && is_line_end_meant(splitter, line, at))
            end = at;
        if (end) {
            add_sentence(splitter, start, end);
            start = next;
        }
        for (size_t i = at; i < next; i++)
            if (text.at[i] == '\n') line = i + 1;
    }
    if (start < text.length) add_sentence(splitter, start, text.length);
}

static void add_lines(Splitter *splitter, size_t start)
{
    Text rest = text_slice(splitter->text, start, splitter->text.length), line;
    while (text_next_line(&rest, &line)) {
        size_t at = (size_t)(line.at - splitter->text.at);
        add_sentence(splitter, at, at + line.length);
    }
}

static size_t longest_line(Text text)
{
    size_t longest = 0;
    Text line;
    while (text_next_line(&text, &line))
        if (columns(line) > longest) longest = columns(line);
    return longest;
}

/* Whether the first letter is a small one: "**evaluation.** we split by time. then we ..." */
static bool begins_small(Text words)
{
    size_t at = 0;
    while (at < words.length) {
        size_t bytes;
        uint32_t point = unicode_next(text_slice(words, at, words.length), &bytes);
        if (unicode_is_letter(point)) return unicode_is_lower(point);
        at += bytes;
    }
    return false;
}

const Unit *units_read(const Transcript *transcript, Arena *keep, size_t *count)
{
    Splitter splitter = {.keep = keep};
    for (size_t i = 0; i < transcript->passage_count; i++) {
        const Passage *passage = &transcript->passages[i];
        Text words = text_slice(transcript->text, passage->start, passage->end);
        splitter.passage = i;
        splitter.text = text_slice(transcript->text, 0, passage->end);
        splitter.longest_line = longest_line(text_slice(splitter.text, line_start(splitter.text, passage->start), passage->end));
        splitter.small_writer = begins_small(words);
        if (passage->kind == PASSAGE_CODE)
            add_lines(&splitter, passage->start);
        else if (passage->kind == PASSAGE_HEADING || passage->kind == PASSAGE_TABLE)
            add_sentence(&splitter, passage->start, passage->end);
        else
            add_sentences(&splitter, passage->start);
    }
    *count = splitter.units.count;
    return splitter.units.items;
}
