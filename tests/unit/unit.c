/* Invariants of the room everything stands on, and figures that can be worked out by hand; behaviour is tested by
   examples. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/unicode.h"
#include "json/writer.h"
#include "lexis/frozen.h"
#include "lexis/scanner.h"
#include "study/day.h"
#include "study/items.h"
#include "study/schedule.h"
#include "study/trend.h"

#include <stdio.h>
#include <string.h>

static int failed;

static void check(bool holds, const char *what)
{
    printf("%s %s\n", holds ? "ok" : "not ok", what);
    failed += !holds;
}

#define CHECK(condition) check(condition, #condition)

static void check_text(void)
{
    Text rest = TEXT("a\r\nb\n\nc"), line;
    int lines = 0;
    while (text_next_line(&rest, &line)) lines++;
    CHECK(lines == 4);
    CHECK(text_find(TEXT("aaab"), TEXT("ab")) == 2);
    CHECK(text_find(TEXT("abc"), TEXT("abcd")) == TEXT_NOT_FOUND);
    CHECK(text_slice(TEXT("abc"), 2, 99).length == 1);
    CHECK(text_slice(TEXT("abc"), 9, 1).length == 0);
    CHECK(text_compare(TEXT("ab"), TEXT("abc")) < 0);
    CHECK(text_trim(TEXT(" \t x \n")).length == 1);
    CHECK(text_hash(TEXT("")) == 14695981039346656037u); /* the FNV-1a offset basis */
    CHECK(text_hash(TEXT("a")) == 12638187200555641996u);
    unsigned number;
    CHECK(text_whole_number(TEXT("042"), &number) && number == 42);
    CHECK(!text_whole_number(TEXT("4294967296"), &number));
    CHECK(!text_whole_number(TEXT("-1"), &number));
}

static void check_arena(void)
{
    Arena arena = arena_open();
    LIST_OF(int) list = {0};
    for (int i = 0; i < 1000; i++) {
        *LIST_ADD(&list, &arena) = i;
        if (i % 7 == 0) NEW(&arena, char); /* so that it cannot always grow in place */
    }
    bool kept = list.count == 1000;
    for (int i = 0; i < 1000; i++) kept = kept && list.items[i] == i;
    check(kept, "a list keeps its items while it grows");

    char *mark = arena.at;
    Arena scratch = arena;
    memset(NEW_ARRAY(&scratch, char, 100), 1, 100);
    CHECK(arena.at == mark);
    char *again = NEW_ARRAY(&arena, char, 100);
    bool zero = true;
    for (int i = 0; i < 100; i++) zero = zero && again[i] == 0;
    check(zero, "memory is zero although scratch was written there");
    CHECK(((uintptr_t)NEW(&arena, double) & (_Alignof(double) - 1)) == 0);
    arena_close(&arena);
}

static void check_buffer(Arena keep)
{
    Buffer a = buffer_new(&keep), b = buffer_new(&keep);
    for (int i = 0; i < 500; i++) {
        buffer_format(&a, "%d,", i % 10);
        buffer_add_byte(&b, 'x');
    }
    CHECK(buffer_text(&a).length == 1000);
    CHECK(text_starts_with(buffer_text(&a), TEXT("0,1,2,")));
    CHECK(buffer_text(&b).length == 500);
}

static void check_unicode(Arena keep)
{
    CHECK(unicode_valid_prefix(TEXT("ab\xffz")) == 2);
    CHECK(unicode_valid_prefix(TEXT("\xc0\x80")) == 0);         /* overlong */
    CHECK(unicode_valid_prefix(TEXT("\xed\xa0\x80")) == 0);     /* a surrogate */
    CHECK(text_equal(unicode_fold(TEXT("\xEF\xAC\x81X"), &keep), TEXT("fix"))); /* the ligature */
    CHECK(unicode_width(TEXT("e\xCC\x81")) == 1);               /* e and a combining accent */
    CHECK(unicode_width(TEXT("\xE6\x97\xA5")) == 2);            /* a CJK character */
    CHECK(text_equal(unicode_printable(TEXT("a\x1b[31mb\x07\xE2\x80\xAE""c"), &keep), TEXT("abc")));
    CHECK(text_equal(unicode_printable(TEXT("a\x1b]0;title\x07z"), &keep), TEXT("az")));
}

