/* cms.c - makes the signature of a PDF: a detached CMS as PAdES baseline B or B-T wants it. */
#include "seal/cms.h"

#include "seal/cms_check.h"
#include "seal/der.h"
#include "seal/outside.h"
#include "seal/signed_data.h"

#include <stdlib.h>
#include <string.h>

enum { COMMAND_TIMEOUT_MS = 300 * 1000 };

#define OID(text)                                                                                            \
    {                                                                                                        \
        (const unsigned char *)(text), sizeof(text) - 1                                                      \
    }
static const struct octets oid_rsa = OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01");
static const struct octets oid_ecdsa[] = {
    OID("\x2a\x86\x48\xce\x3d\x04\x03\x02"),
    OID("\x2a\x86\x48\xce\x3d\x04\x03\x03"),
    OID("\x2a\x86\x48\xce\x3d\x04\x03\x04"),
};
static const struct octets version_1 = {(const unsigned char *)"\x01", 1};

/* Adds an element whose body is what another buffer holds, and empties that. */
static void wrap(struct buf *out, unsigned char tag, struct buf *body)
{
    der_add(out, tag, octets_of(body));
    buf_free(body);
    *body = (struct buf){0};
}

static void add_raw(struct buf *out, struct octets bytes)
{
    buf_add(out, bytes.at, bytes.n);
}

/* ---- SET OF in the order of DER: by bytes ---- */

enum { SET_MAX = 16 };

struct set {
    struct octets items[SET_MAX];
    size_t count;
};

