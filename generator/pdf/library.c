/* library.c - libqpdf looked up by name. */
#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

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
    void *library = loaded ? NULL : dlopen(QPDF_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    void *functions[sizeof names / sizeof *names] = {0};
    bool found = library != NULL;
    for (size_t i = 0; found && i < sizeof names / sizeof *names; i++)
        found = (functions[i] = dlsym(library, names[i])) != NULL;
    if (found)
        memcpy(&qpdf, functions, sizeof qpdf); /* a table of nothing but pointers, in the same order */
    else if (!loaded && diags != NULL)
        diag(diags, PDF_LIBRARY, (struct place){0}, dlerror());
    return loaded = loaded || found;
}
