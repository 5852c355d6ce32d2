/* pdf.h - finished pages as the bytes of a PDF file. */
#ifndef REPORT_PDF_H
#define REPORT_PDF_H

#include "base/buf.h"
#include "base/diag.h"
#include "report/page.h"

#include <stdbool.h>

/* Writes the document into out (appended). fonts: the faces by enum font_face; only those in use are
 * embedded, cut down to the characters used. Same document, same bytes. False after a complaint about a fault
 * of the PDF library. */
bool pdf_write(struct diags *diags, const struct document *document, const struct font *const *fonts,
               struct buf *out);

#endif
