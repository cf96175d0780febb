#include "transcript/preface_parts.h"
#include "transcript/reader.h"

static bool claims(Text source)
{
    (void)source;
    return true;
}

static bool read(Text source, Transcript *transcript, Arena *keep, Problems *problems)
{
    (void)problems; /* any text is Markdown */
    Blocks blocks = {.text = source, .keep = keep};
    transcript->text = source;
    size_t start = preface_read(&blocks, transcript);
    blocks_scan(&blocks, start, source.length, SPEAKER_CANDIDATE);
    blocks_name_sections(&blocks);
    blocks_finish(&blocks, transcript);
    return true;
}

const TranscriptReader markdown_reader = {
    .name = "markdown",
    .help = "Markdown or plain text: one answer, its headings are the sections",
    .claims = claims,
    .read = read,
};
