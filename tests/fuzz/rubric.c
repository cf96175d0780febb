/* libFuzzer: read any bytes as a built pack, and grade a short answer by each of its rubrics. */

#include "grade/grade.h"
#include "pack/pack.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char answer[] =
    "# Drift\n\nWe watch the drift of every feature with PSI, because the fleet changes.\n"
    "- roll back at 0.1, not by hand\n\n> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\n\nIs it 40 ms?\n";

static void check_grade(const Rubric *rubric, const Prompt *prompt, Arena keep)
{
    Problems problems = problems_new(&keep);
    const Transcript *transcript = transcript_read(text_from(answer), TEXT("answer"), &keep, &problems);
    Grader *grader = grader_new(rubric, &keep);
    const Task task = {prompt, TEXT("How would you build it?"), NULL};
    const Grade *grade = grade_transcript(grader, transcript, &task, &keep);
    assert(!grade->judged || (grade->score >= 0 && grade->score <= 100));
    grader_free(grader);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Arena kept;
    if (!kept.start) kept = arena_open();
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    const Text source = text_keep((Text){(const char *)bytes, size}, &arena);
    const Pack *pack = pack_from_text(source, TEXT("input"), TEXT(""), &arena, &problems);
    assert((pack == NULL) == (problems.list.count > 0));
    for (size_t i = 0; pack && i < pack->rubrics->count; i++) {
        const Json *id = json_find(&pack->rubrics->items[i], "id");
        size_t before = problems.list.count;
        const Rubric *rubric = pack_rubric(pack, id->string, RUBRIC_TO_ASK, &arena, &problems);
        assert((rubric == NULL) == (problems.list.count > before));
        if (!rubric) continue;
        check_grade(rubric, NULL, arena);
        for (size_t p = 0; p < rubric->prompt_count; p++) check_grade(rubric, &rubric->prompts[p], arena);
    }
    return 0;
}
