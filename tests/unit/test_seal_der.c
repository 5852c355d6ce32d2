/* test_seal_der.c - elements whose length is no length, object identifiers in words. */
#include "unit.h"

#include "seal/der.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) ((struct octets){(const unsigned char *)(text), sizeof(text) - 1})

/* One element of that body, and nothing behind it. */
static void assert_element(struct octets bytes, size_t body)
{
    struct der element;
    size_t n = bytes.n;
    assert_true(der_next(&bytes, &element));
    assert_int_equal(bytes.n, 0);
    assert_int_equal(element.body.n, body);
    assert_int_equal(element.whole.n, n);
    assert_ptr_equal(element.body.at, element.whole.at + n - body);
    assert_ptr_equal(bytes.at, element.body.at + body);
}

static void assert_none(struct octets bytes)
{
    struct der element;
    struct octets before = bytes;
    assert_false(der_next(&bytes, &element));
    assert_ptr_equal(bytes.at, before.at);
    assert_int_equal(bytes.n, before.n);
}

/* A head with enough behind it, whatever it says. */
static struct octets headed(unsigned char *room, const char *head, size_t n, size_t body)
{
    memcpy(room, head, n);
    return (struct octets){room, n + body};
}

static void test_lengths(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        size_t n, body;
    } fine[] = {
        {"\x04\0", 2, 0},
        {"\x04\x7f", 2, 0x7f},
        {"\x04\x81\x80", 3, 0x80},
        {"\x04\x82\x01\0", 4, 0x100},
        {"\x04\x83\x01\0\0", 5, 0x10000},
        {"\x04\x84\x01\0\0\0", 6, 0x1000000},
    };
    unsigned char *room = calloc(1, 0x1000100); /* of which only what is touched is there */
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct octets bytes = headed(room, fine[i].head, fine[i].n, fine[i].body);
        assert_element(bytes, fine[i].body);
        bytes.n--; /* not all there, or not even its head */
        assert_none(bytes);
        bytes.n = fine[i].n - 1;
        assert_none(bytes);
        bytes.n = 0;
        assert_none(bytes);
    }
    assert_none(headed(room, "\x04\x81\x7f", 3, 0x7f));                  /* fits in one byte */
    assert_none(headed(room, "\x04\x82\0\x80", 4, 0x80));                /* a zero before it */
    assert_none(headed(room, "\x04\x80", 2, 0x100));                     /* its end is not told */
    assert_none(headed(room, "\x04\x89\1\0\0\0\0\0\0\0\x80", 11, 0x80)); /* more than there is: 2^64 + 128 */
    assert_none(headed(room, "\x04\x84\x7f\xff\xff\xff", 6, 0x100));     /* the same */
    assert_none(headed(room, "\0\0", 2, 0));                             /* no tag */
    assert_none(headed(room, "\x1f\0", 2, 0));                           /* a tag of several bytes */
    assert_none(headed(room, "\xbf\x01\0", 3, 0));
    free(room);
}

/* What is taken has the tag, and is alone where it has to be. */
static void test_tags(void **state)
{
    (void)state;
    struct octets two = BYTES("\x04\x01"
                              "a"
                              "\x02\x01\x05"),
                  rest = two, body = {0};
    struct der element;
    assert_false(der_take(&rest, DER_INTEGER, &element));
    assert_int_equal(rest.n, 6);
    assert_true(der_take(&rest, DER_OCTETS, &element));
    assert_int_equal(rest.n, 3);
    assert_true(der_take(&rest, DER_INTEGER, &element));
    assert_false(der_take(&rest, DER_INTEGER, &element));
    assert_false(der_only(two, DER_OCTETS, &body));
    two.n = 4; /* a single byte behind */
    assert_false(der_only(two, DER_OCTETS, &body));
    two.n = 3;
    assert_false(der_only(two, DER_INTEGER, &body));
    assert_true(der_only(two, DER_OCTETS, &body));
    assert_true(octets_same(body, BYTES("a")));
    assert_false(octets_same(body, BYTES("b")));
    assert_false(octets_same(body, BYTES("ab")));
    assert_true(octets_same((struct octets){0}, BYTES("")));
}

