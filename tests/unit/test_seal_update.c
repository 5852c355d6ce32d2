/* test_seal_update.c - the hour of a signature in words: by the time of Vietnam, on the last and the first
 * day of every month of years with and without a 29 February. */
#include "unit.h"

#include "seal/update.h"

#include <time.h>

static void test_time(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const int years[] = {1971, 2000, 2024, 2026, 2100};
    for (size_t y = 0; y < sizeof years / sizeof *years; y++)
        for (int month = 0; month < 12; month++)
            for (int second = -1; second < 2; second++) {
                struct tm tm = {.tm_year = years[y] - 1900, .tm_mon = month, .tm_mday = 1, .tm_sec = second};
                time_t there = timegm(&tm); /* puts the rest in order: the last second of the month before */
                assert_string_equal(seal_time_text(&arena, there - 7 * 3600),
                                    arena_printf(&arena, "%d/%d/%d %02d:%02d:%02d", tm.tm_mday, tm.tm_mon + 1,
                                                 tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec));
            }
    assert_string_equal(seal_time_text(&arena, 0), "1/1/1970 07:00:00");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
