/* clean.h - a PDF file without what it tells besides its pages: who made it, with which program, from which
 * company, files packed into it, where its photographs were taken. */
#ifndef PDF_CLEAN_H
#define PDF_CLEAN_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the file made clean, the same for the same bytes. A signed file is appended as it is, because a
 * change would break the signature; so is one that is clean already (plain.h). False when it is no PDF,
 * damaged, locked by a password, or signed and naming its author. */
bool pdf_clean(const void *bytes, size_t size, struct buf *out);

#endif
