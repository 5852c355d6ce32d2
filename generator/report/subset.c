/* subset.c - copies the wanted glyphs of a TrueType face, and the parts of composed ones, into a file of
 * their own. */
#include "report/subset.h"

#include <string.h>

/* Flags of a part of a composed glyph. */
enum {
    PART_WORDS = 0x0001,  /* its offsets are 16 bits each */
    PART_SCALE = 0x0008,  /* one scale follows */
    PART_MORE = 0x0020,   /* another part follows */
    PART_TWO = 0x0040,    /* two scales follow */
    PART_MATRIX = 0x0080, /* four numbers follow */
};

struct subset {
    const struct font *font;
    struct font_table loca, glyf, hmtx;
    bool long_offsets;
    size_t own;       /* glyphs with a width of their own */
    uint16_t *number; /* new number by old one */
    uint8_t *wanted;  /* by old number */
    uint16_t *glyphs; /* old number by new one */
    size_t count;
};

/* Where a glyph's outline lies in the file; length 0 for an empty one (a space) or a broken offset. */
static struct font_table outline(const struct subset *s, uint32_t glyph)
{
    size_t step = s->long_offsets ? 4 : 2, unit = s->long_offsets ? 1 : 2;
    size_t from = font_number(s->font, s->loca.offset + glyph * step, (int)step) * unit;
    size_t to = font_number(s->font, s->loca.offset + (glyph + 1) * step, (int)step) * unit;
    if (to <= from || to > s->glyf.length)
        return (struct font_table){0};
    return (struct font_table){s->glyf.offset + from, to - from};
}

static void want(struct subset *s, uint32_t glyph)
{
    if (glyph >= s->font->glyph_count || s->wanted[glyph])
        return;
    s->wanted[glyph] = 1;
    s->number[glyph] = (uint16_t)s->count;
    s->glyphs[s->count++] = (uint16_t)glyph;
}

/* Offset, in the outline, of the number of the part that begins at an offset; *at moves behind that part, to
 * 0 when it was the last one. */
static size_t next_part(const uint8_t *outline_bytes, size_t length, size_t *at)
{
    size_t here = *at;
    *at = 0;
    if (here + 4 > length)
        return 0;
    unsigned flags = (unsigned)outline_bytes[here] << 8 | outline_bytes[here + 1];
    size_t size = 4 + (flags & PART_WORDS ? 4 : 2);
    if (flags & PART_SCALE)
        size += 2;
    else if (flags & PART_TWO)
        size += 4;
    else if (flags & PART_MATRIX)
        size += 8;
    if (flags & PART_MORE)
        *at = here + size;
    return here + 2;
}

static bool is_composed(const uint8_t *bytes, size_t length)
{
    return length >= 10 && (bytes[0] & 0x80); /* a negative number of contours */
}

/* Glyphs that wanted ones are made of; what is found is looked into in turn. */
static void want_parts(struct subset *s)
{
    for (size_t i = 0; i < s->count; i++) {
        struct font_table o = outline(s, s->glyphs[i]);
        const uint8_t *bytes = s->font->bytes + o.offset;
        size_t at = 10;
        while (is_composed(bytes, o.length) && at) {
            size_t part = next_part(bytes, o.length, &at);
            if (part)
                want(s, (uint32_t)bytes[part] << 8 | bytes[part + 1]);
        }
    }
}

/* ---- writing ---- */

static void put(struct buf *out, uint32_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        buf_char(out, (char)(value >> (8 * i) & 0xff));
}

static void put_glyphs(const struct subset *s, struct buf *glyf, struct buf *loca, struct buf *hmtx)
{
    const struct font *font = s->font;
    size_t own = s->own;
    for (size_t i = 0; i < s->count; i++) {
        uint32_t old = s->glyphs[i];
        struct font_table o = outline(s, old);
        put(loca, (uint32_t)glyf->len, 4);
        size_t start = glyf->len, at = 10;
        buf_add(glyf, font->bytes + o.offset, o.length);
        uint8_t *bytes = (uint8_t *)glyf->data + start;
        while (is_composed(bytes, o.length) && at) {
            size_t part = next_part(bytes, o.length, &at);
            uint32_t of = part ? (uint32_t)bytes[part] << 8 | bytes[part + 1] : 0;
            uint16_t new_number = of < font->glyph_count ? s->number[of] : 0;
            if (part) {
                bytes[part] = (uint8_t)(new_number >> 8);
                bytes[part + 1] = (uint8_t)new_number;
            }
        }
        while (glyf->len % 4)
            buf_char(glyf, 0);
        size_t row = s->hmtx.offset + 4 * (old < own ? old : own - 1);
        put(hmtx, font_number(font, row, 2), 2);
        put(hmtx,
            old < own ? font_number(font, row + 2, 2)
                      : font_number(font, s->hmtx.offset + 4 * own + 2 * (old - own), 2),
            2);
    }
    put(loca, (uint32_t)glyf->len, 4);
}

/* A copy of a table with one 16-bit number changed. */
static void put_changed(struct buf *out, const struct font *font, struct font_table table, size_t offset,
                        uint32_t value)
{
    buf_add(out, font->bytes + table.offset, table.length);
    if (offset + 2 <= out->len) {
        out->data[offset] = (char)(value >> 8);
        out->data[offset + 1] = (char)value;
    }
}

static void put_copy(struct buf *out, const struct font *font, const char *tag)
{
    struct font_table table = font_find(font, tag);
    buf_add(out, font->bytes + table.offset, table.length);
}

static uint32_t checksum(const char *bytes, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (uint32_t)(uint8_t)bytes[i] << (24 - 8 * (i % 4));
    return sum;
}

