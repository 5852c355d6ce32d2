/* test_site_links.c - the scanner and the check of links, over pages written by hand. */
#include "unit.h"

#include "base/buf.h"
#include "site/links.h"
#include "site/scan.h"

#include <string.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct tree tree;
};

static int set_up(void **state)
{
    static struct fixture f;

    memset(&f, 0, sizeof f);
    f.diags.arena = f.tree.arena = &f.arena;
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(&((struct fixture *)*state)->arena);
    return 0;
}

static void add(struct fixture *f, const char *path, const char *html)
{
    tree_add(&f->tree, path, html, strlen(html));
}

static size_t complaints(struct fixture *f, const char *html)
{
    add(f, "site/2024/quy-2.html", html);
    bool fine = links_check(&f->arena, &f->diags, &f->tree, "site/", NULL);
    assert_int_equal(fine, f->diags.count == 0);
    return f->diags.count;
}

static void scan_finds_attributes(void **state)
{
    struct fixture *f = *state;
    static const char html[] =
        "<!DOCTYPE html><!-- <a href=no> --><a class=x href='a&amp;b&#39;c' ID=\"m\">5 < 6</a>"
        "<script>\"<a href='no'>\"</script><img src=p.png alt><br/><a = href=z>";
    static const char *const wanted[] = {"a&b'c", "m", "p.png", "z"};
    static const enum html_kind kinds[] = {HTML_LINK, HTML_ID, HTML_LINK, HTML_LINK};
    struct html_scan scan = html_scan_begin(html, sizeof html - 1);
    struct html_attribute attribute;

    for (size_t i = 0; i < 4; i++) {
        assert_true(html_scan_next(&f->arena, &scan, &attribute));
        assert_string_equal(attribute.value, wanted[i]);
        assert_int_equal(attribute.kind, kinds[i]);
    }
    assert_false(html_scan_next(&f->arena, &scan, &attribute));
}

static void scan_ends_on_broken_html(void **state)
{
    struct fixture *f = *state;
    static const char *const broken[] = {"<",           "<a",   "<a href",  "<a href=", "<a href=\"x",
                                         "<a href='&#", "<!--", "<script>", "<a ==="};

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct html_scan scan = html_scan_begin(broken[i], strlen(broken[i]));
        struct html_attribute attribute;
        size_t n = 0;
        while (html_scan_next(&f->arena, &scan, &attribute))
            assert_true(++n < 9);
    }
}

static void resolve_walks_paths(void **state)
{
    struct arena *arena = &((struct fixture *)*state)->arena;

    assert_string_equal(link_resolve(arena, "2024/a.html", "../b.css?v=1#x"), "b.css");
    assert_string_equal(link_resolve(arena, "2024/a.html", "m/b%20%C4%91.pdf"), "2024/m/b \xc4\x91.pdf");
    assert_string_equal(link_resolve(arena, "2024/a.html", "#x"), "2024/a.html");
    assert_string_equal(link_resolve(arena, "a.html", "./b.html"), "b.html");
    assert_null(link_resolve(arena, "a.html", "../b.html"));
    assert_null(link_resolve(arena, "2024/a.html", "../../b.html"));
}

static void good_links_pass(void **state)
{
    struct fixture *f = *state;

    add(f, "site/style.css", "a{}");
    add(f, "site/index.html", "<p id=\"gop-y\">");
    assert_int_equal(
        complaints(
            f,
            "<link href=\"../style.css?v=12\"><a href=\"../index.html#gop-y\" id=a aria-labelledby=\"a b\">"
            "<b id=b></b><a href=\"#a\"><a href=\"https://x.vn/#y\"><a href=\"tel:1022\">"),
        0);
}

static void dead_link_is_told(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(complaints(f, "<a href=\"minh-chung/a.pdf\">"), 1);
}

static void empty_link_is_told(void **state)
{
    assert_int_equal(complaints(*state, "<a href=\"\">"), 1);
}

static void dead_anchor_is_told(void **state)
{
    struct fixture *f = *state;

    add(f, "site/2024/ke-hoach.html", "<p id=\"iii-2-1\">");
    assert_int_equal(
        complaints(f, "<a href=\"ke-hoach.html#iii-2-9\"><a href=\"#khong-co\"><p aria-describedby=\"mat\">"),
        3);
}

static void paths_that_leave_are_told(void **state)
{
    assert_int_equal(
        complaints(*state,
                   "<a href=\"/etc\"><a href=\"../../x\"><a href=\"//host/x\"><a href=\"javascript:x\">"),
        4);
}

static void same_id_twice_is_told(void **state)
{
    assert_int_equal(complaints(*state, "<p id=a><p id=a>"), 1);
}

static void many_ids_are_found(void **state)
{
    struct fixture *f = *state;
    struct buf html = {0};

    for (int i = 0; i < 5000; i++)
        buf_printf(&html, "<p id=\"n%d\"><a href=\"#n%d\">", i, 4999 - i);
    assert_int_equal(complaints(f, buf_text(&html)), 0);
    buf_free(&html);
}

static void complaint_points_into_the_content(void **state)
{
    struct fixture *f = *state;
    struct place at = place_make(source_from_bytes(&f->arena, &f->diags, "q2.md", "[x](m/a.pdf)", 12), 0, 12);
    struct link_place typed = {"m/a.pdf", NULL, at};
    struct link_places places = {&typed, 1, NULL, 0};
    FILE *out = tmpfile();
    char text[512] = "";

    add(f, "site/2024/a.html", "<a href=\"m/a.pdf\">");
    assert_false(links_check(&f->arena, &f->diags, &f->tree, "site/", &places));
    diag_print(&f->diags, out);
    rewind(out);
    assert_true(fread(text, 1, sizeof text - 1, out) > 0);
    fclose(out);
    assert_non_null(strstr(text, "q2.md:1:1"));
    assert_non_null(strstr(text, "W001"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(scan_finds_attributes),
        TEST(scan_ends_on_broken_html),
        TEST(resolve_walks_paths),
        TEST(good_links_pass),
        TEST(dead_link_is_told),
        TEST(empty_link_is_told),
        TEST(dead_anchor_is_told),
        TEST(paths_that_leave_are_told),
        TEST(same_id_twice_is_told),
        TEST(many_ids_are_found),
        TEST(complaint_points_into_the_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
