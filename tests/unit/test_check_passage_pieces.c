/* test_check_passage_pieces.c - of what pieces of the source a passage is made, and where a stretch of it
 * stands. */
#include "unit.h"

#include "base/arena.h"
#include "check/passage.h"
#include "read/markdown.h"

static struct arena texts;

/* The pieces as 0=“ab” (to the letter), 2~“x” (somewhere in it). */
static const char *told(const struct passage *p)
{
    const char *all = "";
    for (size_t i = 0; i < p->piece_count; i++) {
        const struct piece *piece = &p->pieces[i];
        size_t end = i + 1 < p->piece_count ? piece[1].from : p->length;
        assert_true(end > piece->from);
        if (piece->exact) /* as long as what it stands for */
            assert_int_equal(piece->at.length, end - piece->from);
        const struct source *source = piece->at.source;
        all = arena_printf(&texts, "%s%s%zu%c“%.*s”", all, i ? " " : "", piece->from,
                           piece->exact ? '=' : '~', source ? (int)piece->at.length : 0,
                           source && source->text ? source->text + piece->at.offset : "");
    }
    return all;
}

static const char *told_value(const char *value, struct place at)
{
    const struct plan plan = {.summary = {value, at}};
    struct passages all = passages_of_plan(&texts, &plan);
    if (all.count == 0)
        return "none";
    assert_int_equal(all.count, 1);
    assert_string_equal(all.list[0].text, value);
    assert_int_equal(all.list[0].length, strlen(value));
    return told(&all.list[0]);
}

/* A value of which is known that it stands in the stretch "within" of the line. */
static void expect_field(const char *line, const char *within, const char *value, const char *pieces)
{
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, line);
    size_t from = (size_t)(strstr(line, within) - line);
    const char *found = told_value(value, place_make(source, from, strlen(within)));
    if (strcmp(found, pieces) != 0)
        print_error("%s\n", line);
    assert_string_equal(found, pieces);
}

static void test_value(void **state)
{
    (void)state;
    expect_field("x: hai cây", "hai cây", "hai cây", "0=“hai cây”");
    expect_field("x: hai cây", ": hai cây", "hai cây", "0=“hai cây”");
    expect_field("x: hai cây xa", ": hai cây xa", "hai cây", "0=“hai cây”");
    expect_field("x: hai\n  cây", ": hai\n  cây", "hai cây", "0=“hai\n” 4=“cây”");
    expect_field("x: hai\n\t cây", ": hai\n\t cây", "hai cây", "0=“hai\n” 4=“cây”");
    expect_field("x: hai\tcây", ": hai\tcây", "hai cây", "0=“hai\tcây”");
    expect_field("x: **hai** _cây_ `a` \\_b", ": **hai** _cây_ `a` \\_b", "hai cây a _b",
                 "0=“hai” 3=“ ” 4=“cây” 8=“ ” 9=“a” 10=“ ” 11=“_b”");
    expect_field("x: hai hai hai cây", ": hai hai hai cây", "hai cây", "0=“hai cây”");
    expect_field("x: ai aia ai b", ": ai aia ai b", "ai b", "0=“ai b”");
    expect_field("x: a\xc3\xa0 b", ": a\xc3\xa0 b", "\xc3\xa0 b", "0=“à b”");
}

/* What does not stand there, as far as anyone looks: then the stretch is all that is known. */
static void test_value_unknown(void **state)
{
    (void)state;
    expect_field("x: hai cây", ": hai câ", "hai cây", "0~“: hai câ”");
    expect_field("x: hai cây", "hai", "hai cây", "0~“hai”");
    expect_field("x: hai bông", ": hai bông", "hai cây", "0~“: hai bông”");
    expect_field("x: hai bông cây", ": hai bông cây", "hai cây", "0~“: hai bông cây”");
    expect_field("x: haicây", ": haicây", "hai cây", "0~“: haicây”");
    expect_field("x: hai - cây", ": hai - cây", "hai cây", "0~“: hai - cây”");
    expect_field("x: hai cây", ": hai cây", " cây", "0~“: hai cây”"); /* no word to look for */
    expect_field("x: hai cây", "hai", "hai ", "0~“hai”");
    expect_field("x: &amp; b", ": &amp; b", "& b", "0~“: &amp; b”");
    expect_field("x: a", "a", "", "none");
    expect_field("x: a a a a a a a a b", "a a a a a a a a b", "a b", "0=“a b”"); /* eight times */
    expect_field("x: a a a a a a a a a b", "a a a a a a a a a b", "a b", "0~“a a a a a a a a a b”");
    assert_string_equal(told_value("a b", (struct place){0}), "0~“”");
    assert_string_equal(told_value("a b", place_file(&texts, "a.md")), "0~“”");
    assert_string_equal(told_value(NULL, (struct place){0}), "none");
}

static void expect_prose(const char *markdown, const char *text, const char *pieces)
{
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, markdown);
    const struct plan plan = {.preamble = markdown_read(&texts, &diags, source, 0, MARKDOWN_CONTENT)};
    struct passages all = passages_of_plan(&texts, &plan);
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.list[i].text, text) == 0) {
            assert_string_equal(told(&all.list[i]), pieces);
            return;
        }
    fail_msg("%s: no “%s”", markdown, text);
}

