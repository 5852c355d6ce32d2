/* test_site_raster.c - areas, rounded ends, text and PNG. */
#include "unit.h"

#include "site/raster.h"

#include <stdint.h>

static unsigned at(const struct raster *r, int x, int y)
{
    return raster_at(r, x, y);
}

/* Is each pixel of a colour inside a rectangle, and no other? */
static void fills_just(const struct raster *r, unsigned colour, int left, int top, int right, int bottom)
{
    for (int y = 0; y < r->height; y++)
        for (int x = 0; x < r->width; x++)
            assert_int_equal(at(r, x, y) == colour, x >= left && x < right && y >= top && y < bottom);
}

static void odd_edges(void **state)
{
    (void)state;
    for (int left = 0; left < 4; left++)
        for (int right = left; right < 8; right++) {
            struct arena arena = {0};
            struct raster r;
            raster_open(&arena, &r, 7, 3);
            raster_fill(&r, raster_ramp(&r, 0xffffff, 0, 0), left, 1, right - left, 1);
            fills_just(&r, 1, left, 1, right > 7 ? 7 : right, 2);
            arena_free(&arena);
        }
}

/* Colours of ramps share what is there; when there is no room for more, the nearest is taken. */
static void colours(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster r;

    raster_open(&arena, &r, 1, 1);
    raster_ramp(&r, 0xffffff, 0x000000, 2);
    assert_int_equal(r.colour_count, 4);
    assert_int_equal(r.colours[2], 0xaaaaaa);
    assert_int_equal(r.colours[3], 0x555555);
    raster_ramp(&r, 0x000000, 0xffffff, 2); /* the same, from the other side */
    assert_int_equal(r.colour_count, 4);
    assert_int_equal(r.ramps[1].shade[0], 1);
    assert_int_equal(r.ramps[1].shade[15], 0);
    assert_int_equal(r.ramps[0].shade[4], 2);
    assert_int_equal(r.ramps[0].shade[11], 3);
    raster_ramp(&r, 0xffffff, 0x560000, 0);
    assert_int_equal(r.ramps[2].shade[15], 4);
    raster_ramp(&r, 0x000001, 0x0000ff, 100);
    assert_int_equal(r.colour_count, RASTER_COLOURS);
    raster_ramp(&r, 0xffffff, 0xfffffe, 0);
    assert_int_equal(r.colour_count, RASTER_COLOURS);
    assert_int_equal(r.ramps[4].shade[15], 0);
    arena_free(&arena);
}

static void areas(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct raster r;

    raster_open(&arena, &r, 40, 20);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x000000, 0), 0);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x112233, 0), 1);
    assert_int_equal(raster_ramp(&r, 0xffffff, 0x000000, 0), 0);
    assert_int_equal(at(&r, 5, 5), 0);
    raster_fill(&r, 1, -5, -5, 10, 10);
    assert_int_equal(at(&r, 0, 0), 2);
    assert_int_equal(at(&r, 4, 4), 2);
    assert_int_equal(at(&r, 5, 4), 0);
    raster_fill(&r, 1, 35, 15, 1000, 1000);
    assert_int_equal(at(&r, 39, 19), 2);
    assert_int_equal(at(&r, 0, 16), 0); /* nothing goes round to the next row */
    raster_fill(&r, 1, 60, 0, 10, 10);
    raster_fill_round(&r, 1, 8, 4, 24, 12, true, true);
    assert_int_equal(at(&r, 8, 4), 0); /* the corner: ground of ramp 1 */
    assert_int_equal(at(&r, 31, 15), 0);
    assert_int_equal(at(&r, 20, 4), 2);
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
    raster_ramp(&r, 0xffffff, 0, 14);
    raster_text(&r, 0, font, "ẵ", strlen("ẵ"), 40, 10, 50);
    int above = 0, black = 0, between = 0;
    for (int y = 0; y < 60; y++)
        for (int x = 0; x < 60; x++) {
            above += y < 50 - 22 && at(&r, x, y) > 0; /* the marks stand above the letter */
            black += r.colours[at(&r, x, y)] == 0;
            between += r.colours[at(&r, x, y)] != 0 && r.colours[at(&r, x, y)] != 0xffffff;
        }
    assert_true(above > 20);
    assert_true(black > 20);
    assert_true(between > 20);
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
    raster_ramp(&r, 0x000000, 0xf0f0f0, 14);
    raster_fill(&r, 0, 1, 0, 1, 2);
    raster_png(&r, &out);
    assert_memory_equal(out.data, "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x04\x03\0\0\0", 29);
    const char *palette = memmem(out.data, out.len, "PLTE", 4);
    assert_non_null(palette);
    assert_memory_equal(palette + 4, "\0\0\0\xf0\xf0\xf0\x10\x10\x10", 9);
    assert_memory_equal(palette + 4 + 45, "\xe0\xe0\xe0", 3);
    assert_memory_equal(out.data + out.len - 12, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_edges), cmocka_unit_test(colours), cmocka_unit_test(areas),
        cmocka_unit_test(text),      cmocka_unit_test(png),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
