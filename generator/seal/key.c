/* key.c - the signer's key: out of a PKCS#12 file, or on a token through OpenSSL's engine. */
#define OPENSSL_SUPPRESS_DEPRECATED /* engines: the only way to a token in Debian 12 */
#include "seal/key.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

enum { P12_MAX = 1024 * 1024, CHAIN_MAX = 16, SLOWEST = 10 * 1000 * 1000 };

struct seal_key {
    struct arena arena;
    char *command; /* or: */
    EVP_PKEY *private_key;
    struct seal_certificate certificates[CHAIN_MAX]; /* the signer's first */
    size_t count;
    ENGINE *engine;
};

static struct seal_key *make_key(void)
{
    return mem_zero(sizeof(struct seal_key));
}

void seal_key_free(struct seal_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->private_key); /* wipes the numbers */
    if (key->engine) {
        ENGINE_finish(key->engine);
        ENGINE_free(key->engine);
    }
    arena_free(&key->arena);
    mem_free(key);
}

struct seal_key *seal_key_command(const char *command)
{
    struct seal_key *key = make_key();
    key->command = arena_strdup(&key->arena, command);
    return key;
}

const char *seal_key_command_text(const struct seal_key *key)
{
    return key->command;
}

const struct seal_certificate *seal_key_certificate(const struct seal_key *key)
{
    return key->count > 0 ? &key->certificates[0] : NULL;
}

size_t seal_key_certificates(const struct seal_key *key)
{
    return key->count;
}

struct octets seal_key_certificate_der(const struct seal_key *key, size_t i)
{
    return key->certificates[i].der;
}

/* Keeps a certificate; the root may be left out of a signature, as whoever trusts it has it. */
static bool keep(struct seal_key *key, X509 *x509)
{
    unsigned char *der = NULL;
    int n = i2d_X509(x509, &der);
    bool fine = n > 0 && key->count < CHAIN_MAX;
    if (fine) {
        struct seal_certificate *next = &key->certificates[key->count];
        fine = seal_certificate_read(&key->arena, (struct octets){der, (size_t)n}, next);
        key->count += fine && (key->count == 0 || !next->own_issuer);
    }
    OPENSSL_free(der);
    return fine;
}

/* ---- PKCS#12 ---- */

/* Did the library say that it does not have an algorithm? Empties its list of errors. */
static bool unsupported(void)
{
    bool found = false;
    for (unsigned long e = ERR_get_error(); e; e = ERR_get_error())
        found |= ERR_GET_REASON(e) == ERR_R_UNSUPPORTED || ERR_GET_REASON(e) == EVP_R_UNSUPPORTED_ALGORITHM ||
                 ERR_GET_REASON(e) == EVP_R_UNKNOWN_PBE_ALGORITHM;
    return found;
}

/* A file that asks for hours of key stretching is no key file. */
static bool sane(PKCS12 *p12)
{
    const ASN1_INTEGER *rounds = NULL;
    int64_t n = 1;
    PKCS12_get0_mac(NULL, NULL, NULL, &rounds, p12);
    return !rounds || (ASN1_INTEGER_get_int64(&n, rounds) == 1 && n >= 0 && n <= SLOWEST);
}

/* The passphrase fits the file as a whole: "" and no passphrase at all are two things to PKCS#12. */
static bool fits(PKCS12 *p12, const struct seal_passphrase *passphrase)
{
    if (memchr(passphrase->bytes, '\0', passphrase->length))
        return false;
    return PKCS12_verify_mac(p12, passphrase->bytes, (int)passphrase->length) == 1 ||
           (passphrase->length == 0 && PKCS12_verify_mac(p12, NULL, 0) == 1);
}

static X509 *issuer_of(X509 *x509, STACK_OF(X509) * chain)
{
    for (int i = 0; i < sk_X509_num(chain); i++)
        if (X509_check_issued(sk_X509_value(chain, i), x509) == X509_V_OK)
            return sk_X509_value(chain, i);
    return NULL;
}

/* The signer's certificate, and upwards from it those that issued one another. Whatever else lies in a key
 * file has no part in a signature: it would be named there, and a reader may look for each that is named in
 * the chain, as OpenSSL does. */
static bool take(struct seal_key *key, X509 *own, STACK_OF(X509) * chain)
{
    bool fine =
        own && key->private_key && X509_check_private_key(own, key->private_key) == 1 && keep(key, own);
    size_t kept = 0;
    for (X509 *next = own; fine && next && key->count > kept;) {
        kept = key->count;
        next = issuer_of(next, chain);
        if (next)
            keep(key, next);
    }
    return fine;
}

