/* tsa.c - a timestamp from a time stamping authority (RFC 3161), over plain HTTP. */
#include "seal/tsa.h"

#include "seal/certificate.h"
#include "seal/der.h"
#include "seal/http.h"
#include "seal/timestamp.h"

#include <openssl/rand.h>

enum { TIMEOUT_MS = 180 * 1000, TRIES = 3, ANSWER_MAX = 1024 * 1024, NONCE = 8, UTF8_STRING = 0x0c };

bool seal_tsa_url(struct diags *diags, const char *url)
{
    struct http_url parts;
    bool fine = http_url_read(diags->arena, url, &parts);
    if (!fine)
        diag(diags, TSA_URL, {0}, url);
    return fine;
}

static void wrap(struct buf *out, unsigned char tag, struct buf *body)
{
    der_add(out, tag, octets_of(body));
    buf_free(body);
    *body = (struct buf){0};
}

/* TimeStampReq (RFC 3161, 2.4.1): version 1, imprint, nonce, certReq */
static void make_request(struct octets stamped, struct octets nonce, struct buf *out)
{
    const struct digest_kind *kind = digest_named("SHA-256");
    unsigned char digest[DIGEST_BYTES_MAX];
    struct buf algorithm = {0}, imprint = {0}, body = {0};
    size_t n = digest_compute(kind, &stamped, 1, digest);
    der_add(&algorithm, DER_OID, kind->oid);
    der_add(&algorithm, DER_NULL, (struct octets){0});
    wrap(&imprint, DER_SEQUENCE, &algorithm);
    der_add(&imprint, DER_OCTETS, (struct octets){digest, n});
    der_add(&body, DER_INTEGER, (struct octets){(const unsigned char *)"\x01", 1});
    wrap(&body, DER_SEQUENCE, &imprint);
    der_add(&body, DER_INTEGER, nonce);
    der_add(&body, DER_BOOLEAN, (struct octets){(const unsigned char *)"\xff", 1});
    wrap(out, DER_SEQUENCE, &body);
}

/* PKIFreeText: the server's first words; or the number of its status. */
static const char *words(struct arena *arena, struct octets body, int status)
{
    struct der list, text;
    if (der_take(&body, DER_SEQUENCE, &list) && der_take(&list.body, UTF8_STRING, &text) && text.body.n > 0)
        return seal_clean(arena, (const char *)text.body.at, text.body.n);
    return arena_printf(arena, "PKIStatus %d", status);
}

/* TimeStampResp: NULL and the token when it was granted; "" when the answer is malformed; else why not. */
static const char *read_answer(struct arena *arena, struct octets bytes, struct octets *token)
{
    struct octets body;
    struct der info, number, signature;
    int status;
    if (!der_strict(bytes) || !der_only(bytes, DER_SEQUENCE, &body) ||
        !der_take(&body, DER_SEQUENCE, &info) || !der_take(&info.body, DER_INTEGER, &number) ||
        !der_small(number.body, &status))
        return "";
    if (status > 1) /* 0 granted, 1 granted with changes */
        return words(arena, info.body, status);
    if (!der_take(&body, DER_SEQUENCE, &signature) || body.n > 0)
        return "";
    *token = (struct octets){
        (unsigned char *)arena_strndup(arena, (const char *)signature.whole.at, signature.whole.n),
        signature.whole.n};
    return NULL;
}

static bool ask(struct arena *arena, struct diags *diags, const struct seal_tsa *tsa, struct octets request,
                struct buf *answer)
{
    struct http_url url;
    const char *fault = "";
    bool again = true;
    if (!http_url_read(arena, tsa->url, &url)) {
        diag(diags, TSA_URL, {0}, tsa->url);
        return false;
    }
    for (int left = tsa->tries > 0 ? tsa->tries : TRIES; fault && again && left > 0; left--)
        fault = http_post(arena, diags->lang, &url, "application/timestamp-query", request, ANSWER_MAX,
                          tsa->timeout_ms > 0 ? tsa->timeout_ms : TIMEOUT_MS, answer, &again);
    if (fault)
        diag(diags, TSA_UNREACHABLE, {0}, tsa->url, fault);
    return fault == NULL;
}

bool seal_tsa_stamp(struct arena *arena, struct diags *diags, const struct seal_tsa *tsa, struct octets bytes,
                    struct octets *token, int64_t *time)
{
    unsigned char random[NONCE];
    struct buf request = {0}, answer = {0};
    struct timestamp stamp = {0};
    if (RAND_bytes(random, NONCE) != 1) {
        diag(diags, TSA_UNREACHABLE, {0}, tsa->url, "RAND_bytes");
        return false;
    }
    random[0] = (random[0] & 0x3f) | 0x40; /* positive, and no shorter than that */
    struct octets nonce = {random, NONCE};
    make_request(bytes, nonce, &request);
    bool fine = ask(arena, diags, tsa, octets_of(&request), &answer);
    if (fine) {
        const char *refused = read_answer(arena, octets_of(&answer), token);
        enum seal_reason reason =
            refused ? SEAL_TIMESTAMP_FORM : timestamp_judge(arena, *token, bytes, &nonce, &stamp);
        if (refused && refused[0])
            diag(diags, TSA_REFUSED, {0}, tsa->url, refused);
        else if (reason != SEAL_FINE)
            diag(diags, TSA_WRONG, {0}, tsa->url, seal_reason_text(reason, diags->lang));
        fine = !refused && reason == SEAL_FINE;
        *time = stamp.time;
    }
    buf_free(&request);
    buf_free(&answer);
    return fine;
}
