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
    bool ambiguous;   /* "1.234": taken as 1234, but 1,234 may have been meant */
};

/* Reads "1 buổi", "01 buổi", "1,5 giờ", "75%", "1.234 lượt", "2", also in full-width digits; the unit is the
 * rest of the text. Text that does not begin with a digit is not a quantity (false), nor is one whose dots
 * cannot be those of thousands ("1.23", "0.605", "1234.567"). One dot before three digits is ambiguous
 * (text.md 7.3). Unit in the arena. */
bool quantity_parse(struct arena *arena, const char *s, struct quantity *out);

/* Reads a text that is one number and nothing else: as above, "96,5%" too, and with "-" or "−" before it. The
 * value of "1.234" is 1234, with *ambiguous set (NULL when the caller does not ask). */
bool number_parse(const char *s, int64_t *thousandths, bool *ambiguous);

/* The two readings of an ambiguous quantity as nobody can mistake them: "1234 lượt" and "1,234 lượt". */
char *quantity_as_thousands(struct arena *arena, struct quantity q);
char *quantity_as_decimal(struct arena *arena, struct quantity q);

/* "1.234,5" */
char *number_text(struct arena *arena, int64_t thousandths);
/* "02 buổi": counts below 10 with a leading zero, as official documents write them; "75%". */
char *quantity_text(struct arena *arena, struct quantity q);

/* The same for a text to be typed into the content: 1234 without a dot, so that it is not ambiguous again. */
char *quantity_typed(struct arena *arena, struct quantity q);

/* Units are alike when their words are, up to a remark: "buổi (125 phụ huynh)" counts buổi, as "buổi/năm"
 * does. */
bool quantity_same_unit(struct arena *arena, struct quantity a, struct quantity b);
/* Bytes of a unit before such a remark, without the spaces at the end. */
size_t quantity_unit_length(const char *unit);

/* Value of "I" … "XXXIX" (upper case), 0 when s is not one. n bytes. */
int roman_value(const char *s, size_t n);

#endif
