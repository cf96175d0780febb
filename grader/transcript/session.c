#include "transcript/session.h"

#include "json/json.h"
#include "transcript/reader.h"
#include "transcript/session_parts.h"

static AskedSection *find_section(Session *session, const Json *event)
{
    Text id = json_text_field(event, "section", REQUIRED, session->problems);
    for (size_t i = session->sections.count; i-- > 0;)
        if (text_equal(session->sections.items[i].id, id)) return &session->sections.items[i];
    if (session->sections.count == SECTIONS_MOST) {
        json_problem(session->problems, event, "there are more than %d sections", SECTIONS_MOST);
        return &session->sections.items[SECTIONS_MOST - 1];
    }
    AskedSection *section = LIST_ADD(&session->sections, session->keep);
    *section = (AskedSection){.id = id};
    return section;
}

static void add_line(Session *session, AskedSection *section, Text words)
{
    *LIST_ADD(&session->lines, session->keep) = (Said){.words = words};
    if (section->last)
        session->lines.items[section->last - 1].next = session->lines.count;
    else
        section->first = session->lines.count;
    section->last = session->lines.count;
}

/* Seconds; what passed since the event before belongs to this event's section, but to the
   one before when another is asked for. */
static void read_time(Session *session, const Json *event, AskedSection *section)
{
    enum { MOST_SECONDS = 100000000 };
    Conduct *conduct = session->conduct;
    double at = json_number_field(event, "at", OPTIONAL, 0, MOST_SECONDS, conduct->seconds, session->problems);
    if (at <= conduct->seconds) return;
    if (json_find(event, "ask") && session->current) section = &session->sections.items[session->current - 1];
    if (section) section->seconds += at - conduct->seconds;
    conduct->seconds = at;
}

/* The section that an event is about, for the next event's time too. */
static AskedSection *enter_section(Session *session, const Json *event)
{
    AskedSection *section = find_section(session, event);
    read_time(session, event, section);
    session->current = (size_t)(section - session->sections.items) + 1;
    return section;
}

static void read_header(Session *session, const Json *event)
{
    static const char *const known[] = {"session", "prompt", "question", "level", "mode", "minutes", "started", NULL};
    Problems *problems = session->problems;
    json_check_keys(event, known, problems);
    if (session->has_header) json_problem(problems, event, "is a second header");
    session->has_header = true;
    double format = json_number_field(event, "session", REQUIRED, 0, 1e9, SESSION_FORMAT, problems);
    if (format != SESSION_FORMAT)
        json_problem(problems, event, "is a session of format %g; this program reads format %d", format,
                     SESSION_FORMAT);
    session->transcript->prompt = json_text_field(event, "prompt", OPTIONAL, problems);
    session->transcript->question = json_text_field(event, "question", OPTIONAL, problems);
    session->transcript->level = json_text_field(event, "level", OPTIONAL, problems);
    session->conduct->mode = json_text_field(event, "mode", OPTIONAL, problems);
    session->conduct->minutes = json_number_field(event, "minutes", OPTIONAL, 0, 6000, 0, problems);
    session->conduct->started = json_text_field(event, "started", OPTIONAL, problems);
}

/* Below, a text may be empty: so is the line of somebody who only pressed Enter. */

static void read_ask(Session *session, const Json *event)
{
    static const char *const known[] = {"ask", "section", "prompted", "at", NULL};
    json_check_keys(event, known, session->problems);
    AskedSection *section = enter_section(session, event);
    section->ask = json_text_field(event, "ask", OPTIONAL, session->problems);
    bool before = section->prompted;
    section->prompted = json_bool_field(event, "prompted", false, session->problems);
    session->conduct->probe_count += section->prompted && !before; /* coming back asks again */
}

static void read_line(Session *session, const Json *event)
{
    static const char *const known[] = {"line", "section", "at", NULL};
    json_check_keys(event, known, session->problems);
    AskedSection *section = enter_section(session, event);
    add_line(session, section, json_text_field(event, "line", OPTIONAL, session->problems));
}

static void read_replace(Session *session, const Json *event)
{
    static const char *const known[] = {"replace", "section", "at", NULL};
    json_check_keys(event, known, session->problems);
    AskedSection *section = enter_section(session, event);
    section->first = section->last = 0;
    add_line(session, section, json_text_field(event, "replace", OPTIONAL, session->problems));
}

static void read_told(Session *session, const Json *event)
{
    AskedSection *section = enter_section(session, event);
    if (section->told.count == TOLD_MOST) {
        json_problem(session->problems, event, "there are more than %d facts and hints in a section", TOLD_MOST);
        return;
    }
    *LIST_ADD(&section->told, session->keep) = (Told){
        .words = json_text_field(event, "text", REQUIRED, session->problems),
        .after = section->last ? text_last_line(session->lines.items[section->last - 1].words) : TEXT(""),
    };
}

static void read_fact(Session *session, const Json *event)
{
    static const char *const known[] = {"fact", "text", "section", "at", NULL};
    json_check_keys(event, known, session->problems);
    json_text_field(event, "fact", REQUIRED, session->problems);
    session->conduct->fact_count++;
    read_told(session, event);
}

static void read_hint(Session *session, const Json *event)
{
    enum { MOST_STEPS = 9 };
    static const char *const known[] = {"hint", "step", "text", "section", "at", NULL};
    json_check_keys(event, known, session->problems);
    *LIST_ADD(&session->hints, session->keep) = (HintTaken){
        .criterion = json_text_field(event, "hint", REQUIRED, session->problems),
        .step = (unsigned)json_number_field(event, "step", REQUIRED, 1, MOST_STEPS, 1, session->problems),
    };
    read_told(session, event);
}

