#include "cli/options.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/unicode.h"
#include "base/wrap.h"
#include "cli/rows.h"
#include "json/json.h"

static const Option help_option = {"help", 'h', NULL, "show this text"};

/* The words of the command line that are still to be read. */
typedef struct {
    char **at;
    size_t count;
} Words;

ExitCode usage_problem(const Context *context, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *message = NEW_ARRAY(context->keep, char, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(message, (size_t)length + 1, format, args);
    va_end(args);
    problem(context->problems, (Text){0}, "%s", message);
    return EXIT_USAGE;
}

static size_t option_count(const Command *command)
{
    size_t count = 0;
    while (command->options && command->options[count].name) count++;
    return count;
}

static size_t option_index(const Context *context, const char *name)
{
    size_t count = option_count(context->command), i = 0;
    while (i < count && !text_equal(text_from(context->command->options[i].name), text_from(name))) i++;
    assert(i < count);
    return i;
}

bool option_given(const Context *context, const char *name)
{
    return context->values[option_index(context, name)].at != NULL;
}

Text option_text(const Context *context, const char *name)
{
    Text value = context->values[option_index(context, name)];
    return value.at ? value : TEXT("");
}

bool option_json(const Context *context, bool *json)
{
    Text format = option_text(context, "format");
    *json = text_equal(format, TEXT("json"));
    if (format.length == 0 || *json || text_equal(format, TEXT("text"))) return true;
    usage_problem(context, "unknown format %.*s; the formats are text, json", TEXT_ARGS(format));
    return false;
}

bool option_number(const Context *context, const char *name, unsigned low, unsigned high, unsigned fallback,
                   unsigned *number)
{
    *number = fallback;
    if (!option_given(context, name)) return true;
    Text value = option_text(context, name);
    if (text_whole_number(value, number) && *number >= low && *number <= high) return true;
    usage_problem(context, "--%s must be a whole number from %u to %u, not %.*s", name, low, high, TEXT_ARGS(value));
    return false;
}

static const Option *option_by_name(const Command *command, Text name)
{
    if (text_equal(name, text_from(help_option.name))) return &help_option;
    for (const Option *option = command->options; option && option->name; option++)
        if (text_equal(name, text_from(option->name))) return option;
    return NULL;
}

static const Option *option_by_letter(const Command *command, char letter)
{
    if (letter == help_option.letter) return &help_option;
    for (const Option *option = command->options; option && option->name; option++)
        if (option->letter == letter) return option;
    return NULL;
}

static OptionsResult unknown_option(const Context *context, Text name)
{
    size_t count = option_count(context->command);
    const char **names = NEW_ARRAY(context->keep, const char *, count + 1);
    for (size_t i = 0; i < count; i++) names[i] = context->command->options[i].name;
    names[count] = help_option.name;
    Text near = json_nearest(name, names, count + 1);
    if (near.length)
        usage_problem(context, "unknown option --%.*s; did you mean --%.*s?", TEXT_ARGS(name), TEXT_ARGS(near));
    else
        usage_problem(context, "unknown option --%.*s; see grader %s --help", TEXT_ARGS(name), context->command->name);
    return OPTIONS_WRONG;
}

static Text joined_lines(Text before, Text line, Arena *keep)
{
    Buffer lines = buffer_new(keep);
    buffer_format(&lines, "%.*s\n%.*s", TEXT_ARGS(before), TEXT_ARGS(line));
    return buffer_text(&lines);
}

static OptionsResult option_take(const Context *context, Text *values, const Option *option, Text value)
{
    if (option == &help_option) return OPTIONS_HELP;
    Text *stored = &values[option - context->command->options];
    *stored = stored->at && text_ends_with(text_from(option->argument), TEXT("...")) ? joined_lines(*stored, value, context->keep) : value;
    return OPTIONS_FINE;
}

/* The word after the option. What looks like another long option is more likely a forgotten value. */
static OptionsResult option_take_next(const Context *context, Text *values, const Option *option, Words *words)
{
    Text next = words->count ? text_from(words->at[0]) : (Text){0};
    if (!words->count || (next.length > 2 && text_starts_with(next, TEXT("--")))) {
        usage_problem(context, "option --%s needs a value: --%s %s", option->name, option->name, option->argument);
        return OPTIONS_WRONG;
    }
    words->at++;
    words->count--;
    return option_take(context, values, option, next);
}

/* --name, --name=value or --name value */
static OptionsResult long_option(const Context *context, Text *values, Text word, Words *words)
{
    size_t equals = text_find_byte(word, '=');
    bool has_value = equals != TEXT_NOT_FOUND;
    Text name = text_slice(word, 2, has_value ? equals : word.length);
    const Option *option = option_by_name(context->command, name);
    if (!option) return unknown_option(context, name);
    if (has_value && !option->argument) {
        usage_problem(context, "option --%s takes no value", option->name);
        return OPTIONS_WRONG;
    }
    if (has_value) return option_take(context, values, option, text_slice(word, equals + 1, word.length));
    if (option->argument) return option_take_next(context, values, option, words);
    return option_take(context, values, option, TEXT(""));
}

/* -a, -ab for two flags, -o value or -ovalue */
static OptionsResult short_options(const Context *context, Text *values, Text word, Words *words)
{
    for (size_t i = 1; i < word.length; i++) {
        const Option *option = option_by_letter(context->command, word.at[i]);
        if (!option) {
            size_t bytes;
            Text rest = text_slice(word, i, word.length);
            unicode_next(rest, &bytes);
            usage_problem(context, "unknown option -%.*s; see grader %s --help", (int)bytes, rest.at,
                          context->command->name);
            return OPTIONS_WRONG;
        }
        if (option->argument && i + 1 < word.length)
            return option_take(context, values, option, text_slice(word, i + 1, word.length));
        if (option->argument) return option_take_next(context, values, option, words);
        OptionsResult result = option_take(context, values, option, TEXT(""));
        if (result != OPTIONS_FINE) return result;
    }
    return OPTIONS_FINE;
}

OptionsResult options_read(Context *context, char **words, size_t count)
{
    Words rest = {words, count};
    Text *values = NEW_ARRAY(context->keep, Text, option_count(context->command) + 1);
    LIST_OF(Text) operands = {0};
    OptionsResult worst = OPTIONS_FINE;
    bool ended = false;
    while (rest.count) {
        Text word = text_from(*rest.at++);
        OptionsResult result = OPTIONS_FINE;
        rest.count--;
        if (ended || word.length < 2 || word.at[0] != '-')
            *LIST_ADD(&operands, context->keep) = word;
        else if (text_equal(word, TEXT("--")))
            ended = true;
        else if (word.at[1] == '-')
            result = long_option(context, values, word, &rest);
        else
            result = short_options(context, values, word, &rest);
        if (result == OPTIONS_HELP && worst == OPTIONS_FINE) return OPTIONS_HELP;
        if (result == OPTIONS_WRONG) worst = result;
    }
    context->values = values;
    context->operands = operands.items;
    context->operand_count = operands.count;
    return worst;
}

static void write_option(Buffer *out, const Option *option, size_t width)
{
    enum { COLUMN = 24 };
    char row[128];
    int length = option->letter ? snprintf(row, sizeof row, "-%c, --%s", option->letter, option->name)
                                : snprintf(row, sizeof row, "    --%s", option->name);
    if (option->argument) length += snprintf(row + length, sizeof row - (size_t)length, " %s", option->argument);
    row_write(out, (Text){row, (size_t)length}, text_from(option->help), COLUMN, width);
}

static char to_upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - ('a' - 'A')) : byte;
}

void options_write_help(Buffer *out, const Command *command, size_t width)
{
    Text usage = text_from(command->usage), line;
    for (bool first = true; text_next_line(&usage, &line); first = false)
        buffer_format(out, "%s %.*s\n", first ? "usage:" : "      ", TEXT_ARGS(line));
    buffer_format(out, "\n%c%s.\n\noptions:\n", to_upper(command->help[0]), command->help + 1);
    for (const Option *option = command->options; option && option->name; option++) write_option(out, option, width);
    write_option(out, &help_option, width);
    Text more = text_from(command->more);
    if (more.length) buffer_add_byte(out, '\n');
    while (text_next_line(&more, &line)) {
        wrap_add(out, line, width, 0, 0);
        buffer_add_byte(out, '\n');
    }
}
