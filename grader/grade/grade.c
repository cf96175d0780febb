#include "grade/answer.h"

#include "base/buffer.h"


Grader *grader_new(const Rubric *rubric, Arena *keep)
{
    Grader *grader = NEW(keep, Grader);
    grader->rubric = rubric;
    grader->scanner = scanner_new(rubric->book, keep);
    for (size_t d = 0; d < rubric->dimension_count; d++) grader->criterion_count += rubric->dimensions[d].criterion_count;
    CriterionPlace *places = NEW_ARRAY(keep, CriterionPlace, grader->criterion_count);
    size_t at = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++)
        for (size_t c = 0; c < rubric->dimensions[d].criterion_count; c++)
            places[at++] = (CriterionPlace){d, &rubric->dimensions[d].criteria[c]};
    grader->criteria = places;
    topic_open(grader, keep);
    return grader;
}

void grader_free(Grader *grader)
{
    scanner_free(grader->scanner);
}

/* --- what was asked ------------------------------------------------------- */

static void read_question(const Grader *grader, Answer *answer, EchoIndex *echoes)
{
    const Prompt *prompt = answer->task->prompt;
    Text question = prompt ? prompt->opening : answer->task->question;
    scanner_scan(grader->scanner, question);
    topic_read_question(grader, answer);
    if (question.length) echo_index_add(echoes, grader);
}

/* --- where a unit stands ---------------------------------------------------- */

/* The dimensions that the text just scanned opens, looking only at its first `end` bytes. */
static DimensionSet dimensions_scanned(const Grader *grader, size_t end)
{
    const Rubric *rubric = grader->rubric;
    DimensionSet set = 0;
    size_t token_count, count;
    const Token *tokens = scanner_tokens(grader->scanner, &token_count);
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Span *spans = scanner_spans(grader->scanner, rubric->dimensions[d].sections, &count);
        for (size_t i = 0; i < count; i++)
            if (spans[i].end > spans[i].start && tokens[spans[i].end - 1].end <= end) set |= (DimensionSet)1 << d;
    }
    return set;
}

/* The dimensions a heading opens; the question as a title opens none. */
static DimensionSet dimensions_named(const Grader *grader, EchoIndex *echoes, Text name)
{
    DimensionSet set = 0;
    for (size_t d = 0; d < grader->rubric->dimension_count; d++)
        if (text_equal_any_case(name, grader->rubric->dimensions[d].id)) set |= (DimensionSet)1 << d;
    scanner_scan(grader->scanner, name);
    return echo_scanned(echoes, grader) ? set : set | dimensions_scanned(grader, name.length);
}

static DimensionSet dimensions_of_section(const Grader *grader, EchoIndex *echoes, Text section)
{
    DimensionSet set = 0;
    for (size_t end; section.length; section = text_slice(section, end + TEXT(SECTION_SEPARATOR).length, section.length)) {
        end = text_find(section, TEXT(SECTION_SEPARATOR));
        set |= dimensions_named(grader, echoes, text_slice(section, 0, end));
        if (end == TEXT_NOT_FOUND) break;
    }
    return set;
}

/* Passages come in order, so what the last one stood under is mostly right again. */
typedef struct {
    Text section;
    DimensionSet by_section;
    DimensionSet by_interviewer;
    DimensionSet by_lead;
    size_t passage;
} Standing;

static void stand_in_section(const Grader *grader, EchoIndex *echoes, const Passage *passage, Standing *standing)
{
    if (text_equal(passage->section, standing->section)) return;
    standing->section = passage->section;
    standing->by_section = dimensions_of_section(grader, echoes, passage->section);
    standing->by_interviewer = 0;
}

/* The unit is scanned; the first of a passage holds its lead. */
static DimensionSet standing_of_unit(const Grader *grader, const Transcript *transcript, const Unit *unit,
                                     Standing *standing)
{
    Text lead = transcript->passages[unit->passage].lead;
    if (unit->passage != standing->passage) {
        size_t end = lead.length ? (size_t)(lead.at - transcript->text.at) + lead.length - unit->start : 0;
        standing->passage = unit->passage;
        standing->by_lead = lead.length ? dimensions_scanned(grader, end) : 0;
    }
    return standing->by_section | standing->by_interviewer | standing->by_lead;
}

/* --- one unit after another --------------------------------------------------- */

