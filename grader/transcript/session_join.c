#include "transcript/block_parts.h"
#include "transcript/session_parts.h"

/* A run of lines by one speaker, in the text that is put together. */
typedef struct {
    size_t start, end;
    Speaker speaker;
    const AskedSection *section;
} Piece;

typedef struct {
    Session *session;
    Buffer text;
    LIST_OF(Piece) pieces;
} Joining;

/* Each thing that the interviewer says is a paragraph of its own. */
static void join_told(Joining *joining, const AskedSection *section, Text words)
{
    Buffer *text = &joining->text;
    words = text_trim(words);
    if (words.length == 0) return;
    if (joining->pieces.count && joining->pieces.items[joining->pieces.count - 1].section == section)
        buffer_add_byte(text, '\n');
    *LIST_ADD(&joining->pieces, joining->session->keep) =
        (Piece){text->length, text->length + words.length, SPEAKER_INTERVIEWER, section};
    buffer_add(text, words);
    buffer_add_string(text, "\n\n");
}

static void join_line(Joining *joining, const AskedSection *section, Text line)
{
    Buffer *text = &joining->text;
    Piece *last = joining->pieces.count ? &joining->pieces.items[joining->pieces.count - 1] : NULL;
    if (!last || last->section != section || last->speaker != SPEAKER_CANDIDATE) {
        last = LIST_ADD(&joining->pieces, joining->session->keep);
        *last = (Piece){text->length, text->length, SPEAKER_CANDIDATE, section};
    }
    buffer_add(text, line);
    buffer_add_byte(text, '\n');
    last->end = text->length;
}

/* What was told after this line. */
static void join_told_after(Joining *joining, AskedSection *section, Text line)
{
    for (size_t i = 0; i < section->told.count; i++) {
        Told *told = &section->told.items[i];
        if (told->placed || !text_equal(told->after, line)) continue;
        told->placed = true;
        join_told(joining, section, told->words);
    }
}

static bool has_line(const Session *session, const AskedSection *section, Text wanted)
{
    for (size_t i = section->first; i; i = session->lines.items[i - 1].next) {
        Text rest = session->lines.items[i - 1].words, line;
        while (text_next_piece(&rest, '\n', &line))
            if (text_equal(line, wanted)) return true;
    }
    return false;
}

/* What was told after a line that is not there any more stands first, so that it can
   still be echoed. */
static void join_section(Joining *joining, AskedSection *section)
{
    const Session *session = joining->session;
    join_told(joining, section, section->ask);
    for (size_t i = 0; i < section->told.count; i++) {
        Told *told = &section->told.items[i];
        told->placed = !has_line(session, section, told->after);
        if (told->placed) join_told(joining, section, told->words);
    }
    for (size_t i = section->first; i; i = session->lines.items[i - 1].next) {
        Text rest = session->lines.items[i - 1].words, line;
        while (text_next_piece(&rest, '\n', &line)) {
            join_line(joining, section, line);
            join_told_after(joining, section, line);
        }
    }
    buffer_add_byte(&joining->text, '\n');
}

static void fill_passages(const Joining *joining, Transcript *transcript)
{
    Blocks blocks = {.text = transcript->text, .keep = joining->session->keep};
    for (size_t i = 0; i < joining->pieces.count; i++) {
        const Piece *piece = &joining->pieces.items[i];
        size_t done = blocks.passages.count;
        if (piece->speaker == SPEAKER_INTERVIEWER)
            blocks_add(&blocks, text_slice(blocks.text, piece->start, piece->end), PASSAGE_PROSE, piece->speaker,
                       LEVEL_PROSE);
        else
            blocks_scan(&blocks, piece->start, piece->end, piece->speaker);
        for (; done < blocks.passages.count; done++) {
            blocks.passages.items[done].section = piece->section->id;
            blocks.passages.items[done].prompted = piece->section->prompted;
        }
    }
    blocks_finish(&blocks, transcript);
}

void session_join(Session *session)
{
    Joining joining = {.session = session, .text = buffer_new(session->keep)};
    for (size_t i = 0; i < session->sections.count; i++) join_section(&joining, &session->sections.items[i]);
    session->transcript->text = buffer_text(&joining.text);
    fill_passages(&joining, session->transcript);
}
