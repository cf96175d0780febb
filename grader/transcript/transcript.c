#include "transcript/transcript.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/unicode.h"
#include "lexis/token.h"
#include "transcript/reader.h"

/* The first that claims a source reads it. */
static const TranscriptReader *const readers[] = {&session_reader, &vtt_reader, &srt_reader, &dialogue_reader,
                                                 &markdown_reader};

enum { LINE_BLOCK = 4096 };

static size_t count_lines(Text text)
{
    size_t count = 0;
    for (size_t at = 0; (at = text_find_byte(text, '\n')) != TEXT_NOT_FOUND; count++)
        text = text_slice(text, at + 1, text.length);
    return count;
}

static Text without_byte_order_mark(Text source)
{
    Text mark = TEXT("\xEF\xBB\xBF");
    return text_starts_with(source, mark) ? text_slice(source, mark.length, source.length) : source;
}

static bool is_text(Text source, Text name, Problems *problems)
{
    if (text_trim(without_byte_order_mark(source)).length == 0) return problem(problems, name, "is empty");
    bool wide = text_starts_with(source, TEXT("\xFF\xFE")) || text_starts_with(source, TEXT("\xFE\xFF"));
    if (wide) return problem(problems, name, "is UTF-16; save it as UTF-8");
    if (text_find_byte(source, '\0') != TEXT_NOT_FOUND)
        return problem(problems, name, "is not text: it contains NUL bytes");
    size_t valid = unicode_valid_prefix(source);
    if (valid == source.length) return true;
    Buffer place = buffer_new(problems->keep);
    buffer_format(&place, "%.*s:%zu", TEXT_ARGS(name), count_lines(text_slice(source, 0, valid)) + 1);
    return problem(problems, buffer_text(&place), "is not valid UTF-8");
}

void transcript_count_lines(Transcript *transcript, Arena *keep)
{
    Text text = transcript->text;
    size_t *before = NEW_ARRAY(keep, size_t, text.length / LINE_BLOCK + 1);
    for (size_t i = 0; i < text.length / LINE_BLOCK; i++)
        before[i + 1] = before[i] + count_lines(text_slice(text, i * LINE_BLOCK, (i + 1) * LINE_BLOCK));
    transcript->lines_before = before;
}

void transcript_note(Transcript *transcript, const char *id, Text reason)
{
    if (transcript->note_count == NOTES_MOST) return;
    transcript->notes[transcript->note_count++] = (TranscriptNote){text_from(id), reason};
}

/* With a candidate's name any text may be a dialogue: its reader says when it is none. */
static const TranscriptReader *choose_reader(Text source, Text candidate)
{
    size_t chosen = 0;
    while (!readers[chosen]->claims(source)) chosen++;
    return candidate.length && readers[chosen] == &markdown_reader ? &dialogue_reader : readers[chosen];
}

const Transcript *transcript_read_as(Text source, Text name, Text candidate, Arena *keep, Problems *problems)
{
    if (!is_text(source, name, problems)) return NULL;
    Transcript *transcript = NEW(keep, Transcript);
    transcript->name = name;
    transcript->sha256 = digest_sha256(source, keep);
    source = without_byte_order_mark(source);
    const TranscriptReader *reader = choose_reader(source, candidate);
    transcript->format = text_from(reader->name);
    transcript->candidate = text_trim(candidate);
    if (!reader->read(source, transcript, keep, problems)) return NULL;
    transcript_count_lines(transcript, keep);
    return transcript;
}

static bool is_named(const Transcript *transcript, const char *ending)
{
    return text_ends_with(transcript->name, text_from(ending));
}

static bool is_read_as(const Transcript *transcript, const char *format)
{
    return text_equal(transcript->format, text_from(format));
}

bool transcript_is_answer(const Transcript *transcript, Problems *problems)
{
    bool json = is_named(transcript, ".json") || is_named(transcript, ".jsonl");
    bool captions = is_named(transcript, ".vtt") || is_named(transcript, ".srt");
    if (json && !is_read_as(transcript, "session")) return problem(problems, transcript->name, "is no saved session");
    if (!captions || is_read_as(transcript, "vtt") || is_read_as(transcript, "srt")) return true;
    return problem(problems, transcript->name, "holds no captions: WebVTT begins with a line WEBVTT, SRT with a number "
                                               "and a line of times");
}

const Transcript *transcript_read(Text source, Text name, Arena *keep, Problems *problems)
{
    return transcript_read_as(source, name, TEXT(""), keep, problems);
}

/* The last that begins at or before the offset. */
static size_t line_of_source(const Transcript *transcript, size_t offset)
{
    size_t low = 0, high = transcript->source_line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (transcript->source_lines[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return transcript->source_lines[low].line;
}

size_t transcript_line(const Transcript *transcript, size_t offset)
{
    if (transcript->source_line_count) return line_of_source(transcript, offset);
    Text text = transcript->text;
    if (offset > text.length) offset = text.length;
    size_t block = offset / LINE_BLOCK;
    return transcript->lines_before[block] + count_lines(text_slice(text, block * LINE_BLOCK, offset)) + 1;
}

size_t transcript_words(const Transcript *transcript)
{
    size_t words = 0;
    for (size_t i = 0; i < transcript->passage_count; i++) {
        const Passage *passage = &transcript->passages[i];
        Text text = text_slice(transcript->text, passage->start, passage->end);
        RawToken token;
        for (size_t at = 0; passage->speaker == SPEAKER_CANDIDATE && token_next(text, &at, &token); at = token.end)
            words += token.kind == TOKEN_WORD;
    }
    return words;
}
