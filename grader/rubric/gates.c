#include "rubric/rubric_parts.h"

static Gate read_gate(RubricReader *reader, const Json *gate)
{
    static const char *const known[] = {
        "id", "measure", "effect", "phrases", "share", "depth", "weight", "least", "band", "reason", "against",
        "least-weight", "most-weight", "least-depth", NULL,
    };
    static const char *const measures[] = {
        [GATE_PHRASES] = "phrases",   [GATE_OFF_TOPIC] = "off-topic", [GATE_NO_TOPIC] = "no-topic",
        [GATE_LANGUAGE] = "language", [GATE_LACKS] = "lacks",         [GATE_SALAD] = "salad",
        [GATE_DENIED] = "denied",     [GATE_ELSEWHERE] = "elsewhere", [GATE_WRONGS] = "wrongs",
    };
    static const char *const effects[] = {
        [GATE_VOID] = "void", [GATE_CAP] = "cap", [GATE_IGNORE] = "ignore", [GATE_NOT_JUDGED] = "not-judged"};
    Problems *problems = reader->problems;
    json_check_keys(gate, known, problems);
    GateMeasure measure = (GateMeasure)json_name_field(gate, "measure", REQUIRED, measures,
                                                       sizeof measures / sizeof *measures, 0, problems);
    bool needs_phrases = measure == GATE_PHRASES || measure == GATE_LACKS;
    return (Gate){
        .id = read_id(reader, gate),
        .measure = measure,
        .effect = (GateEffect)json_name_field(gate, "effect", REQUIRED, effects, 4, 0, problems),
        .phrases = read_phrases(reader, gate, "phrases", needs_phrases ? REQUIRED : OPTIONAL),
        .against = read_phrases(reader, gate, "against", OPTIONAL),
        .least_weight = json_number_field(gate, "least-weight", OPTIONAL, 0, 1000, 0, problems),
        .most_weight = json_number_field(gate, "most-weight", OPTIONAL, 0, 1000, 1000, problems),
        .least_depth = json_number_field(gate, "least-depth", OPTIONAL, 0, 1, 0, problems),
        .share = json_number_field(gate, "share", OPTIONAL, 0, 1, 0, problems),
        .depth = json_number_field(gate, "depth", OPTIONAL, 0, 1, 1, problems),
        .weight = json_number_field(gate, "weight", OPTIONAL, 0, 1000, 1, problems),
        .least = (int)json_number_field(gate, "least", OPTIONAL, 0, 10000, 1, problems),
        .band = (int)json_number_field(gate, "band", OPTIONAL, 0, BAND_COUNT - 1, 0, problems),
        .reason = json_text_field(gate, "reason", REQUIRED, problems),
    };
}

void read_gates(RubricReader *reader, const Json *rubric)
{
    const Json *list = read_objects(reader, rubric, "gates", 0);
    if (!list) return;
    Gate *gates = NEW_ARRAY(reader->keep, Gate, list->count);
    for (size_t i = 0; i < list->count; i++) gates[i] = read_gate(reader, &list->items[i]);
    reader->rubric->gates = gates;
    reader->rubric->gate_count = list->count;
}
