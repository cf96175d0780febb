#include "terminal/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_COLUMNS = 80, LEAST_COLUMNS = 20, MOST_COLUMNS = 1000 };

size_t stream_width(int descriptor)
{
    struct winsize window = {0};
    unsigned columns;
    if (ioctl(descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        columns = window.ws_col;
    else if (!text_whole_number(text_from(getenv("COLUMNS")), &columns))
        columns = USUAL_COLUMNS;
    if (columns < LEAST_COLUMNS) return LEAST_COLUMNS;
    return columns < MOST_COLUMNS ? columns : MOST_COLUMNS;
}

bool stream_has_colour(int descriptor)
{
    const char *refused = getenv("NO_COLOR");
    if (refused && *refused) return false;
    Text kind = text_from(getenv("TERM"));
    return kind.length > 0 && !text_equal(kind, TEXT("dumb")) && isatty(descriptor);
}
