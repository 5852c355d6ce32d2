/* algorithm.c - the algorithms a signature may name, and what they compute. */
#include "seal/algorithm.h"

#include "seal/der.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define OID(text)                                                                                            \
    {                                                                                                        \
        (const unsigned char *)(text), sizeof(text) - 1                                                      \
    }
#define NIST "\x60\x86\x48\x01\x65\x03\x04"
#define PKCS1 "\x2a\x86\x48\x86\xf7\x0d\x01\x01"
#define X962 "\x2a\x86\x48\xce\x3d\x04"

static const struct digest_kind digests[] = {
    {"SHA-256", OID(NIST "\x02\x01"), false, 256},
    {"SHA-384", OID(NIST "\x02\x02"), false, 384},
    {"SHA-512", OID(NIST "\x02\x03"), false, 512},
    {"SHA3-256", OID(NIST "\x02\x08"), false, 256},
    {"SHA3-384", OID(NIST "\x02\x09"), false, 384},
    {"SHA3-512", OID(NIST "\x02\x0a"), false, 512},
    {"SHA-1", OID("\x2b\x0e\x03\x02\x1a"), true, 160},
    {"MD5", OID("\x2a\x86\x48\x86\xf7\x0d\x02\x05"), true, 128},
};
enum { DIGESTS = sizeof digests / sizeof *digests };

enum family { PKCS1_V15, PSS, ECDSA };

/* What a signature algorithm stands for; a digest of NULL is that of the SignerInfo. */
static const struct signature_kind {
    struct octets oid;
    enum family family;
    const char *digest;
} signatures[] = {
    {OID(PKCS1 "\x01"), PKCS1_V15, NULL},          {OID(PKCS1 "\x0b"), PKCS1_V15, "SHA-256"},
    {OID(PKCS1 "\x0c"), PKCS1_V15, "SHA-384"},     {OID(PKCS1 "\x0d"), PKCS1_V15, "SHA-512"},
    {OID(NIST "\x03\x0e"), PKCS1_V15, "SHA3-256"}, {OID(NIST "\x03\x0f"), PKCS1_V15, "SHA3-384"},
    {OID(NIST "\x03\x10"), PKCS1_V15, "SHA3-512"}, {OID(PKCS1 "\x0a"), PSS, NULL},
    {OID(X962 "\x03\x02"), ECDSA, "SHA-256"},      {OID(X962 "\x03\x03"), ECDSA, "SHA-384"},
    {OID(X962 "\x03\x04"), ECDSA, "SHA-512"},      {OID(NIST "\x03\x0a"), ECDSA, "SHA3-256"},
    {OID(NIST "\x03\x0b"), ECDSA, "SHA3-384"},     {OID(NIST "\x03\x0c"), ECDSA, "SHA3-512"},
};
static const struct octets mgf1 = OID(PKCS1 "\x08");

const struct digest_kind *digest_named(const char *name)
{
    for (size_t i = 0; i < DIGESTS; i++) {
        if (strcmp(digests[i].name, name) == 0)
            return &digests[i];
    }
    return NULL;
}

/* AlgorithmIdentifier ::= SEQUENCE { OBJECT IDENTIFIER, parameters OPTIONAL } */
static bool split(struct octets algorithm, struct octets *oid, struct octets *parameters)
{
    struct octets body;
    struct der element;
    if (!der_only(algorithm, DER_SEQUENCE, &body) || !der_take(&body, DER_OID, &element))
        return false;
    *oid = element.body;
    *parameters = body;
    return true;
}

static bool none_or_null(struct octets parameters)
{
    struct octets body;
    return parameters.n == 0 || (der_only(parameters, DER_NULL, &body) && body.n == 0);
}

const struct digest_kind *digest_of(struct octets algorithm)
{
    struct octets oid, parameters;
    if (!split(algorithm, &oid, &parameters) || !none_or_null(parameters))
        return NULL;
    for (size_t i = 0; i < DIGESTS; i++) {
        if (octets_same(digests[i].oid, oid))
            return &digests[i];
    }
    return NULL;
}

static EVP_MD *fetch(const struct digest_kind *kind)
{
    /* the library calls SHA-1 "SHA1"; the other names are its own or aliases */
    return EVP_MD_fetch(NULL, strcmp(kind->name, "SHA-1") == 0 ? "SHA1" : kind->name, NULL);
}

