/* redirects.h - pages under addresses that people may still have, which lead on to where the page is now. */
#ifndef SITE_REDIRECTS_H
#define SITE_REDIRECTS_H

#include "site/pages.h"

/* Renders templates/site/chuyen-trang.txt with the values of a year and makes a page by chuyen-trang.html of
 * each of its lines "OLD NEW", both from the site's root; empty lines and such as begin with "#" say nothing.
 * After the pages of the year: an address that has a page already is a complaint (W104), so is a line of
 * another form (W103). That NEW is there, links.c checks. False after a complaint. */
bool redirects_write(struct pages *pages, const struct value *year);

#endif
