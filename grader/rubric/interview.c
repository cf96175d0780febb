#include "rubric/rubric_parts.h"

enum { USUAL_MINUTES = 5, USUAL_SPEED = 25 };

void read_sections(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"id", "title", "question", "minutes", NULL};
    const Json *list = read_objects(reader, rubric, "sections", 1);
    if (!list) return;
    Section *sections = NEW_ARRAY(reader->keep, Section, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Json *section = &list->items[i];
        json_check_keys(section, known, reader->problems);
        sections[i] = (Section){
            .id = read_id(reader, section),
            .title = json_text_field(section, "title", REQUIRED, reader->problems),
            .question = json_text_field(section, "question", REQUIRED, reader->problems),
            .minutes = json_number_field(section, "minutes", OPTIONAL, 0.1, 600, USUAL_MINUTES, reader->problems),
        };
    }
    reader->rubric->sections = sections;
    reader->rubric->section_count = list->count;
}

static const Section *find_section(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->section_count; i++)
        if (text_equal(rubric->sections[i].id, id)) return &rubric->sections[i];
    return NULL;
}

static void read_mode_sections(RubricReader *reader, const Json *from, Mode *mode)
{
    const Json *list = json_array_field(from, "sections", REQUIRED, reader->problems);
    if (!list || !json_is_text_list(list, reader->problems)) return;
    const Section **sections = NEW_ARRAY(reader->keep, const Section *, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const Section *found = find_section(reader->rubric, list->items[i].string);
        if (!found) json_problem(reader->problems, &list->items[i], "is none of the sections");
        else sections[mode->section_count++] = found;
    }
    if (list->count == 0) json_problem(reader->problems, list, "must name a section");
    mode->sections = sections;
}

static Mode read_mode(RubricReader *reader, const Json *from)
{
    static const char *const known[] = {"id", "title", "minutes", "probes", "sections", NULL};
    json_check_keys(from, known, reader->problems);
    Mode mode = {
        .id = read_id(reader, from),
        .title = json_text_field(from, "title", REQUIRED, reader->problems),
        .minutes = json_number_field(from, "minutes", REQUIRED, 1, 600, 1, reader->problems),
        .probes = (size_t)json_number_field(from, "probes", OPTIONAL, 0, 9, 0, reader->problems),
    };
    read_mode_sections(reader, from, &mode);
    return mode;
}

/* A rubric that names no modes has one, of all its sections. */
static const Mode *only_mode(RubricReader *reader)
{
    Rubric *rubric = reader->rubric;
    Mode *mode = NEW(reader->keep, Mode);
    const Section **sections = NEW_ARRAY(reader->keep, const Section *, rubric->section_count);
    *mode = (Mode){.id = TEXT("full"), .title = TEXT("The whole interview"), .sections = sections};
    for (size_t i = 0; i < rubric->section_count; i++) {
        sections[mode->section_count++] = &rubric->sections[i];
        mode->minutes += rubric->sections[i].minutes;
    }
    return mode;
}

static void read_modes(RubricReader *reader, const Json *interview)
{
    Rubric *rubric = reader->rubric;
    const Json *list = interview && json_find(interview, "modes") ? read_objects(reader, interview, "modes", 1) : NULL;
    rubric->modes = only_mode(reader);
    rubric->mode_count = 1;
    if (!list) return;
    Mode *modes = NEW_ARRAY(reader->keep, Mode, list->count);
    for (size_t i = 0; i < list->count; i++) modes[i] = read_mode(reader, &list->items[i]);
    rubric->modes = modes;
    rubric->mode_count = list->count;
}

void read_interview(RubricReader *reader, const Json *rubric)
{
    static const char *const known[] = {"modes", "words-per-minute", "curve-ball-at", "curve-ball-minutes",
                                        "long-scoping", "missing-at", NULL};
    Problems *problems = reader->problems;
    const Json *interview = json_object_field(rubric, "interview", OPTIONAL, problems);
    Pace *pace = &reader->rubric->pace;
    *pace = (Pace){.words_per_minute = USUAL_SPEED, .curve_ball_at = 1, .long_scoping = 1, .missing_at = 1};
    read_modes(reader, interview);
    if (!interview) return;
    json_check_keys(interview, known, problems);
    pace->words_per_minute = json_number_field(interview, "words-per-minute", OPTIONAL, 1, 1000, USUAL_SPEED, problems);
    pace->curve_ball_at = json_number_field(interview, "curve-ball-at", OPTIONAL, 0, 1, 1, problems);
    pace->curve_ball_minutes = json_number_field(interview, "curve-ball-minutes", OPTIONAL, 0, 600, 0, problems);
    pace->long_scoping = json_number_field(interview, "long-scoping", OPTIONAL, 0, 1, 1, problems);
    pace->missing_at = json_number_field(interview, "missing-at", OPTIONAL, 0, 1, 1, problems);
}
