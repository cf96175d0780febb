#include "interview/interview_parts.h"

#include "terminal/slash.h"

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
    const Stage *stage = stage_now(interview);
    if (stage->kind == STAGE_SECTION)
        terminal_say(interview->terminal, VOICE_FAINT, "Left as it is; /go %.*s returns to it.", TEXT_ARGS(stage->id));
    interview_go_on(interview);
}

static bool is_listed(const Interview *interview, size_t i)
{
    const Stage *stage = &interview->stages.items[i];
    return stage->kind != STAGE_FREE || !stage_is_empty(stage) || i == interview->at;
}

static void list_stages(Interview *interview)
{
    for (size_t i = 0; i < interview->stages.count; i++) {
        const Stage *stage = &interview->stages.items[i];
        if (is_listed(interview, i))
            terminal_say(interview->terminal, VOICE_PLAIN, "%4zu  %-14.*s %s", i + 1, TEXT_ARGS(stage_label(stage)),
                         i == interview->at ? "(here)" : stage_is_empty(stage) ? "" : "answered");
    }
}

/* By its number or the beginning of its name; the present one for an empty argument.
   NULL after the list of what there is. */
static Stage *named_stage(Interview *interview, Text argument)
{
    unsigned number;
    if (argument.length == 0) return stage_now(interview);
    if (text_whole_number(argument, &number) && number >= 1 && number <= interview->stages.count &&
        is_listed(interview, number - 1))
        return &interview->stages.items[number - 1];
    for (size_t i = 0; i < interview->stages.count; i++)
        if (is_listed(interview, i) && text_starts_with(interview->stages.items[i].id, argument))
            return &interview->stages.items[i];
    list_stages(interview);
    return NULL;
}

static void go_to(Interview *interview, size_t i)
{
    StageKind kind = interview->stages.items[i].kind;
    interview->free = kind == STAGE_FREE;
    interview->closing = kind == STAGE_FOLLOW_UP;
    interview_go(interview, i);
}

static void run_back(Interview *interview, Text argument)
{
    (void)argument;
    size_t before = interview->at;
    while (before > 0 && !is_listed(interview, before - 1)) before--;
    if (before == 0)
        terminal_say(interview->terminal, VOICE_WARNING, "This is the first section.");
    else
        go_to(interview, before - 1);
}

static void run_go(Interview *interview, Text argument)
{
    if (argument.length == 0) {
        list_stages(interview);
        return;
    }
    Stage *stage = named_stage(interview, argument);
    if (stage) go_to(interview, (size_t)(stage - interview->stages.items));
}

static void run_free(Interview *interview, Text argument)
{
    (void)argument;
    Stage *free = stage_find(interview, TEXT("free"));
    interview->free = true;
    interview->closing = false;
    interview_go(interview, (size_t)(free - interview->stages.items));
    terminal_say(interview->terminal, VOICE_FAINT, "One stream from here, in your own order; /go returns to the sections.");
}

static void run_show(Interview *interview, Text argument)
{
    const Stage *stage = named_stage(interview, argument);
    if (stage) stage_show(interview, stage);
}

static void run_edit(Interview *interview, Text argument)
{
    Stage *stage = named_stage(interview, argument);
    if (!stage) return;
    Text text = buffer_text(&stage->text), before = text_trim(text);
    Problems problems = problems_new(interview->keep);
    if (!terminal_edit(interview->terminal, &text, interview->keep, &problems)) {
        const Problem *first = &problems.list.items[0];
        terminal_say(interview->terminal, VOICE_WARNING, "%.*s%s%.*s", TEXT_ARGS(first->place),
                     first->place.length ? ": " : "", TEXT_ARGS(first->message));
    } else if (text_equal(text, before)) {
        terminal_say(interview->terminal, VOICE_FAINT, "Nothing changed.");
    } else {
        stage_change(interview, stage, text);
        stage_show(interview, stage);
    }
}

static void run_undo(Interview *interview, Text argument)
{
    (void)argument;
    Stage *stage = stage_now(interview);
    if (!stage_undo(interview, stage))
        terminal_say(interview->terminal, VOICE_WARNING, "There is nothing to take back here.");
    else
        stage_show(interview, stage);
}

