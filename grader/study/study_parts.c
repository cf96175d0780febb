#include "study/study_parts.h"

#include <stdlib.h>

#include "base/buffer.h"

Text study_place(Text file, size_t line, Arena *keep)
{
    Buffer place = buffer_new(keep);
    buffer_format(&place, "%.*s:%zu", TEXT_ARGS(file), line);
    return buffer_text(&place);
}

bool study_gives_up(Text file, size_t before, Problems *problems)
{
    if (problems->list.count - before < MOST_MISTAKES) return false;
    problem(problems, file, "has more mistakes than are listed here");
    return true;
}

/* By line among the same ids, so that the first one is known. */
static int compare_entries(const void *a, const void *b)
{
    const IdEntry *one = a, *other = b;
    int order = text_compare(one->id, other->id);
    if (order) return order;
    return (one->line > other->line) - (one->line < other->line);
}

static int compare_ids(const void *id, const void *entry)
{
    return text_compare(*(const Text *)id, ((const IdEntry *)entry)->id);
}

void ids_sort(IdIndex ids, Text file, Problems *problems)
{
    size_t before = problems->list.count;
    if (ids.count) qsort(ids.items, ids.count, sizeof *ids.items, compare_entries);
    for (size_t i = 1, first = 0; i < ids.count; i++) {
        if (!text_equal(ids.items[i].id, ids.items[first].id)) {
            first = i;
            continue;
        }
        problem(problems, study_place(file, ids.items[i].line, problems->keep), "%.*s stands on line %zu already",
                TEXT_ARGS(ids.items[i].id), ids.items[first].line);
        if (study_gives_up(file, before, problems)) return;
    }
}

const IdEntry *ids_find(IdIndex ids, Text id)
{
    if (ids.count == 0) return NULL;
    return bsearch(&id, ids.items, ids.count, sizeof *ids.items, compare_ids);
}
