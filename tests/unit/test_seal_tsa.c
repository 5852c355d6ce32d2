/* test_seal_tsa.c - timestamps from a TSA on loopback: added, verified, and refused when anything is wrong
 * with them. */
#include "seal_structure.h"

#include "seal/cms.h"
#include "seal/http.h"

#include <signal.h>
#include <sys/wait.h>

static const struct seal_content content = {
    {{(const unsigned char *)"first", 5}, {(const unsigned char *)"last", 4}}};
static pid_t server;
static int port;

static int server_setup(void **state)
{
    int ends[2];
    char line[16] = "";
    if (pki_setup(state) != 0 || pipe(ends) != 0)
        return 1;
    server = fork();
    if (server == 0) {
        dup2(ends[1], 1);
        close(ends[0]);
        execlp("python3", "python3", "tests/tsa.py", pki, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    for (size_t n = 0; n < sizeof line - 1 && !strchr(line, '\n'); n++) /* it may come in pieces */
        if (read(ends[0], line + n, 1) != 1)
            break;
    close(ends[0]);
    port = atoi(line);
    return port > 0 ? 0 : 1;
}

static int server_teardown(void **state)
{
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    return pki_teardown(state);
}

static struct seal_tsa tsa(struct fixture *f, const char *path)
{
    return (struct seal_tsa){arena_printf(&f->arena, "http://127.0.0.1:%d%s", port, path), 0, 0};
}

static bool sign(struct fixture *f, const struct seal_tsa *authority, struct octets *cms)
{
    struct seal_key *key = open_key(f, "principal.p12");
    bool fine = seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, authority, cms);
    seal_key_free(key);
    return fine;
}

static struct seal_judgement judge(struct fixture *f, struct octets cms, const char *root)
{
    struct seal_judgement out;
    struct seal_roots *trusted = root ? seal_roots_read(&f->diags, in_pki(f, root)) : NULL;
    seal_cms_check(&f->arena, cms, &content, trusted, NOW, &out);
    seal_roots_free(trusted);
    return out;
}

static void good_timestamps_are_added(void **state)
{
    struct fixture *f = *state;
    static const char *const paths[] = {"/tsa", "/chunked", "/close", "/flaky", "?query"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct octets cms;
        struct seal_tsa authority = tsa(f, paths[i]);
        assert_true(sign(f, &authority, &cms));
        assert_quiet(f);
        struct seal_judgement out = judge(f, cms, "root.pem");
        assert_int_equal(out.structure.state, SEAL_STATE_FINE);
        assert_int_equal(out.cryptography.state, SEAL_STATE_FINE);
        assert_int_equal(out.trust.state, SEAL_STATE_FINE);
        assert_int_equal(out.timestamp.state, SEAL_STATE_FINE);
        assert_int_equal(out.timestamp_trust.state, SEAL_STATE_FINE);
        assert_string_equal(out.timestamp_name, "TSA thử nghiệm");
        assert_true(out.timestamp_time > 1700000000);
        assert_int_equal(out.time, out.timestamp_time);
        assert_int_equal(out.unsigned_count, 0);
    }
}

/* OpenSSL's own command accepts the token, and the CMS that holds one. */
static void openssl_agrees(void **state)
{
    struct fixture *f = *state;
    struct octets cms, token;
    struct seal_tsa authority = tsa(f, "/tsa");
    int64_t time;
    assert_true(seal_tsa_stamp(&f->arena, &f->diags, &authority, content.part[0], &token, &time));
    assert_true(time > 1700000000);
    put_pki(f, "made.token", token.at, token.n);
    put_pki(f, "made.bin", "first", 5);
    assert_int_equal(
        in_shell(
            f,
            "openssl ts -verify -data made.bin -in made.token -token_in -CAfile root.pem -untrusted ca.pem"),
        0);
    assert_true(sign(f, &authority, &cms));
    put_pki(f, "made.cms", cms.at, cms.n);
    put_pki(f, "made.bin", "firstlast", 9);
    assert_int_equal(
        in_shell(
            f,
            "openssl cms -verify -cades -binary -inform DER -in made.cms -content made.bin -CAfile root.pem"),
        0);
    assert_int_equal(
        in_shell(f, "openssl cms -cmsout -print -inform DER -in made.cms | grep -q timeStampToken"), 0);
}

/* A command's signature may have unsigned attributes already: the timestamp goes along with them. */
static void signatures_of_commands_are_stamped(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *what;
        size_t others;
    } cases[] = {{"", 0}, {"unsigned", 1}, {"unsigned-twice", 2}};
    struct seal_tsa authority = tsa(f, "/tsa");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets cms;
        struct seal_key *key = seal_key_command(arena_printf(
            &f->arena, "exec python3 tests/cms_sign.py %s/organisation.key %s/organisation.pem %s", pki, pki,
            cases[i].what));
        assert_true(seal_cms_sign(&f->arena, &f->diags, key, &content, NOW, &authority, &cms));
        assert_quiet(f);
        seal_key_free(key);
        struct seal_judgement out = judge(f, cms, NULL);
        assert_int_equal(out.structure.state, SEAL_STATE_FINE);
        assert_int_equal(out.cryptography.state, SEAL_STATE_FINE);
        assert_int_equal(out.timestamp.state, SEAL_STATE_FINE);
        assert_int_equal(out.unsigned_count, cases[i].others);
    }
}

