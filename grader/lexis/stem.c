#include "lexis/stem.h"

#include "base/unicode.h"

#include <libstemmer.h>

enum { LONGEST_WORD = 60 }; /* a longer run of letters is no word of a language */

static struct sb_stemmer *open_language(Text language)
{
    char name[16] = {0};
    if (language.length >= sizeof name) return NULL;
    for (size_t i = 0; i < language.length; i++) name[i] = language.at[i];
    return sb_stemmer_new(name, NULL);
}

bool stemmer_knows(Text language)
{
    struct sb_stemmer *stemmer = open_language(language);
    if (stemmer) sb_stemmer_delete(stemmer);
    return stemmer != NULL;
}

Stemmer *stemmer_open(Text language)
{
    return (Stemmer *)open_language(language);
}

void stemmer_close(Stemmer *stemmer)
{
    sb_stemmer_delete((struct sb_stemmer *)stemmer);
}

Text stemmer_stem(Stemmer *stemmer, Text word)
{
    struct sb_stemmer *snowball = (struct sb_stemmer *)stemmer;
    if (word.length > LONGEST_WORD) return word;
    const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)word.at, (int)word.length);
    if (!stem) return word;
    return (Text){(const char *)stem, (size_t)sb_stemmer_length(snowball)};
}

/* U+2019 is three bytes. */
Text word_fold(Text word, Arena *keep)
{
    Text folded = unicode_fold(word, keep);
    if (text_find_byte(folded, '\xE2') == TEXT_NOT_FOUND) return folded;
    char *out = text_terminated(folded, keep);
    size_t length = 0;
    for (size_t i = 0; i < folded.length; i++) {
        if (text_starts_with(text_slice(folded, i, folded.length), TEXT("\xE2\x80\x99"))) {
            out[length++] = '\'';
            i += 2;
        } else {
            out[length++] = folded.at[i];
        }
    }
    return (Text){out, length};
}
