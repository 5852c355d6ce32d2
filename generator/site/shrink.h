/* shrink.h - a picture made smaller by averaging what falls into each of its new pixels, row by row, so that
 * only one row of it need be there. */
#ifndef SITE_SHRINK_H
#define SITE_SHRINK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHRINK_SAMPLES = 4 }; /* of a pixel, at the most */

struct shrink {
    size_t width, height, to_width, to_height; /* to: never larger, never 0 */
    size_t samples;                            /* of a pixel, 1 to SHRINK_SAMPLES */
    bool opacity;          /* the last of them is opacity, by which the others are weighed */
    unsigned char *pixels; /* the result, in the arena: to_width × to_height × samples */

    uint64_t *across, *sums; /* of the row given last, and of the rows of one new row */
    size_t row;              /* how many rows were given */
};

/* s holds the sizes, samples and opacity. */
void shrink_begin(struct shrink *s, struct arena *arena);

/* The next row of width × samples. After the last one the result is whole. */
void shrink_row(struct shrink *s, const unsigned char *row);

#endif