/* A TSA that nobody trusts may say any time: it does not count. */
static void times_of_strangers_do_not_count(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    struct seal_tsa authority = tsa(f, "/tsa");
    assert_true(sign(f, &authority, &cms));
    struct seal_judgement out = judge(f, cms, "other-root.pem");
    assert_int_equal(out.timestamp.state, SEAL_STATE_FINE);
    assert_int_equal(out.timestamp_trust.state, SEAL_STATE_BAD);
    assert_int_equal(out.time, NOW);
    out = judge(f, cms, NULL);
    assert_int_equal(out.timestamp_trust.reason, SEAL_NO_ROOT);
    assert_int_equal(out.time, NOW);
}

/* The unsigned attribute is the last thing in the CMS: no bit of it can be changed unseen. */
static void tampering_is_seen(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    struct seal_tsa authority = tsa(f, "/tsa");
    assert_true(sign(f, &authority, &cms));
    unsigned char *bytes = arena_alloc(&f->arena, cms.n);
    memcpy(bytes, cms.at, cms.n);
    cms.at = bytes;
    struct seal_roots *trusted = seal_roots_read(&f->diags, in_pki(f, "root.pem"));
    for (size_t i = 0; i < cms.n; i += 16) {
        struct arena arena = {0};
        struct seal_judgement out;
        bytes[i] ^= 1 << i / 16 % 8;
        seal_cms_check(&arena, cms, &content, trusted, NOW, &out);
        if (out.structure.state == SEAL_STATE_FINE && out.cryptography.state == SEAL_STATE_FINE &&
            out.trust.state == SEAL_STATE_FINE && out.timestamp.state == SEAL_STATE_FINE &&
            out.timestamp_trust.state == SEAL_STATE_FINE)
            fail_msg("byte %zu of %zu was changed, and nobody saw it", i, cms.n);
        bytes[i] ^= 1 << i / 16 % 8;
        arena_free(&arena);
    }
    seal_roots_free(trusted);
}

/* What may stand for the hour in a timestamp: each of these is put in the place of a good one, so that the
 * signature never fits; a bad one is seen before that. */
static void hours_of_timestamps(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text; /* 15 letters, as the TSA's */
        bool form;
    } cases[] = {
        {"20240102030405Z", true},  {"20241302030405Z", false}, {"20240002030405Z", false},
        {"20240132030405Z", false}, {"20240100030405Z", false}, {"20240102240405Z", false},
        {"20240102036005Z", false}, {"20240102030461Z", false}, {"19690102030405Z", false},
        {"x0240102030405Z", false}, {"2024010203040.Z", false}, {"202401020304055", false},
        {"2024x102030405Z", false}, {"20240102030460Z", true},
    };
    struct octets cms;
    struct seal_tsa authority = tsa(f, "/tsa");
    assert_true(sign(f, &authority, &cms));
    static const unsigned char head[] = {0x18, 15, '2', '0', '2'}; /* certificates end in 2090 */
    unsigned char *bytes = arena_alloc(&f->arena, cms.n);
    memcpy(bytes, cms.at, cms.n);
    unsigned char *hour = memmem(bytes, cms.n, head, sizeof head);
    assert_non_null(hour);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memcpy(hour + 2, cases[i].text, 15);
        struct seal_judgement out = judge(f, (struct octets){bytes, cms.n}, NULL);
        assert_int_equal(out.timestamp.state, SEAL_STATE_BAD);
        assert_int_equal(out.timestamp_trust.reason, SEAL_NOT_JUDGED);
        if ((out.timestamp.reason != SEAL_TIMESTAMP_FORM) != cases[i].form)
            fail_msg("%s: %s", cases[i].text, seal_reason_word(out.timestamp.reason));
    }
}

/* As test_seal_structure.c, for what lies in the timestamp. */
static void structure_is_held_to(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    struct seal_tsa authority = tsa(f, "/tsa");
    assert_true(sign(f, &authority, &cms));
    struct seal_roots *trusted = seal_roots_read(&f->diags, in_pki(f, "root.pem"));
    size_t tried = 0, fine = passes(cms, &content, trusted, true, 1, &tried);
    print_message("%zu of %zu pass\n", fine, tried);
    assert_true(tried > 2000);
    /* What passes, and may, in the signature and in its timestamp: a digest algorithm named twice (2), a
     * certificate twice (4), the timestamp itself twice (1; told of apart), NULL parameters left out (4),
     * something that is no certificate (1). */
    assert_int_equal(fine, 12);
    seal_roots_free(trusted);
}

