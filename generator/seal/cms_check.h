/* cms_check.h - judges the CMS of a signature in a PDF that came from anywhere. */
#ifndef SEAL_CMS_CHECK_H
#define SEAL_CMS_CHECK_H

#include "base/arena.h"
#include "base/diag.h"
#include "seal/certificate.h"
#include "seal/octets.h"
#include "seal/reason.h"
#include "seal/roots.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of a CMS, without the zeros behind it. */
enum { SEAL_CMS_LIMIT = 1024 * 1024 };

enum seal_state { SEAL_STATE_UNKNOWN, SEAL_STATE_FINE, SEAL_STATE_BAD };

struct seal_verdict {
    enum seal_state state;
    enum seal_reason reason; /* of the first fault; SEAL_FINE when fine */
};

/* Verdicts are judged apart; there is no sum of them on purpose. */
struct seal_judgement {
    struct seal_verdict structure;    /* DER, one signer, detached, attributes as the profile wants them */
    struct seal_verdict cryptography; /* digest of the content, signature, strength; unknown when not read */
    struct seal_verdict trust;        /* chain to a root at `time`; unknown without roots. Never revocation */
    struct seal_verdict timestamp;    /* form and cryptography; unknown with SEAL_ABSENT when there is none */
    struct seal_verdict timestamp_trust; /* the TSA's chain to a root; unknown without roots */
    bool has_signer;
    struct seal_certificate signer; /* when has_signer */
    const char *digest_name;        /* "SHA-256" …, "" when not read */
    int64_t time;               /* at which trust was judged: of a timestamp fine and trusted, else claimed */
    int64_t timestamp_time;     /* when timestamp is fine */
    const char *timestamp_name; /* CN of the TSA, when timestamp is fine, else "" */
    bool signing_time;          /* a signing-time attribute, which PAdES baseline forbids */
    const char **unsigned_others; /* OIDs of unsigned attributes other than the timestamp that was judged */
    size_t unsigned_count;
};

/* Judges a CMS over a content. Zeros behind the CMS are the padding of /Contents and allowed, other bytes are
 * not. claimed_time (Unix seconds UTC, /M of the PDF) is the time of the trust when there is no timestamp
 * that can be trusted; roots may be NULL. Never complains, never fails, on any bytes. Texts are the arena's.
 */
void seal_cms_check(struct arena *arena, struct octets cms, const struct seal_content *content,
                    const struct seal_roots *roots, int64_t claimed_time, struct seal_judgement *out);

#endif
