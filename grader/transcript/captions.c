#include "base/buffer.h"
#include "base/unicode.h"
#include "transcript/block_parts.h"
#include "transcript/cues_parts.h"
#include "transcript/line_parts.h"
#include "transcript/preface_parts.h"
#include "transcript/reader.h"
#include "transcript/voices_parts.h"

/*
 * Captions in the order of reading: cues; how the file names its speakers; what of
 * each cue is new; turns; who is the candidate; the text.
 */

enum {
    NAME_MOST_BYTES = 60,
    NAME_MOST_WORDS = 5,
    NAMED_SOON = 3,    /* one of the first cues names its speaker, where any do */
    WINDOW = 64,       /* words of two cues that are compared: more than scroll over a screen */
    OVERLAP_LEAST = 3, /* so many words alike are no chance */
    INTERJECTION = 3,  /* "Right, mm-hmm.": words that interrupt nobody */
};

/* How a file names its speakers; one way in one file. */
typedef enum { NAMED_NOT, NAMED_BY_TAG, NAMED_BY_COLON, NAMED_BY_LINE } Naming;

/* What was said, chained through `next` (an index plus 1) to its turn. */
typedef struct {
    Text words;
    size_t line, next;
} Said;

typedef struct {
    size_t voice; /* or VOICE_NONE */
    size_t first, last, words;
} Turn;

typedef struct {
    size_t start, end;
} Extent;

typedef struct {
    Arena *keep;
    Cues cues;
    Text wanted;
    Naming naming;
    Voices seen;       /* what may be names, by the file's way of naming */
    bool mostly_named; /* half of the cues have a name before a colon */
    Voices voices;     /* who speaks */
    size_t candidate;
    LIST_OF(Said) said;
    LIST_OF(Turn) turns;
} Captions;

/* Names */

static bool is_small_start(Text word)
{
    size_t bytes;
    return unicode_is_lower(unicode_next(word, &bytes));
}

/* Whether it is spelled as people are: from a capital to a capital. "Ana de la Cruz (she/her)" */
static bool is_person(Text name)
{
    Text rest = name, word, last = name;
    if (is_small_start(name)) return false;
    while (text_next_piece(&rest, ' ', &word))
        if (word.length && word.at[0] != '(') last = word;
    return !is_small_start(last);
}

/* What a name may be made of; it begins with a letter. */
static bool may_be_name(Text name)
{
    if (name.length == 0 || name.length > NAME_MOST_BYTES) return false;
    if (!is_letter(name.at[0]) && (unsigned char)name.at[0] < 0x80) return false;
    for (size_t i = 0; i < name.length; i++)
        if (text_find_byte(TEXT("\"?!;:<>{}=%"), name.at[i]) != TEXT_NOT_FOUND) return false;
    return words_up_to(name, NAME_MOST_WORDS) <= NAME_MOST_WORDS;
}

/* The name of "Ana Lima: words", and the words. */
static bool split_at_colon(Text words, Text *name, Text *rest)
{
    size_t colon = text_find_byte(text_slice(words, 0, NAME_MOST_BYTES + 1), ':');
    if (colon == TEXT_NOT_FOUND) return false;
    *name = text_trim(text_slice(words, 0, colon));
    *rest = text_slice(words, colon + 1, words.length);
    if (!may_be_name(*name) || (rest->length && !is_space(rest->at[0]))) return false;
    *rest = text_trim(*rest);
    return true;
}

/* A line that is nothing but a name, above what was said. */
static bool is_name_line(const Captions *captions, const Cue *cue, size_t piece)
{
    const CuePiece *pieces = captions->cues.pieces.items;
    Text name = pieces[piece].words;
    if (piece != cue->first || cue->count < 2 || !may_be_name(name)) return false;
    if (text_find_byte(TEXT(".,"), name.at[name.length - 1]) != TEXT_NOT_FOUND) return false;
    return is_person(name);
}

/* What may be names; how many pieces are tagged; how many cues hold a name before a colon. */
typedef struct {
    Voices by_colon, by_line;
    size_t tagged, labelled;
} Census;

