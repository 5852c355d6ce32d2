/* escape.h - text into HTML, named by the place it goes to. */
#ifndef VIEW_ESCAPE_H
#define VIEW_ESCAPE_H

#include "base/buf.h"

/* Element content and quoted attributes: & < > " ' */
void escape_html(struct buf *out, const char *text);
/* A URL in a quoted attribute: spaces, quotes, non-ASCII and control characters percent-encoded, then as
 * escape_html. A "%" stays, as it is taken to begin an encoded byte already. */
void escape_url(struct buf *out, const char *url);

/* The first half of escape_url: for a value that a template escapes when it prints it. */
void escape_percent(struct buf *out, const char *url);

#endif
