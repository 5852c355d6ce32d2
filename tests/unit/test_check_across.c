/* test_check_across.c - quarters beside each other and beside the words of the plan. */
#include "check_unit.h"

#define PLAN                                                                                                       \
    PLAN_HEAD "- Hằng năm, tổ chức ít nhất 02 buổi tuyên truyền cho phụ huynh toàn trường.\n" \
              "  - Chỉ tiêu: 2 buổi/năm\n"                                                                   \
              "- Rà soát, đánh giá việc công khai các khoản thu.\n"
#define NUMBER_III "13"
#define ONE(roman, fields) QUARTER_HEAD(roman) "### I.1\n" fields "\n### I.2\n- Trạng thái: đang thực hiện\n"
#define ONGOING "- Trạng thái: đang thực hiện\n"
#define DONE "- Trạng thái: hoàn thành\n- Minh chứng: https://example.edu.vn\n"

/* The codes T2… but for notes of what is left (T205), as "T201 T204". */
static void expect(const char *const quarters[4], const char *codes)
{
    struct check_unit u;
    check_unit_open(&u, PLAN, quarters);
    const char *out = check_unit_run(&u);
    char found[200] = "";
    for (const char *p = out; (p = strstr(p, " [T2")) != NULL; p++)
        if (strncmp(p + 2, "T205", 4) != 0)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.4s", *found ? " " : "", p + 2);
    if (strcmp(found, codes) != 0)
        print_error("%s\n", out);
    assert_string_equal(found, codes);
    check_unit_close(&u);
}
#define EXPECT(codes, q1, q2, q3, q4) expect((const char *const[4]){q1, q2, q3, q4}, codes)

static void test_gap(void **state)
{
    (void)state;
    const char *i = ONE(I, ONGOING), *ii = ONE(II, ONGOING), *iii = ONE(III, ONGOING), *iv = ONE(IV, ONGOING);
    EXPECT("", i, ii, iii, iv);
    EXPECT("", NULL, ii, iii, NULL); /* a year may begin late */
    EXPECT("", NULL, NULL, NULL, iv);
    EXPECT("T201", i, NULL, iii, iv);
    EXPECT("T201", i, NULL, iii, NULL);
}

/* Both quarters left out are named, and the files to add. */
static void test_gap_of_two(void **state)
{
    (void)state;
    struct check_unit u;
    check_unit_open(&u, PLAN, (const char *const[4]){ONE(I, ONGOING), NULL, NULL, ONE(IV, ONGOING)});
    const char *out = check_unit_run(&u);
    assert_non_null(strstr(out, "có quý I và quý IV, nhưng không có quý II, III ở giữa"));
    assert_non_null(strstr(out, "đặt tệp q2.md, q3.md"));
    check_unit_close(&u);
    check_unit_open(&u, PLAN, (const char *const[4]){ONE(I, ONGOING), NULL, ONE(III, ONGOING), NULL});
    u.year.unread[1] = true; /* it is there, and has complaints of its own */
    assert_null(strstr(check_unit_run(&u), "T201"));
    check_unit_close(&u);
    check_unit_open(&u, PLAN, (const char *const[4]){NULL, NULL, NULL, ONE(IV, ONGOING)});
    u.year.unread[0] = true;
    assert_non_null(strstr(check_unit_run(&u), "có quý I và quý IV, nhưng không có quý II, III ở giữa"));
    check_unit_close(&u);
    check_unit_open(&u, PLAN, (const char *const[4]){NULL, NULL, NULL, ONE(IV, ONGOING)});
    u.year.unread[1] = true;
    assert_non_null(strstr(check_unit_run(&u), "có quý II và quý IV, nhưng không có quý III ở giữa"));
    check_unit_close(&u);
}

