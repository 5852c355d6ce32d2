/* image_place.c - does a picture tell where it was taken? */
#include "check/image_place.h"

#include <stdint.h>
#include <string.h>

/* Bytes, and how their numbers are written. */
struct block {
    const unsigned char *s;
    size_t n;
    bool little; /* the low byte first */
};

/* The number of size bytes (2 or 4) at the offset; false when it is not all there. */
static bool number_at(const struct block *b, size_t offset, size_t size, uint32_t *out)
{
    if (offset > b->n || b->n - offset < size)
        return false;
    *out = 0;
    for (size_t i = 0; i < size; i++)
        *out = *out << 8 | b->s[offset + (b->little ? size - 1 - i : i)];
    return true;
}

/* ---- Exif ---- */

enum {
    TAG_GPS = 0x8825,
    TAG_LATITUDE_REF = 1,
    TAG_LONGITUDE = 4,
    TAG_TO_LATITUDE_REF = 0x13, /* where the camera looks at */
    TAG_TO_LONGITUDE = 0x16,
    IFD_ENTRY = 12, /* tag 2, type 2, count 4, value or offset 4 */
};

/* Looks through the directory at the offset: for the pointer to the GPS directory, or, in that one, for a
 * place. */
static bool find_tag(const struct block *tiff, size_t ifd, bool gps, uint32_t *pointer)
{
    uint32_t count, tag;
    if (!number_at(tiff, ifd, 2, &count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = ifd + 2 + (size_t)i * IFD_ENTRY;
        if (!number_at(tiff, entry, 2, &tag) || !number_at(tiff, entry + 8, 4, pointer))
            return false;
        bool place = (tag >= TAG_LATITUDE_REF && tag <= TAG_LONGITUDE) ||
                     (tag >= TAG_TO_LATITUDE_REF && tag <= TAG_TO_LONGITUDE);
        if (gps ? place : tag == TAG_GPS)
            return true;
    }
    return false;
}

bool exif_tells_place(const void *bytes, size_t n)
{
    struct block tiff = {bytes, n, false};
    uint32_t ifd, gps, value;
    if (n < 8)
        return false;
    tiff.little = memcmp(bytes, "II*\0", 4) == 0;
    if (!tiff.little && memcmp(bytes, "MM\0*", 4) != 0)
        return false;
    return number_at(&tiff, 4, 4, &ifd) && find_tag(&tiff, ifd, false, &gps) &&
           find_tag(&tiff, gps, true, &value);
}

/* XMP is XML: a property of that name is enough. */
static bool xmp_tells_place(const void *bytes, size_t n)
{
    return memmem(bytes, n, "GPSLatitude", 11) != NULL || memmem(bytes, n, "GPSLongitude", 12) != NULL;
}

/* A stretch of metadata, with or without the name that comes before it in a JPEG or a WebP. */
static bool metadata_tells_place(const unsigned char *s, size_t n)
{
    static const char exif[] = "Exif\0"; /* and the NUL of the literal */
    static const char xmp[] = "http://ns.adobe.com/xap/1.0/";
    if (n >= sizeof exif && memcmp(s, exif, sizeof exif) == 0)
        return exif_tells_place(s + sizeof exif, n - sizeof exif);
    if (n >= sizeof xmp && memcmp(s, xmp, sizeof xmp) == 0)
        return xmp_tells_place(s + sizeof xmp, n - sizeof xmp);
    return exif_tells_place(s, n);
}

/* ---- files ---- */

static bool jpeg_tells_place(const struct block *file)
{
    enum { APP1 = 0xe1, SCAN = 0xda, END = 0xd9, FILL = 0xff };
    uint32_t length;
    for (size_t at = 2; at + 4 <= file->n && file->s[at] == 0xff;) {
        unsigned char marker = file->s[at + 1];
        if (marker == FILL) {
            at++;
            continue;
        }
        if (marker == SCAN || marker == END || !number_at(file, at + 2, 2, &length) || length < 2)
            return false;
        size_t rest = file->n - at - 4, n = length - 2 < rest ? length - 2 : rest;
        if (marker == APP1 && metadata_tells_place(file->s + at + 4, n))
            return true;
        at += 2 + (size_t)length;
    }
    return false;
}

static bool png_tells_place(const struct block *file)
{
    enum { HEAD = 8, FRAME = 12 }; /* signature; length, type and checksum of a chunk */
    uint32_t length;
    for (size_t at = HEAD; number_at(file, at, 4, &length) && file->n - at >= HEAD;) {
        const unsigned char *type = file->s + at + 4, *data = type + 4;
        size_t rest = file->n - at - HEAD, n = length < rest ? length : rest;
        if (memcmp(type, "eXIf", 4) == 0 && metadata_tells_place(data, n))
            return true;
        if (memcmp(type, "iTXt", 4) == 0 && xmp_tells_place(data, n))
            return true;
        if (length > rest)
            return false;
        at += FRAME + (size_t)length;
        if (at > file->n)
            return false;
    }
    return false;
}

static bool webp_tells_place(const struct block *file)
{
    enum { HEAD = 12, FRAME = 8 };
    uint32_t length;
    for (size_t at = HEAD; at <= file->n && file->n - at >= FRAME && number_at(file, at + 4, 4, &length);) {
        const unsigned char *type = file->s + at, *data = type + FRAME;
        size_t rest = file->n - at - FRAME, n = length < rest ? length : rest;
        if (memcmp(type, "EXIF", 4) == 0 && metadata_tells_place(data, n))
            return true;
        if (memcmp(type, "XMP ", 4) == 0 && xmp_tells_place(data, n))
            return true;
        if (length > rest)
            return false;
        at += FRAME + (size_t)length + length % 2;
    }
    return false;
}

bool image_tells_place(const void *bytes, size_t n)
{
    struct block file = {bytes, n, false};
    if (n >= 4 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return jpeg_tells_place(&file);
    if (n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return png_tells_place(&file);
    file.little = true;
    if (n >= 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(file.s + 8, "WEBP", 4) == 0)
        return webp_tells_place(&file);
    return false;
}
