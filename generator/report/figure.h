/* figure.h - what is drawn between begin and end is one figure for those who cannot see it (ISO
 * 32000-1, 14.8.4.5). */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "report/layout.h"

/* From layout->y on, over the width of the text. alt: all that it tells, in words. */
void figure_begin(struct layout *layout, const char *alt);
/* It ends at layout->y. */
void figure_end(struct layout *layout);

#endif
