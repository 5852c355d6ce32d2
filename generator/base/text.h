/* text.h - Vietnamese text: code points, NFC, folded keys for comparison, display width, distance. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All of text_decode's rules; it is asked only for what Vietnamese hardly has. */
int text_decode_any(const char *s, size_t n, uint32_t *cp);

/* Decodes the code point at s (n bytes left). Returns its length in bytes, 0 when n is 0, -1 when not UTF-8.
 * In the header, because everything is read with it. */
static inline int text_decode(const char *s, size_t n, uint32_t *cp)
{
    const unsigned char *u = (const unsigned char *)s;
    if (n >= 1 && u[0] < 0x80) {
        *cp = u[0];
        return 1;
    }
    if (n >= 2 && u[0] >= 0xc2 && u[0] < 0xe0 && (u[1] & 0xc0) == 0x80) {
        *cp = (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
        return 2;
    }
    if (n >= 3 && (u[0] == 0xe1 || u[0] == 0xe2) && (u[1] & 0xc0) == 0x80 && (u[2] & 0xc0) == 0x80) {
        *cp = (u[0] & 0xfu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
        return 3;
    }
    return text_decode_any(s, n, cp);
}

/* Writes cp as UTF-8 (1 to 4 bytes) and returns the length. text_encode_any does so for what is not ASCII. */
size_t text_encode_any(uint32_t cp, char out[4]);
static inline size_t text_encode(uint32_t cp, char out[4])
{
    if (cp >= 0x80)
        return text_encode_any(cp, out);
    out[0] = (char)cp;
    return 1;
}

/* How many of the first n bytes are plain: UTF-8 of Latin letters with or without marks, digits, signs,
 * blanks and line ends; nothing that NFC changes, nobody sees, or commands. Nearly every text is plain to its
 * end, and this is seen faster than any of that by itself; behind it there may be more of it. */
size_t text_plain(const char *s, size_t n);

/* The text in NFC, in the arena (or s itself when it is NFC already). s must be valid UTF-8. *len in and out.
 */
const char *text_nfc(struct arena *arena, const char *s, size_t *len);

/* The text in NFKC: full-width digits and letters, Roman numerals that are one character, and other
 * compatible forms made plain. For codes, numbers and dates only, as it also changes ² and … (text.md 7.1).
 */
const char *text_nfkc(struct arena *arena, const char *s);

/* The text in NFC without the characters that nobody sees: zero width, soft hyphens, marks and overrides of
 * direction (which show a text in another order than it is read), tags. s itself when there is nothing to do.
 * Memory: the arena's. */
const char *text_clean(struct arena *arena, const char *s, size_t *len);

/* How many such characters are in n bytes of UTF-8, and where the first begins. */
size_t text_count_hidden(const char *s, size_t n, size_t *first);

/* The text in NFD: letters with marks as the letter and its marks. s must be valid UTF-8. */
const char *text_nfd(struct arena *arena, const char *s);

/* The small letter of a capital; others as they are. */
uint32_t text_lower(uint32_t cp);

/* A key for comparison: lower case, no diacritics, đ as d, one space for any white space, plain dashes and
 * quotes, no invisible characters; trimmed. "Trạng  Thái" and "trang thai" have one key (text.md 7.1). */
char *text_key(struct arena *arena, const char *s);

/* A key that keeps diacritics but folds case, white space, dashes, quotes and the place of the tone mark (hòa
 * = hoà). */
char *text_loose(struct arena *arena, const char *s);

/* Equal after text_key. */
bool text_same(const char *a, const char *b);

/* s without white space at both ends. */
char *text_trim(struct arena *arena, const char *s, size_t n);

/* Upper case, with Vietnamese letters. */
char *text_upper(struct arena *arena, const char *s);

/* [a-z0-9-] for file names and anchors. */
char *text_slug(struct arena *arena, const char *s);

/* Terminal columns of n bytes: 0 for combining and invisible characters, 2 for wide ones. */
size_t text_width(const char *s, size_t n);

/* Edit distance (insert, delete, replace, swap) between two keys, in code points; more than limit is limit
 * + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);

/* The candidate nearest to s by text_distance of keys, or NULL when none is near enough to suggest
 * (a third of its length, at least 1, at most 4). */
const char *text_nearest(struct arena *arena, const char *s, const char *const *candidates, size_t n);

#endif