static void run_pause(Interview *interview, Text argument)
{
    (void)argument;
    Text line;
    clock_stop(&interview->clock);
    terminal_say(interview->terminal, VOICE_FAINT, "The clock stands still. Return goes on.");
    LineKind kind = terminal_read(interview->terminal, TEXT("paused> "), interview->keep, &line);
    clock_go(&interview->clock);
    if (kind == LINE_END) interview_end(interview, INTERVIEW_LEFT);
    else if (text_trim(line).length) interview_take(interview, kind, line);
}

static void run_time(Interview *interview, Text argument)
{
    (void)argument;
    calls_list_times(interview);
}

static void run_draft(Interview *interview, Text argument)
{
    (void)argument;
    draft_show(interview);
}

static void run_why(Interview *interview, Text argument)
{
    draft_why(interview, argument);
}

static void run_hint(Interview *interview, Text argument)
{
    if (text_equal_any_case(argument, TEXT("yes"))) hint_take(interview);
    else hint_offer(interview);
}

static void run_rate(Interview *interview, Text argument)
{
    if (rating_take(interview, argument))
        terminal_say(interview->terminal, VOICE_FAINT, "Noted; it stands beside the grade at the end.");
    else
        terminal_say(interview->terminal, VOICE_WARNING,
                     "/rate takes a band from 0 to 4 for each headline dimension in order: /rate 2 3 1 2 2");
}

/* At a follow-up question it ends all of them. */
static void run_done(Interview *interview, Text argument)
{
    (void)argument;
    if (interview_is_empty(interview) && terminal_is_interactive(interview->terminal))
        terminal_say(interview->terminal, VOICE_WARNING, "There is nothing to grade yet; /quit leaves.");
    else if (interview->closing)
        interview_end(interview, INTERVIEW_DONE);
    else
        closing_go_on(interview);
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
    {"/free", "/free", "answer in one stream, in your own order", false, run_free},
    {"/show", "/show [SECTION]", "print an answer so far", true, run_show},
    {"/edit", "/edit [SECTION]", "change an answer in your editor", true, run_edit},
    {"/undo", "/undo", "take back the last change here; again: the one before", false, run_undo},
    {"/time", "/time", "where the time went, and what was planned", false, run_time},
    {"/pause", "/pause", "stop the clock until you press Return", false, run_pause},
    {"/hint", "/hint", "what a hint would cost; /hint yes takes it", true, run_hint},
    {"/draft", "/draft", "the grade so far", false, run_draft},
    {"/why", "/why CRITERION", "what was found for one criterion so far", true, run_why},
    {"/rate", "/rate N N N N N", "how you see your answer, shown beside the grade", true, run_rate},
    {"/done", "/done", "end the interview and be graded (so does Ctrl-D)", false, run_done},
    {"/quit", "/quit", "save and leave without a grade", false, run_quit},
    {"/help", "/help", "this list", false, run_help},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void run_help(Interview *interview, Text argument)
{
    (void)argument;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        terminal_say(interview->terminal, VOICE_PLAIN, "  %-15s  %s", commands[i].usage, commands[i].help);
    terminal_say(interview->terminal, VOICE_PLAIN, "  %-15s  an answer that begins with a slash", "//...");
}

const char *const *command_names(Arena *keep)
{
    const char **names = NEW_ARRAY(keep, const char *, COMMAND_COUNT + 1);
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = commands[i].name;
    return names;
}

/* "/predict returns a score" is an answer, "/nxet" is a slip. */
bool command_run(Interview *interview, Text line)
{
    Text argument = text_trim(line), name;
    text_next_piece(&argument, ' ', &name);
    argument = text_trim(argument);
    Arena scratch = *interview->keep;
    const char *const *names = command_names(&scratch);
    size_t found = slash_find(names, name);
    if (found != SLASH_NONE && (argument.length == 0 || commands[found].takes_argument)) {
        commands[found].run(interview, argument);
        return true;
    }
    return argument.length == 0 && slash_refuse(interview->terminal, names, name, "answer", "an answer");
}
