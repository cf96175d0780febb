/*
 * libFuzzer: grade any source under our own rubric and write every report of it.
 * Grading must not depend on what was graded before.
 */

#include "grade/grade.h"
#include "pack/pack.h"
#include "report/report.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The pack is the repository, so this runs in its top folder. */
static const Rubric *own_rubric(Arena *keep)
{
    Problems problems = problems_new(keep);
    const Pack *pack = pack_from_folder(TEXT("."), keep, &problems);
    const Rubric *rubric = pack ? pack_rubric(pack, TEXT(""), RUBRIC_TO_GRADE, keep, &problems) : NULL;
    for (size_t i = 0; i < problems.list.count; i++)
        fprintf(stderr, "%.*s: %.*s\n", TEXT_ARGS(problems.list.items[i].place),
                TEXT_ARGS(problems.list.items[i].message));
    if (!rubric) abort();
    return rubric;
}

static void check_evidence(const Evidence *evidence, const Transcript *transcript)
{
    assert(evidence->start < evidence->end && evidence->end <= transcript->text.length);
    assert(evidence->line >= 1 && evidence->rung >= 0 && evidence->rung < RUNG_COUNT);
    assert(evidence->depth >= 0 && evidence->depth <= 1);
}

static void check(const Grade *grade)
{
    if (!grade->judged) {
        assert(grade->reason.length);
        return;
    }
    assert(grade->score >= 0 && grade->score <= 100 && grade->band >= 0 && grade->band < BAND_COUNT);
    assert(grade->signal_low <= grade->signal && grade->signal <= grade->signal_high);
    for (size_t d = 0; d < grade->rubric->dimension_count; d++) {
        const DimensionGrade *dimension = &grade->dimensions[d];
        assert(dimension->score >= 0 && dimension->score <= 100);
        for (size_t c = 0; c < dimension->dimension->criterion_count; c++) {
            const CriterionGrade *criterion = &dimension->criteria[c];
            assert(criterion->value >= 0 && criterion->value <= 1);
            assert((criterion->rung > 0) == (criterion->evidence_count > 0));
            for (size_t i = 0; i < criterion->evidence_count; i++)
                check_evidence(&criterion->evidence[i], grade->transcript);
            if (criterion->miss) check_evidence(criterion->miss, grade->transcript);
        }
    }
}

static Text reports_of(const Grade *grade, Arena *keep)
{
    const Provenance from = {TEXT("0"), TEXT("fuzz"), TEXT("0"), TEXT("0")};
    Buffer all = buffer_new(keep);
    for (const ReportFormat *format = report_formats; format->name; format++) {
        for (int detail = REPORT_EVIDENCE; detail <= REPORT_TRACE; detail++) {
            const ReportStyle style = {.width = 60,
                                       .colour = detail == REPORT_TRACE,
                                       .detail = (ReportDetail)detail,
                                       .plain = detail == REPORT_BANDS};
            report_alone(&all, format, grade, &from, &style);
            report_many(&all, format, grade->rubric, &grade, 1, &from, &style);
        }
    }
    return buffer_text(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Arena kept;
    static const Rubric *rubric;
    if (!rubric) {
        kept = arena_open();
        rubric = own_rubric(&kept);
    }
    Arena arena = kept; /* rewound when the next input comes */
    Problems problems = problems_new(&arena);
    const Transcript *transcript =
        transcript_read(text_keep((Text){(const char *)bytes, size}, &arena), TEXT("input"), &arena, &problems);
    if (!transcript) return 0;
    size_t asked = size % (rubric->prompt_count + 1);
    const Task task = {asked ? &rubric->prompts[asked - 1] : NULL, transcript->question, NULL};
    Grader *grader = grader_new(rubric, &arena);
    const Grade *first = grade_transcript(grader, transcript, &task, &arena);
    check(first);
    const Grade *again = grade_transcript(grader, transcript, &task, &arena);
    assert(text_equal(reports_of(first, &arena), reports_of(again, &arena)));
    grader_free(grader);
    return 0;
}
