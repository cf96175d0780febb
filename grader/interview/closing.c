#include "interview/interview_parts.h"

#include "transcript/session.h"

/* "curve-ball › drift › data": where an answer stands tells which dimensions it is about. */
static void add_dimension(Buffer *id, Text dimension)
{
    if (text_find(buffer_text(id), dimension) != TEXT_NOT_FOUND) return;
    buffer_add(id, TEXT(SECTION_SEPARATOR));
    buffer_add(id, dimension);
}

/* --- the surprise */

static const CurveBall *curve_ball(const Interview *interview)
{
    const InterviewPlan *plan = interview->plan;
    if (!plan->prompt || plan->prompt->curve_ball_count == 0) return NULL;
    return &plan->prompt->curve_balls[plan->turn % plan->prompt->curve_ball_count];
}

static bool surprise_is_left(const Interview *interview)
{
    return !interview->surprised && curve_ball(interview) && interview->plan->rubric->pace.curve_ball_at < 1;
}

bool surprise_is_due(const Interview *interview)
{
    return surprise_is_left(interview) && interview_share(interview) >= interview->plan->rubric->pace.curve_ball_at;
}

Stage *surprise_add(Interview *interview, Text id, Text question)
{
    interview->surprised = true;
    return stage_add(interview, STAGE_SURPRISE, id, TEXT("Something has happened"), question, 0);
}

void surprise_pose(Interview *interview, size_t after)
{
    const CurveBall *ball = curve_ball(interview);
    Buffer id = buffer_new(interview->keep);
    buffer_add(&id, SURPRISE_ID);
    for (size_t i = 0; i < ball->criterion_count; i++) {
        const Dimension *dimension = NULL;
        if (rubric_criterion(interview->plan->rubric, ball->criteria[i], &dimension))
            add_dimension(&id, dimension->id);
    }
    surprise_add(interview, buffer_text(&id), ball->text);
    interview->after = after;
    interview_go(interview, interview->stages.count - 1);
}

/* --- follow-up questions */

Stage *follow_up_add(Interview *interview, Text id, Text question)
{
    interview->follow_ups++;
    interview->closing = true;
    return stage_add(interview, STAGE_FOLLOW_UP, id, TEXT("One more question"), question, 0);
}

/* Whether a follow-up question was about this; of one dimension there is one at most. */
static bool was_asked(const Interview *interview, const Dimension *dimension)
{
    for (size_t i = 0; i < interview->stages.count; i++) {
        const Stage *stage = &interview->stages.items[i];
        if (stage->kind == STAGE_FOLLOW_UP && text_ends_with(stage->id, dimension->id)) return true;
    }
    return false;
}

/* The start of a sentence, on one line. */
static void add_quote(Buffer *out, Text quote)
{
    enum { MOST_WORDS = 16 };
    Text rest = text_trim(quote), word;
    size_t words = 0;
    while (words < MOST_WORDS && rest.length && text_next_piece(&rest, ' ', &word)) {
        buffer_add_string(out, words++ ? " " : "");
        for (size_t i = 0; i < word.length; i++) buffer_add_byte(out, is_space(word.at[i]) ? ' ' : word.at[i]);
    }
    if (rest.length) buffer_add_string(out, " …");
}

/* What the candidate said of it is the way in, unless it is only a mention. */
static Text follow_up_question(const CriterionGrade *of, Arena *keep)
{
    Buffer question = buffer_new(keep);
    if (of->rung > 1 && of->evidence_count) {
        buffer_add_string(&question, "You said “");
        add_quote(&question, of->evidence[0].quote);
        buffer_add_string(&question, "”. ");
    }
    buffer_add(&question, of->criterion->probe);
    return buffer_text(&question);
}