/* Rating again forgets the rating before. */
static void read_rating(Session *session, const Json *event)
{
    enum { BEST_BAND = 4 };
    static const char *const known[] = {"rating", "at", NULL};
    json_check_keys(event, known, session->problems);
    const Json *rating = json_object_field(event, "rating", REQUIRED, session->problems);
    session->ratings.count = 0;
    for (size_t i = 0; rating && i < rating->count; i++) {
        const Json *item = &rating->items[i];
        if (item->kind != JSON_NUMBER || item->number < 0 || item->number > BEST_BAND) {
            json_problem(session->problems, item, "must be a band from 0 to %d", BEST_BAND);
            continue;
        }
        *LIST_ADD(&session->ratings, session->keep) = (SelfRating){item->key, (unsigned)item->number};
    }
    read_time(session, event, NULL);
}

static void read_draft(Session *session, const Json *event)
{
    static const char *const known[] = {"draft", "at", NULL};
    json_check_keys(event, known, session->problems);
    session->conduct->draft_count += json_bool_field(event, "draft", true, session->problems);
    read_time(session, event, NULL);
}

static void read_end(Session *session, const Json *event)
{
    static const char *const known[] = {"end", "at", NULL};
    json_check_keys(event, known, session->problems);
    session->conduct->ended = json_bool_field(event, "end", true, session->problems);
    read_time(session, event, NULL);
}

/* The key that tells what an event is. */
static const struct {
    const char *key;
    void (*read)(Session *session, const Json *event);
} events[] = {
    {"line", read_line}, {"ask", read_ask},       {"replace", read_replace}, {"fact", read_fact}, {"hint", read_hint},
    {"rating", read_rating}, {"draft", read_draft}, {"session", read_header},  {"end", read_end},
};

static void read_event(Session *session, const Json *event)
{
    if (event->kind != JSON_OBJECT) {
        json_problem(session->problems, event, "must be an object");
        return;
    }
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        if (!json_find(event, events[i].key)) continue;
        events[i].read(session, event);
        return;
    }
    json_problem(session->problems, event,
                 "must have one of session, ask, line, replace, fact, hint, rating, draft or end");
}

static Text place_of(const Session *session, size_t line)
{
    Buffer place = buffer_new(session->keep);
    buffer_format(&place, "%.*s:%zu", TEXT_ARGS(session->transcript->name), line);
    return buffer_text(&place);
}

/* A crash may leave the last line without its end: that line alone is lost. */
static bool is_torn(Text source, Text rest, Text line, Arena scratch)
{
    Problems ignored = problems_new(&scratch);
    bool last = rest.length == 0 && source.at[source.length - 1] != '\n';
    return last && !json_read(line, TEXT(""), &scratch, &ignored);
}

/* JSON counts the lines of what it is given, here always 1; the file's line says more. */
static const Json *read_json(Session *session, Text line, Text place)
{
    Problems found = problems_new(session->keep);
    const Json *event = json_read(line, place, session->keep, &found);
    for (size_t i = 0; i < found.list.count; i++) {
        Text stands = found.list.items[i].place, message = found.list.items[i].message;
        bool counted = text_starts_with(text_slice(stands, place.length, stands.length), TEXT(":1:"));
        problem(session->problems, counted ? place : stands, "%.*s", TEXT_ARGS(message));
    }
    return event;
}

static void read_events(Session *session, Text source)
{
    Text rest = source, line;
    for (size_t number = 1; text_next_line(&rest, &line); number++) {
        if (text_trim(line).length == 0 || is_torn(source, rest, line, *session->keep)) continue;
        const Json *event = read_json(session, line, place_of(session, number));
        if (event) read_event(session, event);
    }
}

static void fill_conduct(const Session *session)
{
    Conduct *conduct = session->conduct;
    TimeSpent *times = NEW_ARRAY(session->keep, TimeSpent, session->sections.count);
    for (size_t i = 0; i < session->sections.count; i++)
        times[i] = (TimeSpent){session->sections.items[i].id, session->sections.items[i].seconds};
    conduct->times = times;
    conduct->time_count = session->sections.count;
    conduct->hints = session->hints.items;
    conduct->hint_count = session->hints.count;
    conduct->ratings = session->ratings.items;
    conduct->rating_count = session->ratings.count;
    session->transcript->conduct = conduct;
}

static bool read(Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    Session session = {.transcript = transcript, .keep = keep, .problems = problems, .conduct = NEW(keep, Conduct)};
    read_events(&session, source);
    if (!session.has_header && problems->list.count == before) problem(problems, transcript->name, "has no header");
    if (problems->list.count > before) return false;
    session_join(&session);
    fill_conduct(&session);
    return true;
}

/* `{"session"` at the very start, spaces aside. */
static bool claims(Text source)
{
    Text start = text_trim(text_slice(source, 0, 64));
    if (start.length == 0 || start.at[0] != '{') return false;
    return text_starts_with(text_trim(text_slice(start, 1, start.length)), TEXT("\"session\""));
}

const TranscriptReader session_reader = {
    .name = "session",
    .help = "a recorded interview: JSON lines, the first with \"session\"",
    .claims = claims,
    .read = read,
};
