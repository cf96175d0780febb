#include "coach/provider.h"

const Json *reply_json(Text body, Arena *keep)
{
    Arena unheard = arena_open();
    Problems problems = problems_new(&unheard);
    const Json *root = json_read(body, (Text){0}, keep, &problems);
    arena_close(&unheard);
    return root;
}

/* A string, or the first one inside: servers nest their errors in many ways. */
static Text first_words(const Json *node)
{
    static const char *const keys[] = {"message", "error", "detail", "msg"};
    if (!node) return (Text){0};
    if (node->kind == JSON_STRING) return node->string;
    if (node->kind == JSON_ARRAY) return node->count ? first_words(&node->items[0]) : (Text){0};
    if (node->kind != JSON_OBJECT) return (Text){0};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        Text words = first_words(json_find(node, keys[i]));
        if (words.length) return words;
    }
    return (Text){0};
}

Text error_words(Text body, Arena *keep)
{
    const Json *root = reply_json(body, keep);
    return root && root->kind == JSON_OBJECT ? first_words(root) : (Text){0};
}
