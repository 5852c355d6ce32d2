/* paint.h - a page's marks as PDF's drawing operators, and which characters of which face they use. */
#ifndef REPORT_PAINT_H
#define REPORT_PAINT_H

#include "base/buf.h"
#include "report/page.h"

/* Name of a face among the resources of every page. */
const char *paint_face_name(enum font_face face);

/* Makes room for the characters of a face. */
void paint_open_face(struct document *document, enum font_face face);

/* Appends the operators that draw the page, each stretch of marks of one element as marked
 * content, which is noted in the element and in page->tagged. number: of the page, 0-based. */
void paint_page(struct document *document, struct page *page, size_t number, struct buf *out);

#endif
