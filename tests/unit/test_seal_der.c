/* test_seal_der.c - elements whose length is no length, object identifiers in words. */
#include "unit.h"

#include "seal/der.h"

#define BYTES(text) ((struct octets){(const unsigned char *)(text), sizeof(text) - 1})

static bool is_element(struct octets bytes, size_t body)
{
    struct der element;
    return der_next(&bytes, &element) && element.body.n == body && bytes.n == 0;
}

static void test_lengths(void **state)
{
    (void)state;
    char long_one[3 + 0x80] = "\x04\x81\x80", longer[4 + 0x100] = "\x04\x82\x01";
    assert_true(is_element(BYTES("\x04\0"), 0));
    assert_true(is_element(BYTES("\x04\x02"
                                 "ab"),
                           2));
    assert_true(is_element((struct octets){(unsigned char *)long_one, sizeof long_one}, 0x80));
    assert_true(is_element((struct octets){(unsigned char *)longer, sizeof longer}, 0x100));
    assert_false(is_element(BYTES("\x04\x03"
                                  "ab"),
                            3)); /* not all there */
    assert_false(is_element(BYTES("\x04\x81\x02"
                                  "ab"),
                            2)); /* fits in one byte */
    assert_false(is_element(BYTES("\x04\x80"
                                  "ab\0"),
                            2)); /* its end is not told */
    assert_false(is_element(BYTES("\x04\x82\0\x02"
                                  "ab"),
                            2)); /* a zero before it */
    assert_false(is_element(BYTES("\x04\x81"), 0));
    assert_false(is_element(BYTES("\0\0"), 0));
    assert_false(is_element(BYTES("\x1f\0"), 0)); /* a tag of several bytes */
    assert_false(is_element(BYTES("\x04"), 0));
}

static void test_identifiers(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(der_oid_text(&arena, BYTES("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")),
                        "1.2.840.113549.1.7.2");
    assert_string_equal(der_oid_text(&arena, BYTES("\x00")), "0.0");
    assert_string_equal(der_oid_text(&arena, BYTES("\x4f\x7f")), "1.39.127");
    assert_string_equal(der_oid_text(&arena, BYTES("\x88\x37")), "2.999");
    assert_string_equal(der_oid_text(&arena, BYTES("\x81\x80\x80\x80\x80\x80\x80\x80\x00")),
                        "2.72057594037927856");
    assert_string_equal(der_oid_text(&arena, BYTES("\x81\x80\x80\x80\x80\x80\x80\x80\x80\x00")), "?");
    assert_string_equal(der_oid_text(&arena, BYTES("\x2a\x86")), "?");
    assert_string_equal(der_oid_text(&arena, BYTES("")), "?");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_identifiers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
