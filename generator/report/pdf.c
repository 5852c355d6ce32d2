/* pdf.c - pages by libharu; the only file that speaks to it. What libharu does wrong is mended here
 * (design/pdf.md). */
#include "report/pdf.h"

#include "base/mem.h"
#include "base/text.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_encoder.h>
#include <hpdf_font.h>
#include <hpdf_fontdef.h>
#include <hpdf_pages.h>
#include <stdio.h>
#include <string.h>

/* One file being written. */
struct writer {
    HPDF_Doc doc;
    HPDF_Font fonts[FACE_COUNT];
    HPDF_FontDef defs[FACE_COUNT];
    uint8_t *marked[FACE_COUNT]; /* by code point: is the glyph marked for embedding? */
    HPDF_Page *pages;
    uint8_t *used; /* by code point: is it in the document? */
    struct arena arena;
    HPDF_STATUS error; /* the first one; everything after it fails by itself */
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    struct writer *w = user;
    (void)detail;
    if (!w->error)
        w->error = error;
}

/* libharu's own handling of a failed allocation can crash; ours never fails. */
static void *allocate(HPDF_UINT size)
{
    return mem_alloc(size);
}

/* ---- fonts ---- */

static void used_faces(const struct document *document, bool used[FACE_COUNT])
{
    for (const struct page *page = document->first; page; page = page->next)
        for (size_t i = 0; i < page->count; i++)
            if (page->marks[i].kind == MARK_TEXT)
                used[page->marks[i].face] = true;
}

/* Which code points the document uses. */
static void used_characters(const struct document *document, uint8_t used[65536])
{
    for (const struct page *page = document->first; page; page = page->next) {
        for (size_t i = 0; i < page->count; i++) {
            const struct mark *mark = &page->marks[i];
            uint32_t cp;
            int len;
            for (size_t k = 0; mark->kind == MARK_TEXT && k < mark->length; k += (size_t)len) {
                len = text_decode(mark->text + k, mark->length - k, &cp);
                if (len <= 0)
                    break;
                if (cp <= 0xffff)
                    used[cp] = 1;
            }
        }
    }
}

/* Gives libharu a table of the characters that the document uses. By itself it would look each of 65,536 code
 * points up in each face, and write maps of that length. Its loops leave out the highest code, so one more
 * stands behind the last. */
static void narrow_encoding(struct writer *w, const struct document *document)
{
    HPDF_Encoder encoder = HPDF_GetEncoder(w->doc, "UTF-8");
    HPDF_CMapEncoderAttr attr = encoder ? encoder->attr : NULL;
    uint8_t *used = w->used = arena_alloc(&w->arena, 65537);
    unsigned highest = 0;
    if (!attr)
        return;
    used_characters(document, used);
    for (unsigned cp = 0; cp < 65536; cp++)
        highest = used[cp] ? cp : highest;
    used[highest + 1] = highest < 65535;
    for (unsigned cp = 0; cp < 65536; cp++) {
        attr->cid_map[cp >> 8][cp & 255] = used[cp] ? (HPDF_UINT16)cp : 0;
        attr->unicode_map[cp >> 8][cp & 255] = (HPDF_UNICODE)cp;
    }
    encoder->to_unicode_fn = HPDF_CMapEncoder_ToUnicode; /* says that the table counts */
}

/* libharu's ToUnicode for UTF-8 fonts is not valid. The codes are UTF-16 already: a line for each high byte,
 * because a range may not cross one. */
