/* pages.h - the table of pages: which template makes which file, once a site, a year, a quarter or an index.
 */
#ifndef SITE_PAGES_H
#define SITE_PAGES_H

#include "base/diag.h"
#include "base/tree.h"
#include "model/model.h"
#include "site/accent.h"
#include "site/site.h"
#include "site/style.h"
#include "view/mustache.h"

#include <stdbool.h>

/* What all pages of a run share. */
struct pages {
    struct arena *arena; /* of the year or quarter whose pages are being written */
    struct arena *kept;  /* of what is gathered for the end */
    struct diags *diags;
    const struct model *model;
    struct mustache *templates;
    struct tree *tree;
    const struct site_fonts *fonts; /* or NULL */
    struct accent accent;
    struct mustache *sheets;    /* templates of tables, *.csv */
    struct mustache *facts;     /* of what search engines read, *.jsonld */
    struct style *style;        /* the stylesheet, made short */
    const char *folder, *shown; /* templates/site, to open and as complaints call it */

    /* Gathered while pages are written, for feed.c and article.c. */
    struct value *newest;         /* of the newest year */
    struct value *newest_quarter; /* of the newest quarter of all, as its page has it; NULL without any */
    const struct progress *newest_progress;
    struct value *addresses; /* of the pages: a list, or NULL */
    struct value **reports;  /* oldest first */
    size_t report_count;
};

/* Renders every page into the tree. False after a complaint. */
bool pages_write(struct pages *pages);

/* Sets "phong_cach_html" and "phong_cach_ma" to what style_fill replaces in the rendered page. */
void pages_set_style(const struct pages *pages, struct value *root);

/* The templates of templates/site with that suffix. */
struct mustache *pages_templates(struct pages *pages, const char *suffix, enum mustache_escape escape);

#endif
