/* internal.h - keeps internal notes from being published as prose. */
#ifndef READ_INTERNAL_H
#define READ_INTERNAL_H

#include "base/diag.h"
#include "base/source.h"

#include <stdbool.h>

/* Complains about every line of the place that begins with "Nội bộ:", or is nothing but these words: it was
 * meant to be a field or a section of its own, and as prose it would be published. The first line is passed
 * over unless first is true. */
void internal_guard(struct arena *arena, struct diags *diags, struct place where, bool first);

#endif
