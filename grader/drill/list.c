#include "drill/drill.h"

#include "base/unicode.h"
#include "base/wrap.h"
#include "report/report.h"
#include "study/day.h"

enum { INDENT = 2, ID_COLUMNS = 7, NUMBER_COLUMNS = 9 };

static void pad(Buffer *out, Text text, size_t columns)
{
    size_t width = unicode_width(text);
    buffer_add(out, text);
    buffer_repeat(out, TEXT(" "), width < columns ? columns - width : 0);
}

static size_t count_due(const Schedule *schedule, const Scope *scope, int today)
{
    size_t count = 0;
    for (size_t i = 0; i < schedule->count; i++)
        count += scope_has(scope, &schedule->items[i]) && item_is_due(&schedule->items[i], today);
    return count;
}

static void add_item(Buffer *out, const Item *item, int today, size_t width)
{
    Buffer meaning = buffer_new(out->arena);
    int late = today - item->due;
    buffer_format(&meaning, "%.*s: last %s on %.*s", TEXT_ARGS(item->criterion->title), rung_names[item->last_rung],
                  TEXT_ARGS(day_write(item->last_day, out->arena)));
    if (late > 0) buffer_format(&meaning, ", %d %s late", late, late == 1 ? "day" : "days");
    buffer_repeat(out, TEXT(" "), INDENT);
    pad(out, unicode_printable(item->criterion->id, out->arena), ID_COLUMNS);
    wrap_add(out, unicode_printable(buffer_text(&meaning), out->arena), width, INDENT + ID_COLUMNS,
             INDENT + ID_COLUMNS);
    buffer_add_byte(out, '\n');
}

/* The most overdue first, as they are asked. */
static void add_due(Buffer *out, const Schedule *schedule, const Scope *scope, int today, size_t width)
{
    bool *listed = NEW_ARRAY(out->arena, bool, schedule->count);
    for (size_t left = count_due(schedule, scope, today); left > 0; left--) {
        size_t first = schedule->count;
        for (size_t i = 0; i < schedule->count; i++) {
            const Item *item = &schedule->items[i];
            if (listed[i] || !scope_has(scope, item) || !item_is_due(item, today)) continue;
            if (first == schedule->count || item->due < schedule->items[first].due) first = i;
        }
        listed[first] = true;
        add_item(out, &schedule->items[first], today, width);
    }
}

/* How far one dimension is. */
typedef struct {
    size_t criteria, fresh, due, reviews;
} Tally;

static Tally tally(const Schedule *schedule, const Scope *scope, const Dimension *dimension, int today)
{
    Tally sum = {0};
    for (size_t i = 0; i < schedule->count; i++) {
        const Item *item = &schedule->items[i];
        if (item->dimension != dimension || !scope_has(scope, item)) continue;
        sum.criteria++;
        sum.fresh += item_is_new(item);
        sum.due += item_is_due(item, today);
        sum.reviews += item->reviews;
    }
    return sum;
}

static size_t widest_title(const Rubric *rubric)
{
    size_t widest = 0;
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        size_t width = unicode_width(rubric->dimensions[d].title);
        if (width > widest) widest = width;
    }
    return widest;
}

static void add_table(Buffer *out, const Schedule *schedule, const Scope *scope, int today)
{
    const Rubric *rubric = schedule->rubric;
    size_t title = widest_title(rubric);
    buffer_repeat(out, TEXT(" "), INDENT + title);
    buffer_format(out, "%*s%*s%*s%*s\n", NUMBER_COLUMNS, "due", NUMBER_COLUMNS, "later", NUMBER_COLUMNS, "new",
                  NUMBER_COLUMNS, "reviews");
    for (size_t d = 0; d < rubric->dimension_count; d++) {
        const Dimension *dimension = &rubric->dimensions[d];
        Tally sum = tally(schedule, scope, dimension, today);
        if (sum.criteria == 0) continue;
        buffer_repeat(out, TEXT(" "), INDENT);
        pad(out, unicode_printable(dimension->title, out->arena), title);
        buffer_format(out, "%*zu%*zu%*zu%*zu\n", NUMBER_COLUMNS, sum.due, NUMBER_COLUMNS,
                      sum.criteria - sum.fresh - sum.due, NUMBER_COLUMNS, sum.fresh, NUMBER_COLUMNS, sum.reviews);
    }
}

static const Item *next_later(const Schedule *schedule, const Scope *scope, int today)
{
    const Item *next = NULL;
    for (size_t i = 0; i < schedule->count; i++) {
        const Item *item = &schedule->items[i];
        if (!scope_has(scope, item) || item_is_new(item) || item->due <= today) continue;
        if (!next || item->due < next->due) next = item;
    }
    return next;
}

void drill_write_list(Buffer *out, const Schedule *schedule, const Scope *scope, int today, size_t width)
{
    size_t due = count_due(schedule, scope, today);
    const Item *later = next_later(schedule, scope, today);
    buffer_format(out, "%.*s: %zu due", TEXT_ARGS(day_write(today, out->arena)), due);
    if (later) buffer_format(out, ", the next on %.*s", TEXT_ARGS(day_write(later->due, out->arena)));
    buffer_add(out, TEXT("\n\n"));
    add_due(out, schedule, scope, today, width);
    if (due) buffer_add_byte(out, '\n');
    add_table(out, schedule, scope, today);
}
