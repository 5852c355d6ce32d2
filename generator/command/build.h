/* build.h - what other commands need of the building of reports, and of the checks. */
#ifndef COMMAND_BUILD_H
#define COMMAND_BUILD_H

#include "command/run.h"
#include "model/model.h"

/* All checks: those of the content (check/check.h), and that what was signed still says what the content
 * says. */
void check_all(struct run *run, const struct model *model);

/* The copy for signature of a quarter's report: no DỰ THẢO, no internal notes, empty fields for both
 * signatures. False after a complaint. */
bool build_for_signing(struct run *run, const struct model *model, const struct year *year,
                       const struct progress *progress, struct buf *out);

#endif
