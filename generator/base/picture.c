/* picture.c - the parts of JPEG (ITU-T T.81, B) and PNG (ISO/IEC 15948) files, kept by a list of what draws.
 */
#include "base/picture.h"

#include <stdint.h>
#include <string.h>

/* ---- JPEG ---- */

enum {
    JPEG_SOI = 0xd8,
    JPEG_EOI = 0xd9,
    JPEG_SOS = 0xda,
    JPEG_SOF0 = 0xc0, /* frame headers, but for DHT, JPG and DAC among them */
    JPEG_DHT = 0xc4,
    JPEG_JPG = 0xc8,
    JPEG_DAC = 0xcc,
    JPEG_SOF15 = 0xcf,
    JPEG_APP0 = 0xe0,
    JPEG_APP1 = 0xe1,
    JPEG_APP14 = 0xee, /* Adobe: says how the colours are meant */
    JPEG_APP15 = 0xef,
    JPEG_COM = 0xfe,
    JFIF_BYTES = 14, /* without the preview */
    ADOBE_BYTES = 12,
    FRAME_BYTES = 10, /* marker, length, precision, height, width, number of colours */
};

static unsigned two(const unsigned char *s, bool little)
{
    return little ? s[0] | (unsigned)s[1] << 8 : (unsigned)s[0] << 8 | s[1];
}

static size_t four(const unsigned char *s, bool little)
{
    return little ? two(s, true) | (size_t)two(s + 2, true) << 16
                  : (size_t)two(s, false) << 16 | two(s + 2, false);
}

/* The orientation (1 to 8) that an EXIF block tells, 1 when it tells none. s is what follows the length. */
static unsigned orientation(const unsigned char *s, size_t n)
{
    if (n < 6 + 8 + 2 || memcmp(s, "Exif\0\0", 6) != 0)
        return 1;
    const unsigned char *tiff = s + 6;
    size_t size = n - 6;
    bool little = tiff[0] == 'I';
    size_t at = four(tiff + 4, little);
    if (at > size - 2)
        return 1;
    unsigned count = two(tiff + at, little);
    for (at += 2; count > 0 && at + 12 <= size; at += 12, count--)
        if (two(tiff + at, little) == 0x0112) {
            unsigned value = two(tiff + at + 8, little);
            return value >= 1 && value <= 8 ? value : 1;
        }
    return 1;
}

void picture_orientation_block(unsigned value, unsigned char block[PICTURE_ORIENTATION])
{
    static const unsigned char head[] = {'E', 'x', 'i', 'f', 0,    0, 'M', 'M', 0, 42, 0, 0, 0,
                                         8,   0,   1,   1,   0x12, 0, 3,   0,   0, 0,  1, 0, 0};

    memset(block, 0, PICTURE_ORIENTATION);
    memcpy(block, head, sizeof head);
    block[25] = (unsigned char)value;
}

static void add_orientation(struct buf *out, unsigned value)
{
    static const unsigned char head[] = {0xff, JPEG_APP1, 0, 2 + PICTURE_ORIENTATION};
    unsigned char block[PICTURE_ORIENTATION];

    picture_orientation_block(value, block);
    buf_add(out, head, sizeof head);
    buf_add(out, block, sizeof block);
}

/* One segment: s is its 0xff, n the bytes with marker and length. */
static void add_segment(struct buf *out, const unsigned char *s, size_t n)
{
    static const unsigned char no_preview[] = {0, 0};
    unsigned marker = s[1];

    if (marker == JPEG_APP0 && n >= 4 + JFIF_BYTES && memcmp(s + 4, "JFIF", 5) == 0) {
        static const unsigned char head[] = {0xff, JPEG_APP0, 0, 2 + JFIF_BYTES};
        buf_add(out, head, sizeof head);
        buf_add(out, s + 4, JFIF_BYTES - 2);
        buf_add(out, no_preview, sizeof no_preview);
    } else if (marker == JPEG_APP1) {
        unsigned value = orientation(s + 4, n - 4);
        if (value > 1)
            add_orientation(out, value);
    } else if ((marker == JPEG_APP14 && n == 4 + ADOBE_BYTES && memcmp(s + 4, "Adobe", 5) == 0) ||
               ((marker < JPEG_APP0 || marker > JPEG_APP15) && marker != JPEG_COM)) {
        buf_add(out, s, n);
    }
}

