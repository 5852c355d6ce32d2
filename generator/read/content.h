/* content.h - the content folder into the model: which files there are, and a reader for each. */
#ifndef READ_CONTENT_H
#define READ_CONTENT_H

#include "base/diag.h"
#include "model/model.h"

#define REGISTRY_NAME "so-van-ban.md" /* the register of a year's folder */

/* Reads school.md, papi.md and every year's folder (four digits) with plan.md, q1.md … q4.md and indices.md
 * (may be missing) below content, links progress with plan. Faults of the content are complaints; what could
 * be read is in the model, the rest is NULL. Unexpected files in a year's folder are warned about (a misspelt
 * "quy2.md"). shown is what complaints call the folder. */
struct model *content_read(struct arena *arena, struct diags *diags, const char *folder, const char *shown);

/* The readers, one for each kind of file. Each returns NULL after complaining when nothing could be read. */
struct school *school_read(struct arena *arena, struct diags *diags, const struct source *source);
struct papi *papi_read(struct arena *arena, struct diags *diags, const struct source *source);
struct scores *scores_read(struct arena *arena, struct diags *diags, const struct source *source);
struct registry *registry_read(struct arena *arena, struct diags *diags, const struct source *source);
struct plan *plan_read(struct arena *arena, struct diags *diags, const struct source *source);
struct progress *progress_read(struct arena *arena, struct diags *diags, const struct source *source,
                               int period_first_day);

#endif
