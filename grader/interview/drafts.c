#include "interview/interview_parts.h"

#include "transcript/session.h"

const Grade *draft_grade(Interview *interview, Arena *keep)
{
    const InterviewPlan *plan = interview->plan;
    Problems problems = problems_new(keep);
    Text source = buffer_text(&interview->journal->source);
    const Transcript *transcript = transcript_read(source, TEXT("so far"), keep, &problems);
    if (!transcript) return NULL;
    Task task = {plan->prompt, transcript->question, plan->level};
    return grade_transcript(plan->grader, transcript, &task, keep);
}

static void show_bands(Interview *interview, const Grade *grade)
{
    Terminal *terminal = interview->terminal;
    terminal_say(terminal, VOICE_TITLE, "So far: %d %s (%d of 100)", grade->band, band_names[grade->band],
                 (int)grade->score);
    for (size_t d = 0; d < grade->rubric->dimension_count; d++) {
        const DimensionGrade *of = &grade->dimensions[d];
        terminal_say(terminal, VOICE_PLAIN, "  %-14.*s %d %-6s %3d", TEXT_ARGS(of->dimension->id), of->band,
                     band_names[of->band], (int)of->score);
    }
}

void draft_show(Interview *interview)
{
    Arena scratch = *interview->keep;
    const Grade *grade = draft_grade(interview, &scratch);
    if (!grade || !grade->judged) {
        Text reason = grade ? grade->reason : TEXT("the session cannot be read");
        terminal_say(interview->terminal, VOICE_PLAIN, "No draft: %.*s.", TEXT_ARGS(reason));
        return;
    }
    show_bands(interview, grade);
    for (size_t i = 0; i < grade->flag_count; i++)
        terminal_say(interview->terminal, VOICE_WARNING, "  %.*s", TEXT_ARGS(grade->flags[i].reason));
    Buffer lines = buffer_new(interview->keep);
    session_write_draft(&lines, interview_seconds(interview));
    interview_note(interview, &lines);
}

void draft_why(Interview *interview, Text id)
{
    Arena scratch = *interview->keep;
    const Criterion *criterion = rubric_criterion(interview->plan->rubric, id, NULL);
    if (!criterion) {
        terminal_say(interview->terminal, VOICE_WARNING, "There is no criterion %.*s; the grade names them by title, "
                     "\"grader show rubric\" by id.", TEXT_ARGS(id));
        return;
    }
    const Grade *grade = draft_grade(interview, &scratch);
    if (!grade) return;
    Buffer out = buffer_new(&scratch);
    ReportStyle style = terminal_style(interview->terminal, REPORT_TRACE);
    report_why(&out, grade, criterion, &style);
    terminal_show(interview->terminal, buffer_text(&out));
}

/* --- hints: each step says more and costs more of its criterion. */

static const char *const step_names[HINT_COUNT] = {"a nudge", "a pointer", "nearly an answer"};

static unsigned steps_taken(const Grade *grade, const Criterion *criterion)
{
    const Conduct *conduct = grade->transcript->conduct;
    unsigned taken = 0;
    for (size_t i = 0; conduct && i < conduct->hint_count; i++)
        if (text_equal(conduct->hints[i].criterion, criterion->id) && conduct->hints[i].step > taken)
            taken = conduct->hints[i].step;
    return taken;
}

static bool is_about(const Stage *stage, const Dimension *dimension)
{
    return text_find(stage->id, dimension->id) != TEXT_NOT_FOUND;
}

/* The weightiest that has a hint left. */
static const Criterion *weightiest(const Grade *grade, const Dimension *dimension)
{
    const Criterion *best = NULL;
    for (size_t c = 0; c < dimension->criterion_count; c++) {
        const Criterion *criterion = &dimension->criteria[c];
        if (steps_taken(grade, criterion) < HINT_COUNT && (!best || criterion->weight > best->weight)) best = criterion;
    }
    return best;
}

/* The widest gap of the dimension that is talked about, else of all; with nothing said
   yet, what weighs most. */
static const Criterion *hint_target(Interview *interview, const Grade *grade)
{
    const Rubric *rubric = interview->plan->rubric;
    const Stage *stage = stage_now(interview);
    const Criterion *any = NULL;
    for (size_t i = 0; grade->judged && i < grade->gap_count; i++) {
        const Criterion *criterion = grade->gaps[i].criterion->criterion;
        if (steps_taken(grade, criterion) >= HINT_COUNT) continue;
        if (is_about(stage, grade->gaps[i].dimension)) return criterion;
        if (!any) any = criterion;
    }
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Criterion *here = is_about(stage, &rubric->dimensions[d]) ? weightiest(grade, &rubric->dimensions[d]) : NULL;
        if (here) return here;
    }
    for (size_t d = 0; d < rubric->dimension_count && !any; d++) any = weightiest(grade, &rubric->dimensions[d]);
    return any;
}

void hint_offer(Interview *interview)
{
    Arena scratch = *interview->keep;
    const Grade *grade = draft_grade(interview, &scratch);
    const Criterion *target = grade ? hint_target(interview, grade) : NULL;
    interview->hinted = target;
    if (!target) {
        terminal_say(interview->terminal, VOICE_PLAIN, "There is no hint left.");
        return;
    }
    const Dimension *dimension = NULL;
    rubric_criterion(interview->plan->rubric, target->id, &dimension);
    interview->hint_step = steps_taken(grade, target) + 1;
    double price = interview->plan->rubric->scale.hint_prices[interview->hint_step - 1];
    terminal_say(interview->terminal, VOICE_PLAIN,
                 "Hint %u of %d, %s about %.*s: in all it takes %d %% off one criterion. \"/hint yes\" takes it.",
                 interview->hint_step, HINT_COUNT, step_names[interview->hint_step - 1], TEXT_ARGS(dimension->title),
                 (int)(100 * price + 0.5));
}

/* What lies nearest to an answer: the best example the rubric has, first of this prompt. */
static Text example_for(const Criterion *criterion, const Prompt *prompt)
{
    const Example *best = NULL;
    bool best_own = false;
    for (size_t i = 0; i < criterion->example_count; i++) {
        const Example *example = &criterion->examples[i];
        bool own = prompt && text_equal(example->prompt, prompt->id);
        if (example->rung < 2 || (best && (best_own > own || (best_own == own && best->rung >= example->rung)))) continue;
        best = example;
        best_own = own;
    }
    return best ? best->text : criterion->advice;
}

static Text hint_text(const Interview *interview, const HintTaken *hint)
{
    const Criterion *criterion = interview->hinted;
    if (hint->step == 1 && criterion->probe.length) return criterion->probe;
    return hint->step < HINT_COUNT ? criterion->advice : example_for(criterion, interview->plan->prompt);
}

void hint_take(Interview *interview)
{
    if (!interview->hinted) {
        hint_offer(interview);
        return;
    }
    HintTaken hint = {interview->hinted->id, interview->hint_step};
    Text text = hint_text(interview, &hint);
    Buffer lines = buffer_new(interview->keep);
    session_write_hint(&lines, stage_now(interview)->id, &hint, text, interview_seconds(interview));
    interview_note(interview, &lines);
    interview->hinted = NULL;
    terminal_say(interview->terminal, VOICE_QUESTION, "%s%.*s", hint.step == HINT_COUNT ? "Somebody said: " : "",
                 TEXT_ARGS(text));
}