/* The length of the coded samples from s on, up to the next marker; restart markers belong to them. */
static size_t samples(const unsigned char *s, size_t n)
{
    size_t i = 0;
    while (i + 1 < n && !(s[i] == 0xff && s[i + 1] != 0 && (s[i + 1] & 0xf8) != 0xd0))
        i++;
    return i + 1 < n ? i : n;
}

static bool strip_jpeg(const unsigned char *s, size_t n, struct buf *out)
{
    size_t at = 2;

    buf_add(out, s, 2);
    while (at + 2 <= n && s[at] == 0xff) {
        unsigned marker = s[at + 1];
        if (marker == 0xff) { /* filling */
            at++;
            continue;
        }
        if (marker == JPEG_EOI) {
            buf_add(out, s + at, 2);
            return true;
        }
        size_t length = at + 4 <= n ? two(s + at + 2, false) : 0;
        if (length < 2 || at + 2 + length > n)
            return false;
        add_segment(out, s + at, 2 + length);
        at += 2 + length;
        if (marker == JPEG_SOS) {
            size_t coded = samples(s + at, n - at);
            buf_add(out, s + at, coded);
            at += coded;
        }
    }
    return false;
}

/* The frame header tells the size (ITU-T T.81, B.2.2). */
static bool jpeg_facts(const unsigned char *s, size_t n, struct picture_facts *out)
{
    for (size_t at = 2; at + 4 <= n && s[at] == 0xff;) {
        unsigned marker = s[at + 1];
        if (marker == 0xff) { /* filling */
            at++;
            continue;
        }
        size_t length = two(s + at + 2, false);
        if (length < 2 || at + 2 + length > n || marker == JPEG_SOS || marker == JPEG_EOI)
            return false;
        if (marker == JPEG_APP1 && out->orientation == 1)
            out->orientation = orientation(s + at + 4, length - 2);
        if (marker >= JPEG_SOF0 && marker <= JPEG_SOF15 && marker != JPEG_DHT && marker != JPEG_JPG &&
            marker != JPEG_DAC) {
            if (length + 2 < FRAME_BYTES)
                return false;
            out->height = two(s + at + 5, false);
            out->width = two(s + at + 7, false);
            out->samples = s[at + 9];
            out->frame = marker;
            return true;
        }
        at += 2 + length;
    }
    return false;
}

/* ---- PNG ---- */

static const unsigned char png_begin[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static bool draws(const unsigned char *type)
{
    static const char known[][5] = {"IHDR", "PLTE", "tRNS", "IDAT", "gAMA", "cHRM", "sRGB",
                                    "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "IEND"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (memcmp(type, known[i], 4) == 0)
            return true;
    return false;
}

static bool strip_png(const unsigned char *s, size_t n, struct buf *out)
{
    buf_add(out, s, sizeof png_begin);
    for (size_t at = sizeof png_begin; n - at >= 12;) {
        size_t length = four(s + at, false);
        if (length > n - at - 12)
            return false;
        if (draws(s + at + 4))
            buf_add(out, s + at, length + 12);
        if (memcmp(s + at + 4, "IEND", 4) == 0)
            return true;
        at += length + 12;
    }
    return false;
}

bool picture_is_jpeg(const void *bytes, size_t size)
{
    return size > 4 && memcmp(bytes, "\xff\xd8\xff", 3) == 0;
}

bool picture_strip(const void *bytes, size_t size, struct buf *out)
{
    if (picture_is_jpeg(bytes, size))
        return strip_jpeg(bytes, size, out);
    if (size > sizeof png_begin && memcmp(bytes, png_begin, sizeof png_begin) == 0)
        return strip_png(bytes, size, out);
    return false;
}

bool picture_facts(const void *bytes, size_t size, struct picture_facts *out)
{
    enum { HEAD = sizeof png_begin + 8 + 8 }; /* up to the size in IHDR */
    const unsigned char *s = bytes;

    *out = (struct picture_facts){.jpeg = picture_is_jpeg(bytes, size), .orientation = 1};
    if (out->jpeg)
        return jpeg_facts(s, size, out);
    if (size < HEAD || memcmp(s, png_begin, sizeof png_begin) != 0 || memcmp(s + 12, "IHDR", 4) != 0)
        return false;
    out->width = four(s + 16, false);
    out->height = four(s + 20, false);
    return out->width >> 31 == 0 && out->height >> 31 == 0;
}
