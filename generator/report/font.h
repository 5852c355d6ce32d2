/* font.h - what layout needs of a TrueType face: which characters it has, and how wide they are. */
#ifndef REPORT_FONT_H
#define REPORT_FONT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum font_face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_COUNT };

/* One table of the file; length 0 when there is none. */
struct font_table {
    size_t offset, length;
};

/* Characters with the same high byte; both 0 where there is no glyph. */
struct font_row {
    uint16_t glyphs[256];
    uint16_t widths[256]; /* thousandths of the size, cut to whole numbers */
};

struct font {
    const char *path;
    const char *name; /* PostScript name, e.g. "LiberationSerif-Bold" */
    unsigned em;      /* units of the em; the measures below are in thousandths of it */
    int ascent, descent, cap_height, italic_angle;
    int box[4]; /* left, bottom, right, top of all glyphs */
    unsigned glyph_count;
    const unsigned char *bytes; /* of the file, kept for the PDF */
    size_t size;
    struct font_row *rows[256]; /* by the high byte of the code point; NULL where there is no glyph */
};

/* Reads a face from the bytes of a TrueType file (cmap formats 4 and 12, hmtx). The bytes are copied. NULL
 * when it is not one, or is damaged: every offset is checked before it is used. */
struct font *font_read(struct arena *arena, const unsigned char *bytes, size_t size);

/* A table by its tag, and a big-endian number of 1 to 4 bytes at an offset of the file; both 0 where there is
 * nothing. */
struct font_table font_find(const struct font *font, const char *tag);
uint32_t font_number(const struct font *font, size_t offset, int bytes);

/* The glyph of a code point, 0 when there is none; its width as in font_row. */
static inline unsigned font_glyph(const struct font *font, uint32_t cp)
{
    const struct font_row *row = cp <= 0xffff ? font->rows[cp >> 8] : NULL;
    return row ? row->glyphs[cp & 255] : 0;
}
static inline unsigned font_advance(const struct font *font, uint32_t cp)
{
    const struct font_row *row = cp <= 0xffff ? font->rows[cp >> 8] : NULL;
    return row ? row->widths[cp & 255] : 0;
}

/* Width of n bytes of UTF-8 in thousandths of the size; characters outside the face count nothing. */
uint32_t font_width(const struct font *font, const char *s, size_t n);

#endif
