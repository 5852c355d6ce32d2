/* picture.h - photographs and drawings as files: what is in them besides the picture. */
#ifndef BASE_PICTURE_H
#define BASE_PICTURE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends a JPEG or PNG without what it tells besides the picture: where, when and by whom it was taken,
 * comments, previews, colour profiles of programs, whatever follows its end. The samples stay as they are; of
 * a JPEG's EXIF block only the orientation stays, in a block of our own. False when the bytes are neither, or
 * damaged; out is then to be thrown away. */
bool picture_strip(const void *bytes, size_t size, struct buf *out);

/* Is it a whole JPEG stream? As it also stands in PDF files. */
bool picture_is_jpeg(const void *bytes, size_t size);

/* What the head of a JPEG or PNG says. */
struct picture_facts {
    bool jpeg;
    size_t width, height; /* as stored, before it is turned; below 2^31 */
    unsigned orientation; /* 1 to 8, as in EXIF; from 5 on it is seen turned by a quarter */
    int samples;          /* JPEG: of a pixel */
    unsigned frame;       /* JPEG: the marker, 0xc0 baseline, 0xc1 extended, 0xc2 progressive */
};

/* False when it is neither, or does not say how large it is. */
bool picture_facts(const void *bytes, size_t size, struct picture_facts *out);

/* The block of EXIF that tells an orientation and nothing else, as it stands behind the length in APP1. */
enum { PICTURE_ORIENTATION = 32 };
void picture_orientation_block(unsigned orientation, unsigned char block[PICTURE_ORIENTATION]);

#endif
