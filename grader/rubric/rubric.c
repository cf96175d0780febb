#include "rubric/rubric_parts.h"

PhraseId read_phrases(RubricReader *reader, const Json *object, const char *key, Need need)
{
    return phrasebook_any(reader->book, json_array_field(object, key, need, reader->problems), reader->problems);
}

const Json *read_objects(RubricReader *reader, const Json *object, const char *key, size_t least)
{
    const Json *list = json_array_field(object, key, least ? REQUIRED : OPTIONAL, reader->problems);
    if (!list) return NULL;
    bool fine = list->count >= least || json_problem(reader->problems, list, "must have at least %zu items", least);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind != JSON_OBJECT)
            fine = json_problem(reader->problems, &list->items[i], "must be an object");
    return fine ? list : NULL;
}

Traits read_traits(RubricReader *reader, const Json *object, const char *key)
{
    const Json *list = json_array_field(object, key, OPTIONAL, reader->problems);
    if (!list || !json_is_text_list(list, reader->problems)) return (Traits){0};
    Text *items = NEW_ARRAY(reader->keep, Text, list->count);
    for (size_t i = 0; i < list->count; i++) items[i] = list->items[i].string;
    return (Traits){items, list->count};
}

Text read_id(RubricReader *reader, const Json *object)
{
    enum { LONGEST_ID = 64 };
    Text id = json_text_field(object, "id", REQUIRED, reader->problems);
    bool fine = id.length <= LONGEST_ID;
    for (size_t i = 0; i < id.length; i++)
        fine = fine && (is_letter(id.at[i]) || is_digit(id.at[i]) || id.at[i] == '-' || id.at[i] == '_');
    if (!fine)
        json_problem(reader->problems, json_find(object, "id"), "must be at most 64 letters, digits, '-' and '_'");
    return id;
}

static bool read_head(const Json *json, Rubric *rubric, Problems *problems)
{
    static const char *const known[] = {
        "format", "id", "version", "title", "language", "lexicon", "fillers", "function-words", "general-words",
        "connectives", "grammar-words", "verbs", "notes", "predicate", "cues", "dismissals", "advice",
        "corrections", "echo-phrases", "pseudo-cues", "terminators", "depth", "gates", "misconceptions",
        "misconception-lexicon", "traits", "metric-misfit", "metric-misfit-unless", "arithmetic", "domains", "scale", "levels",
        "default-level", "sections", "interview", "topics", "joints", "further", "back-references", "requests", "frames",
        "guesses", "afterthoughts",
        "weak-words", "turned-back", "unknown", "dimensions", NULL,
    };
    if (json->kind != JSON_OBJECT) return json_problem(problems, json, "must be an object");
    json_check_keys(json, known, problems);
    double format = json_number_field(json, "format", REQUIRED, 1, 1e6, 1, problems);
    if (format != 1)
        json_problem(problems, json_find(json, "format"), "is newer than this program, which reads format 1");
    rubric->id = json_text_field(json, "id", REQUIRED, problems);
    rubric->version = json_text_field(json, "version", REQUIRED, problems);
    rubric->title = json_text_field(json, "title", REQUIRED, problems);
    rubric->language = json_text_field(json, "language", REQUIRED, problems);
    if (phrasebook_knows_language(rubric->language)) return true;
    const Json *language = json_find(json, "language");
    return language && json_problem(problems, language, "is no language with a stemmer");
}

static void check_prompts_of(const RubricReader *reader, const Json *from, const Example *examples, size_t count)
{
    const Json *list = json_find(from, "examples");
    for (size_t e = 0; e < count; e++)
        if (examples[e].prompt.length && !rubric_prompt(reader->rubric, examples[e].prompt))
            json_problem(reader->problems, json_find(&list->items[e], "prompt"), "there is no prompt \"%.*s\"",
                         TEXT_ARGS(examples[e].prompt));
}

