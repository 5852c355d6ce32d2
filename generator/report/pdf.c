/* pdf.c - pages by libharu; the only file that speaks to it. Font objects are our own, made through its
 * object layer: libharu's have text maps that readers reject, lose accents of nested glyphs, fall over
 * damaged fonts and take long to load (design/pdf.md). */
#include "report/pdf.h"

#include "base/deflate.h"
#include "base/digest.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/icc.h"
#include "report/paint.h"
#include "report/pdf_link.h"
#include "report/pdf_picture.h"
#include "report/subset.h"
#include "report/tags.h"
#include "report/xmp.h"
#include "report/xref.h"

#include <hpdf.h>
#include <stdio.h>
#include <string.h>

static const char creator[] = "baocao", producer[] = "baocao " BAOCAO_VERSION;

/* One file being written. */
struct writer {
    HPDF_Doc doc;
    HPDF_Dict resources;         /* the fonts, shared by all pages */
    HPDF_Dict fonts[FACE_COUNT]; /* NULL while the face is not in use */
    const struct usage *usage;
    void **pages;                 /* HPDF_Page */
    HPDF_Dict structure;          /* the StructTreeRoot */
    unsigned first_tag, last_tag; /* objects: the Document element, the parent tree */
    HPDF_Dict *tag_streams;
    struct packed *packed; /* the streams that hold the tags */
    size_t packed_count;
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

/* ---- objects ---- */

static HPDF_Dict new_dict(struct writer *w)
{
    HPDF_Dict dict = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Xref_Add(w->doc->xref, dict);
    return dict;
}

static HPDF_Dict new_plain_stream(struct writer *w, const void *bytes, size_t n)
{
    HPDF_Dict stream = HPDF_DictStream_New(w->doc->mmgr, w->doc->xref);
    stream->filter = HPDF_STREAM_FILTER_NONE;
    HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)n);
    return stream;
}

static HPDF_STATUS name_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode\n");
}

/* What goes into a stream is compressed by us: libharu would hold it in full, and takes long. */
static void set_packed(HPDF_Dict stream)
{
    stream->filter = HPDF_STREAM_FILTER_NONE;
    stream->write_fn = name_filter;
}

static HPDF_Dict new_stream(struct writer *w, const void *bytes, size_t n)
{
    struct buf packed = {0};
    deflate_bytes(&packed, bytes, n);
    HPDF_Dict stream = new_plain_stream(w, packed.data, packed.len);
    set_packed(stream);
    buf_free(&packed);
    return stream;
}

static HPDF_Array add_array(struct writer *w, HPDF_Dict dict, const char *key)
{
    HPDF_Array array = HPDF_Array_New(w->doc->mmgr);
    HPDF_Dict_Add(dict, key, array);
    return array;
}

static void add_ascii(struct writer *w, HPDF_Dict dict, const char *key, const char *text)
{
    HPDF_Dict_Add(dict, key, HPDF_String_New(w->doc->mmgr, text, NULL));
}

/* A text of any characters: UTF-16 with its mark, written as hexadecimal digits. */
static void add_text(struct writer *w, HPDF_Dict dict, const char *key, const char *text)
{
    struct buf utf16 = {0};
    size_t n = strlen(text);
    buf_add(&utf16, "\xfe\xff", 2);
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        int step = text_decode(text + i, n - i, &c);
        if (step <= 0)
            break;
        i += (size_t)step;
        if (c >= 0x10000) {
            uint32_t high = 0xd800 + ((c - 0x10000) >> 10);
            c = 0xdc00 + (c & 0x3ff);
            buf_char(&utf16, (char)(high >> 8));
            buf_char(&utf16, (char)high);
        }
        buf_char(&utf16, (char)(c >> 8));
        buf_char(&utf16, (char)c);
    }
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(w->doc->mmgr, (HPDF_BYTE *)utf16.data, (HPDF_UINT)utf16.len));
    buf_free(&utf16);
}

/* ---- fonts ---- */

