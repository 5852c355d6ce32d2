/* view.h - the model as people read it: one tree of values that feeds both the report form and the site. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "model/model.h"
#include "view/value.h"

#include <stdbool.h>

/* Values common to report and site for one year: school, plan, parts, tasks, indices, quarters. The
 * vocabulary is described in templates/README.md. Names are Vietnamese without diacritics. Prose stands in
 * twice: *_html and *_md. */
struct value *view_year(struct arena *arena, const struct model *model, const struct year *year);

/* For whom a quarter is shown: the public; the district, with the internal notes; the signers, without them,
 * for what is signed is what the public gets. */
enum view_edition { VIEW_PUBLIC, VIEW_INTERNAL, VIEW_FOR_SIGNING };

/* The same, with one quarter in full as "quy_nay", for its report and its page. Internal notes are only in it
 * when asked for: the site and the public edition of a report never see them. */
struct value *view_quarter(struct arena *arena, const struct model *model, const struct year *year,
                           const struct progress *progress, struct value *year_value,
                           enum view_edition edition);

/* Only what names a quarter's report as a document: ke_hoach, and of quy_nay ten, so_la_ma, the_thuc,
 * thay_the. */
struct value *view_document(struct arena *arena, const struct model *model, const struct year *year,
                            const struct progress *progress);

#endif
