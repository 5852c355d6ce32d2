/* pdf_link.c - link annotations. The only action that a report has is to open an address of the web or of
 * mail. */
#include "report/pdf_link.h"

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

static HPDF_Dict new_annotation(HPDF_Doc doc, const struct page *page, const char *address,
                                const struct page_link *link, size_t key)
{
    enum { PRINT = 4 };
    HPDF_Dict annotation = HPDF_Dict_New(doc->mmgr), action = HPDF_Dict_New(doc->mmgr);
    HPDF_Array box = HPDF_Array_New(doc->mmgr), border = HPDF_Array_New(doc->mmgr);
    const double corners[] = {link->x, page->height - link->y2, link->x2, page->height - link->y};
    HPDF_Xref_Add(doc->xref, annotation);
    HPDF_Dict_AddName(annotation, "Type", "Annot");
    HPDF_Dict_AddName(annotation, "Subtype", "Link");
    HPDF_Dict_Add(annotation, "Rect", box);
    HPDF_Dict_Add(annotation, "Border", border);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddReal(box, (HPDF_REAL)corners[i]);
    for (int i = 0; i < 3; i++)
        HPDF_Array_AddNumber(border, 0);
    HPDF_Dict_AddNumber(annotation, "F", PRINT);
    HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)key);
    add_string(doc, annotation, "Contents", address); /* what is read aloud (ISO 14289-1, 7.18.5) */
    HPDF_Dict_AddName(action, "S", "URI");
    add_string(doc, action, "URI", address);
    HPDF_Dict_Add(annotation, "A", action);
    return annotation;
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
            HPDF_Dict annotation = new_annotation(doc, page, uri(document->arena, link->url), link, key++);
            HPDF_Array_Add(list, annotation);
            link->number = (unsigned)(annotation->header.obj_id & 0x00ffffff);
        }
    }
}
