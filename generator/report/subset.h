/* subset.h - a face cut down to the characters of one document, as a font file to embed. */
#ifndef REPORT_SUBSET_H
#define REPORT_SUBSET_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/font.h"

#include <stdint.h>

/* Appends a TrueType file that holds only the glyphs of the characters with used[character] != 0, and what
 * these are composed of. Glyphs are numbered anew: number[character] becomes the glyph of each used
 * character. Both have `end` elements. */
void font_subset(struct arena *arena, const struct font *font, const uint8_t *used, size_t end,
                 struct buf *out, uint16_t *number);

#endif
