/* update.c - a signature put into a PDF as an incremental update. */
#include "seal/update.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "pdf/font.h"
#include "seal/cms.h"

#include <string.h>

/* ---- time ---- */

char *seal_time_text(struct arena *arena, int64_t when)
{
    struct date_time t = date_time_of(when);
    return arena_printf(arena, "%d/%d/%d %02d:%02d:%02d", t.day.day, t.day.month, t.day.year, t.hour,
                        t.minute, t.second);
}

/* ---- fields ---- */

pdf_value seal_field(struct pdf_file *file, const char *name)
{
    pdf_value fields = pdf_get(file, pdf_get(file, pdf_root(file), "/AcroForm"), "/Fields");
    for (size_t i = 0; i < pdf_count(file, fields) && i < 1000; i++) {
        pdf_value field = pdf_at(file, fields, i);
        if (pdf_is_name(file, pdf_get(file, field, "/FT"), "/Sig") &&
            strcmp(pdf_text(file, pdf_get(file, field, "/T")), name) == 0)
            return field;
    }
    return 0;
}

pdf_value seal_field_signature(struct pdf_file *file, pdf_value field)
{
    return pdf_get(file, field, "/V");
}

/* By anybody: another program signs in a field of its own. */
static bool is_signed(struct pdf_file *file)
{
    pdf_value fields = pdf_get(file, pdf_get(file, pdf_root(file), "/AcroForm"), "/Fields");
    for (size_t i = 0; i < pdf_count(file, fields) && i < 1000; i++)
        if (seal_field_signature(file, pdf_at(file, fields, i)))
            return true;
    return false;
}

/* ---- objects ---- */

struct update {
    struct arena *arena;
    struct pdf_file *file;
    struct buf *out;
    size_t base; /* where the file begins in out */
    unsigned numbers[8];
    size_t offsets[8]; /* from the start of the file */
    size_t count;
};

static void begin_object(struct update *u, unsigned number)
{
    u->numbers[u->count] = number;
    u->offsets[u->count++] = u->out->len - u->base;
    buf_printf(u->out, "%u 0 obj\n", number);
}

/* UTF-16 as hexadecimal digits. */
static void put_utf16(struct buf *out, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t cp = 0;
        int len = text_decode(text + i, n - i, &cp);
        i += len > 0 ? (size_t)len : 1;
        if (len > 0 && cp <= 0xffff)
            buf_printf(out, "%04X", (unsigned)cp);
    }
}

/* ---- what is seen ---- */

/* What a signature is written with: the upright, light fonts of its page. */
struct face {
    const struct pdf_font **fonts;
    char **names; /* of each among the page's resources */
    size_t count;
};

static struct face plain_face(struct update *u, pdf_value fonts)
{
    struct face face = {0};
    char **keys = pdf_keys(u->file, fonts);
    size_t names = 0;
    for (size_t i = 0; keys[i]; i++) {
        const struct pdf_font *font = pdf_font_read(u->arena, u->file, pdf_get(u->file, fonts, keys[i]));
        if (font->bold || font->italic)
            continue;
        ARENA_PUSH(u->arena, face.fonts, face.count) = font;
        ARENA_PUSH(u->arena, face.names, names) = keys[i];
    }
    return face;
}

/* A letter as one of the fonts has it. */
struct glyph {
    size_t font;
    unsigned code;
};

static bool find_glyph(const struct face *face, uint32_t cp, struct glyph *glyph)
{
    for (size_t i = 0; i < face->count; i++) {
        unsigned codes = face->fonts[i]->code_bytes == 2 ? 0x10000 : 0x100;
        for (unsigned code = 0; code < codes; code++)
            if (face->fonts[i]->unicode[code] == cp) {
                *glyph = (struct glyph){i, code};
                return true;
            }
    }
    return false;
}

/* The letters of a text that the fonts have, and the width of all at size 1. */
static size_t find_glyphs(struct update *u, const struct face *face, const char *text, struct glyph **glyphs,
                          double *width)
{
    size_t n = strlen(text), count = 0;
    *glyphs = NULL;
    *width = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp = 0;
        struct glyph glyph;
        int len = text_decode(text + i, n - i, &cp);
        i += len > 0 ? (size_t)len : 1;
        if (len <= 0 || !find_glyph(face, cp, &glyph))
            continue;
        ARENA_PUSH(u->arena, *glyphs, count) = glyph;
        *width += (double)face->fonts[glyph.font]->widths[glyph.code] / 1000;
    }
    return count;
}

