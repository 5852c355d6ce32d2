/* data.h - the report's data for machines, which the PDF carries inside. */
#ifndef REPORT_DATA_H
#define REPORT_DATA_H

#include "base/buf.h"
#include "model/model.h"

#include <stdbool.h>

/* What a report carries inside (report_data); size 0: nothing. */
struct report_load {
    const char *bytes;
    size_t size;
    const void *packed; /* the same, compressed (RFC 1950), where that is there already; or NULL */
    size_t packed_size;
};

/* Appends the plan as the data of a year's reports hold it: made once, for all of them. */
void report_plan_data(const struct plan *plan, struct buf *out);

/* Appends one XML document: <report> with the quarter, the school, the program, the SHA-256 of what follows,
 * and in it the plan (report_plan_data's text) and the quarter's progress in the vocabulary of
 * schema/baocao.rng. The authors' comments and excuses are left out; so is everything internal unless it is
 * asked for. Same model, same bytes. */
void report_data(const struct school *school, const struct buf *plan, const struct progress *progress,
                 bool internal, struct buf *out);

/* The same of one report by itself, which shares the plan's text with no other. */
void report_data_alone(const struct school *school, const struct plan *plan, const struct progress *progress,
                       bool internal, struct buf *out);

#endif