static void census_take(const Captions *captions, const Cue *cue, Census *census)
{
    bool labelled = false;
    for (size_t i = cue->first; i < cue->first + cue->count; i++) {
        const CuePiece *piece = &captions->cues.pieces.items[i];
        Text name, rest;
        census->tagged += piece->voice.length > 0;
        if (is_name_line(captions, cue, i)) voices_count(&census->by_line, piece->words);
        if (!split_at_colon(piece->words, &name, &rest)) continue;
        voices_count(&census->by_colon, name);
        labelled = true;
    }
    census->labelled += labelled;
}

/* Whether a name before a colon is a speaker's; "So: ..." is none. Two signs of three are enough. */
static bool is_speaker(const Captions *captions, Text name)
{
    Speaker role;
    size_t seen = voices_find(&captions->seen, name);
    bool again = seen != VOICE_NONE && captions->seen.items[seen].times > 1;
    if (again + is_person(name) + captions->mostly_named > 1 || name_has_role(name, &role)) return true;
    return name_begins(name, captions->wanted, *captions->keep);
}

/* Somebody speaks from the beginning, so a name that counts stands there. */
static bool opens_with_speaker(const Captions *captions)
{
    for (size_t c = 0; c < captions->cues.cues.count && c < NAMED_SOON; c++) {
        const Cue *cue = &captions->cues.cues.items[c];
        Text name, rest;
        for (size_t i = cue->first; i < cue->first + cue->count; i++)
            if (split_at_colon(captions->cues.pieces.items[i].words, &name, &rest) && is_speaker(captions, name))
                return true;
    }
    return false;
}

/* Names on lines of their own come back, above half of all cues. */
static bool are_lines_names(const Captions *captions, const Voices *by_line)
{
    size_t often = 0, times = 0;
    for (size_t i = 0; i < by_line->count; i++) {
        bool again = by_line->items[i].times > 1;
        often += again;
        times += again ? by_line->items[i].times : 0;
    }
    return often && times > 2 * often && times * 2 >= captions->cues.cues.count;
}

static void find_naming(Captions *captions)
{
    Census census = {0};
    for (size_t c = 0; c < captions->cues.cues.count; c++)
        census_take(captions, &captions->cues.cues.items[c], &census);
    captions->seen = census.by_colon;
    captions->mostly_named =
        census.labelled > census.by_colon.count && census.labelled * 2 >= captions->cues.cues.count;
    if (census.tagged)
        captions->naming = NAMED_BY_TAG;
    else if (opens_with_speaker(captions))
        captions->naming = NAMED_BY_COLON;
    else if (are_lines_names(captions, &census.by_line))
        captions->naming = NAMED_BY_LINE;
    if (captions->naming == NAMED_BY_LINE) captions->seen = census.by_line;
}

/* What scrolls: a cue that begins with the words the last one ended with */

static bool last_word(Text *words, Text *word)
{
    *words = text_trim(*words);
    size_t at = words->length;
    while (at > 0 && !is_space(words->at[at - 1])) at--;
    *word = text_slice(*words, at, words->length);
    *words = text_slice(*words, 0, at);
    return word->length > 0;
}

static bool first_word(Text *words, Text *word)
{
    *words = text_trim(*words);
    size_t at = 0;
    while (at < words->length && !is_space(words->at[at])) at++;
    *word = text_slice(*words, 0, at);
    *words = text_slice(*words, at, words->length);
    return word->length > 0;
}

typedef struct {
    Text words[WINDOW]; /* the last of a cue, backwards, or its first */
    size_t count;
    size_t line; /* how many of them stand on its last line or its first */
    bool whole;  /* it has no others */
} Window;

static void window_add(Window *window, Text words, bool backwards)
{
    Text word;
    while (backwards ? last_word(&words, &word) : first_word(&words, &word)) {
        if (window->count == WINDOW) {
            window->whole = false;
            return;
        }
        window->words[window->count++] = word;
    }
}

static Window window_of(const Captions *captions, const Cue *cue, bool backwards)
{
    Window window = {.whole = true};
    for (size_t i = 0; i < cue->count && window.whole; i++) {
        size_t piece = backwards ? cue->first + cue->count - 1 - i : cue->first + i;
        window_add(&window, captions->cues.pieces.items[piece].words, backwards);
        if (i == 0) window.line = window.whole ? window.count : 0;
    }
    return window;
}

