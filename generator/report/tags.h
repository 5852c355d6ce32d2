/* tags.h - the structure tree as PDF objects, in compact text for object streams (ISO 32000-1, 14.7.2). */
#ifndef REPORT_TAGS_H
#define REPORT_TAGS_H

#include "base/buf.h"
#include "report/page.h"

#include <stddef.h>

/* Objects in the order of their numbers; object first + i is the text between starts[i] and starts[i + 1]. */
struct tags {
    struct buf text;
    size_t *starts;
    size_t count;
    unsigned first; /* number of the first object: the Document element; the last one is the parent tree */
};

/* How many objects there will be. */
size_t tags_count(const struct document *document);

/* pages: object number of each page; root: of the StructTreeRoot; first: the first number that is free.
 * Memory: the arena's, but text, which tags_free frees. */
void tags_make(struct arena *arena, const struct document *document, const unsigned *pages, unsigned root,
               unsigned first, struct tags *out);
void tags_free(struct tags *tags);

#endif
