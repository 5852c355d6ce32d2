/* raster.c - areas and text into a picture. All that is seen of FreeType. */
#include "site/raster.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_MODULE_H
#include <string.h>

enum { FONT_LIMIT = 64 * 1024 * 1024 };

struct raster_font {
    struct buf bytes; /* that the face reads from */
    FT_Library library;
    FT_Face face;
};

/* Did FreeType do it? Out of memory ends the run, or a letter would be missing in silence. */
static bool done(FT_Error error)
{
    if (FT_ERROR_BASE(error) == FT_Err_Out_Of_Memory)
        mem_exhausted();
    return error == 0;
}

void raster_open(struct arena *arena, struct raster *r, int width, int height)
{
    *r = (struct raster){.width = width, .height = height, .stride = 1 + ((size_t)width + 1) / 2};
    r->rows = arena_alloc(arena, mem_times(r->stride, (size_t)height));
}

/* ---- colours ---- */

static unsigned channel(unsigned colour, int shift)
{
    return colour >> shift & 0xff;
}

/* The colour that lies part / whole of the way from one to another. */
static unsigned blend(unsigned from, unsigned to, unsigned part, unsigned whole)
{
    unsigned colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8)
        colour |= (channel(from, shift) * (whole - part) + channel(to, shift) * part + whole / 2) / whole
                  << shift;
    return colour;
}

static unsigned distance(unsigned a, unsigned b)
{
    unsigned sum = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int d = (int)channel(a, shift) - (int)channel(b, shift);
        sum += (unsigned)(d * d);
    }
    return sum;
}

static size_t nearest(const struct raster *r, unsigned colour)
{
    size_t best = 0;
    for (size_t i = 1; i < r->colour_count; i++)
        if (distance(r->colours[i], colour) < distance(r->colours[best], colour))
            best = i;
    return best;
}

static void add_colour(struct raster *r, unsigned colour)
{
    bool there = r->colour_count > 0 && r->colours[nearest(r, colour)] == colour;
    if (!there && r->colour_count < RASTER_COLOURS)
        r->colours[r->colour_count++] = colour;
}

int raster_ramp(struct raster *r, unsigned ground, unsigned ink, unsigned between)
{
    for (size_t i = 0; i < r->ramp_count; i++)
        if (r->ramps[i].ground == ground && r->ramps[i].ink == ink)
            return (int)i;
    if (r->ramp_count == RASTER_RAMPS)
        return 0;
    struct raster_ramp *ramp = &r->ramps[r->ramp_count];
    *ramp = (struct raster_ramp){.ground = ground, .ink = ink};
    add_colour(r, ground);
    add_colour(r, ink);
    for (unsigned i = 1; i <= between; i++)
        add_colour(r, blend(ground, ink, i, between + 1));
    for (unsigned i = 0; i < RASTER_SHADES; i++)
        ramp->shade[i] = (unsigned char)nearest(r, blend(ground, ink, i, RASTER_SHADES - 1));
    return (int)r->ramp_count++;
}

/* ---- areas ---- */

/* The byte of a pixel, and how far its bits are shifted there. */
static unsigned char *pixel(const struct raster *r, int x, int y, int *shift)
{
    *shift = x % 2 ? 0 : 4;
    return r->rows + (size_t)y * r->stride + 1 + (size_t)x / 2;
}

unsigned raster_at(const struct raster *r, int x, int y)
{
    int shift;
    const unsigned char *byte = pixel(r, x, y, &shift);
    return *byte >> shift & 0xfu;
}

static void put(struct raster *r, int x, int y, unsigned char colour)
{
    if (x < 0 || y < 0 || x >= r->width || y >= r->height)
        return;
    int shift;
    unsigned char *byte = pixel(r, x, y, &shift);
    *byte = (unsigned char)((*byte & (0xf0 >> shift)) | colour << shift);
}

/* Pixels of one row, from left to before right. */
static void fill_row(struct raster *r, unsigned char colour, int left, int right, int y)
{
    int shift;
    if (left < right && left % 2)
        put(r, left++, y, colour);
    if (left < right && right % 2)
        put(r, --right, y, colour);
    if (left < right)
        memset(pixel(r, left, y, &shift), colour << 4 | colour, (size_t)(right - left) / 2);
}

void raster_fill(struct raster *r, int ramp, int x, int y, int width, int height)
{
    int left = x < 0 ? 0 : x, right = x + width > r->width ? r->width : x + width;

    for (int row = y < 0 ? 0 : y; row < y + height && row < r->height; row++)
        fill_row(r, r->ramps[ramp].shade[RASTER_SHADES - 1], left, right, row);
}

/* How much of the pixel at (dx, dy) from the centre lies within the radius, of RASTER_SHADES - 1: 8 × 8
 * samples. */
static unsigned covered(int dx, int dy, int radius)
{
    int inside = 0, limit = radius * 16;

    for (int i = 0; i < 64; i++) {
        int sx = dx * 16 + (i % 8) * 2 + 1, sy = dy * 16 + (i / 8) * 2 + 1;
        inside += sx * sx + sy * sy <= limit * limit;
    }
    return (unsigned)(inside * (RASTER_SHADES - 1) + 32) / 64;
}

