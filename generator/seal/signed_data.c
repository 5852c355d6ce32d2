/* signed_data.c - a CMS SignedData with one signer, taken apart. */
#include "seal/signed_data.h"

#include "seal/der.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#define OID(text)                                                                                            \
    {                                                                                                        \
        (const unsigned char *)(text), sizeof(text) - 1                                                      \
    }
#define PKCS "\x2a\x86\x48\x86\xf7\x0d\x01"

const struct octets oid_data = OID(PKCS "\x07\x01");
const struct octets oid_signed_data = OID(PKCS "\x07\x02");
const struct octets oid_content_type = OID(PKCS "\x09\x03");
const struct octets oid_message_digest = OID(PKCS "\x09\x04");
const struct octets oid_signing_time = OID(PKCS "\x09\x05");
const struct octets oid_tst_info = OID(PKCS "\x09\x10\x01\x04");
const struct octets oid_signing_certificate = OID(PKCS "\x09\x10\x02\x0c");
const struct octets oid_timestamp = OID(PKCS "\x09\x10\x02\x0e");
const struct octets oid_signing_certificate_v2 = OID(PKCS "\x09\x10\x02\x2f");

enum { CERTIFICATES_MAX = 100, ATTRIBUTES_MAX = 64 };

/* ---- reading ---- */

/* Every attribute is SEQUENCE { OID, SET of at least one value }, and no type stands there twice. */
static bool attributes_fine(struct octets attributes)
{
    struct octets seen[ATTRIBUTES_MAX] = {{0}}; /* gcc -fanalyzer cannot count along with `count` */
    size_t count = 0;
    struct der element, oid, values;
    while (attributes.n > 0) {
        if (count == ATTRIBUTES_MAX || !der_take(&attributes, DER_SEQUENCE, &element))
            return false;
        struct octets body = element.body;
        if (!der_take(&body, DER_OID, &oid) || !der_take(&body, DER_SET, &values) || body.n > 0 ||
            values.body.n == 0)
            return false;
        for (size_t i = 0; i < count; i++) {
            if (octets_same(seen[i], oid.body))
                return false;
        }
        seen[count++] = oid.body;
    }
    return true;
}

int attribute_find(struct octets attributes, struct octets oid, struct octets *value)
{
    struct der element, type, values, single;
    while (der_take(&attributes, DER_SEQUENCE, &element)) {
        struct octets body = element.body;
        if (!der_take(&body, DER_OID, &type) || !octets_same(type.body, oid))
            continue;
        if (!der_take(&body, DER_SET, &values))
            return -1;
        struct octets list = values.body;
        if (!der_next(&list, &single) || list.n > 0)
            return -1;
        *value = single.whole;
        return 1;
    }
    return 0;
}

struct octets signed_data_attributes(const struct signed_data *data)
{
    struct octets body = {0};
    der_only(data->signed_attributes, DER_CONTEXT_0, &body);
    return body;
}

/* SignerInfo (RFC 5652, 5.3) */
static enum seal_reason read_signer(struct octets body, struct signed_data *out)
{
    struct der version, identity, digest, attributes, algorithm, signature, further;
    if (!der_take(&body, DER_INTEGER, &version) || !der_small(version.body, &out->signer_version) ||
        !der_next(&body, &identity) || (identity.tag != DER_SEQUENCE && identity.tag != 0x80) ||
        !der_take(&body, DER_SEQUENCE, &digest))
        return SEAL_NOT_SIGNED_DATA;
    if (!der_take(&body, DER_CONTEXT_0, &attributes))
        return SEAL_NO_ATTRIBUTES;
    if (!der_take(&body, DER_SEQUENCE, &algorithm) || !der_take(&body, DER_OCTETS, &signature))
        return SEAL_NOT_SIGNED_DATA;
    if (der_take(&body, DER_CONTEXT_1, &further))
        out->unsigned_attributes = further.body;
    if (body.n > 0)
        return SEAL_NOT_SIGNED_DATA;
    out->signer_identity = identity.whole;
    out->digest_algorithm = digest.whole;
    out->signed_attributes = attributes.whole;
    out->signature_algorithm = algorithm.whole;
    out->signature = signature.body;
    return attributes_fine(attributes.body) ? SEAL_FINE : SEAL_ATTRIBUTE_FORM;
}

