#include "transcript/record.h"

#include <math.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "json/json.h"
#include "transcript/block_parts.h"
#include "transcript/line_parts.h"
#include "transcript/reader.h"
#include "transcript/voices_parts.h"

const RecordNames record_names = {"id", "prompt", "question", "level", "text", "turns"};

/* How interviews and chats call who speaks. */
static const struct {
    const char *name;
    Speaker speaker;
} speakers[] = {
    {"candidate", SPEAKER_CANDIDATE},  {"interviewee", SPEAKER_CANDIDATE}, {"applicant", SPEAKER_CANDIDATE},
    {"answer", SPEAKER_CANDIDATE},     {"assistant", SPEAKER_CANDIDATE},   {"interviewer", SPEAKER_INTERVIEWER},
    {"question", SPEAKER_INTERVIEWER}, {"user", SPEAKER_INTERVIEWER},      {"system", SPEAKER_INTERVIEWER},
};

bool record_is_session(Text source)
{
    return session_reader.claims(source);
}

bool record_begins(Text source)
{
    Text start = text_trim(source);
    if (start.length == 0 || start.at[0] != '{' || record_is_session(start)) return false;
    size_t at = 1;
    while (at < start.length && (start.at[at] == ' ' || start.at[at] == '\t')) at++;
    return at < start.length && (start.at[at] == '"' || start.at[at] == '}');
}

/* Nothing is what null says too. */
static const Json *find(const Json *object, const char *name)
{
    const Json *found = json_find(object, name);
    return found && found->kind != JSON_NULL ? found : NULL;
}

/* Whole numbers as they are written; others are no names. */
static Text id_of(const Json *object, const RecordNames *names, Arena *keep)
{
    const double most_exact = 9007199254740992.0;
    const Json *found = find(object, names->id);
    if (found && found->kind == JSON_STRING) return found->string;
    if (!found || found->kind != JSON_NUMBER || fabs(found->number) > most_exact) return TEXT("");
    if (found->number != floor(found->number)) return TEXT("");
    Buffer digits = buffer_new(keep);
    buffer_format(&digits, "%.0f", found->number);
    return buffer_text(&digits);
}

Text record_id(Text line, const RecordNames *names, Arena *keep)
{
    Problems ignored = problems_new(keep);
    const Json *object = json_read(line, TEXT(""), keep, &ignored);
    return object ? id_of(object, names, keep) : TEXT("");
}

static Text text_member(const Json *object, const char *name, Problems *problems)
{
    const Json *found = find(object, name);
    if (!found) return TEXT("");
    if (found->kind != JSON_STRING) json_problem(problems, found, "must be a string");
    return found->kind == JSON_STRING ? found->string : TEXT("");
}

/* Turns */

typedef struct {
    const Json *json;
    const Json *who;
    Text words;
    bool known;
    Speaker speaker;
} Turn;

static Turn read_turn(const Json *json, Problems *problems)
{
    Turn turn = {.json = json};
    if (json->kind != JSON_OBJECT) {
        json_problem(problems, json, "must be an object with \"speaker\" and \"text\"");
        return turn;
    }
    turn.who = find(json, "speaker");
    if (!turn.who) turn.who = find(json, "role");
    if (!turn.who) json_problem(problems, json, "has no \"speaker\"");
    const char *said = find(json, "text") ? "text" : "content";
    if (!find(json, said)) json_problem(problems, json, "has no \"text\"");
    turn.words = text_member(json, said, problems);
    if (!turn.who) return turn;
    if (turn.who->kind != JSON_STRING) json_problem(problems, turn.who, "must be a string");
    for (size_t i = 0; turn.who->kind == JSON_STRING && i < sizeof speakers / sizeof *speakers; i++) {
        if (!text_equal_any_case(turn.who->string, text_from(speakers[i].name))) continue;
        turn.known = true;
        turn.speaker = speakers[i].speaker;
    }
    return turn;
}

/* Where one side is called as we know it, everybody else is the other side. Else the
   candidate is who is asked for by name, or who talks most. */
static bool settle_speakers(Turn *turns, size_t count, Transcript *transcript, Arena *keep, Problems *problems)
{
    bool seen[2] = {false, false};
    Voices *voices = NEW(keep, Voices);
    size_t candidate, *voice = NEW_ARRAY(keep, size_t, count);
    for (size_t i = 0; i < count; i++) {
        if (turns[i].known) seen[turns[i].speaker] = true;
        voice[i] = voices_count(voices, turns[i].who->string);
        if (voice[i] != VOICE_NONE) voices->items[voice[i]].words += words_up_to(turns[i].words, TEXT_NOT_FOUND);
    }
    bool named = transcript->candidate.length > 0;
    bool known = !named && (seen[SPEAKER_CANDIDATE] || seen[SPEAKER_INTERVIEWER]);
    if (!known && !voices_choose(voices, transcript, &candidate, keep, problems)) return false;
    for (size_t i = 0; i < count; i++) {
        bool speaks = known ? !seen[SPEAKER_CANDIDATE] : voice[i] == candidate;
        if (!known || !turns[i].known) turns[i].speaker = speaks ? SPEAKER_CANDIDATE : SPEAKER_INTERVIEWER;
    }
    return true;
}

