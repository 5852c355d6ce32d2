/* test_check_lexicon.c - words by number: which are the same, where they stand, what parts them. */
#include "unit.h"

#include "base/text.h"
#include "check/lexicon.h"

#include <stdio.h>

/* The words as "from+length=number" with what stands before each: " ", "," or ".". */
static const char *words_in(struct lexicon *lexicon, const char *text)
{
    struct words words = words_of(lexicon, text, strlen(text));
    const char *all = "";
    for (size_t i = 0; i < words.count; i++)
        all = arena_printf(lexicon->arena, "%s%s%u+%u=%u", all,
                           words.list[i].gap == GAP_SPACE   ? " "
                           : words.list[i].gap == GAP_COMMA ? ","
                                                            : ".",
                           (unsigned)words.list[i].from, (unsigned)words.list[i].length,
                           (unsigned)words.list[i].id);
    return all;
}

static void test_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct lexicon lexicon = {.arena = &arena};
    assert_string_equal(words_in(&lexicon, "hòa Hoà  HÒA, ba."), ".0+4=0 5+4=0 11+4=0,17+2=1");
    assert_string_equal(words_in(&lexicon, "ba ,, hòa;bốn"), ".0+2=1,6+4=0.11+5=2");
    assert_string_equal(words_in(&lexicon, "  ba\thòa\nbốn\xc2\xa0"
                                           "ba\xe2\x80\xaf"
                                           "ba"),
                        ".2+2=1 5+4=0 10+5=2 17+2=1 22+2=1");
    assert_string_equal(words_in(&lexicon, "(ba, hòa) - ba. ba ,- ba"), ".1+2=1,5+4=0.13+2=1.17+2=1.23+2=1");
    assert_string_equal(words_in(&lexicon, "3a 4"), ".0+2=3 3+1=4");
    assert_string_equal(words_in(&lexicon, ""), "");
    assert_string_equal(words_in(&lexicon, " ,"), "");
    assert_string_equal(word_key(&lexicon, 1), "ba");
    assert_string_equal(word_key(&lexicon, 2), text_loose(&arena, "bốn"));
    assert_int_equal(word_id(&lexicon, "BA", 2), 1);
    assert_int_equal(word_id(&lexicon, "bad", 2), 1);
    assert_int_equal(word_id(&lexicon, "mới", strlen("mới")), 5);
    arena_free(&arena);
}

/* Letters of any script and figures make words, signs do not. */
static void test_letters(void **state)
{
    (void)state;
    static const struct {
        uint32_t from, to;
        bool letter;
    } stretches[] = {{1, '/', false},         {'0', '9', true},      {':', '@', false},
                     {'A', 'Z', true},        {'[', '`', false},     {'a', 'z', true},
                     {'{', 0xbf, false},      {0xc0, 0xd6, true},    {0xd7, 0xd7, false},
                     {0xd8, 0xf6, true},      {0xf7, 0xf7, false},   {0xf8, 0x1fff, true},
                     {0x2000, 0x303f, false}, {0x3040, 0x3100, true}};
    struct arena arena = {0};
    struct lexicon lexicon = {.arena = &arena};
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++)
        for (uint32_t cp = stretches[i].from; cp <= stretches[i].to; cp++) {
            char text[8] = "";
            text[text_encode(cp, text)] = '\0';
            if ((words_of(&lexicon, text, strlen(text)).count == 1) != stretches[i].letter)
                fail_msg("U+%04X", (unsigned)cp);
        }
    arena_free(&arena);
}

/* Numbers stay as the table grows. */
static void test_many(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct arena arena = {0};
    struct names_seen seen = {.arena = &arena};
    char name[20];
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < MANY; i++) {
            int n = snprintf(name, sizeof name, "tên %u", i);
            assert_int_equal(seen_number(&seen, name, (size_t)n), i);
            assert_string_equal(seen_string(&seen, i), name);
        }
    assert_int_equal(seen.count, MANY);
    assert_int_equal(seen_number(&seen, "tên", 3), MANY);
    assert_int_equal(seen_number(&seen, "", 0), MANY + 1);
    assert_int_equal(seen_number(&seen, "tên 1", 3), MANY);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
