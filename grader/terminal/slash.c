#include "terminal/slash.h"

#include "json/json.h"

size_t slash_find(const char *const *names, Text name)
{
    for (size_t i = 0; names[i]; i++)
        if (text_equal_any_case(text_from(names[i]), name)) return i;
    return SLASH_NONE;
}

bool slash_refuse(Terminal *terminal, const char *const *names, Text name, const char *verb, const char *noun)
{
    bool person = terminal_is_interactive(terminal);
    size_t count = 0;
    while (names[count]) count++;
    Text nearest = json_nearest(name, names, count);
    if (nearest.length)
        terminal_say(terminal, VOICE_WARNING, "There is no %.*s; did you mean %.*s?%s%s%s", TEXT_ARGS(name),
                     TEXT_ARGS(nearest), person ? " To " : " It is taken as ", person ? verb : noun,
                     person ? " with that line, begin it with //." : ".");
    else
        terminal_say(terminal, VOICE_WARNING, "There is no %.*s; /help lists what there is.%s%s%s", TEXT_ARGS(name),
                     person ? " To " : " It is taken as ", person ? verb : noun,
                     person ? " with that line, begin it with //." : ".");
    return person;
}
