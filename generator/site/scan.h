/* scan.h - a simple scanner over our own HTML: the attributes that name things or lead somewhere. */
#ifndef SITE_SCAN_H
#define SITE_SCAN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum html_kind {
    HTML_ID,     /* id */
    HTML_LINK,   /* href, src, poster, action: an address */
    HTML_REFERS, /* for, aria-labelledby, aria-describedby, aria-controls, headers: ids of this page, space
                    between */
};

struct html_scan {
    const char *at, *end;
    bool inside;     /* in a start tag, between attributes */
    const char *raw; /* end tag of the raw text that follows this tag (script, style), or NULL */
};

struct html_attribute {
    enum html_kind kind;
    const char *value; /* entities decoded, in the arena */
};

struct html_scan html_scan_begin(const char *html, size_t len);

/* The next attribute of interest; false at the end. Comments, text and end tags are passed over. */
bool html_scan_next(struct arena *arena, struct html_scan *scan, struct html_attribute *out);

/* s with %41 and the like as bytes, in the arena. A "%" that is not followed by two hex digits stays. */
char *html_percent_decode(struct arena *arena, const char *s);

#endif
