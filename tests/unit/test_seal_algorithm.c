/* test_seal_algorithm.c - which algorithms a signature may name, and that each is what it says: signatures of
 * OpenSSL's command, judged by every name that they could go by. */
#include "seal_unit.h"

#include "seal/algorithm.h"
#include "seal/der.h"

#define BYTES(text) ((struct octets){(const unsigned char *)(text), sizeof(text) - 1})
#define NIST "\x60\x86\x48\x01\x65\x03\x04"
#define PKCS1 "\x2a\x86\x48\x86\xf7\x0d\x01\x01"
#define X962 "\x2a\x86\x48\xce\x3d\x04"

#define STATIC(text)                                                                                         \
    {                                                                                                        \
        (const unsigned char *)(text), sizeof(text) - 1                                                      \
    }

static const struct octets signed_bytes = STATIC("what is signed"), rsa_oid = STATIC(PKCS1 "\x01");

static struct octets kept(struct fixture *f, struct buf *bytes)
{
    struct octets out = {(unsigned char *)arena_strndup(&f->arena, buf_text(bytes), bytes->len), bytes->len};
    buf_free(bytes);
    return out;
}

static struct octets element(struct fixture *f, unsigned char tag, struct octets a, struct octets b)
{
    struct buf body = {0}, out = {0};
    buf_add(&body, a.at, a.n);
    buf_add(&body, b.at, b.n);
    der_add(&out, tag, octets_of(&body));
    buf_free(&body);
    return kept(f, &out);
}

/* AlgorithmIdentifier */
static struct octets identifier(struct fixture *f, struct octets oid, struct octets parameters)
{
    return element(f, DER_SEQUENCE, element(f, DER_OID, oid, BYTES("")), parameters);
}

static struct octets read_back(struct fixture *f, const char *name)
{
    struct buf bytes = {0};
    assert_int_equal(file_read(in_pki(f, name), 1 << 20, &bytes), FILE_FINE);
    return kept(f, &bytes);
}

static struct octets certificate(struct fixture *f, const char *name)
{
    assert_int_equal(
        in_shell(f, arena_printf(&f->arena, "openssl x509 -in %s.pem -outform DER -out a.der", name)), 0);
    return read_back(f, "a.der");
}

/* What `openssl dgst -sign` makes. */
static struct octets signature(struct fixture *f, const char *key, const char *digest, const char *more)
{
    put_pki(f, "a.bin", signed_bytes.at, signed_bytes.n);
    assert_int_equal(in_shell(f, arena_printf(&f->arena, "openssl dgst -%s -sign %s.key %s -out a.sig a.bin",
                                              digest, key, more)),
                     0);
    return read_back(f, "a.sig");
}

static const struct {
    const char *name, *command;
    struct octets oid, rsa, ecdsa;
} kinds[] = {
    {"SHA-256", "sha256", STATIC(NIST "\x02\x01"), STATIC(PKCS1 "\x0b"), STATIC(X962 "\x03\x02")},
    {"SHA-384", "sha384", STATIC(NIST "\x02\x02"), STATIC(PKCS1 "\x0c"), STATIC(X962 "\x03\x03")},
    {"SHA-512", "sha512", STATIC(NIST "\x02\x03"), STATIC(PKCS1 "\x0d"), STATIC(X962 "\x03\x04")},
    {"SHA3-256", "sha3-256", STATIC(NIST "\x02\x08"), STATIC(NIST "\x03\x0e"), STATIC(NIST "\x03\x0a")},
    {"SHA3-384", "sha3-384", STATIC(NIST "\x02\x09"), STATIC(NIST "\x03\x0f"), STATIC(NIST "\x03\x0b")},
    {"SHA3-512", "sha3-512", STATIC(NIST "\x02\x0a"), STATIC(NIST "\x03\x10"), STATIC(NIST "\x03\x0c")},
    {"SHA-1", "sha1", STATIC("\x2b\x0e\x03\x02\x1a"), STATIC(""), STATIC("")},
    {"MD5", "md5", STATIC("\x2a\x86\x48\x86\xf7\x0d\x02\x05"), STATIC(""), STATIC("")},
};
enum { KINDS = sizeof kinds / sizeof *kinds, STRONG = 6 };

