#include "transcript/reply.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "transcript/block_parts.h"
#include "transcript/reader.h"

static void add_in_one_line(Buffer *text, Text words)
{
    for (size_t i = 0; i < words.length; i++) buffer_add_byte(text, is_space(words.at[i]) ? ' ' : words.at[i]);
}

const Transcript *transcript_of_reply(Text name, Text question, Text section, Text reply, Arena *keep)
{
    Buffer text = buffer_new(keep);
    add_in_one_line(&text, text_trim(question));
    size_t asked = text.length;
    buffer_add_byte(&text, ' ');
    size_t start = text.length;
    buffer_add(&text, reply);
    buffer_add_byte(&text, '\n');
    Transcript *transcript = NEW(keep, Transcript);
    *transcript = (Transcript){.name = name, .text = buffer_text(&text), .format = TEXT("reply")};
    transcript->sha256 = digest_sha256(transcript->text, keep);
    Blocks blocks = {.text = transcript->text, .keep = keep};
    blocks_add(&blocks, text_slice(blocks.text, 0, asked), PASSAGE_PROSE, SPEAKER_INTERVIEWER, LEVEL_PROSE);
    size_t questions = blocks.passages.count;
    blocks_scan(&blocks, start, blocks.text.length, SPEAKER_CANDIDATE);
    for (size_t i = questions; i < blocks.passages.count; i++) blocks.passages.items[i].section = section;
    blocks_finish(&blocks, transcript);
    transcript_count_lines(transcript, keep);
    return transcript;
}
