/* splice.h - a text with some stretches of it put differently. */
#ifndef BASE_SPLICE_H
#define BASE_SPLICE_H

#include "base/buf.h"

#include <stddef.h>

/* Bytes offset … offset + length become text (NUL-terminated); length 0 inserts. */
struct splice {
    size_t offset, length;
    const char *text;
};

/* Appends the text (n bytes) with the changes made, which may come in any order but must not overlap; of two
 * at one place the earlier in the list comes first. Sorts the list. */
void splice_text(struct buf *out, const char *text, size_t n, struct splice *list, size_t count);

#endif
