/* image.h - the picture of a signature or a seal, as it is laid upon a signed report. */
#ifndef SEAL_IMAGE_H
#define SEAL_IMAGE_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Samples of 8 bits, compressed (RFC 1950): three of colour a pixel, and one of opacity. */
struct seal_image {
    struct buf colours, opacity;
    size_t width, height; /* pixels, at most SEAL_IMAGE_SIDE */
};

enum {
    SEAL_IMAGE_SIDE = 600,        /* pixels; 2.5 inches at 240 a inch */
    SEAL_IMAGE_PIXELS = 16000000, /* of a file that is read */
    SEAL_IMAGE_BYTES = 8 << 20,   /* of a file that is read */
    SEAL_IMAGE_VISIBLE = 16,      /* opacity of 255 from which a pixel counts as seen */
};

enum seal_image_fault {
    SEAL_IMAGE_FINE,
    SEAL_IMAGE_NO_FILE,
    SEAL_IMAGE_NO_PNG, /* another kind, damaged, or too large */
    SEAL_IMAGE_OPAQUE, /* without transparency it would hide what is under it */
    SEAL_IMAGE_COLOUR, /* not blue, or not red */
};

/* Reads a PNG with transparency; red: it is a seal, else a signature in blue (NĐ 30/2020, PL I, II.7.d and
 * II.8.a). Free both bufs, whatever it returns. */
enum seal_image_fault seal_image_read(const char *path, bool red, struct seal_image *out);

#endif
