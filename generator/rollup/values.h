/* values.h - a district as values for templates; their names are told in templates/rollup/README.md. */
#ifndef ROLLUP_VALUES_H
#define ROLLUP_VALUES_H

#include "rollup/district.h"
#include "view/value.h"

/* Everything: the overview. Schools are in "truong", in the district's order. way: as rollup_write. */
struct value *rollup_values(struct arena *arena, const struct district *district, const char *way);

/* The same schools as one content index sees them. */
struct value *rollup_index_value(struct arena *arena, const struct district *district, int index);

#endif