static bool open_p12(struct diags *diags, const char *path, PKCS12 *p12,
                     const struct seal_passphrase *passphrase, struct seal_key *key)
{
    X509 *own = NULL;
    STACK_OF(X509) *chain = NULL;
    bool fine = false, mac = PKCS12_mac_present(p12);
    ERR_clear_error();
    if (mac && !fits(p12, passphrase)) {
        if (unsupported())
            diag(diags, KEY_FILE_OLD, {0}, path);
        else
            diag(diags, KEY_PASSPHRASE, {0}, path);
        return false;
    }
    if (PKCS12_parse(p12, passphrase->bytes, &key->private_key, &own, &chain) == 1) {
        fine = take(key, own, chain);
        if (!fine)
            diag(diags, KEY_FILE_EMPTY, {0}, path);
    } else if (unsupported()) {
        diag(diags, KEY_FILE_OLD, {0}, path);
    } else { /* the passphrase fits; or there is no MAC, without which the library opens nothing */
        diag(diags, KEY_FILE_KIND, {0}, path);
    }
    X509_free(own);
    sk_X509_pop_free(chain, X509_free);
    return fine;
}

static PKCS12 *read_p12(struct diags *diags, const char *path)
{
    struct buf bytes = {0};
    PKCS12 *p12 = NULL;
    enum file_result result = file_read(path, P12_MAX, &bytes);
    if (result == FILE_FINE || result == FILE_TOO_LARGE) {
        const unsigned char *p = (const unsigned char *)buf_text(&bytes);
        p12 = result == FILE_FINE ? d2i_PKCS12(NULL, &p, (long)bytes.len) : NULL;
        if (!p12 || !sane(p12)) {
            PKCS12_free(p12);
            p12 = NULL;
            diag(diags, KEY_FILE_KIND, {0}, path);
        }
    } else {
        diag(diags, KEY_FILE_UNREADABLE, {0}, path,
             fault_text(result == FILE_FOLDER ? EISDIR : errno, diags->lang));
    }
    OPENSSL_cleanse(bytes.data, bytes.len);
    buf_free(&bytes);
    return p12;
}

struct seal_key *seal_key_p12(struct diags *diags, const char *path, struct seal_passphrase *passphrase)
{
    struct seal_key *key = make_key();
    PKCS12 *p12 = read_p12(diags, path);
    bool fine = p12 && open_p12(diags, path, p12, passphrase, key);
    PKCS12_free(p12);
    seal_passphrase_wipe(passphrase);
    ERR_clear_error();
    if (fine)
        return key;
    seal_key_free(key);
    return NULL;
}

/* ---- PKCS#11 ---- */

/* The argument of the engine's command LOAD_CERT_CTRL. */
struct certificate_wanted {
    const char *uri; /* cppcheck-suppress unusedStructMember ; the engine reads it */
    X509 *found;
};

static bool open_token(struct diags *diags, struct seal_key *key, const char *uri, const char *pin)
{
    struct certificate_wanted wanted = {uri, NULL};
    if (pin[0])
        ENGINE_ctrl_cmd_string(key->engine, "PIN", pin, 0);
    key->private_key = ENGINE_load_private_key(key->engine, uri, NULL, NULL);
    if (key->private_key)
        ENGINE_ctrl_cmd(key->engine, "LOAD_CERT_CTRL", 0, &wanted, NULL, 0);
    bool fine = take(key, wanted.found, NULL);
    X509_free(wanted.found);
    if (!fine)
        diag(diags, KEY_TOKEN, {0}, "PKCS#11");
    return fine;
}

struct seal_key *seal_key_p11(struct diags *diags, const char *uri, struct seal_passphrase *pin)
{
    struct seal_key *key = make_key();
    bool fine = false;
    key->engine = ENGINE_by_id("pkcs11");
    if (key->engine && ENGINE_init(key->engine) != 1) {
        ENGINE_free(key->engine);
        key->engine = NULL;
    }
    if (key->engine)
        fine = open_token(diags, key, uri, pin ? pin->bytes : "");
    else
        diag(diags, KEY_NO_ENGINE, {0});
    if (pin)
        seal_passphrase_wipe(pin);
    ERR_clear_error();
    if (fine)
        return key;
    seal_key_free(key);
    return NULL;
}

/* ---- signing ---- */

int seal_key_hash_bits(const struct seal_key *key)
{
    const struct seal_certificate *own = &key->certificates[0];
    if (key->count == 0 || strcmp(own->key_kind, "ECDSA") != 0 || own->key_bits <= 256)
        return 256;
    return own->key_bits <= 384 ? 384 : 512;
}

bool seal_key_sign(struct arena *arena, const struct seal_key *key, int hash_bits, struct octets bytes,
                   struct octets *signature)
{
    const EVP_MD *hash = hash_bits == 256 ? EVP_sha256() : hash_bits == 384 ? EVP_sha384() : EVP_sha512();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t n = 0;
    bool fine = false;
    if (context && EVP_DigestSignInit(context, NULL, hash, NULL, key->private_key) == 1 &&
        EVP_DigestSign(context, NULL, &n, bytes.at, bytes.n) == 1) {
        unsigned char *made = arena_alloc(arena, n);
        fine = EVP_DigestSign(context, made, &n, bytes.at, bytes.n) == 1;
        *signature = (struct octets){made, n};
    }
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return fine;
}
