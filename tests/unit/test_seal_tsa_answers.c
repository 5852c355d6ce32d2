/* test_seal_tsa_answers.c - what a time stamping authority is asked, byte for byte, how often, and what is
 * made of answers without a timestamp; over a network that is made here. */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */
#include "network_unit.h"
#include "seal_unit.h"

#include "seal/algorithm.h"
#include "seal/tsa.h"

#include <openssl/rand.h>

static const struct octets stamped = {(const unsigned char *)"first", 5};

/* Asks an authority whose answer, by HTTP, is this; it is no timestamp. The complaint. */
static const char *asked(struct fixture *f, const char *head, const void *body, size_t n, int tries, int time)
{
    struct buf answer = {0};
    const struct seal_tsa authority = {"http://a/tsa", time, tries};
    struct octets token = {0};
    int64_t when = 0;
    buf_printf(&answer, "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n", head, n);
    buf_add(&answer, body, n);
    net.addresses = 1;
    net.answer = answer.data;
    net.size = answer.len;
    net.on = true;
    bool fine = seal_tsa_stamp(&f->arena, &f->diags, &authority, stamped, &token, &when);
    net.on = false;
    assert_false(fine);
    buf_free(&answer);
    const char *said = complaints(f);
    f->diags = (struct diags){.arena = &f->arena};
    return said;
}

static void answers_without_a_timestamp(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *code, *words;
    } cases[] = {
        {"\x30\x05\x30\x03\x02\x01\x02", 7, "[Y042]", "PKIStatus 2"},
        {"\x30\x07\x30\x05\x02\x01\x05\x30\x00", 9, "[Y042]", "PKIStatus 5"},
        {"\x30\x09\x30\x07\x02\x01\x02\x30\x02\x0c\x00", 11, "[Y042]", "PKIStatus 2"},
        {"\x30\x0a\x30\x08\x02\x01\x02\x30\x03\x13\x01x", 12, "[Y042]", "PKIStatus 2"},
        {"\x30\x0a\x30\x08\x02\x01\x02\x30\x03\x0c\x01x", 12, "[Y042]", "x"},
        {"\x30\x0d\x30\x0b\x02\x01\x02\x30\x06\x0c\x01x\x0c\x01y", 15, "[Y042]", "x"},
        {"\x30\x05\x30\x03\x02\x01\x00", 7, "[Y043]", "sai dạng"},
        {"\x30\x05\x30\x03\x02\x01\x01", 7, "[Y043]", "sai dạng"},
        {"\x30\x07\x30\x03\x02\x01\x00\x30\x00", 9, "[Y043]", "sai dạng"},
        {"\x30\x09\x30\x03\x02\x01\x00\x30\x00\x30\x00", 11, "[Y043]", "sai dạng"},
        {"\x30\x07\x30\x03\x02\x01\x00\x05\x00", 9, "[Y043]", "sai dạng"},
        {"\x30\x05\x30\x03\x0c\x01\x02", 7, "[Y043]", "sai dạng"},
        {"\x30\x05\x31\x03\x02\x01\x02", 7, "[Y043]", "sai dạng"},
        {"\x31\x05\x30\x03\x02\x01\x02", 7, "[Y043]", "sai dạng"},
        {"\x30\x05\x30\x03\x02\x01\x02\x00", 8, "[Y043]", "sai dạng"},
        {"\x30\x05\x30\x03\x02\x01\xff", 7, "[Y043]", "sai dạng"},
        {"\x30\x80\x30\x03\x02\x01\x02\x00\x00", 9, "[Y043]", "sai dạng"},
        {"", 0, "[Y043]", "sai dạng"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&net, 0, sizeof net);
        const char *said = asked(f, "200 OK", cases[i].bytes, cases[i].n, 0, 0);
        if (!strstr(said, cases[i].code) || !strstr(said, cases[i].words) ||
            (strlen(cases[i].words) == 1 && strstr(said, "PKIStatus")))
            fail_msg("case %zu: %s", i, said);
        assert_int_equal(net.tried, 1);
    }
}

/* TimeStampReq of version 1: the digest, a positive number of eight bytes that is another each time, the
 * certificates wanted. */
static void requests(void **state)
{
    struct fixture *f = *state;
    static const unsigned char head[] = {0x30, 0x43, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30,
                                         0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
                                         0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20},
                               foot[] = {0x01, 0x01, 0xff};
    unsigned char digest[DIGEST_BYTES_MAX], last[8] = {0};
    assert_int_equal(digest_compute(digest_named("SHA-256"), &stamped, 1, digest), 32);
    for (int i = 0; i < 24; i++) {
        memset(&net, 0, sizeof net);
        asked(f, "200 OK", "", 0, 0, 0);
        assert_non_null(strstr(net.sent, "Host: a\r\n"));
        assert_non_null(strstr(net.sent, "Content-Type: application/timestamp-query\r\n"));
        const unsigned char *at = memmem(net.sent, net.sent_count, "\r\n\r\n", 4);
        at += 4;
        assert_int_equal((const unsigned char *)net.sent + net.sent_count - at, 0x45);
        assert_memory_equal(at, head, sizeof head);
        assert_memory_equal(at += sizeof head, digest, 32);
        assert_memory_equal(at += 32, "\x02\x08", 2);
        assert_true(at[2] >= 0x40 && at[2] < 0x80);
        assert_memory_not_equal(at += 2, last, sizeof last);
        memcpy(last, at, sizeof last);
        assert_memory_equal(at + 8, foot, sizeof foot);
    }
}

/* So often as is asked for, three times otherwise; but only when another try may help. */
static void tries(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *head;
        int tries, tried;
    } cases[] = {{"500 No", 0, 3}, {"500 No", 1, 1}, {"500 No", 2, 2}, {"500 No", 5, 5}, {"404 No", 0, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&net, 0, sizeof net);
        assert_non_null(strstr(asked(f, cases[i].head, "", 0, cases[i].tries, 0), "[Y041]"));
        assert_int_equal(net.tried, cases[i].tried);
    }
    static const int times[][2] = {{0, 180000}, {50, 50}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        memset(&net, 0, sizeof net);
        net.silent = POLLIN;
        assert_non_null(strstr(asked(f, "200 OK", "", 0, 1, times[i][0]), "quá thời gian chờ"));
        assert_int_equal(net.asked_for, times[i][1]);
    }
}

static int no_bytes(unsigned char *out, int n)
{
    (void)out, (void)n;
    return 0;
}

/* Without an address, or a number that nobody can guess, nobody is asked. */
static void not_even_asked(void **state)
{
    struct fixture *f = *state;
    struct octets token;
    int64_t when;
    const struct seal_tsa nowhere = {"a/tsa", 0, 0}, authority = {"http://a/tsa", 0, 0};
    memset(&net, 0, sizeof net);
    assert_false(seal_tsa_stamp(&f->arena, &f->diags, &nowhere, stamped, &token, &when));
    assert_complaint(f, "Y040");
    const RAND_METHOD *usual = RAND_get_rand_method(), none = {.bytes = no_bytes};
    RAND_set_rand_method(&none);
    bool fine = seal_tsa_stamp(&f->arena, &f->diags, &authority, stamped, &token, &when);
    RAND_set_rand_method(usual);
    assert_false(fine);
    assert_complaint(f, "Y041");
    assert_int_equal(net.tried, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_without_a_timestamp, setup, teardown),
        cmocka_unit_test_setup_teardown(requests, setup, teardown),
        cmocka_unit_test_setup_teardown(tries, setup, teardown),
        cmocka_unit_test_setup_teardown(not_even_asked, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
