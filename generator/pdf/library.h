/* library.h - the functions of libqpdf, loaded when the first PDF file is read. Include qpdf/qpdf-c.h before.
 */
#ifndef PDF_LIBRARY_H
#define PDF_LIBRARY_H

#include "base/diag.h"

#include <stdbool.h>

/* A pointer for each function: qpdf.read_memory is qpdf_read_memory. Filled by pdf_library_load. */
struct pdf_library {
#define QPDF(name) __typeof__(qpdf_##name) *name;
#include "pdf/qpdf.def"
#undef QPDF
};
extern struct pdf_library qpdf;

/* False after a complaint (none when diags is NULL): the library is not there. */
bool pdf_library_load(struct diags *diags);

#endif