size_t digest_compute(const struct digest_kind *kind, const struct octets *parts, size_t count,
                      unsigned char out[DIGEST_BYTES_MAX])
{
    EVP_MD *md = fetch(kind);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    unsigned int n = 0;
    bool fine = md && context && EVP_DigestInit_ex(context, md, NULL) == 1;
    for (size_t i = 0; fine && i < count; i++)
        fine = EVP_DigestUpdate(context, parts[i].at, parts[i].n) == 1;
    fine = fine && EVP_DigestFinal_ex(context, out, &n) == 1;
    EVP_MD_CTX_free(context);
    EVP_MD_free(md);
    ERR_clear_error();
    return fine ? n : 0;
}

/* RSASSA-PSS-params: [0] digest, [1] MGF1 with the same digest, [2] length of the salt, [3] the one trailer
 * that there is (RFC 4055, 3.1). */
static enum seal_reason read_pss(struct octets parameters, const struct digest_kind *digest, int *salt)
{
    struct octets body, oid, rest, number;
    struct der hash, mask, length, trailer;
    int one = 1;
    if (!der_only(parameters, DER_SEQUENCE, &body) || !der_take(&body, DER_CONTEXT_0, &hash) ||
        !der_take(&body, DER_CONTEXT_1, &mask) || !split(mask.body, &oid, &rest) || !octets_same(oid, mgf1))
        return SEAL_ALGORITHM_UNKNOWN;
    *salt = 20;
    if (der_take(&body, DER_CONTEXT_2, &length) &&
        !(der_only(length.body, DER_INTEGER, &number) && der_small(number, salt)))
        return SEAL_ALGORITHM_UNKNOWN;
    if (der_take(&body, DER_CONTEXT_3, &trailer) &&
        !(der_only(trailer.body, DER_INTEGER, &number) && der_small(number, &one)))
        return SEAL_ALGORITHM_UNKNOWN;
    if (one != 1 || body.n > 0)
        return SEAL_ALGORITHM_UNKNOWN;
    return digest_of(hash.body) == digest && digest_of(rest) == digest && *salt <= 512
               ? SEAL_FINE
               : SEAL_ALGORITHM_MISMATCH;
}

static bool key_is_of(EVP_PKEY *key, enum family family)
{
    int id = EVP_PKEY_get_base_id(key);
    return family == ECDSA ? id == EVP_PKEY_EC
                           : id == EVP_PKEY_RSA || (family == PSS && id == EVP_PKEY_RSA_PSS);
}

static bool verify(EVP_PKEY *key, const struct digest_kind *digest, enum family family, int salt,
                   struct octets bytes, struct octets signature)
{
    EVP_MD *md = fetch(digest);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *details = NULL;
    bool fine = md && context && EVP_DigestVerifyInit(context, &details, md, NULL, key) == 1;
    if (fine && family == PSS)
        fine = EVP_PKEY_CTX_set_rsa_padding(details, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(details, salt) == 1;
    fine = fine && EVP_DigestVerify(context, signature.at, signature.n, bytes.at, bytes.n) == 1;
    EVP_MD_CTX_free(context);
    EVP_MD_free(md);
    return fine;
}

enum seal_reason algorithm_verify(struct octets signature_algorithm, const struct digest_kind *digest,
                                  struct octets certificate, struct octets bytes, struct octets signature)
{
    struct octets oid, parameters;
    const struct signature_kind *kind = NULL;
    int salt = 0;
    if (!split(signature_algorithm, &oid, &parameters))
        return SEAL_ALGORITHM_UNKNOWN;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (octets_same(signatures[i].oid, oid))
            kind = &signatures[i];
    }
    if (!kind || (kind->family != PSS && !none_or_null(parameters)))
        return SEAL_ALGORITHM_UNKNOWN;
    if (kind->digest && digest_named(kind->digest) != digest)
        return SEAL_ALGORITHM_MISMATCH;
    enum seal_reason reason = kind->family == PSS ? read_pss(parameters, digest, &salt) : SEAL_FINE;
    if (reason != SEAL_FINE)
        return reason;
    const unsigned char *p = certificate.at;
    X509 *x509 = d2i_X509(NULL, &p, (long)certificate.n);
    EVP_PKEY *key = x509 ? X509_get0_pubkey(x509) : NULL;
    if (!key || !key_is_of(key, kind->family))
        reason = SEAL_ALGORITHM_MISMATCH;
    else if (!verify(key, digest, kind->family, salt, bytes, signature))
        reason = SEAL_SIGNATURE_WRONG;
    X509_free(x509);
    ERR_clear_error();
    return reason;
}