/* About the criterion that would move the score most; false when nothing is left to ask. */
static bool follow_up(Interview *interview)
{
    if (interview->follow_ups >= interview->plan->mode->probes) return false;
    const Grade *grade = draft_grade(interview, interview->keep);
    for (size_t i = 0; grade && grade->judged && i < grade->gap_count; i++) {
        const CriterionGrade *gap = grade->gaps[i].criterion;
        if (gap->criterion->probe.length == 0 || was_asked(interview, grade->gaps[i].dimension)) continue;
        Buffer id = buffer_new(interview->keep);
        buffer_format(&id, "%.*s %zu", TEXT_ARGS(FOLLOW_UP_ID), interview->follow_ups + 1);
        add_dimension(&id, grade->gaps[i].dimension->id);
        follow_up_add(interview, buffer_text(&id), follow_up_question(gap, interview->keep));
        interview_go(interview, interview->stages.count - 1);
        return true;
    }
    return false;
}

void closing_go_on(Interview *interview)
{
    interview->closing = true;
    bool listens = !interview_is_empty(interview) && !terminal_is_over(interview->terminal);
    if (listens && surprise_is_left(interview))
        surprise_pose(interview, 0);
    else if (!listens || !follow_up(interview))
        interview_end(interview, INTERVIEW_DONE);
}

/* --- the self-rating */

static void note_ratings(Interview *interview, const SelfRating *ratings, size_t count)
{
    Buffer lines = buffer_new(interview->keep);
    session_write_ratings(&lines, ratings, count, interview_seconds(interview));
    interview_note(interview, &lines);
    interview->rated = true;
}

static bool is_band(Text text)
{
    return text.length == 1 && text.at[0] >= '0' && text.at[0] < '0' + BAND_COUNT;
}

static const Dimension *next_headline(const Rubric *rubric, size_t *at)
{
    while (*at < rubric->dimension_count && !rubric->dimensions[*at].headline) ++*at;
    return *at < rubric->dimension_count ? &rubric->dimensions[(*at)++] : NULL;
}

bool rating_take(Interview *interview, Text numbers)
{
    const Rubric *rubric = interview->plan->rubric;
    SelfRating *ratings = NEW_ARRAY(interview->keep, SelfRating, rubric->dimension_count);
    const Dimension *dimension;
    size_t at = 0, count = 0;
    while ((dimension = next_headline(rubric, &at))) {
        Text piece = TEXT("");
        numbers = text_trim(numbers);
        if (!text_next_piece(&numbers, ' ', &piece) || !is_band(piece)) return false;
        ratings[count++] = (SelfRating){dimension->id, (unsigned)(piece.at[0] - '0')};
    }
    if (text_trim(numbers).length) return false;
    note_ratings(interview, ratings, count);
    return true;
}

/* A band, or Return for none; anything that ends the line otherwise ends the asking. */
static bool ask_band(Interview *interview, const Dimension *dimension, Text *band)
{
    Buffer prompt = buffer_new(interview->keep);
    buffer_format(&prompt, "  %.*s, 0 to 4> ", TEXT_ARGS(dimension->title));
    do {
        LineKind kind = terminal_read(interview->terminal, buffer_text(&prompt), interview->keep, band);
        if (kind != LINE_READ || text_starts_with(*band, TEXT("/"))) return false;
        *band = text_trim(*band);
    } while (band->length && !is_band(*band));
    return true;
}

void rating_ask(Interview *interview)
{
    const Rubric *rubric = interview->plan->rubric;
    SelfRating *ratings = NEW_ARRAY(interview->keep, SelfRating, rubric->dimension_count);
    const Dimension *dimension;
    size_t at = 0, count = 0;
    Text band;
    if (interview->rated || !terminal_is_interactive(interview->terminal)) return;
    terminal_say(interview->terminal, VOICE_TITLE, "\nBefore you see the grade: how was it?");
    terminal_say(interview->terminal, VOICE_FAINT, "0 absent, 1 weak, 2 mid, 3 senior, 4 staff; Return skips one, /skip all.");
    terminal_complete(interview->terminal, NULL);
    while ((dimension = next_headline(rubric, &at)) && ask_band(interview, dimension, &band))
        if (band.length) ratings[count++] = (SelfRating){dimension->id, (unsigned)(band.at[0] - '0')};
    if (count) note_ratings(interview, ratings, count);
}
