/* small_forms.h - small.c's own: the two kinds of pictures, read into a smaller one and written. */
#ifndef SITE_SMALL_FORMS_H
#define SITE_SMALL_FORMS_H

#include "base/buf.h"
#include "site/shrink.h"

#include <stdbool.h>
#include <stddef.h>

enum form_result {
    FORM_FINE,
    FORM_OTHER,  /* sound, but of a sort that is left alone */
    FORM_DAMAGED /* or takes more memory than it may */
};

/* s holds the sizes (as stored, not as turned); sets samples, opacity and pixels, which are in the arena. */
enum form_result jpeg_read(struct arena *arena, const void *bytes, size_t size, struct shrink *s);
enum form_result png_read_small(struct arena *arena, const void *bytes, size_t size, struct shrink *s);

/* Appends the small picture. The JPEG takes no opacity; orientation 1 to 8, as in EXIF. */
bool jpeg_write(const struct shrink *s, unsigned orientation, struct buf *out);
bool png_write_small(const struct shrink *s, struct buf *out);

#endif
