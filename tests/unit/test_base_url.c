/* test_base_url.c - addresses of sites: what is taken, how it is spelled, what is refused. */
#include "unit.h"

#include "base/url.h"

static void folders_in_one_spelling(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"https://truong.example", "https://truong.example/"},
        {"https://truong.example/", "https://truong.example/"},
        {"HTTPS://Truong.Example/PAPI", "https://truong.example/PAPI/"},
        {"http://a.b-c.example:8080/x/y/", "http://a.b-c.example:8080/x/y/"},
        {"https://a.example/góp ý", NULL},
        {"https://a.example/góp-ý/%20x", "https://a.example/g%C3%B3p-%C3%BD/%20x/"},
        {"https://a.example/x'y&z", "https://a.example/x'y&z/"},
        {"https://xn--trng-rpa.example/", "https://xn--trng-rpa.example/"},
    };
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *folder = url_folder(&arena, rows[i][0]);
        if (rows[i][1] == NULL)
            assert_null(folder);
        else
            assert_string_equal(folder, rows[i][1]);
    }
    arena_free(&arena);
}

static void what_is_no_folder(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "truong.example",
        "//truong.example",
        "ftp://truong.example/",
        "file:///C:/x",
        "javascript://a.example/%0aalert(1)",
        "https://",
        "https:///x",
        "https://a_b.example",
        "https://-a.example",
        "https://a-.example",
        "https://a..example",
        "https://.example",
        "https://me@a.example/",
        "https://me:pw@a.example/",
        "https://a.example:/",
        "https://a.example:80a/",
        "https://a.example:123456/",
        "https://trường.example/",
        "https://a.example/index.html",
        "https://a.example/x/Trang.ASPX",
        "https://a.example/?x",
        "https://a.example/#x",
        "https://a.example/../x",
        "https://a.example/./x",
        "https://a.example//x",
        "https://a.example/x//",
        "https://a.example/\"><script>",
        "https://a.example/\\x",
    };
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (url_folder(&arena, bad[i]) != NULL)
            fail_msg("taken: %s", bad[i]);
    arena_free(&arena);
}

static void tags(void **state)
{
    (void)state;
    struct arena arena = {0};

    assert_string_equal(url_tag(&arena, "https://a.example/", 2024, "2024/quy-2"),
                        "tag:a.example,2024:/2024/quy-2");
    assert_string_equal(url_tag(&arena, "http://a.example:80/p/", 2025, ""), "tag:a.example,2025:/p/");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_in_one_spelling),
        cmocka_unit_test(what_is_no_folder),
        cmocka_unit_test(tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
