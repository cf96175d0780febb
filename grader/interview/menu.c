#include "interview/menu.h"

#include "base/buffer.h"
#include "base/unicode.h"

/* The ids of all prompts, ended by NULL. */
static const char **prompt_names(const Rubric *rubric, Arena *keep)
{
    const char **names = NEW_ARRAY(keep, const char *, rubric->prompt_count + 1);
    for (size_t i = 0; i < rubric->prompt_count; i++) names[i] = text_terminated(rubric->prompts[i].id, keep);
    return names;
}

static bool begins_so(Text id, Text start)
{
    return id.length >= start.length && text_equal_any_case(text_slice(id, 0, start.length), start);
}

static Text ids_that_begin(const Rubric *rubric, Text start, Arena *keep)
{
    Buffer ids = buffer_new(keep);
    for (size_t i = 0; i < rubric->prompt_count; i++) {
        if (!begins_so(rubric->prompts[i].id, start)) continue;
        if (ids.length) buffer_add(&ids, TEXT(" or "));
        buffer_add(&ids, rubric->prompts[i].id);
    }
    return buffer_text(&ids);
}

static const Prompt *find_by_start(const Rubric *rubric, Text start, size_t *count)
{
    const Prompt *found = NULL;
    *count = 0;
    for (size_t i = 0; i < rubric->prompt_count; i++) {
        const Prompt *prompt = &rubric->prompts[i];
        if (!begins_so(prompt->id, start)) continue;
        found = prompt;
        if (prompt->id.length == start.length) return *count = 1, found;
        ++*count;
    }
    return found;
}

const Prompt *menu_find(const Rubric *rubric, Text choice, Arena *keep, Problems *problems)
{
    unsigned number;
    size_t count;
    choice = text_trim(choice);
    if (choice.length == 0) {
        problem(problems, TEXT(""), "no prompt was chosen");
        return NULL;
    }
    if (text_whole_number(choice, &number)) {
        if (number >= 1 && number <= rubric->prompt_count) return &rubric->prompts[number - 1];
        problem(problems, TEXT(""), "there is no prompt %u: they go from 1 to %zu", number, rubric->prompt_count);
        return NULL;
    }
    const Prompt *found = find_by_start(rubric, choice, &count);
    if (count == 1) return found;
    if (count > 1) {
        Text ids = ids_that_begin(rubric, choice, keep);
        problem(problems, TEXT(""), "\"%.*s\" could be %.*s", TEXT_ARGS(choice), TEXT_ARGS(ids));
        return NULL;
    }
    Text nearest = json_nearest(choice, prompt_names(rubric, keep), rubric->prompt_count);
    if (nearest.length) {
        problem(problems, TEXT(""), "there is no prompt \"%.*s\"; did you mean %.*s?", TEXT_ARGS(choice),
                TEXT_ARGS(nearest));
    } else {
        problem(problems, TEXT(""), "there is no prompt \"%.*s\"", TEXT_ARGS(choice));
    }
    return NULL;
}

static void show_prompts(const Rubric *rubric, Terminal *terminal, Arena scratch)
{
    size_t widest = 0;
    for (size_t i = 0; i < rubric->prompt_count; i++) {
        size_t width = unicode_width(rubric->prompts[i].id);
        if (width > widest) widest = width;
    }
    terminal_say(terminal, VOICE_TITLE, "Which system shall we design?");
    for (size_t i = 0; i < rubric->prompt_count; i++) {
        const Prompt *prompt = &rubric->prompts[i];
        Buffer gap = buffer_new(&scratch);
        buffer_repeat(&gap, TEXT(" "), widest - unicode_width(prompt->id));
        terminal_say(terminal, VOICE_PLAIN, "%4zu  %.*s%.*s  %.*s", i + 1, TEXT_ARGS(prompt->id),
                     TEXT_ARGS(buffer_text(&gap)), TEXT_ARGS(prompt->title));
    }
}

const Prompt *menu_ask(const Rubric *rubric, Terminal *terminal, Arena *keep, Problems *problems)
{
    Text line;
    show_prompts(rubric, terminal, *keep);
    terminal_complete(terminal, prompt_names(rubric, keep));
    for (;;) {
        LineKind kind = terminal_read(terminal, TEXT("number or name> "), keep, &line);
        if (kind == LINE_END || kind == LINE_INTERRUPTED || text_equal(text_trim(line), TEXT("/quit"))) return NULL;
        if (terminal_is_interactive(terminal) && text_trim(line).length == 0) continue;
        Problems mistakes = problems_new(keep);
        bool script = !terminal_is_interactive(terminal);
        const Prompt *prompt = menu_find(rubric, line, keep, script ? problems : &mistakes);
        if (prompt || script) return prompt;
        terminal_say(terminal, VOICE_WARNING, "%.*s", TEXT_ARGS(mistakes.list.items[0].message));
    }
}

/* A choice of names, the present one in brackets. False when they leave. */
static bool ask_choice(Terminal *terminal, const Buffer *prompt, Arena *keep, Text *line)
{
    LineKind kind = terminal_read(terminal, buffer_text(prompt), keep, line);
    *line = text_trim(*line);
    return kind != LINE_END && kind != LINE_INTERRUPTED && !text_equal(*line, TEXT("/quit"));
}

bool menu_ask_level(const Rubric *rubric, Terminal *terminal, const Level **level, Arena *keep)
{
    Buffer prompt = buffer_new(keep);
    for (size_t i = 0; i < rubric->level_count; i++)
        buffer_format(&prompt, "%s%.*s", i ? ", " : "level: ", TEXT_ARGS(rubric->levels[i].id));
    buffer_format(&prompt, " [%.*s]> ", TEXT_ARGS((*level)->id));
    for (;;) {
        Text line;
        if (!ask_choice(terminal, &prompt, keep, &line)) return false;
        if (line.length == 0) return true;
        for (size_t i = 0; i < rubric->level_count; i++)
            if (begins_so(rubric->levels[i].id, line)) return *level = &rubric->levels[i], true;
        terminal_say(terminal, VOICE_WARNING, "There is no level \"%.*s\".", TEXT_ARGS(line));
    }
}

bool menu_ask_time(const Rubric *rubric, Terminal *terminal, const Mode **mode, unsigned *minutes, Arena *keep)
{
    enum { MOST_MINUTES = 600 };
    Buffer prompt = buffer_new(keep);
    for (size_t i = 0; i < rubric->mode_count; i++)
        buffer_format(&prompt, "%s%.*s (%d)", i ? ", " : "time: ", TEXT_ARGS(rubric->modes[i].id),
                      (int)rubric->modes[i].minutes);
    buffer_format(&prompt, " or minutes [%u]> ", *minutes);
    for (;;) {
        Text line;
        unsigned number;
        if (!ask_choice(terminal, &prompt, keep, &line)) return false;
        if (line.length == 0) return true;
        if (text_whole_number(line, &number) && number >= 1 && number <= MOST_MINUTES) return *minutes = number, true;
        for (size_t i = 0; i < rubric->mode_count; i++) {
            if (!begins_so(rubric->modes[i].id, line)) continue;
            *mode = &rubric->modes[i];
            *minutes = (unsigned)(*mode)->minutes;
            return true;
        }
        terminal_say(terminal, VOICE_WARNING, "\"%.*s\" is neither a mode nor 1 to %d minutes.", TEXT_ARGS(line), MOST_MINUTES);
    }
}