static void join_turns(const Turn *turns, size_t count, Transcript *transcript, Arena *keep)
{
    Buffer text = buffer_new(keep);
    size_t *ends = NEW_ARRAY(keep, size_t, count);
    for (size_t i = 0; i < count; i++) {
        buffer_add(&text, turns[i].words);
        buffer_add(&text, TEXT("\n\n"));
        ends[i] = text.length;
    }
    transcript->text = buffer_text(&text);
    transcript->sha256 = digest_sha256(transcript->text, keep);
    Blocks blocks = {.text = transcript->text, .keep = keep};
    for (size_t i = 0; i < count; i++) blocks_scan(&blocks, i ? ends[i - 1] : 0, ends[i], turns[i].speaker);
    blocks_name_sections(&blocks);
    blocks_finish(&blocks, transcript);
    transcript_count_lines(transcript, keep);
}

static const Transcript *read_turns(const Json *list, Text name, Text candidate, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    if (list->kind != JSON_ARRAY) json_problem(problems, list, "must be an array of turns");
    size_t count = list->kind == JSON_ARRAY ? list->count : 0;
    Turn *turns = NEW_ARRAY(keep, Turn, count);
    bool blank = true;
    for (size_t i = 0; i < count && problems->list.count == before; i++) {
        turns[i] = read_turn(&list->items[i], problems);
        blank = blank && text_trim(turns[i].words).length == 0;
    }
    if (problems->list.count == before && blank) json_problem(problems, list, "is empty");
    if (problems->list.count > before) return NULL;
    Transcript *transcript = NEW(keep, Transcript);
    *transcript = (Transcript){.name = name, .format = TEXT("turns"), .candidate = text_trim(candidate)};
    if (!settle_speakers(turns, count, transcript, keep, problems)) return NULL;
    join_turns(turns, count, transcript, keep);
    return transcript;
}

static const Transcript *read_text(const Json *text, Text name, Text candidate, Arena *keep, Problems *problems)
{
    Problems found = problems_new(keep);
    if (text->kind != JSON_STRING) {
        json_problem(problems, text, "must be a string");
        return NULL;
    }
    const Transcript *transcript = transcript_read_as(text->string, name, candidate, keep, &found);
    if (!transcript) json_problem(problems, text, "%.*s", TEXT_ARGS(found.list.items[0].message));
    return transcript;
}

/* The record's members win over what its text says of itself. */
static const Transcript *with_members(const Transcript *read, const Json *object, const RecordNames *names, Arena *keep,
                                      Problems *problems)
{
    Transcript *transcript = NEW(keep, Transcript);
    *transcript = *read;
    transcript->id = id_of(object, names, keep);
    Text prompt = text_member(object, names->prompt, problems);
    Text question = text_member(object, names->question, problems);
    Text level = text_member(object, names->level, problems);
    if (prompt.length || question.length) {
        transcript->prompt = prompt;
        transcript->question = question;
    }
    if (level.length) transcript->level = level;
    return transcript;
}

static const Transcript *read_object(const Json *object, Text name, const RecordNames *names, Text candidate,
                                     Arena *keep, Problems *problems)
{
    if (object->kind != JSON_OBJECT) {
        json_problem(problems, object, "must be an object");
        return NULL;
    }
    const Json *text = find(object, names->text), *turns = find(object, names->turns);
    if (!text == !turns) {
        json_problem(problems, object, "has %s \"%s\" %s \"%s\"", text ? "both" : "neither", names->text,
                     text ? "and" : "nor", names->turns);
        return NULL;
    }
    const Transcript *read =
        text ? read_text(text, name, candidate, keep, problems) : read_turns(turns, name, candidate, keep, problems);
    return read ? with_members(read, object, names, keep, problems) : NULL;
}

/* JSON tells lines and bytes of what it is given, here one line; the file's line says more. */
static void tell(const Problem *found, Text place, Problems *problems)
{
    bool inside = text_starts_with(found->place, place);
    Text path = inside ? text_slice(found->place, place.length, found->place.length) : TEXT("");
    if (text_starts_with(path, TEXT(":1:")))
        problem(problems, place, "byte %.*s: %.*s", TEXT_ARGS(text_slice(path, 3, path.length)),
                TEXT_ARGS(found->message));
    else if (text_starts_with(path, TEXT(": ")))
        problem(problems, place, "%.*s %.*s", TEXT_ARGS(text_slice(path, 2, path.length)), TEXT_ARGS(found->message));
    else
        problem(problems, place, "%.*s", TEXT_ARGS(found->message));
}

const Transcript *record_read(Text line, Text place, const RecordNames *names, Text candidate, Arena *keep, Text *id,
                              Problems *problems)
{
    Problems found = problems_new(keep);
    const Json *object = json_read(line, place, keep, &found);
    if (object) *id = id_of(object, names, keep);
    const Transcript *transcript =
        object ? read_object(object, id->length ? *id : place, names, candidate, keep, &found) : NULL;
    if (found.list.count == 0) return transcript;
    tell(&found.list.items[0], place, problems);
    return NULL;
}
