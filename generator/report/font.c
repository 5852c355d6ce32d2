/* font.c - characters and widths of a TrueType face. Format: the OpenType specification's chapters head,
 * hhea, hmtx, cmap. */
#include "report/font.h"

#include "base/text.h"

#include <string.h>

/* A stretch of the file; reads outside it give 0 and mark it bad. */
struct table {
    const unsigned char *at;
    size_t size;
    bool bad;
};

static unsigned u16(struct table *t, size_t offset)
{
    if (offset + 2 > t->size || offset + 2 < offset) {
        t->bad = true;
        return 0;
    }
    return (unsigned)t->at[offset] << 8 | t->at[offset + 1];
}

static uint32_t u32(struct table *t, size_t offset)
{
    return (uint32_t)u16(t, offset) << 16 | u16(t, offset + 2);
}

static struct table part(const struct table *t, size_t offset, size_t size)
{
    if (offset > t->size || size > t->size - offset)
        return (struct table){NULL, 0, true};
    return (struct table){t->at + offset, size, false};
}

static struct table find_table(struct table *file, const char *tag)
{
    unsigned count = u16(file, 4);
    for (unsigned i = 0; i < count; i++) {
        size_t row = 12 + 16 * (size_t)i;
        if (row + 16 <= file->size && memcmp(file->at + row, tag, 4) == 0)
            return part(file, u32(file, row + 8), u32(file, row + 12));
    }
    return (struct table){NULL, 0, true};
}

/* Widths by glyph. */
struct metrics {
    struct arena *arena; /* for the rows */
    struct table hmtx;
    unsigned count, upem, glyphs;
};

static void set_glyph(struct font *font, struct metrics *m, uint32_t cp, unsigned glyph)
{
    if (glyph == 0 || glyph >= m->glyphs || cp > 0xffff)
        return;
    struct font_row **row = &font->rows[cp >> 8];
    if (!*row)
        *row = ARENA_NEW(m->arena, struct font_row);
    unsigned entry = glyph < m->count ? glyph : m->count - 1;
    (*row)->widths[cp & 255] = (uint16_t)(u16(&m->hmtx, 4 * (size_t)entry) * 1000 / m->upem);
    (*row)->glyphs[cp & 255] = (uint16_t)glyph;
}

static void read_format4(struct font *font, struct metrics *m, struct table *t)
{
    unsigned segments = u16(t, 6) / 2;
    size_t ends = 14, starts = ends + 2 * (size_t)segments + 2, deltas = starts + 2 * (size_t)segments,
           ranges = deltas + 2 * (size_t)segments;
    unsigned next = 0; /* segments ascend, or the work would not be linear */
    for (unsigned i = 0; i < segments && !t->bad; i++) {
        unsigned start = u16(t, starts + 2 * (size_t)i), end = u16(t, ends + 2 * (size_t)i);
        if (start < next || end < start) {
            t->bad = true;
            break;
        }
        next = end + 1;
        unsigned delta = u16(t, deltas + 2 * (size_t)i), range = u16(t, ranges + 2 * (size_t)i);
        for (uint32_t cp = start; cp <= end && cp < 0xffff && !t->bad; cp++) {
            unsigned glyph = cp;
            if (range != 0)
                glyph = u16(t, ranges + 2 * (size_t)i + range + 2 * (size_t)(cp - start));
            if (glyph != 0 || range == 0)
                glyph = (glyph + delta) & 0xffff;
            set_glyph(font, m, cp, glyph);
        }
    }
}

static void read_format12(struct font *font, struct metrics *m, struct table *t)
{
    uint32_t groups = u32(t, 12), next = 0;
    for (uint32_t i = 0; i < groups && !t->bad; i++) {
        size_t row = 16 + 12 * (size_t)i;
        uint32_t start = u32(t, row), end = u32(t, row + 4), glyph = u32(t, row + 8);
        if (start < next || end < start) {
            t->bad = true;
            break;
        }
        for (uint32_t cp = start; cp <= end && cp <= 0xffff; cp++)
            set_glyph(font, m, cp, glyph + (cp - start));
        if (end > 0xffff)
            break;
        next = end + 1;
    }
}

/* The best Unicode table of the face: Windows or Unicode platform, format 12 or 4. */
static bool read_cmap(struct font *font, struct metrics *m, struct table *cmap)
{
    unsigned count = u16(cmap, 2);
    for (unsigned i = 0; i < count; i++) {
        size_t row = 4 + 8 * (size_t)i;
        unsigned platform = u16(cmap, row), encoding = u16(cmap, row + 2);
        uint32_t offset = u32(cmap, row + 4);
        if (offset > cmap->size || !(platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10))))
            continue;
        struct table t = part(cmap, offset, cmap->size - offset);
        unsigned format = u16(&t, 0);
        if (format == 4)
            read_format4(font, m, &t);
        else if (format == 12)
            read_format12(font, m, &t);
        if ((format == 4 || format == 12) && !t.bad)
            return true;
    }
    return false;
}

