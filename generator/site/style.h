/* style.h - the one stylesheet, of which every page holds what it uses, and the digest by which the page
 * allows that. */
#ifndef SITE_STYLE_H
#define SITE_STYLE_H

#include "base/arena.h"
#include "base/buf.h"

#include <stddef.h>

enum { STYLE_DIGEST = 45 }; /* 44 characters and a NUL */

/* Appends the stylesheet without comments and without the blanks that mean nothing. Strings stay as they are;
 * an unfinished comment ends with the text. */
void style_shorten(const char *css, struct buf *out);

/* The SHA-256 of n bytes in base64, as a Content-Security-Policy names it ('sha256-…'). */
void style_digest(const void *bytes, size_t n, char out[STYLE_DIGEST]);

/* A stylesheet that style_shorten made, read for style_used; its text stays where it is. */
struct style;
struct style *style_read(struct arena *arena, const char *css);

/* Appends those of its rules which something on the page could match, judged by class="…" alone: a selector
 * with a class that the page has nowhere is left out, a rule without selectors, a @media without rules. */
void style_used(const struct style *style, const char *html, size_t n, struct buf *out);

/* What stands in a page where its digest and its rules are to come, in this order. */
#define STYLE_DIGEST_HERE "\1digest\1"
#define STYLE_HERE "\1style\1"

/* Puts both in their places. */
void style_fill(const struct style *style, struct buf *html);

#endif
