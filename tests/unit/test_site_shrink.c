/* test_site_shrink.c - the averages of shrink.c, by hand. */
#include "unit.h"

#include "site/shrink.h"

#include <string.h>

static void feed(struct shrink *s, struct arena *arena, const unsigned char *pixels)
{
    shrink_begin(s, arena);
    for (size_t y = 0; y < s->height; y++)
        shrink_row(s, pixels + y * s->width * s->samples);
}

static void halves(void **state)
{
    static const unsigned char from[] = {0, 100, 200, 255, 20, 40, 201, 255}, to[] = {40, 228};
    struct arena arena = {0};
    struct shrink s = {.width = 4, .height = 2, .to_width = 2, .to_height = 1, .samples = 1};
    (void)state;

    feed(&s, &arena, from);
    assert_memory_equal(s.pixels, to, sizeof to);
    arena_free(&arena);
}

/* 3 to 2: the middle one falls half into each. */
static void parts_of_pixels(void **state)
{
    static const unsigned char from[] = {0, 90, 240, 0, 90, 240, 60, 60, 60}, to[] = {30, 190, 50, 103};
    struct arena arena = {0};
    struct shrink s = {.width = 3, .height = 3, .to_width = 2, .to_height = 2, .samples = 1};
    (void)state;

    feed(&s, &arena, from);
    assert_memory_equal(s.pixels, to, sizeof to);
    arena_free(&arena);
}

static void every_size_keeps_a_flat_colour(void **state)
{
    unsigned char from[17 * 13 * 3];
    (void)state;

    for (size_t i = 0; i < sizeof from; i++)
        from[i] = (unsigned char)(i % 3 == 0 ? 255 : i % 3 == 1 ? 7 : 128);
    for (size_t w = 1; w <= 17; w++)
        for (size_t h = 1; h <= 13; h++) {
            struct arena arena = {0};
            struct shrink s = {.width = 17, .height = 13, .to_width = w, .to_height = h, .samples = 3};
            feed(&s, &arena, from);
            assert_memory_equal(s.pixels, from, w * h * 3);
            arena_free(&arena);
        }
}

/* What is seen through tells no colour. */
static void opacity_weighs(void **state)
{
    static const unsigned char from[] = {200, 255, 9, 0, 9, 0, 9, 0}, to[] = {200, 128, 0, 0};
    struct arena arena = {0};
    struct shrink s = {.width = 4, .height = 1, .to_width = 2, .to_height = 1, .samples = 2, .opacity = true};
    (void)state;

    feed(&s, &arena, from);
    assert_memory_equal(s.pixels, to, sizeof to);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves),
        cmocka_unit_test(parts_of_pixels),
        cmocka_unit_test(every_size_keeps_a_flat_colour),
        cmocka_unit_test(opacity_weighs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
