/* pdf.c - pages by libharu, to which only the files pdf*.c speak. */
#include "report/pdf.h"

#include "base/deflate.h"
#include "base/mem.h"
#include "report/icc.h"
#include "report/paint.h"
#include "report/pdf_font.h"
#include "report/pdf_link.h"
#include "report/pdf_object.h"
#include "report/pdf_picture.h"
#include "report/tags.h"
#include "report/xmp.h"
#include "report/xref.h"

#include <hpdf.h>
#include <stdio.h>
#include <string.h>

enum { ID_HEX = 33 }; /* 32 hexadecimal digits and a NUL */

static const char creator[] = "baocao", producer[] = "baocao " BAOCAO_VERSION;

/* One file being written. */
struct writer {
    HPDF_Doc doc;
    HPDF_Dict resources;          /* the fonts, shared by all pages */
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

/* Where libharu's objects are: it does not tell its allocator whose memory is wanted, and one file is written
 * at a time. They go all at once, for it frees next to nothing before. Its own pools would do that too, but
 * align to four bytes only; and its own handling of a failed allocation can crash, where ours never fails. */
static struct arena *memory;

static void *allocate(HPDF_UINT size)
{
    return arena_alloc(memory, size);
}

static void leave(void *piece)
{
    (void)piece;
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
    object_set_packed(attributes->contents);
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
        object_text(w->doc, outline, "Title",
                    o->title); /* in place of libharu's, which knows no Vietnamese */
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
    object_set_packed(stream);
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
    HPDF_Dict root = object_dict(w->doc), mark = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(w->doc->catalog, "StructTreeRoot", root);
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(w->doc->catalog, "MarkInfo", mark);
    w->tag_streams = arena_alloc(&w->arena, streams * sizeof *w->tag_streams);
    for (size_t i = 0; i < streams; i++)
        w->tag_streams[i] = object_stream(w->doc, "", 0);
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
    HPDF_Dict metadata =
        object_stream(w->doc, bytes.data, bytes.len); /* tools that know no PDF look for it */
    HPDF_Dict_AddName(metadata, "Type", "Metadata");
    HPDF_Dict_AddName(metadata, "Subtype", "XML");
    HPDF_Dict_Add(w->doc->catalog, "Metadata", metadata);
    bytes.len = 0;
    icc_srgb(&bytes);
    HPDF_Dict profile = object_packed(w->doc, bytes.data, bytes.len), intent = object_dict(w->doc);
    HPDF_Dict_AddNumber(profile, "N", 3);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    object_ascii(w->doc, intent, "OutputConditionIdentifier", "sRGB");
    object_ascii(w->doc, intent, "Info", "sRGB IEC61966-2.1");
    HPDF_Dict_Add(intent, "DestOutputProfile", profile);
    HPDF_Array_Add(object_array(w->doc, w->doc->catalog, "OutputIntents"), intent);
    buf_free(&bytes);
}

/* The data as an associated file of the document (ISO 32000-2, 14.13; ISO 19005-3, 6.8). */
static void write_data(struct writer *w, const struct document *document)
{
    static const char name[] = "bao-cao.xml";
    const struct report_load *load = &document->load;
    if (load->size == 0)
        return;
    HPDF_Dict stream = load->packed ? object_stream(w->doc, load->packed, load->packed_size)
                                    : object_packed(w->doc, load->bytes, load->size),
              params = HPDF_Dict_New(w->doc->mmgr);
    object_set_packed(stream);
    HPDF_Dict_AddName(stream, "Type", "EmbeddedFile");
    HPDF_Dict_AddName(stream, "Subtype", "application/xml");
    HPDF_Dict_AddNumber(params, "Size", (HPDF_INT32)load->size);
    HPDF_Dict_Add(stream, "Params", params);
    HPDF_Dict file = object_dict(w->doc), embedded = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_Add(embedded, "F", stream);
    HPDF_Dict_Add(embedded, "UF", stream);
    HPDF_Dict_AddName(file, "Type", "Filespec");
    object_ascii(w->doc, file, "F", name);
    object_ascii(w->doc, file, "UF", name);
    object_text(w->doc, file, "Desc", "Dữ liệu của báo cáo");
    HPDF_Dict_AddName(file, "AFRelationship", "Data");
    HPDF_Dict_Add(file, "EF", embedded);
    HPDF_Array_Add(object_array(w->doc, w->doc->catalog, "AF"), file);
    HPDF_Dict names = HPDF_Dict_New(w->doc->mmgr), files = HPDF_Dict_New(w->doc->mmgr);
    HPDF_Dict_Add(w->doc->catalog, "Names", names);
    HPDF_Dict_Add(names, "EmbeddedFiles", files);
    HPDF_Array list = object_array(w->doc, files, "Names");
    HPDF_Array_Add(list, HPDF_String_New(w->doc->mmgr, name, NULL));
    HPDF_Array_Add(list, file);
}

static void write_properties(struct writer *w, const struct document *document)
{
    if (document->title)
        object_text(w->doc, w->doc->info, "Title", document->title);
    if (document->author)
        object_text(w->doc, w->doc->info, "Author", document->author);
    object_ascii(w->doc, w->doc->info, "Creator", creator);
    object_ascii(w->doc, w->doc->info, "Producer", producer);
    object_ascii(w->doc, w->doc->catalog, "Lang", "vi-VN");
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
    w->doc->stream = HPDF_CallbackWriter_New(w->doc->mmgr, take_bytes, out);
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

/* An identity made of the file's own bytes: the checksums of its four quarters. Nothing relies on it but that
 * another file has another (ISO 32000-1, 14.4), so it need not cost what a SHA-256 does. */
static void identify(const struct buf *file, char hex[ID_HEX])
{
    for (size_t i = 0; i < 4; i++) {
        size_t from = file->len / 4 * i, to = i == 3 ? file->len : file->len / 4 * (i + 1);
        snprintf(hex + 8 * i, 9, "%08x", (unsigned)deflate_crc32(file->data + from, to - from));
    }
}

/* The file as libharu wrote it gets its new end. */
static void finish(struct writer *w, struct buf *file, struct buf *out)
{
    char id[ID_HEX];
    identify(file, id);
    if (!xref_rewrite(file, w->packed, w->packed_count, number_of(w->doc->catalog), number_of(w->doc->info),
                      id))
        w->error = HPDF_INVALID_DOCUMENT;
    else
        take_over(out, file);
}

bool pdf_write(struct diags *diags, const struct document *document, const struct font *const *fonts,
               struct buf *out)
{
    struct writer w = {0};
    memory = &w.arena;
    w.doc = HPDF_NewEx(on_error, allocate, leave, 0, &w);
    if (!w.doc)
        mem_exhausted(); /* the only thing that can be wrong with an empty document */
    w.pages = arena_alloc(&w.arena, (document->page_count + 1) * sizeof *w.pages);
    w.resources = object_dict(w.doc);
    size_t number = 0;
    for (struct page *page = document->first; page && !w.error; page = page->next)
        write_page(&w, page, number++);
    if (!w.error)
        pdf_fonts_write(w.doc, document, fonts, w.resources);
    if (!w.error) /* cppcheck-suppress duplicateCondition ; libharu's error handler sets it, behind w.doc */
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
    arena_free(&w.arena); /* and with it all of w.doc */
    memory = NULL;
    return !w.error;
}
