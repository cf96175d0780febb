#include "grade/answer.h"

const Domain *domain_of_question(const Grader *grader)
{
    const Domain *best = NULL;
    size_t most = 0;
    for (size_t d = 0; d < grader->rubric->domain_count; d++) {
        size_t count;
        scanner_spans(grader->scanner, grader->rubric->domains[d].cues, &count);
        if (count > most) {
            most = count;
            best = &grader->rubric->domains[d];
        }
    }
    return best;
}

static void count_nouns(const Grader *grader, Answer *answer)
{
    const Rubric *rubric = grader->rubric;
    for (size_t d = 0; d < rubric->domain_count; d++)
        for (size_t n = 0; n < rubric->domains[d].noun_count; n++)
            answer->domain_hits[grader->noun_offsets[d] + n] +=
                scanner_found(grader->scanner, rubric->domains[d].nouns[n].phrase);
}

bool gates_see_unit(const Grader *grader, Answer *answer, size_t unit)
{
    const Rubric *rubric = grader->rubric;
    bool ignored = false;
    for (size_t g = 0; g < rubric->gate_count; g++) {
        const Gate *gate = &rubric->gates[g];
        bool by_phrases = gate->measure == GATE_PHRASES || gate->measure == GATE_LACKS;
        if (!by_phrases || !scanner_found(grader->scanner, gate->phrases)) continue;
        if (!answer->gate_units[g]++) answer->gate_first[g] = unit;
        ignored |= gate->effect == GATE_IGNORE;
    }
    count_nouns(grader, answer);
    return ignored;
}

/* Each noun counts by its rarity, and less each further time: n hits give n/(n+1). */
static void weigh_domains(const Grader *grader, Answer *answer)
{
    const Rubric *rubric = grader->rubric;
    for (size_t d = 0; d < rubric->domain_count; d++) {
        const Domain *domain = &rubric->domains[d];
        double sum = 0;
        for (size_t n = 0; n < domain->noun_count; n++) {
            double hits = answer->domain_hits[grader->noun_offsets[d] + n];
            sum += domain->nouns[n].weight * 2 * hits / (hits + 1);
        }
        answer->domain_weights[d] = sum;
        if (domain == answer->asked) answer->asked_weight = sum;
    }
}

static double heaviest_other(const Grader *grader, const Answer *answer)
{
    double most = 0;
    for (size_t d = 0; d < grader->rubric->domain_count; d++)
        if (&grader->rubric->domains[d] != answer->asked && answer->domain_weights[d] > most)
            most = answer->domain_weights[d];
    return most;
}

static bool gate_is_closed(const Grader *grader, const Answer *answer, const Gate *gate, size_t units)
{
    double candidate_units = (double)(answer->candidate_units ? answer->candidate_units : 1);
    double other = heaviest_other(grader, answer);
    if (answer->words < (size_t)gate->least && gate->measure != GATE_PHRASES) return false;
    if (answer->depth >= gate->depth && gate->depth < 1) return false;
    switch (gate->measure) {
    case GATE_PHRASES:
        return units >= (size_t)gate->least && (double)units >= gate->share * candidate_units;
    case GATE_LACKS:
        return (double)units < gate->share * candidate_units;
    case GATE_OFF_TOPIC:
        return answer->asked && other > answer->asked_weight * gate->weight && other > gate->share * 10;
    case GATE_NO_TOPIC:
        return answer->asked && answer->asked_weight < gate->weight;
    case GATE_LANGUAGE:
        return answer->statement_words >= (size_t)gate->least &&
               (double)answer->function_words < gate->share * (double)answer->statement_words;
    case GATE_UNREAL:
        return (double)answer->statements < gate->share * candidate_units;
    }
    return false;
}

static void raise_flag(Answer *answer, const Gate *gate, bool quoted, size_t unit)
{
    Flag flag = {.id = gate->id, .reason = gate->reason};
    if (quoted) {
        const UnitView *view = &answer->units[unit];
        flag.quote = text_slice(answer->transcript->text, view->start, view->end);
        flag.line = transcript_line(answer->transcript, view->start);
    }
    *LIST_ADD(&answer->flags, answer->keep) = flag;
}

int gates_close(const Grader *grader, Answer *answer, Grade *grade)
{
    const Rubric *rubric = grader->rubric;
    int highest = BAND_COUNT - 1;
    weigh_domains(grader, answer);
    for (size_t g = 0; g < rubric->gate_count; g++) {
        const Gate *gate = &rubric->gates[g];
        if (!gate_is_closed(grader, answer, gate, answer->gate_units[g])) continue;
        raise_flag(answer, gate, gate->measure == GATE_PHRASES, answer->gate_first[g]);
        if (gate->effect == GATE_NOT_JUDGED && grade->judged) {
            grade->judged = false;
            grade->reason = gate->reason;
        }
        if (gate->effect == GATE_VOID) highest = 0;
        if (gate->effect == GATE_CAP && gate->band < highest) highest = gate->band;
    }
    return highest;
}