static void digests(void **state)
{
    struct fixture *f = *state;
    const struct octets parts[] = {{signed_bytes.at, 4}, {signed_bytes.at + 4, signed_bytes.n - 4}};
    put_pki(f, "a.bin", signed_bytes.at, signed_bytes.n);
    for (size_t i = 0; i < KINDS; i++) {
        unsigned char out[DIGEST_BYTES_MAX];
        const struct digest_kind *kind = digest_named(kinds[i].name);
        assert_non_null(kind);
        assert_int_equal(kind->weak, i >= STRONG);
        assert_ptr_equal(digest_of(identifier(f, kinds[i].oid, BYTES(""))), kind);
        assert_ptr_equal(digest_of(identifier(f, kinds[i].oid, BYTES("\x05\0"))), kind);
        assert_null(digest_of(identifier(f, kinds[i].oid, BYTES("\x05\x01x")))); /* a NULL that is none */
        assert_null(digest_of(identifier(f, kinds[i].oid, BYTES("\x04\0"))));
        assert_null(digest_of(identifier(f, kinds[i].oid, BYTES("\x05\0\x05\0"))));
        assert_int_equal(in_shell(f, arena_printf(&f->arena, "openssl dgst -%s -binary -out a.dgst a.bin",
                                                  kinds[i].command)),
                         0);
        assert_true(
            octets_same((struct octets){out, digest_compute(kind, parts, 2, out)}, read_back(f, "a.dgst")));
        assert_int_equal(kind->bits, 8 * digest_compute(kind, parts, 0, out));
    }
    assert_null(digest_named("SHA-224"));
    assert_null(digest_of(identifier(f, BYTES(NIST "\x02\x04"), BYTES(""))));
    assert_null(digest_of(element(f, DER_SET, element(f, DER_OID, kinds[0].oid, BYTES("")), BYTES(""))));
    assert_null(digest_of(element(f, DER_SEQUENCE, kinds[0].oid, BYTES(""))));
    assert_null(digest_of(BYTES("")));
}

static void assert_judged(struct octets algorithm, const char *digest, struct octets by, struct octets sealed,
                          enum seal_reason wanted)
{
    enum seal_reason reason = algorithm_verify(algorithm, digest_named(digest), by, signed_bytes, sealed);
    if (reason != wanted)
        fail_msg("%s: %s, wanted %s", digest, seal_reason_word(reason), seal_reason_word(wanted));
}

static void each_name_is_held_to(void **state)
{
    struct fixture *f = *state;
    const struct octets null = BYTES("\x05\0");
    struct octets rsa = certificate(f, "principal"), curve = certificate(f, "organisation");
    for (size_t i = 0; i < STRONG; i++) {
        const char *name = kinds[i].name, *other = kinds[(i + 1) % STRONG].name;
        struct octets by_rsa = signature(f, "principal", kinds[i].command, ""),
                      by_curve = signature(f, "organisation", kinds[i].command, "");
        struct octets with_rsa = identifier(f, kinds[i].rsa, null),
                      with_curve = identifier(f, kinds[i].ecdsa, BYTES(""));
        assert_judged(with_rsa, name, rsa, by_rsa, SEAL_FINE);
        assert_judged(identifier(f, kinds[i].rsa, BYTES("")), name, rsa, by_rsa, SEAL_FINE);
        assert_judged(identifier(f, rsa_oid, null), name, rsa, by_rsa, SEAL_FINE);
        assert_judged(identifier(f, rsa_oid, null), other, rsa, by_rsa, SEAL_SIGNATURE_WRONG);
        assert_judged(with_curve, name, curve, by_curve, SEAL_FINE);
        assert_judged(with_rsa, other, rsa, by_rsa, SEAL_ALGORITHM_MISMATCH);
        assert_judged(with_curve, other, curve, by_curve, SEAL_ALGORITHM_MISMATCH);
        assert_judged(with_rsa, name, curve, by_rsa, SEAL_ALGORITHM_MISMATCH);
        assert_judged(with_curve, name, rsa, by_curve, SEAL_ALGORITHM_MISMATCH);
        assert_judged(with_rsa, name, rsa, by_curve, SEAL_SIGNATURE_WRONG);
        assert_judged(identifier(f, kinds[i].ecdsa, BYTES("\x04\0")), name, curve, by_curve,
                      SEAL_ALGORITHM_UNKNOWN);
    }
    struct octets one = signature(f, "principal", "sha256", "");
    assert_judged(identifier(f, BYTES(PKCS1 "\x05"), null), "SHA-256", rsa, one, SEAL_ALGORITHM_UNKNOWN);
    assert_judged(BYTES("\x05\0"), "SHA-256", rsa, one, SEAL_ALGORITHM_UNKNOWN);
    assert_judged(identifier(f, rsa_oid, null), "SHA-256", BYTES("\x30\0"), one, SEAL_ALGORITHM_MISMATCH);
    one.n--;
    assert_judged(identifier(f, rsa_oid, null), "SHA-256", rsa, one, SEAL_SIGNATURE_WRONG);
}

