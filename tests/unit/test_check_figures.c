/* test_check_figures.c - running totals over the quarters of a year, units, targets. */
#include "case_unit.h"

#define PLAN PLAN_HEAD "- Tổ chức tuyên truyền.\n  - Chỉ tiêu: 2 buổi/năm\n"
#define QUARTER(roman, fields) QUARTER_HEAD(roman) "### I.1\n- Trạng thái: đang thực hiện\n" fields

/* The codes of the complaints about q1 and q2 (NULL: no such quarter) and q4, as "T131 T134". What the
 * quarters have to say to each other (T2…) is tested in test_check_across.c. */
static void expect(const char *q1, const char *q2, const char *q4, const char *codes)
{
    struct check_unit u;
    const char *const quarters[4] = {q1, q2, NULL, q4};
    check_unit_open(&u, PLAN, quarters);
    const char *out = check_unit_run(&u);
    char found[200] = "";
    for (const char *p = out; (p = strstr(p, " [")) != NULL; p++)
        if (p[6] == ']' && strncmp(p + 2, "T2", 2) != 0)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.4s", *found ? " " : "", p + 2);
    if (strcmp(found, codes) != 0)
        print_error("%s\n", out);
    assert_string_equal(found, codes);
    check_unit_close(&u);
}

static void test_total(void **state)
{
    (void)state;
    expect(QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"), NULL, NULL, "");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 2 buổi\n"), NULL, NULL, "T131");
    expect(QUARTER(I, "- Kết quả: 1,5 buổi\n- Lũy kế: 1,5 buổi\n"), NULL, NULL, "");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"), QUARTER(II, "- Lũy kế: 1 buổi\n"), NULL, "");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"), QUARTER(II, "- Lũy kế: 2 buổi\n"), NULL,
           "T133");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"), QUARTER(II, "- Lũy kế: 1 lần\n"), NULL,
           "T132 T135");
}

/* A quarter without a running total counts by its result. */
static void test_total_over_a_quarter_without_one(void **state)
{
    (void)state;
    const char *one = QUARTER(I, "- Kết quả: 1 buổi\n"), *two = QUARTER(II, "- Kết quả: 2 buổi\n");
    expect(one, two, QUARTER(IV, "- Kết quả: 1 buổi\n- Lũy kế: 4 buổi\n"), "");
    expect(one, two, QUARTER(IV, "- Kết quả: 1 buổi\n- Lũy kế: 3 buổi\n"), "T131");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n"), QUARTER(II, "- Kết quả: 2 buổi\n- Lũy kế: 3 buổi\n"), NULL, "");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n"), QUARTER(II, "- Kết quả: 2 buổi\n- Lũy kế: 2 buổi\n"), NULL,
           "T131");
}

/* "buổi (125 phụ huynh)" counts buổi. */
static void test_unit_with_a_remark(void **state)
{
    (void)state;
    expect(QUARTER(I, "- Kết quả: 1 buổi (125 phụ huynh)\n- Lũy kế: 1 buổi\n"), NULL, NULL, "");
}

static void test_target_at_the_end_of_the_year(void **state)
{
    (void)state;
    expect(QUARTER(I, "- Kết quả: 1 buổi\n"), NULL, NULL, "");
    expect(NULL, NULL, QUARTER(IV, "- Kết quả: 1 buổi\n"), "T134");
    expect(NULL, NULL, QUARTER(IV, ""), "T134");
    expect(NULL, NULL, QUARTER(IV, "- Kết quả: 2 buổi\n"), "");
    expect(QUARTER(I, "- Kết quả: 1 buổi\n"), NULL, QUARTER(IV, "- Kết quả: 1 buổi\n"), "");
    expect(NULL, NULL, QUARTER_HEAD(IV) "### I.1\n- Trạng thái: không thuộc phạm vi\n- Lý do: x\n", "");
}

