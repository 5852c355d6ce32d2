/* data.h - the report's data for machines, which the PDF carries inside. */
#ifndef REPORT_DATA_H
#define REPORT_DATA_H

#include "base/buf.h"
#include "model/model.h"

#include <stdbool.h>

/* Appends one XML document: <report> with the quarter, the school, the program, the SHA-256 of what follows,
 * and in it the plan and the quarter's progress in the vocabulary of schema/baocao.rng. The authors' comments
 * and excuses are left out; so is everything internal unless it is asked for. Same model, same bytes. */
void report_data(struct arena *arena, const struct model *model, const struct year *year,
                 const struct progress *progress, bool internal, struct buf *out);

#endif