/* RSASSA-PSS-params of these parts; "" leaves one out. */
static struct octets pss(struct fixture *f, struct octets hash, struct octets mask, struct octets salt,
                         struct octets rest)
{
    struct buf body = {0}, out = {0};
    if (hash.n > 0)
        der_add(&body, DER_CONTEXT_0, hash);
    if (mask.n > 0)
        der_add(&body, DER_CONTEXT_1, mask);
    if (salt.n > 0)
        der_add(&body, DER_CONTEXT_2, salt);
    buf_add(&body, rest.at, rest.n);
    der_add(&out, DER_SEQUENCE, octets_of(&body));
    buf_free(&body);
    return identifier(f, BYTES(PKCS1 "\x0a"), kept(f, &out));
}

static void parameters_of_pss(void **state)
{
    struct fixture *f = *state;
    const struct octets none = BYTES(""), salt = BYTES("\x02\x01\x20"), mgf1 = BYTES(PKCS1 "\x08");
    struct octets hash = identifier(f, kinds[0].oid, BYTES("\x05\0")), mask = identifier(f, mgf1, hash),
                  other = identifier(f, kinds[1].oid, none);
    struct octets by = certificate(f, "principal"),
                  sealed = signature(f, "principal", "sha256",
                                     "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"),
                  short_salt = signature(f, "principal", "sha256",
                                         "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20");
    const struct {
        struct octets algorithm, sealed;
        enum seal_reason reason;
    } cases[] = {
        {pss(f, hash, mask, salt, none), sealed, SEAL_FINE},
        {pss(f, hash, mask, none, none), short_salt, SEAL_FINE}, /* 20, when it is not told */
        {pss(f, hash, mask, none, none), sealed, SEAL_SIGNATURE_WRONG},
        {pss(f, hash, mask, salt, BYTES("\xa3\x03\x02\x01\x01")), sealed, SEAL_FINE},
        {pss(f, hash, mask, salt, BYTES("\xa3\x03\x02\x01\x02")), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, salt, BYTES("\xa3\x03\x02\x01\0")), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, salt, BYTES("\xa3\x02\x05\0")), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, salt, BYTES("\xa3\x03\x02\x01\x81")), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, salt, BYTES("\x05\0")), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, BYTES("\x02\x01\xff"), none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, BYTES("\x04\x01\x20"), none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, mask, BYTES("\x02\x02\x02\0"), none), sealed, SEAL_SIGNATURE_WRONG},
        {pss(f, hash, mask, BYTES("\x02\x02\x02\x01"), none), sealed, SEAL_ALGORITHM_MISMATCH},
        {pss(f, none, mask, salt, none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, none, salt, none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, identifier(f, rsa_oid, hash), salt, none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, hash, BYTES("\x05\0"), salt, none), sealed, SEAL_ALGORITHM_UNKNOWN},
        {pss(f, other, mask, salt, none), sealed, SEAL_ALGORITHM_MISMATCH},
        {pss(f, hash, identifier(f, mgf1, other), salt, none), sealed, SEAL_ALGORITHM_MISMATCH},
        {identifier(f, BYTES(PKCS1 "\x0a"), BYTES("\x05\0")), sealed, SEAL_ALGORITHM_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum seal_reason reason =
            algorithm_verify(cases[i].algorithm, digest_named("SHA-256"), by, signed_bytes, cases[i].sealed);
        if (reason != cases[i].reason)
            fail_msg("%zu: %s, wanted %s", i, seal_reason_word(reason), seal_reason_word(cases[i].reason));
    }
    assert_judged(cases[0].algorithm, "SHA-384", by, sealed, SEAL_ALGORITHM_MISMATCH);
    assert_judged(cases[0].algorithm, "SHA-256", certificate(f, "organisation"), sealed,
                  SEAL_ALGORITHM_MISMATCH);
}

/* A key that is for RSA-PSS alone. */
static void keys_of_pss(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(
        in_shell(f, "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.key && "
                    "openssl req -x509 -new -config ext.cnf -subj /CN=A -key pss.key -out pss.pem"),
        0);
    struct octets by = certificate(f, "pss"),
                  sealed = signature(f, "pss", "sha256", "-sigopt rsa_pss_saltlen:32"),
                  hash = identifier(f, kinds[0].oid, BYTES(""));
    struct octets mask = identifier(f, BYTES(PKCS1 "\x08"), hash);
    assert_judged(pss(f, hash, mask, BYTES("\x02\x01\x20"), BYTES("")), "SHA-256", by, sealed, SEAL_FINE);
    assert_judged(identifier(f, rsa_oid, BYTES("\x05\0")), "SHA-256", by, sealed, SEAL_ALGORITHM_MISMATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(digests, setup, teardown),
        cmocka_unit_test_setup_teardown(each_name_is_held_to, setup, teardown),
        cmocka_unit_test_setup_teardown(parameters_of_pss, setup, teardown),
        cmocka_unit_test_setup_teardown(keys_of_pss, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
