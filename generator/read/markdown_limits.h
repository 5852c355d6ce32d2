/* markdown_limits.h - refuses, before cmark sees it, what cmark is slow at. */
#ifndef READ_MARKDOWN_LIMITS_H
#define READ_MARKDOWN_LIMITS_H

#include "base/diag.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

enum { MARKDOWN_MARKERS = 32, MARKDOWN_INDENT = 64, MARKDOWN_BRACKETS = 10000 };

/* False after a complaint: more than MARKDOWN_MARKERS container markers or MARKDOWN_INDENT columns of
 * indentation on a line, or more than MARKDOWN_BRACKETS "[" in all, from offset on. Linear. (design/pdf.md:
 * cmark 0.30.2 is quadratic there) */
bool markdown_within_limits(struct diags *diags, const struct source *source, size_t offset);

#endif
