/* collate.h - texts in the order of a Vietnamese dictionary, as the Unicode collation for "vi" has it. */
#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

#include "base/arena.h"

/* A key: of two texts the one with the smaller key (strcmp) comes first. First the letters count (a ă â b c d đ e ê g h i k
 * l m n o ô ơ p q r s t u ư v x y, with f j w z in their Latin places), then the tones from the front (ngang huyền hỏi ngã
 * sắc nặng), then small before capital letters. Spaces come before other signs, these before digits, these before
 * letters. s must be valid UTF-8. In the arena. */
char *collate_key(struct arena *arena, const char *s);

/* <0, 0, >0 as a comes before, with, after b; 0 only when they are the same bytes. scratch is for the keys: to sort a
 * long list make them once. */
int collate_compare(struct arena *scratch, const char *a, const char *b);

#endif
