/* syllable.h - is a word a Vietnamese syllable? Spelling only, no dictionary. */
#ifndef BASE_SYLLABLE_H
#define BASE_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

/* Is the word (n bytes of UTF-8, NFC, any case) spelt as a Vietnamese syllable may be: an initial that fits
 * the vowel behind it (c/k, g/gh, ng/ngh), a rhyme of the language, at most one tone mark, and before the
 * stops c, ch, p, t only sắc or nặng (or none, as in "cac", which is how marks get lost: pass marked text)?
 * The place of the tone mark is free (hòa, hoà). */
bool syllable_valid(const char *word, size_t n);

#endif
