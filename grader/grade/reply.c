#include "grade/reply.h"

static const Gate *void_gate(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->gate_count; i++)
        if (rubric->gates[i].effect == GATE_VOID && text_equal(rubric->gates[i].id, id)) return &rubric->gates[i];
    return NULL;
}

static const Gate *gate_that_measures(const Rubric *rubric, GateMeasure measure)
{
    for (size_t i = 0; i < rubric->gate_count; i++)
        if (rubric->gates[i].measure == measure) return &rubric->gates[i];
    return NULL;
}

static bool is_elsewhere(const Grade *grade, const Gate *off_topic)
{
    const Gate *no_topic = gate_that_measures(grade->rubric, GATE_NO_TOPIC);
    return no_topic && grade->asked_evidence < no_topic->weight &&
           grade->other_evidence > grade->asked_evidence * off_topic->weight &&
           grade->other_evidence > off_topic->least_weight;
}

Text reply_void_reason(const Grade *grade)
{
    for (size_t i = 0; i < grade->flag_count; i++)
        if (void_gate(grade->rubric, grade->flags[i].id)) return grade->flags[i].reason;
    const Gate *off_topic = gate_that_measures(grade->rubric, GATE_OFF_TOPIC);
    return grade->prompt && off_topic && is_elsewhere(grade, off_topic) ? off_topic->reason : TEXT("");
}

int reply_rung(const Grade *grade, const Criterion *criterion)
{
    return reply_void_reason(grade).length ? 0 : grade_criterion(grade, criterion, NULL)->rung;
}
