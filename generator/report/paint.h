/* paint.h - a page's marks as PDF's drawing operators, and the codes of the characters that they use. */
#ifndef REPORT_PAINT_H
#define REPORT_PAINT_H

#include "base/buf.h"
#include "report/page.h"

/* Appends the name of a font among the resources of every page; number: of the face's fonts. */
void paint_font_name(struct buf *out, enum font_face face, size_t number);

/* Appends the operators that draw the page, each stretch of marks of one element as marked
 * content, which is noted in the element and in page->tagged. number: of the page, 0-based. */
void paint_page(struct document *document, struct page *page, size_t number, struct buf *out);

#endif