/* From codes to Unicode: here they are the same, told in ranges that do not cross a high byte. */
static HPDF_Dict unicode_map(struct writer *w, const uint8_t *used)
{
    struct buf ranges = {0}, map = {0};
    size_t in_block = 0;
    buf_str(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n");
    for (uint32_t c = 0; c < w->usage->end; c++) {
        if (!used[c])
            continue;
        uint32_t end = c;
        while (end % 256 != 255 && used[end + 1])
            end++;
        buf_hex(&ranges, "<", c, "> ");
        buf_hex(&ranges, "<", end, "> ");
        buf_hex(&ranges, "<", c, ">\n");
        c = end;
        if (++in_block == 100) {
            buf_printf(&map, "100 beginbfrange\n%sendbfrange\n", ranges.data);
            ranges.len = in_block = 0;
        }
    }
    if (in_block)
        buf_printf(&map, "%zu beginbfrange\n%.*sendbfrange\n", in_block, (int)ranges.len, ranges.data);
    buf_str(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict stream = new_stream(w, map.data, map.len);
    buf_free(&ranges);
    buf_free(&map);
    return stream;
}

/* Widths by code, as "first [w w w] …". */
static void add_widths(struct writer *w, HPDF_Dict dict, const struct font *font, const uint8_t *used)
{
    HPDF_Array widths = add_array(w, dict, "W"), run = NULL;
    for (uint32_t c = 0; c < w->usage->end; c++) {
        if (!used[c]) {
            run = NULL;
            continue;
        }
        if (!run) {
            run = HPDF_Array_New(w->doc->mmgr);
            HPDF_Array_AddNumber(widths, (HPDF_INT32)c);
            HPDF_Array_Add(widths, run);
        }
        HPDF_Array_AddNumber(run, font->widths[c]);
    }
}

/* From codes to glyphs of the embedded file. */
static HPDF_Dict glyph_map(struct writer *w, const uint8_t *used, const uint16_t *number)
{
    uint32_t end = 0;
    for (uint32_t c = 0; c < w->usage->end; c++)
        end = used[c] ? c + 1 : end;
    uint8_t *bytes = arena_alloc(&w->arena, 2 * (size_t)end + 1);
    for (uint32_t c = 0; c < end; c++) {
        bytes[2 * c] = used[c] ? (uint8_t)(number[c] >> 8) : 0;
        bytes[2 * c + 1] = used[c] ? (uint8_t)number[c] : 0;
    }
    return new_stream(w, bytes, 2 * (size_t)end);
}

/* "ABCDEF+LiberationSerif": six letters from the subset's own bytes. */
static const char *subset_name(struct writer *w, const struct font *font, const struct buf *file)
{
    char hex[DIGEST_HEX], tag[7] = "";
    digest_sha256(file->data, file->len, hex);
    for (size_t i = 0; i < 6; i++)
        tag[i] = (char)('A' + (hex[2 * i] * 7 + hex[2 * i + 1]) % 26);
    return arena_printf(&w->arena, "%s+%s", tag, font->name);
}

static HPDF_Dict font_descriptor(struct writer *w, const struct font *font, enum font_face face,
                                 const char *name, const struct buf *file)
{
    enum { SERIF = 2, SYMBOLIC = 4, ITALIC = 64 };
    bool bold = face == FACE_BOLD || face == FACE_BOLD_ITALIC;
    HPDF_Dict d = new_dict(w), stream = new_stream(w, file->data, file->len);
    HPDF_Dict_AddNumber(stream, "Length1", (HPDF_INT32)file->len);
    HPDF_Dict_AddName(d, "Type", "FontDescriptor");
    HPDF_Dict_AddName(d, "FontName", name);
    HPDF_Dict_AddNumber(d, "Flags", SERIF | SYMBOLIC | (font->italic_angle ? ITALIC : 0));
    HPDF_Array box = add_array(w, d, "FontBBox");
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, font->box[i]);
    HPDF_Dict_AddNumber(d, "ItalicAngle", font->italic_angle);
    HPDF_Dict_AddNumber(d, "Ascent", font->ascent);
    HPDF_Dict_AddNumber(d, "Descent", font->descent);
    HPDF_Dict_AddNumber(d, "CapHeight", font->cap_height);
    HPDF_Dict_AddNumber(d, "StemV", bold ? 140 : 80); /* TrueType files do not tell; readers do not ask */
    HPDF_Dict_Add(d, "FontFile2", stream);
    return d;
}

static void write_font(struct writer *w, const struct font *font, enum font_face face)
{
    const uint8_t *used = w->usage->used[face];
    struct buf file = {0};
    uint16_t *number = arena_alloc(&w->arena, w->usage->end * sizeof *number);
    font_subset(&w->arena, font, used, w->usage->end, &file, number);
    const char *name = subset_name(w, font, &file);
    HPDF_Dict top = w->fonts[face] = new_dict(w), cid = new_dict(w), system = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_Add(w->resources, paint_face_name(face), top);
    HPDF_Dict_AddName(cid, "Type", "Font");
    HPDF_Dict_AddName(cid, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(cid, "BaseFont", name);
    add_ascii(w, system, "Registry", "Adobe");
    add_ascii(w, system, "Ordering", "Identity");
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(cid, "CIDSystemInfo", system);
    HPDF_Dict_Add(cid, "FontDescriptor", font_descriptor(w, font, face, name, &file));
    HPDF_Dict_AddNumber(cid, "DW", 0); /* every code in use is in W */
    add_widths(w, cid, font, used);
    HPDF_Dict_Add(cid, "CIDToGIDMap", glyph_map(w, used, number));
    HPDF_Dict_AddName(top, "Type", "Font");
    HPDF_Dict_AddName(top, "Subtype", "Type0");
    HPDF_Dict_AddName(top, "BaseFont", name);
    HPDF_Dict_AddName(top, "Encoding", "Identity-H");
    HPDF_Array_Add(add_array(w, top, "DescendantFonts"), cid);
    HPDF_Dict_Add(top, "ToUnicode", unicode_map(w, used));
    buf_free(&file);
}

/* ---- pages ---- */

static void write_page(struct writer *w, struct page *page, size_t number)
{
    HPDF_Page out = HPDF_AddPage(w->doc);
    if (!out)
        return;
    w->pages[number] = out;
    HPDF_Page_SetWidth(out, (HPDF_REAL)page->width);
    HPDF_Page_SetHeight(out, (HPDF_REAL)page->height);
    HPDF_Dict_Add(HPDF_Dict_GetItem(out, "Resources", HPDF_OCLASS_DICT), "Font", w->resources);
    HPDF_PageAttr attributes = out->attr;
    set_packed(attributes->contents);
    HPDF_Stream_Write(attributes->stream, (const HPDF_BYTE *)page->content.data,
                      (HPDF_UINT)page->content.len);
    buf_free(&page->content);
}

/* ---- what belongs to the file as a whole ---- */

static void write_outlines(struct writer *w, const struct document *document)
{
    HPDF_Outline parent = NULL;
    for (size_t i = 0; i < document->outline_count; i++) {
        const struct outline *o = &document->outlines[i];
        HPDF_Page page = w->pages[o->page];
        HPDF_Outline outline = HPDF_CreateOutline(w->doc, o->level > 1 ? parent : NULL, "", NULL);
        HPDF_Destination destination = page ? HPDF_Page_CreateDestination(page) : NULL;
        if (!outline || !destination)
            return;
        add_text(w, outline, "Title", o->title); /* in place of libharu's, which knows no Vietnamese */
        HPDF_Destination_SetFitH(destination, HPDF_Page_GetHeight(page) - (HPDF_REAL)o->y);
        HPDF_Outline_SetDestination(outline, destination);
        if (o->level <= 1)
            parent = outline;
    }
}

static unsigned number_of(const void *object)
{
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff);
}

/* Entries of the StructTreeRoot whose objects libharu does not know. */
static HPDF_STATUS write_structure_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct writer *w = dict->attr;
    char text[80];
    snprintf(text, sizeof text, "/K %u 0 R\n/ParentTree %u 0 R\n", w->first_tag, w->last_tag);
    return HPDF_Stream_WriteStr(stream, text);
}

