#include "transcript/block_parts.h"

#include "transcript/line_parts.h"

enum {
    FENCE_MOST = 8,   /* longer fences count as this long, which bounds the searches for their ends */
    INDENT_MOST = 60, /* columns that tell a bullet's level */
    SOFT_LINE = 60,   /* bytes from which a line may have been wrapped by an editor */
    SHORT_LINE = 40,  /* bytes below which nobody's editor wraps */
    TOPIC_MOST_WORDS = 6,
    HEADS_MOST_BYTES = 1000, /* of a table, that every row may be read with them */
};

typedef struct {
    Blocks *blocks;
    Text text; /* up to the end of the range */
    size_t at;
    Speaker speaker;
    bool in_list, in_table, after_blank;
    Text heads;             /* the row above the table's separator */
    bool no_comment_end;    /* known: no "-->" below */
    size_t no_fence_end[2]; /* known: no fence of so many marks below; 0: not known */
} Scan;

static size_t offset_of(const Scan *scan, Text words)
{
    return (size_t)(words.at - scan->text.at);
}

void blocks_add(Blocks *blocks, Text words, PassageKind kind, Speaker speaker, unsigned char level)
{
    words = text_trim(words);
    if (words.length == 0) return;
    size_t start = (size_t)(words.at - blocks->text.at);
    bool has_lead = kind == PASSAGE_PROSE || kind == PASSAGE_BULLET;
    *LIST_ADD(&blocks->passages, blocks->keep) = (Passage){
        .speaker = speaker,
        .kind = kind,
        .start = start,
        .end = start + words.length,
        .lead = has_lead ? text_lead(words) : (Text){0},
    };
    *LIST_ADD(&blocks->levels, blocks->keep) = level;
}

static void add(const Scan *scan, Text words, PassageKind kind, size_t level)
{
    blocks_add(scan->blocks, words, kind, scan->speaker, (unsigned char)level);
}

/* From the start of `first` to the end of `last`. */
static Text joined(Text first, Text last)
{
    return (Text){first.at, (size_t)(last.at + last.length - first.at)};
}

/* Code and comments: kinds that look far ahead. What a search did not find is
   remembered, so that no input makes the scan quadratic. */

static bool find_fence_end(Scan *scan, const Line *open, Line *close)
{
    char mark = open->words.at[0];
    size_t length = line_fence_length(open->words);
    size_t *known = &scan->no_fence_end[mark == '~'];
    if (length > FENCE_MOST) length = FENCE_MOST;
    if (*known && length >= *known) return false;
    for (size_t at = open->next; line_at(scan->text, at, close); at = close->next) {
        if (close->words.length < length || close->words.at[0] != mark) continue;
        size_t marks = line_fence_length(close->words);
        if (marks >= length && marks == close->words.length) return true;
    }
    *known = length;
    return false;
}

static size_t find_comment_end(Scan *scan, Text words)
{
    if (scan->no_comment_end || !text_starts_with(words, TEXT("<!--"))) return TEXT_NOT_FOUND;
    size_t start = offset_of(scan, words);
    size_t end = text_find(text_slice(scan->text, start, scan->text.length), TEXT("-->"));
    scan->no_comment_end = end == TEXT_NOT_FOUND;
    return end == TEXT_NOT_FOUND ? end : start + end + 3;
}

static bool read_fence(Scan *scan, const Line *line)
{
    Line close;
    if (!line_fence_length(line->words)) return false;
    if (find_fence_end(scan, line, &close)) {
        size_t level = scan->in_list && line->indent > 0 ? LEVEL_INSIDE : LEVEL_PROSE;
        add(scan, text_slice(scan->text, line->next, offset_of(scan, close.words)), PASSAGE_CODE, level);
        scan->at = close.next;
        return true;
    }
    scan->at = line->next; /* never closed: drop the mark, what follows is prose */
    return words_up_to(line->words, 2) <= 2;
}

static bool read_comment(Scan *scan, const Line *line)
{
    size_t end = find_comment_end(scan, line->words);
    if (end == TEXT_NOT_FOUND) return false;
    scan->at = end;
    return true;
}

static bool read_skipped(Scan *scan, const Line *line)
{
    if (!line_is_skipped(line->words) && !line_is_rule(line->words)) return false;
    scan->at = line->next;
    return true;
}

static bool read_heading(Scan *scan, const Line *line)
{
    size_t level = line_heading_level(line->words);
    if (!level) return false;
    scan->in_list = false;
    scan->at = line->next;
    add(scan, title_trim(text_slice(line->words, level, line->words.length)), PASSAGE_HEADING, level);
    return true;
}

/* Tables */

static bool next_is_table_separator(const Scan *scan, const Line *line)
{
    Line below;
    return line_at(scan->text, line->next, &below) && line_is_table_separator(below.words);
}

