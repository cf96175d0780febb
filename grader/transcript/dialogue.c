#include "transcript/line_parts.h"
#include "transcript/preface_parts.h"
#include "transcript/reader.h"
#include "transcript/voices_parts.h"

/*
 * Labels come in families, and a file's labels are all of one: "Question:" inside
 * an answer is no label where the speakers are called "Interviewer:" and "Candidate:".
 */
typedef enum { FAMILY_WORDS, FAMILY_QA, FAMILY_QUESTION, FAMILY_IC, FAMILY_COUNT, FAMILY_NAMES } Family;

static const struct {
    const char *name;
    Family family;
    Speaker speaker;
} labels[] = {
    {"q", FAMILY_QA, SPEAKER_INTERVIEWER},
    {"a", FAMILY_QA, SPEAKER_CANDIDATE},
    {"question", FAMILY_QUESTION, SPEAKER_INTERVIEWER},
    {"answer", FAMILY_QUESTION, SPEAKER_CANDIDATE},
    {"i", FAMILY_IC, SPEAKER_INTERVIEWER},
    {"c", FAMILY_IC, SPEAKER_CANDIDATE},
};

enum {
    NAME_MOST_BYTES = 40,
    NAME_MOST_WORDS = 4, /* where names alone tell the turns */
    NAME_FEW_WORDS = 2,  /* beside an "Interviewer:", where longer ones are titles */
    NAMES_MOST = 16,
    STAMP_MOST_BYTES = 16,
    TURNS_LEAST = 3, /* of each of two names, where nothing else tells a dialogue */
};

typedef struct {
    Family family;
    Speaker speaker;
    Text name;
    Text rest; /* of the line: what was said */
} Label;

/* One label at the start of a line */

static Text after(Text text, size_t count)
{
    return text_slice(text, count, text.length);
}

static Text skip(Text text, char byte)
{
    while (text.length && (text.at[0] == byte || text.at[0] == ' ' || text.at[0] == '\t')) text = after(text, 1);
    return text;
}

/* The bytes of "[00:12]", "(1:02:33.5)" or "00:12", or 0. */
static size_t stamp_length(Text text)
{
    bool bracketed = text.length && (text.at[0] == '[' || text.at[0] == '(');
    size_t at = bracketed, colons = 0;
    if (at >= text.length || !is_digit(text.at[at])) return 0;
    for (; at < text.length && at < STAMP_MOST_BYTES; at++) {
        colons += text.at[at] == ':';
        if (!is_digit(text.at[at]) && text.at[at] != ':' && text.at[at] != '.') break;
    }
    if (!colons || text.at[at - 1] == ':') return 0;
    if (!bracketed) return at;
    return at < text.length && (text.at[at] == ']' || text.at[at] == ')') ? at + 1 : 0;
}

static Text skip_stamp(Text text)
{
    text = skip(text, ' ');
    return skip(after(text, stamp_length(text)), ' ');
}

/* The bytes of a speaker's name: letters and what may stand between them. */
static size_t name_length(Text text)
{
    size_t at = 0;
    while (at < text.length && at < NAME_MOST_BYTES) {
        char byte = text.at[at];
        bool inner = at > 0 && (is_digit(byte) || byte == ' ' || byte == '.' || byte == '\'' || byte == '-');
        if (!inner && !is_letter(byte) && (unsigned char)byte < 0x80) break;
        if (inner && byte == ' ' && stamp_length(after(text, at + 1))) break;
        at++;
    }
    return at;
}

static bool is_person(Text name)
{
    if (words_up_to(name, NAME_MOST_WORDS) > NAME_MOST_WORDS) return false;
    bool starts = true;
    for (size_t i = 0; i < name.length; i++) {
        if (starts && name.at[i] >= 'a' && name.at[i] <= 'z') return false;
        starts = name.at[i] == ' ';
    }
    return name.length > 1;
}

static bool find_speaker(Label *label)
{
    Text name = name_without_number(label->name);
    label->family = FAMILY_WORDS;
    if (name_has_role(name, &label->speaker)) return true;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (!text_equal_any_case(name, text_from(labels[i].name))) continue;
        label->family = labels[i].family;
        label->speaker = labels[i].speaker;
        return true;
    }
    label->family = FAMILY_NAMES;
    label->speaker = SPEAKER_CANDIDATE;
    return is_person(label->name);
}

