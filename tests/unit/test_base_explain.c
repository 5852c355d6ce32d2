/* test_base_explain.c - every complaint of diag.def has both languages, hints or a reason to have none, and a
 * long explanation. */
#include "unit.h"

#include "base/explain.h"

#include <stdlib.h>

static bool has_vietnamese_mark(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s == 0xe1 || strncmp(s, "đ", 2) == 0 || strncmp(s, "ô", 2) == 0)
            return true;
    return false;
}

static void expect(bool fine, enum diag_code code, const char *what, size_t *bad)
{
    if (fine)
        return;
    print_error("%s %s: %s\n", diag_entry(code)->code, diag_entry(code)->name, what);
    ++*bad;
}

static void every_code_is_explained(void **state)
{
    (void)state;
    size_t bad = 0;
    for (int c = 0; c < DIAG_COUNT; c++) {
        enum diag_code code = (enum diag_code)c;
        const struct explanation *e = diag_explanation(code);
        expect(e->why[LANG_VI] && strlen(e->why[LANG_VI]) > 80, code, "no explanation in Vietnamese", &bad);
        expect(e->why[LANG_EN] && strlen(e->why[LANG_EN]) > 60, code, "no explanation in English", &bad);
        if (!e->why[LANG_VI] || !e->why[LANG_EN] || !e->before || !e->after)
            continue;
        expect(has_vietnamese_mark(e->why[LANG_VI]), code, "Vietnamese without marks", &bad);
        expect(*e->before && *e->after && strcmp(e->before, e->after) != 0, code,
               "before and after say nothing", &bad);
        expect(e->before[strlen(e->before) - 1] == '\n' && e->after[strlen(e->after) - 1] == '\n', code,
               "examples are lines", &bad);
    }
    assert_int_equal(bad, 0);
}

static void codes_are_used_once(void **state)
{
    (void)state;
    for (int a = 0; a < DIAG_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(diag_entry((enum diag_code)a)->code, diag_entry((enum diag_code)b)->code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_code_is_explained),
                                       cmocka_unit_test(codes_are_used_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
