/* deflate.c - compressed bytes, by zlib. */
#include "base/deflate.h"

#include "base/mem.h"

#include <zlib.h>

void deflate_bytes(struct buf *out, const void *bytes, size_t n)
{
    uLongf most = compressBound(n);
    Bytef *packed = mem_alloc(most);
    if (compress(packed, &most, bytes, n) != Z_OK)
        mem_exhausted(); /* nothing else can be wrong: there is room */
    buf_add(out, packed, most);
    mem_free(packed);
}
