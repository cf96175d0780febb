#ifndef GRADER_CLI_ROWS_H
#define GRADER_CLI_ROWS_H

/* Rows of a name and, in a column of its own, what it means; and paragraphs. Fit
   to be shown and to a width, as wide as `row_width` says on standard output. */

#include "base/buffer.h"

size_t row_width(void);
void row_write(Buffer *out, Text name, Text meaning, size_t column, size_t width);
void row_write_paragraph(Buffer *out, size_t indent, Text text, size_t width);

#endif
