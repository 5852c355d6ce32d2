/* png_form.c - a PNG by its chunks: length, name, body, checksum. */
#include "base/png_form.h"

#include "base/mem.h"

#include <string.h>

enum { SIGNATURE = 8, NAME = 4, AROUND = 12 }; /* AROUND: length, name and checksum of a chunk */

static size_t number(const unsigned char *s)
{
    return (size_t)s[0] << 24 | (size_t)s[1] << 16 | (size_t)s[2] << 8 | s[3];
}

static bool is(const unsigned char *chunk, const char *name)
{
    return memcmp(chunk + NAME, name, NAME) == 0;
}

bool png_failed(const char *message)
{
    if (strcasestr(message, "out of memory") || strcasestr(message, "insufficient memory"))
        mem_exhausted();
    return false;
}

bool png_is_whole(const void *bytes, size_t n)
{
    const unsigned char *s = bytes;
    if (n < SIGNATURE || memcmp(s, "\x89PNG\r\n\x1a\n", SIGNATURE) != 0)
        return false;
    for (size_t at = SIGNATURE; n - at >= AROUND;) {
        size_t length = number(s + at);
        if (length > n - at - AROUND)
            return false;
        if (is(s + at, "IEND"))
            return true;
        at += AROUND + length;
    }
    return false;
}

enum kind { GRAY = 0, RGB = 2, BY_PALETTE = 3 };

/* The kinds of IHDR that are taken as they are. */
static bool read_head(const unsigned char *body, size_t length, struct png_form *form, enum kind *out)
{
    if (length != 13)
        return false;
    int kind = body[9];
    *out = kind;
    *form = (struct png_form){.width = number(body), .height = number(body + 4), .depth = body[8]};
    form->samples = kind == RGB ? 3 : 1;
    bool depth_fits = form->depth == 8 || (kind != RGB && form->depth < 8 && form->depth > 0);
    bool interlaced = body[12] != 0;
    return (kind == GRAY || kind == RGB || kind == BY_PALETTE) && depth_fits && !interlaced;
}

bool png_rows(struct arena *arena, const void *bytes, size_t n, struct png_form *form, struct buf *rows)
{
    enum { HEAD = 8, RGB_TRIPLE = 3 };
    static const char *const own[] = {"tRNS", "gAMA", "cHRM", "iCCP", "sBIT", "cICP"};
    const unsigned char *s = bytes;
    bool headed = false;
    enum kind kind = GRAY;
    for (size_t at = SIGNATURE; at + AROUND <= n && !is(s + at, "IEND"); at += AROUND + number(s + at)) {
        const unsigned char *body = s + at + HEAD;
        size_t length = number(s + at);
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            if (is(s + at, own[i]))
                return false;
        if (is(s + at, "IHDR") == headed) /* first, and once */
            return false;
        if (!headed && !read_head(body, length, form, &kind))
            return false;
        headed = true;
        if (is(s + at, "PLTE") && kind == BY_PALETTE) {
            form->palette = arena_alloc(arena, length + 1);
            memcpy(form->palette, body, length);
            form->colours = length / RGB_TRIPLE;
        } else if (is(s + at, "IDAT")) {
            buf_add(rows, body, length);
        }
    }
    return headed && rows->len > 0 && (kind != BY_PALETTE || form->colours > 0);
}
