/* test_site_parts.c - colours, sizes and the rule of what may be published. */
#include "unit.h"

#include "site/accent.h"
#include "site/downloads.h"
#include "site/evidence.h"

#include <stdlib.h>
#include <string.h>

static unsigned rgb(const char *colour)
{
    return (unsigned)strtoul(colour + 1, NULL, 16);
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_in_range(accent_contrast(0x000000, 0xffffff), 20950, 21050);
    assert_in_range(accent_contrast(0x767676, 0xffffff), 4480, 4600); /* 4.54 by the standard */
    assert_int_equal(accent_contrast(0x123456, 0x123456), 1000);
}

static void every_accent_is_made_readable(void **state)
{
    (void)state;
    static const char *const colours[] = {"#0b5d7a", "#ffff00", "#000000", "#ffffff", "#f0f", "#C8102E"};
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        struct accent accent;
        accent_make(&arena, colours[i], &accent);
        assert_true(accent_contrast(rgb(accent.light), 0xffffff) >= 5500);
        assert_true(accent_contrast(rgb(accent.dark), ACCENT_DARK_PAGE) >= 7000);
    }
    arena_free(&arena);
}

static void strange_colours_give_the_default(void **state)
{
    (void)state;
    static const char *const colours[] = {"", "blue", "#12", "#12345", "#12345g", "#1234567", "0b5d7a"};
    struct arena arena = {0};
    struct accent usual, accent;

    accent_make(&arena, NULL, &usual);
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        accent_make(&arena, colours[i], &accent);
        assert_string_equal(accent.light, usual.light);
    }
    arena_free(&arena);
}

static void sizes_as_people_read_them(void **state)
{
    (void)state;
    struct arena arena = {0};

    assert_string_equal(site_size_text(&arena, 0), "1 KB");
    assert_string_equal(site_size_text(&arena, 1), "1 KB");
    assert_string_equal(site_size_text(&arena, 186368), "182 KB");
    assert_string_equal(site_size_text(&arena, 1024 * 1024), "1 MB");
    assert_string_equal(site_size_text(&arena, 1468006), "1,4 MB");
    arena_free(&arena);
}

static void only_evidence_is_public(void **state)
{
    (void)state;
    static const char *const fine[] = {
        "minh-chung/a.pdf",    "anh.jpg", "minh-chung/biên bản 10-6.docx", "x/y/z.png",
        "bien-ban 10.6/a.pdf", "A.JPEG"};
    static const char *const never[] = {
        "q2.md",       "plan.XML",         "../school.md", "minh-chung/../q2.md",
        "/etc/passwd", ".an/a.pdf",        "x/.git",       "da-ky/a.pdf",
        "a.html",      "quy-2.html/a.pdf", "a/b.svg",      "",
        "a//b.pdf",    "q2.md~",           "a.php",        "a.PHP5",
        "a",           "a.pdf.exe",        "tasks.csv",    "anh-nho/720/a.png",
        "a.svg/b.pdf"};

    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        assert_true(evidence_publishable(fine[i]));
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_false(evidence_publishable(never[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_wcag),         cmocka_unit_test(every_accent_is_made_readable),
        cmocka_unit_test(strange_colours_give_the_default), cmocka_unit_test(sizes_as_people_read_them),
        cmocka_unit_test(only_evidence_is_public),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
