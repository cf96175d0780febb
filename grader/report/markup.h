#ifndef GRADER_REPORT_MARKUP_H
#define GRADER_REPORT_MARKUP_H

/* What XML and HTML have in common. */

#include "base/buffer.h"

/* Words as text or as an attribute's value: the five characters that mean something
   are escaped, line ends and tabs in a form that survives in attributes, and
   characters that XML 1.0 has not got are left out, as are escape sequences and
   bidirectional controls. */
void markup_add(Buffer *out, Text words);

#endif
