/* downloads.h - files that a page offers: the reports, with their sizes as people read them. */
#ifndef SITE_DOWNLOADS_H
#define SITE_DOWNLOADS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/tree.h"
#include "model/model.h"
#include "view/value.h"

#include <stddef.h>

/* "182 KB", "1,4 MB": units of 1024, never "0 KB". */
char *site_size_text(struct arena *arena, size_t bytes);

/* Copies the reports under "bao-cao/" to "site/bao-cao/". A report that holds internal notes stays off the
 * site: what is internal goes to the district's PDF and to nobody else. The public edition of such a report,
 * which is under "site/bao-cao/" already, is left as it is. */
void site_copy_reports(struct arena *arena, const struct model *model, struct tree *tree);

/* A file of the site as a download: {tep, lien_ket (from the site's root), kich_thuoc, ma_bam (SHA-256, 64
 * digits, only when digest is asked for)}; false when it is not there. path is from the site's root. */
struct value *site_file_value(struct arena *arena, const struct tree *tree, const char *path, bool digest);

/* The download of a quarter's report on the site, as above; false when there is none, or no quarter (NULL).
 */
struct value *site_report_value(struct arena *arena, const struct tree *tree, const struct progress *progress,
                                bool digest);

/* The issued reports that it replaces, oldest first: {so, ngay, ngay_iso, bao_cao (as above)}. */
struct value *site_replaced_value(struct arena *arena, const struct tree *tree,
                                  const struct progress *progress, bool digest);

/* The quarter's data for programs, beside its page, which the caller of site_write may have put there. */
char *site_data_path(struct arena *arena, struct quarter quarter);

#endif
