/* article.h - the newest quarter as the body of an article, to be pasted into the school's own site. */
#ifndef SITE_ARTICLE_H
#define SITE_ARTICLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "site/pages.h"

#include <stdbool.h>
#include <stddef.h>

/* Renders the template bai-viet.html over what pages_write gathered into the tree as "bai-viet.html" (beside
 * the site, not in it), by article_clean. False after a complaint. */
bool article_write(struct pages *pages);

/* Appends the HTML as editors of content systems leave it alone. Of the tags only h2 h3 p ul ol li table
 * thead tbody tr th td caption strong em a br are kept (b and i are written as strong and em), of the
 * attributes only href, and scope of th. Pictures become their alternative text; the text of other tags
 * stays, but not that of script and style; comments go; line ends are kept between blocks only. A relative
 * link leads from page below address ("https://truong.example/"); without an address, or when it leads out of
 * the site, only its text is left. Links of other kinds than https, http, mailto and tel lose theirs, too. */
void article_clean(struct arena *arena, const char *html, size_t n, const char *address, const char *page,
                   struct buf *out);

#endif