static Mark mark_of_passage(const Passage *passage)
{
    if (passage->speaker == SPEAKER_INTERVIEWER) return MARK_INTERVIEWER;
    switch (passage->kind) {
    case PASSAGE_HEADING:
        return MARK_HEADING;
    case PASSAGE_QUOTED:
        return MARK_QUOTED;
    case PASSAGE_CODE:
        return MARK_CODE;
    default:
        return MARK_STATEMENT;
    }
}

/* The words of the unit just scanned, how many are the language's small ones and
   how many begin with a letter outside ASCII. */
static size_t count_words(const Grader *grader, Text text, size_t *function_words, size_t *foreign_words)
{
    size_t count, words = 0;
    const Token *tokens = scanner_tokens(grader->scanner, &count);
    *function_words = *foreign_words = 0;
    for (size_t t = 0; t < count; t++) {
        if (tokens[t].kind != TOKEN_WORD) continue;
        words++;
        *function_words += !is_content_word(grader, t);
        *foreign_words += (unsigned char)text.at[tokens[t].start] >= 0x80;
    }
    return words;
}

/* The unit is scanned; read all that later steps need of it. */
static void read_candidate_unit(const Grader *grader, Answer *answer, EchoIndex *echoes, size_t u,
                                Text text)
{
    UnitView *unit = &answer->units[u];
    size_t function_words, foreign_words;
    unit->words = count_words(grader, text, &function_words, &foreign_words);
    answer->words += unit->words;
    if (unit->mark == MARK_HEADING) return;
    depth_of_unit(grader, answer, text, unit);
    bool ignored = gates_see_unit(grader, answer, u);
    if (u > 0 && unit->continues && answer->units[u - 1].mark == MARK_DISMISSED) unit->mark = MARK_DISMISSED;
    if (unit->mark == MARK_STATEMENT) unit->mark = ignored ? MARK_IGNORED : mark_unit(echoes, grader, unit, text);
    bool own = unit->mark != MARK_IGNORED && unit->mark != MARK_ECHO && unit->mark != MARK_REPEAT;
    answer->candidate_units += own;
    if (own) {
        answer->own_words += unit->words;
        topic_see_unit(grader, answer);
        gates_count_words(grader, answer, u);
    }
    if (unit->mark == MARK_STATEMENT) {
        answer->statement_words += unit->words;
        answer->function_words += function_words;
        answer->foreign_words += foreign_words;
    }
    withdraw_before(grader, answer, u);
    wrongs_see_unit(grader, answer, u, text);
    numbers_see_unit(grader, answer, u, text);
    find_hits(grader, answer, u, text);
    find_hits_under(grader, answer, u, text);
}

static void read_units(const Grader *grader, Answer *answer, EchoIndex *echoes)
{
    const Transcript *transcript = answer->transcript;
    size_t count;
    const Unit *units = units_read(transcript, answer->keep, &count);
    Standing standing = {.passage = (size_t)-1};
    answer->units = NEW_ARRAY(answer->keep, UnitView, count);
    answer->unit_count = count;
    for (size_t u = 0; u < count; u++) {
        const Passage *passage = &transcript->passages[units[u].passage];
        Text text = text_slice(transcript->text, units[u].start, units[u].end);
        answer->units[u] = (UnitView){
            .start = units[u].start,
            .end = units[u].end,
            .passage = units[u].passage,
            .question = units[u].question,
            .continues = units[u].continues,
            .mark = mark_of_passage(passage),
        };
        stand_in_section(grader, echoes, passage, &standing);
        if (!scanner_scan(grader->scanner, text)) answer->units[u].mark = MARK_UNKNOWN;
        answer->units[u].under = standing_of_unit(grader, transcript, &units[u], &standing);
        if (passage->speaker == SPEAKER_INTERVIEWER) {
            standing.by_interviewer = echo_scanned(echoes, grader) ? 0 : dimensions_scanned(grader, text.length);
            echo_index_add(echoes, grader);
        } else {
            read_candidate_unit(grader, answer, echoes, u, text);
        }
    }
}

/* One flag for all units whose patterns ran into their limits, with the first of them. */
static void flag_unknown(Answer *answer)
{
    size_t first = 0, count = 0;
    for (size_t u = answer->unit_count; u-- > 0;)
        if (answer->units[u].mark == MARK_UNKNOWN) {
            first = u;
            count++;
        }
    if (!count) return;
    Buffer reason = buffer_new(answer->keep);
    buffer_format(&reason, "a pattern of the rubric reached its limit; %zu sentence%s not judged, this one first", count,
                  count == 1 ? " was" : "s were");
    flag_unit(answer, TEXT("limit"), buffer_text(&reason), first);
}

