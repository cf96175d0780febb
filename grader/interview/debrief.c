#include "base/unicode.h"
#include "files/files.h"
#include "interview/interview_parts.h"
#include "report/diff.h"
#include "terminal/slash.h"
#include "transcript/session.h"

typedef struct {
    const InterviewPlan *plan;
    Terminal *terminal;
    const Grade *grade;
    Arena *keep;
    bool over;
} Debrief;

/* --- how the candidate saw it */

static const char *difference(unsigned own, int band)
{
    int higher = (int)own - band;
    if (higher == 0) return "as you said";
    if (higher > 0) return higher == 1 ? "you were a band too kind" : "you were far too kind";
    return higher == -1 ? "you were a band too strict" : "you were far too strict";
}

static void compare_ratings(const Debrief *debrief)
{
    const Conduct *conduct = debrief->grade->transcript->conduct;
    if (!conduct || conduct->rating_count == 0 || !debrief->grade->judged) return;
    terminal_say(debrief->terminal, VOICE_TITLE, "\nYour own rating and the grade:");
    for (size_t i = 0; i < conduct->rating_count; i++) {
        const SelfRating *own = &conduct->ratings[i];
        const DimensionGrade *of = grade_dimension(debrief->grade, own->dimension);
        if (of)
            terminal_say(debrief->terminal, VOICE_PLAIN, "  %-14.*s %u and %d  %s", TEXT_ARGS(own->dimension), own->band,
                         of->band, difference(own->band, of->band));
    }
}

/* --- what became of the surprise */

static const CurveBall *posed_ball(const Debrief *debrief)
{
    const Prompt *prompt = debrief->plan->prompt;
    const Transcript *transcript = debrief->grade->transcript;
    for (size_t i = 0; prompt && i < prompt->curve_ball_count; i++)
        if (text_find(transcript->text, prompt->curve_balls[i].text) != TEXT_NOT_FOUND) return &prompt->curve_balls[i];
    return NULL;
}

/* The best rung that an answer to the surprise earned for one criterion. */
static int rung_at_surprise(const Grade *grade, const Criterion *criterion)
{
    const CriterionGrade *of = grade_criterion(grade, criterion, NULL);
    int best = 0;
    for (size_t e = 0; of && e < of->evidence_count; e++)
        if (text_starts_with(of->evidence[e].section, SURPRISE_ID) && of->evidence[e].rung > best)
            best = of->evidence[e].rung;
    return best;
}

static void tell_surprise(const Debrief *debrief)
{
    const CurveBall *ball = posed_ball(debrief);
    if (!ball || !debrief->grade->judged) return;
    terminal_say(debrief->terminal, VOICE_TITLE, "\nThe surprise:");
    for (size_t i = 0; i < ball->criterion_count; i++) {
        const Criterion *criterion = rubric_criterion(debrief->plan->rubric, ball->criteria[i], NULL);
        if (criterion)
            terminal_say(debrief->terminal, VOICE_PLAIN, "  rung %d of 3  %.*s", rung_at_surprise(debrief->grade, criterion),
                         TEXT_ARGS(criterion->title));
    }
    if (ball->looks_for.length)
        terminal_say(debrief->terminal, VOICE_PLAIN, "  A good reaction: %.*s", TEXT_ARGS(ball->looks_for));
}

/* --- questions about the grade */

static void run_why(Debrief *debrief, Text id)
{
    const Criterion *criterion = rubric_criterion(debrief->plan->rubric, id, NULL);
    if (!criterion) {
        terminal_say(debrief->terminal, VOICE_WARNING, "There is no criterion \"%.*s\"; /criteria lists them.", TEXT_ARGS(id));
        return;
    }
    Arena scratch = *debrief->keep;
    Buffer out = buffer_new(&scratch);
    ReportStyle style = terminal_style(debrief->terminal, REPORT_TRACE);
    report_why(&out, debrief->grade, criterion, &style);
    terminal_show(debrief->terminal, buffer_text(&out));
}

/* A file, or a session by a part of its name. */
static const Grade *other_grade(const Debrief *debrief, Text name, Arena *keep, Problems *problems)
{
    Text source, path = name;
    if (!files_exists(name) && debrief->plan->sessions.length)
        journal_find(debrief->plan->sessions, name, true, debrief->grade->transcript->name, keep, &path);
    if (!files_read(path, keep, &source, problems)) return NULL;
    const Transcript *transcript = transcript_read(source, unicode_printable(path, keep), keep, problems);
    if (!transcript) return NULL;
    Task task = {debrief->plan->prompt, transcript->question, debrief->plan->level};
    return grade_transcript(debrief->plan->grader, transcript, &task, keep);
}

static void run_compare(Debrief *debrief, Text name)
{
    Arena scratch = *debrief->keep;
    Problems problems = problems_new(&scratch);
    if (name.length == 0) {
        terminal_say(debrief->terminal, VOICE_WARNING, "/compare takes a file, or a part of another session's name.");
        return;
    }
    const Grade *other = other_grade(debrief, name, &scratch, &problems);
    for (size_t i = 0; i < problems.list.count; i++)
        terminal_say(debrief->terminal, VOICE_WARNING, "%.*s: %.*s", TEXT_ARGS(problems.list.items[i].place),
                     TEXT_ARGS(problems.list.items[i].message));
    if (!other) return;
    Buffer out = buffer_new(&scratch);
    ReportStyle style = terminal_style(debrief->terminal, REPORT_EVIDENCE);
    report_diff(&out, debrief->grade, other, &style);
    terminal_show(debrief->terminal, buffer_text(&out));
}

