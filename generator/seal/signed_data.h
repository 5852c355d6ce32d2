/* signed_data.h - a CMS SignedData (RFC 5652) with one signer, taken apart: of a PDF's signature, or of a
 * timestamp. */
#ifndef SEAL_SIGNED_DATA_H
#define SEAL_SIGNED_DATA_H

#include "base/arena.h"
#include "seal/algorithm.h"
#include "seal/certificate.h"
#include "seal/octets.h"
#include "seal/reason.h"

#include <stdbool.h>

/* All stretches are inside the bytes that were read. */
struct signed_data {
    struct octets whole;
    int version, signer_version;
    bool attribute_certificates;
    struct octets digest_algorithms; /* body */
    struct octets content_type;
    bool attached;
    struct octets content;       /* when attached: the body of the OCTET STRING */
    struct octets *certificates; /* whole, in DER (arena) */
    size_t certificate_count;
    struct octets signer_identity; /* whole: issuer and serial number, or [0] key identifier */
    struct octets digest_algorithm, signature_algorithm; /* whole */
    struct octets signed_attributes;                     /* whole, tagged [0] */
    struct octets signature;
    struct octets unsigned_attributes;          /* body, n 0 when there are none */
    struct octets signer;                       /* the signer's certificate, n 0 when it is not inside */
    const struct seal_certificate *signer_read; /* what it says, NULL when it cannot be read */
};

/* OBJECT IDENTIFIERs, bodies. */
extern const struct octets oid_data, oid_signed_data, oid_tst_info, oid_content_type, oid_message_digest,
    oid_signing_time, oid_signing_certificate, oid_signing_certificate_v2, oid_timestamp;

/* Takes bytes apart that are one ContentInfo and nothing else; SEAL_FINE or the first fault of the form. */
enum seal_reason signed_data_read(struct arena *arena, struct octets bytes, struct signed_data *out);

/* The single value (whole) of the attribute: 1; 0 when there is no such attribute, -1 when it has not one
 * value. */
int attribute_find(struct octets attributes, struct octets oid, struct octets *value);

/* The body of the signed attributes. */
struct octets signed_data_attributes(const struct signed_data *data);

/* Are the signed attributes as they must be over content of this type? SEAL_FINE or the first fault. */
enum seal_reason signed_data_profile(const struct signed_data *data, struct octets type);

/* The digest of the signer; NULL when unknown. */
const struct digest_kind *signed_data_digest(const struct signed_data *data);

/* Does all of it fit together and fit the content: digests, the certificate named, the signature, strength?
 */
enum seal_reason signed_data_verify(struct arena *arena, const struct signed_data *data,
                                    const struct octets *content, size_t parts);

/* issuer (whole) and serial number (body) of a certificate in DER. */
bool certificate_identity(struct octets certificate, struct octets *issuer, struct octets *serial);

#endif
