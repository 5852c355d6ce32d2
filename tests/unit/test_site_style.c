/* test_site_style.c - the stylesheet made short, and its digest. */
#include "unit.h"

#include "site/style.h"

#include <string.h>

static void short_and_the_same(void **state)
{
    static const struct {
        const char *css, *brief;
    } cases[] = {
        {"", ""},
        {"/* a */ a { color : red ; }\n", "a{color :red}"},
        {"a  :hover, b > c { margin: 0 auto }", "a :hover,b>c{margin:0 auto}"},
        {"a { width: calc(1px + 2px); content: \"a  /* b */ ; \\\" }\" }",
         "a{width:calc(1px + 2px);content:\"a  /* b */ ; \\\" }\"}"},
        {"a/**/b{}/* open", "a b{}"},
        {"@media (min-width: 48rem) { p { x: y; } }", "@media (min-width:48rem){p{x:y}}"},
        {"a { b: 'open", "a{b:'open"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        style_shorten(cases[i].css, &out);
        assert_string_equal(buf_text(&out), cases[i].brief);
        buf_free(&out);
    }
}

static void only_what_is_used(void **state)
{
    static const char page[] =
        "<p class=\"a b-c\">x</p><i class=\"\"></i><b class=\" d \">.e class=\"f\"</b>";
    static const struct {
        const char *css, *used;
    } cases[] = {
        {"", ""},
        {"p{x:y}", "p{x:y}"},
        {".a{x:y}.b{x:y}.b-c{x:y}.d{}", ".a{x:y}.b-c{x:y}.d{}"},
        {".a,.z,p .y,p .a{x:y}", ".a,p .a{x:y}"},
        {".a .z,.z{x:y}", ""},
        {":not(.z),.a:not(.z):hover,.z:not(.a){x:y}", ":not(.z),.a:not(.z):hover{x:y}"},
        {"a[href$=\".z\"],[x='},.y{'].a{x:y}", "a[href$=\".z\"],[x='},.y{'].a{x:y}"},
        {"@media print{.z{x:y}}.z{x:y}p{x:y}", "p{x:y}"},
        {"@media print{@page{size:A4}.z{x:y}p,.z{x:.5em}}", "@media print{@page{size:A4}p{x:.5em}}"},
        {"@import \".z\";.a{content:\"}.z{\"}", "@import \".z\";.a{content:\"}.z{\"}"},
        {".a{x:y", ".a{x:y"},
        {".z{x:y}}p{x:y}", "}p{x:y}"},
        {".f{x:y}.\\z{x:y}", ".f{x:y}.\\z{x:y}"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct buf out = {0};
        style_used(style_read(&arena, cases[i].css), page, sizeof page - 1, &out);
        assert_string_equal(buf_text(&out), cases[i].used);
        buf_free(&out);
        arena_free(&arena);
    }
}

static void filled_into_the_page(void **state)
{
    struct arena arena = {0};
    struct buf html = {0}, none = {0};
    (void)state;

    buf_str(&html, "<a " STYLE_DIGEST_HERE "><style>" STYLE_HERE "</style>" STYLE_HERE);
    style_fill(style_read(&arena, ".z{x:y}"), &html);
    assert_string_equal(buf_text(&html),
                        "<a 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=><style></style>" STYLE_HERE);
    style_fill(style_read(&arena, "p{x:y}"), &none);
    assert_int_equal(none.len, 0);
    buf_free(&html);
    arena_free(&arena);
}

static void digest_in_base64(void **state)
{
    char text[STYLE_DIGEST];
    (void)state;

    style_digest("", 0, text);
    assert_string_equal(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    style_digest("abc", 3, text);
    assert_string_equal(text, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_and_the_same), cmocka_unit_test(only_what_is_used),
        cmocka_unit_test(filled_into_the_page), cmocka_unit_test(digest_in_base64)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