static bool read_certificates(struct arena *arena, struct octets body, struct signed_data *out)
{
    struct der element;
    while (body.n > 0) {
        if (!der_next(&body, &element) || out->certificate_count == CERTIFICATES_MAX)
            return false;
        if (element.tag == DER_SEQUENCE) /* others are attribute certificates and the like */
            ARENA_PUSH(arena, out->certificates, out->certificate_count) = element.whole;
        else
            out->attribute_certificates = true;
    }
    return true;
}

/* EncapsulatedContentInfo */
static bool read_content(struct octets body, struct signed_data *out)
{
    struct der type, content;
    if (!der_take(&body, DER_OID, &type))
        return false;
    out->content_type = type.body;
    out->attached = der_take(&body, DER_CONTEXT_0, &content);
    return body.n == 0 && (!out->attached || der_only(content.body, DER_OCTETS, &out->content));
}

bool certificate_identity(struct octets certificate, struct octets *issuer, struct octets *serial)
{
    struct octets body;
    struct der tbs, version, number, algorithm, name;
    if (!der_only(certificate, DER_SEQUENCE, &body) || !der_take(&body, DER_SEQUENCE, &tbs))
        return false;
    body = tbs.body;
    der_take(&body, DER_CONTEXT_0, &version);
    if (!der_take(&body, DER_INTEGER, &number) || !der_take(&body, DER_SEQUENCE, &algorithm) ||
        !der_take(&body, DER_SEQUENCE, &name))
        return false;
    *issuer = name.whole;
    *serial = number.body;
    return true;
}

static bool key_identifier_is(struct octets certificate, struct octets identifier)
{
    const unsigned char *p = certificate.at;
    X509 *x509 = d2i_X509(NULL, &p, (long)certificate.n);
    const ASN1_OCTET_STRING *own = x509 ? X509_get0_subject_key_id(x509) : NULL;
    bool same = own && octets_same(identifier, (struct octets){ASN1_STRING_get0_data(own),
                                                               (size_t)ASN1_STRING_length(own)});
    X509_free(x509);
    ERR_clear_error();
    return same;
}

static bool is_signer(struct octets certificate, struct octets identity)
{
    struct octets body = identity, issuer, serial;
    struct der named, number, whole;
    if (!der_next(&body, &whole))
        return false;
    if (whole.tag != DER_SEQUENCE)
        return key_identifier_is(certificate, whole.body);
    body = whole.body;
    return der_take(&body, DER_SEQUENCE, &named) && der_take(&body, DER_INTEGER, &number) && body.n == 0 &&
           certificate_identity(certificate, &issuer, &serial) && octets_same(issuer, named.whole) &&
           octets_same(serial, number.body);
}

/* SignedData (RFC 5652, 5.1) */
static enum seal_reason read_parts(struct arena *arena, struct octets body, struct signed_data *out)
{
    struct der version, digests, content, certificates, lists, signers, signer;
    if (!der_take(&body, DER_INTEGER, &version) || !der_small(version.body, &out->version) ||
        !der_take(&body, DER_SET, &digests) || !der_take(&body, DER_SEQUENCE, &content) ||
        !read_content(content.body, out))
        return SEAL_NOT_SIGNED_DATA;
    out->digest_algorithms = digests.body;
    for (struct octets rest = digests.body; rest.n > 0;)
        if (!der_take(&rest, DER_SEQUENCE, &digests))
            return SEAL_NOT_SIGNED_DATA;
    if (der_take(&body, DER_CONTEXT_0, &certificates) && !read_certificates(arena, certificates.body, out))
        return SEAL_NOT_SIGNED_DATA;
    der_take(&body, DER_CONTEXT_1, &lists); /* revocation lists */
    if (!der_take(&body, DER_SET, &signers) || body.n > 0)
        return SEAL_NOT_SIGNED_DATA;
    struct octets rest = signers.body;
    if (!der_take(&rest, DER_SEQUENCE, &signer) || rest.n > 0)
        return SEAL_SIGNER_COUNT;
    enum seal_reason reason = read_signer(signer.body, out);
    for (size_t i = 0; i < out->certificate_count && out->signer.n == 0 && out->signer_identity.n > 0; i++) {
        if (is_signer(out->certificates[i], out->signer_identity))
            out->signer = out->certificates[i];
    }
    return reason;
}

