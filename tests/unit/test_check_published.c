/* test_check_published.c - published text as words: letters of every kind, capitals, what touches, where it
 * stands. */
#include "unit.h"

#include "base/text.h"
#include "check/published.h"

/* The words of the text as "from-to flags", flags being C(apital), A(ll capitals), D(igits). */
static const char *words_of_text(struct arena *arena, const char *text)
{
    struct published p = {0};
    published_add_text(&p, text, (struct place){0});
    published_parse(&p);
    const char *all = "";
    for (size_t i = 0; i < p.word_count; i++)
        all = arena_printf(arena, "%s%s%s%s%s%s", all, i ? "|" : "",
                           published_cut(arena, &p, p.words[i].from, p.words[i].to),
                           p.words[i].capital ? "+C" : "", p.words[i].all_capitals ? "+A" : "",
                           p.words[i].digits ? "+D" : "");
    published_free(&p);
    return all;
}

static void test_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"a", "a"},
        {"một hai", "một|hai"},
        {"Lê An, 3A", "Lê+C|An+C|3A"},
        {"LÊ ĐƯỢC A Đ Ạ ĐA", "LÊ+C+A|ĐƯỢC+C+A|A+C|Đ+C|Ạ+C|ĐA+C+A"},
        {"LÊa aLÊ Đa", "LÊa+C|aLÊ|Đa+C"},
        {"12 1a A1", "12+D|1a|A1+C"},
        {"a-b_c/d.e", "a|b|c|d|e"},
        {"  a\nb  ", "a|b"},
        {"“a”–b…c", "a|b|c"},
        {"9:0", "9+D|0+D"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(words_of_text(&arena, cases[i][0]), cases[i][1]);
    arena_free(&arena);
}

/* Capitals of the country become small, byte for byte; whatever has no small letter stays. */
static void test_small(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ",
         "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"},
        {"ÞĀĶŊŶ", "þāķŋŷ"},
        {"@[`{|~09×÷¿ß–“", "@[`{|~09×÷¿ß–“"},
        {"İĸŉŸΑ", "İĸŉŸΑ"}, /* whose small letters are of another length, or none */
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int again = 0; again < 2; again++) { /* small letters stay */
            struct published p = {0};
            published_add_text(&p, pairs[i][again], (struct place){0});
            published_parse(&p);
            assert_string_equal(buf_text(&p.lower), pairs[i][1]);
            published_free(&p);
        }
}

/* Which characters are of words: letters of any script, no signs. */
static void test_letters(void **state)
{
    (void)state;
    static const struct {
        uint32_t from, to;
        bool letter;
    } stretches[] = {
        {1, '/', false},         {'0', '9', true},        {':', '@', false},       {'A', 'Z', true},
        {'[', '`', false},       {'a', 'z', true},        {'{', 0xbf, false},      {0xc0, 0xd6, true},
        {0xd7, 0xd7, false},     {0xd8, 0xf6, true},      {0xf7, 0xf7, false},     {0xf8, 0x1fff, true},
        {0x2000, 0x2bff, false}, {0x2c00, 0x2fff, true},  {0x3000, 0x303f, false}, {0x3040, 0x3100, true},
        {0xfefe, 0xfefe, true},  {0xfeff, 0xfeff, false}, {0xff00, 0xff10, true}};
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++)
        for (uint32_t cp = stretches[i].from; cp <= stretches[i].to; cp++) {
            char text[8] = "";
            text[text_encode(cp, text)] = '\0';
            struct published p = {0};
            published_add_text(&p, text, (struct place){0});
            published_parse(&p);
            if ((p.word_count == 1) != stretches[i].letter)
                fail_msg("U+%04X: %zu words", (unsigned)cp, p.word_count);
            published_free(&p);
        }
}

static void test_touch(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool touch;
    } cases[] = {{"a b", true},
                 {"a  b", true},
                 {"a\xc2\xa0"
                  "b",
                  true},
                 {"a \xc2\xa0 b", true},
                 {"a, b", false},
                 {"a-b", false},
                 {"a\nb", false},
                 {"a \xc2\xad"
                  "b",
                  false},
                 {"a\xc3\x97"
                  "b",
                  false},
                 {"a", false},
                 {"a ", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct published p = {0};
        published_add_text(&p, cases[i].text, (struct place){0});
        published_parse(&p);
        assert_int_equal(published_touch(&p, 0), cases[i].touch);
        assert_false(published_touch(&p, p.word_count - 1));
        published_free(&p);
    }
}

