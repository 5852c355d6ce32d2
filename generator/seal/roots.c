/* roots.c - certificates that the user trusts, and whether another one leads to them. */
#include "seal/roots.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>

/* 112 bits: RSA 2048, ECDSA 224, SHA-224 and better all along the chain, the root's own signature excepted.
 */
enum { FILE_MAX = 1024 * 1024, STRENGTH = 2, DEEPEST = 8 };

struct seal_roots {
    X509_STORE *store;
};

void seal_roots_free(struct seal_roots *roots)
{
    if (!roots)
        return;
    X509_STORE_free(roots->store);
    mem_free(roots);
}

/* How many certificates it took in; 0 when one is damaged. */
static size_t take_all(X509_STORE *store, const struct buf *bytes)
{
    size_t count = 0;
    X509 *x509;
    BIO *bio = BIO_new_mem_buf(buf_text(bytes), (int)bytes->len);
    ERR_clear_error();
    while (bio && (x509 = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL) {
        count += X509_STORE_add_cert(store, x509) == 1;
        X509_free(x509);
    }
    bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    BIO_free(bio);
    return ended ? count : 0;
}

struct seal_roots *seal_roots_read(struct diags *diags, const char *path)
{
    struct buf bytes = {0};
    struct seal_roots *roots = NULL;
    enum file_result result = file_read(path, FILE_MAX, &bytes);
    int error = result == FILE_FOLDER ? EISDIR : result == FILE_TOO_LARGE ? EFBIG : errno;
    if (result == FILE_FINE) {
        roots = mem_zero(sizeof *roots);
        roots->store = X509_STORE_new();
        if (!roots->store)
            mem_exhausted();
        if (take_all(roots->store, &bytes) == 0) {
            diag(diags, ROOTS_NONE, {0}, path);
            seal_roots_free(roots);
            roots = NULL;
        }
    } else {
        diag(diags, ROOTS_UNREADABLE, {0}, path, fault_text(error, diags->lang));
    }
    buf_free(&bytes);
    return roots;
}

static enum seal_reason reason_of(int error)
{
    switch (error) {
    case X509_V_OK:
        return SEAL_FINE;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return SEAL_CERTIFICATE_EXPIRED;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return SEAL_CERTIFICATE_NOT_YET;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return SEAL_CHAIN_INCOMPLETE;
    case X509_V_ERR_INVALID_PURPOSE:
        return SEAL_CERTIFICATE_USAGE;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return SEAL_CHAIN_WEAK;
    default:
        return SEAL_CHAIN_FAULT;
    }
}

static X509 *read_one(struct octets der)
{
    const unsigned char *p = der.at;
    return d2i_X509(NULL, &p, (long)der.n);
}

static enum seal_reason verify(X509_STORE *store, X509 *x509, STACK_OF(X509) * others, int64_t when,
                               bool for_time)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    enum seal_reason reason = SEAL_CHAIN_FAULT;
    if (context && X509_STORE_CTX_init(context, store, x509, others) == 1) {
        X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
        X509_VERIFY_PARAM_set_time(param, (time_t)when);
        X509_VERIFY_PARAM_set_auth_level(param, STRENGTH);
        X509_VERIFY_PARAM_set_depth(param, DEEPEST);
        X509_VERIFY_PARAM_set_flags(param,
                                    X509_V_FLAG_PARTIAL_CHAIN); /* the issuing CA may be what is trusted */
        if (for_time)
            X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_TIMESTAMP_SIGN);
        if (X509_verify_cert(context) == 1)
            reason = SEAL_FINE;
        else
            reason = reason_of(X509_STORE_CTX_get_error(context));
        if (reason == SEAL_FINE && X509_STORE_CTX_get_error(context) != X509_V_OK)
            reason = SEAL_CHAIN_FAULT;
    }
    X509_STORE_CTX_free(context);
    return reason;
}

enum seal_reason seal_roots_judge(const struct seal_roots *roots, struct octets certificate,
                                  const struct octets *others, size_t count, int64_t when, bool for_time)
{
    X509 *x509 = read_one(certificate);
    STACK_OF(X509) *between = sk_X509_new_null();
    enum seal_reason reason = SEAL_CHAIN_FAULT;
    for (size_t i = 0; between && i < count; i++) {
        X509 *other = read_one(others[i]);
        if (other && sk_X509_push(between, other) <= 0)
            X509_free(other);
    }
    if (x509 && between)
        reason = verify(roots->store, x509, between, when, for_time);
    sk_X509_pop_free(between, X509_free);
    X509_free(x509);
    ERR_clear_error();
    return reason;
}
