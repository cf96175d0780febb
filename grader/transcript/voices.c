#include "transcript/voices_parts.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "transcript/reader.h"

enum { LISTED_MOST = 12 };

static const struct {
    const char *name;
    Speaker speaker;
} roles[] = {
    {"interviewer", SPEAKER_INTERVIEWER},
    {"candidate", SPEAKER_CANDIDATE},
    {"interviewee", SPEAKER_CANDIDATE},
    {"applicant", SPEAKER_CANDIDATE},
};

Text name_without_number(Text name)
{
    while (name.length && is_digit(name.at[name.length - 1])) name.length--;
    return text_trim(name);
}

bool name_has_role(Text name, Speaker *speaker)
{
    name = name_without_number(name);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (!text_equal_any_case(name, text_from(roles[i].name))) continue;
        *speaker = roles[i].speaker;
        return true;
    }
    return false;
}

bool name_begins(Text name, Text wanted, Arena scratch)
{
    if (wanted.length == 0) return false;
    Text part = unicode_fold(name, &scratch);
    wanted = unicode_fold(wanted, &scratch);
    while (part.length) {
        if (text_starts_with(part, wanted)) return true;
        size_t space = text_find_byte(part, ' ');
        part = text_slice(part, space == TEXT_NOT_FOUND ? part.length : space + 1, part.length);
    }
    return false;
}

static bool is_same_name(Text a, Text b, Arena scratch)
{
    return text_equal(unicode_fold(a, &scratch), unicode_fold(b, &scratch));
}

size_t voices_find(const Voices *voices, Text name)
{
    for (size_t i = 0; i < voices->count; i++)
        if (text_equal(voices->items[i].name, name)) return i;
    return VOICE_NONE;
}

size_t voices_count(Voices *voices, Text name)
{
    size_t voice = voices_find(voices, name);
    if (voice == VOICE_NONE && voices->count < VOICES_MOST) {
        voice = voices->count++;
        voices->items[voice] = (Voice){.name = name};
    }
    if (voice != VOICE_NONE) voices->items[voice].times++;
    return voice;
}

/* "Ana Lima, Ben Roth or 3 more": those that begin so, all for no beginning. */
static Text list_names(const Voices *voices, Text beginning, Arena *keep)
{
    Buffer names = buffer_new(keep);
    size_t listed = 0, more = 0;
    for (size_t i = 0; i < voices->count; i++) {
        Text name = voices->items[i].name;
        if (beginning.length && !name_begins(name, beginning, *keep)) continue;
        if (listed == LISTED_MOST)
            more++;
        else
            buffer_format(&names, "%s%.*s", listed++ ? ", " : "", TEXT_ARGS(name));
    }
    if (more) buffer_format(&names, " and %zu more", more);
    return buffer_text(&names);
}

/* The one who is meant; VOICE_NONE after a problem. */
static size_t find_wanted(const Voices *voices, const Transcript *transcript, Arena *keep, Problems *problems)
{
    Text wanted = transcript->candidate;
    size_t found = VOICE_NONE, count = 0;
    for (size_t i = 0; i < voices->count; i++) {
        Text name = voices->items[i].name;
        if (is_same_name(name, wanted, *keep)) return i;
        if (!name_begins(name, wanted, *keep)) continue;
        found = i;
        count++;
    }
    if (count == 1) return found;
    if (voices->count == 0)
        problem(problems, transcript->name, "names no speakers, so nobody in it is %.*s", TEXT_ARGS(wanted));
    else if (count == 0)
        problem(problems, transcript->name, "nobody in it is called %.*s; the speakers are %.*s", TEXT_ARGS(wanted),
                TEXT_ARGS(list_names(voices, TEXT(""), keep)));
    else
        problem(problems, transcript->name, "%.*s may be any of %.*s; say more of the name", TEXT_ARGS(wanted),
                TEXT_ARGS(list_names(voices, wanted, keep)));
    return VOICE_NONE;
}

static void note_choice(const Voices *voices, size_t chosen, Transcript *transcript, Arena *keep)
{
    Buffer reason = buffer_new(keep);
    size_t words = 0;
    for (size_t i = 0; i < voices->count; i++) words += voices->items[i].words;
    buffer_format(&reason, "taken as the candidate: %.*s, ", TEXT_ARGS(voices->items[chosen].name));
    if (voices->count == 1)
        buffer_add_string(&reason, "the only speaker who is named");
    else
        buffer_format(&reason, "who talks most (%zu %% of the words); --candidate NAME chooses another",
                      words ? voices->items[chosen].words * 100 / words : 0);
    transcript_note(transcript, "candidate", buffer_text(&reason));
}

/* The first who is called so, else who talks most; the first of two who talk as much. */
static size_t find_candidate(const Voices *voices, bool *called)
{
    size_t most = VOICE_NONE;
    *called = false;
    for (size_t i = 0; i < voices->count; i++) {
        Speaker role;
        bool known = name_has_role(voices->items[i].name, &role);
        *called = known && role == SPEAKER_CANDIDATE;
        if (*called) return i;
        if (known) continue;
        if (most == VOICE_NONE || voices->items[i].words > voices->items[most].words) most = i;
    }
    return most;
}

bool voices_choose(const Voices *voices, Transcript *transcript, size_t *candidate, Arena *keep, Problems *problems)
{
    if (transcript->candidate.length) {
        *candidate = find_wanted(voices, transcript, keep, problems);
        return *candidate != VOICE_NONE;
    }
    bool called;
    *candidate = find_candidate(voices, &called);
    if (*candidate != VOICE_NONE && !called) note_choice(voices, *candidate, transcript, keep);
    return true;
}
