/* test_seal_timestamp.c - timestamps that OpenSSL's command makes, whole and with one part of them exchanged.
 */
#include "seal_unit.h"

#include "seal/der.h"
#include "seal/timestamp.h"

#include <time.h>

#define BYTES(text) ((struct octets){(const unsigned char *)(text), sizeof(text) - 1})

static const struct octets stamped = {(const unsigned char *)"what is stamped", 15};

static struct octets kept(struct fixture *f, struct buf *bytes)
{
    struct octets out = {(unsigned char *)arena_strndup(&f->arena, buf_text(bytes), bytes->len), bytes->len};
    buf_free(bytes);
    return out;
}

static struct octets read_back(struct fixture *f, const char *name)
{
    struct buf bytes = {0};
    assert_int_equal(file_read(in_pki(f, name), 1 << 20, &bytes), FILE_FINE);
    return kept(f, &bytes);
}

/* A token by the TSA of that configuration. */
static struct octets token_by(struct fixture *f, const char *configuration, const char *query)
{
    put_pki(f, "t.bin", stamped.at, stamped.n);
    assert_int_equal(
        in_shell(f, arena_printf(&f->arena,
                                 "openssl ts -query -data t.bin -cert %s -out t.tsq && openssl ts "
                                 "-reply -config %s -queryfile t.tsq -token_out -out t.token",
                                 query, configuration)),
        0);
    return read_back(f, "t.token");
}

static enum seal_reason judged(struct fixture *f, struct octets token, const struct octets *nonce,
                               int64_t *time)
{
    struct timestamp out = {0};
    enum seal_reason reason = timestamp_judge(&f->arena, token, stamped, nonce, &out);
    if (time)
        *time = out.time;
    return reason;
}

/* The elements with the one at `old` exchanged, and all lengths around it right; what is in octets too. */
static struct octets exchanged(struct fixture *f, struct octets bytes, struct octets old, struct octets fresh)
{
    struct buf out = {0};
    struct der element;
    while (der_next(&bytes, &element)) {
        bool same = element.whole.at == old.at;
        bool holds = (element.tag & 0x20) || (element.tag == DER_OCTETS && der_strict(element.body));
        if (same)
            buf_add(&out, fresh.at, fresh.n);
        else
            der_add(&out, element.tag, holds ? exchanged(f, element.body, old, fresh) : element.body);
    }
    return kept(f, &out);
}

/* TSTInfo's elements, in order. */
static size_t parts_of(struct fixture *f, struct octets token, struct der parts[static 10])
{
    struct signed_data data;
    struct octets body;
    size_t count = 0;
    assert_int_equal(signed_data_read(&f->arena, token, &data), SEAL_FINE);
    assert_true(der_only(data.content, DER_SEQUENCE, &body));
    while (count < 10 && der_next(&body, &parts[count]))
        count++;
    return count;
}

enum { VERSION, POLICY, IMPRINT, SERIAL, TIME }; /* the first parts */

static void whole_ones_are_fine(void **state)
{
    struct fixture *f = *state;
    static const char *const digests[] = {"-sha256", "-sha384", "-sha512"};
    for (size_t i = 0; i < 3; i++) {
        struct der parts[10];
        int64_t when;
        struct octets other = {stamped.at, stamped.n - 1},
                      token = token_by(f, "tsa.cnf", arena_printf(&f->arena, "-no_nonce %s", digests[i]));
        struct timestamp out = {0};
        assert_int_equal(judged(f, token, NULL, &when), SEAL_FINE);
        assert_int_equal(timestamp_judge(&f->arena, token, other, NULL, &out), SEAL_TIMESTAMP_OTHER);
        parts_of(f, token, parts);
        time_t then = (time_t)when;
        char said[32];
        strftime(said, sizeof said, "%Y%m%d%H%M%SZ", gmtime(&then));
        assert_true(octets_same(parts[TIME].body, (struct octets){(unsigned char *)said, strlen(said)}));
    }
}

static void nonces(void **state)
{
    struct fixture *f = *state;
    struct octets token = token_by(f, "tsa.cnf", "-sha256"), body, own = {0};
    struct der part;
    assert_true(der_only(read_back(f, "t.tsq"), DER_SEQUENCE, &body));
    while (der_next(&body, &part))
        if (part.tag == DER_INTEGER)
            own = part.body; /* the last: the first is the version */
    struct octets other = BYTES("\x01\x02\x03\x04\x05\x06\x07\x08");
    assert_int_equal(judged(f, token, &own, NULL), SEAL_FINE);
    assert_int_equal(judged(f, token, NULL, NULL), SEAL_FINE);
    assert_int_equal(judged(f, token, &other, NULL), SEAL_TIMESTAMP_NONCE);
    token = token_by(f, "tsa.cnf", "-sha256 -no_nonce");
    assert_int_equal(judged(f, token, &own, NULL), SEAL_TIMESTAMP_NONCE);
    other.n = 0;
    assert_int_equal(judged(f, token, &other, NULL), SEAL_TIMESTAMP_NONCE);
}