static bool is_overlap(const Window *before, const Window *cue, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!text_equal(before->words[count - 1 - i], cue->words[i])) return false;
    bool all = (before->whole && count == before->count) || (cue->whole && count == cue->count);
    return all || count >= OVERLAP_LEAST || (count == before->line && count == cue->line);
}

/* How many words of a cue were in the one before it already. */
static size_t count_overlap(const Captions *captions, const Cue *before, const Cue *cue)
{
    const CuePiece *pieces = captions->cues.pieces.items;
    Text voice = pieces[cue->first].voice, last = pieces[before->first + before->count - 1].voice;
    if (!text_equal(voice, last) && voice.length) return 0;
    Window end = window_of(captions, before, true), start = window_of(captions, cue, false);
    for (size_t count = end.count < start.count ? end.count : start.count; count > 0; count--)
        if (is_overlap(&end, &start, count)) return count;
    return 0;
}

/* Turns */

static bool ends_in(Text words, const char *marks)
{
    return words.length && text_find_byte(text_from(marks), words.at[words.length - 1]) != TEXT_NOT_FOUND;
}

static Text last_words(const Captions *captions, const Turn *turn)
{
    return captions->said.items[turn->last - 1].words;
}

static bool is_interjection(const Captions *captions, const Turn *turn)
{
    return turn->words <= INTERJECTION && !ends_in(last_words(captions, turn), "?");
}

/* Whose turn the words belong to: the last one, or the one before when only an
   interjection came between and the sentence goes on. */
static Turn *turn_of(Captions *captions, size_t voice, Text words)
{
    size_t count = captions->turns.count;
    Turn *turns = captions->turns.items;
    if (count > 0 && turns[count - 1].voice == voice) return &turns[count - 1];
    if (count > 1 && turns[count - 2].voice == voice && is_interjection(captions, &turns[count - 1]) &&
        !ends_in(last_words(captions, &turns[count - 2]), ".!?") && is_small_start(words))
        return &turns[count - 2];
    Turn *turn = LIST_ADD(&captions->turns, captions->keep);
    *turn = (Turn){.voice = voice};
    return turn;
}

static void say(Captions *captions, size_t voice, Text words, size_t line)
{
    if (words.length == 0) return;
    Turn *turn = turn_of(captions, voice, words);
    size_t count = words_up_to(words, TEXT_NOT_FOUND);
    *LIST_ADD(&captions->said, captions->keep) = (Said){.words = words, .line = line};
    if (turn->last)
        captions->said.items[turn->last - 1].next = captions->said.count;
    else
        turn->first = captions->said.count;
    turn->last = captions->said.count;
    turn->words += count;
    if (voice != VOICE_NONE) captions->voices.items[voice].words += count;
}

/* Take the speaker's name off the words of a piece, if it has one. */
static Text find_voice(Captions *captions, const Cue *cue, size_t piece, Text words, size_t *voice)
{
    Text name = captions->cues.pieces.items[piece].voice, rest;
    if (captions->naming == NAMED_BY_TAG && name.length) {
        *voice = voices_count(&captions->voices, name);
    } else if (captions->naming == NAMED_BY_COLON && split_at_colon(words, &name, &rest) &&
               is_speaker(captions, name)) {
        *voice = voices_count(&captions->voices, name);
        return rest;
    } else if (captions->naming == NAMED_BY_LINE && is_name_line(captions, cue, piece) && is_speaker(captions, words)) {
        *voice = voices_count(&captions->voices, words);
        return TEXT("");
    }
    return words;
}

/* A piece without a name goes on with the last one. */
static void say_cue(Captions *captions, const Cue *cue, size_t overlap, size_t *voice)
{
    for (size_t i = cue->first; i < cue->first + cue->count; i++) {
        const CuePiece *piece = &captions->cues.pieces.items[i];
        Text words = piece->words, word;
        while (overlap > 0 && first_word(&words, &word)) overlap--;
        bool begins = words.length == piece->words.length; /* its name was not taken off before */
        words = text_trim(words);
        if (words.length == 0) continue;
        if (begins || piece->voice.length) words = find_voice(captions, cue, i, words, voice);
        say(captions, *voice, words, piece->line);
    }
}

