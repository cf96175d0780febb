#ifndef GRADER_REPORT_DOCUMENT_H
#define GRADER_REPORT_DOCUMENT_H

/*
 * A report to keep, print or pass on: what it says, whatever it is marked up in. A
 * markup says how a heading or a quote is written; document.c says which ones there
 * are and in what order.
 *
 * A line is what stands inside a block: it is put together by the functions of the
 * first group, which escape what they are given, and then handed to one of the second.
 */

#include "report/report_parts.h"

typedef struct {
    /* Parts of a line. Control characters are gone from what they get. */
    void (*words)(Buffer *line, Text words);   /* ours or from outside */
    void (*strong)(Buffer *line, Text words);
    void (*matched)(Buffer *line, Text words); /* the part of a quote that earned something */
    void (*link)(Buffer *line, size_t answer, Text words); /* to the heading of the answer, counted from 1 */

    /* Blocks. */
    void (*begin)(Buffer *out, Text title);
    void (*heading)(Buffer *out, int level, size_t answer, Text line); /* answer 0: nothing links here */
    void (*paragraph)(Buffer *out, Text line);
    void (*quote)(Buffer *out, Text line, Text place);
    void (*open_list)(Buffer *out);
    void (*item)(Buffer *out, Text line);
    void (*close_list)(Buffer *out);
    void (*open_table)(Buffer *out, Text caption, const Text *heads, size_t count);
    void (*row)(Buffer *out, const Text *cells, size_t count); /* the first says whose row it is */
    void (*close_table)(Buffer *out);
    void (*end)(Buffer *out);
} Markup;

void document_alone(Buffer *out, const Markup *markup, const Grade *grade, const Provenance *from,
                    const ReportStyle *style);

/* A table of all, then a section for each. */
void document_many(Buffer *out, const Markup *markup, const Grade *const *grades, size_t count,
                   const Provenance *from, const ReportStyle *style);

#endif