static void test_is(void **state)
{
    (void)state;
    static const char *const list[] = {"lê", "an", "anh"};
    struct published p = {0};
    published_add_text(&p, "LÊ An Anhx a", (struct place){0});
    published_parse(&p);
    assert_true(published_is(&p, 0, "lê") && published_is(&p, 1, "an"));
    assert_false(published_is(&p, 0, "l") || published_is(&p, 0, "lêx") || published_is(&p, 1, "a") ||
                 published_is(&p, 1, "anh") || published_is(&p, 4, ""));
    assert_true(published_in(&p, 0, list, 3) && published_in(&p, 1, list, 3) && published_in(&p, 1, list, 2));
    assert_false(published_in(&p, 1, list, 1) || published_in(&p, 2, list, 3) ||
                 published_in(&p, 3, list, 3) || published_in(&p, 4, list, 3));
    published_free(&p);
}

/* Where bytes of a text of several stretches stand: of one, over two, where one is not to be found in the
 * source. */
static void test_places(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct source *source = unit_source(&arena, &diags, "x một **hai** ba&amp;bốn năm\n");
    const size_t two = strlen("x một **"), three = strlen("x một **hai** "),
                 four = three + strlen("ba&amp;bốn ");
    struct published p = {0};
    published_add_text(&p, "một ", place_make(source, 2, strlen("một ")));
    published_add_text(&p, "hai", place_make(source, two, 3));
    published_add_text(&p, " ba&bốn", place_make(source, three - 1, strlen(" ba&amp;bốn")));
    published_add_text(&p, " năm", place_make(source, four - 1, strlen(" năm")));
    published_parse(&p);
    const size_t at_two = strlen("một "), at_three = at_two + 4, at_four = at_three + strlen("ba&bốn ");
    struct {
        size_t from, to, offset, length;
    } cases[] = {{0, strlen("một"), 2, strlen("một")},
                 {1, 2, 3, 1},
                 {at_two, at_two + 3, two, 3},
                 {at_two + 1, at_two + 3, two + 1, 2},
                 {0, at_two + 3, 2, two + 3 - 2},
                 {at_two, at_three + 2, two, three + 2 - two},
                 {at_three, at_three + 2, three, 2},
                 {at_three + 3, at_three + 3 + strlen("bốn"), three + strlen("ba&amp;"), strlen("bốn")},
                 {at_four, at_four + strlen("năm"), four, strlen("năm")},
                 {at_two, at_four + strlen("năm"), two, four + strlen("năm") - two}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place at = published_place(&p, cases[i].from, cases[i].to);
        if (at.offset != cases[i].offset || at.length != cases[i].length)
            print_error("%zu: %zu, %zu\n", i, (size_t)at.offset, (size_t)at.length);
        assert_int_equal(at.offset, cases[i].offset);
        assert_int_equal(at.length, cases[i].length);
    }
    published_empty(&p);
    assert_null(published_place(&p, 0, 0).source);
    published_free(&p);
    arena_free(&arena);
}

/* The same words twice in a later stretch: each at its own place. */
static void test_place_of_twice(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct source *source = unit_source(&arena, &diags, "ba **x** ba và ba\n");
    struct published p = {0};
    published_add_text(&p, "ba ", place_make(source, 0, 3));
    published_add_text(&p, "x", place_make(source, 5, 1));
    published_add_text(&p, " ba và ba", place_make(source, 8, strlen(" ba và ba")));
    assert_int_equal(published_place(&p, 5, 7).offset, 9);
    assert_int_equal(published_place(&p, 4 + strlen(" ba và "), 4 + strlen(" ba và ba")).offset,
                     8 + strlen(" ba và "));
    published_free(&p);
    arena_free(&arena);
}

/* A passage grows as it must, and may be filled again. */
static void test_growth(void **state)
{
    (void)state;
    struct published p = {0};
    struct arena arena = {0};
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100; i++)
            published_add_text(&p, i % 2 ? "hai " : "Một ", (struct place){0});
        published_parse(&p);
        assert_int_equal(p.word_count, 100);
        assert_int_equal(p.stretch_count, 100);
        assert_string_equal(published_cut(&arena, &p, p.words[98].from, p.words[99].to), "Một hai");
        published_empty(&p);
    }
    published_add_text(&p, "a\nb", (struct place){0});
    assert_string_equal(published_cut(&arena, &p, 0, 3), "a b");
    published_free(&p);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),          cmocka_unit_test(test_small),  cmocka_unit_test(test_letters),
        cmocka_unit_test(test_touch),          cmocka_unit_test(test_is),     cmocka_unit_test(test_places),
        cmocka_unit_test(test_place_of_twice), cmocka_unit_test(test_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
