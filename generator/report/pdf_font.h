/* pdf_font.h - the fonts of a document as objects of a PDF, by libharu. */
#ifndef REPORT_PDF_FONT_H
#define REPORT_PDF_FONT_H

#include "report/page.h"

/* Adds every font that the document's codes name to resources (HPDF_Dict) of doc (HPDF_Doc), as simple
 * TrueType fonts cut down to their characters, each with a map to Unicode. faces: by enum font_face. */
void pdf_fonts_write(void *doc, const struct document *document, const struct font *const *faces,
                     void *resources);

#endif