struct table_out {
    const char *tag;
    struct buf bytes;
};

/* The tables, in the order of their tags, behind the directory; the file's checksum goes into head. */
static void put_file(struct buf *out, struct table_out *tables, size_t count)
{
    size_t start = out->len, power = 1, log = 0, offset = 0, present = 0, head = 0;
    for (size_t i = 0; i < count; i++)
        present += tables[i].bytes.len > 0;
    while (power * 2 <= present) {
        power *= 2;
        log++;
    }
    put(out, 0x00010000, 4);
    put(out, (uint32_t)present, 2);
    put(out, (uint32_t)(power * 16), 2);
    put(out, (uint32_t)log, 2);
    put(out, (uint32_t)((present - power) * 16), 2);
    offset = 12 + 16 * present;
    for (size_t i = 0; i < count; i++) {
        const struct buf *b = &tables[i].bytes;
        if (!b->len)
            continue;
        buf_add(out, tables[i].tag, 4);
        put(out, checksum(b->data, b->len), 4);
        put(out, (uint32_t)offset, 4);
        put(out, (uint32_t)b->len, 4);
        if (strcmp(tables[i].tag, "head") == 0)
            head = offset;
        offset += (b->len + 3) / 4 * 4;
    }
    for (size_t i = 0; i < count; i++) {
        buf_add(out, buf_text(&tables[i].bytes), tables[i].bytes.len);
        while ((out->len - start) % 4)
            buf_char(out, 0);
    }
    uint32_t adjust = 0xb1b0afba - checksum(out->data + start, out->len - start);
    for (size_t i = 0; i < 4; i++)
        out->data[start + head + 8 + i] = (char)(adjust >> (24 - 8 * i));
}

/* Glyphs by code, in two tables. Those of codes are numbered first, so their numbers fit into a byte. */
static void put_cmap(struct buf *out, const uint16_t characters[CODE_COUNT], const uint8_t glyphs[CODE_COUNT])
{
    enum { MACINTOSH_SIZE = 6 + CODE_COUNT, SYMBOLS = 0xf000, DIRECTORY = 20 };
    unsigned first, last;
    codes_range(characters, &first, &last);
    static const uint16_t directory[] = {0, 2, 1, 0, 0, DIRECTORY, 3, 0, 0, DIRECTORY + MACINTOSH_SIZE};
    const uint32_t symbols[] = {4,
                                32 + 2 * (last - first + 1),
                                0,
                                4,
                                4,
                                1,
                                0, /* two segments */
                                SYMBOLS + last,
                                0xffff,
                                0,
                                SYMBOLS + first,
                                0xffff,
                                0,
                                1,
                                4,
                                0}; /* the numbers follow; the second segment only ends the list */
    for (size_t i = 0; i < sizeof directory / sizeof *directory; i++)
        put(out, directory[i], 2);
    put(out, 0, 2);
    put(out, MACINTOSH_SIZE, 2);
    put(out, 0, 2);
    buf_add(out, glyphs, CODE_COUNT);
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        put(out, symbols[i], 2);
    for (unsigned code = first; code <= last; code++)
        put(out, glyphs[code], 2);
}

void font_subset(struct arena *arena, const struct font *font, const uint16_t characters[CODE_COUNT],
                 struct buf *out)
{
    struct font_table head = font_find(font, "head"), hhea = font_find(font, "hhea"),
                      maxp = font_find(font, "maxp");
    struct subset s = {.font = font,
                       .loca = font_find(font, "loca"),
                       .glyf = font_find(font, "glyf"),
                       .hmtx = font_find(font, "hmtx"),
                       .long_offsets = font_number(font, head.offset + 50, 2) != 0,
                       .own = font_number(font, hhea.offset + 34, 2)};
    uint8_t by_code[CODE_COUNT] = {0};
    s.number = arena_alloc(arena, font->glyph_count * sizeof *s.number);
    s.wanted = arena_alloc(arena, font->glyph_count);
    s.glyphs = arena_alloc(arena, font->glyph_count * sizeof *s.glyphs);
    want(&s, 0);
    for (size_t code = 0; code < CODE_COUNT; code++) {
        if (characters[code]) {
            want(&s, font_glyph(font, characters[code]));
            by_code[code] = (uint8_t)s.number[font_glyph(font, characters[code])];
        }
    }
    want_parts(&s);
    struct table_out tables[] = {{"cmap", {0}}, {"cvt ", {0}}, {"fpgm", {0}}, {"glyf", {0}}, {"head", {0}},
                                 {"hhea", {0}}, {"hmtx", {0}}, {"loca", {0}}, {"maxp", {0}}, {"prep", {0}}};
    enum { CMAP, CVT, FPGM, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, PREP, TABLES };
    put_cmap(&tables[CMAP].bytes, characters, by_code);
    put_glyphs(&s, &tables[GLYF].bytes, &tables[LOCA].bytes, &tables[HMTX].bytes);
    put_changed(&tables[HEAD].bytes, font, head, 50, 1);
    memset(tables[HEAD].bytes.data + 8, 0, 4);
    put_changed(&tables[HHEA].bytes, font, hhea, 34, (uint32_t)s.count);
    put_changed(&tables[MAXP].bytes, font, maxp, 4, (uint32_t)s.count);
    put_copy(&tables[CVT].bytes, font, "cvt ");
    put_copy(&tables[FPGM].bytes, font, "fpgm");
    put_copy(&tables[PREP].bytes, font, "prep");
    put_file(out, tables, TABLES);
    for (size_t i = 0; i < TABLES; i++)
        buf_free(&tables[i].bytes);
}
