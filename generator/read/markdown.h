/* markdown.h - Markdown by cmark's tree, made into our blocks with places; the only file that speaks to
 * cmark. */
#ifndef READ_MARKDOWN_H
#define READ_MARKDOWN_H

#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>

enum { MARKDOWN_LIST_LEVELS = 8 }; /* lists inside each other */

enum markdown_dialect {
    MARKDOWN_CONTENT, /* raw HTML (but comments of their own), fences, tables, unsafe links are complaints */
    MARKDOWN_FORM,    /* the report form: fences allowed, comments dropped */
};

/* Parses the source from offset on. Refuses what cmark is slow at (more than 32 container markers or 64
 * columns of indentation on a line, more than 10,000 "[") with a complaint. Returns the chain of top-level
 * blocks, NULL when there are none (or after a refusal). Places are those of the source. HTML comments
 * standing alone are dropped. Links outside https, http, mailto, tel and relative paths are complaints and
 * become plain text. */
struct block *markdown_read(struct arena *arena, struct diags *diags, const struct source *source,
                            size_t offset, enum markdown_dialect dialect);

/* The same, and adds the comments to *comments. */
struct block *markdown_read_noting(struct arena *arena, struct diags *diags, const struct source *source,
                                   size_t offset, enum markdown_dialect dialect, struct comments *comments);

/* May a report or a page link there? https, http, mailto, tel, an anchor, or a relative path that stays below
 * its folder. */
bool markdown_link_is_safe(const char *url);

#endif
