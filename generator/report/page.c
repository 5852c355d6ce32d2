/* page.c - finished pages. */
#include "report/page.h"

struct page *page_add(struct document *document, double width, double height)
{
    struct page *page = ARENA_NEW(document->arena, struct page);
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

void page_text(struct arena *arena, struct page *page, double x, double y, enum font_face face, double size,
               const char *text, size_t length, double space)
{
    ARENA_PUSH(arena, page->marks, page->count) = (struct mark){.kind = MARK_TEXT,
                                                                .x = x,
                                                                .y = y,
                                                                .face = face,
                                                                .size = size,
                                                                .text = text,
                                                                .length = length,
                                                                .space = space,
                                                                .element = page->element};
}

void page_rule(struct arena *arena, struct page *page, double x, double y, double x2, double y2,
               double thickness)
{
    ARENA_PUSH(arena, page->marks, page->count) = (struct mark){
        .kind = MARK_RULE, .x = x, .y = y, .x2 = x2, .y2 = y2, .size = thickness, .element = page->element};
}

void page_line(struct arena *arena, struct page *page, double x, double y, double x2, double y2,
               double thickness)
{
    ARENA_PUSH(arena, page->marks, page->count) = (struct mark){
        .kind = MARK_LINE, .x = x, .y = y, .x2 = x2, .y2 = y2, .size = thickness, .element = page->element};
}

void page_fill(struct arena *arena, struct page *page, double x, double y, double x2, double y2, double gray)
{
    ARENA_PUSH(arena, page->marks, page->count) = (struct mark){
        .kind = MARK_FILL, .x = x, .y = y, .x2 = x2, .y2 = y2, .gray = gray, .element = page->element};
}
