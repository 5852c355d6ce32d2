/* pdf_font.c - fonts as objects of a PDF. They are our own, made through libharu's object layer: its own have
 * text maps that readers reject, lose accents of nested glyphs, fall over damaged fonts and take long to load
 * (design/pdf.md). */
#include "report/pdf_font.h"

#include "base/deflate.h"
#include "report/paint.h"
#include "report/pdf_object.h"
#include "report/subset.h"

#include <hpdf.h>

static void add_list(struct buf *map, size_t count, const struct buf *ranges)
{
    buf_number(map, count, " beginbfrange\n");
    buf_add(map, ranges->data, ranges->len);
    buf_str(map, "endbfrange\n");
}

/* From codes to Unicode, in ranges in which both ascend together. A list of them has room for 100. */
static HPDF_Dict unicode_map(HPDF_Doc doc, const uint16_t characters[CODE_COUNT])
{
    enum { LIST_MAX = 100 };
    struct buf ranges = {0}, map = {0};
    size_t count = 0;
    buf_str(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<00> <ff>\nendcodespacerange\n");
    for (unsigned code = 0; code < CODE_COUNT; code++) {
        unsigned first = code;
        if (!characters[code])
            continue;
        while (code + 1 < CODE_COUNT && characters[code + 1] == characters[code] + 1 &&
               characters[code + 1] % 256 != 0) /* no range may cross a high byte (ISO 32000-1, 9.10.3) */
            code++;
        buf_hex(&ranges, "<", first, 2, "> ");
        buf_hex(&ranges, "<", code, 2, "> ");
        buf_hex(&ranges, "<", characters[first], 4, ">\n");
        if (++count == LIST_MAX) {
            add_list(&map, count, &ranges);
            ranges.len = count = 0;
        }
    }
    if (count > 0)
        add_list(&map, count, &ranges);
    buf_str(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict stream = object_packed(doc, map.data, map.len);
    buf_free(&ranges);
    buf_free(&map);
    return stream;
}

/* Widths from the first code in use to the last. */
static void add_widths(HPDF_Doc doc, HPDF_Dict dict, const struct font *face,
                       const uint16_t characters[CODE_COUNT])
{
    unsigned first, last;
    codes_range(characters, &first, &last);
    HPDF_Dict_AddNumber(dict, "FirstChar", (HPDF_INT32)first);
    HPDF_Dict_AddNumber(dict, "LastChar", (HPDF_INT32)last);
    HPDF_Array widths = object_array(doc, dict, "Widths");
    for (unsigned code = first; code <= last; code++)
        HPDF_Array_AddNumber(widths, characters[code] ? (HPDF_INT32)font_advance(face, characters[code]) : 0);
}

/* "ABCDEF+LiberationSerif": six letters from the subset's own bytes. */
static const char *subset_name(struct arena *arena, const struct font *face, const struct buf *file)
{
    char tag[7] = "";
    uint32_t rest = deflate_crc32(file->data, file->len);
    for (size_t i = 0; i < 6; i++, rest /= 26)
        tag[i] = (char)('A' + rest % 26);
    return arena_printf(arena, "%s+%s", tag, face->name);
}

static HPDF_Dict descriptor(HPDF_Doc doc, const struct font *face, bool bold, const char *name,
                            const struct buf *file)
{
    enum { SERIF = 2, SYMBOLIC = 4, ITALIC = 64 }; /* symbolic: codes are the font's own */
    HPDF_Dict d = object_dict(doc), stream = object_packed(doc, file->data, file->len);
    HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)file->len);
    HPDF_Dict_AddName(d, "Type", "FontDescriptor");
    HPDF_Dict_AddName(d, "FontName", name);
    HPDF_Dict_AddNumber(d, "Flags", SERIF | SYMBOLIC | (face->italic_angle ? ITALIC : 0));
    HPDF_Array box = object_array(doc, d, "FontBBox");
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, face->box[i]);
    HPDF_Dict_AddNumber(d, "ItalicAngle", face->italic_angle);
    HPDF_Dict_AddNumber(d, "Ascent", face->ascent);
    HPDF_Dict_AddNumber(d, "Descent", face->descent);
    HPDF_Dict_AddNumber(d, "CapHeight", face->cap_height);
    HPDF_Dict_AddNumber(d, "StemV", bold ? 140 : 80); /* TrueType files do not tell; readers do not ask */
    HPDF_Dict_Add(d, "FontFile2", stream);
    return d;
}

static HPDF_Dict font_object(HPDF_Doc doc, struct arena *arena, const struct font *face, bool bold,
                             const uint16_t characters[CODE_COUNT])
{
    struct buf file = {0};
    font_subset(arena, face, characters, &file);
    const char *name = subset_name(arena, face, &file);
    HPDF_Dict font = object_dict(doc);
    HPDF_Dict_AddName(font, "Type", "Font");
    HPDF_Dict_AddName(font, "Subtype", "TrueType");
    HPDF_Dict_AddName(font, "BaseFont", name);
    add_widths(doc, font, face, characters);
    HPDF_Dict_Add(font, "FontDescriptor", descriptor(doc, face, bold, name, &file));
    HPDF_Dict_Add(font, "ToUnicode", unicode_map(doc, characters));
    buf_free(&file);
    return font;
}

static const char *font_name(struct arena *arena, enum font_face face, size_t number)
{
    struct buf name = {0};
    paint_font_name(&name, face, number);
    const char *kept = buf_take(&name, arena);
    buf_free(&name);
    return kept;
}

void pdf_fonts_write(void *doc, const struct document *document, const struct font *const *faces,
                     void *resources)
{
    struct arena arena = {0};
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct codes *codes = &document->codes[face];
        bool bold = face == FACE_BOLD || face == FACE_BOLD_ITALIC;
        for (size_t i = 0; i < codes->font_count; i++)
            HPDF_Dict_Add(resources, font_name(&arena, (enum font_face)face, i),
                          font_object(doc, &arena, faces[face], bold, codes->fonts[i].characters));
    }
    arena_free(&arena);
}
