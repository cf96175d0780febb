/*
 * The program: finds the command, reads its options, runs it and says what went
 * wrong. A new command is one file and one row here.
 */

#include <locale.h>
#include <signal.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/rows.h"
#include "files/files.h"
#include "json/json.h"
#include "pack/engine.h"

static const Command *const commands[] = {
    &interview_command, &drill_command,    &score_command, &merge_command, &why_command,  &diff_command, &progress_command,
    &feedback_command,  &agree_command, &list_command,  &show_command, &pack_command,
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const Command *command_find(Text name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (text_equal(name, text_from(commands[i]->name))) return commands[i];
    return NULL;
}

static ExitCode print_help(const Context *context)
{
    Buffer out = buffer_new(context->keep);
    size_t width = row_width();
    buffer_add(&out, TEXT("usage: grader [COMMAND] [OPTION]...\n\n"
                          "Practise ML system design interviews and grade the answers, offline.\n"
                          "Without a command an interview begins.\n\ncommands:\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        row_write(&out, text_from(commands[i]->name), text_from(commands[i]->help), 16, width);
    row_write(&out, TEXT("help COMMAND"), TEXT("what a command does and all its options"), 16, width);
    buffer_add(&out, TEXT("\nexit status: 0 fine, 1 below --fail-under, 2 usage, 3 some not graded,\n"
                          "4 invalid rubric or pack, 5 I/O, 6 network, 130 interrupted\n"));
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static ExitCode print_version(const Context *context)
{
    return print_text(context, TEXT("grader " ENGINE_VERSION "\n")) ? EXIT_FINE : EXIT_IO;
}

static ExitCode print_command_help(const Context *context)
{
    Buffer out = buffer_new(context->keep);
    options_write_help(&out, context->command, row_width());
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

static ExitCode unknown_command(const Context *context, Text name)
{
    const char *names[COMMAND_COUNT + 1];
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = commands[i]->name;
    names[COMMAND_COUNT] = "help";
    if (name.length && name.at[0] == '-')
        return usage_problem(context, "unknown option %.*s; a command comes first, see grader --help", TEXT_ARGS(name));
    Text near = json_nearest(name, names, COMMAND_COUNT + 1);
    if (near.length)
        return usage_problem(context, "unknown command %.*s; did you mean %.*s?", TEXT_ARGS(name), TEXT_ARGS(near));
    if (files_exists(name))
        return usage_problem(context, "unknown command %.*s; to grade that file: grader score %.*s", TEXT_ARGS(name),
                             TEXT_ARGS(name));
    return usage_problem(context, "unknown command %.*s; see grader --help", TEXT_ARGS(name));
}

static ExitCode command_run(Context *context, const Command *command, char **words, size_t count)
{
    context->command = command;
    switch (options_read(context, words, count)) {
    case OPTIONS_HELP:
        return print_command_help(context);
    case OPTIONS_WRONG:
        return EXIT_USAGE;
    case OPTIONS_FINE:
        break;
    }
    return command->run(context);
}

static ExitCode help_run(Context *context, char **words, size_t count)
{
    if (count == 0) return print_help(context);
    context->command = command_find(text_from(words[0]));
    if (!context->command) return unknown_command(context, text_from(words[0]));
    return print_command_help(context);
}

static ExitCode program_run(Context *context, char **words, size_t count)
{
    if (count == 0) return command_run(context, &interview_command, words, 0);
    Text name = text_from(words[0]);
    if (text_equal(name, TEXT("--version")) || text_equal(name, TEXT("-V"))) return print_version(context);
    if (text_equal(name, TEXT("--help")) || text_equal(name, TEXT("-h"))) return print_help(context);
    if (text_equal(name, TEXT("help"))) return help_run(context, words + 1, count - 1);
    const Command *command = command_find(name);
    return command ? command_run(context, command, words + 1, count - 1) : unknown_command(context, name);
}

int main(int count, char **words)
{
    /* LC_NUMERIC stays C: numbers in JSON have a point everywhere. */
    setlocale(LC_CTYPE, "");
    /* A closed pipe is then an error of write(), which ends quietly. */
    signal(SIGPIPE, SIG_IGN);
    /* And so is a file that may grow no more. */
    signal(SIGXFSZ, SIG_IGN);

    Arena keep = arena_open();
    /* Apart, so that a problem may be added while a copy of `keep` is somebody's workspace. */
    Arena messages = arena_open();
    Problems problems = problems_new(&messages);
    Context context = {.program = count > 0 ? text_from(words[0]) : TEXT("grader"), .keep = &keep, .problems = &problems};
    ExitCode code = program_run(&context, words + 1, count > 0 ? (size_t)count - 1 : 0);
    problems_print(&context);
    arena_close(&messages);
    arena_close(&keep);
    return (int)code;
}
