#ifndef GRADER_STUDY_SHEET_H
#define GRADER_STUDY_SHEET_H

/*
 * A sheet: rows of cells under named columns, as tab-separated or comma-separated
 * text; a tab in the first line makes it tab-separated. Only commas know quotes
 * (RFC 4180: "a ""quoted"" cell", which may hold commas and line ends).
 */

#include "base/arena.h"
#include "base/problem.h"

typedef struct {
    size_t line;       /* where it begins */
    const Text *cells; /* as many as columns, without white space at both ends */
} SheetRow;

typedef struct {
    Text file;
    const Text *columns;
    size_t column_count;
    const SheetRow *rows;
    size_t row_count;
} Sheet;

/* Lives in `keep`, as must `source`. Empty lines are skipped; a row with too few or
   too many cells is reported and left out. NULL when nothing can be made of it. */
const Sheet *sheet_read(Text source, Text file, Arena *keep, Problems *problems);

/* The column of this name, or `column_count`. */
size_t sheet_column(const Sheet *sheet, Text name);

#endif
