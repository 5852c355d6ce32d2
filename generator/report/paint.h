/* paint.h - a page's marks as PDF's drawing operators, and which characters of which face they use. */
#ifndef REPORT_PAINT_H
#define REPORT_PAINT_H

#include "base/buf.h"
#include "report/page.h"

/* What the pages painted so far have used. */
struct usage {
    uint8_t *used[FACE_COUNT]; /* by code point, 65536 and one; NULL while the face is not in use */
    uint32_t end;              /* one more than the highest code point in use */
};

/* Name of a face among the resources of every page. */
const char *paint_face_name(enum font_face face);

/* Appends the operators that draw the page, each stretch of marks of one element as marked content, which is
 * noted in the element and in page->tagged. number: of the page, 0-based. */
void paint_page(struct arena *arena, struct page *page, size_t number, struct usage *usage, struct buf *out);

#endif
