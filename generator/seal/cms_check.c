/* cms_check.c - judges the CMS of a signature in a PDF that came from anywhere. */
#include "seal/cms_check.h"

#include "seal/der.h"
#include "seal/signed_data.h"
#include "seal/timestamp.h"

static struct seal_verdict verdict_of(enum seal_reason reason)
{
    return (struct seal_verdict){reason == SEAL_FINE ? SEAL_STATE_FINE : SEAL_STATE_BAD, reason};
}

/* The element at the beginning; behind it only zeros, as /Contents is filled up with them. */
static enum seal_reason unpad(struct octets bytes, struct octets *out)
{
    struct octets rest = bytes;
    struct der whole;
    size_t zeros = 0;
    while (zeros < bytes.n && bytes.at[zeros] == 0)
        zeros++;
    if (zeros == bytes.n)
        return SEAL_EMPTY;
    if (!der_next(&rest, &whole))
        return SEAL_NOT_DER;
    *out = whole.whole;
    if (whole.whole.n > SEAL_CMS_LIMIT)
        return SEAL_TOO_LARGE;
    for (size_t i = 0; i < rest.n; i++) {
        if (rest.at[i] != 0)
            return SEAL_TRAILING;
    }
    return SEAL_FINE;
}

/* Lists the unsigned attributes and finds the first timestamp; false when one has no proper form. */
static bool list_unsigned(struct arena *arena, struct octets rest, struct seal_judgement *out,
                          struct octets *token)
{
    struct der attribute, oid, values, value;
    while (rest.n > 0) {
        if (!der_take(&rest, DER_SEQUENCE, &attribute))
            return false;
        struct octets body = attribute.body;
        if (!der_take(&body, DER_OID, &oid) || !der_take(&body, DER_SET, &values) || body.n > 0 ||
            !der_next(&values.body, &value))
            return false;
        if (octets_same(oid.body, oid_timestamp) && token->n == 0 && values.body.n == 0)
            *token = value.whole;
        else
            ARENA_PUSH(arena, out->unsigned_others, out->unsigned_count) = der_oid_text(arena, oid.body);
    }
    return true;
}

static void judge_timestamp(struct arena *arena, const struct signed_data *data, struct octets token,
                            const struct seal_roots *roots, struct seal_judgement *out)
{
    struct timestamp stamp = {0};
    if (token.n == 0)
        return;
    out->timestamp = verdict_of(timestamp_judge(arena, token, data->signature, NULL, &stamp));
    out->timestamp_trust.reason = SEAL_NOT_JUDGED;
    if (out->timestamp.state != SEAL_STATE_FINE)
        return;
    out->timestamp_time = stamp.time;
    out->timestamp_name = stamp.authority.name;
    out->timestamp_trust.reason = SEAL_NO_ROOT;
    if (roots)
        out->timestamp_trust = verdict_of(seal_roots_judge(roots, stamp.data.signer, stamp.data.certificates,
                                                           stamp.data.certificate_count, stamp.time, true));
    if (out->timestamp_trust.state == SEAL_STATE_FINE)
        out->time = stamp.time; /* anybody can make a TSA that nobody trusts, and let it say what he likes */
}

static void judge_trust(const struct signed_data *data, const struct seal_roots *roots,
                        struct seal_judgement *out)
{
    if (!out->has_signer)
        return;
    out->trust.reason = SEAL_NO_ROOT;
    if (!roots)
        return;
    enum seal_reason reason =
        seal_roots_judge(roots, data->signer, data->certificates, data->certificate_count, out->time, false);
    if (reason == SEAL_FINE && !(out->signer.usage_fine && out->signer.extended_fine))
        reason = SEAL_CERTIFICATE_USAGE;
    out->trust = verdict_of(reason);
}

static enum seal_reason judge_structure(const struct signed_data *data)
{
    enum seal_reason reason = signed_data_profile(data, oid_data);
    return data->attached ? SEAL_ATTACHED : reason;
}

/* What can be judged is judged, whatever the profile says of the attributes. */
static void judge_read(struct arena *arena, const struct signed_data *data,
                       const struct seal_content *content, const struct seal_roots *roots,
                       struct seal_judgement *out)
{
    struct octets token = {0}, value;
    const struct digest_kind *digest = signed_data_digest(data);
    out->structure = verdict_of(judge_structure(data));
    if (!list_unsigned(arena, data->unsigned_attributes, out, &token) &&
        out->structure.state == SEAL_STATE_FINE)
        out->structure = verdict_of(SEAL_ATTRIBUTE_FORM);
    if (digest)
        out->digest_name = digest->name;
    out->signing_time = attribute_find(signed_data_attributes(data), oid_signing_time, &value) != 0;
    out->has_signer = data->signer_read != NULL;
    if (out->has_signer)
        out->signer = *data->signer_read;
    enum seal_reason reason = signed_data_verify(arena, data, content->part, 2);
    out->cryptography = verdict_of(reason);
    if (reason == SEAL_NO_CERTIFICATE)
        out->cryptography.state = SEAL_STATE_UNKNOWN;
    judge_timestamp(arena, data, token, roots, out);
    judge_trust(data, roots, out);
}

void seal_cms_check(struct arena *arena, struct octets cms, const struct seal_content *content,
                    const struct seal_roots *roots, int64_t claimed_time, struct seal_judgement *out)
{
    const struct seal_verdict unknown = {SEAL_STATE_UNKNOWN, SEAL_NOT_JUDGED};
    struct signed_data data;
    *out = (struct seal_judgement){.cryptography = unknown,
                                   .trust = unknown,
                                   .timestamp = {SEAL_STATE_UNKNOWN, SEAL_ABSENT},
                                   .timestamp_trust = {SEAL_STATE_UNKNOWN, SEAL_ABSENT},
                                   .digest_name = "",
                                   .timestamp_name = "",
                                   .time = claimed_time};
    enum seal_reason reason = unpad(cms, &cms);
    if (reason == SEAL_FINE || reason == SEAL_TRAILING) {
        enum seal_reason form = signed_data_read(arena, cms, &data);
        if (form == SEAL_FINE)
            judge_read(arena, &data, content, roots, out);
        else
            out->structure = verdict_of(form);
        if (reason == SEAL_FINE)
            return;
    }
    if (out->structure.state != SEAL_STATE_BAD)
        out->structure = verdict_of(reason);
}