static int by_bytes(const void *a, const void *b)
{
    const struct octets *x = a, *y = b;
    int order = memcmp(x->at, y->at, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

static void set_put(struct arena *arena, struct set *set, struct buf *item)
{
    struct octets bytes = octets_of(item);
    set->items[set->count++] =
        (struct octets){(unsigned char *)arena_strndup(arena, (const char *)bytes.at, bytes.n), bytes.n};
    buf_free(item);
    *item = (struct buf){0};
}

static void set_add(struct buf *out, unsigned char tag, struct set *set)
{
    struct buf body = {0};
    qsort(set->items, set->count, sizeof *set->items, by_bytes);
    for (size_t i = 0; i < set->count; i++)
        add_raw(&body, set->items[i]);
    wrap(out, tag, &body);
}

/* ---- what is signed ---- */

/* Attribute ::= SEQUENCE { type, SET OF value } with one value, which is emptied */
static void add_attribute(struct buf *out, struct octets oid, struct buf *value)
{
    struct buf body = {0};
    der_add(&body, DER_OID, oid);
    wrap(&body, DER_SET, value);
    wrap(out, DER_SEQUENCE, &body);
}

/* IssuerSerial ::= SEQUENCE { GeneralNames, serial number } */
static void add_issuer_serial(struct buf *out, struct octets issuer, struct octets serial)
{
    struct buf name = {0}, names = {0}, body = {0};
    der_add(&name, 0xa4, issuer); /* directoryName */
    wrap(&names, DER_SEQUENCE, &name);
    add_raw(&body, octets_of(&names));
    der_add(&body, DER_INTEGER, serial);
    buf_free(&names);
    wrap(out, DER_SEQUENCE, &body);
}

/* ESSCertIDv2, whose digest is SHA-256 by default (RFC 5035, 4) */
static void add_certificate_id(struct buf *out, struct octets certificate)
{
    unsigned char digest[DIGEST_BYTES_MAX];
    struct octets issuer = {0}, serial = {0};
    struct buf id = {0};
    size_t n = digest_compute(digest_named("SHA-256"), &certificate, 1, digest);
    certificate_identity(certificate, &issuer, &serial);
    der_add(&id, DER_OCTETS, (struct octets){digest, n});
    add_issuer_serial(&id, issuer, serial);
    wrap(out, DER_SEQUENCE, &id);
}

/* SigningCertificateV2: the signer's certificate first, then every other that goes along, so that none of
 * them can be changed unseen (RFC 5035, 3). */
static void add_signing_certificate(struct buf *out, const struct seal_key *key)
{
    struct buf ids = {0}, list = {0};
    for (size_t i = 0; i < seal_key_certificates(key); i++)
        add_certificate_id(&ids, seal_key_certificate_der(key, i));
    wrap(&list, DER_SEQUENCE, &ids);
    wrap(out, DER_SEQUENCE, &list);
}

/* The three signed attributes of B-B. */
static void make_attributes(struct arena *arena, const struct seal_key *key, const struct digest_kind *digest,
                            const struct seal_content *content, struct set *set)
{
    unsigned char computed[DIGEST_BYTES_MAX];
    struct buf value = {0}, attribute = {0};
    der_add(&value, DER_OID, oid_data);
    add_attribute(&attribute, oid_content_type, &value);
    set_put(arena, set, &attribute);
    size_t n = digest_compute(digest, content->part, 2, computed);
    der_add(&value, DER_OCTETS, (struct octets){computed, n});
    add_attribute(&attribute, oid_message_digest, &value);
    set_put(arena, set, &attribute);
    add_signing_certificate(&value, key);
    add_attribute(&attribute, oid_signing_certificate_v2, &value);
    set_put(arena, set, &attribute);
}

/* ---- the whole ---- */

static void add_digest_algorithm(struct buf *out, const struct digest_kind *digest)
{
    struct buf body = {0};
    der_add(&body, DER_OID, digest->oid);
    wrap(out, DER_SEQUENCE, &body);
}

static void add_signature_algorithm(struct buf *out, const struct seal_key *key, int bits)
{
    struct buf body = {0};
    bool rsa = strcmp(seal_key_certificate(key)->key_kind, "RSA") == 0;
    der_add(&body, DER_OID, rsa ? oid_rsa : oid_ecdsa[bits == 256 ? 0 : bits == 384 ? 1 : 2]);
    if (rsa)
        der_add(&body, DER_NULL, (struct octets){0});
    wrap(out, DER_SEQUENCE, &body);
}

static void add_signer(struct buf *out, const struct seal_key *key, const struct digest_kind *digest,
                       struct set *set, struct octets signature)
{
    struct octets issuer = {0}, serial = {0};
    struct buf identity = {0}, body = {0};
    certificate_identity(seal_key_certificate_der(key, 0), &issuer, &serial);
    der_add(&body, DER_INTEGER, version_1);
    add_raw(&identity, issuer);
    der_add(&identity, DER_INTEGER, serial);
    wrap(&body, DER_SEQUENCE, &identity);
    add_digest_algorithm(&body, digest);
    set_add(&body, DER_CONTEXT_0, set);
    add_signature_algorithm(&body, key, digest->bits);
    der_add(&body, DER_OCTETS, signature);
    wrap(out, DER_SEQUENCE, &body);
}

/* ContentInfo of a SignedData, version 1 (RFC 5652, 5.1) */
static void add_signed_data(struct buf *out, const struct seal_key *key, const struct digest_kind *digest,
                            struct set *attributes, struct octets signature)
{
    struct buf part = {0}, data = {0}, content = {0}, whole = {0};
    struct set certificates = {0};
    der_add(&data, DER_INTEGER, version_1);
    add_digest_algorithm(&part, digest);
    wrap(&data, DER_SET, &part);
    der_add(&part, DER_OID, oid_data);
    wrap(&data, DER_SEQUENCE, &part);
    for (size_t i = 0; i < seal_key_certificates(key); i++)
        certificates.items[certificates.count++] = seal_key_certificate_der(key, i);
    set_add(&data, DER_CONTEXT_0, &certificates);
    add_signer(&part, key, digest, attributes, signature);
    wrap(&data, DER_SET, &part);
    wrap(&content, DER_SEQUENCE, &data);
    der_add(&whole, DER_OID, oid_signed_data);
    wrap(&whole, DER_CONTEXT_0, &content);
    wrap(out, DER_SEQUENCE, &whole);
}

static bool sign_with_key(struct arena *arena, const struct seal_key *key, const struct seal_content *content,
                          struct buf *out)
{
    int bits = seal_key_hash_bits(key);
    const struct digest_kind *digest = digest_named(bits == 256   ? "SHA-256"
                                                    : bits == 384 ? "SHA-384"
                                                                  : "SHA-512");
    struct buf tosign = {0};
    struct set attributes = {0};
    struct octets signature;
    make_attributes(arena, key, digest, content, &attributes);
    set_add(&tosign, DER_SET, &attributes);
    bool fine = seal_key_sign(arena, key, bits, octets_of(&tosign), &signature);
    if (fine)
        add_signed_data(out, key, digest, &attributes, signature);
    buf_free(&tosign);
    return fine;
}

/* ---- an outside command's ---- */

/* Is its CMS one that we would have made? cms is left without the zeros that may stand behind it. */
static bool command_fine(struct arena *arena, struct diags *diags, const char *command, struct octets *cms,
                         const struct seal_content *content, int64_t when)
{
    struct seal_judgement judgement;
    struct signed_data data;
    struct octets value, rest = *cms;
    struct der whole;
    seal_cms_check(arena, *cms, content, NULL, when, &judgement);
    enum seal_reason reason = judgement.structure.state != SEAL_STATE_FINE ? judgement.structure.reason
                                                                           : judgement.cryptography.reason;
    if (reason == SEAL_FINE && der_next(&rest, &whole))
        *cms = whole.whole;
    if (reason == SEAL_FINE &&
        (signed_data_read(arena, *cms, &data) != SEAL_FINE ||
         attribute_find(signed_data_attributes(&data), oid_signing_certificate_v2, &value) != 1))
        reason = SEAL_NO_SIGNING_CERTIFICATE;
    if (reason != SEAL_FINE)
        diag(diags, SIGNER_REFUSED, {0}, command, seal_reason_text(reason, diags->lang));
    else if (judgement.signing_time)
        diag(diags, SIGNER_TIME, {0}, command);
    else
        return seal_certificate_judge(diags, &judgement.signer, when);
    return false;
}

static bool sign_with_command(struct arena *arena, struct diags *diags, const struct seal_key *key,
                              const struct seal_content *content, int64_t when, struct buf *out)
{
    const char *command = seal_key_command_text(key);
    const char *fault =
        seal_outside_run(arena, diags->lang, command, content, SEAL_CMS_LIMIT, COMMAND_TIMEOUT_MS, out);
    if (fault) {
        diag(diags, SIGNER_FAILED, {0}, command, fault);
        return false;
    }
    struct octets cms = octets_of(out);
    bool fine = command_fine(arena, diags, command, &cms, content, when);
    out->len = cms.n;
    return fine;
}

/* ---- the timestamp ---- */

/* Writes the element with an addition at the end of what lies `levels` last children below it. */
static void append_below(struct buf *out, struct octets bytes, int levels, struct octets addition)
{
    struct der whole, child = {0};
    struct buf body = {0};
    if (!der_next(&bytes, &whole))
        return;
    if (levels == 0) {
        add_raw(&body, whole.body);
        add_raw(&body, addition);
    } else {
        for (struct octets rest = whole.body; der_next(&rest, &child);)
            if (rest.n > 0)
                add_raw(&body, child.whole);
        append_below(&body, child.whole, levels - 1, addition);
    }
    wrap(out, whole.tag, &body);
}

/* ContentInfo, [0], SignedData, SET, SignerInfo, and [1] when that has unsigned attributes already. */
static bool add_timestamp(struct arena *arena, struct diags *diags, const struct seal_tsa *tsa,
                          struct buf *cms)
{
    struct signed_data data;
    struct octets token;
    struct buf value = {0}, attribute = {0}, attributes = {0}, longer = {0};
    int64_t time;
    if (signed_data_read(arena, octets_of(cms), &data) != SEAL_FINE ||
        !seal_tsa_stamp(arena, diags, tsa, data.signature, &token, &time))
        return false;
    add_raw(&value, token);
    add_attribute(&attribute, oid_timestamp, &value);
    if (data.unsigned_attributes.n > 0) {
        append_below(&longer, data.whole, 5, octets_of(&attribute));
    } else {
        der_add(&attributes, DER_CONTEXT_1, octets_of(&attribute));
        append_below(&longer, data.whole, 4, octets_of(&attributes));
    }
    buf_free(&attribute);
    buf_free(&attributes);
    buf_free(cms);
    *cms = longer;
    return true;
}

/* ---- all of it ---- */

static bool make(struct arena *arena, struct diags *diags, const struct seal_key *key,
                 const struct seal_content *content, int64_t when, struct buf *out)
{
    struct seal_judgement judgement;
    if (seal_key_command_text(key))
        return sign_with_command(arena, diags, key, content, when, out);
    if (!seal_key_judge(diags, key, when))
        return false;
    bool fine = sign_with_key(arena, key, content, out);
    if (fine) { /* a token can fail without saying so */
        seal_cms_check(arena, octets_of(out), content, NULL, when, &judgement);
        fine =
            judgement.structure.state == SEAL_STATE_FINE && judgement.cryptography.state == SEAL_STATE_FINE;
    }
    if (!fine)
        diag(diags, SIGN_FAULT, {0}, seal_key_certificate(key)->name);
    return fine;
}

bool seal_cms_sign(struct arena *arena, struct diags *diags, const struct seal_key *key,
                   const struct seal_content *content, int64_t when, const struct seal_tsa *tsa,
                   struct octets *cms)
{
    struct buf out = {0};
    size_t room = tsa ? SEAL_CMS_ROOM_TSA : SEAL_CMS_ROOM;
    bool fine = make(arena, diags, key, content, when, &out);
    fine = fine && (!tsa || add_timestamp(arena, diags, tsa, &out));
    if (fine && out.len > room) {
        diag(diags, SIGN_LARGE, {0}, arena_number(arena, out.len), arena_number(arena, room));
        fine = false;
    }
    cms->n = out.len;
    cms->at = (unsigned char *)buf_take(&out, arena);
    buf_free(&out);
    return fine;
}
