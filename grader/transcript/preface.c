#include "transcript/preface_parts.h"

#include "transcript/line_parts.h"

enum { KEY_MOST_BYTES = 40 };

static bool is_field(const Line *line, Text *key, Text *value)
{
    size_t colon = text_find_byte(text_slice(line->words, 0, KEY_MOST_BYTES), ':');
    if (colon == TEXT_NOT_FOUND || colon == 0) return false;
    *key = text_trim(text_slice(line->words, 0, colon));
    *value = text_trim(text_slice(line->words, colon + 1, line->words.length));
    return true;
}

static bool may_stand_in_front_matter(const Line *line)
{
    Text key, value, words = line->words;
    return words.length == 0 || line->indent > 0 || words.at[0] == '#' || text_starts_with(words, TEXT("- ")) ||
           is_field(line, &key, &value);
}

static bool is_front_matter_mark(const Line *line)
{
    return line->indent == 0 && text_equal(line->words, TEXT("---"));
}

size_t preface_skip(Text source)
{
    Line line;
    if (!line_at(source, 0, &line) || !is_front_matter_mark(&line)) return 0;
    for (size_t at = line.next; line_at(source, at, &line); at = line.next) {
        if (is_front_matter_mark(&line) || text_equal(line.words, TEXT("..."))) return line.next;
        if (!may_stand_in_front_matter(&line)) return 0;
    }
    return 0;
}

static Text without_quotes(Text value)
{
    char mark = value.length ? value.at[0] : 0;
    bool quoted = value.length >= 2 && (mark == '"' || mark == '\'') && value.at[value.length - 1] == mark;
    return quoted ? text_slice(value, 1, value.length - 1) : value;
}

/* The indented lines below a key, for "question: |". */
static Text lines_below(Text front, size_t at)
{
    Line line;
    size_t end = at;
    while (line_at(front, end, &line) && (line.indent > 0 || line.words.length == 0)) end = line.next;
    return text_trim(text_slice(front, at, end));
}

static void read_front_matter(Text front, Transcript *transcript)
{
    const struct {
        Text name;
        Text *value;
    } fields[] = {
        {TEXT("prompt"), &transcript->prompt},
        {TEXT("question"), &transcript->question},
        {TEXT("level"), &transcript->level},
    };
    Line line;
    for (size_t at = 0; line_at(front, at, &line); at = line.next) {
        Text key, value;
        if (line.indent > 0 || !is_field(&line, &key, &value)) continue;
        bool block = value.length > 0 && value.length <= 2 && (value.at[0] == '|' || value.at[0] == '>');
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (text_equal_any_case(key, fields[i].name))
                *fields[i].value = block ? lines_below(front, line.next) : without_quotes(value);
    }
}

static bool begins_any_case(Text text, Text start)
{
    return text_equal_any_case(text_slice(text, 0, start.length), start);
}

/* "Question: ...", "**Prompt:** ...", "[PROMPT PUT TO THE CANDIDATE: ...]". */
static bool is_question_line(Line line, Text *question)
{
    Text key;
    bool bracketed = text_starts_with(line.words, TEXT("[")) && text_ends_with(line.words, TEXT("]"));
    if (bracketed) line.words = text_slice(line.words, 1, line.words.length - 1);
    while (line.words.length && line.words.at[0] == '*') line.words = text_slice(line.words, 1, line.words.length);
    if (!is_field(&line, &key, question)) return false;
    while (question->length && (question->at[0] == '*' || is_space(question->at[0])))
        *question = text_slice(*question, 1, question->length);
    bool named = text_equal_any_case(key, TEXT("question")) || text_equal_any_case(key, TEXT("prompt"));
    return question->length > 0 && (named || (bracketed && begins_any_case(key, TEXT("prompt "))));
}

static size_t read_question_line(Blocks *blocks, size_t at, Transcript *transcript)
{
    Line line;
    Text question;
    size_t start = at;
    while (line_at(blocks->text, at, &line) && line.words.length == 0) at = line.next;
    if (at >= blocks->text.length || !is_question_line(line, &question)) return start;
    if (transcript->question.length == 0) transcript->question = question;
    blocks_add(blocks, question, PASSAGE_PROSE, SPEAKER_INTERVIEWER, LEVEL_PROSE);
    return line.next;
}

size_t preface_read_front(Text source, Transcript *transcript)
{
    size_t end = preface_skip(source);
    read_front_matter(text_slice(source, 0, end), transcript);
    return end;
}

size_t preface_read(Blocks *blocks, Transcript *transcript)
{
    return read_question_line(blocks, preface_read_front(blocks->text, transcript), transcript);
}
