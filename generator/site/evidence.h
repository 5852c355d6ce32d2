/* evidence.h - the files that the published content names, brought into the tree. */
#ifndef SITE_EVIDENCE_H
#define SITE_EVIDENCE_H

#include "base/diag.h"
#include "base/tree.h"
#include "model/model.h"
#include "site/links.h"
#include "view/mustache.h"

#include <stdbool.h>

/* Copies the files named by evidence fields, and by links and images of prose, to "site/<year>/<same path>"
 * (those of the school's prose to "site/<same path>"). Nothing internal is looked at. The links of the prose
 * are noted in places. Pictures get their form on pages (site/images.h; without templates, NULL, none does).
 * False after a complaint: not readable, too large, not meant for the public. */
bool evidence_copy(struct arena *arena, struct diags *diags, const struct model *model, struct tree *tree,
                   struct mustache *templates, struct link_places *places);

/* May a file of that relative path be published? Not content files, pages, hidden files, signed originals. */
bool evidence_publishable(const char *path);

#endif