/* An empty first cell counts, lest the others stand below the wrong heads. */
static Text without_outer_bars(Text row)
{
    if (row.length && row.at[0] == '|') row = text_slice(row, 1, row.length);
    while (row.length && (row.at[row.length - 1] == '|' || is_space(row.at[row.length - 1]))) row.length--;
    return text_trim(row);
}

static void add_row(const Scan *scan, Text row, size_t level)
{
    size_t count = scan->blocks->passages.count;
    add(scan, row, PASSAGE_TABLE, level);
    if (scan->blocks->passages.count > count) scan->blocks->passages.items[count].under = scan->heads;
}

static bool read_table(Scan *scan, const Line *line)
{
    Text row = line->words;
    bool piped = text_find_byte(row, '|') != TEXT_NOT_FOUND;
    bool was_in_table = scan->in_table, is_head = piped && next_is_table_separator(scan, line);
    scan->in_table = line_is_table_row(row) || (piped && (was_in_table || is_head));
    if (!scan->in_table) return false;
    scan->at = line->next;
    if (line_is_table_separator(row)) return true;
    if (is_head || !was_in_table) scan->heads = (Text){0};
    add_row(scan, without_outer_bars(row), scan->in_list && line->indent > 0 ? LEVEL_INSIDE : LEVEL_PROSE);
    if (is_head && row.length <= HEADS_MOST_BYTES) scan->heads = without_outer_bars(row);
    return true;
}

/* Quotes */

static Text without_quote_marks(Text words)
{
    while (words.length && (words.at[0] == '>' || is_space(words.at[0]))) words = text_slice(words, 1, words.length);
    return words;
}

static bool read_quote(Scan *scan, const Line *line)
{
    if (!line_is_quote(line->words)) return false;
    Text first = without_quote_marks(line->words), last = first;
    Line more;
    scan->at = line->next;
    while (first.length && line_at(scan->text, scan->at, &more) && more.words.length && more.words.at[0] == '>') {
        Text said = without_quote_marks(more.words);
        if (said.length == 0) break;
        last = said;
        scan->at = more.next;
    }
    add(scan, joined(first, last), PASSAGE_QUOTED, scan->in_list && line->indent > 0 ? LEVEL_INSIDE : LEVEL_PROSE);
    return true;
}

/* Bullets and paragraphs: what may go on over several lines */

/* Whether a marker begins a bullet when it stands right below a line of prose,
   where "40. " and "– " may as well go on with the sentence. */
static bool is_bullet_below(Text words, Text above)
{
    unsigned number;
    if (!line_marker(words, &number)) return false;
    bool doubtful = number > 1 || text_starts_with(words, TEXT("–")) || text_starts_with(words, TEXT("—"));
    return !doubtful || above.length < SHORT_LINE || ends_sentence(above);
}

static bool ends_paragraph(Scan *scan, const Line *line)
{
    Line close;
    Text title, words = line->words;
    if (words.length == 0 || line_heading_level(words) || line_is_rule(words) || line_is_skipped(words)) return true;
    if (line_is_quote(words) || line_is_table_row(words) || line_is_bold_title(words, &title)) return true;
    if (find_comment_end(scan, words) != TEXT_NOT_FOUND) return true;
    return line_fence_length(words) && find_fence_end(scan, line, &close);
}

/* A line without a marker right below a bullet goes on with it when it is
   indented, or when the bullet seems to have been wrapped there. */
static bool continues_bullet(const Line *line, size_t indent, Text above)
{
    if (line->indent > indent) return true;
    bool small = line->words.at[0] >= 'a' && line->words.at[0] <= 'z';
    return small || (above.length >= SOFT_LINE && !ends_sentence(above));
}

static Text without_checkbox(Text words)
{
    bool box = words.length > 4 && words.at[0] == '[' && words.at[2] == ']' && is_space(words.at[3]);
    return box && (words.at[1] == ' ' || to_lower(words.at[1]) == 'x') ? text_slice(words, 4, words.length) : words;
}

static bool read_bullet(Scan *scan, const Line *line)
{
    unsigned number;
    size_t marker = line_marker(line->words, &number);
    if (!marker) return false;
    Text first = without_checkbox(text_slice(line->words, marker, line->words.length)), last = first;
    size_t indent = line->indent < INDENT_MOST ? line->indent : INDENT_MOST;
    bool dash = !is_digit(line->words.at[0]);
    Line more;
    scan->at = line->next;
    while (first.length && line_at(scan->text, scan->at, &more) && !ends_paragraph(scan, &more) &&
           !line_marker(more.words, &number) && continues_bullet(&more, line->indent, last)) {
        last = more.words;
        scan->at = more.next;
    }
    scan->in_list = true;
    /* A dash at the same depth stands under a number: "1. Data", "- clicks". */
    add(scan, joined(first, last), PASSAGE_BULLET, LEVEL_BULLET + 2 * indent + dash);
    return true;
}