static void test_state(void **state)
{
    (void)state;
    EXPECT("T202", ONE(I, DONE), ONE(II, ONGOING), NULL, NULL);
    EXPECT("", ONE(I, DONE), ONE(II, ONGOING "- Lý do: thêm một đợt\n"), NULL, NULL);
    EXPECT("", ONE(I, ONGOING), ONE(II, DONE), NULL, NULL);
    EXPECT("", ONE(I, DONE), ONE(II, "- Trạng thái: thường xuyên, có phát sinh\n"), NULL, NULL);
    EXPECT("", ONE(I, DONE), ONE(II, "- Trạng thái: chậm tiến độ\n- Lý do: x\n"), NULL, NULL);
    EXPECT("T201 T202", ONE(I, DONE), NULL, ONE(III, ONGOING), NULL);
}

static void test_percent(void **state)
{
    (void)state;
    EXPECT("T203", ONE(I, ONGOING "- Tỷ lệ: 60%\n"), ONE(II, ONGOING "- Tỷ lệ: 59,5%\n"), NULL, NULL);
    EXPECT("", ONE(I, ONGOING "- Tỷ lệ: 60%\n"), ONE(II, ONGOING "- Tỷ lệ: 60%\n"), NULL, NULL);
    EXPECT("", ONE(I, ONGOING "- Tỷ lệ: 60%\n"), ONE(II, ONGOING "- Tỷ lệ: 10%\n- Lý do: x\n"), NULL, NULL);
    EXPECT("T203", ONE(I, ONGOING "- Tỷ lệ: 60%\n"), ONE(II, ONGOING), ONE(III, ONGOING "- Tỷ lệ: 10%\n"),
           NULL);
    /* one slip, one complaint */
    EXPECT("T202", ONE(I, DONE "- Tỷ lệ: 100%\n"), ONE(II, ONGOING "- Tỷ lệ: 10%\n"), NULL, NULL);
}

static void test_total_over_gap(void **state)
{
    (void)state;
    const char *one = ONE(I, ONGOING "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n");
    EXPECT("T201 T204", one, NULL, ONE(III, ONGOING "- Kết quả: 1 buổi\n- Lũy kế: 3 buổi\n"), NULL);
    EXPECT("T201 T204", one, NULL, ONE(III, ONGOING "- Lũy kế: 3 buổi\n"), NULL);
    EXPECT("T201", one, NULL, ONE(III, ONGOING "- Kết quả: 1 buổi\n- Lũy kế: 2 buổi\n"), NULL);
    EXPECT("T201", one, NULL, ONE(III, ONGOING "- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"), NULL); /* T131 */
    EXPECT("", one, ONE(II, ONGOING "- Kết quả: 1 buổi\n- Lũy kế: 3 buổi\n"), NULL, NULL);      /* T131 */
}

