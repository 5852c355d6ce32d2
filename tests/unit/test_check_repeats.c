/* test_check_repeats.c - tasks that say the same in two places: the three pairs of the shipped plan, and no
 * other; repeated phrases and items. */
#include "language_unit.h"

static const char *const none[4];

/* "V.3=IV.1.2 85%; …" of the complaints N001. */
static const char *pairs(struct arena *arena, const char *printed)
{
    const char *all = "";
    for (const char *p = printed; (p = strstr(p, "[N001]: ")) != NULL; p++) {
        char one[40] = "", other[40] = "", percent[10] = "";
        sscanf(p, "[N001]: task %39s says almost the same as %39s on line %*d (%9s", one, other, percent);
        all = arena_printf(arena, "%s%s%s=%s %s", all, *all ? "; " : "", one, other, percent);
    }
    return all;
}

static const char *run_pairs(struct check_unit *u)
{
    u->diags.lang = LANG_EN;
    return pairs(&u->arena, check_unit_run(u));
}

/* Run from the root of the project. */
static void test_the_shipped_plan(void **state)
{
    (void)state;
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", none);
    const struct source *source =
        source_read(&u.arena, &u.diags, "content/2024/plan.md", "content/2024/plan.md");
    u.year.plan = plan_read(&u.arena, &u.diags, source);
    assert_int_equal(u.diags.count, 0);
    assert_string_equal(run_pairs(&u), "V.3=IV.1.2 85%; V.5=IV.7.4 95%; V.6=IV.7.3 98%");
    check_unit_close(&u);
}

static void expect_pairs(const char *body, const char *expected)
{
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(&u, arena_printf(&texts, "%s%s", PLAN_HEAD, body), none);
    assert_string_equal(run_pairs(&u), expected);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_alike(void **state)
{
    (void)state;
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường đầu năm học.\n"
                 "- Niêm yết các khoản thu tại bảng tin của trường đầu năm học\n",
                 "I.2=I.1 100%");
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường đầu mỗi năm học.\n"
                 "- Niêm yết những khoản thu tại bảng tin của trường đầu mỗi năm học.\n",
                 "I.2=I.1 93%");
    /* half of the words is not enough */
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường đầu mỗi năm học.\n"
                 "- Niêm yết thực đơn của học sinh tại bảng tin bếp ăn vào mỗi sáng.\n",
                 "");
    /* short tasks are named only when they are the same */
    expect_pairs("- Họp với phụ huynh lớp một.\n- Họp với phụ huynh lớp hai.\n", "");
    expect_pairs("- Họp với phụ huynh lớp một.\n- Họp với phụ huynh lớp một.\n", "I.2=I.1 100%");
    expect_pairs("- Họp tổ.\n- Họp tổ.\n", "");
}

/* Tasks that differ by their numbers only are a series. */
static void test_series(void **state)
{
    (void)state;
    expect_pairs("- Rà soát các khoản thu và báo cáo Ban giám hiệu trong quý I năm 2024.\n"
                 "- Rà soát các khoản thu và báo cáo Ban giám hiệu trong quý II năm 2024.\n",
                 "");
}

/* The nearest is named, not the first that is near enough. */
static void test_nearest(void **state)
{
    (void)state;
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường vào đầu mỗi năm học mới.\n"
                 "- Niêm yết công khai khoản thu tại bảng tin của trường vào đầu mỗi năm học mới.\n"
                 "- Niêm yết công khai khoản thu tại bảng tin của trường vào đầu mỗi năm học này.\n",
                 "I.2=I.1 91%; I.3=I.2 94%");
}

/* 10,000 tasks, all the same or all nearly the same: a complaint each, at the first twin, in linear work. */
static void test_many_alike(void **state)
{
    (void)state;
    for (int differ = 0; differ < 2; differ++) {
        struct buf text = {0};
        struct check_unit u;
        buf_str(&text, PLAN_HEAD);
        for (int i = 0; i < 10000; i++)
            buf_printf(&text, "- Niêm yết các khoản thu tại bảng tin vào đầu năm học%s%.*s.\n",
                       differ ? " " : "", differ ? 1 + i % 13 : 0, "abcdefghiklmn");
        check_unit_open(&u, buf_text(&text), none);
        check_unit_run(&u);
        assert_int_equal(u.diags.count, 9999);
        check_unit_close(&u);
        buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_shipped_plan), cmocka_unit_test(test_alike),
        cmocka_unit_test(test_series),           cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_many_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
