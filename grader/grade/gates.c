#include "grade/answer.h"

bool gates_see_unit(const Grader *grader, Answer *answer, size_t unit)
{
    const Rubric *rubric = grader->rubric;
    bool ignored = false;
    for (size_t g = 0; g < rubric->gate_count; g++) {
        const Gate *gate = &rubric->gates[g];
        if (gate->measure == GATE_LACKS || !scanner_found(grader->scanner, gate->phrases)) continue;
        if (!answer->gate_units[g]++) answer->gate_first[g] = unit;
        ignored |= gate->effect == GATE_IGNORE;
    }
    return ignored;
}

void gates_count_words(const Grader *grader, Answer *answer, size_t unit)
{
    bool states = answer->units[unit].mark == MARK_STATEMENT && answer->units[unit].salad == SALAD_NONE;
    for (size_t g = 0; g < grader->rubric->gate_count; g++) {
        const Gate *gate = &grader->rubric->gates[g];
        if (gate->measure == GATE_LACKS) answer->gate_units[g] += states && scanner_found(grader->scanner, gate->phrases);
        size_t hits, against;
        scanner_spans(grader->scanner, gate->phrases, &hits);
        scanner_spans(grader->scanner, gate->against, &against);
        answer->gate_hits[g] += hits;
        answer->gate_against[g] += against;
    }
}

/* Few of the language's small words, and those of others or another script instead. */
static bool is_foreign(const Answer *answer, const Gate *gate, size_t foreign_hits)
{
    enum { SCRIPT_SHARE = 2 }; /* one word in two */
    double words = (double)answer->statement_words;
    if (answer->statement_words < (size_t)gate->least) return false;
    if ((double)answer->function_words >= gate->share * words) return false;
    return (double)foreign_hits >= gate->weight * words || answer->foreign_words * SCRIPT_SHARE >= answer->statement_words;
}

/* The statements that hold a noun of the system that was asked for. */
static size_t count_about(const Answer *answer)
{
    size_t count = 0;
    for (size_t u = 0; u < answer->unit_count; u++) {
        const UnitView *unit = &answer->units[u];
        bool about = false;
        for (size_t i = 0; i < unit->share_count; i++) about |= unit->shares[i].part->measure == DEPTH_NOUNS;
        count += unit->mark == MARK_STATEMENT && about;
    }
    return count;
}

/* A free question may be about something that no domain knows well: an answer that comes back
   to its words, shows enough of what was asked, or more than of anything else, is about it. */
static bool may_be_about(const Grader *grader, const Answer *answer, const Gate *gate)
{
    const Topic *topic = &answer->topic;
    return !answer->task->prompt &&
           (topic_words_said_often(grader, topic) > 0 || topic->asked_weight >= gate->most_weight ||
            topic->asked_weight >= topic->other_weight);
}

/* Of the units that name something of a criterion, the share that deny all of it. */
static double denied_share(const Answer *answer, size_t least)
{
    size_t named = 0, denied = 0;
    for (size_t u = 0; u < answer->unit_count; u++) {
        const UnitView *unit = &answer->units[u];
        bool affirmed = false;
        if (unit->mark != MARK_STATEMENT || unit->hit_count == 0) continue;
        for (size_t h = unit->first_hit; h < unit->first_hit + unit->hit_count; h++)
            affirmed |= answer->hits.items[h].stance != STANCE_NEGATED;
        named++;
        denied += !affirmed;
    }
    return named >= least ? (double)denied / (double)named : 0;
}

static bool gate_is_closed(const Grader *grader, const Answer *answer, size_t index)
{
    const Gate *gate = &grader->rubric->gates[index];
    size_t units = answer->gate_units[index];
    double words = (double)answer->own_words;
    double statements = (double)(answer->statements ? answer->statements : 1);
    const Topic *topic = &answer->topic;
    bool least_words = gate->measure != GATE_PHRASES && gate->measure != GATE_WRONGS;
    if (least_words && answer->words < (size_t)gate->least) return false;
    if (answer->depth >= gate->depth && gate->depth < 1) return false;
    switch (gate->measure) {
    case GATE_PHRASES:
        return units >= (size_t)gate->least && (double)units >= gate->share * statements;
    case GATE_LACKS:
        return (double)units < gate->share * statements;
    case GATE_OFF_TOPIC:
        return topic->known && topic->other_weight > topic->asked_weight * gate->weight &&
               topic->other_weight > gate->least_weight && !may_be_about(grader, answer, gate);
    case GATE_ELSEWHERE:
        return topic->known && answer->depth >= gate->least_depth && topic->asked_weight < gate->weight &&
               !may_be_about(grader, answer, gate) &&
               (double)count_about(answer) < gate->share * statements;
    case GATE_NO_TOPIC:
        return topic->known && topic->asked_weight < gate->weight;
    case GATE_SALAD:
        return (double)answer->gate_hits[index] >= gate->share * words &&
               (double)answer->gate_against[index] < gate->weight * words;
    case GATE_LANGUAGE:
        return is_foreign(answer, gate, answer->gate_hits[index]);
    case GATE_DENIED:
        return denied_share(answer, (size_t)gate->least) >= gate->share;
    case GATE_WRONGS:
        return wrongs_that_weigh(answer) >= (size_t)gate->least;
    }
    return false;
}

/* Lists, echoes and salad do not thin out what a gate looks for. */
static size_t count_statements(const Answer *answer)
{
    size_t count = 0;
    for (size_t u = 0; u < answer->unit_count; u++) count += answer->units[u].mark == MARK_STATEMENT;
    return count;
}

/* Once for each id: a gate may be given twice, the stricter one first. */
static void flag_gate(Answer *answer, const Gate *gate, size_t index)
{
    for (size_t i = 0; i < answer->flags.count; i++)
        if (text_equal(answer->flags.items[i].id, gate->id)) return;
    if (gate->measure == GATE_PHRASES) flag_unit(answer, gate->id, gate->reason, answer->gate_first[index]);
    else flag_answer(answer, gate->id, gate->measure == GATE_WRONGS ? wrongs_reason(answer, gate->reason) : gate->reason);
}

int gates_close(const Grader *grader, Answer *answer, Grade *grade)
{
    const Rubric *rubric = grader->rubric;
    int highest = BAND_COUNT - 1;
    topic_weigh(grader, answer);
    answer->statements = count_statements(answer);
    for (size_t g = 0; g < rubric->gate_count; g++) {
        const Gate *gate = &rubric->gates[g];
        if (!gate_is_closed(grader, answer, g)) continue;
        flag_gate(answer, gate, g);
        if (gate->effect == GATE_NOT_JUDGED && grade->judged) {
            grade->judged = false;
            grade->reason = gate->reason;
        }
        if (gate->effect == GATE_VOID) highest = 0;
        if (gate->effect == GATE_CAP && gate->band < highest) highest = gate->band;
    }
    return highest;
}