/* "Data" above a line of === or ---. */
static size_t underline_level(Text title, Text below)
{
    bool plain = words_up_to(title, TOPIC_MOST_WORDS + 2) <= TOPIC_MOST_WORDS + 2 && !ends_sentence(title);
    if (!plain || !line_is_rule(below) || text_find_byte(below, ' ') != TEXT_NOT_FOUND) return 0;
    return below.at[0] == '=' ? 1 : below.at[0] == '-' ? 2 : 0;
}

static bool read_underlined(Scan *scan, const Line *line)
{
    Line below;
    size_t level = line_at(scan->text, line->next, &below) ? underline_level(line->words, below.words) : 0;
    if (!level) return false;
    scan->in_list = false;
    scan->at = below.next;
    add(scan, title_trim(line->words), PASSAGE_HEADING, level);
    return true;
}

/* Titles without marks */

/* The next line with words. False when there is none. */
static bool next_words(const Scan *scan, const Line *line, Line *below, bool *blank)
{
    *blank = false;
    for (size_t at = line->next; line_at(scan->text, at, below); at = below->next) {
        if (below->words.length) return true;
        *blank = true;
    }
    return false;
}

/* "1. Data" above its own paragraph, not among other items. */
static bool is_numbered_title(const Scan *scan, const Line *line, const Line *below, bool blank, Text title)
{
    size_t count = scan->blocks->levels.count;
    bool among_items =
        scan->in_list && count && scan->blocks->levels.items[count - 1] == LEVEL_BULLET + 2 * line->indent;
    bool above_prose = below->indent < 2 && words_up_to(below->words, TOPIC_MOST_WORDS) >= TOPIC_MOST_WORDS;
    bool apart = blank || !continues_bullet(below, line->indent, line->words);
    return above_prose && apart && !among_items && line_is_plain_title(title, TOPIC_MOST_WORDS);
}

static size_t plain_title_level(const Scan *scan, const Line *line, const Line *below, bool blank, Text *title)
{
    unsigned number;
    bool above_bullet = line_marker(below->words, &number) > 0;
    size_t marker = line_marker(line->words, &number);
    *title = title_trim(line->words);
    if (marker) return number && !above_bullet && is_numbered_title(scan, line, below, blank, *title) ? LEVEL_TITLE : 0;
    if (line_is_colon_title(line->words, title)) return LEVEL_COLON;
    if (line_is_caps_title(line->words)) return LEVEL_CAPITALS;
    if (above_bullet) return line_is_plain_title(line->words, 4) ? LEVEL_TITLE : 0;
    bool alone = scan->after_blank && blank && words_up_to(below->words, 8) > 8;
    return alone && line_is_plain_title(line->words, 3) ? LEVEL_TITLE : 0;
}

static bool read_title(Scan *scan, const Line *line)
{
    Line below;
    Text title;
    bool blank;
    if (line->words.length > 100 || (scan->in_list && line->indent >= 2)) return false;
    if (!next_words(scan, line, &below, &blank)) return false; /* a last line is an answer */
    size_t level =
        line_is_bold_title(line->words, &title) ? LEVEL_TITLE : plain_title_level(scan, line, &below, blank, &title);
    if (!level) return false;
    scan->in_list = false;
    scan->at = line->next;
    add(scan, title, PASSAGE_HEADING, level);
    return true;
}

static bool read_prose(Scan *scan, const Line *line)
{
    Text last = line->words;
    Line more;
    scan->at = line->next;
    while (line_at(scan->text, scan->at, &more) && !ends_paragraph(scan, &more) && !is_bullet_below(more.words, last)) {
        last = more.words;
        scan->at = more.next;
    }
    scan->in_list = scan->in_list && line->indent >= 2;
    size_t level = lead_is_title(line->words) ? LEVEL_TITLE : LEVEL_PROSE;
    add(scan, joined(line->words, last), PASSAGE_PROSE, scan->in_list ? LEVEL_INSIDE : level);
    return true;
}

/* In this order: the first that takes a line reads it and moves on. */
static bool (*const readers[])(Scan *scan, const Line *line) = {
    read_fence,   read_comment, read_heading, read_table,  read_underlined,
    read_skipped, read_quote,   read_title,   read_bullet, read_prose,
};

void blocks_scan(Blocks *blocks, size_t start, size_t end, Speaker speaker)
{
    Scan scan = {.blocks = blocks,
                 .text = text_slice(blocks->text, 0, end),
                 .at = start,
                 .speaker = speaker,
                 .after_blank = true};
    Line line;
    while (line_at(scan.text, scan.at, &line)) {
        if (line.words.length == 0) {
            scan.at = line.next;
            scan.after_blank = true;
            scan.in_table = false;
            continue;
        }
        for (size_t i = 0; !readers[i](&scan, &line);) i++;
        scan.after_blank = false;
    }
}

void blocks_finish(const Blocks *blocks, Transcript *transcript)
{
    transcript->passages = blocks->passages.items;
    transcript->passage_count = blocks->passages.count;
}
