#include "cli/command.h"

#include <unistd.h>

#include "cli/grading.h"
#include "cli/rows.h"
#include "cli/sessions.h"
#include "report/page.h"
#include "report/shown.h"
#include "terminal/terminal.h"

enum { ID_COLUMN = 24 };

static const Option options[] = {RUBRIC_OPTION, DIR_OPTION, {0}};

static Text member(const Json *object, const char *key)
{
    const Json *found = json_find(object, key);
    return found && found->kind == JSON_STRING ? found->string : TEXT("");
}

static void write_items(Buffer *out, const Json *items)
{
    size_t width = row_width();
    for (size_t i = 0; i < items->count; i++)
        row_write(out, member(&items->items[i], "id"), member(&items->items[i], "title"), ID_COLUMN, width);
}

/* Prompts and rubrics, or one of them. */
static ExitCode list_content(Context *context, bool prompts, bool rubrics)
{
    Text rubric;
    ExitCode code;
    const Pack *pack = grading_pack(context, &rubric, &code);
    if (!pack) return code;
    Buffer out = buffer_new(context->keep);
    if (rubrics && prompts) buffer_add(&out, TEXT("rubrics:\n"));
    if (rubrics) write_items(&out, pack->rubrics);
    if (rubrics && prompts) buffer_add(&out, TEXT("prompts:\n"));
    if (prompts) write_items(&out, pack->prompts);
    return print_text(context, buffer_text(&out)) ? EXIT_FINE : EXIT_IO;
}

/* Sessions */

static const PageColumn session_columns[] = {
    {"id", false, 0},     {"started", false, 0}, {"prompt", false, 0}, {"level", false, 0},
    {"minutes", true, 0}, {"words", true, 0},    {"state", false, 0},
};

enum { SESSION_COLUMNS = sizeof session_columns / sizeof *session_columns };

/* "2026-11-20 21:04 UTC" of "2026-11-20T21:04:00Z"; anything else as it is. */
static Text shown_start_time(Text started, Arena *keep)
{
    enum { TO_MINUTE = 16, DAY = 10 };
    if (started.length == 0) return TEXT("–");
    if (started.length <= TO_MINUTE || started.at[DAY] != 'T')
        return shown_start(shown_line(started, keep), TO_MINUTE, keep);
    Buffer time = buffer_new(keep);
    buffer_format(&time, "%.*s %.*s", DAY, started.at, TO_MINUTE - DAY - 1, started.at + DAY + 1);
    if (text_ends_with(started, TEXT("Z"))) buffer_add(&time, TEXT(" UTC"));
    return shown_line(buffer_text(&time), keep);
}

static void fill_row(Text *cells, const SavedSession *session, Arena *keep)
{
    const Transcript *transcript = session->transcript;
    Buffer words = buffer_new(keep);
    buffer_format(&words, "%zu", transcript_words(transcript));
    Text row[SESSION_COLUMNS] = {
        shown_line(session->id, keep),
        shown_start_time(transcript->conduct->started, keep),
        transcript->prompt.length ? shown_line(transcript->prompt, keep) : TEXT("a question"),
        shown_line(transcript->level, keep),
        shown_minutes(transcript->conduct, keep),
        buffer_text(&words),
        transcript->conduct->ended ? TEXT("finished") : TEXT("open"),
    };
    for (size_t c = 0; c < SESSION_COLUMNS; c++) cells[c] = row[c];
}

static void write_folder(const Page *page, const SavedSessions *sessions)
{
    Buffer line = page_buffer(page);
    const char *what = sessions->count    ? "Sessions in"
                       : sessions->broken ? "No session can be read in"
                                          : "No sessions yet in";
    buffer_format(&line, "%s %.*s", what, TEXT_ARGS(shown_line(sessions->folder, line.arena)));
    page_line(page, buffer_text(&line));
}

/* How to go on with the open one that was begun last. */
static void write_open(const Page *page, const SavedSessions *sessions)
{
    const SavedSession *open = NULL;
    for (size_t i = 0; i < sessions->count; i++)
        if (!sessions->items[i].transcript->conduct->ended) open = &sessions->items[i];
    if (!open) return;
    Buffer line = page_buffer(page);
    buffer_format(&line, "To go on: grader interview --resume %.*s", TEXT_ARGS(shown_line(open->path, line.arena)));
    page_line(page, buffer_text(&line));
}

static ExitCode list_sessions(const Context *context)
{
    SavedSessions sessions;
    ExitCode code = sessions_open(&sessions, context);
    if (code != EXIT_FINE) return code;
    Buffer out = buffer_new(context->keep);
    ReportStyle style = {.width = stream_width(STDOUT_FILENO), .colour = stream_has_colour(STDOUT_FILENO)};
    Page page = page_open(&out, &style);
    Text *cells = NEW_ARRAY(context->keep, Text, sessions.count * SESSION_COLUMNS + 1);
    for (size_t i = 0; i < sessions.count; i++)
        fill_row(cells + i * SESSION_COLUMNS, &sessions.items[i], context->keep);
    write_folder(&page, &sessions);
    if (sessions.count) page_table(&page, session_columns, SESSION_COLUMNS, cells, sessions.count);
    write_open(&page, &sessions);
    if (!print_text(context, buffer_text(&out))) return EXIT_IO;
    return sessions.broken ? EXIT_SOME_UNGRADED : EXIT_FINE;
}

static ExitCode run(Context *context)
{
    Text what = context->operand_count ? context->operands[0] : TEXT("");
    bool prompts = text_equal(what, TEXT("prompts")), rubrics = text_equal(what, TEXT("rubrics"));
    bool sessions = text_equal(what, TEXT("sessions"));
    if ((what.length && !prompts && !rubrics && !sessions) || context->operand_count > 1)
        return usage_problem(context, "say what to list: prompts, rubrics or sessions");
    if (!sessions && option_given(context, "dir")) return usage_problem(context, "--dir is for: grader list sessions");
    return sessions ? list_sessions(context) : list_content(context, !rubrics, !prompts);
}

const Command list_command = {
    .name = "list",
    .help = "list the prompts and rubrics there are, or your saved sessions",
    .usage = "grader list [OPTION]... [prompts|rubrics|sessions]\n",
    .more = "An open session was left before its end; grader interview --resume FILE goes on with it. Sessions that "
            "cannot be read are named with the reason, and the exit status is then 3.\n",
    .options = options,
    .run = run,
};