static void wrong_answers_are_refused(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *path, *code, *words;
    } cases[] = {
        {"/refuse", "Y042", "không nhận?[31m"},
        {"/other", "Y043", "của chữ ký khác"},
        {"/nonce", "Y043", "yêu cầu khác"},
        {"/forged", "Y043", "không dùng cho việc đó"},
        {"/flipped", "Y043", "không đúng với chứng thư"},
        {"/garbage", "Y043", "sai dạng"},
        {"/empty", "Y043", "sai dạng"},
        {"/huge", "Y041", "quá mức cho phép"},
        {"/redirect", "Y041", "HTTP 302"},
        {"/down", "Y041", "HTTP 500"},
        {"/not-http", "Y041", "không đúng giao thức"},
        {"/short", "Y041", "ngắt giữa chừng"},
        {"/two-lengths", "Y041", "không đúng giao thức"},
        {"/bad-chunk", "Y041", "không đúng giao thức"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct octets cms;
        struct seal_tsa authority = tsa(f, cases[i].path);
        assert_false(sign(f, &authority, &cms));
        if (!strstr(complaints(f), cases[i].words))
            fail_msg("%s: %s", cases[i].path, complaints(f));
        assert_complaint(f, cases[i].code);
    }
}

static void slow_and_missing_servers(void **state)
{
    struct fixture *f = *state;
    struct octets cms;
    struct seal_tsa slow = tsa(f, "/slow"), closed = {"http://127.0.0.1:1/", 0, 0};
    slow.timeout_ms = 100;
    slow.tries = 2;
    assert_false(sign(f, &slow, &cms));
    assert_non_null(strstr(complaints(f), "quá thời gian chờ"));
    assert_complaint(f, "Y041");
    assert_false(sign(f, &closed, &cms));
    assert_non_null(strstr(complaints(f), "không kết nối được"));
    assert_complaint(f, "Y041");
}

static void addresses(void **state)
{
    struct fixture *f = *state;
    static const char *const bad[] = {
        "",
        "tsa.ca.gov.vn",
        "https://tsa.ca.gov.vn",
        "http://",
        "http:///x",
        "http://a:0/",
        "http://a:",
        "http://a:99999/",
        "http://u@a/",
        "http://a/b c",
        "http://a/\r\nX: y",
        "http://a#b",
        "http://[1",
        "http://[::1]x/",
        "http://a:8o/",
        "http://a:1:2/",
        "http://[]/",
        "file:///etc/passwd",
        "http://a\\b/",
        "http://a/\x7f",
        "http://a/\xc3\xa9",
        "http://a:65536/",
        "http://a:000001/",
        "http://a_b!/",
        "http://a/x#y",
        "http:/?a/",
        "http://!a/",
        "http://a/x\\y",
    };
    static const char *const good[][4] = {
        {"http://tsa.ca.gov.vn", "tsa.ca.gov.vn", "80", "/"},
        {"HTTP://a:318/ts?x=1", "a", "318", "/ts?x=1"},
        {"http://a?x", "a", "80", "/?x"},
        {"http://[::1]:80/", "::1", "80", "/"},
        {"http://a:65535/~x", "a", "65535", "/~x"},
        {"http://a:1", "a", "1", "/"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (seal_tsa_url(&f->diags, bad[i]))
            fail_msg("%s", bad[i]);
        assert_complaint(f, "Y040");
    }
    char *endless = arena_alloc(&f->arena, 1100);
    memset(endless, 'a', 1001);
    memcpy(endless, "http://", 7);
    assert_false(seal_tsa_url(&f->diags, endless));
    assert_complaint(f, "Y040");
    endless[1000] = '\0';
    assert_true(seal_tsa_url(&f->diags, endless));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct http_url url;
        assert_true(http_url_read(&f->arena, good[i][0], &url));
        assert_string_equal(url.host, good[i][1]);
        assert_string_equal(url.port, good[i][2]);
        assert_string_equal(url.path, good[i][3]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_timestamps_are_added, setup, teardown),
        cmocka_unit_test_setup_teardown(openssl_agrees, setup, teardown),
        cmocka_unit_test_setup_teardown(signatures_of_commands_are_stamped, setup, teardown),
        cmocka_unit_test_setup_teardown(times_of_strangers_do_not_count, setup, teardown),
        cmocka_unit_test_setup_teardown(tampering_is_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(hours_of_timestamps, setup, teardown),
        cmocka_unit_test_setup_teardown(structure_is_held_to, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_answers_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(slow_and_missing_servers, setup, teardown),
        cmocka_unit_test_setup_teardown(addresses, setup, teardown),
    };
    return cmocka_run_group_tests(tests, server_setup, server_teardown);
}
