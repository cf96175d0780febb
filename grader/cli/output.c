#include "cli/command.h"

#include <errno.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "files/files.h"

bool print_text(const Context *context, Text text)
{
    return files_write(TEXT("-"), text, context->problems);
}

/* One line each, whatever a file's name or content tries. */
static void add_line(Buffer *out, Text line)
{
    Text safe = unicode_printable(line, out->arena);
    for (size_t i = 0; i < safe.length; i++) buffer_add_byte(out, is_space(safe.at[i]) ? ' ' : safe.at[i]);
    buffer_add_byte(out, '\n');
}

/* "-" means little in a message. */
static void add_place(Buffer *line, Text place)
{
    bool standard = text_starts_with(place, TEXT("-")) && (place.length == 1 || place.at[1] == ':');
    if (standard) buffer_add(line, TEXT("standard input"));
    buffer_add(line, text_slice(place, standard, place.length));
}

static Text problem_line(const Context *context, const Problem *wrong, Arena *keep)
{
    Buffer line = buffer_new(keep);
    buffer_add(&line, TEXT("grader"));
    if (wrong->place.length) {
        buffer_add(&line, TEXT(": "));
        add_place(&line, wrong->place);
    } else if (context->command) {
        buffer_format(&line, " %s", context->command->name);
    }
    buffer_format(&line, ": %.*s", TEXT_ARGS(wrong->message));
    return buffer_text(&line);
}

static bool said_before(const Problems *problems, size_t which)
{
    const Problem *wrong = &problems->list.items[which];
    for (size_t i = 0; i < which; i++)
        if (text_equal(wrong->place, problems->list.items[i].place) &&
            text_equal(wrong->message, problems->list.items[i].message))
            return true;
    return false;
}

/* Standard error is the last resort: when it cannot be written either, there is nobody left to tell. */
static void print_error(Text text)
{
    while (text.length) {
        ssize_t count = write(STDERR_FILENO, text.at, text.length);
        if (count < 0 && errno != EINTR) return;
        if (count > 0) text = text_slice(text, (size_t)count, text.length);
    }
}

void problems_print(const Context *context)
{
    Arena scratch = *context->keep;
    Buffer out = buffer_new(&scratch);
    enum { MOST_LINES = 1000 };
    size_t count = context->problems->list.count, most = count < MOST_LINES ? count : MOST_LINES;
    for (size_t i = 0; i < most; i++)
        if (!said_before(context->problems, i))
            add_line(&out, problem_line(context, &context->problems->list.items[i], &scratch));
    if (count > most) buffer_format(&out, "grader: and %zu more problems\n", count - most);
    print_error(buffer_text(&out));
    context->problems->list.count = 0;
}