/* "Interviewer: ...", "**Candidate** [00:12]: ...", "[0:12] Q: ...", "### Candidate". */
static bool read_label(Text words, Label *label)
{
    Text text = skip_stamp(skip(words, '#'));
    Text plain = skip(text, '*');
    bool marked = plain.at != text.at || text.at != words.at; /* a heading, bold or with a time stamp */
    size_t length = name_length(plain);
    *label = (Label){.name = text_trim(text_slice(plain, 0, length))};
    if (label->name.length == 0 || !find_speaker(label)) return false;
    Text behind = skip(after(plain, length), '*');
    Text rest = skip_stamp(behind);
    marked = marked || rest.at != behind.at;
    rest = skip(rest, '*');
    bool colon = rest.length && rest.at[0] == ':';
    if (!colon) return marked && rest.length == 0 && label->family == FAMILY_WORDS;
    rest = after(rest, 1);
    if (rest.length && !is_space(rest.at[0]) && rest.at[0] != '*') return false;
    /* The bold of "**Candidate:** ..." ends here; that of "Candidate: **no**" begins here. */
    label->rest = plain.at != text.at && rest.length && rest.at[0] == '*' ? skip(rest, '*') : text_trim(rest);
    return true;
}

/* Which labels a file uses */

typedef struct {
    size_t counts[FAMILY_COUNT][2]; /* by speaker */
    struct {
        Text name;
        size_t count;
    } names[NAMES_MOST];
    size_t name_count;
    bool opens; /* the first line has a label of the first two families */
    Family family;
    bool has_candidate;

    Voices seen;        /* all labels of all families */
    bool opens_by_name; /* the first line has a name before a colon */
    size_t blocks;      /* lines with a label or below a blank one: what could be a turn */
    size_t headings;    /* below the first label */
    bool by_name;       /* names tell the turns: */
    Voices voices;      /* of those who speak */
    size_t candidate;   /* their index */
    Text wanted;        /* who was asked for */
    Arena *keep;        /* as scratch: what it holds when it is used */
} Survey;

static void count_name(Survey *survey, Text name)
{
    if (words_up_to(name, NAME_FEW_WORDS) > NAME_FEW_WORDS) return;
    size_t i = 0;
    while (i < survey->name_count && !text_equal(survey->names[i].name, name)) i++;
    if (i == NAMES_MOST) return;
    if (i == survey->name_count) survey->names[survey->name_count++].name = name;
    survey->names[i].count++;
}

/* Once may be a title ("Metrics: ..."); a lone name is the candidate's. */
static bool is_speaker_name(const Survey *survey, Text name)
{
    for (size_t i = 0; i < survey->name_count; i++)
        if (text_equal(survey->names[i].name, name)) return survey->names[i].count > 1 || survey->name_count == 1;
    return false;
}

static bool has_speaker_name(const Survey *survey)
{
    for (size_t i = 0; i < survey->name_count; i++)
        if (is_speaker_name(survey, survey->names[i].name)) return true;
    return false;
}

static void survey_label(Survey *survey, const Label *label)
{
    if (label->family == FAMILY_NAMES)
        count_name(survey, label->name);
    else
        survey->counts[label->family][label->speaker]++;
    voices_count(&survey->seen, label->name);
}

static Survey survey_read(Text source)
{
    Survey survey = {0};
    Line line;
    Label label;
    bool first = true, after_blank = true;
    for (size_t at = preface_skip(source); line_at(source, at, &line); at = line.next) {
        bool labelled = read_label(line.words, &label), blank = line.words.length == 0;
        bool heading = !blank && line.words.at[0] == '#';
        if (labelled) survey_label(&survey, &label);
        if (first && !blank && !heading) {
            survey.opens = labelled && label.family <= FAMILY_QA;
            survey.opens_by_name = labelled && label.family == FAMILY_NAMES;
            first = false;
        }
        survey.blocks += labelled || (after_blank && !blank && !heading);
        survey.headings += heading && !labelled && !first;
        after_blank = blank;
    }
    return survey;
}

/* Choose the family. False when this is no dialogue. */
static bool survey_settle(Survey *survey)
{
    const size_t *words = survey->counts[FAMILY_WORDS], *qa = survey->counts[FAMILY_QA];
    bool interviewer = words[SPEAKER_INTERVIEWER] > 0;
    size_t candidate = words[SPEAKER_CANDIDATE];
    survey->family = FAMILY_WORDS;
    survey->has_candidate = candidate > 0 || (interviewer && has_speaker_name(survey));
    if (interviewer || candidate > 1 || (candidate == 1 && survey->opens)) return true;
    survey->has_candidate = true;
    for (survey->family = FAMILY_QA; survey->family < FAMILY_COUNT; survey->family++) {
        const size_t *counts = survey->counts[survey->family];
        if (counts[SPEAKER_INTERVIEWER] && counts[SPEAKER_CANDIDATE]) return true;
    }
    survey->family = FAMILY_QA;
    survey->has_candidate = false;
    return survey->opens && qa[SPEAKER_INTERVIEWER] > 0;
}

/* "Ana: ...", "Ben: ..." and nothing else: two names that take turns from the first line on, in half of all
   paragraphs or more, with no titles between. */
