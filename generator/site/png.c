/* png.c - a picture as PNG: five chunks, so that no library of its own is needed. */
#include "base/deflate.h"
#include "base/mem.h"
#include "site/raster.h"

#include <stdint.h>
#include <string.h>

enum { BITS = 4, BY_PALETTE = 3 };

static void add32(struct buf *out, uint32_t v)
{
    const char bytes[] = {(char)(v >> 24 & 0xff), (char)(v >> 16 & 0xff), (char)(v >> 8 & 0xff),
                          (char)(v & 0xff)};

    buf_add(out, bytes, 4);
}

static void add_chunk(struct buf *out, const char type[4], const void *bytes, size_t n)
{
    add32(out, (uint32_t)n);
    size_t from = out->len;
    buf_add(out, type, 4);
    buf_add(out, bytes, n);
    add32(out, deflate_crc32(out->data + from, out->len - from));
}

static void add_palette(struct buf *out, const struct raster *r)
{
    struct buf colours = {0};

    for (size_t i = 0; i < r->colour_count; i++)
        for (int shift = 16; shift >= 0; shift -= 8)
            buf_char(&colours, (char)(r->colours[i] >> shift & 0xff));
    add_chunk(out, "PLTE", colours.data, colours.len);
    buf_free(&colours);
}

/* The rows as they stand: with a palette no filter pays. */
static void add_pixels(struct buf *out, const struct raster *r)
{
    struct buf packed = {0};

    deflate_bytes(&packed, r->rows, mem_times(r->stride, (size_t)r->height));
    add_chunk(out, "IDAT", packed.data, packed.len);
    buf_free(&packed);
}

void raster_png(const struct raster *r, struct buf *out)
{
    struct buf header = {0};

    add32(&header, (uint32_t)r->width);
    add32(&header, (uint32_t)r->height);
    buf_char(&header, BITS);
    buf_char(&header, BY_PALETTE);
    for (int i = 0; i < 3; i++)
        buf_char(&header, 0); /* deflate, filters by row, no interlace */
    buf_add(out, "\x89PNG\r\n\x1a\n", 8);
    add_chunk(out, "IHDR", header.data, header.len);
    add_palette(out, r);
    add_pixels(out, r);
    add_chunk(out, "IEND", "", 0);
    buf_free(&header);
}
