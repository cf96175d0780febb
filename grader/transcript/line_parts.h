#ifndef GRADER_TRANSCRIPT_LINE_PARTS_H
#define GRADER_TRANSCRIPT_LINE_PARTS_H

/* One line of a source and the shapes that a line alone can show. For this room only. */

#include "base/text.h"

typedef struct {
    Text words;    /* without white space at both ends */
    size_t indent; /* columns before the words; a tab goes to the next multiple of 4 */
    size_t next;   /* where the next line begins */
} Line;

/* The line that begins at byte `at` of `text`. False at the end. */
bool line_at(Text text, size_t at, Line *line);

/* How many words, counting no further than `most` + 1. */
size_t words_up_to(Text text, size_t most);

/* The bytes of a bullet's marker and the spaces after it ("- ", "1) ", "(a) ",
   "• "), or 0. `number` is the marker's number, or 0 when it has none. */
size_t line_marker(Text words, unsigned *number);

bool line_is_rule(Text words);            /* "---", "* * *", "=====" */
bool line_is_skipped(Text words);         /* only images or only HTML tags */
bool line_is_table_row(Text words);       /* "| a | b |" */
bool line_is_table_separator(Text words); /* "|---|:-:|" */
bool line_is_quote(Text words);           /* "> said"; not "> 95 %" */
size_t line_heading_level(Text words);    /* of "## Data": 2; 0 for any other line */
size_t line_fence_length(Text words);     /* of "```json": 3; 0 for any other line */

/* Titles without "#". What these mean depends on the lines around. */
bool line_is_bold_title(Text words, Text *title);  /* "**Data**" */
bool line_is_caps_title(Text words);               /* "DATA AND LABELS" */
bool line_is_colon_title(Text words, Text *title); /* "Offline metrics:" */
bool line_is_plain_title(Text words, size_t most_words);

/* The words that open a paragraph or bullet as its own small title: bold, or
   at most four before ":" or a dash. Empty when there are none. */
Text text_lead(Text words);

/* Whether that lead is bold and set apart: "**Data.** ..." or "**data** – ...". */
bool lead_is_title(Text words);

bool ends_sentence(Text words); /* in . : ; ! or ? */
/* Without a number before and "#" and ":" behind. */
Text title_trim(Text title);

#endif
