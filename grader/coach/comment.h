#ifndef GRADER_COACH_COMMENT_H
#define GRADER_COACH_COMMENT_H

/* Whatever a server says is a stranger's text: made fit to show; for this room only. */

#include "base/arena.h"

/* Without the key, should a server repeat it. */
Text comment_without_key(Text text, Text key, Arena *keep);

/* Without the thoughts that some models write before they answer. Thoughts that
   never end leave nothing. */
Text comment_without_thoughts(Text text);

/* One printable line of at most `most` bytes. */
Text comment_line(Text text, size_t most, Arena *keep);

/* What stands in double quotes in `comments`, three words or more, and nowhere
   in `material`; case and punctuation do not matter. */
const Text *comment_foreign_quotes(Text comments, Text material, size_t *count, Arena *keep);

#endif
