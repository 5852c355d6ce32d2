/* feed.h - files that tell other machines what the site has, and so need its address: feed, sitemap, robots.
 */
#ifndef SITE_FEED_H
#define SITE_FEED_H

#include "site/pages.h"

#include <stdbool.h>

/* Is there something to tell, and an address to tell it with? */
bool feed_wanted(const struct model *model);

/* The newest value of a year, and the reports in it, are what the feed is made of. Called for each year,
 * ascending. */
void feed_note_year(struct pages *pages, const struct year *year, struct value *base);
/* A page that was written, for the sitemap; day: when it last changed, may be missing. */
void feed_note_page(struct pages *pages, const char *path, struct date day);

/* The address of a page: its folder's for an index.html. NULL when the site has no address. */
char *feed_page_address(struct arena *arena, const struct pages *pages, const char *path);

/* Renders feed.xml (Atom, RFC 4287: an entry a report, newest first), sitemap.xml (sitemaps.org 0.9) and
 * robots.txt (RFC 9309) from their templates; nothing without an address. False after a complaint. */
bool feed_write(struct pages *pages);

#endif
