/* style.h - the one stylesheet as it stands in every page, and the digest by which the page allows it. */
#ifndef SITE_STYLE_H
#define SITE_STYLE_H

#include "base/buf.h"

#include <stddef.h>

enum { STYLE_DIGEST = 45 }; /* 44 characters and a NUL */

/* Appends the stylesheet without comments and without the blanks that mean nothing. Strings stay as they are;
 * an unfinished comment ends with the text. */
void style_shorten(const char *css, struct buf *out);

/* The SHA-256 of n bytes in base64, as a Content-Security-Policy names it ('sha256-…'). */
void style_digest(const void *bytes, size_t n, char out[STYLE_DIGEST]);

#endif