void raster_fill_round(struct raster *r, int ramp, int x, int y, int width, int height, bool left, bool right)
{
    int radius = height / 2 < width ? height / 2 : width;

    raster_fill(r, ramp, x, y, width, height);
    for (int dy = 0; dy < radius; dy++) {
        for (int dx = 0; dx < radius; dx++) {
            unsigned char colour = r->ramps[ramp].shade[covered(dx, dy, radius)];
            int above = y + radius - 1 - dy, below = y + height - radius + dy;
            if (left) {
                put(r, x + radius - 1 - dx, above, colour);
                put(r, x + radius - 1 - dx, below, colour);
            }
            if (right) {
                put(r, x + width - radius + dx, above, colour);
                put(r, x + width - radius + dx, below, colour);
            }
        }
    }
}

/* ---- text ---- */

/* FreeType takes its memory from us, for by itself it passes over what it had none for: a driver that is not
 * there looks like a font that nobody knows. */
static void *take_memory(FT_Memory memory, long size)
{
    (void)memory;
    return mem_alloc((size_t)size);
}

static void give_memory(FT_Memory memory, void *block)
{
    (void)memory;
    mem_free(block);
}

static void *resize_memory(FT_Memory memory, long before, long size, void *block)
{
    (void)memory, (void)before;
    return mem_realloc(block, (size_t)size);
}

static struct FT_MemoryRec_ memory = {NULL, take_memory, give_memory, resize_memory};

struct raster_font *raster_font_open(const char *path)
{
    struct raster_font *font = mem_zero(sizeof *font);

    if (file_read(path, FONT_LIMIT, &font->bytes) == FILE_FINE &&
        done(FT_New_Library(&memory, &font->library))) {
        FT_Add_Default_Modules(font->library);
        if (done(FT_New_Memory_Face(font->library, (const FT_Byte *)buf_text(&font->bytes),
                                    (FT_Long)font->bytes.len, 0, &font->face)) &&
            FT_IS_SCALABLE(font->face) && font->face->units_per_EM > 0)
            return font;
    }
    raster_font_close(font);
    return NULL;
}

void raster_font_close(struct raster_font *font)
{
    if (font == NULL)
        return;
    if (font->face)
        FT_Done_Face(font->face);
    if (font->library)
        FT_Done_Library(font->library);
    buf_free(&font->bytes);
    mem_free(font);
}

/* The glyph of the code point at text, and how far it reaches in 1/64 pixels; text moves on. */
static FT_UInt next_glyph(const struct raster_font *font, const char **text, const char *end, int size,
                          long *advance)
{
    uint32_t cp = 0;
    int n = text_decode(*text, (size_t)(end - *text), &cp);
    FT_UInt glyph = FT_Get_Char_Index(font->face, cp);
    FT_Fixed units = 0;

    *text += n > 0 ? n : 1;
    done(FT_Get_Advance(font->face, glyph, FT_LOAD_NO_SCALE, &units));
    *advance = units * size * 64 / font->face->units_per_EM;
    return glyph;
}

int raster_text_width(const struct raster_font *font, const char *text, size_t n, int size)
{
    const char *end = text + n;
    long sum = 0, advance;

    while (text < end) {
        next_glyph(font, &text, end, size, &advance);
        sum += advance;
    }
    return (int)((sum + 63) / 64);
}

static void put_bitmap(struct raster *r, int ramp, const FT_Bitmap *bitmap, int x, int y)
{
    for (unsigned row = 0; row < bitmap->rows; row++) {
        const unsigned char *line = bitmap->buffer + (ptrdiff_t)row * bitmap->pitch;
        for (unsigned column = 0; column < bitmap->width; column++) {
            unsigned level = (line[column] * (RASTER_SHADES - 1u) + 127) / 255;
            if (level > 0)
                put(r, x + (int)column, y + (int)row, r->ramps[ramp].shade[level]);
        }
    }
}

void raster_text(struct raster *r, int ramp, const struct raster_font *font, const char *text, size_t n,
                 int size, int x, int y)
{
    const char *end = text + n;
    long at = (long)x * 64, advance;

    if (!done(FT_Set_Pixel_Sizes(font->face, 0, (FT_UInt)size)))
        return;
    while (text < end) {
        FT_UInt glyph = next_glyph(font, &text, end, size, &advance);
        FT_Vector part = {at % 64, 0};
        FT_Set_Transform(font->face, NULL, &part);
        if (done(FT_Load_Glyph(font->face, glyph, FT_LOAD_RENDER | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))) {
            const struct FT_GlyphSlotRec_ *slot = font->face->glyph;
            put_bitmap(r, ramp, &slot->bitmap, (int)(at / 64) + slot->bitmap_left, y - slot->bitmap_top);
        }
        at += advance;
    }
}
