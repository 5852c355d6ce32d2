/* pages.h - a district as files: the overview site, one table, one XML document. */
#ifndef ROLLUP_PAGES_H
#define ROLLUP_PAGES_H

#include "base/diag.h"
#include "base/tree.h"
#include "rollup/district.h"

#include <stdbool.h>

/* Renders the templates of templates/rollup, with the stylesheet and the pieces of templates/site, into tree:
 * index.html, chi-so-1.html … chi-so-8.html, tep.html, truong/NAME.html, rollup.csv, rollup.xml, style.css.
 * way: from the folder that the tree becomes to the folder of the PDFs ("../nhan"), for links. False after a
 * complaint. */
bool rollup_write(struct arena *arena, struct diags *diags, const struct district *district,
                  const char *templates_folder, const char *templates_shown, const char *way,
                  struct tree *tree);

#endif