enum seal_reason signed_data_read(struct arena *arena, struct octets bytes, struct signed_data *out)
{
    struct octets body, inner;
    struct der type, content;
    *out = (struct signed_data){.whole = bytes};
    if (!der_strict(bytes))
        return SEAL_NOT_DER;
    if (!der_only(bytes, DER_SEQUENCE, &body) || !der_take(&body, DER_OID, &type) ||
        !octets_same(type.body, oid_signed_data) || !der_take(&body, DER_CONTEXT_0, &content) || body.n > 0 ||
        !der_only(content.body, DER_SEQUENCE, &inner))
        return SEAL_NOT_SIGNED_DATA;
    enum seal_reason reason = read_parts(arena, inner, out);
    struct seal_certificate *signer = ARENA_NEW(arena, struct seal_certificate);
    if (out->signer.n > 0 && seal_certificate_read(arena, out->signer, signer))
        out->signer_read = signer;
    return reason;
}

/* ---- judging ---- */

/* The versions that it must name (RFC 5652, 5.1 and 5.3); over anything but data, as timestamps are, 3 and
 * more. */
static bool versions_fine(const struct signed_data *data)
{
    int signer = data->signer_identity.at[0] == DER_SEQUENCE ? 1 : 3;
    bool more = data->attribute_certificates || !octets_same(data->content_type, oid_data);
    return data->signer_version == signer &&
           (more ? data->version >= 3 && data->version <= 5 : data->version == signer);
}

enum seal_reason signed_data_profile(const struct signed_data *data, struct octets type)
{
    struct octets attributes = signed_data_attributes(data), value, body;
    if (!octets_same(data->content_type, type))
        return SEAL_CONTENT_TYPE;
    if (attribute_find(attributes, oid_content_type, &value) != 1 || !der_only(value, DER_OID, &body) ||
        !octets_same(body, type))
        return SEAL_CONTENT_TYPE;
    if (attribute_find(attributes, oid_message_digest, &value) != 1 || !der_only(value, DER_OCTETS, &body))
        return SEAL_NO_MESSAGE_DIGEST;
    if (attribute_find(attributes, oid_signing_certificate, &value) == 0 &&
        attribute_find(attributes, oid_signing_certificate_v2, &value) == 0)
        return SEAL_NO_SIGNING_CERTIFICATE;
    if (data->signer.n == 0)
        return SEAL_NO_CERTIFICATE;
    if (!versions_fine(data))
        return SEAL_NOT_SIGNED_DATA;
    return SEAL_FINE;
}

const struct digest_kind *signed_data_digest(const struct signed_data *data)
{
    return digest_of(data->digest_algorithm);
}

/* IssuerSerial ::= SEQUENCE { GeneralNames of one directory name, serial number } */
static bool issuer_serial_fits(struct octets body, struct octets certificate)
{
    struct octets issuer, serial, names;
    struct der list, number, name;
    if (!der_take(&body, DER_SEQUENCE, &list) || !der_take(&body, DER_INTEGER, &number) || body.n > 0 ||
        !certificate_identity(certificate, &issuer, &serial))
        return false;
    names = list.body;
    return der_take(&names, 0xa4, &name) && names.n == 0 && octets_same(name.body, issuer) &&
           octets_same(number.body, serial);
}

/* The first ESSCertID(v2) of a SigningCertificate(V2) is that of the signer (RFC 5035, 3 and 4). */
static bool names_certificate(struct octets value, const struct digest_kind *kind, struct octets certificate)
{
    unsigned char digest[DIGEST_BYTES_MAX];
    struct octets body;
    struct der list, first, algorithm, hash, identity;
    if (!der_only(value, DER_SEQUENCE, &body) || !der_take(&body, DER_SEQUENCE, &list))
        return false;
    body = list.body;
    if (!der_take(&body, DER_SEQUENCE, &first))
        return false;
    body = first.body;
    if (!kind->weak && der_take(&body, DER_SEQUENCE, &algorithm)) {
        kind = digest_of(algorithm.whole);
        if (!kind || kind->weak)
            return false;
    }
    if (!der_take(&body, DER_OCTETS, &hash))
        return false;
    if (body.n > 0 && !(der_take(&body, DER_SEQUENCE, &identity) && body.n == 0 &&
                        issuer_serial_fits(identity.body, certificate)))
        return false;
    size_t n = digest_compute(kind, &certificate, 1, digest);
    return n > 0 && octets_same(hash.body, (struct octets){digest, n});
}

