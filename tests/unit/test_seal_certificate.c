/* test_seal_certificate.c - what a certificate says: whose it is, by whom, and what it is fit for. */
#include "seal_unit.h"

#include "seal/certificate.h"
#include "seal/der.h"

/* A certificate that its own key signs: `openssl req` with these words. */
static struct seal_certificate made(struct fixture *f, const char *key, const char *words)
{
    struct buf bytes = {0};
    struct seal_certificate out;
    assert_int_equal(
        in_shell(f, arena_printf(&f->arena,
                                 "openssl req -x509 -new -utf8 -multivalue-rdn -config ext.cnf -days "
                                 "400 -key %s.key -outform DER -out made.der %s",
                                 key, words)),
        0);
    assert_int_equal(file_read(in_pki(f, "made.der"), 1 << 20, &bytes), FILE_FINE);
    assert_true(seal_certificate_read(&f->arena, octets_of(&bytes), &out));
    buf_free(&bytes);
    return out;
}

static struct seal_certificate of_pki(struct fixture *f, const char *name)
{
    struct buf bytes = {0};
    struct seal_certificate out;
    assert_int_equal(
        in_shell(f, arena_printf(&f->arena, "openssl x509 -in %s.pem -outform DER -out one.der", name)), 0);
    assert_int_equal(file_read(in_pki(f, "one.der"), 1 << 20, &bytes), FILE_FINE);
    assert_true(seal_certificate_read(&f->arena, octets_of(&bytes), &out));
    assert_int_equal(out.der.n, bytes.len);
    assert_memory_equal(out.der.at, bytes.data, bytes.len);
    assert_int_equal(in_shell(f, arena_printf(&f->arena, "sha256sum one.der | grep -q '^%s '", out.sha256)),
                     0);
    bytes.data[bytes.len - 1] ^= 1; /* of its signature: it is still a certificate */
    assert_true(seal_certificate_read(&f->arena, octets_of(&bytes), &(struct seal_certificate){0}));
    buf_char(&bytes, '\0');
    assert_false(seal_certificate_read(&f->arena, octets_of(&bytes), &(struct seal_certificate){0}));
    bytes.len -= 2;
    assert_false(seal_certificate_read(&f->arena, octets_of(&bytes), &(struct seal_certificate){0}));
    buf_free(&bytes);
    return out;
}

static void names(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *subject, *name, *organisation, *issuer;
    } cases[] = {
        {"/CN=A/O=B", "A", "B", "A"},
        {"/C=VN/O=B/CN=A/CN=Trường Ế", "Trường Ế", "B", "Trường Ế"}, /* the last is the most particular */
        {"/O=First/O=Second", "", "Second", "Second"},
        {"/C=VN/CN=A", "A", "", "A"},
        {"/C=VN/L=Huế", "", "", "L=Huế,C=VN"},
        {"/CN=A\tB", "A?B", "", "A?B"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_certificate out =
            made(f, "organisation", arena_printf(&f->arena, "-subj '%s'", cases[i].subject));
        assert_string_equal(out.name, cases[i].name);
        assert_string_equal(out.organisation, cases[i].organisation);
        assert_string_equal(out.issuer, cases[i].issuer);
        assert_true(out.own_issuer);
    }
    struct seal_certificate out = of_pki(f, "principal");
    assert_string_equal(out.name, "Nguyễn Thị Hiệu Trưởng");
    assert_string_equal(out.organisation, "Trường THCS Thử Nghiệm");
    assert_string_equal(out.issuer, "CA thử nghiệm");
    assert_false(out.own_issuer || out.authority);
    assert_int_equal(out.not_before, 1672531200); /* 1/1/2023 */
    assert_int_equal(out.not_after, 3786912000);  /* 1/1/2090 */
    out = of_pki(f, "ca");
    assert_true(out.authority && !out.own_issuer);
    out = made(f, "organisation", "-subj /CN=A -set_serial 0x0ABC");
    assert_string_equal(out.serial, "0ABC");
    assert_true(!out.authority);
}

static void keys(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *key, *made_by, *kind;
        int bits;
        bool strong;
    } cases[] = {
        {"principal", NULL, "RSA", 2048, true},
        {"short", NULL, "RSA", 1024, false},
        {"r2047", "openssl genrsa -out r2047.key 2047", "RSA", 2047, false},
        {"organisation", NULL, "ECDSA", 256, true},
        {"p384", NULL, "ECDSA", 384, true},
        {"p192", NULL, "ECDSA", 192, false},
        {"p224", "openssl ecparam -genkey -noout -name secp224r1 -out p224.key", "ECDSA", 224, false},
        {"b239", "openssl ecparam -genkey -noout -name c2tnb239v1 -out b239.key", "ECDSA", 238, false},
        {"ed25519", NULL, "", 253, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(in_shell(f, cases[i].made_by ? cases[i].made_by : "true"), 0);
        struct seal_certificate out = made(f, cases[i].key, "-subj /CN=A");
        if (strcmp(out.key_kind, cases[i].kind) != 0 || out.key_strong != cases[i].strong)
            fail_msg("%s: %s %d %d", cases[i].key, out.key_kind, out.key_bits, out.key_strong);
        assert_true(out.key_bits == cases[i].bits || !cases[i].kind[0]);
    }
    static const struct {
        const char *digest;
        bool strong;
    } digests[] = {{"sha1", false}, {"md5", false}, {"sha224", true}, {"sha256", true}, {"sha3-512", true}};
    for (size_t i = 0; i < sizeof digests / sizeof *digests; i++) {
        struct seal_certificate out =
            made(f, "principal", arena_printf(&f->arena, "-subj /CN=A -%s", digests[i].digest));
        assert_int_equal(out.hash_strong, digests[i].strong);
    }
}

