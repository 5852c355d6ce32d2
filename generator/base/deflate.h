/* deflate.h - compressed bytes and their checksum, by libdeflate. Same bytes, same result (of one version of
 * the library). */
#ifndef BASE_DEFLATE_H
#define BASE_DEFLATE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the bytes compressed, as PDF and PNG want them (RFC 1950). */
void deflate_bytes(struct buf *out, const void *bytes, size_t n);

/* Compresses the bytes without any frame (RFC 1951) into a room of n bytes. Returns how many of them it took,
 * or 0 when the result would not be smaller. */
size_t deflate_smaller(void *room, const void *bytes, size_t n);

/* Unpacks what deflate_bytes makes. True when it is sound and gives just that many bytes. */
bool inflate_exactly(void *out, size_t size, const void *packed, size_t n);

/* The checksum of ZIP and PNG (ISO/IEC 15948, annex D). */
uint32_t deflate_crc32(const void *bytes, size_t n);

#endif
