/* charset.h - texts in the encodings of old Vietnamese programs: recognised, and turned into UTF-8.
 *
 * Facts: domain/text.md 7.2. UTF-16 and Windows-1258 are read as they are. TCVN3 (ABC, the fonts .Vn…) and
 * VNI (the fonts VNI-…) were ways to draw Vietnamese with Western code points, so such texts come as bytes
 * or, once a program took them for Western, as UTF-8 ("Céng hßa", "Coäng hoøa"); "UTF-8 twice" is UTF-8 that
 * was taken for Western and saved as UTF-8 ("Cá»™ng hÃ²a"). These are recognised and refused: what a reader
 * sees in them is not what is there, and converting needs a look. */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum charset {
    CHARSET_NONE,
#define CHARSET(constant, name, others) CHARSET_##constant,
#include "base/charset.def"
#undef CHARSET
    CHARSET_COUNT
};

/* Its name for `convert --from`; "" for CHARSET_NONE. */
const char *charset_name(enum charset charset);

/* The encoding of a name, case and common other names ("abc", "cp1258") allowed; CHARSET_NONE when there is
 * none. */
enum charset charset_from_name(const char *name);

/* Appends the text as UTF-8, NFC, without BOM, line ends as they were. Bytes of TCVN3, VNI and UTF-8 twice
 * may be the raw bytes, or UTF-8 or UTF-16 (with BOM) that holds the Western look-alikes; words that are
 * right Vietnamese in UTF-8 already stay. False, with nothing appended, when the bytes cannot be of this
 * encoding (broken UTF-16, bytes that Windows-1258 lacks, from Windows-1258 what is UTF-8 already, or raw
 * bytes for UTF-8 twice). */
bool charset_convert(enum charset from, const char *bytes, size_t n, struct buf *out);

/* Is it UTF-16: a BOM, or nothing but plausible code units whose high byte is mostly 00 or 1E? */
bool charset_is_utf16(const char *bytes, size_t n);

/* Appends UTF-16 (with BOM or recognised as above) as UTF-8. False at a broken code unit: what is before it
 * was appended. */
bool charset_utf16(const char *bytes, size_t n, struct buf *out);

/* Appends Windows-1258 as UTF-8, NFC; false, with nothing appended, when a byte is not of it. */
bool charset_cp1258(const char *bytes, size_t n, struct buf *out);

/* Is it Vietnamese in Windows-1258: 20 letters or more, and nearly all words with other letters than ASCII
 * are Vietnamese syllables? out gets the text when it is. */
bool charset_is_cp1258(const char *bytes, size_t n, struct buf *out);

/* Appends the bytes as a Western program would take them (Windows-1252), in UTF-8. */
void charset_look_alike(const char *bytes, size_t n, struct buf *out);

struct charset_found {
    enum charset charset;  /* TCVN3, VNI or UTF8_TWICE */
    size_t offset, length; /* the first affected stretch of a line, in bytes */
};

/* Finds TCVN3, VNI or UTF-8 twice in a text of n bytes (UTF-8, NFC), in all of it or in lines pasted among
 * right ones. True only when it is as good as certain: 20 letters or more in the lines concerned, a high
 * share of marks, and converting makes Vietnamese syllables of nearly all words that have them (text.md 7.2,
 * "Detection rule"). One pass over a text that has no sign of them. */
bool charset_find_legacy(const char *text, size_t n, struct charset_found *out);

/* Appends the text (UTF-8, NFC) with its TCVN3, VNI or UTF-8-twice words converted, NFC; other encodings: as
 * it is. */
void charset_mend(enum charset from, const char *text, size_t n, struct buf *out);

#endif
