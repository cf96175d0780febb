#include "interview/interview_parts.h"

#include "transcript/session.h"

typedef struct {
    const char *name;
    const char *usage;
    const char *help;
    bool takes_argument;
    void (*run)(Interview *interview, Text argument);
} SlashCommand;

static void run_next(Interview *interview, Text argument)
{
    (void)argument;
    interview_go_on(interview);
}

static void run_skip(Interview *interview, Text argument)
{
    (void)argument;
    const Section *section = interview_section(interview);
    terminal_say(interview->terminal, VOICE_FAINT, "Left as it is; /go %.*s returns to it.", TEXT_ARGS(section->id));
    interview_go_on(interview);
}

static void run_back(Interview *interview, Text argument)
{
    (void)argument;
    if (interview->at == 0)
        terminal_say(interview->terminal, VOICE_WARNING, "This is the first section.");
    else
        interview_go(interview, interview->at - 1);
}

static void list_sections(Interview *interview)
{
    const Rubric *rubric = interview->plan->rubric;
    for (size_t i = 0; i < rubric->section_count; i++)
        terminal_say(interview->terminal, VOICE_PLAIN, "%4zu  %-14.*s %s", i + 1, TEXT_ARGS(rubric->sections[i].id),
                     i == interview->at               ? "(here)"
                     : section_is_empty(interview, i) ? ""
                                                      : "answered");
}

static void run_go(Interview *interview, Text argument)
{
    const Rubric *rubric = interview->plan->rubric;
    unsigned number;
    if (text_whole_number(argument, &number) && number >= 1 && number <= rubric->section_count) {
        interview_go(interview, number - 1);
        return;
    }
    for (size_t i = 0; i < rubric->section_count && argument.length; i++) {
        if (!text_starts_with(rubric->sections[i].id, argument)) continue;
        interview_go(interview, i);
        return;
    }
    list_sections(interview);
}

static void run_show(Interview *interview, Text argument)
{
    (void)argument;
    interview_show(interview);
}

static void replace_answer(Interview *interview, Text text)
{
    Answer *answer = &interview->answers[interview->at];
    Buffer lines = buffer_new(interview->keep);
    session_write_replace(&lines, interview_section(interview)->id, text);
    interview_note(interview, &lines);
    answer->text = buffer_new(interview->keep);
    buffer_add(&answer->text, text);
    if (text.length) buffer_add_byte(&answer->text, '\n');
}

static void run_edit(Interview *interview, Text argument)
{
    (void)argument;
    Text text = buffer_text(&interview->answers[interview->at].text), before = text_trim(text);
    Problems problems = problems_new(interview->keep);
    if (!terminal_edit(interview->terminal, &text, interview->keep, &problems)) {
        const Problem *first = &problems.list.items[0];
        terminal_say(interview->terminal, VOICE_WARNING, "%.*s%s%.*s", TEXT_ARGS(first->place),
                     first->place.length ? ": " : "", TEXT_ARGS(first->message));
    } else if (text_equal(text, before)) {
        terminal_say(interview->terminal, VOICE_FAINT, "Nothing changed.");
    } else {
        replace_answer(interview, text);
        interview_show(interview);
    }
}

static void run_done(Interview *interview, Text argument)
{
    (void)argument;
    if (interview_is_empty(interview) && terminal_is_interactive(interview->terminal)) {
        terminal_say(interview->terminal, VOICE_WARNING, "There is nothing to grade yet; /quit leaves.");
    } else {
        interview_end(interview, INTERVIEW_DONE);
    }
}

static void run_quit(Interview *interview, Text argument)
{
    (void)argument;
    interview_end(interview, INTERVIEW_LEFT);
}

static void run_help(Interview *interview, Text argument);

static const SlashCommand commands[] = {
    {"/next", "/next", "go on to the next section (so does Return, pressed twice)", false, run_next},
    {"/back", "/back", "return to the section before; what is there stays", false, run_back},
    {"/skip", "/skip", "leave this section as it is", false, run_skip},
    {"/go", "/go SECTION", "go to a section by its name or number; alone: list them", true, run_go},
    {"/show", "/show", "print this section's answer so far", false, run_show},
    {"/edit", "/edit", "change this section's answer in your editor", false, run_edit},
    {"/done", "/done", "end the interview and be graded (so does Ctrl-D)", false, run_done},
    {"/quit", "/quit", "save and leave without a grade", false, run_quit},
    {"/help", "/help", "this list", false, run_help},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void run_help(Interview *interview, Text argument)
{
    (void)argument;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        terminal_say(interview->terminal, VOICE_PLAIN, "  %-13s %s", commands[i].usage, commands[i].help);
    terminal_say(interview->terminal, VOICE_PLAIN, "  %-13s an answer that begins with a slash", "//...");
}

const char *const *command_names(Arena *keep)
{
    const char **names = NEW_ARRAY(keep, const char *, COMMAND_COUNT + 1);
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = commands[i].name;
    return names;
}

static const SlashCommand *find_command(Text name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (text_equal_any_case(text_from(commands[i].name), name)) return &commands[i];
    return NULL;
}

/* A script cannot type again, so there the line joins the answer. */
static bool refuse(Interview *interview, Text line)
{
    bool person = terminal_is_interactive(interview->terminal);
    Text nearest = json_nearest(line, command_names(interview->keep), COMMAND_COUNT);
    const char *otherwise = person ? " To answer with that line, begin it with //." : " It is taken as an answer.";
    if (nearest.length) {
        terminal_say(interview->terminal, VOICE_WARNING, "There is no %.*s; did you mean %.*s?%s", TEXT_ARGS(line),
                     TEXT_ARGS(nearest), otherwise);
    } else {
        terminal_say(interview->terminal, VOICE_WARNING, "There is no %.*s; /help lists what there is.%s",
                     TEXT_ARGS(line), otherwise);
    }
    return person;
}

/* "/predict returns a score" is an answer, "/nxet" is a slip. */
bool command_run(Interview *interview, Text line)
{
    Text argument = text_trim(line), name;
    text_next_piece(&argument, ' ', &name);
    argument = text_trim(argument);
    const SlashCommand *command = find_command(name);
    if (command && (argument.length == 0 || command->takes_argument)) {
        command->run(interview, argument);
        return true;
    }
    return argument.length == 0 && refuse(interview, name);
}