/* Numbers without the locale's comma. */
static void put_number(struct buf *out, double value)
{
    long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    long whole = hundredths < 0 ? -hundredths : hundredths;
    buf_printf(out, "%s%ld.%02ld ", hundredths < 0 ? "-" : "", whole / 100, whole % 100);
}

/* The field on the page, and what is drawn in it. */
struct look {
    double width, height; /* points */
    struct buf content;
    char *resources;
};

static void begin_look(struct update *u, pdf_value field, struct look *look)
{
    double corners[4];
    pdf_value rect = pdf_get(u->file, field, "/Rect");
    for (size_t i = 0; i < 4; i++)
        corners[i] = pdf_number(u->file, pdf_at(u->file, rect, i), 0);
    look->width = corners[2] - corners[0];
    look->height = corners[3] - corners[1];
}

/* Letters, as hexadecimal digits of their codes; the font is told where it changes. */
static void put_glyphs(struct buf *out, const struct face *face, const struct glyph *glyphs, size_t count,
                       double size)
{
    for (size_t i = 0; i < count; i++) {
        const struct glyph *g = &glyphs[i];
        if (i == 0 || g->font != glyphs[i - 1].font) {
            buf_printf(out, "%s%s ", i > 0 ? "> Tj " : "", face->names[g->font]);
            put_number(out, size);
            buf_str(out, "Tf <");
        }
        buf_printf(out, face->fonts[g->font]->code_bytes == 2 ? "%04X" : "%02X", g->code);
    }
    buf_str(out, count > 0 ? "> Tj " : "");
}

/* Lines of text in the middle of the field, blue for a person, red for an agency (PL I, II.7.d and II.8.a).
 */
static void draw_lines(struct update *u, pdf_value field, const struct seal_request *request,
                       struct look *look)
{
    pdf_value page = pdf_get(u->file, field, "/P"),
              fonts = pdf_get(u->file, pdf_inherited(u->file, page, "/Resources"), "/Font");
    struct face face = plain_face(u, fonts);
    struct buf resources = {0};
    bool agency = strcmp(request->field, SEAL_FIELD_AGENCY) == 0;
    const char *lines[] = {"Đã ký số", request->name, seal_time_text(u->arena, request->when)};
    for (size_t i = 0; i < face.count; i++)
        buf_printf(&resources, "%s %s ", face.names[i],
                   pdf_unparse(u->file, pdf_get(u->file, fonts, face.names[i])));
    look->resources = arena_printf(u->arena, "/Font<<%s>>", buf_text(&resources));
    buf_free(&resources);
    buf_str(&look->content, agency ? "q 0.75 0 0 rg " : "q 0 0.1 0.6 rg ");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct glyph *glyphs;
        double size = 9, wide;
        size_t count = find_glyphs(u, &face, lines[i], &glyphs, &wide);
        if (wide * size > look->width - 4)
            size = (look->width - 4) / wide;
        buf_str(&look->content, "BT ");
        put_number(&look->content, (look->width - wide * size) / 2);
        put_number(&look->content, (agency ? look->height / 2 - 14 : look->height - 14) - 12 * (double)i);
        buf_str(&look->content, "Td ");
        put_glyphs(&look->content, &face, glyphs, count, size);
        buf_str(&look->content, "ET ");
    }
    buf_str(&look->content, "Q");
}

/* The picture as large as the field lets it be, in its middle. */
static void draw_image(struct update *u, const struct seal_image *image, unsigned number, struct look *look)
{
    double across = look->width / (double)image->width, down = look->height / (double)image->height;
    double scale = across < down ? across : down;
    double width = (double)image->width * scale, height = (double)image->height * scale;
    look->resources = arena_printf(u->arena, "/XObject<</Im %u 0 R>>", number);
    buf_str(&look->content, "q ");
    put_number(&look->content, width);
    buf_str(&look->content, "0 0 ");
    put_number(&look->content, height);
    put_number(&look->content, (look->width - width) / 2);
    put_number(&look->content, (look->height - height) / 2);
    buf_str(&look->content, "cm /Im Do Q");
}

