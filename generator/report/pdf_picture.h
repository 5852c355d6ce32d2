/* pdf_picture.h - pictures as image objects (ISO 32000-1, 8.9.5), by libharu. */
#ifndef REPORT_PDF_PICTURE_H
#define REPORT_PDF_PICTURE_H

#include "report/page.h"

/* Writes the pictures of a document; pages: HPDF_Page of each, all get them among their resources. doc: the
 * HPDF_Doc. */
void pdf_pictures_write(void *doc, const struct document *document, void *const *pages);

#endif