/* It says whether times are ordered, which is between the time and the nonce. */
static void with_an_order(void **state)
{
    struct fixture *f = *state;
    struct der parts[10];
    struct octets token = token_by(f, "tsa.cnf", "-sha256");
    struct buf longer = {0};
    size_t count = parts_of(f, token, parts);
    assert_true(count == TIME + 3 && parts[TIME + 1].tag == DER_SEQUENCE);
    buf_add(&longer, parts[TIME + 1].whole.at, parts[TIME + 1].whole.n);
    buf_add(&longer, "\x01\x01\xff", 3);
    struct octets changed = exchanged(f, token, parts[TIME + 1].whole, kept(f, &longer));
    assert_int_equal(judged(f, changed, &parts[TIME + 2].body, NULL), SEAL_DIGEST_DIFFERS);
}

/* Nothing, what is no CMS, one of another content, one that holds none. */
static void what_is_no_timestamp(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(judged(f, BYTES(""), NULL, NULL), SEAL_TIMESTAMP_FORM);
    assert_int_equal(judged(f, BYTES("\x05\0"), NULL, NULL), SEAL_TIMESTAMP_FORM);
    put_pki(f, "t.bin", stamped.at, stamped.n);
    static const char *const kinds[] = {"-nodetach", "", "-econtent_type 1.2.840.113549.1.9.16.1.4"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        assert_int_equal(
            in_shell(
                f, arena_printf(&f->arena,
                                "openssl cms -sign -cades -binary -outform DER -in t.bin -out t.cms -signer "
                                "tsa.pem -inkey tsa.key %s",
                                kinds[i])),
            0);
        assert_int_equal(judged(f, read_back(f, "t.cms"), NULL, NULL), SEAL_TIMESTAMP_FORM);
    }
}

