/* prose_html.h - prose as HTML. */
#ifndef VIEW_PROSE_HTML_H
#define VIEW_PROSE_HTML_H

#include "base/buf.h"
#include "model/prose.h"

/* Writes the chain of blocks as HTML: p, ul, ol, li, blockquote, hr, em, strong, code, a, img, br. Headings
 * and fences have no place in content prose and are left out. */
void prose_html(struct buf *out, const struct block *block);

#endif
