/* escape.h - text into HTML, named by the place it goes to. */
#ifndef VIEW_ESCAPE_H
#define VIEW_ESCAPE_H

#include "base/buf.h"

/* Element content and quoted attributes: & < > " ' */
void escape_html(struct buf *out, const char *text);
/* The inside of a quoted CSV cell: quotes doubled (RFC 4180, 2.7). */
void escape_csv(struct buf *out, const char *text);
/* The inside of a JSON string (RFC 8259, 7), which may also stand in a <script>: besides what JSON asks for,
 * < > & and the line separators U+2028 and U+2029 are written as \uXXXX. */
void escape_json(struct buf *out, const char *text);
/* A URL in a quoted attribute: spaces, quotes, non-ASCII and control characters percent-encoded, then as
 * escape_html. A "%" stays, as it is taken to begin an encoded byte already. */
void escape_url(struct buf *out, const char *url);

/* The first half of escape_url: for a value that a template escapes when it prints it. */
void escape_percent(struct buf *out, const char *url);

#endif
