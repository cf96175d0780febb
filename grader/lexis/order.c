#include "lexis/phrasebook_builder.h"

typedef struct {
    PhraseId node;
    uint32_t next_child;
} Step;

const Json *definition_of(const PhrasebookBuilder *builder, PhraseId node)
{
    for (size_t i = 0; i < builder->sets.count; i++)
        if (builder->sets.items[i].node == node) return builder->sets.items[i].first_use;
    return NULL;
}

Text source_of(const PhrasebookBuilder *builder, PhraseId node)
{
    return builder->sources.items[builder->drafts.items[node].source];
}

/* The set on the path that closes a circle through `node`. */
static PhraseId set_in_circle(const PhrasebookBuilder *builder, const Step *path, size_t depth, PhraseId node)
{
    for (size_t i = depth; i-- > 0;) {
        if (builder->drafts.items[path[i].node].is_set) return path[i].node;
        if (path[i].node == node) break;
    }
    return node;
}

static bool is_only_words(const Draft *node, const Child *children, const bool *only_words)
{
    bool only = node->kind == NODE_WORD || node->kind == NODE_NUMBER ||
                (is_plain_choice(node->kind, node->gap) && node->child_count);
    for (uint32_t c = 0; c < node->child_count && only; c++) only = only_words[children[c].node];
    return only;
}

/* Without recursion. */
bool order_nodes(const PhrasebookBuilder *builder, PhraseId *order, bool *only_words, Problems *problems)
{
    enum { NEW_NODE, OPEN, DONE };
    size_t count = builder->drafts.count, ordered = 0;
    char *state = NEW_ARRAY(builder->keep, char, count);
    Step *path = NEW_ARRAY(builder->keep, Step, count + 1);
    for (PhraseId start = 0; start < count; start++) {
        if (state[start] != NEW_NODE) continue;
        size_t depth = 0;
        path[depth++] = (Step){start, 0};
        state[start] = OPEN;
        while (depth) {
            Step *top = &path[depth - 1];
            const Draft *node = &builder->drafts.items[top->node];
            const Child *children = children_of(builder, node);
            while (top->next_child < node->child_count && state[children[top->next_child].node] == DONE)
                top->next_child++;
            if (top->next_child == node->child_count) {
                only_words[top->node] = is_only_words(node, children, only_words);
                state[top->node] = DONE;
                order[ordered++] = top->node;
                depth--;
                continue;
            }
            PhraseId child = children[top->next_child++].node;
            if (state[child] == OPEN) {
                PhraseId set = set_in_circle(builder, path, depth, child);
                return json_problem(problems, definition_of(builder, set), "the set \"%.*s\" contains itself",
                                    TEXT_ARGS(source_of(builder, set)));
            }
            state[child] = OPEN;
            path[depth++] = (Step){child, 0};
        }
    }
    return true;
}
