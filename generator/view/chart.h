/* chart.h - charts as pure geometry: rectangles, lines and texts, the same for the site (chart_svg.c) and for
 * the report (report/chart.c). Lengths are units of whoever draws: points on paper, pixels on a screen; y
 * grows downwards. Each series has a pattern besides its colour and its word in the legend, so that a print
 * in black and white says the same. */
#ifndef VIEW_CHART_H
#define VIEW_CHART_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum chart_kind {
    CHART_BARS,    /* a horizontal bar a row, its values one behind the other */
    CHART_COLUMNS, /* an upright column a row, its values one upon the other */
    CHART_TARGETS, /* a bar a row for what was reached, a mark where the target is */
};

/* How a series is filled where there is no colour. */
enum chart_pattern {
    CHART_SOLID,
    CHART_SLANTED, /* lines rising to the right */
    CHART_CROSSED, /* lines both ways */
    CHART_EMPTY,
    CHART_DOTTED,
    CHART_LINED, /* level lines */
    CHART_PATTERNS
};

/* Of what a pattern consists, one tile of step by step units. */
struct chart_tile {
    double step; /* 0: no lines and no dots */
    bool rising, falling, level, dots;
    bool full; /* the whole of it is ink */
};
const struct chart_tile *chart_tile(enum chart_pattern pattern);

struct chart_series {
    const char *id;   /* of the colour: "xong"; NULL: none */
    const char *name; /* "Đã hoàn thành" */
};

struct chart_row {
    const char *label;
    const int64_t *values; /* a value a series, thousandths, none below 0; of TARGETS: reached, target.
                            * NULL: there are none */
    const char *note;      /* stands behind the bar: "4 nhiệm vụ", "2/4 buổi"; NULL: none */
    const char *none;      /* printed where there are no values: "chưa có báo cáo" */
};

/* What a chart shows. The n-th series has the n-th pattern. TARGETS has the series and the mark of
 * chart_target_series. */
struct chart_data {
    enum chart_kind kind;
    const char *title;
    const char *row_name; /* what the rows are: "Quý" */
    const struct chart_series *series;
    size_t series_count; /* at most CHART_PATTERNS */
    const struct chart_row *rows;
    size_t row_count;
};

enum { CHART_REACHED, CHART_BELOW, CHART_UNUSED, CHART_REST, CHART_TARGET_SERIES };
extern const struct chart_series chart_target_series[CHART_TARGET_SERIES];

/* How it is to be drawn. */
struct chart_style {
    double width, size, leading; /* of the whole; of the letters; from line to line */
    double label_share;          /* part of the width for labels left of the bars; 0: labels stand above */
    /* Width of n bytes at size 1; never less than what will be drawn. */
    double (*text_width)(const void *data, const char *text, size_t n, bool bold);
    const void *data;
};

struct chart_box { /* a value, or a swatch of the legend */
    double x, y, width, height;
    size_t series;
    bool swatch;
};

enum chart_line_kind {
    CHART_AXIS,   /* where bars begin */
    CHART_LEADER, /* from a value to its number outside */
    CHART_TARGET, /* thick: the target */
};

struct chart_line {
    double x, y, x2, y2;
    enum chart_line_kind kind;
};

enum chart_anchor { CHART_START, CHART_MIDDLE, CHART_END };

struct chart_text {
    double x, y; /* y: of the baseline; x: see anchor */
    double width;
    enum chart_anchor anchor;
    const char *text;
    bool bold;
    bool plate; /* stands on a value: a plate of paper under it keeps it legible */
};

/* A stretch from top to bottom that may stand on a page by itself, with what is drawn in it: items first up
 * to, not including, the first of the next band. Band 0 is the legend. */
struct chart_band {
    double top, bottom;
    size_t box, line, text;
};

struct chart {
    enum chart_kind kind; /* COLUMNS too narrow for their words become BARS */
    double width, height;
    struct chart_box *boxes;
    struct chart_line *lines;
    struct chart_text *texts;
    struct chart_band *bands; /* band_count, and one more that holds the ends */
    size_t box_count, line_count, text_count, band_count;
};

/* Lays a chart out: no text runs into another or over the width, the boxes of a row add up to its bar. A
 * chart without rows has only its height of 0. All in the arena. */
struct chart *chart_make(struct arena *arena, const struct chart_data *data, const struct chart_style *style);

/* The box of a text: from x0 to x1, from y0 to y1. */
void chart_text_box(const struct chart_text *text, const struct chart_style *style, double *x0, double *y0,
                    double *x1, double *y1);

/* All its figures in words, for who cannot see it. */
char *chart_words(struct arena *arena, const struct chart_data *data);

#endif
