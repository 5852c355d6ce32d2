/* key_judge.c - may this certificate sign a report at that time? */
#include "seal/key.h"

#include "base/date.h"

#include <string.h>

/* The name to complain by. */
static const char *called(const struct seal_certificate *certificate)
{
    return certificate->name[0] ? certificate->name : certificate->serial;
}

bool seal_certificate_judge(struct diags *diags, const struct seal_certificate *certificate, int64_t when)
{
    const char *name = called(certificate);
    bool fine = certificate->usage_fine && certificate->extended_fine && certificate->key_strong &&
                certificate->hash_strong && when >= certificate->not_before && when <= certificate->not_after;
    if (when > certificate->not_after)
        diag(diags, CERTIFICATE_EXPIRED, {0}, name, seal_day(diags->arena, certificate->not_after));
    if (when < certificate->not_before)
        diag(diags, CERTIFICATE_EARLY, {0}, name, seal_day(diags->arena, certificate->not_before));
    if (!certificate->usage_fine)
        diag(diags, CERTIFICATE_USAGE, {0}, name);
    if (!certificate->extended_fine)
        diag(diags, CERTIFICATE_EXTENDED_USAGE, {0}, name);
    if (certificate->key_kind[0] == '\0')
        diag(diags, CERTIFICATE_KEY_KIND, {0}, name);
    else if (!certificate->key_strong)
        diag(diags, CERTIFICATE_KEY_WEAK, {0}, name,
             arena_printf(diags->arena, "%s %d bit", certificate->key_kind, certificate->key_bits));
    if (!certificate->hash_strong)
        diag(diags, CERTIFICATE_HASH_WEAK, {0}, name);
    return fine;
}

bool seal_key_judge(struct diags *diags, const struct seal_key *key, int64_t when)
{
    const struct seal_certificate *certificate = seal_key_certificate(key);
    return !certificate || seal_certificate_judge(diags, certificate, when);
}
