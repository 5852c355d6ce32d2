/* certificate.c - an X.509 certificate: whose it is, and what it is fit for. */
#include "seal/certificate.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

enum { TEXT_MAX = 200, RSA_LEAST = 2048, CURVE_LEAST = 256, HASH_LEAST = 112 };

/* Characters that would change how a line looks: control characters, and those that turn or hide text. */
static bool visible(uint32_t cp)
{
    return !(cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0xfeff ||
             (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
             (cp >= 0x2060 && cp <= 0x206f) || cp >= 0xe0000);
}

const char *seal_clean(struct arena *arena, const char *s, size_t n)
{
    struct buf out = {0};
    while (n > 0 && out.len < TEXT_MAX - 4) {
        uint32_t cp;
        int length = text_decode(s, n, &cp);
        if (length <= 0 || !visible(cp))
            buf_char(&out, '?');
        else
            buf_add(&out, s, (size_t)length);
        s += length > 0 ? length : 1;
        n -= length > 0 ? (size_t)length : 1;
    }
    size_t length = out.len;
    const char *text = text_clean(arena, buf_text(&out), &length);
    text = arena_strndup(arena, text, length);
    buf_free(&out);
    return text;
}

/* The last part of that kind, as X.500 counts the most particular one. */
static const char *name_part(struct arena *arena, const X509_NAME *name, int nid)
{
    int at = -1;
    for (int next = X509_NAME_get_index_by_NID(name, nid, -1); next >= 0;
         next = X509_NAME_get_index_by_NID(name, nid, at))
        at = next;
    if (at < 0)
        return "";
    unsigned char *utf8 = NULL;
    int n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const char *text = n > 0 ? seal_clean(arena, (const char *)utf8, (size_t)n) : "";
    OPENSSL_free(utf8);
    return text;
}

static const char *whole_name(struct arena *arena, const X509_NAME *name)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *data = NULL;
    const char *text = "";
    if (bio && X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0) {
        long n = BIO_get_mem_data(bio, &data);
        text = n > 0 ? seal_clean(arena, data, (size_t)n) : "";
    }
    BIO_free(bio);
    return text;
}

static const char *first_given(const char *a, const char *b, const char *c)
{
    return a[0] ? a : b[0] ? b : c;
}

static const char *serial(struct arena *arena, const X509 *x509)
{
    BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), NULL);
    char *hex = number ? BN_bn2hex(number) : NULL;
    const char *text = hex ? seal_clean(arena, hex, strlen(hex)) : "";
    OPENSSL_free(hex);
    BN_free(number);
    return text;
}

static bool seconds(const ASN1_TIME *time, int64_t *out)
{
    struct tm tm;
    if (!time || ASN1_TIME_to_tm(time, &tm) != 1)
        return false;
    *out = timegm(&tm);
    return true;
}

static void read_key(X509 *x509, struct seal_certificate *out)
{
    EVP_PKEY *key = X509_get0_pubkey(x509);
    char group[64];
    size_t n;
    out->key_kind = "";
    if (!key)
        return;
    out->key_bits = EVP_PKEY_get_bits(key);
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        out->key_kind = "RSA";
        out->key_strong = out->key_bits >= RSA_LEAST;
        break;
    case EVP_PKEY_EC:
        out->key_kind = "ECDSA";
        /* a curve without a name is one that the certificate made up */
        out->key_strong =
            out->key_bits >= CURVE_LEAST && EVP_PKEY_get_group_name(key, group, sizeof group, &n) == 1;
        break;
    }
}

static void read_extended_usage(X509 *x509, struct seal_certificate *out)
{
    static const int narrow[] = {NID_server_auth, NID_time_stamp, NID_OCSP_sign, NID_code_sign};
    int critical = 0;
    EXTENDED_KEY_USAGE *usages = X509_get_ext_d2i(x509, NID_ext_key_usage, &critical, NULL);
    out->extended_fine =
        !usages && critical == -1; /* -1: there is none; -2 and a fault: it cannot be believed */
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages); i++) {
        int nid = OBJ_obj2nid(sk_ASN1_OBJECT_value(usages, i));
        bool narrows = false;
        for (size_t k = 0; k < sizeof narrow / sizeof *narrow; k++)
            narrows |= nid == narrow[k];
        out->extended_fine |= !narrows;
        out->stamps_time = nid == NID_time_stamp && sk_ASN1_OBJECT_num(usages) == 1 && critical == 1;
    }
    sk_ASN1_OBJECT_pop_free(usages, ASN1_OBJECT_free);
}

static void read_usage(X509 *x509, struct seal_certificate *out)
{
    uint32_t flags = X509_get_extension_flags(x509), usage = X509_get_key_usage(x509);
    int bits = 0;
    out->usage_fine =
        !(flags & EXFLAG_INVALID) && (usage & (X509v3_KU_DIGITAL_SIGNATURE | X509v3_KU_NON_REPUDIATION)) != 0;
    out->authority = (flags & EXFLAG_CA) != 0;
    out->hash_strong = X509_get_signature_info(x509, NULL, NULL, &bits, NULL) == 1 && bits >= HASH_LEAST;
    read_extended_usage(x509, out);
}

static bool describe(struct arena *arena, X509 *x509, struct seal_certificate *out)
{
    const X509_NAME *subject = X509_get_subject_name(x509), *issuer = X509_get_issuer_name(x509);
    if (!seconds(X509_get0_notBefore(x509), &out->not_before) ||
        !seconds(X509_get0_notAfter(x509), &out->not_after))
        return false;
    out->name = name_part(arena, subject, NID_commonName);
    out->organisation = name_part(arena, subject, NID_organizationName);
    out->issuer = first_given(name_part(arena, issuer, NID_commonName),
                              name_part(arena, issuer, NID_organizationName), whole_name(arena, issuer));
    out->serial = serial(arena, x509);
    out->own_issuer = X509_NAME_cmp(subject, issuer) == 0;
    read_key(x509, out);
    read_usage(x509, out);
    return true;
}

bool seal_certificate_read(struct arena *arena, struct octets der, struct seal_certificate *out)
{
    char hex[DIGEST_HEX];
    const unsigned char *p = der.at;
    *out =
        (struct seal_certificate){.name = "", .organisation = "", .issuer = "", .serial = "", .key_kind = ""};
    X509 *x509 = d2i_X509(NULL, &p, (long)der.n);
    bool fine = x509 && p == der.at + der.n && describe(arena, x509, out);
    X509_free(x509);
    ERR_clear_error();
    digest_sha256(der.at, der.n, hex);
    out->sha256 = arena_strdup(arena, hex);
    out->der = (struct octets){(unsigned char *)arena_strndup(arena, (const char *)der.at, der.n), der.n};
    return fine;
}

const char *seal_day(struct arena *arena, int64_t when)
{
    struct date day = date_time_of(when).day;
    return day.month ? date_short(arena, day) : "";
}
