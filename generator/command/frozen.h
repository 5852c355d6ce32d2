/* frozen.h - all checks, with that of what was signed, or is on its way to be. */
#ifndef COMMAND_FROZEN_H
#define COMMAND_FROZEN_H

#include "command/run.h"
#include "model/model.h"

/* All checks: those of the content (check/check.h), and that what was signed still says what the content
 * says. */
void check_all(struct run *run, const struct model *model);

/* Does the content of a quarter say what the data of a report (extract_data) say? A number and date that the
 * report did not have yet are no difference. *tasks (may be NULL) gets the codes of the tasks that differ,
 * "III.2.1, V.4", "" when the difference is elsewhere. */
bool frozen_same(struct run *run, const struct model *model, const struct year *year,
                 const struct progress *progress, const char *data, size_t length, char **tasks);

/* The number in a report's data, "45/BC-HB"; "" when there is none (arena). *date gets its date. */
const char *frozen_number(struct arena *arena, const char *data, struct date *date);

#endif
