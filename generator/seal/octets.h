/* octets.h - a stretch of bytes that somebody else owns. */
#ifndef SEAL_OCTETS_H
#define SEAL_OCTETS_H

#include <stddef.h>

struct octets {
    const unsigned char *at;
    size_t n;
};

/* What a signature in a PDF covers: the two stretches of its ByteRange, in order. */
struct seal_content {
    struct octets part[2];
};

#endif
