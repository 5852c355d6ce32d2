/* der.h - DER read and written element by element, with nothing believed. */
#ifndef SEAL_DER_H
#define SEAL_DER_H

#include "base/buf.h"
#include "seal/octets.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    DER_BOOLEAN = 0x01,
    DER_INTEGER = 0x02,
    DER_OCTETS = 0x04,
    DER_NULL = 0x05,
    DER_OID = 0x06,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT_0 = 0xa0,
    DER_CONTEXT_1 = 0xa1,
    DER_CONTEXT_2 = 0xa2,
    DER_CONTEXT_3 = 0xa3,
};

struct der {
    unsigned char tag;
    struct octets whole, body; /* with and without its head */
};

/* Takes the next element off rest. False at the end, and when what comes is not DER: a tag of several bytes,
 * an indefinite length, one that is longer than it must be, or more than there is. */
bool der_next(struct octets *rest, struct der *out);
/* The same, and it has this tag; otherwise nothing is taken. */
bool der_take(struct octets *rest, unsigned char tag, struct der *out);
/* rest is one element with this tag and nothing behind it: its body. */
bool der_only(struct octets bytes, unsigned char tag, struct octets *body);

/* The bytes are elements to the end, and so are the bodies of all that are constructed, at most 40 deep. */
bool der_strict(struct octets bytes);

/* A non-negative INTEGER below 2^31. */
bool der_small(struct octets body, int *out);

/* An OBJECT IDENTIFIER's body as "1.2.840.113549.1.7.1" (arena); "?" when it is none. */
const char *der_oid_text(struct arena *arena, struct octets body);

bool octets_same(struct octets a, struct octets b);
struct octets octets_of(const struct buf *buf);

/* Adds an element with this body. */
void der_add(struct buf *out, unsigned char tag, struct octets body);

#endif
