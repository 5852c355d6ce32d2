/* chart_parts.h - a chart being laid out, and its words measured and broken; seen only by chart*.c. */
#ifndef VIEW_CHART_PARTS_H
#define VIEW_CHART_PARTS_H

#include "view/chart.h"

struct drawing {
    struct arena *arena;
    const struct chart_style *style;
    const struct chart_data *data;
    struct chart *out;
    double y;            /* where the next band begins */
    int64_t most;        /* the largest sum of a row */
    double scale;        /* units a thousandth */
    double slot, column; /* COLUMNS: from column to column, and how wide one is */
};

/* Lines of a text, none wider than what was asked for. */
struct chart_lines {
    const char **items;
    size_t count;
    double width; /* of the widest */
};

double chart_measure(const struct drawing *drawing, const char *text, size_t n, bool bold);
/* Breaks at spaces; a word that is too long is cut. An empty text has no lines. */
struct chart_lines chart_wrap(const struct drawing *drawing, const char *text, double width, bool bold);
/* From the top of a line to its baseline. */
double chart_baseline(const struct chart_style *style);
double chart_bar_height(const struct chart_style *style);

#endif