static void put_samples(struct update *u, unsigned number, const struct seal_image *image,
                        const struct buf *samples, const char *more)
{
    begin_object(u, number);
    buf_printf(u->out,
               "<</Type/XObject/Subtype/Image/Width %zu/Height %zu/BitsPerComponent 8/Filter/FlateDecode%s"
               "/Length %zu>>stream\n",
               image->width, image->height, more, samples->len);
    buf_add(u->out, samples->data, samples->len);
    buf_str(u->out, "\nendstream\nendobj\n");
}

/* Objects from first on: the form that is shown in the field, and its picture with what can be seen through
 * of it. */
static void put_appearance(struct update *u, pdf_value field, unsigned first,
                           const struct seal_request *request)
{
    struct look look = {0};
    begin_look(u, field, &look);
    if (request->image)
        draw_image(u, request->image, first + 1, &look);
    else
        draw_lines(u, field, request, &look);
    begin_object(u, first);
    buf_str(u->out, "<</Type/XObject/Subtype/Form/BBox[0 0 ");
    put_number(u->out, look.width);
    put_number(u->out, look.height);
    buf_printf(u->out, "]/Resources<<%s>>/Length %zu>>stream\n", look.resources, look.content.len);
    buf_add(u->out, look.content.data, look.content.len);
    buf_str(u->out, "\nendstream\nendobj\n");
    buf_free(&look.content);
    if (!request->image)
        return;
    put_samples(u, first + 1, request->image, &request->image->colours,
                arena_printf(u->arena, "/ColorSpace/DeviceRGB/SMask %u 0 R", first + 2));
    put_samples(u, first + 2, request->image, &request->image->opacity, "/ColorSpace/DeviceGray");
}

/* The field as it was, with its value and its looks. */
static void put_field(struct update *u, pdf_value field, unsigned signature, unsigned appearance)
{
    begin_object(u, pdf_number_of(u->file, field));
    buf_str(u->out, "<<");
    char **keys = pdf_keys(u->file, field);
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(keys[i], "/V") != 0 && strcmp(keys[i], "/AP") != 0)
            buf_printf(u->out, "%s %s", keys[i], pdf_unparse(u->file, pdf_get(u->file, field, keys[i])));
    buf_printf(u->out, "/V %u 0 R/AP<</N %u 0 R>>>>\nendobj\n", signature, appearance);
}

/* Where the parts of the signature dictionary that come later are, in out. */
struct holes {
    size_t range, contents, room; /* of the digits between < and > */
};

