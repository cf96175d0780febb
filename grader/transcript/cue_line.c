#include "transcript/cues_parts.h"

#include "base/buffer.h"
#include "transcript/line_parts.h"

enum { TAG_MOST_BYTES = 200, ENTITY_MOST_BYTES = 12 };

/* Tags */

/* Those of WebVTT and what SubRip files borrow of HTML. Other words between angles are what was said. */
static bool is_tag_name(Text name)
{
    static const char *const known[] = {"c",  "i",    "b",    "u",  "v",    "s",  "ruby",
                                        "rt", "lang", "font", "br", "span", "em", "strong"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equal_any_case(name, text_from(known[i]))) return true;
    return false;
}

/* "00:00:01.500" of a word that is sung or scrolls. */
static bool is_stamp(Text inside)
{
    for (size_t i = 0; i < inside.length; i++)
        if (!is_digit(inside.at[i]) && inside.at[i] != ':' && inside.at[i] != '.') return false;
    return text_find_byte(inside, ':') != TEXT_NOT_FOUND;
}

/* The bytes of "<v Ana>", "</c>", "<00:01.000>" or "{\an8}" at the start, or 0. `voice` is the name of a
   voice, else empty. */
static size_t tag_length(Text text, Text *voice)
{
    *voice = (Text){0};
    bool style = text_starts_with(text, TEXT("{\\"));
    if (!style && text.at[0] != '<') return 0;
    size_t end = text_find_byte(text_slice(text, 0, TAG_MOST_BYTES), style ? '}' : '>');
    if (end == TEXT_NOT_FOUND) return 0;
    Text inside = text_slice(text, 1, end);
    bool closing = inside.length && inside.at[0] == '/';
    Text name = text_slice(inside, closing, inside.length);
    size_t length = 0;
    while (length < name.length && is_letter(name.at[length])) length++;
    bool ended = length == name.length || is_space(name.at[length]) || name.at[length] == '.' || name.at[length] == '/';
    if (style || is_stamp(inside)) return end + 1;
    if (!ended || !is_tag_name(text_slice(name, 0, length))) return 0;
    size_t space = text_find_byte(name, ' ');
    if (!closing && length == 1 && to_lower(name.at[0]) == 'v' && space != TEXT_NOT_FOUND)
        *voice = text_trim(text_slice(name, space, name.length));
    return end + 1;
}

/* Entities */

