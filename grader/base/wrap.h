#ifndef GRADER_BASE_WRAP_H
#define GRADER_BASE_WRAP_H

/* Paragraphs fitted to a number of columns, as a terminal counts them. */

#include "base/buffer.h"

/* Add the words of `text`, one space between them, no line wider than `width`.
   `column` columns of the current line are filled already, nothing is written
   for them; each further line begins with `indent` spaces. A word that is wider
   than a whole line is cut. No newline at the end. */
void wrap_add(Buffer *out, Text text, size_t width, size_t column, size_t indent);

#endif
