#ifndef GRADER_LEXIS_STEM_H
#define GRADER_LEXIS_STEM_H

/* Word endings taken off; the only file that knows Snowball. */

#include "base/arena.h"

typedef struct Stemmer Stemmer;

bool stemmer_knows(Text language);

/* NULL when there is no stemmer for the language. */
Stemmer *stemmer_open(Text language);
void stemmer_close(Stemmer *stemmer);

/* The stem of a folded word; valid until the next call. */
Text stemmer_stem(Stemmer *stemmer, Text word);

/* Case, compatibility forms and apostrophes made one. Lives in `keep`. */
Text word_fold(Text word, Arena *keep);

#endif
