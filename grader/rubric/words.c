#include "rubric/rubric_parts.h"

#include "lexis/token.h"

/* The place of a stem among the words, or where it would go. */
static size_t place_of(const Words *words, uint64_t stem)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle] < stem)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool words_hold(const Words *words, uint64_t stem)
{
    size_t place = place_of(words, stem);
    return place < words->count && words->items[place] == stem;
}

static void add_word(RubricReader *reader, Words *words, Text word)
{
    uint64_t stem = phrasebook_stem(reader->book, word);
    size_t place = place_of(words, stem);
    if (words_hold(words, stem)) return;
    *LIST_ADD(words, reader->keep) = stem;
    for (size_t i = words->count - 1; i > place; i--) words->items[i] = words->items[i - 1];
    words->items[place] = stem;
}

void add_words(RubricReader *reader, Words *words, Text text)
{
    RawToken token;
    for (size_t at = 0; token_next(text, &at, &token);)
        if (token.kind == TOKEN_WORD) add_word(reader, words, text_slice(text, token.start, token.end));
}

/* NEAR, THEN, AND: words of the phrase language itself. */
static bool is_operator(Text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z') return false;
    return word.length > 1;
}

static bool ends_name(char byte)
{
    return is_space(byte) || byte == '|' || byte == ')';
}

/* Past the rest of a set's name, which may hold hyphens. */
static size_t past_name(Text phrase, size_t at)
{
    while (at < phrase.length && !ends_name(phrase.at[at])) at++;
    return at;
}

static void add_words_of_phrase(RubricReader *reader, Words *words, Text phrase)
{
    RawToken token;
    if (text_starts_with(phrase, TEXT("re:"))) return;
    for (size_t at = 0; token_next(phrase, &at, &token);) {
        Text word = text_slice(phrase, token.start, token.end);
        if (text_equal(word, TEXT("NOT"))) return;
        if (token.start > 0 && phrase.at[token.start - 1] == '@')
            at = past_name(phrase, at);
        else if (token.kind == TOKEN_WORD && !is_operator(word))
            add_word(reader, words, word);
    }
}

void add_words_of_phrases(RubricReader *reader, Words *words, const Json *phrases)
{
    for (size_t i = 0; phrases && phrases->kind == JSON_ARRAY && i < phrases->count; i++)
        if (phrases->items[i].kind == JSON_STRING) add_words_of_phrase(reader, words, phrases->items[i].string);
}
