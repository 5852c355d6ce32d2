/* image_place.h - does a picture tell where it was taken? Bounds are checked at every step: the bytes may be
 * anything. */
#ifndef CHECK_IMAGE_PLACE_H
#define CHECK_IMAGE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* The first n bytes of a file of any kind: true when a JPEG's APP1 (Exif, XMP), a PNG's eXIf or iTXt chunk,
 * or a WebP's EXIF or XMP chunk among them holds a latitude or longitude. False for everything else, and for
 * what is cut off or damaged. */
bool image_tells_place(const void *bytes, size_t n);

/* The same for an Exif block alone (TIFF: "II*\0" or "MM\0*" and the rest). Source: Exif 2.32, 4.6: tag
 * 0x8825 of IFD0 points to the GPS IFD. */
bool exif_tells_place(const void *bytes, size_t n);

#endif