static void usages(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *extension;
        bool usage, extended, stamps;
    } cases[] = {
        {NULL, true, true, false},
        {"keyUsage=digitalSignature", true, true, false},
        {"keyUsage=nonRepudiation", true, true, false},
        {"keyUsage=critical,digitalSignature,keyEncipherment", true, true, false},
        {"keyUsage=keyEncipherment,dataEncipherment,keyAgreement", false, true, false},
        {"keyUsage=keyCertSign,cRLSign", false, true, false},
        {"extendedKeyUsage=emailProtection", true, true, false},
        {"extendedKeyUsage=1.2.3.4", true, true, false},
        {"extendedKeyUsage=serverAuth", true, false, false},
        {"extendedKeyUsage=OCSPSigning,codeSigning", true, false, false},
        {"extendedKeyUsage=serverAuth,emailProtection", true, true, false},
        {"extendedKeyUsage=emailProtection,serverAuth", true, true, false},
        {"extendedKeyUsage=critical,timeStamping", true, false, true},
        {"extendedKeyUsage=timeStamping", true, false, false},
        {"extendedKeyUsage=critical,timeStamping,emailProtection", true, true, false},
        {"extendedKeyUsage=critical,emailProtection,timeStamping", true, true, false},
        {"extendedKeyUsage=critical,codeSigning", true, false, false},
        {"extendedKeyUsage=critical,DER:0500", false, false, false}, /* it cannot be read */
        {"keyUsage=DER:0500", false, true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *more =
            cases[i].extension ? arena_printf(&f->arena, "-addext %s", cases[i].extension) : "";
        struct seal_certificate out =
            made(f, "organisation", arena_printf(&f->arena, "-subj /CN=A %s", more));
        if (out.usage_fine != cases[i].usage || out.extended_fine != cases[i].extended ||
            out.stamps_time != cases[i].stamps)
            fail_msg("%s: %d %d %d", cases[i].extension, out.usage_fine, out.extended_fine, out.stamps_time);
    }
    assert_true(made(f, "organisation", "-subj /CN=A -addext basicConstraints=CA:TRUE").authority);
}

/* By the clocks of Vietnam. */
static void days(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(seal_day(&f->arena, 0), "1/1/1970");
    assert_string_equal(seal_day(&f->arena, 1719853199), "1/7/2024"); /* 23:59:59 there */
    assert_string_equal(seal_day(&f->arena, 1719853200), "2/7/2024");
    assert_string_equal(seal_day(&f->arena, 1735664399), "31/12/2024");
    assert_string_equal(seal_day(&f->arena, 1735664400), "1/1/2025");
    assert_string_equal(seal_day(&f->arena, INT64_MAX / 2), ""); /* no year has that day */
}

/* Each fault by its own complaint, with whose certificate it is; the first and the last second count. */
static void judgements(void **state)
{
    struct fixture *f = *state;
    const struct seal_certificate good = {.name = "Ai",
                                          .serial = "0ABC",
                                          .key_kind = "RSA",
                                          .key_bits = 2048,
                                          .not_before = 1000,
                                          .not_after = 2000,
                                          .key_strong = true,
                                          .hash_strong = true,
                                          .usage_fine = true,
                                          .extended_fine = true};
    struct seal_certificate nameless = good, weak = good, other = good, hash = good, usage = good,
                            extended = good;
    nameless.name = "";
    weak.key_strong = other.key_strong = hash.hash_strong = usage.usage_fine = extended.extended_fine = false;
    other.key_kind = "";
    const struct {
        const struct seal_certificate *certificate;
        int64_t when;
        const char *code, *word;
    } cases[] = {
        {&good, 1000, NULL, ""},      {&good, 2000, NULL, ""},         {&good, 999, "Y021", "Ai"},
        {&good, 2001, "Y020", "Ai"},  {&nameless, 1500, NULL, ""},     {&nameless, 2001, "Y020", "0ABC"},
        {&usage, 1500, "Y022", "Ai"}, {&extended, 1500, "Y023", "Ai"}, {&weak, 1500, "Y024", "RSA 2048 bit"},
        {&hash, 1500, "Y025", "Ai"},  {&other, 1500, "Y026", "Ai"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool fine = seal_certificate_judge(&f->diags, cases[i].certificate, cases[i].when);
        assert_int_equal(fine, cases[i].code == NULL);
        assert_non_null(strstr(complaints(f), cases[i].word));
        if (cases[i].code)
            assert_complaint(f, cases[i].code);
        else
            assert_quiet(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names, setup, teardown),
        cmocka_unit_test_setup_teardown(keys, setup, teardown),
        cmocka_unit_test_setup_teardown(usages, setup, teardown),
        cmocka_unit_test_setup_teardown(days, setup, teardown),
        cmocka_unit_test_setup_teardown(judgements, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
