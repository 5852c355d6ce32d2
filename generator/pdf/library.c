/* library.c - libqpdf looked up by name. */
#include <dlfcn.h>
#include <qpdf/qpdf-c.h>

#include "base/library.h"
#include "pdf/bound.h"
#include "pdf/library.h"

/* libqpdf is loaded when the first PDF file is read, for it brings fifteen libraries along that cost as much
 * as starting the rest of the program, and most runs read none. */
struct pdf_library qpdf;

bool pdf_library_load(struct diags *diags)
{
    static const char *const names[] = {
#define QPDF(name) "qpdf_" #name,
#include "pdf/qpdf.def"
#undef QPDF
    };
    static bool loaded;
    if (!loaded) {
        pdf_bound_begin();
        loaded = library_load(QPDF_LIBRARY, names, sizeof names / sizeof *names, &qpdf);
    }
    if (!loaded && diags != NULL)
        diag(diags, LIBRARY_FAULT, (struct place){0}, dlerror());
    return loaded;
}
