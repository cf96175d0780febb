/*
 * scan_hyperscan PATTERNS TEXTS SECONDS: all patterns at once in each text, with
 * Hyperscan or Vectorscan; stops after SECONDS.
 */
#include "engine.h"

#include <hs.h>

static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *counted)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(size_t *)counted;
    return 0;
}

/* What it refuses is left out, so that one pattern does not spoil the others. */
static hs_database_t *compile(const char **patterns, unsigned *flags, unsigned *ids, size_t *count, size_t *refused)
{
    for (;;) {
        hs_database_t *database = NULL;
        hs_compile_error_t *error = NULL;
        if (hs_compile_multi(patterns, flags, ids, (unsigned)*count, HS_MODE_BLOCK, NULL, &database, &error) ==
            HS_SUCCESS)
            return database;
        if (error->expression < 0) return must(NULL, error->message);
        patterns[error->expression] = patterns[--*count];
        ++*refused;
        hs_free_compile_error(error);
    }
}

int main(int count, char **words)
{
    if (count != 4) return 2;
    Bytes patterns = file_read(words[1]), texts = file_read(words[2]);
    size_t most = piece_count(patterns, '\n') + 1, pattern_count = 0;
    Figures told = {0};
    const char **sources = must(calloc(most, sizeof *sources), "patterns");
    unsigned *flags = must(calloc(most, sizeof *flags), "flags"), *ids = must(calloc(most, sizeof *ids), "ids");
    while (patterns.length) {
        flags[pattern_count] = HS_FLAG_CASELESS;
        ids[pattern_count] = (unsigned)pattern_count; /* of one id it tells each place once */
        sources[pattern_count++] = piece_next(&patterns, '\n').at;
    }
    double start = now();
    hs_scratch_t *scratch = NULL;
    hs_database_t *database = compile(sources, flags, ids, &pattern_count, &told.refused);
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
    double compiled = now(), before = used();
    told.compiling = compiled - start;
    while (texts.length && now() - compiled < atof(words[3])) {
        Bytes text = piece_next(&texts, RECORD_END);
        if (hs_scan(database, text.at, (unsigned)text.length, 0, scratch, count_match, &told.matches) != HS_SUCCESS) return 1;
        told.bytes += text.length + 1;
    }
    told.scanning = now() - compiled;
    told.busy = used() - before;
    return say(told);
}
