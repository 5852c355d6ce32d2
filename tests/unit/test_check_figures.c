/* test_check_figures.c - running totals over the quarters of a year, units, targets. */
#include "check_unit.h"

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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_total_over_a_quarter_without_one),
        cmocka_unit_test(test_unit_with_a_remark),
        cmocka_unit_test(test_target_at_the_end_of_the_year),
        cmocka_unit_test(test_unread_quarter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