static void test_depth(void **state)
{
    (void)state;
    unsigned char nested[2 * 41];
    for (unsigned i = 0; i < 41; i++) {
        nested[2 * i] = DER_SEQUENCE;
        nested[2 * i + 1] = (unsigned char)(2 * (40 - i));
    }
    assert_true(der_strict((struct octets){nested + 2, sizeof nested - 2}));
    assert_false(der_strict((struct octets){nested, sizeof nested}));
    assert_true(der_strict(BYTES("\x30\x03\x04\x01\x04\x05\0")));
    assert_false(der_strict(BYTES("\x30\x03\x04\x02\x04\x05\0"))); /* more than holds it */
    assert_false(der_strict(BYTES("\x05\0\x04")));
    assert_true(der_strict(BYTES("\x04\x01\x30"))); /* no constructed one: its bytes are its own */
}

static void test_small(void **state)
{
    (void)state;
    int n = -1;
    assert_true(der_small(BYTES("\x07"), &n) && n == 7);
    assert_true(der_small(BYTES("\0\x80"), &n) && n == 128);
    assert_true(der_small(BYTES("\x7f\xff\xff\xff"), &n) && n == 0x7fffffff);
    assert_false(der_small(BYTES(""), &n));
    assert_false(der_small(BYTES("\x80"), &n)); /* negative */
    assert_false(der_small(BYTES("\0\x80\0\0\0"), &n));
}

/* What is written is read again, and no byte longer than it has to be. */
static void test_written(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000};
    unsigned char *body = calloc(1, 0x10000);
    body[0] = 1;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buf out = {0};
        struct octets read = {0};
        der_add(&out, DER_OCTETS, (struct octets){body, sizes[i]});
        assert_true(der_only(octets_of(&out), DER_OCTETS, &read));
        assert_true(octets_same(read, (struct octets){body, sizes[i]}));
        buf_free(&out);
    }
    free(body);
}

static void test_identifiers(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(der_oid_text(&arena, BYTES("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")),
                        "1.2.840.113549.1.7.2");
    assert_string_equal(der_oid_text(&arena, BYTES("\x00")), "0.0");
    assert_string_equal(der_oid_text(&arena, BYTES("\x27")), "0.39");
    assert_string_equal(der_oid_text(&arena, BYTES("\x28")), "1.0");
    assert_string_equal(der_oid_text(&arena, BYTES("\x4f\x7f")), "1.39.127");
    assert_string_equal(der_oid_text(&arena, BYTES("\x50")), "2.0");
    assert_string_equal(der_oid_text(&arena, BYTES("\x88\x37")), "2.999");
    assert_string_equal(der_oid_text(&arena, BYTES("\x81\x80\x80\x80\x80\x80\x80\x80\x00")),
                        "2.72057594037927856");
    unsigned char many[65];
    memset(many, 1, sizeof many);
    assert_string_equal(der_oid_text(&arena, (struct octets){many, 65}), "?");
    assert_int_equal(strlen(der_oid_text(&arena, (struct octets){many, 64})), 3 + 63 * 2);
    assert_string_equal(der_oid_text(&arena, BYTES("\x50\x81\0")), "2.0.128");
    assert_string_equal(der_oid_text(&arena, BYTES("\x81\x80\x80\x80\x80\x80\x80\x80\x80\x00")), "?");
    assert_string_equal(der_oid_text(&arena, BYTES("\x2a\x86")), "?");
    assert_string_equal(der_oid_text(&arena, BYTES("")), "?");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths), cmocka_unit_test(test_tags),    cmocka_unit_test(test_depth),
        cmocka_unit_test(test_small),   cmocka_unit_test(test_written), cmocka_unit_test(test_identifiers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
