/* reports.h - the reports of a run, made or as signed, into the tree that will be published. */
#ifndef COMMAND_REPORTS_H
#define COMMAND_REPORTS_H

#include "base/tree.h"
#include "command/run.h"
#include "model/model.h"
#include "report/report.h"

/* The fonts in the folder of --fonts: Liberation Serif, or Times New Roman as Windows names it. Paths in the
 * run's arena. */
struct report_fonts reports_fonts(struct run *run);

/* Their faces, read at the first call. NULL after a complaint. */
const struct report_faces *reports_faces(struct run *run);

/* For content without errors: complains of its characters that the reports' fonts lack. Says nothing when
 * there are no fonts here, which is a matter of whoever makes reports. */
void reports_check(struct run *run, const struct model *model);

/* A report that was put into the tree. */
struct report_made {
    const struct year *year;
    const struct progress *progress;
    const char *path; /* in the tree */
    size_t pages;
};

struct reports_made {
    struct report_made *items; /* in the order of their quarters; not the public editions */
    size_t count;
};

/* Adds to the tree: the reports of the wanted quarter (number 0: of all, and the plans), their public
 * editions, and their data. A signed report comes as it is stored. *made gets a
 * list of them (run->arena). False after a complaint. */
bool reports_write(struct run *run, const struct model *model, struct quarter wanted, struct tree *tree,
                   struct reports_made *made);

/* The copy for signature of a quarter's report: no DỰ THẢO, no internal notes, empty fields for both
 * signatures. False after a complaint. */
bool reports_for_signing(struct run *run, const struct model *model, const struct year *year,
                         const struct progress *progress, struct buf *out);

#endif