static void mend_to_unicode(HPDF_Font font, const uint8_t used[65536])
{
    HPDF_FontAttr attr = font->attr;
    struct buf map = {0};
    if (!attr->cmap_stream)
        return;
    buf_str(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    unsigned rows[256], count = 0;
    for (unsigned high = 0; high < 256; high++)
        if (memchr(used + high * 256, 1, 256))
            rows[count++] = high;
    for (unsigned i = 0; i < count; i++) {
        if (i % 100 == 0)
            buf_printf(&map, "%u beginbfrange\n", count - i < 100 ? count - i : 100);
        buf_printf(&map, "<%02X00> <%02XFF> <%02X00>\n", rows[i], rows[i], rows[i]);
        if (i % 100 == 99 || i + 1 == count)
            buf_str(&map, "endbfrange\n");
    }
    buf_str(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_MemStream_FreeData(attr->cmap_stream->stream);
    HPDF_Stream_Write(attr->cmap_stream->stream, (const HPDF_BYTE *)map.data, (HPDF_UINT)map.len);
    buf_free(&map);
}

/* Registers a face from memory. libharu's own way by a file name reads and seeks some thousands of times, and
 * names bold faces "LiberationSerif-Bold,Bold". Tags count up: AAAAAA, AAAAAB … */
static HPDF_FontDef register_face(struct writer *w, const struct font *font, enum font_face face)
{
    HPDF_Stream bytes = HPDF_MemStream_New(w->doc->mmgr, (HPDF_UINT)font->size);
    char tag[] = "AAAAAA";
    if (!bytes || HPDF_Stream_Write(bytes, font->bytes, (HPDF_UINT)font->size) != HPDF_OK)
        return NULL;
    HPDF_FontDef def = HPDF_TTFontDef_Load(w->doc->mmgr, bytes, HPDF_TRUE); /* takes the stream */
    if (!def)
        return NULL;
    def->base_font[strcspn(def->base_font, ",")] = '\0';
    tag[5] = (char)('A' + face);
    HPDF_TTFontDef_SetTagName(def, tag);
    return HPDF_Doc_RegisterFontDef(w->doc, def) == HPDF_OK ? def : NULL;
}

static void load_font(struct writer *w, const struct font *font, enum font_face face)
{
    HPDF_FontDef def = register_face(w, font, face);
    if (!def)
        return;
    w->defs[face] = def;
    w->marked[face] = arena_alloc(&w->arena, 65536);
    w->fonts[face] = HPDF_GetFont(w->doc, def->base_font, "UTF-8");
    if (w->fonts[face])
        mend_to_unicode(w->fonts[face], w->used);
}

/* ---- marks ---- */

/* A number with two decimals; no locale, no rounding mode. */
static void put_number(struct buf *out, double value)
{
    long n = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    char digits[24];
    int at = sizeof digits;
    bool negative = n < 0;
    unsigned long rest = negative ? (unsigned long)-n : (unsigned long)n;
    bool whole = rest % 100 == 0;
    digits[--at] = ' ';
    for (int i = 0; i < 3 || rest > 0; i++, rest /= 10) {
        if (i == 2 && !whole)
            digits[--at] = '.';
        if (i >= 2 || !whole)
            digits[--at] = (char)('0' + rest % 10);
    }
    if (negative)
        digits[--at] = '-';
    buf_add(out, digits + at, sizeof digits - (size_t)at);
}

/* One byte of a literal string. */
static void put_byte(struct buf *out, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_char(out, '\\');
    if (byte == '\r')
        buf_str(out, "\\r"); /* by itself it would be read as a line feed */
    else
        buf_char(out, (char)byte);
}

/* Text as UTF-16 in literal strings, with an adjustment behind each space when lines are justified. Each
 * glyph is marked as used, so that it is embedded. */
static void put_text(struct writer *w, struct buf *out, const struct mark *mark)
{
    uint32_t cp;
    int len;
    uint8_t *marked = w->marked[mark->face];
    buf_str(out, "[(");
    for (size_t i = 0; i < mark->length; i += (size_t)len) {
        len = text_decode(mark->text + i, mark->length - i, &cp);
        if (len <= 0)
            break;
        if (cp > 0xffff)
            continue; /* not in any face; complained about before */
        if (!marked[cp])
            HPDF_TTFontDef_GetCharWidth(w->defs[mark->face], (HPDF_UINT16)cp);
        marked[cp] = 1;
        put_byte(out, cp >> 8);
        put_byte(out, cp & 255);
        if (cp == ' ' && mark->space != 0) {
            buf_char(out, ')');
            put_number(out, -mark->space * 1000 / mark->size);
            buf_char(out, '(');
        }
    }
    buf_str(out, ")] TJ ");
}

static void put_matrix(struct buf *out, const struct mark *mark, double height)
{
    if (mark->rotation != 0)
        buf_str(out, "0.6157 0.7880 -0.7880 0.6157 "); /* the watermark's 52 degrees */
    else
        buf_str(out, "1 0 0 1 ");
    put_number(out, mark->x);
    put_number(out, height - mark->y);
    buf_str(out, "Tm ");
}

static void put_mark(struct writer *w, struct buf *out, HPDF_Page page, const struct mark *mark,
                     double height)
{
    switch (mark->kind) {
    case MARK_TEXT: {
        if (!w->fonts[mark->face])
            return;
        put_number(out, mark->gray);
        buf_printf(out, "g BT /%s ", HPDF_Page_GetLocalFontName(page, w->fonts[mark->face]));
        put_number(out, mark->size);
        buf_str(out, "Tf ");
        put_matrix(out, mark, height);
        put_text(w, out, mark);
        buf_str(out, "ET\n");
        break;
    }
    case MARK_RULE:
        buf_str(out, "0 G ");
        put_number(out, mark->size);
        buf_str(out, "w ");
        put_number(out, mark->x);
        put_number(out, height - mark->y);
        buf_str(out, "m ");
        put_number(out, mark->x2);
        put_number(out, height - mark->y2);
        buf_str(out, "l S\n");
        break;
    case MARK_FILL:
        put_number(out, mark->gray);
        buf_str(out, "g ");
        put_number(out, mark->x);
        put_number(out, height - mark->y2);
        put_number(out, mark->x2 - mark->x);
        put_number(out, mark->y2 - mark->y);
        buf_str(out, "re f\n");
        break;
    }
}

static void write_page(struct writer *w, const struct page *page, size_t number)
{
    HPDF_Page out = HPDF_AddPage(w->doc);
    struct buf content = {0};
    if (!out)
        return;
    w->pages[number] = out;
    HPDF_Page_SetWidth(out, (HPDF_REAL)page->width);
    HPDF_Page_SetHeight(out, (HPDF_REAL)page->height);
    for (size_t i = 0; i < page->count; i++)
        put_mark(w, &content, out, &page->marks[i], page->height);
    HPDF_Stream_Write(((HPDF_PageAttr)out->attr)->stream, (const HPDF_BYTE *)buf_text(&content),
                      (HPDF_UINT)content.len);
    buf_free(&content);
}

/* ---- what belongs to the file as a whole ---- */

static void write_outlines(struct writer *w, const struct document *document)
{
    HPDF_Outline parent = NULL;
    HPDF_Encoder encoder = HPDF_GetEncoder(w->doc, "UTF-8");
    for (size_t i = 0; i < document->outline_count; i++) {
        const struct outline *o = &document->outlines[i];
        HPDF_Page page = w->pages[o->page];
        HPDF_Outline outline = HPDF_CreateOutline(w->doc, o->level > 1 ? parent : NULL, o->title, encoder);
        HPDF_Destination destination = page ? HPDF_Page_CreateDestination(page) : NULL;
        if (!outline || !destination)
            return;
        HPDF_Destination_SetFitH(destination, HPDF_Page_GetHeight(page) - (HPDF_REAL)o->y);
        HPDF_Outline_SetDestination(outline, destination);
        if (o->level <= 1)
            parent = outline;
    }
}

static void write_properties(struct writer *w, const struct document *document)
{
    if (document->title)
        HPDF_SetInfoAttr(w->doc, HPDF_INFO_TITLE, document->title);
    HPDF_String language = HPDF_String_New(w->doc->mmgr, "vi-VN", NULL);
    HPDF_Dict_Add(w->doc->catalog, "Lang", language);
    if (document->outline_count > 0)
        HPDF_SetPageMode(w->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    w->doc->pdf_version = HPDF_VER_17; /* last: other calls set it back */
}

static void read_back(struct writer *w, struct buf *out)
{
    HPDF_BYTE chunk[32 * 1024];
    if (HPDF_SaveToStream(w->doc) != HPDF_OK || HPDF_ResetStream(w->doc) != HPDF_OK)
        return;
    for (;;) {
        HPDF_UINT32 n = sizeof chunk;
        HPDF_STATUS status = HPDF_ReadFromStream(w->doc, chunk, &n);
        buf_add(out, chunk, n);
        if (status != HPDF_OK || n < sizeof chunk)
            return;
    }
}

bool pdf_write(struct diags *diags, const struct document *document, const struct font *const *fonts,
               struct buf *out)
{
    struct writer w = {0};
    bool used[FACE_COUNT] = {false};
    w.doc = HPDF_NewEx(on_error, allocate, mem_free, 0, &w);
    if (!w.doc)
        mem_exhausted(); /* the only thing that can be wrong with an empty document */
    w.pages = arena_alloc(&w.arena, (document->page_count + 1) * sizeof(HPDF_Page));
    HPDF_UseUTFEncodings(w.doc);
    HPDF_SetCurrentEncoder(w.doc, "UTF-8");
    HPDF_SetCompressionMode(w.doc, HPDF_COMP_ALL);
    used_faces(document, used);
    narrow_encoding(&w, document);
    for (int face = 0; face < FACE_COUNT; face++)
        if (used[face])
            load_font(&w, fonts[face], (enum font_face)face);
    size_t number = 0;
    for (const struct page *page = document->first; page && !w.error; page = page->next)
        write_page(&w, page, number++);
    write_outlines(&w, document);
    write_properties(&w, document);
    if (!w.error)
        read_back(&w, out);
    if (w.error) {
        char code[32];
        snprintf(code, sizeof code, "0x%04lX", (unsigned long)w.error);
        diag(diags, PDF_LIBRARY, {0}, code);
    }
    HPDF_Free(w.doc);
    arena_free(&w.arena);
    return !w.error;
}
