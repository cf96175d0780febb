#ifndef GRADER_BASE_ARENA_H
#define GRADER_BASE_ARENA_H

/*
 * An arena: memory taken piece by piece and given back all at once.
 *
 * The parameter tells the lifetime. `Arena *keep`: the result outlives the
 * call. `Arena scratch`, by value: workspace, forgotten when the function
 * returns. Running out of memory ends the program here, so nobody checks.
 */

#include "base/text.h"

typedef struct {
    char *at;  /* the next free byte */
    char *end; /* past the last byte */
    char *start;
} Arena;

/* Reserve address space; pages are only used once they are touched. */
Arena arena_open(void);
void arena_close(Arena *arena);

/* Zeroed memory for `count` things of `size` bytes, aligned to `align`. */
void *arena_take(Arena *arena, size_t size, size_t align, size_t count);

#define NEW(arena, Type)               ((Type *)arena_take(arena, sizeof(Type), _Alignof(Type), 1))
#define NEW_ARRAY(arena, Type, count)  ((Type *)arena_take(arena, sizeof(Type), _Alignof(Type), count))

/* Copies that live in the arena. */
Text text_keep(Text text, Arena *keep);
char *text_terminated(Text text, Arena *keep);

/*
 * A growing list in an arena:
 *
 *     LIST_OF(Turn) turns = {0};
 *     *LIST_ADD(&turns, keep) = turn;
 */
#define LIST_OF(Type)        \
    struct {                 \
        Type *items;         \
        size_t count;        \
        size_t capacity;     \
    }

#define LIST_ADD(list, arena)                                                                  \
    ((void)((list)->count < (list)->capacity ||                                                \
            list_grow((void **)&(list)->items, &(list)->capacity, sizeof *(list)->items, arena)), \
     (list)->items + (list)->count++)

bool list_grow(void **items, size_t *capacity, size_t item_size, Arena *arena);

#endif
