#include "transcript/session.h"

#include "json/json.h"
#include "json/writer.h"
#include "transcript/block_parts.h"
#include "transcript/line_parts.h"
#include "transcript/reader.h"

enum { SESSION_FORMAT = 1 };

/* Writing */

static void write_fields(Buffer *out, const char *first, Text first_value, const char *second, Text second_value)
{
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    json_text_member(&writer, first, first_value);
    json_text_member(&writer, second, second_value);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}

void session_write_header(Buffer *out, const SessionHeader *header)
{
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    json_integer_member(&writer, "session", SESSION_FORMAT);
    json_text_member(&writer, "prompt", header->prompt);
    json_text_member(&writer, "question", header->question);
    json_text_member(&writer, "level", header->level);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}

void session_write_ask(Buffer *out, Text section, Text question)
{
    write_fields(out, "ask", question, "section", section);
}

void session_write_line(Buffer *out, Text section, Text line)
{
    write_fields(out, "line", line, "section", section);
}

void session_write_replace(Buffer *out, Text section, Text answer)
{
    write_fields(out, "replace", answer, "section", section);
}

void session_write_end(Buffer *out)
{
    JsonWriter writer = json_writer(out, true);
    json_open_object(&writer);
    json_key(&writer, "end");
    json_bool(&writer, true);
    json_close_object(&writer);
    buffer_add_byte(out, '\n');
}

/* Reading */

/* One line of an answer; `next` is the index of the section's next line plus 1. */
typedef struct {
    Text words;
    size_t next;
} Said;

typedef struct {
    Text id;
    Text ask;
    size_t first, last; /* indexes of lines, plus 1; 0 for none */
} AskedSection;

typedef struct {
    Transcript *transcript;
    Arena *keep;
    Problems *problems;
    bool has_header;
    LIST_OF(AskedSection) sections;
    LIST_OF(Said) lines;
} Session;

/* There are as many sections as an interview has questions, so looking through all is fine,
   but a file from elsewhere may have any number. */
enum { SECTIONS_MOST = 1000 };

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

static void read_header(Session *session, const Json *event)
{
    static const char *const known[] = {"session", "prompt", "question", "level", NULL};
    json_check_keys(event, known, session->problems);
    if (session->has_header) json_problem(session->problems, event, "is a second header");
    session->has_header = true;
    double format = json_number_field(event, "session", REQUIRED, 0, 1e9, SESSION_FORMAT, session->problems);
    if (format != SESSION_FORMAT)
        json_problem(session->problems, event, "is a session of format %g; this program reads format %d", format,
                     SESSION_FORMAT);
    session->transcript->prompt = json_text_field(event, "prompt", OPTIONAL, session->problems);
    session->transcript->question = json_text_field(event, "question", OPTIONAL, session->problems);
    session->transcript->level = json_text_field(event, "level", OPTIONAL, session->problems);
}

/* Below, a text may be empty: so is the line of somebody who only pressed Enter. */

static void read_ask(Session *session, const Json *event)
{
    static const char *const known[] = {"ask", "section", NULL};
    json_check_keys(event, known, session->problems);
    find_section(session, event)->ask = json_text_field(event, "ask", OPTIONAL, session->problems);
}

static void read_line(Session *session, const Json *event)
{
    static const char *const known[] = {"line", "section", NULL};
    json_check_keys(event, known, session->problems);
    add_line(session, find_section(session, event), json_text_field(event, "line", OPTIONAL, session->problems));
}

static void read_replace(Session *session, const Json *event)
{
    static const char *const known[] = {"replace", "section", NULL};
    json_check_keys(event, known, session->problems);
    AskedSection *section = find_section(session, event);
    section->first = section->last = 0;
    add_line(session, section, json_text_field(event, "replace", OPTIONAL, session->problems));
}

static void read_end(Session *session, const Json *event)
{
    static const char *const known[] = {"end", NULL};
    json_check_keys(event, known, session->problems);
    json_bool_field(event, "end", true, session->problems);
}

/* The key that tells what an event is. */
static const struct {
    const char *key;
    void (*read)(Session *session, const Json *event);
} events[] = {
    {"line", read_line}, {"ask", read_ask}, {"replace", read_replace}, {"session", read_header}, {"end", read_end},
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
    json_problem(session->problems, event, "must have one of session, ask, line, replace or end");
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

/* Putting together */

typedef struct {
    size_t ask_end, answer_start, answer_end;
} Extent;

static void join_section(const Session *session, const AskedSection *section, Buffer *text, Extent *extent)
{
    buffer_add(text, text_trim(section->ask));
    extent->ask_end = text->length;
    if (section->ask.length) buffer_add_string(text, "\n\n");
    extent->answer_start = text->length;
    for (size_t i = section->first; i; i = session->lines.items[i - 1].next) {
        buffer_add(text, session->lines.items[i - 1].words);
        buffer_add_byte(text, '\n');
    }
    extent->answer_end = text->length;
    buffer_add_byte(text, '\n');
}

static void fill_passages(const Session *session, const Extent *extents)
{
    Blocks blocks = {.text = session->transcript->text, .keep = session->keep};
    size_t start = 0, done = 0;
    for (size_t i = 0; i < session->sections.count; i++) {
        blocks_add(&blocks, text_slice(blocks.text, start, extents[i].ask_end), PASSAGE_PROSE, SPEAKER_INTERVIEWER,
                   LEVEL_PROSE);
        blocks_scan(&blocks, extents[i].answer_start, extents[i].answer_end, SPEAKER_CANDIDATE);
        for (; done < blocks.passages.count; done++)
            blocks.passages.items[done].section = session->sections.items[i].id;
        start = extents[i].answer_end;
    }
    blocks_finish(&blocks, session->transcript);
}

static bool read(Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    size_t before = problems->list.count;
    Session session = {.transcript = transcript, .keep = keep, .problems = problems};
    read_events(&session, source);
    if (!session.has_header && problems->list.count == before) problem(problems, transcript->name, "has no header");
    if (problems->list.count > before) return false;
    Buffer text = buffer_new(keep);
    Extent *extents = NEW_ARRAY(keep, Extent, session.sections.count);
    for (size_t i = 0; i < session.sections.count; i++)
        join_section(&session, &session.sections.items[i], &text, &extents[i]);
    transcript->text = buffer_text(&text);
    fill_passages(&session, extents);
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
