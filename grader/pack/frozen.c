#include "base/buffer.h"
#include "base/digest.h"
#include "lexis/frozen.h"
#include "pack/embedded.h"
#include "pack/pack_parts.h"

/* Everything a book was made of: the very bytes of the pack, which rubric in it, what for.
   The SHA-256 was worked out when the pack was built; the quick digest is of what is here. */
static Text name_of_book(const Pack *pack, const Json *rubric, RubricUse use, Arena *keep)
{
    Buffer name = buffer_new(keep);
    buffer_format(&name, "%.*s %016llx %zu %d", TEXT_ARGS(pack->sha256), (unsigned long long)digest_quick(pack->text),
                  (size_t)(rubric - pack->rubrics->items), (int)use);
    return buffer_text(&name);
}

const Phrasebook *pack_frozen_book(const Pack *pack, const Json *rubric, RubricUse use, Arena *keep)
{
    if (!pack->frozen.length) return NULL;
    return phrasebook_thaw(pack->frozen, name_of_book(pack, rubric, use, keep), keep);
}

Text pack_freeze(const Pack *pack, Arena *keep, Problems *problems)
{
    static const RubricUse uses[] = {RUBRIC_TO_GRADE, RUBRIC_TO_ASK};
    Buffer all = buffer_new(keep);
    if (!pack->text.length) {
        problem(problems, (Text){0}, "only a built pack can be frozen");
        return (Text){0};
    }
    for (size_t i = 0; i < pack->rubrics->count; i++)
        for (size_t u = 0; u < sizeof uses / sizeof *uses; u++) {
            const Json *json = &pack->rubrics->items[i];
            const Rubric *rubric = rubric_read(json, pack->prompts, uses[u], NULL, keep, problems);
            if (!rubric) return (Text){0};
            buffer_add(&all, phrasebook_freeze(rubric->book, name_of_book(pack, json, uses[u], keep), keep));
        }
    return buffer_text(&all);
}

const Pack *pack_built_in(Arena *keep, Problems *problems)
{
    Text text = pack_embedded();
    if (!text.length) return NULL;
    Pack *pack = pack_read_text(text, TEXT("the built-in pack"), pack_embedded_sha256(), keep, problems);
    if (pack) pack->frozen = pack_embedded_frozen();
    return pack;
}