static void test_prose(void **state)
{
    (void)state;
    expect_prose("ab cd", "ab cd", "0=“ab cd”");
    expect_prose("x\n\na **b** *c*", "a b c", "0=“a ” 2=“b” 3=“ ” 4=“c”");
    expect_prose("a\nb\\\nc", "a b\nc", "0=“a” 1~“” 2=“b” 3~“” 4=“c”");
    expect_prose("a [b](c) `d`.", "a b d.", "0=“a ” 2=“b” 3=“ ” 4=“d” 5=“.”");
    /* escapes: a span goes on behind the place that is known of it */
    expect_prose("a paragraph before\n\na \\* b", "a * b", "0=“a ” 2=“* b”");
    expect_prose("x\n\n*y* a \\* b \\[c\\] d", "y a * b [c] d", "0=“y” 1=“ a ” 4=“* b ” 8=“[c” 10=“] d”");
    expect_prose("ab \\* ab *c* ab \\* ab", "ab * ab c ab * ab",
                 "0=“ab ” 3=“* ab ” 8=“c” 9=“ ab ” 13=“* ab”");
    expect_prose("a\n\\* b\n\n- c *d* \\* e\n", "c d * e", "0=“c ” 2=“d” 3=“ ” 4=“* e”");
    /* what the source has in other letters: only where all of it may stand */
    expect_prose("a paragraph before\n\na &amp; b", "a & b", "0~“a &amp; b”");
    expect_prose("x\n\na &amp; b\n\nc", "a & b", "0~“a &amp; b”");
    expect_prose("ab *cd*\n\nc", "ab cd", "0=“ab ” 3=“cd”");
    expect_prose("*a* &quot;b&quot; c\n\nd", "d", "0=“d”");
    expect_prose("x\n\n*a* &quot;b&quot; c *d*", "a \"b\" c d", "0=“a” 1~“* &quot;b&quot; c *d*” 8=“d”");
    expect_prose("a &amp; b\n\nc", "c", "0=“c”");
}

/* A list in an item: every block by itself. */
static void test_blocks(void **state)
{
    (void)state;
    expect_prose("- x \\* y\n  - *a* \\* b\n", "a * b", "0=“a” 1=“ ” 2=“* b”");
    expect_prose("> x \\* y\n>\n> a \\* b", "a * b", "0=“a ” 2=“* b”");
}

/* Spans whose place is not that of their words. */
static void test_spans_made(void **state)
{
    (void)state;
    struct diags diags = {.arena = &texts};
    const struct source *source = unit_source(&texts, &diags, "- a b c x");
    struct place whole = place_make(source, 2, source->len - 2);
    struct span span = {.kind = SPAN_TEXT, .text = "b c", .at = whole};
    struct block block = {.kind = BLOCK_PARAGRAPH, .at = whole, .spans = &span};
    const struct plan plan = {.preamble = &block};
    assert_string_equal(told(passages_of_plan(&texts, &plan).list), "0~“a b c x”"); /* not at its beginning */
    span.at = place_make(source, 4, 2);
    assert_string_equal(told(passages_of_plan(&texts, &plan).list), "0=“b c”");
    span.at = place_make(source, 6, 3);
    assert_string_equal(told(passages_of_plan(&texts, &plan).list), "0~“c x”");
    span.at = (struct place){0};
    assert_string_equal(told(passages_of_plan(&texts, &plan).list), "0~“”");
}

/* Three pieces by hand: the second is somewhere in its stretch, the fourth in another file. */
static void test_stretches(void **state)
{
    (void)state;
    struct diags diags = {.arena = &texts};
    const struct source *one = unit_source(&texts, &diags, "0123456789012345678901234567890123456789"),
                        *two = unit_source(&texts, &diags, "0123456789");
    const struct piece pieces[] = {{0, place_make(one, 10, 3), true},
                                   {3, place_make(one, 20, 9), false},
                                   {5, place_make(one, 30, 4), true},
                                   {9, place_make(two, 1, 2), true},
                                   {11, place_make(one, 5, 2), true}};
    const struct passage p = {PASSAGE_PROSE, "0123456789012", 13, pieces, sizeof pieces / sizeof *pieces};
    static const struct {
        size_t from, length, offset, there;
    } cases[] = {
        {0, 1, 10, 1},  {0, 3, 10, 3},  {2, 1, 12, 1}, {2, 0, 12, 0}, {0, 0, 10, 0}, {5, 0, 30, 0},
        {1, 3, 11, 2}, /* into what is not sure
                        */
        {3, 1, 20, 9},  {4, 5, 20, 9},  {5, 1, 30, 1}, {5, 4, 30, 4}, {8, 1, 33, 1}, {8, 2, 33, 1},
        {9, 1, 1, 1},   {9, 2, 1, 2},   {10, 1, 2, 1}, {10, 3, 2, 1}, {11, 1, 5, 1}, {12, 1, 6, 1},
        {0, 6, 10, 21}, {0, 9, 10, 24}, {6, 6, 31, 0} /* what ends before it begins */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place at = passage_place(&p, cases[i].from, cases[i].length);
        if (at.offset != cases[i].offset || at.length != cases[i].there)
            fail_msg("%zu+%zu: %u+%u", cases[i].from, cases[i].length, at.offset, at.length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_value),      cmocka_unit_test(test_value_unknown),
        cmocka_unit_test(test_prose),      cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_spans_made), cmocka_unit_test(test_stretches)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&texts);
    return failed;
}
