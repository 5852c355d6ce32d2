/* marks.h - long rows of combining marks, before utf8proc sees them. */
#ifndef BASE_MARKS_H
#define BASE_MARKS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* The text (*len bytes of UTF-8) with rows of more than 30 marks in their canonical order, which changes
 * nothing of what it is: utf8proc orders by exchanging neighbours, n * n / 2 times for n marks. compat: for
 * NFKC. s itself where there is no such row, else in the arena; *len in and out. Linear. */
const char *marks_in_order(struct arena *arena, const char *s, size_t *len, bool compat);

#endif
