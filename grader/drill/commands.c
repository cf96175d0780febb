#include "drill/drill_parts.h"
#include "report/report.h"
#include "terminal/slash.h"

typedef struct {
    const char *name;
    const char *help;
    void (*run)(Drill *drill);
} SlashCommand;

static bool has_grade(Drill *drill)
{
    if (drill->grade) return true;
    terminal_say(drill->terminal, VOICE_WARNING, "Reply first; an empty line ends a reply.");
    return false;
}

static void run_why(Drill *drill)
{
    if (!has_grade(drill)) return;
    Buffer page = buffer_new(drill->keep);
    ReportStyle style = terminal_style(drill->terminal, REPORT_TRACE);
    buffer_add_byte(&page, '\n');
    report_why(&page, drill->grade, drill->item->criterion, &style);
    terminal_show(drill->terminal, buffer_text(&page));
}

/* The highest rung, and among these one about the same system. */
static const Example *best_example(const Drill *drill)
{
    const Criterion *criterion = drill->item->criterion;
    const Example *best = NULL;
    for (size_t i = 0; i < criterion->example_count; i++) {
        const Example *example = &criterion->examples[i];
        bool same = text_equal(example->prompt, drill->prompt->id);
        if (!best || example->rung > best->rung ||
            (example->rung == best->rung && same && !text_equal(best->prompt, drill->prompt->id)))
            best = example;
    }
    return best && best->rung > 0 ? best : NULL;
}

static void run_show(Drill *drill)
{
    if (!has_grade(drill)) return;
    const Example *example = best_example(drill);
    if (!example) {
        terminal_say(drill->terminal, VOICE_PLAIN, "The rubric has no example.");
        return;
    }
    const Prompt *about = rubric_prompt(drill->plan->schedule->rubric, example->prompt);
    Text title = about ? about->title : TEXT("another system");
    terminal_say(drill->terminal, VOICE_FAINT, "\nOn %.*s, %s:", TEXT_ARGS(title), rung_names[example->rung]);
    terminal_say(drill->terminal, VOICE_PLAIN, "  %.*s", TEXT_ARGS(example->text));
}

static void run_list(Drill *drill)
{
    const DrillPlan *plan = drill->plan;
    Buffer page = buffer_new(drill->keep);
    buffer_add_byte(&page, '\n');
    drill_write_list(&page, plan->schedule, &plan->scope, plan->today, terminal_width(drill->terminal));
    terminal_show(drill->terminal, buffer_text(&page));
}

/* A script's next line may belong to the next question. */
static void run_skip(Drill *drill)
{
    bool next = drill->grade && !terminal_is_interactive(drill->terminal);
    if (drill->grade)
        drill_go_on(drill);
    else
        drill_skip(drill);
    if (next && !drill->over) drill_skip(drill);
}

static void run_help(Drill *drill);

static const SlashCommand commands[] = {
    {"/skip", "leave this question", run_skip},
    {"/why", "what the last reply earned and why, in full", run_why},
    {"/show", "after your reply: the best example the rubric has", run_show},
    {"/again", "ask the same question again; only the day's first reply counts", drill_ask_again},
    {"/list", "what is due, and what was asked so far", run_list},
    {"/done", "end the drill, after judging what you typed (so does Ctrl-D)", drill_end},
    {"/quit", "leave at once; what you typed is kept, not judged", drill_leave},
    {"/help", "this list", run_help},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void run_help(Drill *drill)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        terminal_say(drill->terminal, VOICE_PLAIN, "  %-13s %s", commands[i].name, commands[i].help);
    terminal_say(drill->terminal, VOICE_PLAIN, "  %-13s a reply that begins with a slash", "//...");
}

const char *const *drill_command_names(Arena *keep)
{
    const char **names = NEW_ARRAY(keep, const char *, COMMAND_COUNT + 1);
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = commands[i].name;
    return names;
}

/* "/predict returns a score" is a reply, "/skpi" is a slip. */
bool drill_take_command(Drill *drill, Text line)
{
    Text rest = text_trim(line), name;
    text_next_piece(&rest, ' ', &name);
    if (text_trim(rest).length) return false;
    Arena scratch = *drill->keep;
    const char *const *names = drill_command_names(&scratch);
    size_t found = slash_find(names, name);
    if (found == SLASH_NONE) return slash_refuse(drill->terminal, names, name, "reply", "a reply");
    commands[found].run(drill);
    return true;
}