uint32_t font_number(const struct font *font, size_t offset, int bytes)
{
    uint32_t value = 0;
    if (offset > font->size || font->size - offset < (size_t)bytes)
        return 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | font->bytes[offset + (size_t)i];
    return value;
}

struct font_table font_find(const struct font *font, const char *tag)
{
    struct table file = {font->bytes, font->size, false}, t = find_table(&file, tag);
    if (t.bad)
        return (struct font_table){0};
    return (struct font_table){(size_t)(t.at - font->bytes), t.size};
}

/* The PostScript name (record 6), of the characters that a PDF name may hold as they are. */
static const char *read_name(struct arena *arena, const struct font *font)
{
    static const char allowed[] = "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    struct font_table table = font_find(font, "name");
    size_t count = table.length ? font_number(font, table.offset + 2, 2) : 0;
    size_t texts = table.offset + font_number(font, table.offset + 4, 2);
    for (size_t i = 0; i < count; i++) {
        size_t row = table.offset + 6 + 12 * i, n = 0;
        size_t wide = font_number(font, row, 2) == 1 ? 1 : 2; /* Macintosh: bytes; else UTF-16 */
        size_t length = font_number(font, row + 8, 2), at = texts + font_number(font, row + 10, 2);
        char name[64];
        if (font_number(font, row + 6, 2) != 6)
            continue;
        for (size_t j = wide - 1; j < length && n < sizeof name - 1; j += wide) {
            uint32_t c = font_number(font, at + j, 1);
            if (c && strchr(allowed, (int)c))
                name[n++] = (char)c;
        }
        if (n > 0)
            return arena_strndup(arena, name, n);
    }
    return "Unnamed";
}

static int scaled(const struct font *font, size_t offset)
{
    return (int16_t)font_number(font, offset, 2) * 1000 / (int)font->em;
}

static void read_measures(struct arena *arena, struct font *font)
{
    struct font_table head = font_find(font, "head"), hhea = font_find(font, "hhea"),
                      os2 = font_find(font, "OS/2"), post = font_find(font, "post");
    font->ascent = scaled(font, hhea.offset + 4);
    font->descent = scaled(font, hhea.offset + 6);
    bool has_cap = os2.length >= 90 && font_number(font, os2.offset, 2) >= 2;
    font->cap_height = has_cap ? scaled(font, os2.offset + 88) : font->ascent;
    font->italic_angle = post.length >= 8 ? (int16_t)font_number(font, post.offset + 4, 2) : 0;
    for (size_t i = 0; i < 4; i++)
        font->box[i] = scaled(font, head.offset + 36 + 2 * i);
    font->name = read_name(arena, font);
}

struct font *font_read(struct arena *arena, const unsigned char *bytes, size_t size)
{
    struct table file = {bytes, size, false};
    uint32_t version = u32(&file, 0);
    if (version != 0x00010000 && version != 0x74727565)
        return NULL;
    struct table head = find_table(&file, "head"), hhea = find_table(&file, "hhea"),
                 cmap = find_table(&file, "cmap"), glyf = find_table(&file, "glyf"),
                 maxp = find_table(&file, "maxp"), loca = find_table(&file, "loca");
    struct metrics m = {arena, find_table(&file, "hmtx"), u16(&hhea, 34), u16(&head, 18), u16(&maxp, 4)};
    if (glyf.bad || m.upem < 16 || m.count == 0 || m.count > m.glyphs || m.hmtx.size < 4 * (size_t)m.count)
        return NULL;
    if (head.size < 54 || loca.size < ((size_t)m.glyphs + 1) * (u16(&head, 50) ? 4 : 2))
        return NULL;
    struct font *font = ARENA_NEW(arena, struct font);
    font->bytes = (const unsigned char *)arena_strndup(arena, (const char *)bytes, size);
    font->size = size;
    font->em = m.upem;
    font->glyph_count = m.glyphs;
    read_measures(arena, font);
    return read_cmap(font, &m, &cmap) && !m.hmtx.bad ? font : NULL;
}

uint32_t font_width(const struct font *font, const char *s, size_t n)
{
    uint32_t width = 0, cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(s + i, n - i, &cp);
        if (len <= 0)
            break;
        width += font_advance(font, cp);
    }
    return width;
}