/* Every prompt that an example names is there. */
static void check_example_prompts(const RubricReader *reader, const Json *json)
{
    const Rubric *rubric = reader->rubric;
    const Json *dimensions = json_find(json, "dimensions"), *misconceptions = json_find(json, "misconceptions");
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        const Json *criteria = json_find(&dimensions->items[d], "criteria");
        for (size_t c = 0; c < dimension->criterion_count; c++)
            check_prompts_of(reader, &criteria->items[c], dimension->criteria[c].examples,
                             dimension->criteria[c].example_count);
    }
    for (size_t m = 0; m < rubric->misconception_count; m++)
        check_prompts_of(reader, &misconceptions->items[m], rubric->misconceptions[m].examples,
                         rubric->misconceptions[m].example_count);
}

/* An exclusion that voids all evidence leaves a criterion that nothing can meet. */
static void check_exclusions(const RubricReader *reader, const Json *json)
{
    const Rubric *rubric = reader->rubric;
    const Json *dimensions = json_find(json, "dimensions");
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        const Json *criteria = json_find(&dimensions->items[d], "criteria");
        for (size_t c = 0; c < dimension->criterion_count; c++) {
            const Criterion *criterion = &dimension->criteria[c];
            if (criterion->unless && phrase_implies(rubric->book, criterion->evidence, criterion->unless, *reader->keep))
                json_problem(reader->problems, json_find(&criteria->items[c], "unless"), "voids every phrase of the evidence");
        }
    }
}

const Rubric *rubric_read(const Json *json, const Json *prompts, RubricUse use, const Phrasebook *book, Arena *keep,
                          Problems *problems)
{
    size_t before = problems->list.count;
    Rubric *rubric = NEW(keep, Rubric);
    if (!read_head(json, rubric, problems)) return NULL;

    PhrasebookBuilder *builder = book ? phrasebook_again(book, keep) : phrasebook_new(rubric->language, keep);
    RubricReader reader = {rubric, builder, keep, problems, use, NULL, 0};
    read_lexicon(&reader, json);
    read_stance(&reader, json);
    read_scale(&reader, json);
    read_depth(&reader, json);
    read_gates(&reader, json);
    read_domains(&reader, json);
    read_sections(&reader, json);
    read_interview(&reader, json);
    read_dimensions(&reader, json);
    read_misconceptions(&reader, json);
    read_arithmetic(&reader, json);
    if (use == RUBRIC_TO_ASK) read_inquiry(&reader, json);
    if (prompts) read_prompts(&reader, prompts);
    if (prompts) check_example_prompts(&reader, json);
    rubric->book = phrasebook_finish(reader.book, problems);
    if (!rubric->book || problems->list.count > before) return NULL;
    check_exclusions(&reader, json);
    if (problems->list.count > before) return NULL;
    weigh_nouns(&reader);
    return rubric;
}

const Prompt *rubric_prompt(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->prompt_count; i++)
        if (text_equal(rubric->prompts[i].id, id)) return &rubric->prompts[i];
    return NULL;
}

const Mode *rubric_mode(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->mode_count; i++)
        if (text_equal(rubric->modes[i].id, id)) return &rubric->modes[i];
    return NULL;
}

const Level *rubric_level(const Rubric *rubric, Text id)
{
    for (size_t i = 0; i < rubric->level_count; i++)
        if (text_equal(rubric->levels[i].id, id)) return &rubric->levels[i];
    return NULL;
}

const Criterion *rubric_criterion(const Rubric *rubric, Text id, const Dimension **dimension)
{
    size_t dot = text_find_byte(id, '.');
    Text name = dot == TEXT_NOT_FOUND ? id : text_slice(id, dot + 1, id.length);
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *in = &rubric->dimensions[d];
        if (dot != TEXT_NOT_FOUND && !text_equal(in->id, text_slice(id, 0, dot))) continue;
        for (size_t c = 0; c < in->criterion_count; c++) {
            if (!text_equal_any_case(in->criteria[c].id, name)) continue;
            if (dimension) *dimension = in;
            return &in->criteria[c];
        }
    }
    return NULL;
}
