/* test_check_citation_text.c - prose as one line: where in the source each byte of it stands, through marks,
 * links, escapes and line ends, and when that is not known. */
#include "unit.h"

#include "base/arena.h"
#include "check/citation_text.h"
#include "read/markdown.h"

static struct arena texts;

/* The bytes of the source that the text's bytes stand at, "|" where some are passed over, "3:" before all;
 * "?" and the text when it is not known. */
static const char *told(const struct cited_text *text)
{
    assert_int_equal(text->n, strlen(text->s));
    if (!text->offsets)
        return arena_printf(&texts, "?%s", text->s);
    struct buf out = {0};
    buf_printf(&out, "%u:", text->offsets[0]);
    for (size_t i = 0; i < text->n; i++) {
        if (i > 0 && text->offsets[i] != text->offsets[i - 1] + 1)
            buf_char(&out, '|');
        buf_char(&out, text->whole.source->text[text->offsets[i]]);
    }
    char *all = buf_take(&out, &texts);
    buf_free(&out);
    return all;
}

/* A value of the model, of which the stretch of the source is known that begins with "rest" and ends before
 * its end. */
static void expect_field(const char *line, const char *rest, const char *value, const char *expected)
{
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, line);
    size_t from = (size_t)(strstr(line, rest) - line);
    struct cited_text text =
        cited_text_str(&texts, (struct str){value, place_make(source, from, strlen(rest))});
    assert_string_equal(told(&text), expected);
    for (size_t i = 0; i < text.n && text.offsets; i++)
        assert_in_range(text.offsets[i], from, from + strlen(rest) - 1);
}

static void test_value(void **state)
{
    (void)state;
    expect_field("x: ab", "ab", "ab", "3:ab");
    expect_field("x: ab", ": ab", "ab", "3:ab");
    expect_field("x:  \t\n ab", ":  \t\n ab", "ab", "7:ab");
    expect_field("x: : a", ": : a", "a", "5:a");
    expect_field("x: :a", ":a", ":a", "3::a");
    /* blanks of any kind are one another's */
    expect_field("x: a\nb", ": a\nb", "a b", "3:a\nb");
    expect_field("x: a\tb", ": a\tb", "a b", "3:a\tb");
    expect_field("x: a b", ": a b", "a\tb", "3:a b");
    expect_field("x: a b", ": a b", "a\nb", "3:a b");
    expect_field("x: a\n  b", ": a\n  b", "a b", "3:a\n|b");
    /* marks, escapes, links */
    expect_field("x: **a** _b_ `c` \\*d", ": **a** _b_ `c` \\*d", "a b c *d", "5:a| |b| |c| |*d");
    expect_field("x: [a](b/c) d", ": [a](b/c) d", "a d", "4:a| d");
    expect_field("x: ![a](b) d", ": ![a](b) d", "a d", "5:a| d");
    expect_field("x: [a][] d", ": [a][] d", "a d", "4:a| d");
    expect_field("x: a *(b)* c", ": a *(b)* c", "a (b) c", "3:a |(b)| c");
    expect_field("x: [a] (b)", ": [a] (b)", "[a] (b)", "3:[a] (b)");
    expect_field("> x: a\n> b", ": a\n> b", "a b", "5:a\n|b");
    expect_field("yyyyyyyyyyyy x: [a](b) (c) d", ": [a](b) (c) d", "a (c) d", "17:a| (c) d");
}

/* Words that are not there, in whole or in part: then no byte is sure. */
static void test_lost(void **state)
{
    (void)state;
    expect_field("x: ab", ": ab", "ac", "?ac");
    expect_field("x: ab cd", ": ab", "ab cd", "?ab cd");
    expect_field("x: &amp; b", ": &amp; b", "& b", "?& b");
    expect_field("x: [a](b c", ": [a](b c", "a c", "?a c");
    expect_field("x: [a](b", ": [a](b", "a\tb\nc", "?a b c");
    expect_field("x: ", ": ", "a", "?a");
    struct cited_text text = cited_text_str(&texts, (struct str){"a\nb", {0}});
    assert_string_equal(told(&text), "?a b");
    text = cited_text_str(&texts, (struct str){"a\nb", place_file(&texts, "a.md")});
    assert_string_equal(told(&text), "?a b");
    text = cited_text_str(&texts, (struct str){"a\xc2\xa0"
                                               "b\xc2\xa0\xc2\xa0",
                                               {0}});
    assert_string_equal(told(&text), "?a  b    ");
}