static void check_digest(Arena keep)
{
    CHECK(text_equal(digest_sha256(TEXT("abc"), &keep), /* FIPS 180-4, example 1 */
                     TEXT("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
}

/* Of every length up to four steps of it: whichever byte differs, and whatever its length. */
static void check_quick_digest(void)
{
    enum { LONGEST = 130 };
    char bytes[LONGEST] = {0};
    int wrong = 0;
    for (size_t length = 0; length < LONGEST; length++) {
        uint64_t digest = digest_quick((Text){bytes, length});
        wrong += digest != digest_quick((Text){bytes, length}) || digest == digest_quick((Text){bytes, length + 1});
        for (size_t at = 0; at < length; at++) {
            bytes[at] = (char)0x80;
            wrong += digest == digest_quick((Text){bytes, length});
            bytes[at] = 0;
        }
    }
    check(wrong == 0, "a quick digest tells every changed byte and every other length");
}

/* --- frozen phrasebooks ------------------------------------------------------- */

enum { PHRASES = 2 };

/* What the reader of a small book is given. */
typedef struct {
    PhraseId set, list, none, phrases[PHRASES];
    uint64_t stem;
    const Phrasebook *book;
} Small;

static Small read_small(PhrasebookBuilder *builder, Arena *keep)
{
    Problems problems = problems_new(keep);
    const Json *json = json_read(TEXT("{\"set\": [\"calibration curve\", \"re:[0-9]+ ?ms\"], \"list\": [\"@set NEAR/4 "
                                      "(drift|shift)\", \"latency AND budget\", \"retrain* ... weekly\"], \"fillers\": "
                                      "[\"you know\", \"um\"], \"phrases\": [\"precision|recall\", \"# percent\"]}"),
                                 TEXT("small"), keep, &problems);
    Small small = {.set = phrasebook_define(builder, TEXT("set"), json_find(json, "set"), &problems)};
    small.list = phrasebook_any(builder, json_find(json, "list"), &problems);
    small.none = phrasebook_any(builder, NULL, &problems);
    phrasebook_fillers(builder, json_find(json, "fillers"), &problems);
    for (size_t i = 0; i < PHRASES; i++)
        small.phrases[i] = phrasebook_phrase(builder, &json_find(json, "phrases")->items[i], &problems);
    small.stem = phrasebook_stem(builder, TEXT("Retraining"));
    small.book = phrasebook_finish(builder, &problems);
    return small;
}

static bool same_spans(Scanner *a, Scanner *b, PhraseId phrase)
{
    size_t count, others;
    const Span *spans = scanner_spans(a, phrase, &count), *other = scanner_spans(b, phrase, &others);
    return count == others && (count == 0 || memcmp(spans, other, count * sizeof *spans) == 0);
}

/* How many of the small book's phrases were found by both, or -1 if not the same way. */
static int found_alike(const Small *a, const Small *b, Text unit, Arena keep)
{
    const PhraseId all[] = {a->set, a->list, a->phrases[0], a->phrases[1]};
    Scanner *one = scanner_new(a->book, &keep), *other = scanner_new(b->book, &keep);
    int found = 0;
    bool same = scanner_scan(one, unit) == scanner_scan(other, unit);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        same = same && same_spans(one, other, all[i]);
        found += scanner_found(other, all[i]);
    }
    scanner_free(one);
    scanner_free(other);
    return same ? found : -1;
}

/* Somewhere else in memory, `shift` bytes from where it may stand. */
static Text moved(Text frozen, size_t shift, Arena *keep)
{
    char *copy = arena_take(keep, 1, FROZEN_ALIGNMENT, frozen.length + shift);
    memcpy(copy + shift, frozen.at, frozen.length);
    return (Text){copy + shift, frozen.length};
}

static void check_thawing(const Small *fresh, Text frozen, Arena keep)
{
    Small again = *fresh;
    again.book = phrasebook_thaw(frozen, TEXT("small"), &keep);
    CHECK(again.book != NULL);
    if (!again.book) return;
    again = read_small(phrasebook_again(again.book, &keep), &keep);
    CHECK(again.set == fresh->set && again.list == fresh->list && again.none == NO_PHRASE);
    CHECK(memcmp(again.phrases, fresh->phrases, sizeof again.phrases) == 0 && again.stem == fresh->stem);
    Text source = phrase_source(again.book, again.phrases[0]);
    CHECK(text_equal(source, TEXT("precision|recall")));
    CHECK(source.at > frozen.at && source.at < frozen.at + frozen.length); /* nothing was copied */
    CHECK(found_alike(fresh, &again, TEXT("The calibrtion curve, um, may you know shift: 7 percent."), keep) == 3);
    CHECK(found_alike(fresh, &again, TEXT("Within 20 ms of the latency budget, and recall."), keep) == 3);
    CHECK(found_alike(fresh, &again, TEXT("We walk."), keep) == 0);
    CHECK(text_equal(phrasebook_freeze(again.book, TEXT("small"), &keep), frozen));
}

/* Whatever happens to the bytes, there is no book rather than another one. */
static void check_damage(Text frozen, Arena keep)
{
    Text name = TEXT("small");
    int thawed = 0;
    CHECK(!phrasebook_thaw(frozen, TEXT("smal"), &keep) && !phrasebook_thaw(frozen, TEXT("small "), &keep));
    CHECK(!phrasebook_thaw(TEXT(""), name, &keep) && phrasebook_thaw(moved(frozen, 0, &keep), name, &keep));
    CHECK(!phrasebook_thaw(moved(frozen, 8, &keep), name, &keep));
    for (size_t length = 0; length < frozen.length; length++) {
        Arena scratch = keep;
        thawed += phrasebook_thaw((Text){frozen.at, length}, name, &scratch) != NULL;
    }
    check(thawed == 0, "a frozen phrasebook that is cut short is refused");
    Text damaged = moved(frozen, 0, &keep);
    for (size_t bit = 0; bit < damaged.length * 8; bit++) {
        Arena scratch = keep;
        char *at = (char *)damaged.at + bit / 8, as_it_was = *at;
        *at = (char)(*at ^ 1 << bit % 8);
        thawed += phrasebook_thaw(damaged, name, &scratch) != NULL;
        *at = as_it_was;
    }
    check(thawed == 0, "a frozen phrasebook with one bit flipped is refused");
    CHECK(phrasebook_thaw(damaged, name, &keep) != NULL);
}

static void check_frozen(Arena keep)
{
    Small fresh = read_small(phrasebook_new(TEXT("en"), &keep), &keep);
    CHECK(fresh.book != NULL);
    if (!fresh.book) return;
    Text frozen = phrasebook_freeze(fresh.book, TEXT("small"), &keep);
    check_thawing(&fresh, frozen, keep);
    check_damage(frozen, keep);
    Buffer two = buffer_new(&keep);
    buffer_add(&two, phrasebook_freeze(fresh.book, TEXT("first"), &keep));
    buffer_add(&two, frozen);
    Text both = moved(buffer_text(&two), 0, &keep);
    CHECK(phrasebook_thaw(both, TEXT("first"), &keep) && phrasebook_thaw(both, TEXT("small"), &keep));
    CHECK(!phrasebook_thaw(both, TEXT("third"), &keep));
}

static void check_writer(Arena keep)
{
    Buffer out = buffer_new(&keep);
    JsonWriter writer = json_writer(&out, true);
    json_open_array(&writer);
    json_decimal(&writer, 0.1 + 0.2, 3);
    json_decimal(&writer, -2.5, 3);
    json_decimal(&writer, -0.0001, 2);
    json_decimal(&writer, 7, 2);
    json_text(&writer, TEXT("\"\\\x01"));
    json_close_array(&writer);
    CHECK(text_equal(buffer_text(&out), TEXT("[0.3,-2.5,0,7,\"\\\"\\\\\\u0001\"]")));
}

static void check_problems(Arena keep)
{
    Problems problems = problems_new(&keep);
    CHECK(!problem(&problems, TEXT("x.json"), "must be %d", 3));
    CHECK(problems.list.count == 1);
    CHECK(text_equal(problems.list.items[0].message, TEXT("must be 3")));
}

static void check_days(Arena keep)
{
    int day, next, wrong = 0;
    CHECK(day_read(TEXT("0001-01-01"), &day) && day == 0);
    CHECK(day_read(TEXT("2024-02-29"), &day) && day_read(TEXT("2024-03-01"), &next) && next == day + 1);
    CHECK(day_read(TEXT("2026-12-31"), &day) && day_read(TEXT("2027-01-01"), &next) && next == day + 1);
    CHECK(day_read(TEXT("1970-01-01"), &day) && day_read(TEXT("2001-09-09"), &next) && next - day == 11574); /* 1e9 s */
    CHECK(!day_read(TEXT("1900-02-29"), &day) && !day_read(TEXT("2026-13-01"), &day));
    CHECK(!day_read(TEXT("2026-1-01"), &day) && !day_read(TEXT("0000-01-01"), &day));
    CHECK(text_equal(day_write(0, &keep), TEXT("0001-01-01")));
    for (int i = 0; i < 3652059; i += 13) { /* to the end of 9999 */
        Arena scratch = keep;
        wrong += !day_read(day_write(i, &scratch), &day) || day != i;
    }
    CHECK(wrong == 0);
}

/* Worked out by hand from Wozniak's formulas. A quality q adds 0.1 - (5 - q)(0.08 + (5 - q) 0.02) to the
   easiness: +0.10 for 5, 0 for 4, -0.14 for 3; below 3 it stays. The intervals are 1, 6, then the last one
   times the new easiness, rounded up; a miss starts them again.
       4444    6 * 2.50 = 15, 15 * 2.50 = 37.5
       5555    6 * 2.80 = 16.8, 17 * 2.90 = 49.3
       3333    6 * 2.08 = 12.48, 13 * 1.94 = 25.22
       44244   the miss gives 1 day, the next success 6, then 6 * 2.50 = 15
       5041    2.60; a miss; then 6 days, and a miss
   Nine times 3 would take the easiness to 1.24; it stops at 1.30: 1, 6, 13, 26 (25.22), 47 (26 * 1.80 = 46.8),
   79 (47 * 1.66 = 78.02), 121 (79 * 1.52 = 120.08), 167 (121 * 1.38 = 166.98), 218 (167 * 1.30 = 217.1). */
static void check_schedule(void)
{
    static const struct {
        const char *qualities;
        int interval, easiness;
    } rows[] = {
        {"4", 1, 250},    {"44", 6, 250},   {"444", 15, 250},   {"4444", 38, 250},  {"5", 1, 260},
        {"55", 6, 270},   {"555", 17, 280}, {"5555", 50, 290},  {"333", 13, 208},   {"3333", 26, 194},
        {"442", 1, 250},  {"4424", 6, 250}, {"44244", 15, 250}, {"0", 1, 250},      {"04", 6, 250},
        {"5041", 1, 260}, {"504", 6, 260},  {"33333", 47, 180}, {"33333333", 167, 138}, {"333333333", 218, 130},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Memory memory = memory_new;
        for (const char *quality = rows[i].qualities; *quality; quality++)
            memory = memory_after(memory, *quality - '0');
        check(memory.interval == rows[i].interval && memory.easiness == rows[i].easiness, rows[i].qualities);
    }
    CHECK(rung_is_miss(0) && rung_is_miss(1) && !rung_is_miss(2) && !rung_is_miss(3));
    Memory memory = memory_new;
    for (int i = 0; i < 100; i++) memory = memory_after(memory, 5);
    CHECK(memory.interval == 36500); /* and no overflow on the way */
}

static Trend trend(const double *scores, size_t count, Arena scratch)
{
    const double margin = 3;
    return trend_of(scores, count, margin, scratch);
}

/* By hand: a pair (i, k) has the slope (k-th - i-th) / (k - i); S is the pairs that rise less those that fall. */
static void check_trend(Arena keep)
{
    const double rising[] = {40, 42, 44, 46, 48, 50}, falling[] = {50, 40, 30, 20, 10, 0};
    CHECK(trend(rising, 2, keep).kind == TREND_UNKNOWN && !trend(rising, 2, keep).slope.known);
    CHECK(trend(rising, 3, keep).kind == TREND_UNCLEAR && trend(rising, 3, keep).slope.value == 2);
    CHECK(trend(rising, 4, keep).kind == TREND_UNCLEAR); /* S = 6, which 1 of 12 orders reaches */
    CHECK(trend(rising, 5, keep).kind == TREND_UP);      /* S = 10, which 1 of 60 orders reaches */
    CHECK(trend(falling, 5, keep).kind == TREND_DOWN && trend(falling, 5, keep).slope.value == -10);

    /* Slopes 1/1 1/2 1/3 -46/4, 0 0 -47/3, 0 -47/2, -47/1: the middle two of ten are 0, 0. S = 3 - 4. */
    const double one_bad_day[] = {50, 51, 51, 51, 4};
    CHECK(trend(one_bad_day, 5, keep).slope.value == 0 && trend(one_bad_day, 5, keep).kind == TREND_UNCLEAR);

    /* As steady as can be, but 4 x 0.5 = 2 points in all are within the margin of 3. */
    const double slow[] = {40, 40.5, 41, 41.5, 42};
    CHECK(trend(slow, 5, keep).slope.value == 0.5 && trend(slow, 5, keep).kind == TREND_UNCLEAR);

    /* S = 11 for 13 pairs that rise and 2 that fall: 10^2 = 100 stays below 1.96^2 x 28.33; one fall less does not. */
    const double shaky[] = {10, 30, 20, 40, 60, 50}, less_shaky[] = {10, 20, 30, 40, 60, 50};
    CHECK(trend(shaky, 6, keep).kind == TREND_UNCLEAR);
    CHECK(trend(less_shaky, 6, keep).kind == TREND_UP); /* S = 13 */

    double many[TREND_MOST + 5] = {99, 98, 97, 96, 95}; /* too long ago to count */
    for (size_t i = 5; i < TREND_MOST + 5; i++) many[i] = 1;
    CHECK(trend(many, TREND_MOST + 5, keep).slope.value == 0);
    CHECK(trend(many, TREND_MOST + 5, keep).kind == TREND_UNCLEAR);
}

static bool is_near(Figure figure, double value)
{
    return figure.known && figure.value > value - 1e-9 && figure.value < value + 1e-9;
}

/* Five answers to four items, worked out by hand. Without its own marks the totals 4 4 5 5 7 are
   for a: 4 3 4 3 4, for b: always 4, for c: 1 2 3 4 7. With distances from the means, a against
   its rest is -0.2 / sqrt(5.2 * 1.2), c against its rest -10.2 / sqrt(5.2 * 21.2). */
static void check_items(Arena keep)
{
    static const int marks[][4] = {{0, 0, 3, 1}, {1, 0, 2, 1}, {1, 1, 2, 1}, {2, 1, 1, 1}, {3, 3, 0, 1}};
    Items items = items_new(4, &keep), turned = items_new(4, &keep), two = items_new(2, &keep);
    CHECK(!item_mean(&items, 0).known && !item_discrimination(&items, 0).known);
    for (size_t i = 0; i < 5; i++) items_add(&items, marks[i]);
    for (size_t i = 5; i-- > 0;) items_add(&turned, marks[i]);
    CHECK(is_near(item_mean(&items, 0), 1.4) && is_near(item_mean(&items, 3), 1));
    CHECK(is_near(item_discrimination(&items, 0), -0.080064076902543566));
    CHECK(is_near(item_discrimination(&items, 2), -0.9714726301433106));
    CHECK(!item_discrimination(&items, 1).known); /* the others' sum never changes */
    CHECK(!item_discrimination(&items, 3).known); /* nor does the item */
    CHECK(item_discrimination(&items, 2).value == item_discrimination(&turned, 2).value);

    items_add(&two, (int[]){0, 0});
    items_add(&two, (int[]){1, 2});
    items_add(&two, (int[]){2, 1});
    CHECK(is_near(item_discrimination(&two, 0), 0.5)); /* 1 / sqrt(2 * 2), and no itself in it */
    CHECK(is_near(item_discrimination(&two, 1), 0.5));
}

int main(void)
{
    Arena keep = arena_open();
    check_text();
    check_arena();
    check_buffer(keep);
    check_unicode(keep);
    check_digest(keep);
    check_quick_digest();
    check_frozen(keep);
    check_writer(keep);
    check_problems(keep);
    check_days(keep);
    check_schedule();
    check_trend(keep);
    check_items(keep);
    arena_close(&keep);
    return failed ? 1 : 0;
}