static void add_code_point(Buffer *out, uint32_t point)
{
    if (point < 0x80) {
        buffer_add_byte(out, (char)point);
    } else if (point < 0x800) {
        buffer_add_byte(out, (char)(0xC0 | point >> 6));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    } else if (point < 0x10000) {
        buffer_add_byte(out, (char)(0xE0 | point >> 12));
        buffer_add_byte(out, (char)(0x80 | (point >> 6 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    } else {
        buffer_add_byte(out, (char)(0xF0 | point >> 18));
        buffer_add_byte(out, (char)(0x80 | (point >> 12 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point >> 6 & 0x3F)));
        buffer_add_byte(out, (char)(0x80 | (point & 0x3F)));
    }
}

/* "#39" and "#x27". A character that text must not hold is none. */
static bool add_numbered(Buffer *out, Text name)
{
    bool hex = name.length > 1 && to_lower(name.at[1]) == 'x';
    uint32_t point = 0;
    size_t at = hex ? 2 : 1;
    if (at >= name.length) return false;
    for (; at < name.length && point < 0x110000; at++) {
        char byte = to_lower(name.at[at]);
        bool letter = hex && byte >= 'a' && byte <= 'f';
        if (!is_digit(byte) && !letter) return false;
        point = point * (hex ? 16 : 10) + (uint32_t)(letter ? byte - 'a' + 10 : byte - '0');
    }
    if (point >= 0x110000 || (point >= 0xD800 && point < 0xE000) || (point >= 0x7F && point < 0xA0)) return false;
    add_code_point(out, point < ' ' || point == 0xA0 ? ' ' : point);
    return true;
}

/* The bytes of "&amp;" at the start, after adding what it stands for, or 0. */
static size_t entity_read(Buffer *out, Text text)
{
    static const struct {
        const char *name, *means;
    } known[] = {{"amp", "&"},   {"lt", "<"},    {"gt", ">"},    {"quot", "\""},  {"apos", "'"},
                 {"nbsp", " "},  {"lrm", ""},    {"rlm", ""},    {"hellip", "…"}, {"ndash", "–"},
                 {"mdash", "—"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"ldquo", "“"},  {"rdquo", "”"}};
    size_t end = text_find_byte(text_slice(text, 0, ENTITY_MOST_BYTES), ';');
    if (end == TEXT_NOT_FOUND || end < 2) return 0;
    Text name = text_slice(text, 1, end);
    if (name.at[0] == '#') return add_numbered(out, name) ? end + 1 : 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!text_equal(name, text_from(known[i].name))) continue;
        buffer_add_string(out, known[i].means);
        return end + 1;
    }
    return 0;
}

static Text decode(Text text, Arena *keep)
{
    if (text_find_byte(text, '&') == TEXT_NOT_FOUND) return text;
    Buffer out = buffer_new(keep);
    for (size_t at = 0, length; at < text.length; at += length) {
        Text rest = text_slice(text, at, text.length);
        length = rest.at[0] == '&' ? entity_read(&out, rest) : 0;
        if (length) continue;
        buffer_add_byte(&out, rest.at[0]);
        length = 1;
    }
    return buffer_text(&out);
}

/* Pieces */

/* "- Hello": somebody else speaks, though not who. */
static Text without_dash(Text words)
{
    bool dash = words.length > 1 && words.at[0] == '-' && (words.at[1] == ' ' || is_letter(words.at[1]));
    return dash ? text_trim(text_slice(words, 1, words.length)) : words;
}

/* "[Music]", "♪": nothing was said. */
static bool is_sound(Text words)
{
    bool bracketed = words.length > 1 && words.at[0] == '[' && text_find_byte(words, ']') == words.length - 1;
    return bracketed || text_equal(words, TEXT("♪"));
}

/* Take what stands before the next ">>" off the words: it tells that somebody else speaks. */
static bool next_part(Text *rest, Text *part)
{
    Text mark = TEXT(">>");
    if (rest->length == 0) return false;
    size_t end = text_find(*rest, mark), next = end;
    if (end == TEXT_NOT_FOUND) end = next = rest->length;
    while (next < rest->length && rest->at[next] == '>') next++;
    *part = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, next, rest->length);
    return true;
}

static void add_pieces(Cues *cues, Text words, Text voice, size_t line)
{
    Text part;
    words = decode(words, cues->keep);
    voice = text_trim(decode(voice, cues->keep));
    while (next_part(&words, &part)) {
        part = without_dash(text_trim(part));
        if (part.length == 0 || is_sound(part)) continue;
        *LIST_ADD(&cues->pieces, cues->keep) = (CuePiece){.words = part, .voice = voice, .line = line};
    }
}

void cue_line_read(Cues *cues, Text words, size_t line)
{
    Text voice = {0}, next;
    if (text_find_byte(words, '<') == TEXT_NOT_FOUND && text_find_byte(words, '{') == TEXT_NOT_FOUND) {
        add_pieces(cues, words, voice, line);
        return;
    }
    Buffer said = buffer_new(cues->keep);
    for (size_t at = 0, length; at < words.length; at += length) {
        Text rest = text_slice(words, at, words.length);
        length = tag_length(rest, &next);
        if (next.length) {
            add_pieces(cues, text_keep(buffer_text(&said), cues->keep), voice, line);
            said.length = 0;
            voice = next;
        } else if (length && text_starts_with(rest, TEXT("<br"))) {
            buffer_add_byte(&said, ' ');
        } else if (!length) {
            buffer_add_byte(&said, rest.at[0]);
            length = 1;
        }
    }
    add_pieces(cues, buffer_text(&said), voice, line);
}
