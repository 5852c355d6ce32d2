/* accent.h - the school's colour made readable: variants with enough contrast in light and in dark. */
#ifndef SITE_ACCENT_H
#define SITE_ACCENT_H

#include "base/arena.h"

struct accent {
    const char *light; /* "#0b5d7a": as text on white, and under white text, at least 5.5 : 1 */
    const char *dark;  /* as text on the dark page, at least 7 : 1 */
};

enum { ACCENT_DARK_PAGE = 0x12181c }; /* the page's colour in the dark, as in style.css */

/* Reads "#rrggbb" or "#rgb"; anything else, which the reader of school.md has told about, and NULL give the
 * default. */
void accent_make(struct arena *arena, const char *colour, struct accent *out);

/* Contrast of two colours 0xrrggbb by WCAG 2, in thousandths: 21000 for black on white. */
long accent_contrast(unsigned a, unsigned b);

#endif
