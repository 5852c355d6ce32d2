/* picture.h - the picture that is seen where a link to the site is shared. */
#ifndef SITE_PICTURE_H
#define SITE_PICTURE_H

#include "site/pages.h"

#include <stdbool.h>

/* 1200 × 630 pixels, as the Open Graph previews of Zalo and Facebook want it. */
enum { PICTURE_WIDTH = 1200, PICTURE_HEIGHT = 630 };
#define PICTURE_NAME "anh-chia-se.png"

/* Is there something to draw, and fonts to write with? */
bool picture_wanted(const struct pages *pages);

/* Is it of that year, the last with a quarter? */
bool picture_of_year(const struct model *model, const struct year *year);

/* Draws the newest quarter of the site into the tree: what the template anh-chia-se.txt says in its four
 * lines (above, the title, what was reached, below), and the tasks by group of states as a bar. Long lines
 * are set smaller, on up to three lines, and cut off with "…" in the end. Nothing when it is not wanted.
 * False after a complaint. */
bool picture_write(struct pages *pages);

#endif
