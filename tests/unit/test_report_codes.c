/* test_report_codes.c - codes of one byte for the characters of a face. */
#include "unit.h"

#include "report/codes.h"

static void test_ascii_keeps_its_codes(void **state)
{
    struct arena arena = {0};
    struct codes codes = {0};
    (void)state;
    assert_int_equal(codes_of(&arena, &codes, 'A'), 'A');
    assert_int_equal(codes_of(&arena, &codes, ' '), ' '); /* the one that operator Tw widens */
    assert_int_equal(codes_of(&arena, &codes, 0x1ec7), 128);
    assert_int_equal(codes_of(&arena, &codes, 0xa0), 129); /* and not the space's */
    assert_int_equal(codes_of(&arena, &codes, 0x1ec7), 128);
    assert_int_equal(codes.font_count, 1);
    assert_int_equal(codes.fonts[0].characters[128], 0x1ec7);
    assert_int_equal(codes.fonts[0].characters['A'], 'A');
    assert_int_equal(codes.fonts[0].characters['B'], 0);
    arena_free(&arena);
}

/* More characters than a font has codes: each has one of its own, of the next font, and ASCII stays in the
 * first. */
static void test_many(void **state)
{
    struct arena arena = {0};
    struct codes codes = {0};
    uint8_t seen[4][CODE_COUNT] = {{0}};
    (void)state;
    for (uint32_t cp = 0x4e00; cp < 0x4e00 + 400; cp++) {
        uint32_t code = codes_of(&arena, &codes, cp), font = code / CODE_COUNT, byte = code % CODE_COUNT;
        assert_true(font < 4);
        assert_false(seen[font][byte]++);
        assert_true(byte > 0 && byte != '\t' && byte != '\n' && byte != '\r' &&
                    !(byte >= ' ' && byte <= '~'));
        assert_int_equal(codes.fonts[font].characters[byte], cp);
    }
    assert_int_equal(codes.font_count, 3);
    assert_int_equal(codes_of(&arena, &codes, 'z'), 'z');
    for (uint32_t cp = 0x4e00; cp < 0x4e00 + 400; cp++) {
        uint32_t code = codes_of(&arena, &codes, cp);
        assert_int_equal(codes.fonts[code / CODE_COUNT].characters[code % CODE_COUNT], cp);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ascii_keeps_its_codes),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
