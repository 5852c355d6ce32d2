/* cms.c - a CMS from anywhere: as the signature of a content, as a timestamp over it, as a certificate, as
 * DER. */
#include "fuzz.h"

#include "seal/cms_check.h"
#include "seal/der.h"
#include "seal/timestamp.h"

#include <string.h>

/* What seeds/cms/ was signed over. */
static const unsigned char content[] = "Báo cáo quý II năm 2024\n";
enum { FIRST = 10, NOW = 1719792000 };

static const struct seal_roots *roots(void)
{
    static struct arena kept;
    static struct seal_roots *read;
    struct diags diags = {.arena = &kept};
    if (!read)
        read = seal_roots_read(&diags, "tests/fuzz/seeds/cms.pem");
    fuzz_must(read != NULL);
    return read;
}

static void judge_certificate(struct fuzz *f, struct octets der)
{
    struct seal_certificate certificate;
    if (!seal_certificate_read(&f->arena, der, &certificate))
        return;
    const char *texts[] = {certificate.name, certificate.organisation, certificate.issuer,
                           certificate.serial};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fuzz_must(strlen(texts[i]) <= 200);
        fuzz_text(texts[i], strlen(texts[i]));
    }
    seal_roots_judge(roots(), der, NULL, 0, NOW, false);
}

void fuzz_cms(struct fuzz *f, const uint8_t *data, size_t size)
{
    struct octets bytes = {data, size}, rest = bytes;
    struct seal_content parts = {{{content, FIRST}, {content + FIRST, sizeof content - 1 - FIRST}}};
    struct seal_judgement judgement;
    struct timestamp stamp;
    struct der element;
    seal_cms_check(&f->arena, bytes, &parts, roots(), NOW, &judgement);
    fuzz_must(judgement.structure.state != SEAL_STATE_UNKNOWN);
    fuzz_must(judgement.cryptography.state != SEAL_STATE_FINE || judgement.has_signer);
    timestamp_judge(&f->arena, bytes, (struct octets){content, sizeof content - 1}, NULL, &stamp);
    der_strict(bytes);
    while (der_next(&rest, &element)) {
        int small;
        fuzz_must(element.body.at >= data && element.body.at + element.body.n <= data + size);
        der_oid_text(&f->arena, element.body);
        der_small(element.body, &small);
    }
    judge_certificate(f, bytes);
}
