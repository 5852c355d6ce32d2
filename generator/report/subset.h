/* subset.h - a face cut down to the characters of one document, as a font file to embed. */
#ifndef REPORT_SUBSET_H
#define REPORT_SUBSET_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/codes.h"
#include "report/font.h"

#include <stdint.h>

/* Appends a TrueType file that holds only the glyphs of the characters, and what these are composed of.
 * characters: by code, 0 where a code has none. Its cmap goes from these codes, as readers look them up in a
 * symbolic font (ISO 32000-1, 9.6.6.4): as they stand (1, 0), and behind 0xf000 (3, 0). */
void font_subset(struct arena *arena, const struct font *font, const uint16_t characters[CODE_COUNT],
                 struct buf *out);

#endif
