/* chart.h - charts in the report: the fence "bieu-do", drawn in grey and patterns. */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "report/layout.h"

/* A chart of the form, laid out when its width is known. */
struct figure;

/* Reads a fence "bieu-do"; NULL after a complaint. */
struct figure *figure_read(struct layout *layout, const struct fence *fence);

/* The height that must be free where it begins: whole when it fits a page, else legend and first rows. */
double figure_height(struct layout *layout, struct figure *figure);

/* Draws it from layout->y on, over pages when it must be (between rows, with the legend again), and its
 * caption under it. */
void figure_draw(struct layout *layout, struct figure *figure);

/* All its figures in words: what /Alt says. */
const char *figure_words(const struct figure *figure);

#endif
