/* test_check_cited_pairs.c - one document under two numbers, days or titles: how alike is alike, and where
 * the difference is shown. */
#include "check_unit.h"

#define PAIR(first, second)                                                                                  \
    "Quyết định số 9/QĐ-A ngày 1/2/2020 " first ";\n\nQuyết định số 9/QĐ-A ngày 1/2/2020 " second

/* The codes of the complaints C005 to C007 about a plan that begins with the text, and words that are
 * printed. */
static void expect(const char *text, const char *codes, const char *words)
{
    struct check_unit u;
    struct arena texts = {0};
    check_unit_open(&u,
                    arena_join(&texts,
                               "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 27/5/2024\ntrích yếu: x\nphần bắt "
                               "buộc: [I]\nphần nhiệm vụ: [I]\n---\n\n",
                               text, "\n\n## I. VIỆC\n\n- Làm một việc.\n"),
                    (const char *const[4]){NULL});
    const char *out = check_unit_run(&u);
    char found[400] = "";
    for (const char *p = out; (p = strstr(p, " [C00")) != NULL; p++)
        if (p[5] >= '5' && p[5] <= '7')
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.4s", *found ? " " : "", p + 2);
    if (strcmp(found, codes) != 0 || !strstr(out, words))
        print_error("%s\n%s\n", text, out);
    assert_string_equal(found, codes);
    assert_non_null(strstr(out, words));
    check_unit_close(&u);
    arena_free(&texts);
}

/* Titles that part and meet again are one document's in two wordings; what is only longer, or has other
 * marks, is not told. */
static void test_titles(void **state)
{
    (void)state;
    expect(PAIR("về một hai ba bốn năm", "về một hai ba bốn năm"), "", "");
    expect(PAIR("về một hai ba bốn năm", "về một hai ba bốn năm sáu"), "", "");
    expect(PAIR("về một hai ba bốn năm", "về hai ba bốn năm"), "", "");
    expect(PAIR("về một hai ba bốn năm", "về việc một hai ba bốn năm"), "", "");
    expect(PAIR("v/v một hai ba bốn năm", "về một (hai) \"ba\", bốn năm"), "", "");
    expect(PAIR("về Một hai ba bốn năm", "về MỘT HAI BA BỐN NĂM"), "", "");
    expect(PAIR("về một hai ba bốn năm", "về một hai xa bốn năm"), "C007", "“một hai xa bốn năm”");
    expect(PAIR("về một hai ba bốn năm", "về một hai xa bốn năm"), "C007", "“một hai ba bốn năm”");
    expect(PAIR("về một hai ba bốn năm", "về một hai ba bốn xa"), "",
           ""); /* two words at the end in common, at least */
    expect(PAIR("về một hai ba bốn năm", "về một hai ba xa năm"), "", "");
    expect(PAIR("về một hai ba bốn năm", "về xa hai ba bốn năm"), "C007", "“xa hai ba”");
    /* three of five words in common are enough, and not less */
    expect(PAIR("về một hai ba bốn năm", "về một xa xi bốn năm"), "C007", "“một xa xi bốn năm”");
    expect(PAIR("về một hai ba bốn năm", "về xô xa xi bốn năm"), "", "");
    /* none in common, of four at least: another document */
    expect(PAIR("về một hai ba bốn", "về xa xi xô xe"), "C007", "“xa xi xô xe”");
    expect(PAIR("về một hai ba", "về xa xi xô"), "", "");
    expect(PAIR("về một hai ba bốn", "về xa xi xô hai"), "C007", "");
    expect(PAIR("về một hai ba bốn năm sáu", "về xa hai ba xe xi xo"), "", ""); /* a third is not "none" */
    /* around what differs two words are shown, and not more than twelve in all */
    expect(PAIR("về a b c d e g h i k l", "về a b c d x g h i k l"), "C007", "“c d x g h”");
    expect(PAIR("về a b c d e g h i k l", "về a b c d x g h i k l"), "C007", "“c d e g h”");
    expect(PAIR("về a b c d e g", "về x b c d e g"), "C007", "“x b c”");
    expect(PAIR("về a b c d e g h i k l m n o p q r s t u v",
                "về a b c d e g 1 2 3 4 5 6 7 8 m n o p q r s t u v"),
           "C007", "“e g 1 2 3 4 5 6 7 8 m n”");
    expect(PAIR("về a b c d e g h i k l m n o p q r s t u v",
                "về a b c d e g 1 2 3 4 5 6 7 8 9 m n o p q r s t u v"),
           "C007", "“e g 1 2 3 4 5 6 7 8 9 m…”");
}

static void test_places(void **state)
{
    (void)state;
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n\n" PAIR("về một hai ba bốn năm", "về một hai xa bốn năm") "\n",
                    (const char *const[4]){NULL});
    assert_non_null(strstr(check_unit_run(&u), "plan.md:16:39:"));
    check_unit_close(&u);
}

