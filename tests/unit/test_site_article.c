/* test_site_article.c - what is left of HTML for editors that take little. */
#include "unit.h"

#include "site/article.h"

static void expect_at(const char *address, const char *html, const char *wanted)
{
    struct arena arena = {0};
    struct buf out = {0};

    article_clean(&arena, html, strlen(html), address, "2024/quy-2.html", &out);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
    arena_free(&arena);
}

#define expect(html, wanted) expect_at(NULL, html, wanted)

static void tags(void **state)
{
    (void)state;
    expect("", "");
    expect("<p class=\"a\" id='b' style=\"x>y\" onclick=alert(1)>t</p>", "<p>t</p>");
    expect("<P>t<BR/>u<br></P>", "<p>t<br>u<br></p>");
    expect("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>");
    expect("<div><h1>a</h1><h2>b</h2><code>c</code></div>", "a<h2>b</h2>c");
    expect("<ol start=\"3\"><li>a</li></ol>", "<ol><li>a</li></ol>");
    expect("<th scope=\"col\" class=\"x\">a</th><th scope=\"row\">b</th><td scope=\"col\">c</td>",
           "<th scope=\"col\">a</th><th scope=\"row\">b</th><td>c</td>");
    expect("x<!-- <p>no</p> -->y", "xy");
    expect("x<script>a</p>b</script>y<style>p{}</style>z<STYLE>", "xyz");
    expect("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c");
    expect("1 < 2 <3 </>", "1 &lt; 2 &lt;3 &lt;/>");
    expect("<img src=\"a.jpg\" alt=\"Ảnh &amp; chữ\"><img src=\"b.jpg\">", "Ảnh &amp; chữ");
    expect("<!DOCTYPE html><p>a", "<p>a");
    expect("<p", "<p>");
    expect("<!-- never closed", "");
    expect("<script>never closed", "");
}

static void space(void **state)
{
    (void)state;
    expect("\n\n<ul>\n<li>a\nb\n<em>c</em>\nd\n</li>\n\n</ul>\n", "<ul>\n<li>a b <em>c</em> d</li>\n</ul>\n");
    expect("<p>a<br>\nb</p>\n<hr>\n<p>c</p>", "<p>a<br>\nb</p>\n<p>c</p>");
}

static void links(void **state)
{
    (void)state;
    static const char html[] =
        "<a class=\"x\" href=\"chi-so-1.html#a\">a</a> <a href=\"../bao-cao/x y.pdf\">b</a> "
        "<a href=\"#viec\">c</a> <a href=\"../../etc\">d</a> <a href=\"/x\">e</a> <a>f</a>";
    expect(html, "a b c d e f");
    expect_at("https://t.example/p&q/", html,
              "<a href=\"https://t.example/p&amp;q/2024/chi-so-1.html#a\">a</a> "
              "<a href=\"https://t.example/p&amp;q/bao-cao/x%20y.pdf\">b</a> "
              "<a href=\"https://t.example/p&amp;q/2024/quy-2.html#viec\">c</a> d e f");
    expect(
        "<a href=\"tel:1022\">a</a><a href='mailto:x@y'>b</a><a href=\"https://x.example/?a&amp;b\">c</a>",
        "<a href=\"tel:1022\">a</a><a href=\"mailto:x@y\">b</a><a href=\"https://x.example/?a&amp;b\">c</a>");
    expect_at(
        "https://t.example/",
        "<a href=\"javascript:alert(1)\">a</a><a href=\"&#106;avascript:x\">b</a><a href=\"data:x\">c</a>"
        "<a href=\"//x.example\">d</a>",
        "abcd");
    expect("<a href=\"tel:1\">a<a href=\"tel:2\">b</a>c</a>", "<a href=\"tel:1\">ab</a>c");
    expect("<a href=\"tel:1\">never closed", "<a href=\"tel:1\">never closed</a>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags),
        cmocka_unit_test(space),
        cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
