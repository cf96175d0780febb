#include "transcript/block_parts.h"

#include "base/buffer.h"
#include "transcript/line_parts.h"

enum {
    OPEN_MOST = 16,        /* titles open at once; deeper ones are not kept */
    PATH_MOST_BYTES = 120, /* bounds the memory that a hostile file can ask for */
    TOPIC_MOST_WORDS = 6,
    ANNOUNCING_MOST_WORDS = 30,
};

typedef struct {
    unsigned char level;
    Text words;
} Title;

typedef struct {
    Title open[OPEN_MOST]; /* outermost first */
    size_t count;
    unsigned char top; /* the level of the document's own title; 0: it has none */
    Text path;     /* made when first asked for */
    bool has_path;
} Titles;

static void close_titles(Titles *titles, unsigned char level)
{
    size_t before = titles->count;
    while (titles->count && titles->open[titles->count - 1].level >= level) titles->count--;
    titles->has_path = titles->has_path && titles->count == before;
}

static void open_title(Titles *titles, unsigned char level, Text words)
{
    if (titles->count == OPEN_MOST) return;
    titles->open[titles->count++] = (Title){level, words};
    titles->has_path = false;
}

/* How many of the outermost titles to leave out. */
static size_t first_kept(const Titles *titles)
{
    size_t first = titles->count, bytes = 0;
    while (first > 0) {
        bytes += titles->open[first - 1].words.length + TEXT(SECTION_SEPARATOR).length;
        if (first < titles->count && bytes > PATH_MOST_BYTES) break;
        first--;
    }
    bool has_top = titles->count > 1 && titles->open[0].level == titles->top;
    return first == 0 && has_top ? 1 : first;
}

static Text path_of(Titles *titles, Arena *keep)
{
    if (titles->count == 0) return (Text){0};
    if (titles->has_path) return titles->path;
    size_t first = first_kept(titles);
    titles->has_path = true;
    titles->path = titles->open[first].words;
    if (first + 1 == titles->count) return titles->path;
    Buffer path = buffer_new(keep);
    for (size_t i = first; i < titles->count; i++) {
        if (i > first) buffer_add(&path, TEXT(SECTION_SEPARATOR));
        buffer_add(&path, titles->open[i].words);
    }
    return titles->path = buffer_text(&path);
}

/* The first title of "#" is the document's own when all others stand below it, whether
   it is written "#" or "###". */
static unsigned char top_level(const Blocks *blocks)
{
    unsigned char top = 0;
    for (size_t i = 0; i < blocks->levels.count; i++) {
        unsigned char level = blocks->levels.items[i];
        if (level >= LEVEL_CAPITALS) continue;
        if ((top && level <= top) || blocks->passages.items[i].speaker == SPEAKER_INTERVIEWER) return 0;
        if (!top) top = level;
    }
    return top;
}

/* A few words with bullets below them are those bullets' title. */
static bool is_topic(const Blocks *blocks, size_t i, Text words)
{
    unsigned char level = blocks->levels.items[i];
    if (level < LEVEL_BULLET || i + 1 == blocks->levels.count) return level < LEVEL_PROSE;
    unsigned char below = blocks->levels.items[i + 1];
    char last = words.at[words.length - 1];
    if (last == '?' || last == ',' || last == '.') return false;
    return level < LEVEL_INSIDE && below > level && words_up_to(words, TOPIC_MOST_WORDS) <= TOPIC_MOST_WORDS;
}

/* What the passages after this one may stand under that is no title: a sentence above bullets that
   ends in a colon, such as "Of each model we keep a record of:". */
static Title announced_after(Title before, const Passage *passage, unsigned char level, Text words)
{
    bool bullet = passage->kind == PASSAGE_BULLET, colon = words.at[words.length - 1] == ':';
    if (passage->speaker == SPEAKER_INTERVIEWER) return (Title){0};
    if ((bullet || passage->kind == PASSAGE_PROSE) && colon &&
        words_up_to(words, ANNOUNCING_MOST_WORDS) <= ANNOUNCING_MOST_WORDS)
        return (Title){bullet ? level : LEVEL_PROSE, text_slice(words, 0, words.length - 1)};
    return bullet && level > before.level ? before : (Title){0};
}

/* The lead of a bullet: the innermost of a bullet with a few words, "Trade-offs:", or what was announced. */
static Text lead_above(const Titles *titles, Title announced, unsigned char level)
{
    const Title *last = titles->count ? &titles->open[titles->count - 1] : NULL;
    bool under_title = last && last->level >= LEVEL_COLON;
    if (level > announced.level && !(under_title && last->level >= announced.level)) return announced.words;
    return under_title ? last->words : (Text){0};
}

void blocks_name_sections(Blocks *blocks)
{
    Titles titles = {.top = top_level(blocks)};
    Title announced = {0};
    for (size_t i = 0; i < blocks->passages.count; i++) {
        Passage *passage = &blocks->passages.items[i];
        Text words = text_slice(blocks->text, passage->start, passage->end);
        unsigned char level = blocks->levels.items[i];
        bool title = is_topic(blocks, i, words);
        if (passage->speaker == SPEAKER_INTERVIEWER) close_titles(&titles, LEVEL_CAPITALS); /* the answer is over */
        /* Prose ends a list but no section. */
        close_titles(&titles, level == LEVEL_PROSE ? LEVEL_BULLET : level);
        if (title && passage->kind != PASSAGE_BULLET)
            open_title(&titles, level, passage->kind == PASSAGE_PROSE ? passage->lead : words);
        passage->section = path_of(&titles, blocks->keep);
        if (passage->kind == PASSAGE_BULLET) passage->under = lead_above(&titles, announced, level);
        announced = announced_after(announced, passage, level, words);
        if (title && passage->kind == PASSAGE_BULLET) open_title(&titles, level, title_trim(words));
    }
}
