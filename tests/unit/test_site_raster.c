/* test_site_raster.c - areas, rounded ends, text and PNG. */
#include "unit.h"

#include "site/raster.h"

#include <stdint.h>

static unsigned at(const struct raster *r, int x, int y)
{
    return raster_row(r, y)[x];
}

static void areas(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster r;

    raster_open(&arena, &r, 40, 20);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x000000), 0);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x112233), 1);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x000000), 0);
    assert_int_equal(at(&r, 5, 5), 0);
    raster_fill(&r, 1, -5, -5, 10, 10);
    assert_int_equal(at(&r, 0, 0), 31);
    assert_int_equal(at(&r, 4, 4), 31);
    assert_int_equal(at(&r, 5, 4), 0);
    raster_fill(&r, 1, 35, 15, 1000, 1000);
    assert_int_equal(at(&r, 39, 19), 31);
    assert_int_equal(at(&r, 0, 16), 0); /* nothing goes round to the next row */
    raster_fill(&r, 1, 60, 0, 10, 10);
    raster_fill_round(&r, 1, 8, 4, 24, 12, true, true);
    assert_int_equal(at(&r, 8, 4), 16); /* the corner: ground of ramp 1 */
    assert_int_equal(at(&r, 31, 15), 16);
    assert_int_equal(at(&r, 20, 4), 31);
    assert_int_equal(at(&r, 8, 9), at(&r, 31, 10)); /* both ends alike */
    arena_free(&arena);
}

static const char face[] = "generator/build/fonts/LiberationSerif-Regular.ttf";

static void text(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster r;
    struct raster_font *font = raster_font_open(face);

    assert_non_null(font);
    assert_int_equal(raster_text_width(font, "", 0, 40), 0);
    int one = raster_text_width(font, "ẵ", strlen("ẵ"), 40),
        five = raster_text_width(font, "ẵẵẵẵẵ", 5 * strlen("ẵ"), 40);
    assert_in_range(one, 17, 19); /* a of Times: 0,444 em */
    assert_in_range(five, 5 * one - 5, 5 * one);
    raster_open(&arena, &r, 60, 60);
    raster_ramp(&r, 0xffffff, 0);
    raster_text(&r, 0, font, "ẵ", strlen("ẵ"), 40, 10, 50);
    int above = 0, most = 0;
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < 60; x++) {
            above += y < 50 - 22 && at(&r, x, y) > 0; /* the marks stand above the letter */
            most = at(&r, x, y) > (unsigned)most ? (int)at(&r, x, y) : most;
        }
    assert_true(above > 20);
    assert_int_equal(most, RASTER_SHADES - 1);
    raster_text(&r, 0, font, "outside \xff\xfe", 10, 40, -30, 1000); /* cut off, whatever the bytes are */
    raster_font_close(font);
    assert_null(raster_font_open("generator/build/fonts/none.ttf"));
    assert_null(raster_font_open("Makefile"));
    arena_free(&arena);
}

static void png(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster r;
    struct buf out = {0};

    raster_open(&arena, &r, 3, 2);
    raster_ramp(&r, 0x000000, 0xf0f0f0);
    raster_fill(&r, 0, 1, 0, 1, 2);
    raster_png(&r, &out);
    assert_memory_equal(out.data, "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x03\0\0\0", 29);
    const char *palette = memmem(out.data, out.len, "PLTE", 4);
    assert_non_null(palette);
    assert_memory_equal(palette + 4, "\0\0\0\x10\x10\x10", 6);
    assert_memory_equal(palette + 4 + 45, "\xf0\xf0\xf0", 3);
    assert_memory_equal(out.data + out.len - 12, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas),
        cmocka_unit_test(text),
        cmocka_unit_test(png),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
