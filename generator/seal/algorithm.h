/* algorithm.h - the algorithms a signature may name, and what they compute. */
#ifndef SEAL_ALGORITHM_H
#define SEAL_ALGORITHM_H

#include "seal/octets.h"
#include "seal/reason.h"

#include <stdbool.h>

enum { DIGEST_BYTES_MAX = 64 };

struct digest_kind {
    const char *name;  /* "SHA-256": for people, and for the library */
    struct octets oid; /* body of the OBJECT IDENTIFIER */
    bool weak;         /* MD5, SHA-1: known, never enough */
    int bits;
};

/* By an AlgorithmIdentifier (DER): parameters absent or NULL. NULL when unknown. */
const struct digest_kind *digest_of(struct octets algorithm);
/* By its name: must be one that is known. */
const struct digest_kind *digest_named(const char *name);

/* Computes a digest over stretches of bytes; returns its length, 0 when the library does not have it. */
size_t digest_compute(const struct digest_kind *kind, const struct octets *parts, size_t count,
                      unsigned char out[DIGEST_BYTES_MAX]);

/* Is `signature` that of `bytes` by the key of the certificate (DER), as signature_algorithm (DER) says?
 * SEAL_FINE, SEAL_ALGORITHM_UNKNOWN, SEAL_ALGORITHM_MISMATCH (with the digest or with the key),
 * SEAL_SIGNATURE_WRONG. RSA PKCS#1 v1.5, RSA-PSS with one digest throughout, ECDSA. */
enum seal_reason algorithm_verify(struct octets signature_algorithm, const struct digest_kind *digest,
                                  struct octets certificate, struct octets bytes, struct octets signature);

#endif
