/* pdf_link.c - link annotations, and fields that signatures will stand in. The only action that a report has
 * is to open an address of the web or of mail. */
#include "report/pdf_link.h"

#include "base/text.h"

#include <hpdf.h>

#include <string.h>

/* An address in the characters that URIs may have (RFC 3986); others as %XX. */
static char *uri(struct arena *arena, const char *url)
{
    char *out = arena_alloc(arena, 3 * strlen(url) + 1), *to = out;
    for (const char *s = url; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c > 0x20 && c < 0x7f && !strchr("\"<>\\^`{|}", c)) {
            *to++ = *s;
        } else {
            *to++ = '%';
            *to++ = "0123456789ABCDEF"[c >> 4];
            *to++ = "0123456789ABCDEF"[c & 15];
        }
    }
    return out;
}

static void add_string(HPDF_Doc doc, HPDF_Dict dict, const char *key, const char *text)
{
    HPDF_Dict_Add(dict, key, HPDF_String_New(doc->mmgr, text, NULL));
}

/* A text of any characters: UTF-16 with its mark. */
static void add_text(HPDF_Doc doc, HPDF_Dict dict, const char *key, const char *text)
{
    struct buf utf16 = {0};
    buf_add(&utf16, "\xfe\xff", 2);
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        int step = text_decode(text + i, n - i, &c);
        i += step > 0 ? (size_t)step : n;
        buf_char(&utf16, (char)(c >> 8));
        buf_char(&utf16, (char)c);
    }
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)utf16.data, (HPDF_UINT)utf16.len));
    buf_free(&utf16);
}

static HPDF_Dict new_annotation(HPDF_Doc doc, const struct page *page, const struct page_link *link,
                                size_t key)
{
    enum { PRINT = 4 };
    HPDF_Dict annotation = HPDF_Dict_New(doc->mmgr);
    HPDF_Array box = HPDF_Array_New(doc->mmgr), border = HPDF_Array_New(doc->mmgr);
    const double corners[] = {link->x, page->height - link->y2, link->x2, page->height - link->y};
    HPDF_Xref_Add(doc->xref, annotation);
    HPDF_Dict_AddName(annotation, "Type", "Annot");
    HPDF_Dict_AddName(annotation, "Subtype", link->url ? "Link" : "Widget");
    HPDF_Dict_Add(annotation, "Rect", box);
    HPDF_Dict_Add(annotation, "Border", border);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddReal(box, (HPDF_REAL)corners[i]);
    for (int i = 0; i < 3; i++)
        HPDF_Array_AddNumber(border, 0);
    HPDF_Dict_AddNumber(annotation, "F", PRINT);
    HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)key);
    return annotation;
}

static HPDF_Dict new_link(HPDF_Doc doc, const struct page *page, const char *address,
                          const struct page_link *link, size_t key)
{
    HPDF_Dict annotation = new_annotation(doc, page, link, key), action = HPDF_Dict_New(doc->mmgr);
    add_string(doc, annotation, "Contents", address); /* what is read aloud (ISO 14289-1, 7.18.5) */
    HPDF_Dict_AddName(action, "S", "URI");
    add_string(doc, action, "URI", address);
    HPDF_Dict_Add(annotation, "A", action);
    return annotation;
}

/* An empty field shows nothing, but archives want that nothing drawn (ISO 19005-3, 6.3.3). */
static HPDF_Dict empty_appearance(HPDF_Doc doc, const struct page_link *link)
{
    HPDF_Dict form = HPDF_DictStream_New(doc->mmgr, doc->xref), looks = HPDF_Dict_New(doc->mmgr);
    HPDF_Array box = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_AddName(form, "Type", "XObject");
    HPDF_Dict_AddName(form, "Subtype", "Form");
    HPDF_Dict_Add(form, "BBox", box);
    HPDF_Array_AddNumber(box, 0);
    HPDF_Array_AddNumber(box, 0);
    HPDF_Array_AddReal(box, (HPDF_REAL)(link->x2 - link->x));
    HPDF_Array_AddReal(box, (HPDF_REAL)(link->y2 - link->y));
    HPDF_Dict_Add(looks, "N", form);
    return looks;
}

static HPDF_Dict new_field(HPDF_Doc doc, const struct page *page, HPDF_Dict page_object,
                           const struct page_link *link, size_t key)
{
    HPDF_Dict field = new_annotation(doc, page, link, key);
    HPDF_Dict_AddName(field, "FT", "Sig");
    add_string(doc, field, "T", link->field);
    add_text(doc, field, "TU", link->tip);
    HPDF_Dict_Add(field, "P", page_object);
    HPDF_Dict_Add(field, "AP", empty_appearance(doc, link));
    return field;
}

/* The document's fields; readers may only add to a file that has them (ISO 32000-1, 12.7.2: SigFlags). */
static void add_to_form(HPDF_Doc doc, HPDF_Dict field)
{
    enum { SIGNATURES_EXIST = 1, APPEND_ONLY = 2 };
    HPDF_Dict form = HPDF_Dict_GetItem(doc->catalog, "AcroForm", HPDF_OCLASS_DICT);
    if (!form) {
        form = HPDF_Dict_New(doc->mmgr);
        HPDF_Xref_Add(doc->xref, form);
        HPDF_Dict_Add(doc->catalog, "AcroForm", form);
        HPDF_Dict_AddNumber(form, "SigFlags", SIGNATURES_EXIST | APPEND_ONLY);
        HPDF_Dict_Add(form, "Fields", HPDF_Array_New(doc->mmgr));
    }
    HPDF_Array_Add(HPDF_Dict_GetItem(form, "Fields", HPDF_OCLASS_ARRAY), field);
}

void pdf_links_write(void *doc, const struct document *document, void *const *pages)
{
    size_t number = 0, key = document->page_count;
    for (struct page *page = document->first; page; page = page->next, number++) {
        if (page->link_count == 0)
            continue;
        HPDF_Array list = HPDF_Array_New(((HPDF_Doc)doc)->mmgr);
        HPDF_Dict_Add(pages[number], "Annots", list);
        for (size_t i = 0; i < page->link_count; i++) {
            struct page_link *link = &page->links[i];
            HPDF_Dict annotation = link->url
                                       ? new_link(doc, page, uri(document->arena, link->url), link, key++)
                                       : new_field(doc, page, pages[number], link, key++);
            if (!link->url)
                add_to_form(doc, annotation);
            HPDF_Array_Add(list, annotation);
            link->number = (unsigned)(annotation->header.obj_id & 0x00ffffff);
        }
    }
}
