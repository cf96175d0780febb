#include "drill/drill.h"

#include "grade/reply.h"
#include "drill/drill_parts.h"
#include "report/report.h"
#include "study/day.h"
#include "transcript/reply.h"

/* Far more than anybody replies to one question. */
enum { MOST_BYTES = 1 << 16 };

static bool has_reply(const Drill *drill)
{
    return text_trim(buffer_text(&drill->reply)).length > 0;
}

void drill_end(Drill *drill)
{
    drill->over = true;
}

/* Keeping */

static void say_unsaved(Drill *drill, const Problems *problems)
{
    const Problem *first = &problems->list.items[0];
    terminal_say(drill->terminal, VOICE_WARNING, "%.*s: %.*s", TEXT_ARGS(first->place), TEXT_ARGS(first->message));
    terminal_say(drill->terminal, VOICE_WARNING,
                 "Your replies are not saved now. They are kept in memory, and saving is tried again with each one.");
}

static void save(Drill *drill, const Review *review)
{
    Problems problems = problems_new(drill->keep);
    Buffer line = buffer_new(drill->keep);
    review_write(&line, review);
    bool saved = drill_log_add(drill->plan->log, buffer_text(&line), &problems);
    if (!saved && !drill->told_unsaved) say_unsaved(drill, &problems);
    if (saved && drill->told_unsaved)
        terminal_say(drill->terminal, VOICE_PLAIN, "The replies are saved again, all of them.");
    drill->told_unsaved = !saved;
}

/* Save it, and let the schedule have it. */
static void note(Drill *drill, int rung)
{
    Review review = {
        .day = drill->plan->today,
        .criterion = drill->item->criterion->id,
        .prompt = drill->prompt->id,
        .rung = rung,
        .reply = text_keep(text_trim(buffer_text(&drill->reply)), drill->keep),
    };
    save(drill, &review);
    schedule_add(drill->plan->schedule, &review);
}

/* Asking */

static void ask(Drill *drill)
{
    terminal_say(drill->terminal, VOICE_PLAIN, "%s", "");
    terminal_say(drill->terminal, VOICE_TITLE, "%zu  %.*s", drill->asked, TEXT_ARGS(drill->item->dimension->title));
    terminal_say(drill->terminal, VOICE_QUESTION, "On %.*s: %.*s", TEXT_ARGS(drill->prompt->title),
                 TEXT_ARGS(drill->prompt->opening));
    terminal_say(drill->terminal, VOICE_QUESTION, "\n%.*s", TEXT_ARGS(drill->item->criterion->probe));
}

void drill_ask_again(Drill *drill)
{
    drill->grade = NULL;
    ask(drill);
}

void drill_go_on(Drill *drill)
{
    const DrillPlan *plan = drill->plan;
    drill->item = drill->asked < plan->limit ? schedule_next(plan->schedule, &plan->scope, plan->today) : NULL;
    if (!drill->item) {
        drill_end(drill);
        return;
    }
    drill->asked++;
    drill->item->asked = true;
    drill->prompt = schedule_prompt(plan->schedule, drill->item);
    drill_ask_again(drill);
}

static void put_aside(Drill *drill)
{
    note(drill, NOT_JUDGED);
    drill->reply.length = 0;
    terminal_say(drill->terminal, VOICE_FAINT, "%s",
                 drill->plan->log->path.length ? "Left unjudged; what you wrote is kept." : "Left unjudged.");
}

void drill_skip(Drill *drill)
{
    if (has_reply(drill))
        put_aside(drill);
    else
        drill->item->turns++; /* so that the next time it is about something else */
    drill_go_on(drill);
}

void drill_leave(Drill *drill)
{
    if (has_reply(drill)) put_aside(drill);
    drill_end(drill);
}

/* Grading */

static void say_rung(Drill *drill)
{
    Text reason = drill->grade->judged ? reply_void_reason(drill->grade) : TEXT("");
    const Criterion *criterion = drill->item->criterion;
    if (reason.length) {
        terminal_say(drill->terminal, VOICE_PLAIN, "\n  ○○○ %.*s – not counted", TEXT_ARGS(criterion->title));
        terminal_say(drill->terminal, VOICE_PLAIN, "      %.*s", TEXT_ARGS(reason));
        return;
    }
    Buffer page = buffer_new(drill->keep);
    ReportStyle style = terminal_style(drill->terminal, REPORT_EVIDENCE);
    report_reply(&page, drill->grade, criterion, &style);
    terminal_show(drill->terminal, buffer_text(&page));
}

static void add_days(Buffer *when, int days)
{
    if (days == 1)
        buffer_add(when, TEXT("tomorrow"));
    else
        buffer_format(when, "in %d days", days);
}

static void say_when(Drill *drill, int rung)
{
    const Item *item = drill->item;
    Buffer when = buffer_new(drill->keep);
    add_days(&when, item->due - drill->plan->today);
    if (item->counted && rung_is_miss(rung) && drill->plan->schedule->rubric->prompt_count > 1)
        buffer_add(&when, TEXT(", about another system"));
    if (!item->counted) buffer_add(&when, TEXT(" as before: this one was practice"));
    terminal_say(drill->terminal, VOICE_FAINT, "  %.*s: again %.*s", TEXT_ARGS(item->criterion->id),
                 TEXT_ARGS(buffer_text(&when)));
}