/* Fills the next object stream: numbers and offsets, then the objects (ISO 32000-1, 7.5.7). */
static void pack_tags(void *user, const struct tags *tags)
{
    struct writer *w = user;
    HPDF_Dict stream = w->tag_streams[w->packed_count];
    struct buf bytes = {0};
    for (size_t i = 0; i < tags->count; i++) {
        buf_number(&bytes, tags->first + i, " ");
        buf_number(&bytes, tags->starts[i], " ");
    }
    HPDF_Dict_AddName(stream, "Type", "ObjStm");
    HPDF_Dict_AddNumber(stream, "N", (HPDF_INT32)tags->count);
    HPDF_Dict_AddNumber(stream, "First", (HPDF_INT32)bytes.len);
    buf_add(&bytes, tags->text.data, tags->text.len);
    struct buf packed = {0};
    deflate_bytes(&packed, bytes.data, bytes.len);
    set_packed(stream);
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)packed.data, (HPDF_UINT)packed.len);
    ARENA_PUSH(&w->arena, w->packed, w->packed_count) =
        (struct packed){tags->first, number_of(stream), tags->count};
    buf_free(&packed);
    buf_free(&bytes);
}

/* The structure tree. Its objects get the numbers behind all others, so this comes last. */
static void write_structure(struct writer *w, const struct document *document)
{
    size_t count = tags_count(document), streams = (count + TAGS_CHUNK - 1) / TAGS_CHUNK;
    unsigned *pages = arena_alloc(&w->arena, (document->page_count + 1) * sizeof *pages);
    for (size_t i = 0; i < document->page_count && !w->error; i++) {
        HPDF_Dict_AddNumber(w->pages[i], "StructParents", (HPDF_INT32)i);
        HPDF_Dict_AddName(w->pages[i], "Tabs", "S");
        pages[i] = number_of(w->pages[i]);
    }
    HPDF_Dict root = new_dict(w), mark = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(w->doc->catalog, "StructTreeRoot", root);
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(w->doc->catalog, "MarkInfo", mark);
    w->tag_streams = arena_alloc(&w->arena, streams * sizeof *w->tag_streams);
    for (size_t i = 0; i < streams; i++)
        w->tag_streams[i] = new_plain_stream(w, "", 0);
    if (w->error)
        return;
    w->first_tag = w->doc->xref->start_offset + w->doc->xref->entries->count;
    w->last_tag = w->first_tag + (unsigned)count - 1;
    tags_make(&w->arena, document, pages, number_of(root), w->first_tag, pack_tags, w);
    root->attr = w;
    root->write_fn = write_structure_entries;
}

