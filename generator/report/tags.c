/* tags.c - the structure tree as PDF objects. Numbers are given in reading order, then the elements are
 * written. */
#include "report/tags.h"

#include "base/text.h"

#include <string.h>

struct writer {
    const unsigned *pages;
    unsigned root;
    struct tags *out;
    void (*take)(void *user, const struct tags *tags);
    void *user;
};

static unsigned number_all(struct element *element, unsigned next)
{
    element->number = next++;
    for (size_t i = 0; i < element->kid_count; i++)
        if (element->kids[i].element)
            next = number_all(element->kids[i].element, next);
    return next;
}

static void hand_on(struct writer *w)
{
    struct tags *out = w->out;
    w->take(w->user, out);
    out->first += (unsigned)out->count;
    out->count = out->text.len = 0;
}

static void begin_object(struct writer *w)
{
    struct tags *out = w->out;
    if (out->count == TAGS_CHUNK)
        hand_on(w);
    out->starts[out->count++] = out->text.len;
}

static void add_unit(struct buf *out, uint32_t unit)
{
    for (int shift = 12; shift >= 0; shift -= 4)
        buf_char(out, "0123456789ABCDEF"[unit >> shift & 15]);
}

/* A text of any characters: UTF-16 with its mark, as hexadecimal digits. */
static void add_text(struct buf *out, const char *text)
{
    buf_str(out, "<FEFF");
    size_t n = strlen(text);
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += (size_t)text_decode(text + at, n - at, &cp);
        if (cp > 0xFFFF)
            add_unit(out, 0xD7C0 + (cp >> 10));
        add_unit(out, cp > 0xFFFF ? 0xDC00 + (cp & 0x3FF) : cp);
    }
    buf_str(out, ">");
}

static void add_attributes(struct buf *out, const struct element *e)
{
    if (e->role == ROLE_L) {
        buf_printf(out, "/A<</O/List/ListNumbering/%s>>", e->ordered ? "Decimal" : "Disc");
    } else if (e->role == ROLE_FIGURE) {
        buf_printf(out, "/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>/Alt", e->shown->box[0],
                   e->shown->box[1], e->shown->box[2], e->shown->box[3]);
        add_text(out, e->shown->alt);
    } else if (e->role == ROLE_TH || e->columns > 1) {
        buf_str(out, "/A<</O/Table");
        if (e->role == ROLE_TH)
            buf_printf(out, "/Scope/%s", e->of_row ? "Row" : "Column");
        if (e->columns > 1)
            buf_printf(out, "/ColSpan %u", (unsigned)e->columns);
        buf_str(out, ">>");
    }
}

/* The page whose content is named by its number alone. */
static const struct kid *first_content(const struct element *e)
{
    for (size_t i = 0; i < e->kid_count; i++)
        if (!e->kids[i].element && !e->kids[i].object)
            return &e->kids[i];
    return NULL;
}

static void add_kids(struct writer *w, const struct element *e, const struct kid *content)
{
    struct buf *out = &w->out->text;
    bool alone =
        e->kid_count == 1; /* then it needs no array, and what compares revisions finds a field's widget */
    buf_str(out, alone ? "/K " : "/K[");
    for (size_t i = 0; i < e->kid_count; i++) {
        const struct kid *kid = &e->kids[i];
        if (kid->element)
            buf_number(out, kid->element->number, " 0 R ");
        else if (kid->object)
            buf_printf(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", w->pages[kid->page], *kid->object);
        else if (kid->page == content->page)
            buf_number(out, kid->mcid, " ");
        else
            buf_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", w->pages[kid->page], (unsigned)kid->mcid);
    }
    buf_str(out, alone ? "" : "]");
}

static void add_element(struct writer *w, const struct element *e)
{
    struct buf *out = &w->out->text;
    const struct kid *content = first_content(e);
    begin_object(w);
    buf_str(out, "<</S/");
    buf_str(out, role_name(e->role));
    buf_str(out, "/P ");
    buf_number(out, e->parent ? e->parent->number : w->root, " 0 R");
    if (content) {
        buf_str(out, "/Pg ");
        buf_number(out, w->pages[content->page], " 0 R");
    }
    add_attributes(out, e);
    add_kids(w, e, content);
    buf_str(out, ">> ");
    for (size_t i = 0; i < e->kid_count; i++)
        if (e->kids[i].element)
            add_element(w, e->kids[i].element);
}

/* From pages to the elements of their marked content (ISO 32000-1, 14.7.4.4). */
static void add_parent_tree(struct writer *w, const struct document *document)
{
    struct buf *out = &w->out->text;
    size_t number = 0;
    begin_object(w);
    buf_str(out, "<</Nums[");
    for (const struct page *page = document->first; page; page = page->next) {
        buf_printf(out, "%zu[", number++);
        for (size_t i = 0; i < page->tagged_count; i++)
            buf_number(out, page->tagged[i]->number, " 0 R ");
        buf_str(out, "]");
    }
    for (const struct page *page = document->first; page; page = page->next) /* as pdf_link.c numbers them */
        for (size_t i = 0; i < page->link_count; i++)
            buf_printf(out, "%zu %u 0 R ", number++, page->links[i].element->number);
    buf_str(out, "]>> ");
}

static size_t count_elements(const struct element *element)
{
    size_t count = 1;
    for (size_t i = 0; i < element->kid_count; i++)
        if (element->kids[i].element)
            count += count_elements(element->kids[i].element);
    return count;
}

size_t tags_count(const struct document *document)
{
    return count_elements(document->structure) + 1;
}

void tags_make(struct arena *arena, const struct document *document, const unsigned *pages, unsigned root,
               unsigned first, void (*take)(void *user, const struct tags *tags), void *user)
{
    struct tags *out = ARENA_NEW(arena, struct tags);
    struct writer w = {pages, root, out, take, user};
    out->first = first;
    number_all(document->structure, first);
    add_element(&w, document->structure);
    add_parent_tree(&w, document);
    hand_on(&w);
    buf_free(&out->text);
}
