/* test_seal_roots.c - what leads to a root, and what does not, and by which words that is told. */
#include "seal_unit.h"

#include "base/buf.h"
#include "seal/roots.h"

static struct octets read_one(struct fixture *f, const char *name)
{
    struct buf bytes = {0};
    assert_int_equal(
        in_shell(f, arena_printf(&f->arena, "openssl x509 -in %s.pem -outform DER -out r.der", name)), 0);
    assert_int_equal(file_read(in_pki(f, "r.der"), 1 << 20, &bytes), FILE_FINE);
    struct octets out = {(unsigned char *)arena_strndup(&f->arena, buf_text(&bytes), bytes.len), bytes.len};
    buf_free(&bytes);
    return out;
}

/* NAME.pem, by the key of another certificate: issue NAME ISSUER SECTION MD. */
static const char issue[] = "issue() { openssl req -new -utf8 -key $1.key -subj /CN=$1 -config ext.cnf -out "
                            "r.csr && openssl ca -batch -utf8 "
                            "-notext -config ca.cnf -cert $2.pem -keyfile $2.key -startdate 20200101000000Z "
                            "-enddate 20900101000000Z -md "
                            "$4 -extfile roots.cnf -extensions $3 -in r.csr -out $1.pem; }; "
                            "key() { openssl ecparam -genkey -noout -name prime256v1 -out $1.key; }; ";

static const char sections[] =
    "[deep]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign\n"
    "[leaf]\nbasicConstraints = CA:FALSE\nkeyUsage = critical,digitalSignature\n";

static enum seal_reason judged(struct fixture *f, const char *root, struct octets leaf,
                               const char *const *between, int64_t when, bool for_time)
{
    struct octets others[12];
    size_t count = 0;
    for (; between[count]; count++)
        others[count] = read_one(f, between[count]);
    struct seal_roots *roots = seal_roots_read(&f->diags, in_pki(f, root));
    assert_non_null(roots);
    enum seal_reason reason = seal_roots_judge(roots, leaf, others, count, when, for_time);
    seal_roots_free(roots);
    return reason;
}

