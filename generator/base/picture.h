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

#endif
