#include "rubric/rubric_parts.h"

const char *const stance_names[STANCE_COUNT] = {
    [STANCE_AFFIRMED] = "affirmed", [STANCE_HEDGED] = "hedged",     [STANCE_HYPOTHETICAL] = "hypothetical",
    [STANCE_OTHERS] = "others",     [STANCE_ASKED] = "asked",       [STANCE_REJECTED] = "rejected",
    [STANCE_NEGATED] = "negated",
};

static StanceCue read_cue(RubricReader *reader, const Json *cue)
{
    static const char *const known[] = {"id",        "stance",  "direction", "window",
                                        "most-rung", "phrases", "lifted-by", NULL};
    static const char *const directions[] = {[CUE_FORWARD] = "forward", [CUE_BACKWARD] = "backward", [CUE_UNIT] = "unit"};
    Problems *problems = reader->problems;
    json_check_keys(cue, known, problems);
    return (StanceCue){
        .id = read_id(reader, cue),
        .stance = (StanceKind)json_name_field(cue, "stance", REQUIRED, stance_names, STANCE_COUNT, 0, problems),
        .direction = (CueDirection)json_name_field(cue, "direction", REQUIRED, directions, 3, 0, problems),
        .window = (int)json_number_field(cue, "window", OPTIONAL, 0, 64, 6, problems),
        .most_rung = (int)json_number_field(cue, "most-rung", OPTIONAL, 0, 3, 0, problems),
        .phrases = read_phrases(reader, cue, "phrases", REQUIRED),
        .lifted_by = read_phrases(reader, cue, "lifted-by", OPTIONAL),
    };
}

void read_stance(RubricReader *reader, const Json *rubric)
{
    Rubric *to = reader->rubric;
    const Json *list = read_objects(reader, rubric, "cues", 1);
    to->pseudo_cues = read_phrases(reader, rubric, "pseudo-cues", OPTIONAL);
    to->dismissals = read_phrases(reader, rubric, "dismissals", OPTIONAL);
    to->advice = read_phrases(reader, rubric, "advice", OPTIONAL);
    to->corrections = read_phrases(reader, rubric, "corrections", OPTIONAL);
    to->echo_phrases = read_phrases(reader, rubric, "echo-phrases", OPTIONAL);
    to->terminators = read_phrases(reader, rubric, "terminators", OPTIONAL);
    if (!list) return;
    StanceCue *cues = NEW_ARRAY(reader->keep, StanceCue, list->count);
    for (size_t i = 0; i < list->count; i++) cues[i] = read_cue(reader, &list->items[i]);
    to->cues = cues;
    to->cue_count = list->count;
}