/* Is the certificate's digest among those of the list (whole)? */
static bool list_has(struct octets list, const struct digest_kind *digest, struct octets certificate)
{
    unsigned char computed[DIGEST_BYTES_MAX];
    struct der id, algorithm, hash;
    while (der_take(&list, DER_SEQUENCE, &id)) {
        struct octets body = id.body;
        const struct digest_kind *kind = digest;
        if (der_take(&body, DER_SEQUENCE, &algorithm))
            kind = digest_of(algorithm.whole);
        size_t n = kind && !kind->weak && der_take(&body, DER_OCTETS, &hash)
                       ? digest_compute(kind, &certificate, 1, computed)
                       : 0;
        if (n > 0 && octets_same(hash.body, (struct octets){computed, n}))
            return true;
    }
    return false;
}

/* A signer who names more than his own certificate names all that go along (RFC 5035, 3: the others limit
 * those to be used). */
static bool certificates_fit(const struct signed_data *data)
{
    struct octets value, body;
    struct der list, first, second;
    if (attribute_find(signed_data_attributes(data), oid_signing_certificate_v2, &value) != 1 ||
        !der_only(value, DER_SEQUENCE, &body) || !der_take(&body, DER_SEQUENCE, &list))
        return true;
    body = list.body;
    if (!der_take(&body, DER_SEQUENCE, &first) || !der_take(&body, DER_SEQUENCE, &second))
        return true;
    for (size_t i = 0; i < data->certificate_count; i++)
        if (!list_has(list.body, digest_named("SHA-256"), data->certificates[i]))
            return false;
    return true;
}

/* Those of the two attributes that are there all name the signer's certificate. */
static bool certificate_fits(const struct signed_data *data)
{
    struct octets attributes = signed_data_attributes(data), value;
    int old = attribute_find(attributes, oid_signing_certificate, &value);
    if (old != 0 && !(old == 1 && names_certificate(value, digest_named("SHA-1"), data->signer)))
        return false;
    int new = attribute_find(attributes, oid_signing_certificate_v2, &value);
    return new == 0 || (new == 1 && names_certificate(value, digest_named("SHA-256"), data->signer));
}

static bool digest_listed(const struct signed_data *data, const struct digest_kind *digest)
{
    struct octets list = data->digest_algorithms;
    struct der element;
    while (der_next(&list, &element)) {
        if (digest_of(element.whole) == digest)
            return true;
    }
    return false;
}

enum seal_reason signed_data_verify(struct arena *arena, const struct signed_data *data,
                                    const struct octets *content, size_t parts)
{
    unsigned char computed[DIGEST_BYTES_MAX];
    struct octets value, body = {0};
    const struct digest_kind *digest = signed_data_digest(data);
    if (!digest)
        return SEAL_ALGORITHM_UNKNOWN;
    if (digest->weak)
        return SEAL_DIGEST_WEAK;
    if (!digest_listed(data, digest))
        return SEAL_ALGORITHM_MISMATCH;
    size_t n = digest_compute(digest, content, parts, computed);
    if (n == 0 || attribute_find(signed_data_attributes(data), oid_message_digest, &value) != 1 ||
        !der_only(value, DER_OCTETS, &body) || !octets_same(body, (struct octets){computed, n}))
        return SEAL_DIGEST_DIFFERS;
    if (!data->signer_read)
        return SEAL_NO_CERTIFICATE;
    if (!certificate_fits(data) || !certificates_fit(data))
        return SEAL_CERTIFICATE_DIFFERS;
    unsigned char *attributes = (unsigned char *)arena_strndup(
        arena, (const char *)data->signed_attributes.at, data->signed_attributes.n);
    attributes[0] = DER_SET; /* what is signed is not tagged [0] (RFC 5652, 5.4) */
    enum seal_reason reason =
        algorithm_verify(data->signature_algorithm, digest, data->signer,
                         (struct octets){attributes, data->signed_attributes.n}, data->signature);
    if (reason == SEAL_FINE && !data->signer_read->key_strong)
        return SEAL_KEY_WEAK;
    return reason;
}
