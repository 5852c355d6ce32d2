/* timestamp.c - a timestamp token (RFC 3161, 2.4.2) judged. */
#include "seal/timestamp.h"

#include "base/date.h"
#include "seal/der.h"

#include <string.h>

enum { GENERALIZED_TIME = 0x18 };

static int digits(const unsigned char *p, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++)
        value = value * 10 + (p[i] - '0');
    return value;
}

/* "20240701093000Z", with or without a fraction, which is dropped. */
static bool read_time(struct octets body, int64_t *out)
{
    if (body.n < 15 || body.at[body.n - 1] != 'Z' || (body.n > 15 && (body.at[14] != '.' || body.n < 17)))
        return false;
    for (size_t i = 0; i < body.n - 1; i++) {
        if (i != 14 && (body.at[i] < '0' || body.at[i] > '9'))
            return false;
    }
    struct date day = {digits(body.at, 4), digits(body.at + 4, 2), digits(body.at + 6, 2)};
    int hour = digits(body.at + 8, 2), minute = digits(body.at + 10, 2), second = digits(body.at + 12, 2);
    if (day.year < 1970 || day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31 || hour > 23 ||
        minute > 59 || second > 60)
        return false;
    *out = (int64_t)date_days(day) * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

/* MessageImprint ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING } */
static bool imprint_fits(struct octets body, struct octets stamped)
{
    unsigned char digest[DIGEST_BYTES_MAX];
    struct der algorithm, hash;
    if (!der_take(&body, DER_SEQUENCE, &algorithm) || !der_take(&body, DER_OCTETS, &hash) || body.n > 0)
        return false;
    const struct digest_kind *kind = digest_of(algorithm.whole);
    size_t n = kind && !kind->weak ? digest_compute(kind, &stamped, 1, digest) : 0;
    return n > 0 && octets_same(hash.body, (struct octets){digest, n});
}

/* TSTInfo */
static enum seal_reason read_info(struct octets bytes, struct octets stamped, const struct octets *nonce,
                                  int64_t *time)
{
    struct octets body;
    struct der version, policy, imprint, serial, when, skipped, number = {0};
    if (!der_strict(bytes) || !der_only(bytes, DER_SEQUENCE, &body) ||
        !der_take(&body, DER_INTEGER, &version) || !der_take(&body, DER_OID, &policy) ||
        !der_take(&body, DER_SEQUENCE, &imprint) || !der_take(&body, DER_INTEGER, &serial) ||
        !der_take(&body, GENERALIZED_TIME, &when) || !read_time(when.body, time) || version.body.n != 1 ||
        version.body.at[0] != 1)
        return SEAL_TIMESTAMP_FORM;
    der_take(&body, DER_SEQUENCE, &skipped); /* accuracy */
    der_take(&body, DER_BOOLEAN, &skipped);  /* ordering */
    bool has_nonce = der_take(&body, DER_INTEGER, &number);
    if (!imprint_fits(imprint.body, stamped))
        return SEAL_TIMESTAMP_OTHER;
    if (nonce && !(has_nonce && octets_same(number.body, *nonce)))
        return SEAL_TIMESTAMP_NONCE;
    return SEAL_FINE;
}

enum seal_reason timestamp_judge(struct arena *arena, struct octets token, struct octets stamped,
                                 const struct octets *nonce, struct timestamp *out)
{
    struct signed_data *data = &out->data;
    if (signed_data_read(arena, token, data) != SEAL_FINE || !data->attached)
        return SEAL_TIMESTAMP_FORM;
    enum seal_reason reason = signed_data_profile(data, oid_tst_info);
    if (reason == SEAL_CONTENT_TYPE)
        return SEAL_TIMESTAMP_FORM;
    if (reason == SEAL_FINE)
        reason = read_info(data->content, stamped, nonce, &out->time);
    if (reason == SEAL_FINE)
        reason = signed_data_verify(arena, data, &data->content, 1);
    if (reason != SEAL_FINE)
        return reason;
    out->authority = *data->signer_read; /* else it is not verified */
    if (!out->authority.stamps_time)
        return SEAL_TIMESTAMP_USAGE;
    if (out->time < out->authority.not_before || out->time > out->authority.not_after)
        return SEAL_TIMESTAMP_OUTSIDE;
    return SEAL_FINE;
}
