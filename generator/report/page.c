/* page.c - finished pages. */
#include "report/page.h"

#include "base/buf.h"
#include "base/deflate.h"
#include "base/text.h"
#include "report/paint.h"
#include "report/picture.h"

#include <string.h>

struct page *page_add(struct document *document, double width, double height)
{
    struct page *page = ARENA_NEW(document->arena, struct page);
    page->arena = document->arena;
    page->width = width;
    page->height = height;
    if (document->last)
        document->last->next = page;
    else
        document->first = page;
    document->last = page;
    document->page_count++;
    return page;
}

void page_text(struct page *page, double x, double y, enum font_face face, double size, const char *text,
               size_t length, double space)
{
    ARENA_PUSH(&page->scratch, page->marks, page->count) = (struct mark){.kind = MARK_TEXT,
                                                                         .x = x,
                                                                         .y = y,
                                                                         .face = face,
                                                                         .size = size,
                                                                         .text = text,
                                                                         .length = length,
                                                                         .space = space,
                                                                         .element = page->element};
}

void page_rule(struct page *page, double x, double y, double x2, double y2, double thickness)
{
    ARENA_PUSH(&page->scratch, page->marks, page->count) = (struct mark){
        .kind = MARK_RULE, .x = x, .y = y, .x2 = x2, .y2 = y2, .size = thickness, .element = page->element};
}

void page_grid(struct page *page, double x, double y, double x2, double y2, double thickness)
{
    bool down = x == x2;
    for (size_t i = page->grid_count; down && i-- > 0;) {
        struct mark *above = &page->grid[i];
        if (above->x == x && above->x2 == x && above->y2 == y && above->size == thickness) {
            above->y2 = y2;
            return;
        }
    }
    ARENA_PUSH(&page->scratch, page->grid, page->grid_count) =
        (struct mark){.kind = MARK_RULE, .x = x, .y = y, .x2 = x2, .y2 = y2, .size = thickness};
}

void page_line(struct page *page, double x, double y, double x2, double y2, double thickness)
{
    ARENA_PUSH(&page->scratch, page->marks, page->count) = (struct mark){
        .kind = MARK_LINE, .x = x, .y = y, .x2 = x2, .y2 = y2, .size = thickness, .element = page->element};
}

void page_fill(struct page *page, double x, double y, double x2, double y2, double gray)
{
    ARENA_PUSH(&page->scratch, page->marks, page->count) = (struct mark){
        .kind = MARK_FILL, .x = x, .y = y, .x2 = x2, .y2 = y2, .gray = gray, .element = page->element};
}

void page_picture(struct page *page, double x, double y, double width, double height, struct picture *picture)
{
    ARENA_PUSH(&page->scratch, page->marks, page->count) = (struct mark){.kind = MARK_PICTURE,
                                                                         .x = x,
                                                                         .y = y,
                                                                         .x2 = x + width,
                                                                         .y2 = y + height,
                                                                         .picture = picture,
                                                                         .element = page->element};
}

void document_keep(struct document *document, enum font_face face, const char *text)
{
    size_t n = strlen(text);
    uint32_t cp;
    for (size_t i = 0; i < n;) {
        int len = text_decode(text + i, n - i, &cp);
        i += len > 0 ? (size_t)len : 1;
        if (len > 0 && cp > 0 && cp <= 0xffff)
            codes_of(document->arena, &document->codes[face], cp);
    }
}

void page_finish(struct document *document)
{
    struct page *page = document->last;
    if (!page || page->painted)
        return;
    struct buf content = {0};
    paint_page(document, page, document->page_count - 1, &content);
    deflate_bytes(&page->content, buf_text(&content), content.len);
    buf_free(&content);
    page->painted = true;
    page->marks = page->grid = NULL;
    page->count = page->grid_count = 0;
    arena_free(&page->scratch);
}

void document_free(struct document *document)
{
    for (struct page *page = document->first; page; page = page->next) {
        buf_free(&page->content);
        arena_free(&page->scratch);
    }
    for (size_t i = 0; i < document->picture_count; i++)
        buf_free(&document->pictures[i]->bytes);
}
