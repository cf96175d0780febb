#ifndef GRADER_TERMINAL_TERMINAL_H
#define GRADER_TERMINAL_TERMINAL_H

/*
 * A conversation with a person or a script: the only room that knows readline.
 *
 * At a terminal lines can be edited, recalled and completed; from a pipe or a
 * file they are read as they are. What is said goes to standard output at a
 * terminal, else to standard error, so that a pipe carries nothing but results.
 */

#include "base/arena.h"
#include "base/problem.h"
#include "report/report.h"

/* Facts about an output: STDOUT_FILENO or STDERR_FILENO. Columns are those of the
   window, else COLUMNS, else 80; colour needs a terminal and no NO_COLOR. */
size_t stream_width(int descriptor);
bool stream_has_colour(int descriptor);

typedef struct Terminal Terminal;

/* One at a time, since readline is one per program. Lives in `keep`. Plain: without colours. */
Terminal *terminal_open(Arena *keep, bool plain);
void terminal_close(Terminal *terminal);

/* For a screen reader: words only. */
bool terminal_is_plain(const Terminal *terminal);
/* A person at a terminal, not a script. */
bool terminal_is_interactive(const Terminal *terminal);

typedef enum {
    LINE_READ,
    LINE_PASTED,      /* several lines at once, \n between them */
    LINE_INTERRUPTED, /* Ctrl-C: what was typed so far is in the history, one key away */
    LINE_END,         /* Ctrl-D on an empty line, or the end of the input */
} LineKind;

/* Read a line into `keep`: valid UTF-8 without control characters, without its
   newline. `prompt` is shown at a terminal only. */
LineKind terminal_read(Terminal *terminal, Text prompt, Arena *keep, Text *line);

/* The same with a prompt that may change while the line is typed, as one with a clock does. */
typedef Text TerminalPrompt(void *of, Arena *keep);
LineKind terminal_read_live(Terminal *terminal, TerminalPrompt *prompt, void *of, Arena *keep, Text *line);

/* Whether a script has no further line; a person always may have one. */
bool terminal_is_over(const Terminal *terminal);

/* What the Tab key completes at the start of a line: `words` end with NULL and
   must stay; NULL completes nothing. */
void terminal_complete(Terminal *terminal, const char *const *words);

/* How something is said: each voice has its own colour. */
typedef enum {
    VOICE_PLAIN,
    VOICE_TITLE,
    VOICE_QUESTION, /* the interviewer's own words */
    VOICE_FAINT,
    VOICE_WARNING,
    VOICE_VERBATIM, /* never wrapped: paths and commands to be copied */
    VOICE_COUNT,
} Voice;

/* Say a formatted text, made safe and wrapped, with a newline at its end. The
   lines of the text stay lines; what follows leading spaces, or two spaces between
   columns, is indented. */
void terminal_say(Terminal *terminal, Voice voice, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* For pages that the report room makes: how they must look here, and to show one as it
   is. It must be safe and wrapped already. */
size_t terminal_width(const Terminal *terminal);
ReportStyle terminal_style(const Terminal *terminal, ReportDetail detail);
void terminal_show(Terminal *terminal, Text page);

/* Let the person change a text in $VISUAL, $EDITOR or vi. False, with a problem,
   when that is not possible or the editor fails; then `text` is as before. */
bool terminal_edit(Terminal *terminal, Text *text, Arena *keep, Problems *problems);

#endif