static void put_signature(struct update *u, unsigned number, const struct seal_request *request,
                          struct holes *holes)
{
    struct date_time t = date_time_of(request->when);
    begin_object(u, number);
    buf_str(u->out, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[");
    holes->range = u->out->len;
    buf_printf(u->out, "%10d %10d %10d %10d]/Contents<", 0, 0, 0, 0);
    holes->contents = u->out->len;
    holes->room = 2 * (size_t)(request->tsa ? SEAL_CMS_ROOM_TSA : SEAL_CMS_ROOM);
    for (size_t i = 0; i < holes->room; i++)
        buf_char(u->out, '0');
    buf_printf(u->out, ">/M(D:%04d%02d%02d%02d%02d%02d+07'00')/Name<FEFF", t.day.year, t.day.month, t.day.day,
               t.hour, t.minute, t.second);
    put_utf16(u->out, request->name);
    buf_str(u->out, ">>>\nendobj\n");
}

/* ---- the end ---- */

static size_t last_startxref(const char *bytes, size_t size)
{
    static const char word[] = "startxref";
    for (size_t i = size - sizeof word; size > 2 * sizeof word && i > 0; i--)
        if (memcmp(bytes + i, word, sizeof word - 1) == 0) {
            size_t value = 0;
            for (i += sizeof word - 1; i < size && strchr(" \r\n", bytes[i]); i++)
                ;
            for (; i < size && bytes[i] >= '0' && bytes[i] <= '9' && value < ((size_t)1 << 40); i++)
                value = value * 10 + (size_t)(bytes[i] - '0');
            return value;
        }
    return 0;
}

/* The cross-reference stream of the update (ISO 32000-1, 7.5.8), its entries by number. */
static void put_xref(struct update *u, const char *bytes, size_t size, unsigned number)
{
    char digest[DIGEST_HEX];
    pdf_value trailer = pdf_trailer(u->file), id = pdf_at(u->file, pdf_get(u->file, trailer, "/ID"), 0);
    digest_sha256(u->out->data + u->base, u->out->len - u->base, digest);
    digest[32] = '\0';
    begin_object(u, number);
    size_t start = u->offsets[u->count - 1];
    buf_printf(u->out, "<</Type/XRef/Size %u/Prev %zu/Root %s", number + 1, last_startxref(bytes, size),
               pdf_unparse(u->file, pdf_get(u->file, trailer, "/Root")));
    if (pdf_get(u->file, trailer, "/Info"))
        buf_printf(u->out, "/Info %s", pdf_unparse(u->file, pdf_get(u->file, trailer, "/Info")));
    if (id)
        buf_printf(u->out, "/ID[%s<%s>]", pdf_unparse(u->file, id), digest);
    buf_printf(u->out, "/W[1 4 1]/Index[");
    for (size_t i = 0; i < u->count; i++)
        buf_printf(u->out, "%u 1 ", u->numbers[i]);
    buf_printf(u->out, "]/Length %zu>>stream\n", 6 * u->count);
    for (size_t i = 0; i < u->count; i++) {
        size_t at = u->offsets[i];
        const char entry[6] = {1, (char)(at >> 24), (char)(at >> 16), (char)(at >> 8), (char)at, 0};
        buf_add(u->out, entry, sizeof entry);
    }
    buf_printf(u->out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
}

/* Fills in the range, signs what it covers, and fills in the signature. */
static bool close_signature(struct arena *arena, struct diags *diags, struct update *u,
                            const struct holes *holes, const struct seal_request *request)
{
    char *file = u->out->data + u->base;
    size_t total = u->out->len - u->base, open = holes->contents - u->base - 1,
           after = open + holes->room + 2;
    char *range = arena_printf(arena, "%10d %10zu %10zu %10zu", 0, open, after, total - after);
    memcpy(u->out->data + holes->range, range, strlen(range));
    struct seal_content content = {
        {{(unsigned char *)file, open}, {(unsigned char *)file + after, total - after}}};
    struct octets cms;
    if (!seal_cms_sign(arena, diags, request->key, &content, request->when, request->tsa, &cms))
        return false;
    for (size_t i = 0; i < cms.n && 2 * i + 1 < holes->room; i++) {
        static const char digits[] = "0123456789ABCDEF";
        u->out->data[holes->contents + 2 * i] = digits[cms.at[i] >> 4];
        u->out->data[holes->contents + 2 * i + 1] = digits[cms.at[i] & 15];
    }
    return true;
}

static bool may_sign(struct diags *diags, struct arena *arena, struct pdf_file *file, const char *path,
                     const char *name)
{
    struct place at = place_file(arena, path);
    pdf_value field = seal_field(file, name);
    if (!field) {
        diag(diags, SIGN_NO_FIELD, at, path, name);
        return false;
    }
    if (seal_field_signature(file, field)) {
        diag(diags, SIGN_TWICE, at, path);
        return false;
    }
    if (strcmp(name, SEAL_FIELD_AGENCY) == 0 && !is_signed(file)) {
        diag(diags, SIGN_ORDER, at, path);
        return false;
    }
    return true;
}

bool seal_update_sign(struct arena *arena, struct diags *diags, struct pdf_file *file, const char *path,
                      const char *bytes, size_t size, const struct seal_request *request, struct buf *out)
{
    struct update u = {.arena = arena, .file = file, .out = out, .base = out->len};
    struct holes holes;
    if (!may_sign(diags, arena, file, path, request->field))
        return false;
    pdf_value field = seal_field(file, request->field);
    unsigned first = (unsigned)pdf_number(file, pdf_get(file, pdf_trailer(file), "/Size"), 1);
    buf_add(out, bytes, size);
    if (size > 0 && bytes[size - 1] != '\n')
        buf_char(out, '\n');
    put_field(&u, field, first, first + 1);
    put_signature(&u, first, request, &holes);
    put_appearance(&u, field, first + 1, request);
    put_xref(&u, bytes, size, u.numbers[u.count - 1] + 1);
    return close_signature(arena, diags, &u, &holes, request);
}
