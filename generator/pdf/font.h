/* font.h - a PDF's fonts, as far as one must know them to say what a text reads and how wide it is. */
#ifndef PDF_FONT_H
#define PDF_FONT_H

#include "base/buf.h"
#include "pdf/file.h"

#include <stdint.h>

struct pdf_font {
    const char *name; /* BaseFont without the letters of a subset */
    bool bold, italic;
    unsigned code_bytes;     /* 1 or 2 */
    const float *widths;     /* by code, thousandths of the size; 256 or 65536 */
    const uint32_t *unicode; /* by code; 0: not known. Of several characters the first */
};

/* Reads a font dictionary. Never NULL; what is missing or damaged has widths of 500 and no text. */
const struct pdf_font *pdf_font_read(struct arena *arena, struct pdf_file *file, pdf_value font);

/* The code at the start of n bytes (n > 0), and how many bytes it has. */
unsigned pdf_font_code(const struct pdf_font *font, const char *s, size_t n, size_t *bytes);

#endif
