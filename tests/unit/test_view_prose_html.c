/* test_view_prose_html.c - prose as HTML, and text made safe for the place it goes to. */
#include "unit.h"

#include "base/buf.h"
#include "read/markdown.h"
#include "view/escape.h"
#include "view/prose_html.h"

static void expect(const char *markdown, const char *html)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct buf out = {0};
    const struct source *source = unit_source(&arena, &diags, markdown);
    prose_html(&out, markdown_read(&arena, &diags, source, 0, MARKDOWN_CONTENT));
    assert_int_equal(diags.count, 0);
    assert_string_equal(buf_text(&out), html);
    buf_free(&out);
    arena_free(&arena);
}

static void blocks(void **state)
{
    (void)state;
    expect("", "");
    expect("Một\nhai\\\nba", "<p>Một\nhai<br>\nba</p>\n");
    expect("- a\n- b\n\n  c", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n<p>c</p>\n</li>\n</ul>\n");
    expect("- a\n  - b\n- c", "<ul>\n<li>a\n<ul>\n<li>b\n</li>\n</ul>\n</li>\n<li>c\n</li>\n</ul>\n");
    expect("1. a\n2. b", "<ol>\n<li>a\n</li>\n<li>b\n</li>\n</ol>\n");
    expect("3. a", "<ol start=\"3\">\n<li>a\n</li>\n</ol>\n");
    expect("> a\n\n***", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n");
    expect("- > a", "<ul>\n<li><blockquote>\n<p>a</p>\n</blockquote>\n</li>\n</ul>\n");
}

static void spans(void **state)
{
    (void)state;
    expect("*a* **b** `c<d`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>\n");
    expect("a \\< b & c \" d ' \\> e", "<p>a &lt; b &amp; c &quot; d &#39; &gt; e</p>\n");
    expect("[**x**](https://a.example/?a=1&b=2)",
           "<p><a href=\"https://a.example/?a=1&amp;b=2\"><strong>x</strong></a></p>\n");
    expect("[x](<minh-chung/biên bản.pdf>) [y](minh-chung/a%20b.pdf)",
           "<p><a href=\"minh-chung/bi%C3%AAn%20b%E1%BA%A3n.pdf\">x</a> <a "
           "href=\"minh-chung/a%20b.pdf\">y</a></p>\n");
    expect("[x](<a\"onclick='1'.pdf>)", "<p><a href=\"a%22onclick=&#39;1&#39;.pdf\">x</a></p>\n");
    expect("![ảnh *1* \"x\"](minh-chung/a.png)",
           "<p><img src=\"minh-chung/a.png\" alt=\"ảnh 1 &quot;x&quot;\" loading=\"lazy\"></p>\n");
}

static void escapes(void **state)
{
    (void)state;
    struct buf out = {0};
    escape_html(&out, "<a href=\"x\">'&amp;'</a> ấ");
    assert_string_equal(buf_text(&out), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt; ấ");
    out.len = 0;
    escape_url(&out, "a b%20?x=1&y=<ấ>\n'");
    assert_string_equal(buf_text(&out), "a%20b%20?x=1&amp;y=%3C%E1%BA%A5%3E%0A&#39;");
    out.len = 0;
    escape_percent(&out, "a b&c'");
    assert_string_equal(buf_text(&out), "a%20b&c'");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks),
        cmocka_unit_test(spans),
        cmocka_unit_test(escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
