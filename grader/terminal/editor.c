#include "terminal/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "files/files.h"

enum { MOST_TRIES = 100 };

static const char *chosen_editor(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    if (visual && *visual) return visual;
    return editor && *editor ? editor : "vi";
}

/* A new file for its owner only, in the folder for temporary files. */
static bool make_draft(Arena *keep, Text content, Text *path, Problems *problems)
{
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder) folder = "/tmp";
    for (int i = 0; i < MOST_TRIES; i++) {
        Buffer name = buffer_new(keep);
        buffer_format(&name, "%s/grader-%ld-%d.md", folder, (long)getpid(), i);
        *path = buffer_text(&name);
        if (files_exists(*path)) continue;
        return files_create(*path, problems) && files_append(*path, content, problems);
    }
    return problem(problems, text_from(folder), "is full of drafts");
}

/* The shell splits the editor's own arguments; the file comes as one of its own. */
static void become_editor(const char *editor, char *path, Arena scratch)
{
    Buffer command = buffer_new(&scratch);
    buffer_format(&command, "%s \"$@\"", editor);
    buffer_add_byte(&command, '\0');
    execl("/bin/sh", "sh", "-c", command.at, "editor", path, (char *)NULL);
    _exit(127);
}

/* Ctrl-C belongs to the editor while it runs. Its exit status, or -1. */
static int run_editor(const char *editor, char *path, Arena scratch)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, usual = {.sa_handler = SIG_DFL}, interrupt, quit;
    int status = -1;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    pid_t child = fork();
    if (child == 0) {
        sigaction(SIGINT, &usual, NULL);
        sigaction(SIGQUIT, &usual, NULL);
        sigaction(SIGPIPE, &usual, NULL);
        become_editor(editor, path, scratch);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool edit_draft(Text path, Text *text, Arena *keep, Problems *problems)
{
    const char *editor = chosen_editor();
    Text content;
    int status = run_editor(editor, text_terminated(path, keep), *keep);
    if (status == 127) return problem(problems, text_from(editor), "is not there; set EDITOR to one that is");
    if (status != 0) return problem(problems, text_from(editor), "failed, so the answer is as it was");
    if (!files_read(path, keep, &content, problems)) return false;
    *text = text_trim(unicode_printable(content, keep));
    return true;
}

bool terminal_edit(Terminal *terminal, Text *text, Arena *keep, Problems *problems)
{
    Text path;
    if (!terminal_is_interactive(terminal)) return problem(problems, TEXT(""), "an editor needs a terminal");
    if (!make_draft(keep, *text, &path, problems)) return false;
    bool edited = edit_draft(path, text, keep, problems);
    unlink(text_terminated(path, keep));
    return edited;
}
