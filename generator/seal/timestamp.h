/* timestamp.h - a timestamp token (RFC 3161, 2.4.2) judged. */
#ifndef SEAL_TIMESTAMP_H
#define SEAL_TIMESTAMP_H

#include "base/arena.h"
#include "seal/certificate.h"
#include "seal/signed_data.h"

struct timestamp {
    int64_t time; /* Unix seconds UTC */
    struct seal_certificate authority;
    struct signed_data data; /* its certificates, for the chain */
};

/* Is this a timestamp over these bytes, made by a certificate that is for timestamps and valid at its time,
 * and (nonce not NULL: body of an INTEGER) the answer to our request? SEAL_FINE or the first fault; out is
 * complete when fine. Says nothing of whom the certificate leads to. */
enum seal_reason timestamp_judge(struct arena *arena, struct octets token, struct octets stamped,
                                 const struct octets *nonce, struct timestamp *out);

#endif
