#ifndef GRADER_LEXIS_PHRASEBOOK_H
#define GRADER_LEXIS_PHRASEBOOK_H

/*
 * A phrasebook: every phrase and named set of a rubric, compiled into one graph
 * over interned stems. Built once, then immutable and shared by any number of
 * scanners. The phrase language is described in rubrics/README.md.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "json/json.h"

/* One compiled phrase or set. */
typedef uint32_t PhraseId;
enum { NO_PHRASE = 0 };

typedef struct Phrasebook Phrasebook;
typedef struct PhrasebookBuilder PhrasebookBuilder;

/* `language` names a Snowball stemmer ("en"). NULL after a problem. */
PhrasebookBuilder *phrasebook_new(Text language, Arena *keep);
bool phrasebook_knows_language(Text language);

/* To read once more what made `book`: the same calls in the same order give the same again,
   and nothing is read. phrasebook_finish gives `book`. */
PhrasebookBuilder *phrasebook_again(const Phrasebook *book, Arena *keep);

/* Define the set `name` as any of the strings in `phrases` (an array of JSON
   strings). Sets may be used before they are defined. */
PhraseId phrasebook_define(PhrasebookBuilder *builder, Text name, const Json *phrases, Problems *problems);

/* Any of the strings in `phrases`, without a name. NO_PHRASE when `phrases` is
   NULL or empty. */
PhraseId phrasebook_any(PhrasebookBuilder *builder, const Json *phrases, Problems *problems);

/* One phrase by itself. NO_PHRASE after a problem. */
PhraseId phrasebook_phrase(PhrasebookBuilder *builder, const Json *phrase, Problems *problems);

/* Words to pass over wherever they stand ("um", "you know"): plain words only. */
void phrasebook_fillers(PhrasebookBuilder *builder, const Json *phrases, Problems *problems);

/* The hash of a word's stem, as a Token's `stem` has it. */
uint64_t phrasebook_stem(PhrasebookBuilder *builder, Text word);

/* Check what only the whole shows (undefined names, a set that contains itself)
   and compile. NULL if any problem was reported since phrasebook_new. */
const Phrasebook *phrasebook_finish(PhrasebookBuilder *builder, Problems *problems);

/* Whether wherever `phrase` is found, `other` is too, within its words, as far as the
   two are built of the same parts: false says nothing. */
bool phrase_implies(const Phrasebook *book, PhraseId phrase, PhraseId other, Arena scratch);

/* The source of a phrase, as its author wrote it. */
Text phrase_source(const Phrasebook *book, PhraseId phrase);

/* Every PhraseId of the book is below this. */
size_t phrasebook_id_end(const Phrasebook *book);


#endif