static void add_result(Drill *drill, int rung)
{
    const Item *item = drill->item;
    Buffer *results = &drill->outcome.results;
    buffer_format(results, "%.*s\t%.*s\t", TEXT_ARGS(item->criterion->id), TEXT_ARGS(drill->prompt->id));
    if (rung == NOT_JUDGED)
        buffer_add_byte(results, '-');
    else
        buffer_format(results, "%d", rung);
    Text due = item_is_new(item) ? TEXT("-") : day_write(item->due, drill->keep);
    buffer_format(results, "\t%.*s\n", TEXT_ARGS(due));
    drill->outcome.replies++;
    drill->outcome.unjudged += rung == NOT_JUDGED;
    if (rung != NOT_JUDGED) drill->rungs[rung]++;
}

static void take_reply(Drill *drill)
{
    Task task = {.prompt = drill->prompt, .level = drill->plan->schedule->rubric->default_level};
    const Transcript *transcript =
        transcript_of_reply(TEXT("your reply"), drill->item->criterion->probe, drill->item->dimension->id,
                            buffer_text(&drill->reply), drill->keep);
    drill->grade = grade_transcript(drill->plan->grader, transcript, &task, drill->keep);
    int rung = drill->grade->judged ? reply_rung(drill->grade, drill->item->criterion) : NOT_JUDGED;
    note(drill, rung);
    say_rung(drill);
    if (rung != NOT_JUDGED) say_when(drill, rung);
    add_result(drill, rung);
    drill->reply.length = 0;
    if (terminal_is_interactive(drill->terminal))
        terminal_say(drill->terminal, VOICE_FAINT,
                     "  Return goes on; /why explains, /show has an example, /again tries again.");
}

/* Lines */

static void add_line(Drill *drill, Text line)
{
    /* After a reply a person who types on means the same question, a script the next one. */
    if (drill->grade && terminal_is_interactive(drill->terminal))
        drill->grade = NULL;
    else if (drill->grade)
        drill_go_on(drill);
    if (drill->over) {
        terminal_say(drill->terminal, VOICE_WARNING,
                     "That was the last question of this sitting; the rest is not read.");
        return;
    }
    buffer_add(&drill->reply, line);
    buffer_add_byte(&drill->reply, '\n');
    if (drill->reply.length < MOST_BYTES) return;
    terminal_say(drill->terminal, VOICE_WARNING, "That is more than a reply holds, so it ends here.");
    take_reply(drill);
}

static void take_empty_line(Drill *drill)
{
    bool person = terminal_is_interactive(drill->terminal);
    if (has_reply(drill))
        take_reply(drill);
    else if (drill->grade && person)
        drill_go_on(drill);
    else if (person)
        terminal_say(drill->terminal, VOICE_FAINT,
                     "Two to five sentences, then an empty line; /skip leaves this question.");
}

static void take_line(Drill *drill, Text line)
{
    if (text_trim(line).length == 0) {
        take_empty_line(drill);
        return;
    }
    if (text_starts_with(line, TEXT("//")))
        line = text_slice(line, 1, line.length);
    else if (line.at[0] == '/' && drill_take_command(drill, line))
        return;
    add_line(drill, line);
}

static void take_turn(Drill *drill)
{
    Text line;
    Text prompt = drill->grade ? TEXT("next> ") : TEXT("reply> ");
    switch (terminal_read(drill->terminal, prompt, drill->keep, &line)) {
    case LINE_READ:
        take_line(drill, line);
        break;
    case LINE_PASTED:
        add_line(drill, line);
        break;
    case LINE_INTERRUPTED:
        terminal_say(drill->terminal, VOICE_FAINT, "%s",
                     line.length ? "Not taken, but kept: the Up key brings it back." : "/done ends the drill.");
        break;
    case LINE_END:
        drill_end(drill);
        break;
    }
}

/* The sitting */

static void say_sum(Drill *drill)
{
    Buffer sum = buffer_new(drill->keep);
    for (int rung = RUNG_COUNT - 1; rung >= 0; rung--)
        if (drill->rungs[rung])
            buffer_format(&sum, "%s%zu %s", sum.length ? ", " : "", drill->rungs[rung], rung_names[rung]);
    if (drill->outcome.unjudged)
        buffer_format(&sum, "%s%zu not judged", sum.length ? ", " : "", drill->outcome.unjudged);
    terminal_say(drill->terminal, VOICE_PLAIN, "%s", "");
    if (sum.length == 0)
        terminal_say(drill->terminal, VOICE_PLAIN, "No reply, so nothing changes.");
    else
        terminal_say(drill->terminal, VOICE_PLAIN, "%zu %s: %.*s.", drill->outcome.replies,
                     drill->outcome.replies == 1 ? "reply" : "replies", TEXT_ARGS(buffer_text(&sum)));
}

/* What the disk would not take is at least on the screen. */
static void show_unsaved(Drill *drill)
{
    Problems problems = problems_new(drill->keep);
    DrillLog *log = drill->plan->log;
    if (log->unsaved.length == 0 || drill_log_add(log, TEXT(""), &problems)) return;
    terminal_say(drill->terminal, VOICE_WARNING, "These lines could not be saved:");
    terminal_say(drill->terminal, VOICE_VERBATIM, "%.*s", TEXT_ARGS(buffer_text(&log->unsaved)));
}

DrillOutcome drill_hold(const DrillPlan *plan, Terminal *terminal, Arena *keep)
{
    Drill drill = {.plan = plan, .terminal = terminal, .keep = keep, .reply = buffer_new(keep)};
    drill.outcome.results = buffer_new(keep);
    terminal_complete(terminal, drill_command_names(keep));
    if (terminal_is_interactive(terminal))
        terminal_say(terminal, VOICE_FAINT,
                     "Reply in two to five sentences, then an empty line; /help lists the rest.");
    drill_go_on(&drill);
    while (!drill.over) take_turn(&drill);
    if (has_reply(&drill)) take_reply(&drill);
    say_sum(&drill);
    show_unsaved(&drill);
    terminal_complete(terminal, NULL);
    return drill.outcome;
}
