#include "terminal/terminal.h"

#include <assert.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h> /* before readline, which uses FILE without saying so */
#include <readline/history.h>
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "base/wrap.h"

/* Longer lines are hard to read. */
enum { MOST_COLUMNS = 100, MOST_HISTORY = 1000, CTRL_C = 3 };

struct Terminal {
    Arena scratch; /* its own, since what is said may live in the caller's */
    FILE *out;
    bool interactive, colour, plain;
    bool interrupted;
    struct sigaction before;  /* what Ctrl-C did before the conversation */
    const char *const *words; /* for completion */
    size_t next_word;
    TerminalPrompt *live; /* makes the prompt anew; NULL: it stays */
    void *live_of;
    Text shown; /* the prompt that stands there */
};

/* Readline's callbacks carry nothing of ours, so they find their terminal here. */
static Terminal *active;

static const char *const voice_colours[] = {
    [VOICE_PLAIN] = "",        [VOICE_TITLE] = "\033[1m",    [VOICE_QUESTION] = "\033[36m",
    [VOICE_FAINT] = "\033[2m", [VOICE_WARNING] = "\033[33m", [VOICE_VERBATIM] = "",
};
_Static_assert(sizeof voice_colours / sizeof *voice_colours == VOICE_COUNT, "a colour for each voice");

/* Ctrl-C ends the line like Return does, but marks it. */
static int on_interrupt(int count, int key)
{
    active->interrupted = true;
    return rl_newline(count, key);
}

/* While a line is read Ctrl-C is a key like any other: a signal would have to
   reach into readline, which differs from version to version. */
static void prepare_keys(int meta)
{
    struct termios keys;
    rl_prep_terminal(meta);
    if (tcgetattr(STDIN_FILENO, &keys) != 0) return;
    keys.c_cc[VINTR] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &keys);
}

static char *next_completion(const char *start, int again)
{
    if (!again) active->next_word = 0;
    while (active->words && active->words[active->next_word]) {
        const char *word = active->words[active->next_word++];
        if (strncmp(word, start, strlen(start)) == 0) return strdup(word);
    }
    return NULL;
}

static char **complete_line(const char *word, int start, int end)
{
    (void)end;
    rl_attempted_completion_over = 1; /* never file names */
    return start == 0 ? rl_completion_matches(word, next_completion) : NULL;
}

/* Readline moves over characters as the locale says, and the plain C locale knows
   bytes only. Grading never looks at the locale. */
static void use_utf8(void)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

/* A dumb terminal would show the escapes around a paste; without colours a paste is not lit up either. */
static void choose_escapes(const Terminal *terminal)
{
    bool dumb = text_equal(text_from(getenv("TERM")), TEXT("dumb"));
    rl_variable_bind("enable-bracketed-paste", dumb ? "off" : "on");
#if RL_READLINE_VERSION >= 0x0801
    if (!terminal->colour) rl_variable_bind("enable-active-region", "off");
#endif
}

static void start_readline(Terminal *terminal)
{
    use_utf8();
    rl_readline_name = "grader";
    rl_instream = stdin;
    rl_outstream = terminal->out;
    rl_completer_word_break_characters = " \t\n";
    rl_attempted_completion_function = complete_line;
    rl_prep_term_function = prepare_keys;
    rl_initialize();
    choose_escapes(terminal);
    rl_bind_key_in_map(CTRL_C, on_interrupt, emacs_standard_keymap);
    rl_bind_key_in_map(CTRL_C, on_interrupt, vi_insertion_keymap);
    rl_bind_key_in_map(CTRL_C, on_interrupt, vi_movement_keymap);
    using_history();
    stifle_history(MOST_HISTORY);
}

/* A Ctrl-C that comes between two prompts must not end the interview either. */
static void ignore_interrupts(Terminal *terminal)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGINT, &ignore, &terminal->before);
}

Terminal *terminal_open(Arena *keep, bool plain)
{
    Terminal *terminal = NEW(keep, Terminal);
    bool person = isatty(STDIN_FILENO);
    bool shown = person && isatty(STDOUT_FILENO);
    terminal->scratch = arena_open();
    terminal->out = shown ? stdout : stderr;
    terminal->interactive = person && isatty(fileno(terminal->out));
    terminal->plain = plain;
    terminal->colour = !plain && stream_has_colour(fileno(terminal->out));
    active = terminal;
    if (terminal->interactive) {
        start_readline(terminal);
        ignore_interrupts(terminal);
    }
    return terminal;
}

void terminal_close(Terminal *terminal)
{
    fflush(terminal->out);
    if (terminal->interactive) {
        clear_history();
        sigaction(SIGINT, &terminal->before, NULL);
    }
    arena_close(&terminal->scratch);
    active = NULL;
}

bool terminal_is_interactive(const Terminal *terminal)
{
    return terminal->interactive;
}

bool terminal_is_plain(const Terminal *terminal)
{
    return terminal->plain;
}

bool terminal_is_over(const Terminal *terminal)
{
    if (terminal->interactive) return false;
    int next = getc(stdin);
    if (next != EOF) ungetc(next, stdin);
    return next == EOF;
}

void terminal_complete(Terminal *terminal, const char *const *words)
{
    terminal->words = words;
}

static void remember(const char *line)
{
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (*line && !(last && strcmp(last->line, line) == 0)) add_history(line);
}

