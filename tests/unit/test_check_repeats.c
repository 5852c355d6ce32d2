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
    u.year.plan->excuses.count = 0; /* the pairs are known, and answered there */
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
    /* three words of fourteen, spread out, are enough of a difference */
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường đầu mỗi năm học.\n"
                 "- Niêm yết những khoản thu tại cổng tin của trường cuối mỗi năm học.\n",
                 "");
    /* short tasks are named only when they are the same */
    expect_pairs("- Họp với phụ huynh lớp một.\n- Họp với phụ huynh lớp hai.\n", "");
    expect_pairs("- Họp với phụ huynh lớp một.\n- Họp với phụ huynh lớp một.\n", "I.2=I.1 100%");
    expect_pairs("- Họp tổ.\n- Họp tổ.\n", "");
}

/* The one is as long as half of the other and a little, and all of it stands in the other: of the pairs of
 * words that are rare, they share just one, the first of both. */
static void test_alike_by_one_rare_pair(void **state)
{
    (void)state;
    expect_pairs("- Niêm yết các khoản thu tại bảng tin của trường vào đầu mỗi năm.\n"
                 "- Niêm yết các khoản thu tại bảng tin của trường vào đầu mỗi năm học, gửi cho phụ huynh "
                 "các nhóm xem "
                 "trước khi họp bàn nhau.\n",
                 "I.2=I.1 68%");
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

/* ---- which of several is named ---- */

/* A task of as many words as the mask has letters: "." the word of that column, which all tasks share, "7" a
 * number that they share, "x" a word of its own, "1" a number of its own. */
static void add_task(struct buf *plan, int task, const char *mask)
{
    buf_str(plan, "-");
    for (int i = 0; mask[i]; i++)
        if (mask[i] == '.')
            buf_printf(plan, " k%d", i);
        else
            buf_printf(plan, " %s%d%02d", mask[i] == 'x' ? "t" : "9", mask[i] == '7' ? 77 : task, i);
    buf_str(plan, ".\n");
}

static void expect_masks(const char *const *masks, size_t count, const char *expected)
{
    struct buf plan = {0};
    for (size_t i = 0; i < count; i++)
        add_task(&plan, (int)i, masks[i]);
    expect_pairs(buf_text(&plan), expected);
    buf_free(&plan);
}
#define EXPECT_MASKS(expected, ...)                                                                          \
    expect_masks((const char *const[]){__VA_ARGS__},                                                         \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), expected)

static void test_lengths(void **state)
{
    (void)state;
    expect_pairs("- Họp tổ mỗi tuần.\n- Họp tổ mỗi tuần.\n", "I.2=I.1 100%"); /* of four words */
    expect_pairs("- Họp tổ tuần.\n- Họp tổ tuần.\n", "");
    EXPECT_MASKS("I.2=I.1 90%", "..........", ".........x"); /* of ten */
    EXPECT_MASKS("", ".........", "........x");
    EXPECT_MASKS("", "..........", "x...x....x");
    expect_pairs("- đi đi đi đi đi đi đi đi đi đi đi.\n- ăn ăn ăn ăn.\n", ""); /* of one pair of words */
}

/* Just as many pairs in common as are enough: all thirteen of the one, of the other's twenty-seven. */
static void test_just_enough(void **state)
{
    (void)state;
    EXPECT_MASKS("I.2=I.1 67%", "..............", "..............xxxxxxxxxxxxxx");
    EXPECT_MASKS("", "..............", "..............xxxxxxxxxxxxxxx");
}

/* A pair that stands there many times counts once. */
static void test_pairs_once(void **state)
{
    (void)state;
    struct buf plan = {0};
    buf_str(&plan, "-");
    for (int i = 0; i < 20; i++)
        buf_str(&plan, " a b");
    buf_str(&plan, " c d e g h k l m.\n- a b c d e g h k l m n.\n");
    expect_pairs(buf_text(&plan), "I.2=I.1 34%");
    buf_free(&plan);
}

/* The words that all tasks have say nothing of two that have rare ones in common, however many come between.
 */
static void test_rare(void **state)
{
    (void)state;
    EXPECT_MASKS("I.12=I.1 96%", "........................", "..............xxxxxxxxxx",
                 "..............xxxxxxxxxx", "..............xxxxxxxxxx", "..............xxxxxxxxxx",
                 "..............xxxxxxxxxx", "..............xxxxxxxxxx", "..............xxxxxxxxxx",
                 "..............xxxxxxxxxx", "..............xxxxxxxxxx", "..............xxxxxxxxxx",
                 ".......................x");
}

