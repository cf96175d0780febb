/*
 * loop_pcre2 PATTERNS TEXTS SECONDS: every match of every pattern in each text, one
 * pattern after the other, with PCRE2's JIT; stops after SECONDS.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "engine.h"

#include <pcre2.h>

static size_t matches_in(pcre2_code *code, pcre2_match_data *match, Bytes text)
{
    size_t count = 0, at = 0;
    while (pcre2_jit_match(code, (PCRE2_SPTR)text.at, text.length, at, 0, match, NULL) >= 0) {
        count++;
        at = pcre2_get_ovector_pointer(match)[1];
    }
    return count;
}

int main(int count, char **words)
{
    if (count != 4) return 2;
    Bytes patterns = file_read(words[1]), texts = file_read(words[2]);
    pcre2_code **codes = must(calloc(piece_count(patterns, '\n') + 1, sizeof *codes), "patterns");
    size_t code_count = 0;
    Figures told = {0};
    double start = now();
    while (patterns.length) {
        int error;
        size_t place;
        Bytes pattern = piece_next(&patterns, '\n');
        pcre2_code *code =
            pcre2_compile((PCRE2_SPTR)pattern.at, pattern.length, PCRE2_CASELESS, &error, &place, NULL);
        if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0) codes[code_count++] = code;
        else told.refused++;
    }
    double compiled = now(), before = used();
    told.compiling = compiled - start;
    pcre2_match_data *match = must(pcre2_match_data_create(1, NULL), "match");
    while (texts.length && now() - compiled < atof(words[3])) {
        Bytes text = piece_next(&texts, RECORD_END);
        for (size_t i = 0; i < code_count; i++) told.matches += matches_in(codes[i], match, text);
        told.bytes += text.length + 1;
    }
    told.scanning = now() - compiled;
    told.busy = used() - before;
    return say(told);
}
