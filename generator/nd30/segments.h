/* segments.h - a page's runs of text put together: a segment is what stands on one baseline without a wide
 * gap, as a line of a paragraph, or a cell of a table. */
#ifndef ND30_SEGMENTS_H
#define ND30_SEGMENTS_H

#include "pdf/content.h"

struct segment {
    size_t page;           /* from 1 */
    double x, x2, y, size; /* y: of the baseline; points from the top left corner */
    bool bold, italic;     /* all of it */
    bool artifact, figure;
    bool in_table; /* or in a figure: no running text */
    double gray;
    bool coloured;
    const char *text, *font;
};

struct nd30_page {
    size_t number; /* from 1 */
    const struct pdf_content *content;
    struct segment *segments; /* from top to bottom, on one baseline from left to right */
    size_t count;
};

/* Makes the segments of a page; turned text is left out. */
void segments_make(struct arena *arena, struct nd30_page *page);

#endif