static void read_turns(Captions *captions)
{
    size_t voice = VOICE_NONE;
    const Cue *before = NULL;
    for (size_t c = 0; c < captions->cues.cues.count; c++) {
        const Cue *cue = &captions->cues.cues.items[c];
        size_t overlap = before ? count_overlap(captions, before, cue) : 0;
        say_cue(captions, cue, overlap, &voice);
        before = cue;
    }
}

/* Putting together */

typedef LIST_OF(SourceLine) SourceLines;

static void join_turn(const Captions *captions, const Turn *turn, Buffer *text, SourceLines *lines)
{
    for (size_t i = turn->first; i; i = captions->said.items[i - 1].next) {
        const Said *said = &captions->said.items[i - 1];
        if (i != turn->first) buffer_add_byte(text, ' ');
        *LIST_ADD(lines, captions->keep) = (SourceLine){text->length, said->line};
        buffer_add(text, said->words);
    }
}

/* What no name stands above is nobody's, so not the candidate's, unless nobody is named at all. */
static Speaker speaker_of(const Captions *captions, const Turn *turn)
{
    bool candidate = turn->voice != VOICE_NONE && turn->voice == captions->candidate;
    return candidate || captions->naming == NAMED_NOT ? SPEAKER_CANDIDATE : SPEAKER_INTERVIEWER;
}

static void fill_text(const Captions *captions, Transcript *transcript)
{
    Buffer text = buffer_new(captions->keep);
    SourceLines lines = {0};
    Extent *extents = NEW_ARRAY(captions->keep, Extent, captions->turns.count);
    for (size_t i = 0; i < captions->turns.count; i++) {
        const Turn *turn = &captions->turns.items[i];
        bool named = turn->voice != VOICE_NONE;
        if (named) buffer_format(&text, "%.*s: ", TEXT_ARGS(captions->voices.items[turn->voice].name));
        extents[i].start = text.length;
        join_turn(captions, turn, &text, &lines);
        extents[i].end = text.length;
        buffer_add_string(&text, "\n\n");
    }
    transcript->text = buffer_text(&text);
    transcript->source_lines = lines.items;
    transcript->source_line_count = lines.count;

    Blocks blocks = {.text = transcript->text, .keep = captions->keep};
    for (size_t i = 0; i < captions->turns.count; i++)
        blocks_add(&blocks, text_slice(blocks.text, extents[i].start, extents[i].end), PASSAGE_PROSE,
                   speaker_of(captions, &captions->turns.items[i]), LEVEL_PROSE);
    blocks_finish(&blocks, transcript);
}

static bool read(Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    size_t start = preface_read_front(source, transcript);
    Captions *captions = NEW(keep, Captions);
    captions->keep = captions->cues.keep = keep;
    captions->wanted = transcript->candidate;
    cues_read(&captions->cues, source, start);
    if (captions->cues.cues.count == 0) return problem(problems, transcript->name, "holds no captions with words");
    find_naming(captions);
    read_turns(captions);
    if (!voices_choose(&captions->voices, transcript, &captions->candidate, keep, problems)) return false;
    if (captions->naming == NAMED_NOT)
        transcript_note(transcript, "import", TEXT("no speakers are named: all of it is taken as the candidate's"));
    fill_text(captions, transcript);
    return true;
}

static bool claims_vtt(Text source)
{
    return begins_as_vtt(source, preface_skip(source));
}

static bool claims_srt(Text source)
{
    return begins_as_srt(source, preface_skip(source));
}

const TranscriptReader vtt_reader = {
    .name = "vtt",
    .help = "WebVTT captions: turns by their speakers' names",
    .claims = claims_vtt,
    .read = read,
};

const TranscriptReader srt_reader = {
    .name = "srt",
    .help = "SubRip captions: turns by their speakers' names",
    .claims = claims_srt,
    .read = read,
};