/* The last paragraph of a text. */
static void expect_prose(const char *markdown, const char *expected)
{
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, markdown);
    const struct block *block = markdown_read(&texts, &diags, source, 0, MARKDOWN_CONTENT);
    while (block->next)
        block = block->next;
    struct cited_text text = cited_text_spans(&texts, block);
    assert_string_equal(told(&text), expected);
}

static void test_prose(void **state)
{
    (void)state;
    expect_prose("ab cd", "0:ab cd");
    expect_prose("a **b** *c*", "0:a |b| |c");
    expect_prose("a\nb\\\nc", "0:a\nb\\|c");
    expect_prose("a [b](c) `d`.", "0:a |b| |d|.");
    expect_prose("x\n\na \\* b", "3:a |* b");
    expect_prose("a paragraph before\n\na \\* b", "20:a |* b");
    expect_prose("x\n\n*y* a \\* b \\[c\\] d", "4:y| a |* b |[c|] d");
    expect_prose("x\n\na [b](javascript:c) \\* d", "3:a |b| |* d"); /* no link; told by the reader */
    expect_prose("a &amp; b", "?a & b");
    expect_prose("*a* &quot;b&quot; c", "?a \"b\" c");
    expect_prose("a\xc2\xa0"
                 "b",
                 "0:a\xc2\xa0"
                 "b");
}

/* Spans whose place is that of their block, or of no file. */
static void test_spans_made(void **state)
{
    (void)state;
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, "-- xb b\\*c *d*"), *other;
    other = unit_source(&texts, &diags, "xb b\\*c");
    struct place whole = place_make(source, 3, source->len - 3);
    struct span third = {.kind = SPAN_TEXT, .text = "c d", .at = whole},
                second = {.kind = SPAN_TEXT, .text = "b*", .at = whole, .next = &third},
                first = {.kind = SPAN_TEXT, .text = "xb ", .at = whole, .next = &second};
    struct block block = {.kind = BLOCK_PARAGRAPH, .at = whole, .spans = &first};
    struct cited_text text = cited_text_spans(&texts, &block);
    assert_string_equal(told(&text), "3:xb b|*c |d");
    first.at = place_make(other, 0, 3); /* then it is looked for */
    second.at = third.at = (struct place){0};
    text = cited_text_spans(&texts, &block);
    assert_string_equal(told(&text), "?xb b*c d"); /* none stands at the beginning of the file */
    block.at = (struct place){0};
    text = cited_text_spans(&texts, &block);
    assert_string_equal(told(&text), "?xb b*c d");
}

/* A stretch of the text in the source; the whole where that is not known. */
static void test_place(void **state)
{
    (void)state;
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, "x: a **b** c");
    struct place whole = place_make(source, 1, source->len - 1);
    struct cited_text text = cited_text_str(&texts, (struct str){"a b c", whole});
    static const struct {
        size_t from, to, offset, length;
    } cases[] = {{0, 1, 3, 1},  {0, 3, 3, 5},  {2, 5, 7, 5},  {4, 5, 11, 1}, {0, 5, 3, 9},
                 {0, 6, 1, 11}, {2, 2, 1, 11}, {3, 2, 1, 11}, {0, 0, 1, 11}, {5, 6, 1, 11}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place at = cited_place(&text, cases[i].from, cases[i].to);
        assert_int_equal(at.offset, cases[i].offset);
        assert_int_equal(at.length, cases[i].length);
    }
    uint32_t backward[] = {8, 7};
    struct cited_text turned = {"ab", 2, backward, whole};
    assert_int_equal(cited_place(&turned, 0, 2).length, whole.length);
    uint32_t same[] = {7, 7};
    turned.offsets = same;
    assert_int_equal(cited_place(&turned, 0, 2).length, 1);
    turned.offsets = NULL;
    assert_int_equal(cited_place(&turned, 0, 1).length, whole.length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_value),      cmocka_unit_test(test_lost),  cmocka_unit_test(test_prose),
        cmocka_unit_test(test_spans_made), cmocka_unit_test(test_place),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&texts);
    return failed;
}
