/* small.h - the copy of a picture that a page shows: no wider than a phone can use. */
#ifndef SITE_SMALL_H
#define SITE_SMALL_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct small {
    size_t width, height; /* as the picture is seen, of the copy or of the picture itself; 0: not known */
    bool made;            /* there is a copy, else the picture itself is to be shown */
    struct buf bytes;     /* the copy; to be freed */
    const char *kind;     /* ".jpg", ".png": of the copy */
};

/* Makes a copy at most `most` pixels wide of a JPEG or PNG (as picture_strip left it) when it is wider and
 * the copy takes fewer bytes. What is no wider, or has few bytes, is not decoded. A copy keeps what is seen
 * of a picture: colours or gray, opacity, the orientation of a JPEG; a PNG that is a photograph becomes a
 * JPEG. CMYK is left alone. False: what it says of its size cannot be, is more than we take on, or it is
 * damaged. */
bool small_make(const void *bytes, size_t size, size_t most, struct small *out);

#endif