/* What builds on a quarter that could not be read is not judged. */
static void test_unread_quarter(void **state)
{
    (void)state;
    struct check_unit u;
    const char *const quarters[4] = {NULL, NULL, NULL, QUARTER(IV, "- Kết quả: 1 buổi\n- Lũy kế: 9 buổi\n")};
    check_unit_open(&u, PLAN, quarters);
    u.year.unread[2] = true;
    assert_string_equal(check_unit_run(&u), "");
    check_unit_close(&u);
    /* a later one says nothing of this one */
    check_unit_open(
        &u, PLAN,
        (const char *const[4]){QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 9 buổi\n"), NULL, NULL, NULL});
    u.year.unread[1] = true;
    assert_non_null(strstr(check_unit_run(&u), "[T131]"));
    check_unit_close(&u);
}

/* What is told shows the sum, the figure to type, and what is missing. */
static void test_words(void **state)
{
    (void)state;
#define ONE QUARTER(I, "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n")
    static const struct case_unit cases[] = {
        {.plan = PLAN,
         .quarters = {ONE, QUARTER(II, "- Kết quả: 2 buổi\n- Lũy kế: 4 buổi\n")},
         .codes = "lũy kế 04 buổi không khớp: trước kỳ này 01 buổi, kỳ này 02 buổi, cộng lại là 03 buổi\n"},
        {.plan = PLAN,
         .quarters = {ONE, QUARTER(II, "- Kết quả: 2 buổi\n- Lũy kế: 2 buổi\n")},
         .codes = "lũy kế 02 buổi không khớp: trước kỳ này 01 buổi, kỳ này 02 buổi, cộng lại là 03 buổi\n"},
        {.plan = PLAN,
         .quarters = {ONE, QUARTER(II, "- Lũy kế: 3 buổi\n")},
         .codes = "gợi ý: thêm dòng “- Kết quả: 02 buổi” dưới mục này\n"},
        {.plan = PLAN,
         .quarters = {ONE, QUARTER(II, "- Lũy kế: 0 buổi\n")},
         .codes = "nhưng kỳ này không có kết quả bằng số\n    9 | - Lũy kế: 0 buổi\n      |           "
                  "^~~~~~\n  gợi ý: hoặc"},
        {.plan = PLAN,
         .quarters = {ONE, QUARTER(II, "- Kết quả: 2 lớp\n- Lũy kế: 3 buổi\n")},
         .codes = "lũy kế “03 buổi” không cùng đơn vị với “02 lớp”\n"},
        {.plan = PLAN,
         .quarters = {QUARTER(I, "- Kết quả: 1 lần\n"), QUARTER(II, "- Kết quả: 2 buổi\n- Lũy kế: 3 buổi\n")},
         .codes = "lũy kế “03 buổi” không cùng đơn vị với “01 lần”\n"},
        {.plan = PLAN,
         .quarters = {[3] = QUARTER(IV, "- Kết quả: 1,5 buổi\n")},
         .codes = "hết năm mới đạt 1,5 buổi, chưa đủ chỉ tiêu 2 buổi/năm\n"},
        {.plan = PLAN,
         .quarters = {ONE, [3] = QUARTER(IV, "- Kết quả: 0,5 buổi\n")},
         .codes = "hết năm mới đạt 1,5 buổi, chưa đủ"},
        {.plan = PLAN, .quarters = {ONE, [3] = QUARTER(IV, "")}, .codes = "hết năm mới đạt 01 buổi, chưa đủ"},
    };
    EXPECT_WORDS(cases);
    static const struct case_unit places[] = {
        {.plan = PLAN,
         .quarters[3] = QUARTER(IV, "- Lũy kế: 1 buổi\n- Kết quả: 1 buổi\n"),
         .codes = "T134@q4.md:9:11"},
        {.plan = PLAN, .quarters[3] = QUARTER(IV, "- Kết quả: 1 buổi\n"), .codes = "T134@q4.md:9:12"},
        {.plan = PLAN, .quarters[3] = QUARTER(IV, ""), .codes = "T134@q4.md:8:15"},
        {.plan = PLAN,
         .quarters[3] = QUARTER(IV, "- Kết quả: 1 lần\n- Lũy kế: 1 buổi\n"),
         .codes = "T135@q4.md:9:12 T132@q4.md:10:11"},
        {.plan = PLAN,
         .quarters[3] = QUARTER(IV, "- Lũy kế: 1 lần\n"),
         .codes = "T133@q4.md:9:11 T135@q4.md:9:11"},
        {.plan = PLAN, .quarters[3] = QUARTER(IV, "- Kết quả: vài buổi\n"), .codes = "T134@q4.md:9:12"},
    };
    EXPECT_CASES(places, "T13");
}

/* Of the targets that are left ten are listed; a task that reached its own is none. */
static void test_left(void **state)
{
    (void)state;
    for (size_t tasks = 9; tasks <= 13; tasks++) {
        struct buf plan = {0}, quarter = {0}, left = {0};
        struct arena texts = {0};
        buf_str(&plan, PLAN_HEAD);
        buf_str(&quarter, QUARTER_HEAD(I) "### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: 4 buổi\n\n");
        for (size_t i = 1; i <= tasks; i++)
            buf_printf(&plan, "- Việc mang số %zu.\n  - Chỉ tiêu: %zu buổi/năm\n", i, i + 3);
        for (size_t i = 2; i <= tasks; i++)
            buf_printf(&quarter, "### I.%zu\n- Trạng thái: đang thực hiện\n- Kết quả: 1 buổi\n\n", i);
        for (size_t i = 2; i <= tasks && i <= 11; i++)
            buf_printf(&left, "%sI.%zu (%s%zu buổi)", i > 2 ? ", " : "", i, i + 2 < 10 ? "0" : "", i + 2);
        struct case_unit one = {
            .plan = buf_text(&plan), .quarters = {buf_text(&quarter)}, .codes = "T205@q1.md:11:5"};
        expect_cases(&one, 1, "T205");
        one.codes = arena_join(&texts, buf_text(&left), tasks > 11 ? ", …" : "", "\n");
        expect_words(&one, 1);
        arena_free(&texts);
        buf_free(&plan);
        buf_free(&quarter);
        buf_free(&left);
    }
    static const struct case_unit cases[] = {
        {.plan = PLAN, .quarters = {QUARTER(I, "- Kết quả: 2 buổi\n")}, .codes = ""},
        {.plan = PLAN, .quarters = {QUARTER(I, "- Kết quả: 3 buổi\n")}, .codes = ""},
        {.plan = PLAN, .quarters = {QUARTER(I, "- Kết quả: 1,999 buổi\n")}, .codes = "T205@q1.md:7:5"},
        {.plan = PLAN,
         .quarters[2] = "---\nkỳ: Quý III năm 2024\nsố: 13/BC-A\nngày: 31/12/2024\n---\n\n### I.1\n- Trạng "
                        "thái: đang thực hiện\n",
         .codes = "T205@q3.md:7:5"},
        {.plan = PLAN, .quarters[3] = QUARTER(IV, ""), .codes = ""},
        /* what is counted otherwise is not added */
        {.plan = PLAN,
         .quarters = {QUARTER(I, "- Kết quả: 1 buổi\n"), QUARTER(II, "- Kết quả: 1 lần\n")},
         .codes = "T205@q2.md:7:5"},
        {.plan = PLAN, .quarters = {QUARTER(I, ""), QUARTER(II, "")}, .codes = "T205@q2.md:7:5"},
    };
    EXPECT_CASES(cases, "T205");
}

#define FEEDBACK(a, b, c, d)                                                                                 \
    "## Phản ánh, kiến nghị\n\n- Tồn kỳ trước: " a "\n- Tiếp nhận: " b "\n- Đã xử lý: " c                    \
    "\n- Đang xử lý: " d "\n\n"
#define WITH(roman, feedback)                                                                                \
    QUARTER_HEAD(roman) feedback "## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n"

static void test_feedback(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = WITH(IV, FEEDBACK("0", "0", "0", "0")), .codes = ""},
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "4", "1")), .codes = ""},
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "4", "0")), .codes = "T136@q4.md:12:15"},
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "4", "2")), .codes = "T136@q4.md:12:15"},
        {.quarters[3] = WITH(IV, ""), .codes = ""},
        {.quarters[3] =
             WITH(IV, "## Phản ánh, kiến nghị\n\n- Tiếp nhận: 1\n- Đã xử lý: 1\n- Đang xử lý: 0\n\n"),
         .codes = "T138@q4.md:7:1"},
        {.quarters[3] = WITH(IV, "## Phản ánh, kiến nghị\n\n- Đang xử lý: 0\n\n"), .codes = "T138@q4.md:7:1"},
        {.quarters = {WITH(I, FEEDBACK("0", "3", "1", "2")), WITH(II, FEEDBACK("2", "0", "2", "0"))},
         .codes = ""},
        {.quarters = {WITH(I, FEEDBACK("0", "3", "1", "2")), WITH(II, FEEDBACK("1", "0", "1", "0"))},
         .codes = "T137@q2.md:9:17"},
        {.quarters = {WITH(I, FEEDBACK("0", "3", "1", "2")), WITH(II, FEEDBACK("3", "0", "3", "0"))},
         .codes = "T137@q2.md:9:17"},
        {.quarters = {WITH(I, ""), WITH(II, FEEDBACK("3", "0", "3", "0"))}, .codes = ""},
    };
    EXPECT_CASES(cases, "T136 T137 T138");
    static const struct case_unit words[] = {
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "4", "0")),
         .codes = "tồn và tiếp nhận là 5, đã và đang xử lý là 4\n"},
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "4", "0")),
         .codes = "nếu ba số kia đúng thì “Đang xử lý: 1”\n"},
        {.quarters[3] = WITH(IV, FEEDBACK("2", "3", "5", "1")),
         .codes = "nếu ba số kia đúng thì “Đang xử lý: 0”\n"},
        {.quarters[3] = WITH(IV, "## Phản ánh, kiến nghị\n\n- Đang xử lý: 0\n\n"),
         .codes = "thiếu số liệu: “Tồn kỳ trước”, “Tiếp nhận”, “Đã xử lý”\n"},
        {.quarters[3] =
             WITH(IV, "## Phản ánh, kiến nghị\n\n- Tồn kỳ trước: 0\n- Tiếp nhận: 1\n- Đã xử lý: 1\n\n"),
         .codes = "thiếu số liệu: “Đang xử lý”\n"},
        {.quarters = {WITH(I, FEEDBACK("0", "3", "1", "2")), WITH(II, FEEDBACK("1", "0", "1", "0"))},
         .codes = "tồn kỳ trước là 1, nhưng q1.md ghi đang xử lý 2\n"},
    };
    EXPECT_WORDS(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_total_over_a_quarter_without_one),
        cmocka_unit_test(test_unit_with_a_remark),
        cmocka_unit_test(test_target_at_the_end_of_the_year),
        cmocka_unit_test(test_unread_quarter),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_left),
        cmocka_unit_test(test_feedback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
