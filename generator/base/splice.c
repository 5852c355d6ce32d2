/* splice.c - a text with some stretches of it put differently. */
#include "base/splice.h"

#include <assert.h>

void splice_text(struct buf *out, const char *text, size_t n, struct splice *list, size_t count)
{
    size_t at = 0;
    for (size_t i = 1; i < count; i++) /* by insertion, which keeps the order of equals; lists are short */
        for (size_t k = i; k > 0 && list[k - 1].offset > list[k].offset; k--) {
            struct splice moved = list[k];
            list[k] = list[k - 1];
            list[k - 1] = moved;
        }
    for (size_t i = 0; i < count; i++) {
        assert(list[i].offset >= at && list[i].offset + list[i].length <= n);
        buf_add(out, text + at, list[i].offset - at);
        buf_str(out, list[i].text);
        at = list[i].offset + list[i].length;
    }
    buf_add(out, text + at, n - at);
}
