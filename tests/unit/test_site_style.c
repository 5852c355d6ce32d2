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
    const struct CMUnitTest tests[] = {cmocka_unit_test(short_and_the_same),
                                       cmocka_unit_test(digest_in_base64)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
