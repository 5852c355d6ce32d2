/* tags.h - the structure tree as PDF objects, in compact text for object streams (ISO 32000-1, 14.7.2). */
#ifndef REPORT_TAGS_H
#define REPORT_TAGS_H

#include "base/buf.h"
#include "report/page.h"

#include <stddef.h>

enum { TAGS_CHUNK = 400 };

/* Some objects in the order of their numbers: object first + i begins at starts[i] of text. */
struct tags {
    struct buf text;
    size_t starts[TAGS_CHUNK];
    size_t count;
    unsigned first;
};

/* How many objects there will be. */
size_t tags_count(const struct document *document);

/* Makes them, and hands them on by TAGS_CHUNK and what is left. The first one, whose number is given, is the
 * Document element, the last one the parent tree. pages: object number of each page; root: of the
 * StructTreeRoot. */
void tags_make(struct arena *arena, const struct document *document, const unsigned *pages, unsigned root,
               unsigned first, void (*take)(void *user, const struct tags *tags), void *user);

#endif
