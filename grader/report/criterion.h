#ifndef GRADER_REPORT_CRITERION_H
#define GRADER_REPORT_CRITERION_H

/* One criterion as people read it: its rung, the sentence behind it, what lowered
   that and what the next rung takes. */

#include "report/page.h"

/* The sentences quoted so far, since one may stand behind several criteria. */
typedef struct {
    LIST_OF(const Evidence *) list;
} Quoted;

/* A sentence with its line and heading, after a label. */
void criterion_quote(const Page *page, const char *label, const Evidence *evidence, Quoted *quoted);

/* A criterion that earned something. Trace: with every quote, its rule and depth. */
void criterion_found(const Page *page, const CriterionGrade *grade, bool trace, Quoted *quoted);

/* One that did not, with the nearest sentence if there is one. */
void criterion_missed(const Page *page, const CriterionGrade *grade, bool trace);

/* The only one that matters, in a reply so short that no line need be named. */
void criterion_reply(const Page *page, const CriterionGrade *grade);

#endif
