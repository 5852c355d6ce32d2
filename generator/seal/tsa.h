/* tsa.h - a timestamp from a time stamping authority (RFC 3161), over plain HTTP. */
#ifndef SEAL_TSA_H
#define SEAL_TSA_H

#include "base/diag.h"
#include "seal/octets.h"

#include <stdbool.h>
#include <stdint.h>

struct seal_tsa {
    const char *url; /* http://host[:port]/path */
    int timeout_ms;  /* of one try, connecting and reading together; 0: 180,000 */
    int tries;       /* 0: 3 */
};

/* Asks for a timestamp over these bytes (the value of a signature): SHA-256, a nonce, the TSA's certificate
 * wanted. The answer is verified before it is given back: status, imprint, nonce, signature, key usage; not
 * whom it leads to. The token (DER, arena) and its time, or false after a complaint (with the server's own
 * words). */
bool seal_tsa_stamp(struct arena *arena, struct diags *diags, const struct seal_tsa *tsa, struct octets bytes,
                    struct octets *token, int64_t *time);

/* Is this a URL that seal_tsa_stamp takes? Complains (USAGE) when not. */
bool seal_tsa_url(struct diags *diags, const char *url);

#endif