/* Readline counts columns itself, so it must know which bytes take none. */
static char *coloured_prompt(const Terminal *terminal, Text prompt, Arena *scratch)
{
    Buffer shown = buffer_new(scratch);
    if (terminal->colour) buffer_format(&shown, "\001%s\002", voice_colours[VOICE_TITLE]);
    buffer_add(&shown, prompt);
    if (terminal->colour) buffer_add_string(&shown, "\001\033[0m\002");
    return text_terminated(buffer_text(&shown), scratch);
}

/* Terminals send the newlines of a paste as returns. */
static Text clean_line(Text typed, Arena *keep)
{
    char *line = text_terminated(typed, keep);
    for (size_t i = 0; i < typed.length; i++)
        if (line[i] == '\r') line[i] = '\n';
    while (typed.length && line[typed.length - 1] == '\n') typed.length--;
    return unicode_printable((Text){line, typed.length}, keep);
}

/* Readline calls it some times a second while it waits for a key. */
static int refresh_prompt(void)
{
    Arena scratch = active->scratch;
    Text prompt = active->live(active->live_of, &scratch);
    if (text_equal(prompt, active->shown)) return 0;
    active->shown = active->live(active->live_of, &active->scratch);
    scratch = active->scratch;
    rl_set_prompt(coloured_prompt(active, active->shown, &scratch));
    rl_redisplay();
    return 0;
}

static LineKind read_typed(Terminal *terminal, Text prompt, Arena *keep, Text *line)
{
    Arena scratch = terminal->scratch;
    terminal->interrupted = false;
    char *typed = readline(coloured_prompt(terminal, prompt, &scratch));
    if (!typed) return LINE_END;
    *line = clean_line(text_from(typed), keep);
    remember(typed);
    free(typed);
    if (terminal->interrupted) return LINE_INTERRUPTED;
    return text_find_byte(*line, '\n') == TEXT_NOT_FOUND ? LINE_READ : LINE_PASTED;
}

static LineKind read_script(Arena *keep, Text *line)
{
    char *typed = NULL;
    size_t capacity = 0;
    ssize_t length = getline(&typed, &capacity, stdin);
    if (length > 0 && typed[length - 1] == '\n') length--;
    if (length >= 0) *line = unicode_printable((Text){typed, (size_t)length}, keep);
    free(typed);
    return length >= 0 ? LINE_READ : LINE_END;
}

LineKind terminal_read(Terminal *terminal, Text prompt, Arena *keep, Text *line)
{
    *line = TEXT("");
    if (!terminal->interactive) return read_script(keep, line);
    LineKind kind = read_typed(terminal, prompt, keep, line);
    if (kind == LINE_END) fputc('\n', terminal->out);
    return kind;
}

LineKind terminal_read_live(Terminal *terminal, TerminalPrompt *prompt, void *of, Arena *keep, Text *line)
{
    Arena before = terminal->scratch;
    terminal->live = prompt;
    terminal->live_of = of;
    terminal->shown = prompt(of, &terminal->scratch);
    rl_event_hook = refresh_prompt;
    LineKind kind = terminal_read(terminal, terminal->shown, keep, line);
    rl_event_hook = NULL;
    terminal->scratch = before;
    return kind;
}

/* Where a line's text begins: after its leading spaces, or after the last of its
   columns, which two spaces part. */
static size_t text_start(Text line)
{
    size_t start = 0;
    while (start < line.length && line.at[start] == ' ') start++;
    for (size_t i = start; i + 2 < line.length; i++)
        if (line.at[i] == ' ' && line.at[i + 1] == ' ' && line.at[i + 2] != ' ') start = i + 2;
    return start;
}

/* A line that fits stays as it is. */
static void add_line(Buffer *out, Text line, size_t width, const char *colour)
{
    size_t start = text_start(line), column = unicode_width(text_slice(line, 0, start));
    buffer_add_string(out, colour);
    if (unicode_width(line) <= width) {
        buffer_add(out, line);
    } else {
        buffer_add(out, text_slice(line, 0, start));
        wrap_add(out, text_slice(line, start, line.length), width, column, column < width / 2 ? column : 0);
    }
    if (*colour) buffer_add_string(out, "\033[0m");
    buffer_add_byte(out, '\n');
}

size_t terminal_width(const Terminal *terminal)
{
    size_t width = stream_width(fileno(terminal->out));
    return width < MOST_COLUMNS ? width : MOST_COLUMNS;
}

static void say(Terminal *terminal, Voice voice, Text text, Arena scratch)
{
    size_t width = voice == VOICE_VERBATIM ? SIZE_MAX : terminal_width(terminal);
    Text rest = unicode_printable(text, &scratch), line;
    Buffer shown = buffer_new(&scratch);
    if (rest.length == 0) buffer_add_byte(&shown, '\n');
    while (text_next_line(&rest, &line)) add_line(&shown, line, width, terminal->colour ? voice_colours[voice] : "");
    fwrite(shown.at, 1, shown.length, terminal->out);
    fflush(terminal->out);
}

void terminal_say(Terminal *terminal, Voice voice, const char *format, ...)
{
    Arena scratch = terminal->scratch;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    char *text = NEW_ARRAY(&scratch, char, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    say(terminal, voice, (Text){text, (size_t)length}, scratch);
}

ReportStyle terminal_style(const Terminal *terminal, ReportDetail detail)
{
    return (ReportStyle){
        .width = terminal_width(terminal), .colour = terminal->colour, .detail = detail, .plain = terminal->plain};
}

void terminal_show(Terminal *terminal, Text page)
{
    fwrite(page.at, 1, page.length, terminal->out);
    fflush(terminal->out);
}