static bool is_conversation(const Survey *survey)
{
    size_t named = 0, often = 0;
    for (size_t i = 0; i < survey->seen.count; i++) {
        size_t times = survey->seen.items[i].times;
        named += times > 1 ? times : 0;
        often += times >= TURNS_LEAST;
    }
    return survey->opens_by_name && survey->headings == 0 && often > 1 && named * 2 >= survey->blocks;
}

/* Where names tell the turns, one that is named once may be a title too, unless it was asked for. */
static bool is_voice(const Survey *survey, const Label *label)
{
    if (label->family == FAMILY_WORDS || label->family == survey->family) return true;
    if (label->family != FAMILY_NAMES) return false;
    size_t seen = voices_find(&survey->seen, label->name);
    return (seen != VOICE_NONE && survey->seen.items[seen].times > 1) ||
           name_begins(label->name, survey->wanted, *survey->keep);
}

static bool is_label(const Survey *survey, Text words, Label *label)
{
    if (!read_label(words, label)) return false;
    if (survey->by_name) return is_voice(survey, label);
    if (label->family == survey->family) return true;
    bool names_count = survey->family == FAMILY_WORDS && survey->counts[FAMILY_WORDS][SPEAKER_CANDIDATE] == 0;
    return label->family == FAMILY_NAMES && names_count && is_speaker_name(survey, label->name) &&
           words_up_to(label->name, NAME_FEW_WORDS) <= NAME_FEW_WORDS;
}

static bool claims(Text source)
{
    Survey survey = survey_read(source);
    return survey_settle(&survey) || is_conversation(&survey);
}

static void count_words(Survey *survey, Text source, size_t start)
{
    Line line;
    Label label;
    size_t voice = VOICE_NONE;
    for (size_t at = start; line_at(source, at, &line); at = line.next) {
        bool labelled = is_label(survey, line.words, &label);
        if (labelled) voice = voices_count(&survey->voices, label.name);
        if (voice != VOICE_NONE)
            survey->voices.items[voice].words += words_up_to(labelled ? label.rest : line.words, TEXT_NOT_FOUND);
    }
}

/* Let the names tell the turns, and find out whose are the candidate's. False after a problem. */
static bool settle_by_name(Survey *survey, Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    survey->by_name = survey->has_candidate = true;
    survey->wanted = transcript->candidate;
    survey->keep = keep;
    count_words(survey, source, preface_skip(source));
    return voices_choose(&survey->voices, transcript, &survey->candidate, keep, problems);
}

static Speaker speaker_of(const Survey *survey, const Label *label)
{
    if (!survey->by_name) return label->speaker;
    size_t voice = voices_find(&survey->voices, label->name);
    return voice != VOICE_NONE && voice == survey->candidate ? SPEAKER_CANDIDATE : SPEAKER_INTERVIEWER;
}

/* Where nobody is called the candidate, a blank line ends the interviewer's turn
   and the answer begins. */
static bool is_turn_over(const Survey *survey, const Line *line, Speaker speaker)
{
    return !survey->has_candidate && speaker == SPEAKER_INTERVIEWER && line->words.length == 0;
}

static void read_turns(Blocks *blocks, size_t start, const Survey *survey)
{
    Text source = blocks->text;
    Line line;
    Label label;
    Speaker speaker = SPEAKER_INTERVIEWER; /* what stands above the first label is the task */
    bool waiting = true;                   /* for the first words of a turn */
    for (size_t at = start; line_at(source, at, &line); at = line.next) {
        bool labelled = is_label(survey, line.words, &label);
        if (labelled || (!waiting && is_turn_over(survey, &line, speaker))) {
            blocks_scan(blocks, start, at, speaker);
            speaker = labelled ? speaker_of(survey, &label) : SPEAKER_CANDIDATE;
            start = labelled ? (label.rest.length ? (size_t)(label.rest.at - source.at) : line.next) : line.next;
            waiting = labelled && label.rest.length == 0;
        } else if (line.words.length) {
            waiting = false;
        }
    }
    blocks_scan(blocks, start, source.length, speaker);
}

static bool read(Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    Survey survey = survey_read(source);
    bool settled = survey_settle(&survey);
    if (!settled) survey.family = FAMILY_WORDS;
    if ((!settled || transcript->candidate.length) && !settle_by_name(&survey, source, transcript, keep, problems))
        return false;
    Blocks blocks = {.text = source, .keep = keep};
    transcript->text = source;
    read_turns(&blocks, preface_read(&blocks, transcript), &survey);
    blocks_name_sections(&blocks);
    blocks_finish(&blocks, transcript);
    return true;
}

const TranscriptReader dialogue_reader = {
    .name = "dialogue",
    .help = "lines that begin \"Interviewer:\" and \"Candidate:\", Q: and A:, or with names",
    .claims = claims,
    .read = read,
};
