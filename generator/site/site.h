/* site.h - the static site: a table of pages rendered from templates/site, and every link checked. */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/diag.h"
#include "base/tree.h"
#include "model/model.h"

#include <stdbool.h>

/* TrueType files that the share picture is written with: the report's. */
struct site_fonts {
    const char *regular, *bold;
};

/* templates_folder holds the folder "site". Renders all pages into tree under "site/" (HTML, stylesheet,
 * evidence files named by the progress, the table of tasks, and the reports that the tree already has under
 * "bao-cao/" as downloads; data of the quarters that the caller put at site_data_path is linked to). Without
 * fonts (NULL) there is no share picture. The article to paste elsewhere goes to "bai-viet.html". Checks that
 * every relative link and anchor leads somewhere. False after a complaint. */
bool site_write(struct arena *arena, struct diags *diags, const struct model *model,
                const char *templates_folder, const char *templates_shown, const struct site_fonts *fonts,
                struct tree *tree);

#endif
