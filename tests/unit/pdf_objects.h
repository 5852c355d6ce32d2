/* pdf_objects.h - a PDF of objects given as text, with a right table of them. */
#ifndef TESTS_UNIT_PDF_OBJECTS_H
#define TESTS_UNIT_PDF_OBJECTS_H

#include "unit.h"

#include "base/buf.h"

/* Objects 1, 2, 3 …, at most 16; more goes into the trailer, behind /Root and /Size; end stands behind
 * "%%EOF". */
static inline void pdf_of_objects(struct buf *out, const char *const *bodies, size_t count, const char *more,
                                  const char *end)
{
    size_t at[16];
    assert_true(count <= sizeof at / sizeof *at);
    buf_str(out, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        at[i] = out->len;
        buf_printf(out, "%zu 0 obj\n%s\nendobj\n", i + 1, bodies[i]);
    }
    size_t table = out->len;
    buf_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%010zu 00000 n \n", at[i]);
    buf_printf(out, "trailer\n<</Root 1 0 R/Size %zu%s>>\nstartxref\n%zu\n%%%%EOF%s", count + 1, more, table,
               end);
}

#endif