/* Six have rare words in common with the last, and the fifth of them the most. */
static void test_best_met(void **state)
{
    (void)state;
    EXPECT_MASKS("I.7=I.5 83%", ".....x..x..x..x..x..x..x......", "..x.....x..x..x..x..x..x......",
                 "..x..x.....x..x..x..x..x......", "..x..x..x.....x..x..x..x......",
                 "..x..x..x..x...........x......", "..x..x..x..x..x..x..x.........",
                 "..............................");
}

/* Of those that are equally like it the first. */
static void test_first_of_equals(void **state)
{
    (void)state;
    EXPECT_MASKS("I.2=I.1 90%; I.3=I.1 90%; I.4=I.1 90%; I.5=I.1 90%; I.6=I.1 90%; I.7=I.1 90%",
                 "..x..x..x.....................", "..x..x..x.....................",
                 "..x..x..x.....................", "..x..x..x.....................",
                 "..x..x..x.....................", "..x..x..x.....................",
                 "..............................");
}

/* The nearest is another of a series: the next one is named. */
static void test_behind_a_series(void **state)
{
    (void)state;
    EXPECT_MASKS("", "1.............................", "1.............................");
    EXPECT_MASKS("I.2=I.1 97%", "1.............................", "x.............................");
    EXPECT_MASKS("I.2=I.1 90%; I.3=I.1 93%", "7.x..x........................",
                 "1.............................", "7.............................");
}

static void test_phrase_twice_in_a_row(void **state)
{
    (void)state;
    expect_plan("- Ý kiến của của phụ huynh.\n", "N002@12:14");
    expect_plan("- Ý kiến của\n  của phụ huynh.\n", "N002@13:3"); /* over a line end */
    expect_plan("- Các các lớp.\n", "N002@12:7");
    expect_plan("- Gửi báo cáo báo cáo cho phường.\n", "N002@12:15");
    expect_plan("- Gửi **báo cáo** báo cáo cho phường.\n", "N002@12:19");
    expect_plan("- Ủy ban nhân dân phường Ủy ban nhân dân phường họp.\n", "N002@12:26");
    /* what is doubled in good Vietnamese, and what stands in two clauses */
    expect_plan("- Cây xanh xanh, thường thường luôn luôn đều đều, từ từ, năm năm.\n", "");
    expect_plan("- Gửi báo cáo, báo cáo rõ. Lớp 1 1 1 1. Số 028 028 028 028.\n", "");
    expect_plan("- Việc này của, của ai.\n", "");
    expect_plan("- Việc của trường, của phường; của quận. Của ai.\n", "");
}

static void test_item_twice(void **state)
{
    (void)state;
    expect_plan("- Chế độ hộ nghèo, hộ cận nghèo, hộ cận nghèo theo quy định.\n", "N004@12:34");
    expect_plan("- Mời cha mẹ học sinh, giáo viên, nhân viên, giáo viên.\n", "N004@12:46");
    expect_plan("- Mời giáo viên của trường, nhân viên, các\n  bộ phận, nhân viên.\n", "N004@13:12");
    expect_plan("- Họp với phụ huynh, phụ huynh.\n", "N004@12:22");
    /* a narrower item, another sentence, a clause between, one-word items */
    expect_plan("- Mời giáo viên, giáo viên chủ nhiệm.\n", "");
    expect_plan("- Mời giáo viên, phụ huynh. Báo giáo viên, phụ huynh.\n", "");
    expect_plan(
        "- Mời cán bộ, công chức, người lao động của phường nhằm nâng cao hiểu biết của cán bộ, công chức.\n",
        "");
    expect_plan("- Dân biết, dân bàn, dân làm, dân kiểm tra.\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_shipped_plan),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_alike_by_one_rare_pair),
        cmocka_unit_test(test_series),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_many_alike),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_just_enough),
        cmocka_unit_test(test_pairs_once),
        cmocka_unit_test(test_rare),
        cmocka_unit_test(test_best_met),
        cmocka_unit_test(test_first_of_equals),
        cmocka_unit_test(test_behind_a_series),
        cmocka_unit_test(test_phrase_twice_in_a_row),
        cmocka_unit_test(test_item_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
