/* pdf_link.h - link annotations (ISO 32000-1, 12.5.6.5), by libharu. */
#ifndef REPORT_PDF_LINK_H
#define REPORT_PDF_LINK_H

#include "report/page.h"

/* Writes the links of all pages; pages: HPDF_Page of each; doc: the HPDF_Doc. Each gets its object number,
 * and as its key in the parent tree page_count, page_count + 1 and so on in the order of pages, as
 * tags_make() expects. */
void pdf_links_write(void *doc, const struct document *document, void *const *pages);

#endif
