#ifndef GRADER_BATCH_PROGRESS_H
#define GRADER_BATCH_PROGRESS_H

/* One line on standard error that tells how far a run is, when that is a terminal and the results are not shown there
 * too. */

#include "base/text.h"

typedef struct {
    bool shown;
    uint64_t total; /* bytes to read; 0 when unknown */
    double began, told;
} Progress;

Progress progress_begin(bool to_standard_output);

/* `position` bytes are read, and so many answers graded. */
void progress_tell(Progress *progress, uint64_t answers, uint64_t position);

/* Take the line away. */
void progress_end(Progress *progress);

#endif
