/* chart_svg.h - charts as inline SVG: patterns besides colours, no script, no style attribute; colours are
 * the stylesheet's (classes nhom-…), so that light, dark and print need no other drawing. */
#ifndef SITE_CHART_SVG_H
#define SITE_CHART_SVG_H

#include "base/arena.h"
#include "view/chart.h"
#include "view/value.h"

/* How charts look on the site; unit tests judge the layout with it. */
struct chart_style chart_svg_style(void);

/* The chart as an SVG element with title and description (all its figures), or NULL when it has no rows. id:
 * begins the ids in it, which must be new to the page. In the arena. */
char *chart_svg(struct arena *arena, const struct chart_data *data, const char *id);

#endif
