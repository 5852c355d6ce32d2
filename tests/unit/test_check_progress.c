/* test_check_progress.c - tasks of the plan against entries: suggestions, grouping, one complaint a slip,
 * large plans. */
#include "check_unit.h"

static const char *const none[4];

/* A plan of n tasks in one part, "Việc số 1", … */
static const char *plan_of(struct arena *arena, int n)
{
    struct buf out = {0};
    buf_str(&out, PLAN_HEAD);
    for (int i = 1; i <= n; i++)
        buf_printf(&out, "- Việc mang số hiệu %d của kế hoạch.\n", i);
    const char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

/* Entries with the codes I.from to I.to. */
static const char *entries(struct arena *arena, int from, int to)
{
    struct buf out = {0};
    buf_str(&out, QUARTER_HEAD(IV));
    for (int i = from; i <= to; i++)
        buf_printf(&out, "### I.%d\n- Trạng thái: đang thực hiện\n\n", i);
    const char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

static void run(struct check_unit *u, struct arena *texts, int tasks, int from, int to)
{
    const char *const quarters[4] = {NULL, NULL, NULL, entries(texts, from, to)};
    check_unit_open(u, plan_of(texts, tasks), quarters);
}

static void test_plan_alone(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(&u, plan_of(&texts, 3), none);
    assert_string_equal(check_unit_run(&u), "");
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_ten_are_listed_eleven_are_grouped(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct check_unit u;
    run(&u, &texts, 12, 1, 2);
    const char *out = check_unit_run(&u);
    assert_int_equal(times(out, "[T103]"), 10);
    assert_int_equal(times(out, "[T104]"), 0);
    check_unit_close(&u);
    run(&u, &texts, 13, 1, 2);
    out = check_unit_run(&u);
    assert_int_equal(times(out, "[T103]"), 0);
    assert_int_equal(times(out, "[T104]"), 1);
    assert_non_null(strstr(out, "11 nhiệm vụ của kế hoạch: I.3, I.4, I.5, I.6, I.7, …"));
    check_unit_close(&u);
    arena_free(&texts);
}

/* A mistyped code is told once: what it was meant for is not called missing as well. */
static void test_one_slip_one_complaint(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct check_unit u;
    const char *const quarters[4] = {NULL, NULL, NULL,
                                     QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n\n"
                                                      "### I.9 Việc mang số hiệu 3 …\n- Trạng thái: đang "
                                                      "thực hiện\n\n### I.2\n- Trạng thái: đang thực hiện\n"};
    check_unit_open(&u, plan_of(&texts, 3), quarters);
    const char *out = check_unit_run(&u);
    assert_int_equal(u.diags.count, 1);
    assert_non_null(strstr(out, "q4.md:10:5: lỗi [T101]: nhiệm vụ không có trong kế hoạch: “I.9”"));
    assert_non_null(strstr(out, "mục I của kế hoạch có 3 nhiệm vụ, có phải “I.3”?"));
    check_unit_close(&u);
    arena_free(&texts);
}

/* When every task is answered, the nearest of the heading is still a help. */
static void test_suggestion_when_all_are_answered(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct check_unit u;
    run(&u, &texts, 3, 1, 4);
    const char *out = check_unit_run(&u);
    assert_int_equal(u.diags.count, 1);
    assert_non_null(strstr(out, "có phải “I.3”?"));
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_many_tasks(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct check_unit u;
    run(&u, &texts, 10000, 1, 10000);
    assert_string_equal(check_unit_run(&u), "");
    check_unit_close(&u);
    run(&u, &texts, 10000, 10001, 20000); /* nothing fits: a complaint each, and one for all tasks */
    check_unit_run(&u);
    assert_int_equal(u.diags.count, 10001);
    check_unit_close(&u);
    arena_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_alone),
        cmocka_unit_test(test_ten_are_listed_eleven_are_grouped),
        cmocka_unit_test(test_one_slip_one_complaint),
        cmocka_unit_test(test_suggestion_when_all_are_answered),
        cmocka_unit_test(test_many_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
