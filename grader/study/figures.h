#ifndef GRADER_STUDY_FIGURES_H
#define GRADER_STUDY_FIGURES_H

/*
 * Figures of agreement between what a machine (M) and what people (H) gave the
 * same texts; H may be a mean of readers and so lie between two bands.
 *
 * The definitions are those of RSMTool (EducationalTestingService/rsmtool,
 * doc/evaluation.rst), with these choices where it leaves or takes one:
 *
 *   QWK       2 cov(M,H) / (var M + var H + (mean M - mean H)^2), all divided by
 *             N: for whole bands that is Cohen's kappa with quadratic weights
 *   exact     the share with M = R, where R is H rounded, a half upwards (2.5 is 3)
 *   adjacent  the share with |M - R| <= 1
 *   error     the mean of |M - H|, in bands
 *   r         Pearson's correlation
 *   SMD       (mean M - mean H) / sd H, that sd divided by N - 1
 *
 * Band 0 counts as any other band. Only + - * / and sqrt are used, in a fixed
 * order, so that every machine finds the same figures.
 */

#include <stdbool.h>
#include <stddef.h>

/* A figure that may not exist: no correlation with a constant. */
typedef struct {
    bool known;
    double value;
} Figure;

Figure figure_mean(const double *values, size_t count);

/* Unknown when both lists are one and the same constant, and below two texts. */
Figure figure_qwk(const double *machine, const double *human, size_t count);

/* Unknown when one of the lists is constant, and below two texts. */
Figure figure_correlation(const double *a, const double *b, size_t count);

/* Unknown when the people's list is constant, and below two texts. */
Figure figure_smd(const double *machine, const double *human, size_t count);

/* Unknown without any text. */
Figure figure_exact(const double *machine, const double *human, size_t count);
Figure figure_adjacent(const double *machine, const double *human, size_t count);
Figure figure_error(const double *machine, const double *human, size_t count);

/* To a whole band, a half upwards. */
int band_rounded(double band);

#endif