/* What is left is told in the newest file before the end of the year, once. */
static void test_left(void **state)
{
    (void)state;
    static const struct {
        const char *q1, *q2, *q4, *left; /* NULL: no note */
    } cases[] = {
        {ONE(I, ONGOING "- Kết quả: 1 buổi\n"), NULL, NULL, "I.1 (01 buổi)"},
        {ONE(I, ONGOING), NULL, NULL, "I.1 (02 buổi)"},
        {ONE(I, ONGOING "- Kết quả: 1 buổi\n"), ONE(II, ONGOING "- Kết quả: 1 buổi\n"), NULL, NULL},
        {ONE(I, ONGOING "- Kết quả: 0,5 buổi\n"), ONE(II, ONGOING), NULL, "I.1 (1,5 buổi)"},
        {ONE(I, ONGOING), NULL, ONE(IV, ONGOING), NULL},          /* T134 */
        {ONE(I, ONGOING "- Kết quả: 1 lần\n"), NULL, NULL, NULL}, /* T135 */
        {ONE(I, ONGOING "- Kết quả: vài buổi\n"), NULL, NULL, NULL},
        {ONE(I, "- Trạng thái: không thuộc phạm vi\n- Lý do: x\n"), NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct check_unit u;
        check_unit_open(&u, PLAN, (const char *const[4]){cases[i].q1, cases[i].q2, NULL, cases[i].q4});
        const char *out = check_unit_run(&u);
        if (times(out, "[T205]") != (cases[i].left != NULL))
            print_error("%zu: %s\n", i, out);
        assert_int_equal(times(out, "[T205]"), cases[i].left != NULL);
        assert_true(!cases[i].left || strstr(out, cases[i].left));
        check_unit_close(&u);
    }
}

/* One entry for I.1 with the words, and a complaint about them, with the task they are of (NULL: none is
 * meant), or not. */
static void words(const char *text, bool complained, const char *other)
{
    struct check_unit u;
    struct arena texts = {0};
    const char *q = arena_printf(&texts, QUARTER_HEAD(IV) "### I.1 %s\n" ONGOING "\n### I.2\n" ONGOING, text);
    check_unit_open(&u, PLAN, (const char *const[4]){NULL, NULL, NULL, q});
    const char *out = check_unit_run(&u);
    if (times(out, "[T206]") != complained)
        print_error("%s\n%s\n", text, out);
    assert_int_equal(times(out, "[T206]"), complained);
    if (complained)
        assert_int_equal(strstr(out, "lời này là của nhiệm vụ") != NULL, other != NULL);
    if (other)
        assert_non_null(strstr(out, other));
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_words(void **state)
{
    (void)state;
    words("", false, NULL);
    words("Hằng năm, tổ chức ít nhất 02 buổi …", false, NULL);
    words("Hằng năm, tổ chức ít nhất 02 buổi...", false, NULL);
    words("hang nam to chuc it nhat", false, NULL);
    words("Hằng năm, tổ chức ít nhất 02 buổi tuyên tru…", false, NULL);
    words("Hằng năm, tổ chức ít nhất 02 buổi tuyên tryền cho phụ hunh", false,
          NULL); /* slips of the finger */
    words("Hằng năm, tổ chức ít nhất 02 buổi tuyên truyền cho phụ huynh toàn trường. Và cả địa phương.", true,
          NULL);
    words("Hằng năm, tổ chức ít nhất 01 buổi …", true, NULL); /* a figure is no slip */
    words("Rà soát, đánh giá việc công khai …", true, "nhiệm vụ I.2:");
    words("Rà soát, đánh gi…", true, "nhiệm vụ I.2:"); /* twelve letters */
    words("Rà soát, đánh g…", true, NULL);             /* too little to know it by */
    words("Trồng cây ở sân trường", true, NULL);
    words("Hằng năm, tổ chứx ít nhất", false, NULL); /* one slip in ten to nineteen letters */
    words("Hằng năm, tổ xhứx ít nhất", true, NULL);
    words("…", false, NULL);
}

/* Each wrong heading is told; tasks are only searched for a few of them, or this would take long. */
static void test_many_words(void **state)
{
    (void)state;
    enum { TASKS = 3000 };
    struct arena texts = {0};
    struct buf plan = {0}, q = {0};
    buf_str(&plan, PLAN_HEAD);
    buf_str(&q, QUARTER_HEAD(IV));
    for (int i = 1; i <= TASKS; i++) {
        buf_printf(&plan, "- Công việc mang số %d của năm.\n", i);
        buf_printf(&q, "### I.%d Công việc mang số %d của năm\n" ONGOING "\n", i, TASKS + 1 - i);
    }
    struct check_unit u;
    check_unit_open(&u, buf_take(&plan, &texts),
                    (const char *const[4]){NULL, NULL, NULL, buf_take(&q, &texts)});
    const char *out = check_unit_run(&u);
    assert_true(times(out, "[T206]") > 400);
    assert_true(times(out, "lời này là của nhiệm vụ") > 0);
    check_unit_close(&u);
    buf_free(&plan);
    buf_free(&q);
    arena_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gap),     cmocka_unit_test(test_gap_of_two),     cmocka_unit_test(test_state),
        cmocka_unit_test(test_percent), cmocka_unit_test(test_total_over_gap), cmocka_unit_test(test_left),
        cmocka_unit_test(test_words),   cmocka_unit_test(test_many_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
