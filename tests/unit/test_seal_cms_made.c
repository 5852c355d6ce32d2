/* test_seal_cms_made.c - signatures of keys that have more to them than the usual ones: the largest curve,
 * a chain as long as is kept. */
#include "seal_unit.h"

#include "seal/algorithm.h"
#include "seal/certificate.h"
#include "seal/cms.h"
#include "seal/cms_check.h"
#include "seal/der.h"

static const struct seal_content content = {
    {{(const unsigned char *)"first ", 6}, {(const unsigned char *)"last", 4}}};

/* Signs by a key made with the openssl command, and has it judged by us, and by that command. */
static struct seal_judgement judged(struct fixture *f, const char *made, size_t certificates)
{
    struct octets cms = {0};
    struct seal_judgement out;
    assert_int_equal(in_shell(f, made), 0);
    struct seal_key *key = open_key(f, "more.p12");
    assert_quiet(f);
    assert_int_equal(seal_key_certificates(key), certificates);
    assert_true(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms));
    assert_quiet(f);
    seal_key_free(key);
    assert_true(der_strict(cms));
    seal_cms_check(&f->arena, cms, &content, NULL, NOW, &out);
    assert_int_equal(out.structure.reason, SEAL_FINE);
    assert_int_equal(out.cryptography.reason, SEAL_FINE);
    put_pki(f, "more.cms", cms.at, cms.n);
    put_pki(f, "more.bin", "first last", 10);
    assert_int_equal(
        in_shell(f, "openssl cms -verify -cades -binary -inform DER -in more.cms -content "
                    "more.bin -CAfile root.pem && openssl cms -cmsout -inform DER -in more.cms -outform "
                    "DER -out anew.cms && cmp more.cms anew.cms"),
        0);
    return out;
}

#define EXPORT "openssl pkcs12 -export -passout pass:bi-mat -out more.p12 "

static void the_largest_curve(void **state)
{
    struct fixture *f = *state;
    static const char made[] =
        "openssl ecparam -genkey -noout -name secp521r1 -out more.key && openssl req -new -key more.key "
        "-subj /CN=A -config ext.cnf -out more.csr && openssl ca -batch -notext -config ca.cnf -cert "
        "ca.pem -keyfile ca.key -startdate 20230101000000Z -enddate 20900101000000Z -extfile ext.cnf "
        "-extensions signer -in more.csr -out more.pem && cat ca.pem root.pem >chain.pem && " EXPORT
        "-inkey more.key -in more.pem -certfile chain.pem"; /* without the root */
    assert_string_equal(judged(f, made, 2).digest_name, "SHA-512");
}

/* As many authorities as are kept: all are named, and the set of them is in order. Others that lie in the
 * file do not go along, or OpenSSL would look for them in the chain. */
static void long_chains(void **state)
{
    struct fixture *f = *state;
    static const char made[] =
        "cp root.pem up.pem && cat principal.pem p384.pem ca.pem >chain.pem && for i in $(seq 15); do "
        "openssl "
        "req -new -config ext.cnf -key root.key -subj /CN=$i | openssl x509 -req -CA up.pem -CAkey root.key "
        "-set_serial $i -days 9 -extfile ext.cnf -extensions root -out next.pem && cat next.pem >>chain.pem "
        "&& "
        "mv next.pem up.pem; done && openssl req -new -key organisation.key -subj /CN=A -config ext.cnf -out "
        "more.csr && openssl ca -batch -notext -config ca.cnf -cert up.pem -keyfile root.key -startdate "
        "20230101000000Z -enddate 20900101000000Z -extfile ext.cnf -extensions signer -in more.csr -out "
        "more.pem && " EXPORT "-inkey organisation.key -in more.pem -certfile chain.pem";
    judged(f, made, 16);
}

/* By RSA with parameters of NULL (RFC 4055, 1.2), by ECDSA without any (RFC 5758, 3.2): an algorithm as its
 * own standard writes it, and the signature behind it. */
static void parameters(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *file, *bytes;
        size_t n;
    } cases[] = {
        {"principal.p12", "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x04\x82\x01\x00", 19},
        {"organisation.p12", "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02\x04", 13},
        {"p384.p12", "\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03\x04", 13},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets cms = {0};
        struct seal_key *key = open_key(f, cases[i].file);
        assert_true(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, NULL, &cms));
        if (!memmem(cms.at, cms.n, cases[i].bytes, cases[i].n))
            fail_msg("%s", cases[i].file);
        for (size_t k = 0; k < 2; k++) { /* each is named by its digest, and by its issuer and number */
            unsigned char id[2 + DIGEST_BYTES_MAX] = {0x04, 0x20};
            struct octets certificate = seal_key_certificate_der(key, k);
            digest_compute(digest_named("SHA-256"), &certificate, 1, id + 2);
            const unsigned char *at = memmem(cms.at, cms.n, id, 34);
            assert_non_null(at);
            assert_true(at[34] == 0x30 && memmem(at + 36, 12, "\xa4", 1));
        }
        seal_key_free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(parameters, setup, teardown),
        cmocka_unit_test_setup_teardown(the_largest_curve, setup, teardown),
        cmocka_unit_test_setup_teardown(long_chains, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
