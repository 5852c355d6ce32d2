/* png_form.h - a PNG by its chunks: is it whole, and are its rows such as a PDF can take? */
#ifndef BASE_PNG_FORM_H
#define BASE_PNG_FORM_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Are n bytes the signature and chunks that all end within them, up to IEND (W3C PNG, 5.2, 5.3)? To be asked
 * before libpng, which takes as much memory as a chunk says of itself before it sees that the file ends. */
bool png_is_whole(const void *bytes, size_t n);

/* False, for a picture that libpng, which says in words only what was wrong, could not read or write. When it
 * had no memory, which is no fault of the picture, the run ends here. */
bool png_failed(const char *message);

/* What IHDR and PLTE say. */
struct png_form {
    size_t width, height;   /* pixels */
    int depth;              /* bits of a sample: 1, 2, 4 or 8 */
    int samples;            /* of a pixel: 1 gray or a number of the palette, 3 RGB */
    unsigned char *palette; /* three bytes a colour, a copy in the arena; NULL when there is none */
    size_t colours;         /* of the palette */
};

/* Are the rows such as PDF's /FlateDecode with /Predictor 15 reads them: not interlaced, opaque, of at most 8
 * bits, with no colour space of their own? bytes must be png_is_whole. Appends the compressed rows to out as
 * they stand; whether they are sound, the caller must see. (ISO 32000-1, 7.4.4.4; W3C PNG, 11.2) */
bool png_rows(struct arena *arena, const void *bytes, size_t n, struct png_form *form, struct buf *rows);

#endif
