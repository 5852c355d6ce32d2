/* test_check_wording_letters.c - look-alikes, numerals and tone marks one by one: which are told, and with
 * what words. */
#include "language_unit.h"

#include "base/text.h"

static void test_look_alikes(void **state)
{
    (void)state;
    expect_plan_says("- Của trоng nhà.\n", "“trоng” có ký tự о (U+043E)", "gõ lại thành “trong”");
    expect_plan_says("- Của trор nhà.\n", "ký tự о (U+043E)", "thành “trop”"); /* the first is named */
    expect_plan_says("- Của nhàа nữa.\n", "“nhàа” có ký tự а (U+0430)", "thành “nhàa”");
    /* of full width, from the first to the last */
    expect_plan("- Của ０ và ｚ, ９ và Ａ.\n", "V011@12:7 V011@12:12 V011@12:15 V011@12:20");
    expect_plan_says("- Của ｚ０Ａ.\n", "ký tự ｚ (U+FF5A)", "thành “z0A”");
    expect_plan("- Của ／ và ｛.\n", "");
    /* a foreign word is none of our affair, to the ends of its alphabets */
    expect_plan("- Của xо và хoa.\n", "V011@12:7 V011@12:13");
    expect_plan("- Của оͰ và оԯ.\n", "");
    expect_plan("- Của оԱ.\n", "V011@12:7"); /* of another alphabet: nobody writes so */
    expect_plan("- Đường ừ, Ạ Ỹ ỹ ạ, ước.\n", "");
}

static void test_roman(void **state)
{
    (void)state;
    static const char *const right[] = {"I",  "II",  "III", "IV",  "VI",   "VII",  "VIII",   "IX",
                                        "XI", "XIV", "XIX", "XXI", "XXIX", "XXXI", "XXXVIII"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        char *wrong = arena_strdup(&texts, right[i]), *last = strrchr(wrong, 'I');
        *last = 'l';
        expect_plan_says(arena_printf(&texts, "- Của quý %s.\n", wrong),
                         arena_printf(&texts, "“%s” lẫn chữ với số, có lẽ là “%s”\n", wrong, right[i]));
        *last = '1';
        if (wrong[1]) /* "1" alone is one */
            expect_plan_says(arena_printf(&texts, "- Của Phần %s.\n", wrong),
                             arena_printf(&texts, "là “%s”\n", right[i]));
    }
    static const char *const none[] = {"IIIl", "VVl", "IVl", "IXl", "XXXXl",
                                       "XLXl", "LXl", "VXl", "lV1", "ll1l"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        expect_plan(arena_printf(&texts, "- Của quý %s.\n", none[i]), "");
    arena_free(&texts);
}

static void test_cues(void **state)
{
    (void)state;
    static const char *const cues[] = {"Quý", "quý", "Phần", "phần", "Chương", "chương", "khóa", "khoá",
                                       "kỳ",  "thứ", "Mục",  "mục",  "lục",    "hạng",   "loại", "tập"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        expect_plan_says(arena_printf(&texts, "- Của %s l.\n", cues[i]), "có lẽ là “I”\n");
    arena_free(&texts);
    /* without such a word only what can be nothing else */
    expect_plan("- Của lớp l, lớp 1I, lớp I1, lớp ll.\n", "");
    expect_plan("- Của lớp Il, lớp lV.\n", "V015@12:11 V015@12:19");
    expect_plan("- Của quý, l và quý 1I.\n", "V015@12:21");            /* right before it */
    expect_plan("- Của quý 1I1, quý 1l1.\n", "V015@12:11 V015@12:20"); /* told once each */
    expect_plan("- Của quý 1, quý 11, quý 1A, quý lA.\n", "");
}

static void test_digits(void **state)
{
    (void)state;
    expect_plan_says("- Năm 2O24.\n", "“2O24” lẫn", "là “2024”\n");
    expect_plan_says("- Năm 2ol4, 3I5.\n", "là “2014”\n", "là “315”\n");
    expect_plan("- Số 0O9, 9l0, 5I5.\n", "V015@12:6 V015@12:11 V015@12:16");
    expect_plan("- Số O99, 99l, 9X9, 9a9, 990.\n", "");
    expect_plan("- Số 12345678901l, 12345678901l2, 1234567890l2.\n", "V015@12:35"); /* of twelve at most */
}

static void test_tones(void **state)
{
    (void)state;
    expect_plan_says("- Hòa giải, hoà đồng.\n", "“hoà”", "“Hòa”");
    expect_plan("- Trẻ òa, hoà giải.\n", "V009@12:11"); /* of three bytes */
    expect_plan("- Trẻ oà, hòa giải.\n", "V009@12:7");
    expect_plan("- Quý, quỳ, QUÝ, hoà, qúy.\n", "");
    /* the word of the other way that is the same, else the first */
    expect_plan_says("- Ủy ban, hòa giải, hoà đồng.\n", "“hoà”", "“hòa”");
    expect_plan_says("- Ủy ban, hòa giải, thuỷ lợi.\n", "“thuỷ”", "“Ủy”");
    /* the rarer way is told, of equals the new one, all of it as one */
    expect_plan("- Hoà, hoà, thủy.\n", "V009@12:13");
    expect_plan("- Thủy, hoà.\n", "V009@12:9");
    static const char *const none[4];
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Hòa, thủy, tòa.\n- Hoà.\n- Thuỷ.\n", none);
    const char *printed = check_unit_run(&u);
    assert_string_equal(language_codes(&u.arena, printed, "V"), "V009@13:3");
    assert_non_null(strstr(printed, "còn ở dòng: 14\n"));
    check_unit_close(&u);
}

static void test_all_ends(void **state)
{
    (void)state;
    static const char *const old[] = {"hòa", "hóa", "hỏa", "hõa", "họa", "hòe", "hóe", "hỏe",
                                      "hõe", "họe", "hùy", "húy", "hủy", "hũy", "hụy"},
                             *const new[] = {"hoà", "hoá", "hoả", "hoã", "hoạ", "hoè", "hoé", "hoẻ",
                                             "hoẽ", "hoẹ", "huỳ", "huý", "huỷ", "huỹ", "huỵ"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
        expect_plan(arena_printf(&texts, "- Của %s, %s.\n", old[i], new[i]), "V009@12:12");
        expect_plan(
            arena_printf(&texts, "- CỦA %s, %s.\n", text_upper(&texts, old[i]), text_upper(&texts, new[i])),
            "V009@12:12");
    }
    arena_free(&texts);
}

/* People write their names as they do. */
static void test_names(void **state)
{
    (void)state;
    static const char *const called[] = {"ông", "bà", "cô", "thầy", "em", "anh", "chị", "Lê"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof called / sizeof *called; i++)
        expect_plan(arena_printf(&texts, "- Thủy, thủy, %s Hoà.\n", called[i]), "");
    arena_free(&texts);
    expect_plan("- Thủy, thủy, ông, Hoà.\n", "V009@12:20");
    expect_plan("- Thủy, thủy, ông hoà.\n", "V009@12:19");
    expect_plan("- Thủy, thủy, thợ Hoà.\n", "V009@12:19");
    expect_plan("- Thủy, thủy, ÔNG HOÀ.\n", "V009@12:19"); /* all in capitals: no name is seen */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_look_alikes), cmocka_unit_test(test_roman), cmocka_unit_test(test_cues),
        cmocka_unit_test(test_digits),      cmocka_unit_test(test_tones), cmocka_unit_test(test_all_ends),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
