/* number.h - numbers as Vietnamese write them (1.234,5 and 75%), counts with units, Roman numerals. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { NUMBER_SCALE = 1000 }; /* a number is kept as thousandths */

struct quantity {
    bool given;
    int64_t thousandths;
    const char *unit; /* "buổi", "%", "" */
};

/* Reads "1 buổi", "01 buổi", "1,5 giờ", "75%", "1.234 lượt", "2"; the unit is the rest of the text. Text that
 * does not begin with a digit is not a quantity (false). Unit in the arena. */
bool quantity_parse(struct arena *arena, const char *s, struct quantity *out);

/* "1.234,5" */
char *number_text(struct arena *arena, int64_t thousandths);
/* "02 buổi": counts below 10 with a leading zero, as official documents write them; "75%". */
char *quantity_text(struct arena *arena, struct quantity q);

/* Value of "I" … "XXXIX" (upper case), 0 when s is not one. n bytes. */
int roman_value(const char *s, size_t n);

#endif