static void run_criteria(Debrief *debrief, Text argument)
{
    (void)argument;
    const Rubric *rubric = debrief->plan->rubric;
    for (size_t d = 0; d < rubric->dimension_count; d++)
        for (size_t c = 0; c < rubric->dimensions[d].criterion_count; c++) {
            const Criterion *criterion = &rubric->dimensions[d].criteria[c];
            int rung = debrief->grade->judged ? debrief->grade->dimensions[d].criteria[c].rung : 0;
            terminal_say(debrief->terminal, VOICE_PLAIN, "  %-5.*s %d  %.*s", TEXT_ARGS(criterion->id), rung,
                         TEXT_ARGS(criterion->title));
        }
}

/* Never before the grade: several designs pass, and these are no model answer. */
static void run_points(Debrief *debrief, Text argument)
{
    (void)argument;
    static const char *const stars[] = {"  ", "* ", "**"};
    const Prompt *prompt = debrief->plan->prompt;
    const Dimension *last = NULL;
    if (!prompt || prompt->key_point_count == 0) {
        terminal_say(debrief->terminal, VOICE_PLAIN, "Nobody has written down any for this question.");
        return;
    }
    terminal_say(debrief->terminal, VOICE_FAINT, "* tells senior from mid, ** staff from senior; other designs pass too.");
    for (size_t i = 0; i < prompt->key_point_count; i++) {
        const KeyPoint *point = &prompt->key_points[i];
        if (point->dimension && point->dimension != last)
            terminal_say(debrief->terminal, VOICE_TITLE, "%.*s", TEXT_ARGS(point->dimension->title));
        last = point->dimension;
        terminal_say(debrief->terminal, VOICE_PLAIN, "  %s  %.*s", stars[point->stars], TEXT_ARGS(point->text));
    }
    if (prompt->pitfall_count) terminal_say(debrief->terminal, VOICE_TITLE, "Pitfalls");
    for (size_t i = 0; i < prompt->pitfall_count; i++)
        terminal_say(debrief->terminal, VOICE_PLAIN, "      %.*s", TEXT_ARGS(prompt->pitfalls[i]));
}

static void run_leave(Debrief *debrief, Text argument)
{
    (void)argument;
    debrief->over = true;
}

static void run_help(Debrief *debrief, Text argument);

static const struct {
    const char *name, *usage, *help;
    void (*run)(Debrief *debrief, Text argument);
} commands[] = {
    {"/why", "/why CRITERION", "what was found, what was missing, the nearest miss", run_why},
    {"/compare", "/compare FILE", "set it beside another attempt or solution", run_compare},
    {"/criteria", "/criteria", "all criteria with their ids and rungs", run_criteria},
    {"/points", "/points", "what strong answers to this question say, and its pitfalls", run_points},
    {"/help", "/help", "this list", run_help},
    {"/quit", "/quit", "leave (so does Return)", run_leave},
    {"/done", "/done", "leave", run_leave},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static void run_help(Debrief *debrief, Text argument)
{
    (void)argument;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        terminal_say(debrief->terminal, VOICE_PLAIN, "  %-15s %s", commands[i].usage, commands[i].help);
}

static void run_line(Debrief *debrief, const char *const *names, Text line)
{
    Text argument = text_trim(line), name;
    text_next_piece(&argument, ' ', &name);
    size_t found = slash_find(names, name);
    if (found != SLASH_NONE)
        commands[found].run(debrief, text_trim(argument));
    else
        terminal_say(debrief->terminal, VOICE_WARNING,
                     "The interview is over; /help lists what you can ask of the grade.");
}

static void listen(Debrief *debrief)
{
    const char *names[COMMAND_COUNT + 1] = {NULL};
    for (size_t i = 0; i < COMMAND_COUNT; i++) names[i] = commands[i].name;
    terminal_complete(debrief->terminal, names);
    while (!debrief->over && !terminal_is_over(debrief->terminal)) {
        Text line;
        LineKind kind = terminal_read(debrief->terminal, TEXT("debrief> "), debrief->keep, &line);
        bool person = terminal_is_interactive(debrief->terminal);
        if (kind == LINE_END || (person && kind == LINE_READ && text_trim(line).length == 0)) break;
        if (kind == LINE_READ && (person || text_starts_with(line, TEXT("/")))) run_line(debrief, names, line);
    }
    terminal_complete(debrief->terminal, NULL);
}

void interview_debrief(const InterviewPlan *plan, Terminal *terminal, const Grade *grade, Arena *keep)
{
    Debrief debrief = {.plan = plan, .terminal = terminal, .grade = grade, .keep = keep};
    compare_ratings(&debrief);
    tell_surprise(&debrief);
    if (terminal_is_interactive(terminal))
        terminal_say(terminal, VOICE_FAINT, "\n/why CRITERION explains a grade, /help lists more, Return leaves.");
    listen(&debrief);
}
