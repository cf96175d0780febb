#include "base/problem.h"

#include <stdarg.h>
#include <stdio.h>

Problems problems_new(Arena *keep)
{
    return (Problems){.keep = keep};
}

bool problem(Problems *problems, Text place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *message = NEW_ARRAY(problems->keep, char, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(message, (size_t)length + 1, format, args);
    va_end(args);
    *LIST_ADD(&problems->list, problems->keep) =
        (Problem){text_keep(place, problems->keep), {message, (size_t)length}};
    return false;
}
