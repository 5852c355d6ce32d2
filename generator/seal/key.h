/* key.h - who signs: a PKCS#12 file, a PKCS#11 token, or an outside command. */
#ifndef SEAL_KEY_H
#define SEAL_KEY_H

#include "base/diag.h"
#include "seal/certificate.h"
#include "seal/passphrase.h"

#include <stdbool.h>
#include <stdint.h>

struct seal_key; /* opaque */

/* Keeps key material of this process out of core files, debuggers and (as far as allowed) swap. Call before
 * the first passphrase. */
void seal_harden(void);

/* Opens a PKCS#12 file: one private key, the certificate that fits it, and of the others those that lead from
 * that one upwards. The passphrase is wiped in any case. NULL after a complaint: no such file, no PKCS#12,
 * wrong passphrase, protected by an old algorithm (the hint tells how to export anew), no key or no
 * certificate that fits. */
struct seal_key *seal_key_p12(struct diags *diags, const char *path, struct seal_passphrase *passphrase);

/* A key on a token, by its PKCS#11 URI, through OpenSSL's engine "pkcs11" when the machine has it; pin may be
 * NULL, and is wiped. NULL after a complaint. */
struct seal_key *seal_key_p11(struct diags *diags, const char *uri, struct seal_passphrase *pin);

/* An outside command (/bin/sh -c) that gets the bytes to sign on its stdin and writes a CMS in DER. The text
 * is copied. Never NULL. */
struct seal_key *seal_key_command(const char *command);

/* The signer's certificate, owned by the key; NULL for an outside command, whose certificate is seen only in
 * what it makes. */
const struct seal_certificate *seal_key_certificate(const struct seal_key *key);

/* May this certificate sign a report at that time (Unix seconds UTC; the only clock there is)? Complains
 * about everything that stands against it: expired, not yet valid, key usage, extended key usage, key too
 * short, issued with MD5 or SHA-1. */
bool seal_certificate_judge(struct diags *diags, const struct seal_certificate *certificate, int64_t when);

/* The same for a key; true for an outside command, which is judged by what it makes. */
bool seal_key_judge(struct diags *diags, const struct seal_key *key, int64_t when);

/* Wipes and frees; NULL is allowed. */
void seal_key_free(struct seal_key *key);

/* For cms.c: the command (NULL when it is a key), the bits of the key's strength as a hash for it (256, 384,
 * 512), the number of certificates with the signer's first, and each of them in DER. */
const char *seal_key_command_text(const struct seal_key *key);
int seal_key_hash_bits(const struct seal_key *key);
size_t seal_key_certificates(const struct seal_key *key);
struct octets seal_key_certificate_der(const struct seal_key *key, size_t i);

/* Signs bytes with SHA-2 of that many bits: RSA PKCS#1 v1.5, or ECDSA as DER. The signature is the arena's.
 * False when the token or the library failed (no complaint). */
bool seal_key_sign(struct arena *arena, const struct seal_key *key, int hash_bits, struct octets bytes,
                   struct octets *signature);

#endif
