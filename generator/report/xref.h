/* xref.h - the end of a PDF file written anew: a cross-reference stream in the place of the table, so that
 * objects may stand in object streams (ISO 32000-1, 7.5.8). */
#ifndef REPORT_XREF_H
#define REPORT_XREF_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* A run of objects that stand in one object stream, the first at index 0. */
struct packed {
    unsigned first, stream;
    size_t count;
};

/* file ends in a table of all its objects and a trailer. They are replaced by a stream that also names the
 * packed objects, whose numbers follow those of the table without a gap. id: 32 hexadecimal digits. False
 * when the end is not of that form. */
bool xref_rewrite(struct buf *file, const struct packed *packed, size_t packed_count, unsigned root,
                  unsigned info, const char *id);

#endif
