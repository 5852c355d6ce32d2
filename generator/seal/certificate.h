/* certificate.h - an X.509 certificate: whose it is, and what it is fit for. */
#ifndef SEAL_CERTIFICATE_H
#define SEAL_CERTIFICATE_H

#include "base/arena.h"
#include "seal/octets.h"

#include <stdbool.h>
#include <stdint.h>

/* Texts are UTF-8 without control characters, at most 200 bytes, "" when absent. Times are Unix seconds UTC.
 */
struct seal_certificate {
    struct octets der; /* the certificate itself (arena) */
    const char *name;  /* CN of the subject */
    const char *organisation;
    const char *issuer;   /* CN of the issuer, else its O, else the whole name */
    const char *serial;   /* upper-case hexadecimal, without a sign in front unless negative */
    const char *sha256;   /* of the certificate, lower-case hexadecimal */
    const char *key_kind; /* "RSA", "ECDSA", "" for any other */
    int key_bits;
    int64_t not_before, not_after;
    bool key_strong;    /* RSA >= 2048 bits, ECDSA >= 256 bits (TT 15/2025, PL I) */
    bool hash_strong;   /* its issuer signed it with SHA-224 or better */
    bool usage_fine;    /* key usage absent, or with digitalSignature or nonRepudiation */
    bool extended_fine; /* no extended key usage, or one that does not narrow it to servers, time stamps … */
    bool stamps_time;   /* extended key usage is timeStamping only, and critical (RFC 3161, 2.3) */
    bool authority;     /* a CA's certificate */
    bool own_issuer;    /* subject and issuer are the same name */
};

/* Reads a certificate from DER; false when it is none. out's texts and bytes are the arena's. */
bool seal_certificate_read(struct arena *arena, struct octets der, struct seal_certificate *out);

/* A stranger's text made fit for a line of ours: UTF-8, NFC, without control characters and characters that
 * turn or hide text, at most 200 bytes (arena). */
const char *seal_clean(struct arena *arena, const char *s, size_t n);

/* "17/6/2024", by the time of Vietnam (UTC+7). */
const char *seal_day(struct arena *arena, int64_t seconds);

#endif
