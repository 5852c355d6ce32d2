/* deflate.h - compressed bytes (RFC 1950), by zlib. */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include "base/buf.h"

#include <stddef.h>

/* Appends the bytes compressed. Same bytes, same result (of one version of zlib). */
void deflate_bytes(struct buf *out, const void *bytes, size_t n);

#endif
