/* additions.h - what a later revision of a PDF has that an earlier one of ours had not, besides signatures.
 */
#ifndef SEAL_ADDITIONS_H
#define SEAL_ADDITIONS_H

#include "base/diag.h"
#include "pdf/file.h"

#include <stdint.h>

enum { SEAL_OBJECTS_MOST = 200000 }; /* of a file, that are compared */

/* Compares our copy (before) with what came back (now), object by object. Allowed are: signatures in fields
 * of ours or of their own, with looks that cover no printed text; number and date written into the gaps left
 * for them; what programs note about themselves (Producer, ModDate, XMP); evidence for long-term validation
 * (DSS). Everything else is told in words (arena), at most 20; returns how many.
 * touched: NULL, or the marks of revisions_touched for all numbers below SEAL_OBJECTS_MOST, when now is
 * before with updates behind it: what is not marked need not be compared. */
size_t seal_additions(struct arena *arena, struct pdf_file *before, struct pdf_file *now,
                      const uint8_t *touched, enum diag_lang lang, const char ***told);

#endif