/* What the file says of itself, and the colours that its grey is of (ISO 19005-3, 6.2.3 and 6.6.2). */
static void write_archive(struct writer *w, const struct document *document)
{
    struct buf bytes = {0};
    xmp_packet(&bytes, document->title, document->author, creator, producer);
    HPDF_Dict metadata = new_plain_stream(w, bytes.data, bytes.len); /* tools that know no PDF look for it */
    HPDF_Dict_AddName(metadata, "Type", "Metadata");
    HPDF_Dict_AddName(metadata, "Subtype", "XML");
    HPDF_Dict_Add(w->doc->catalog, "Metadata", metadata);
    bytes.len = 0;
    icc_srgb(&bytes);
    HPDF_Dict profile = new_stream(w, bytes.data, bytes.len), intent = new_dict(w);
    HPDF_Dict_AddNumber(profile, "N", 3);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    add_ascii(w, intent, "OutputConditionIdentifier", "sRGB");
    add_ascii(w, intent, "Info", "sRGB IEC61966-2.1");
    HPDF_Dict_Add(intent, "DestOutputProfile", profile);
    HPDF_Array_Add(add_array(w, w->doc->catalog, "OutputIntents"), intent);
    buf_free(&bytes);
}

/* The data as an associated file of the document (ISO 32000-2, 14.13; ISO 19005-3, 6.8). */
static void write_data(struct writer *w, const struct document *document)
{
    static const char name[] = "bao-cao.xml";
    if (!document->data)
        return;
    HPDF_Dict stream = new_stream(w, document->data, document->data_length),
              params = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_AddName(stream, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(stream, "Subtype", "application/xml");
    HPDF_Dict_AddNumber(params, "Size", (HPDF_INT32)document->data_length);
    HPDF_Dict_Add(stream, "Params", params);
    HPDF_Dict file = new_dict(w), embedded = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_Add(embedded, "F", stream);
    HPDF_Dict_Add(embedded, "UF", stream);
    HPDF_Dict_AddName(file, "Type", "Filespec");
    add_ascii(w, file, "F", name);
    add_ascii(w, file, "UF", name);
    add_text(w, file, "Desc", "Dữ liệu của báo cáo");
    HPDF_Dict_AddName(file, "AFRelationship", "Data");
    HPDF_Dict_Add(file, "EF", embedded);
    HPDF_Array_Add(add_array(w, w->doc->catalog, "AF"), file);
    HPDF_Dict names = HPDF_Dict_New(w->doc->mmgr), files = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_Add(w->doc->catalog, "Names", names);
    HPDF_Dict_Add(names, "EmbeddedFiles", files);
    HPDF_Array list = add_array(w, files, "Names");
    HPDF_Array_Add(list, HPDF_String_New(w->doc->mmgr, name, NULL));
    HPDF_Array_Add(list, file);
}

static void write_properties(struct writer *w, const struct document *document)
{
    if (document->title)
        add_text(w, w->doc->info, "Title", document->title);
    if (document->author)
        add_text(w, w->doc->info, "Author", document->author);
    add_ascii(w, w->doc->info, "Creator", creator);
    add_ascii(w, w->doc->info, "Producer", producer);
    add_ascii(w, w->doc->catalog, "Lang", "vi-VN");
    HPDF_Dict view = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(w->doc->catalog, "ViewerPreferences", view);
    if (document->outline_count > 0)
        HPDF_SetPageMode(w->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    w->doc->pdf_version = HPDF_VER_17; /* last: other calls set it back */
}

static HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    buf_add(stream->attr, bytes, n);
    return HPDF_OK;
}

/* The file goes into our buffer as libharu makes it: its own stream would hold all of it a second time. */
static void save(struct writer *w, struct buf *out)
{
    w->doc->stream = HPDF_CallbackWriter_New(w->doc->mmgr, take_bytes, out); /* HPDF_Free frees it */
    HPDF_SaveToStream(w->doc);
}

/* Appends a buffer that is not needed any more. */
static void take_over(struct buf *out, struct buf *from)
{
    if (out->len > 0) {
        buf_add(out, from->data, from->len);
        return;
    }
    buf_free(out);
    *out = *from;
    *from = (struct buf){0};
}

/* The file as libharu wrote it gets its new end, with an identity made of its own bytes. */
static void finish(struct writer *w, struct buf *file, struct buf *out)
{
    char digest[DIGEST_HEX];
    digest_sha256(file->data, file->len, digest);
    digest[32] = '\0';
    if (!xref_rewrite(file, w->packed, w->packed_count, number_of(w->doc->catalog), number_of(w->doc->info),
                      digest))
        w->error = HPDF_INVALID_DOCUMENT;
    else
        take_over(out, file);
}

bool pdf_write(struct diags *diags, const struct document *document, const struct font *const *fonts,
               struct buf *out)
{
    struct writer w = {.usage = &document->usage};
    w.doc = HPDF_NewEx(on_error, allocate, mem_free, 65536, &w);
    if (!w.doc)
        mem_exhausted(); /* the only thing that can be wrong with an empty document */
    w.pages = arena_alloc(&w.arena, (document->page_count + 1) * sizeof *w.pages);
    w.resources = new_dict(&w);
    size_t number = 0;
    for (struct page *page = document->first; page && !w.error; page = page->next)
        write_page(&w, page, number++);
    for (int face = 0; face < FACE_COUNT && !w.error; face++)
        if (w.usage->used[face])
            write_font(&w, fonts[face], (enum font_face)face);
    if (!w.error)
        pdf_links_write(w.doc, document, w.pages);
    if (!w.error) /* cppcheck-suppress duplicateCondition ; libharu's error handler sets it, behind w.doc */
        pdf_pictures_write(w.doc, document, w.pages);
    write_outlines(&w, document);
    write_archive(&w, document);
    write_data(&w, document);
    write_properties(&w, document);
    write_structure(&w, document);
    struct buf file = {0};
    if (!w.error)
        save(&w, &file);
    if (!w.error)
        finish(&w, &file, out);
    buf_free(&file);
    if (w.error) {
        char code[32];
        snprintf(code, sizeof code, "0x%04lX", (unsigned long)w.error);
        diag(diags, LIBRARY_FAULT, {0}, code);
    }
    HPDF_Free(w.doc);
    arena_free(&w.arena);
    return !w.error;
}
