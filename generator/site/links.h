/* links.h - every link of the rendered pages leads to a file or an anchor that is there. */
#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "base/diag.h"
#include "base/tree.h"

#include <stdbool.h>
#include <stddef.h>

/* What is known of links before pages are looked at. */
struct link_places {
    struct link_place { /* a link as the content wrote it: a dead one is shown where it was typed, not on the
                           page only */
        const char *url;
        const char *page; /* the page that shows it, "2024/quy-2.html"; NULL: any */
        struct place at;
    } * items;
    size_t count;
    const char **told; /* paths in the tree of files that were complained about already */
    size_t told_count;
};

/* Checks the HTML pages of the tree under prefix ("site/"): relative links and their anchors, references
 * between ids, ids used twice, addresses with a leading "/" or leading out of the folder, programs
 * (javascript:). Links to other hosts, mailto: and tel: are left alone. False after a complaint. */
bool links_check(struct arena *arena, struct diags *diags, const struct tree *tree, const char *prefix,
                 const struct link_places *places);

/* The path that a relative link on the page of that path leads to ("2024/q.html" + "../a.css" = "a.css"),
 * query and anchor cut off, percent-decoded; NULL when it leaves the folder. An empty link is the page
 * itself. */
char *link_resolve(struct arena *arena, const char *page, const char *link);

/* True for "https:", "mailto:", "//host": not a relative path. */
bool link_is_absolute(const char *link);

#endif