/* What is sound in its form is found to be another's than what was signed; what is not is told before. */
static void each_part_is_held_to(void **state)
{
    struct fixture *f = *state;
    struct der parts[10];
    struct octets token = token_by(f, "tsa.cnf", "-sha256 -no_nonce");
    size_t count = parts_of(f, token, parts);
    assert_true(count >= TIME + 1);
    const struct {
        size_t part;
        struct octets fresh;
        bool form;
    } cases[] = {
        {VERSION, BYTES("\x02\x01\x02"), false},
        {VERSION, BYTES("\x02\x02\0\x01"), false},
        {VERSION, BYTES("\x02\0"), false},
        {VERSION, BYTES("\x04\x01\x01"), false},
        {POLICY, BYTES("\x06\x01\x2a"), true},
        {POLICY, BYTES("\x05\0"), false},
        {IMPRINT, BYTES("\x05\0"), false},
        {SERIAL, BYTES("\x02\x01\x64"), true},
        {SERIAL, BYTES("\x05\0"), false},
        {TIME,
         BYTES("\x18\x0f"
               "20240229030405Z"),
         true},
        {TIME,
         BYTES("\x18\x11"
               "20240102030405.5Z"),
         true},
        {TIME,
         BYTES("\x18\x13"
               "20240102030405.555Z"),
         true},
        {TIME,
         BYTES("\x18\x0f"
               "19700101000000Z"),
         true},
        {TIME,
         BYTES("\x18\x0f"
               "20241231235960Z"),
         true},
        {TIME,
         BYTES("\x18\x10"
               "20240102030405.Z"),
         false},
        {TIME,
         BYTES("\x18\x10"
               "202401020304050Z"),
         false},
        {TIME,
         BYTES("\x18\x11"
               "20240102030405,5Z"),
         false},
        {TIME,
         BYTES("\x18\x11"
               "20240102030405.55"),
         false},
        {TIME,
         BYTES("\x18\x12"
               "20240102030405.5xZ"),
         false},
        {TIME,
         BYTES("\x18\x0e"
               "2024010203040Z"),
         false},
        {TIME,
         BYTES("\x18\x0d"
               "202401020304Z"),
         false},
        {TIME,
         BYTES("\x18\x0f"
               "19691231235959Z"),
         false},
        {TIME, BYTES("\x18\0"), false},
        {TIME,
         BYTES("\x17\x0f"
               "20240229030405Z"),
         false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets changed = exchanged(f, token, parts[cases[i].part].whole, cases[i].fresh);
        enum seal_reason reason = judged(f, changed, NULL, NULL);
        if (reason != (cases[i].form ? SEAL_DIGEST_DIFFERS : SEAL_TIMESTAMP_FORM))
            fail_msg("%zu: %s", i, seal_reason_word(reason));
    }
}

/* The imprint is that of the bytes, by a digest that is not weak, and nothing besides. */
static void imprints(void **state)
{
    struct fixture *f = *state;
    struct der parts[10], algorithm, hash;
    struct octets token = token_by(f, "tsa.cnf", "-sha256 -no_nonce");
    parts_of(f, token, parts);
    struct octets body = parts[IMPRINT].body;
    assert_true(der_take(&body, DER_SEQUENCE, &algorithm) && der_take(&body, DER_OCTETS, &hash));
    static const char sha1[] = "\x30\x07\x06\x05\x2b\x0e\x03\x02\x1a", unknown[] = "\x30\x04\x06\x02\x2a\x03";
    unsigned char weak[DIGEST_BYTES_MAX];
    size_t n = digest_compute(digest_named("SHA-1"), &stamped, 1, weak);
    const struct {
        struct octets algorithm, hash, behind;
        enum seal_reason reason;
    } cases[] = {
        {algorithm.whole, hash.body, BYTES(""), SEAL_FINE},
        {algorithm.whole, hash.body, BYTES("\x05\0"), SEAL_TIMESTAMP_OTHER},
        {algorithm.whole, {hash.body.at, hash.body.n - 1}, BYTES(""), SEAL_TIMESTAMP_OTHER},
        {algorithm.whole, BYTES(""), BYTES(""), SEAL_TIMESTAMP_OTHER},
        {BYTES(sha1), {weak, n}, BYTES(""), SEAL_TIMESTAMP_OTHER},
        {BYTES(unknown), hash.body, BYTES(""), SEAL_TIMESTAMP_OTHER},
        {BYTES(unknown), BYTES(""), BYTES(""), SEAL_TIMESTAMP_OTHER},
        {BYTES("\x05\0"), hash.body, BYTES(""), SEAL_TIMESTAMP_OTHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf made = {0}, whole = {0};
        buf_add(&made, cases[i].algorithm.at, cases[i].algorithm.n);
        der_add(&made, DER_OCTETS, cases[i].hash);
        buf_add(&made, cases[i].behind.at, cases[i].behind.n);
        der_add(&whole, DER_SEQUENCE, octets_of(&made));
        buf_free(&made);
        enum seal_reason reason =
            judged(f, exchanged(f, token, parts[IMPRINT].whole, kept(f, &whole)), NULL, NULL);
        if (reason != cases[i].reason)
            fail_msg("%zu: %s", i, seal_reason_word(reason));
    }
}

/* Who may stamp, and when. */
static void authorities(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *name, *from, *to, *section;
        enum seal_reason reason;
    } cases[] = {
        {"good", "20200101", "20900101", "tsa", SEAL_FINE},
        {"over", "20200101", "20210101", "tsa", SEAL_TIMESTAMP_OUTSIDE},
        {"early", "20880101", "20900101", "tsa", SEAL_TIMESTAMP_OUTSIDE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(
            in_shell(
                f,
                arena_printf(
                    &f->arena,
                    "openssl req -new -utf8 -key tsa.key -subj /CN=TSA -config ext.cnf -out t.csr && "
                    "openssl ca -batch -utf8 -notext -config ca.cnf -cert ca.pem -keyfile ca.key -startdate "
                    "%s000000Z -enddate %s000000Z -extfile ext.cnf -extensions %s -in t.csr -out "
                    "t-%s.pem && sed 's|^signer_cert.*|signer_cert = t-%s.pem|' tsa.cnf >t-%s.cnf",
                    cases[i].from, cases[i].to, cases[i].section, cases[i].name, cases[i].name,
                    cases[i].name)),
            0);
        struct octets token = token_by(f, arena_printf(&f->arena, "t-%s.cnf", cases[i].name), "-sha256");
        enum seal_reason reason = judged(f, token, NULL, NULL);
        if (reason != cases[i].reason)
            fail_msg("%s: %s", cases[i].name, seal_reason_word(reason));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole_ones_are_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(nonces, setup, teardown),
        cmocka_unit_test_setup_teardown(with_an_order, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_timestamp, setup, teardown),
        cmocka_unit_test_setup_teardown(each_part_is_held_to, setup, teardown),
        cmocka_unit_test_setup_teardown(imprints, setup, teardown),
        cmocka_unit_test_setup_teardown(authorities, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