static void note_units(const Answer *answer, Grade *grade)
{
    UnitGrade *units = NEW_ARRAY(answer->keep, UnitGrade, answer->unit_count);
    size_t line = 1, at = 0;
    for (size_t u = 0; u < answer->unit_count; u++) {
        const UnitView *unit = &answer->units[u];
        for (; at < unit->start; at++) line += answer->transcript->text.at[at] == '\n';
        if (answer->transcript->source_line_count) line = transcript_line(answer->transcript, unit->start);
        units[u] = (UnitGrade){
            .start = unit->start,
            .end = unit->end,
            .line = line,
            .mark = text_from(mark_names[unit->mark]),
            .depth = unit->own_depth,
            .whole = unit->whole_depth,
            .shares = unit->shares,
            .share_count = unit->share_count,
        };
    }
    grade->units = units;
    grade->unit_count = answer->unit_count;
}

const Grade *grade_transcript(Grader *grader, const Transcript *transcript, const Task *task, Arena *keep)
{
    const Rubric *rubric = grader->rubric;
    Answer answer = {.transcript = transcript, .task = task, .keep = keep};
    answer.gate_units = NEW_ARRAY(keep, size_t, rubric->gate_count);
    answer.gate_first = NEW_ARRAY(keep, size_t, rubric->gate_count);
    answer.gate_hits = NEW_ARRAY(keep, size_t, rubric->gate_count);
    answer.gate_against = NEW_ARRAY(keep, size_t, rubric->gate_count);
    answer.topic.asked = NEW_ARRAY(keep, bool, rubric->domain_count);
    answer.topic.noun_hits = NEW_ARRAY(keep, unsigned, grader->noun_total);

    answer.wrongs = NEW_ARRAY(keep, WrongSeen, rubric->misconception_count);
    answer.traits_said = NEW_ARRAY(keep, bool, rubric->trait_sign_count);

    EchoIndex *echoes = echo_index_new(keep);
    read_question(grader, &answer, echoes);
    read_units(grader, &answer, echoes);
    mark_salads(&answer);
    flag_import(&answer);
    depth_of_answer(grader, &answer);
    find_joint_hits(grader, &answer);
    settle_hints(grader, &answer);

    Grade *grade = NEW(keep, Grade);
    *grade = (Grade){
        .rubric = rubric,
        .prompt = task->prompt,
        .transcript = transcript,
        .question = task->prompt ? task->prompt->opening : task->question,
        .level = task->level ? task->level : rubric->default_level,
        .judged = answer.words > 0,
        .reason = answer.words > 0 ? TEXT("") : TEXT("the candidate says nothing in it"),
        .depth = answer.depth,
        .words = answer.words,
    };
    wrongs_settle(grader, &answer);
    int highest_band = gates_close(grader, &answer, grade);
    flag_unknown(&answer);
    conduct_flag(grader, &answer);
    note_units(&answer, grade);
    grade->misconceptions = answer.misconceptions.items;
    grade->misconception_count = answer.misconceptions.count;
    grade->asked_evidence = answer.topic.asked_weight;
    grade->other_evidence = answer.topic.other_weight;
    grade->flags = answer.flags.items;
    grade->flag_count = answer.flags.count;
    if (!grade->judged) return grade;

    CriterionGrade *criteria = NEW_ARRAY(keep, CriterionGrade, grader->criterion_count);
    grade_criteria(grader, &answer, criteria, keep);
    grade_dimensions(grader, &answer, criteria, grade, highest_band);
    return grade;
}

const DimensionGrade *grade_dimension(const Grade *grade, Text id)
{
    for (size_t d = 0; grade->judged && d < grade->rubric->dimension_count; d++)
        if (text_equal(grade->dimensions[d].dimension->id, id)) return &grade->dimensions[d];
    return NULL;
}

const CriterionGrade *grade_criterion(const Grade *grade, const Criterion *criterion, const DimensionGrade **dimension)
{
    for (size_t d = 0; grade->judged && d < grade->rubric->dimension_count; d++) {
        const DimensionGrade *of = &grade->dimensions[d];
        for (size_t c = 0; c < of->dimension->criterion_count; c++) {
            if (of->criteria[c].criterion != criterion) continue;
            if (dimension) *dimension = of;
            return &of->criteria[c];
        }
    }
    return NULL;
}