/* Of one number: two days of a year are told, of another year or another body they are another document's. */
static void test_dates(void **state)
{
    (void)state;
#define DATED(number, day, rest) "Quyết định số " number "/QĐ-UBND ngày " day rest ";\n\n"
    expect(DATED("9", "1/2/2020", "") DATED("9", "1/2/2020", ""), "", "");
    expect(DATED("9", "1/2/2020", "") DATED("9", "2/2/2020", ""), "C006", "2/2/2020");
    expect(DATED("9", "1/2/2020", "") DATED("9", "2/2/2021", ""), "", "");
    expect(DATED("9", "1/2/2020", "") DATED("8", "2/2/2020", ""), "", "");
    expect(DATED("9", "1/2/2020", "") DATED("9", "2/2/2020", "") DATED("9", "3/2/2020", ""), "C006 C006",
           "1/2/2020");
    expect(DATED("9", "1/2/2020", "") DATED("9", "2/2/2021", "") DATED("9", "2/2/2020", ""), "C006", "");
    expect(DATED("9/2020", "1/2/2020", "") DATED("9/2020", "1/2/2021", ""), "C006",
           ""); /* a number that bears its year */
    expect(DATED("9", "1/2/2020", " của UBND quận") DATED("9", "2/2/2020", " của UBND quận"), "C006", "");
    expect(DATED("9", "1/2/2020", " của UBND quận") DATED("9", "2/2/2020", " của Ủy ban nhân dân quận"),
           "C006", "");
    expect(DATED("9", "1/2/2020", " của Chủ tịch UBND quận") DATED("9", "2/2/2020", " của UBND"), "C006", "");
    expect(DATED("9", "1/2/2020", " của UBND") DATED("9", "2/2/2020", " của UBND quận"), "C006", "");
    expect(DATED("9", "1/2/2020", " của UBND quận") DATED("9", "2/2/2020", " của UBND xã"), "", "");
    expect(DATED("9", "1/2/2020", " của UBND quận") DATED("9", "2/2/2020", ""), "C006", "");
    expect("Kế hoạch số 9 ngày 1/2/2020;\n\nKế hoạch số 9 ngày 2/2/2020", "",
           ""); /* without a symbol it is anybody's */
}

/* Of one day, under two numbers: the same title, nearly to the word. */
static void test_numbers(void **state)
{
    (void)state;
#define TITLED(number, title) "Quyết định số " number "/QĐ-A ngày 1/2/2020 về " title ";\n\n"
    expect(TITLED("8", "a b c d e g h") TITLED("9", "a b c d e g h"), "C005", "");
    expect(TITLED("8", "a b c d e g h") TITLED("9", "a b c d e g x"), "C005", ""); /* six of seven */
    expect(TITLED("8", "a b c d e g") TITLED("9", "a b c d e x"), "", "");         /* five of six */
    expect(TITLED("8", "a b c d e g h") TITLED("8", "a b c d e g h"), "", "");
    expect("Quyết định số 8/QĐ-A ngày 1/2/2020 về a b c d;\n\nQuyết định số 9/QĐ-A ngày 2/2/2020 về a b c d",
           "", "");
    expect("Quyết định số 8/QĐ-A ngày 1/2/2020 về a b c d;\n\nQuyết định số 9/QĐ-B ngày 1/2/2020 về a b c d",
           "", "");
    /* "về", "việc", "v/v" are no words of a title */
    expect(TITLED("8", "việc a b c d e g h") TITLED("9", "a b c d e g x"), "C005", "");
    expect("Quyết định số 8/QĐ-A ngày 1/2/2020 v/v a b c d e g h;\n\n" TITLED("9", "a b c d e g x"), "C005",
           "");
    /* others between */
#define OF(number, day) "Quyết định số " number " ngày " day " về a b c d;\n\n"
    expect(OF("8/QĐ-A", "1/2/2020") OF("7/QĐ-B", "1/2/2020") OF("9/QĐ-A", "1/2/2020"), "C005", "");
    expect(OF("8/QĐ-A", "1/2/2020") OF("7/QĐ-A", "2/2/2020") OF("9/QĐ-A", "1/2/2020"), "C005", "");
    expect(OF("9/QĐ-A", "1/2/2020") OF("9/QĐ-A", "2/2/2020") OF("8/QĐ-A", "2/2/2020"), "C006 C005", "");
    /* eight that came before are looked at */
    struct arena texts = {0};
    for (int between = 6; between <= 9; between++) {
        const char *text = TITLED("100", "a b c d");
        for (int i = 0; i < between; i++)
            text = arena_printf(&texts, "%s" TITLED("%d", "x%d y%d z%d"), text, 101 + i, i, i, i);
        text = arena_printf(&texts, "%s" TITLED("200", "a b c d"), text);
        expect(text, between < 8 ? "C005" : "", "");
    }
    arena_free(&texts);
    /* the nearest one, once */
    expect(TITLED("7", "a b c d") TITLED("8", "a b c d") TITLED("9", "a b c d"), "C005 C005", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
