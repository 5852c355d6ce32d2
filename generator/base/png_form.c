/* png_form.c - a PNG by its chunks: length, name, body, checksum. */
#include "base/png_form.h"

#include <string.h>

enum { SIGNATURE = 8, NAME = 4, AROUND = 12 }; /* AROUND: length, name and checksum of a chunk */

bool png_is_whole(const void *bytes, size_t n)
{
    const unsigned char *s = bytes;
    if (n < SIGNATURE || memcmp(s, "\x89PNG\r\n\x1a\n", SIGNATURE) != 0)
        return false;
    for (size_t at = SIGNATURE; n - at >= AROUND;) {
        size_t length = (size_t)s[at] << 24 | (size_t)s[at + 1] << 16 | (size_t)s[at + 2] << 8 | s[at + 3];
        if (length > n - at - AROUND)
            return false;
        if (memcmp(s + at + NAME, "IEND", NAME) == 0)
            return true;
        at += AROUND + length;
    }
    return false;
}