static void each_fault_has_its_words(void **state)
{
    struct fixture *f = *state;
    put_pki(f, "roots.cnf", sections, sizeof sections - 1);
    assert_int_equal(
        in_shell(
            f, arena_printf(
                   &f->arena,
                   "%s openssl genrsa -out weakca.key 1024 && key below && key stranger && issue weakca root "
                   "deep sha256 && issue below weakca leaf sha256 && issue stranger organisation leaf sha256",
                   issue)),
        0);
    static const struct {
        const char *root, *leaf, *between[3];
        int64_t when;
        bool for_time;
        enum seal_reason reason;
    } cases[] = {
        {"root.pem", "principal", {"ca"}, NOW, false, SEAL_FINE},
        {"root.pem", "principal", {"other-root", "ca"}, NOW, false, SEAL_FINE},
        {"ca.pem", "principal", {NULL}, NOW, false, SEAL_FINE},
        {"root.pem", "ca", {NULL}, NOW, false, SEAL_FINE},
        {"root.pem", "root", {NULL}, NOW, false, SEAL_FINE},
        {"root.pem", "principal", {NULL}, NOW, false, SEAL_CHAIN_INCOMPLETE},
        {"other-root.pem", "principal", {"ca"}, NOW, false, SEAL_CHAIN_INCOMPLETE},
        {"other-root.pem", "principal", {"ca", "root"}, NOW, false, SEAL_CHAIN_INCOMPLETE},
        {"other-root.pem", "root", {NULL}, NOW, false, SEAL_CHAIN_INCOMPLETE},
        {"root.pem", "expired", {"ca"}, NOW, false, SEAL_CERTIFICATE_EXPIRED},
        {"root.pem", "expired", {"ca"}, 1590000000, false, SEAL_FINE}, /* in 2020 */
        {"root.pem", "early", {"ca"}, NOW, false, SEAL_CERTIFICATE_NOT_YET},
        {"root.pem", "short", {"ca"}, NOW, false, SEAL_CHAIN_WEAK},
        {"root.pem", "p192", {"ca"}, NOW, false, SEAL_CHAIN_WEAK},
        {"root.pem", "sha1", {"ca"}, NOW, false, SEAL_CHAIN_WEAK},
        {"root.pem", "below", {"weakca"}, NOW, false, SEAL_CHAIN_WEAK},
        {"root.pem", "stranger", {"organisation", "ca"}, NOW, false, SEAL_CHAIN_FAULT}, /* by no authority */
        {"root.pem", "tsa", {"ca"}, NOW, true, SEAL_FINE},
        {"root.pem", "principal", {"ca"}, NOW, true, SEAL_CERTIFICATE_USAGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum seal_reason reason = judged(f, cases[i].root, read_one(f, cases[i].leaf), cases[i].between,
                                         cases[i].when, cases[i].for_time);
        if (reason != cases[i].reason)
            fail_msg("%zu: %s: %s", i, cases[i].leaf, seal_reason_word(reason));
    }
}

static void spoiled_ones_lead_nowhere(void **state)
{
    struct fixture *f = *state;
    static const char *const between[] = {"ca", NULL};
    struct octets leaf = read_one(f, "principal");
    unsigned char *bytes = (unsigned char *)arena_strndup(&f->arena, (const char *)leaf.at, leaf.n);
    bytes[leaf.n - 1] ^= 1;
    assert_int_equal(judged(f, "root.pem", (struct octets){bytes, leaf.n}, between, NOW, false),
                     SEAL_CHAIN_FAULT);
    leaf.n = 0;
    assert_int_equal(judged(f, "root.pem", leaf, between, NOW, false), SEAL_CHAIN_FAULT);
    /* what is none among those that go along hides none of the others */
    struct octets others[] = {{bytes, 3}, read_one(f, "ca")};
    struct seal_roots *roots = seal_roots_read(&f->diags, in_pki(f, "root.pem"));
    assert_int_equal(seal_roots_judge(roots, read_one(f, "principal"), others, 2, NOW, false), SEAL_FINE);
    seal_roots_free(roots);
}

/* Eight authorities between a root and a signer are many; more are refused. */
static void long_ways_end(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"d9", "d8", "d7", "d6", "d5", "d4", "d3", "d2", "d1", NULL};
    put_pki(f, "roots.cnf", sections, sizeof sections - 1);
    assert_int_equal(
        in_shell(
            f, arena_printf(
                   &f->arena,
                   "%s before=root; for n in 1 2 3 4 5 6 7 8 9; do key d$n && issue d$n $before deep sha256 "
                   "|| exit 1; before=d$n; done; key last8 && issue last8 d8 leaf sha256 && key last9 && "
                   "issue last9 d9 leaf sha256",
                   issue)),
        0);
    assert_int_equal(judged(f, "root.pem", read_one(f, "last8"), names, NOW, false), SEAL_FINE);
    enum seal_reason reason = judged(f, "root.pem", read_one(f, "last9"), names, NOW, false);
    assert_true(reason == SEAL_CHAIN_FAULT || reason == SEAL_CHAIN_INCOMPLETE);
}

static void files_of_roots(void **state)
{
    struct fixture *f = *state;
    static const char *const between[] = {"ca", NULL};
    assert_int_equal(in_shell(f,
                              "cat other-root.pem root.pem >both.pem; cat root.pem other-root.pem >htob.pem; "
                              ": >none.pem; head -c 2000000 /dev/zero >large.pem"),
                     0);
    assert_int_equal(judged(f, "both.pem", read_one(f, "principal"), between, NOW, false), SEAL_FINE);
    assert_int_equal(judged(f, "htob.pem", read_one(f, "principal"), between, NOW, false), SEAL_FINE);
    static const char *const bad[][3] = {{"none.pem", "Y051", ""},
                                         {"large.pem", "Y050", "larger than allowed"},
                                         {"no.pem", "Y050", "not found"},
                                         {".", "Y050", "folder"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        f->diags.lang = LANG_EN;
        assert_null(seal_roots_read(&f->diags, in_pki(f, bad[i][0])));
        if (!strcasestr(complaints(f), bad[i][2]))
            fail_msg("%s: %s", bad[i][0], complaints(f));
        assert_complaint(f, bad[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_fault_has_its_words, setup, teardown),
        cmocka_unit_test_setup_teardown(spoiled_ones_lead_nowhere, setup, teardown),
        cmocka_unit_test_setup_teardown(long_ways_end, setup, teardown),
        cmocka_unit_test_setup_teardown(files_of_roots, setup, teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
