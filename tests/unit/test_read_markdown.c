/* test_read_markdown.c - places of blocks and spans, unsafe links, and input that cmark is slow at. */
#include "fixture_unit.h"

#include "base/buf.h"
#include "read/markdown.h"

static struct block *read(struct fixture *f, const char *text)
{
    return markdown_read(&f->arena, &f->diags, unit_source(&f->arena, &f->diags, text), 0, MARKDOWN_CONTENT);
}

static void assert_at(struct place at, size_t line, size_t column)
{
    struct position position = place_position(at);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void places(void **state)
{
    struct fixture *f = *state;
    struct block *b =
        read(f, "## Phần ấy\n\nđoạn một\ndòng hai *nhấn* hết\n\n- mục\n  tiếp\n  - con: “giá trị”\n");
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(b->kind, BLOCK_HEADING);
    assert_int_equal(b->level, 2);
    assert_at(b->spans->at, 1, 4);
    b = b->next;
    assert_int_equal(b->kind, BLOCK_PARAGRAPH);
    assert_at(b->at, 3, 1);
    const struct span *s = b->spans->next->next; /* text, soft, text */
    assert_string_equal(s->text, "dòng hai ");
    assert_at(s->at, 4, 1);
    assert_int_equal(s->next->kind, SPAN_EMPH);
    assert_at(s->next->first->at, 4, 11);
    const struct block *item = b->next->first;
    assert_at(item->at, 6, 1);
    assert_at(item->first->spans->at, 6, 3);
    const struct block *below = item->first->next->first;
    assert_at(below->at, 8, 3);
    assert_string_equal(block_text(&f->arena, below), "con: “giá trị”");
    assert_at(place_find(below->first->at, "“giá trị”"), 8, 10);
}

static void repeated_words_have_places_of_their_own(void **state)
{
    struct fixture *f = *state;
    struct block *b = read(f, "một *một* một\n");
    assert_at(b->spans->at, 1, 1);
    assert_at(b->spans->next->first->at, 1, 6);
    assert_at(b->spans->next->next->at, 1, 10);
}

static void offsets_are_those_of_the_source(void **state)
{
    struct fixture *f = *state;
    const struct source *source = unit_source(&f->arena, &f->diags, "---\na: 1\n---\n\nđoạn\n");
    struct block *b = markdown_read(&f->arena, &f->diags, source, 13, MARKDOWN_CONTENT);
    assert_at(b->at, 5, 1);
    assert_at(b->spans->at, 5, 1);
}

static void comments_go_and_html_is_told(void **state)
{
    struct fixture *f = *state;
    struct block *b = read(f, "<!-- một\nhai -->\n\nđoạn\n");
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(b->kind, BLOCK_PARAGRAPH);
    static const char *const wrong[] = {"a <b>c</b>\n",         "<div>\n",        "a <!-- b --> c\n",
                                        "<!-- mở\n\nmãi\n",     "```\nmã\n```\n", "    mã\n",
                                        "a | b\n--|--\n1 | 2\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        f->diags.by_level[LEVEL_ERROR] = 0;
        read(f, wrong[i]);
        assert_true(f->diags.by_level[LEVEL_ERROR] > 0);
    }
}

static void links(void **state)
{
    (void)state;
    static const char *const safe[] = {"https://a.b/c?d=e:f", "http://a.b", "mailto:a@b.c", "tel:1022",
                                       "minh-chung/a b.pdf",  "#neo",       "a/b#c",        "HTTPS://A.B",
                                       "minh-chung/a..b.pdf", "x?y=..",     "./a"};
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        assert_true(markdown_link_is_safe(safe[i]));
    static const char *const unsafe[] = {"javascript:alert(1)",
                                         "JavaScript:x",
                                         "java\tscript:x",
                                         " javascript:x",
                                         "data:text/html,x",
                                         "file:///etc/passwd",
                                         "//host/x",
                                         "\\\\host",
                                         "/etc/passwd",
                                         "../x",
                                         "a/../x",
                                         "a/..",
                                         "%2e%2e/x",
                                         "a/%2E%2e/b",
                                         "a%2fb",
                                         "",
                                         "vbscript:x",
                                         "https://",
                                         "mailto:",
                                         "\x01x"};
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        assert_false(markdown_link_is_safe(unsafe[i]));
}

static void unsafe_links_become_text(void **state)
{
    struct fixture *f = *state;
    struct block *b = read(f, "xem [ở đây](&#106;avascript:alert(1)) và ![ảnh](http://a.b/c.png) hết\n");
    assert_int_equal(f->diags.by_level[LEVEL_ERROR], 2);
    assert_null(b->spans->next); /* all of it one text */
    assert_string_equal(b->spans->text, "xem ở đây và ảnh hết");
}

/* One MiB of a pattern: read or refused, and never by running out of stack or time (the test runner would
 * see). */
static void pathological_input_ends(void **state)
{
    static const char *const patterns[] = {
        "[",   "![", "](",  "*a ",   "**",     "_a_",   "`",    "`a``b```", "> ",      "- ",    "&",  "&amp;",
        "<a ", "\\", "a\n", "- a\n", "1. a\n", "# a\n", "<!--", "[a](<",    "*a **b ", "a  \n", "\t", "| "};
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct buf text = {0};
        while (text.len < SOURCE_LIMIT - 20)
            buf_str(&text, patterns[i]);
        const struct source *source = source_from_text(&arena, "big", text.data, text.len);
        markdown_read(&arena, &diags, source, 0, MARKDOWN_CONTENT);
        buf_free(&text);
        arena_free(&arena);
    }
}

static void nesting_is_limited(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    for (int depth = 0; depth < 12; depth++)
        buf_printf(&text, "%*s- a\n", depth * 2, "");
    read(f, buf_text(&text));
    assert_int_equal(f->diags.by_level[LEVEL_ERROR], 1);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(places, setup, teardown),
        cmocka_unit_test_setup_teardown(repeated_words_have_places_of_their_own, setup, teardown),
        cmocka_unit_test_setup_teardown(offsets_are_those_of_the_source, setup, teardown),
        cmocka_unit_test_setup_teardown(comments_go_and_html_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(links, setup, teardown),
        cmocka_unit_test_setup_teardown(unsafe_links_become_text, setup, teardown),
        cmocka_unit_test_setup_teardown(pathological_input_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(nesting_is_limited, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
