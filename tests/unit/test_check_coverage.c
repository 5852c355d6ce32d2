/* test_check_coverage.c - which task a mistyped code is taken for, and where a missing entry would stand. */
#include "case_unit.h"

#define PLAN                                                                                                                         \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: [I, " \
    "II]\n"                                                                                                                          \
    "---\n\n## I. VIỆC\n\n### 1. Thu chi\n\n- Rà soát việc công khai các khoản thu.\n- Kiểm tra sổ "                   \
    "sách.\n\n"                                                                                                                     \
    "### 2. Phụ huynh\n\n- Mời phụ huynh tới trường.\n\n## II. BÁO CÁO\n\n- Báo cáo kết quả từng quý.\n"
#define E(heading) "### " heading "\n- Trạng thái: đang thực hiện\n\n"
#define ALL E("I.1.1") E("I.1.2") E("I.2.1") E("II.1")
#define UNKNOWN(entries, words)                                                                              \
    {                                                                                                        \
        .plan = PLAN, .quarters[3] = QUARTER_HEAD(IV) entries, .codes = words                                \
    }
#define HELP_BESIDE "  gợi ý: việc ngoài kế hoạch"
#define HELP_FORM "  gợi ý: mã nhiệm vụ gồm"

/* By its words, when these are enough; else by its code, among the tasks that have no entry yet. */
static void test_guess(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        UNKNOWN(E("I.1.1") E("I.2.1") E("II.1") E("I.1.9"),
                "mục I.1 của kế hoạch có 2 nhiệm vụ, có phải “I.1.2”?\n"),
        UNKNOWN(E("I.1.2") E("I.2.1") E("II.1") E("I.1.3"),
                "mục I.1 của kế hoạch có 2 nhiệm vụ, có phải “I.1.1”?\n"),
        UNKNOWN(ALL E("I.1.9"),
                "mục I.1 của kế hoạch có 2 nhiệm vụ, có phải “I.1.2”?\n"), /* all answered: the nearest */
        UNKNOWN(ALL E("I.2.7"), "mục I.2 của kế hoạch có 1 nhiệm vụ, có phải “I.2.1”?\n"),
        /* words of another heading; a full stop or three do not count */
        UNKNOWN(E("I.1.2") E("I.2.1") E("II.1") E("II.7 Rà soát việc công khai …"),
                "mục II của kế hoạch có 1 nhiệm vụ, có phải “I.1.1”?\n"),
        UNKNOWN(E("I.1.2") E("I.2.1") E("II.1") E("II.7 Rà soát việc công khai. ."),
                "mục II của kế hoạch có 1 nhiệm vụ, có phải “I.1.1”?\n"),
        UNKNOWN(E("I.1.2") E("I.2.1") E("II.1") E("II.7 Rà soát việc"),
                "mục II của kế hoạch có 1 nhiệm vụ, có phải “I.1.1”?\n"),
        UNKNOWN(E("I.1.2") E("I.2.1") E("II.1") E("II.7 Rà soát việ"),
                "mục II của kế hoạch có 1 nhiệm vụ, có phải “II.1”?\n"),
        /* those of a task that has its entry are no help */
        UNKNOWN(ALL E("II.7 Rà soát việc công khai …"),
                "mục II của kế hoạch có 1 nhiệm vụ, có phải “II.1”?\n"),
        /* a heading that the plan lacks: an open task whose code is nearly the same, or none */
        UNKNOWN(E("I.1.1") E("I.1.2") E("I.2.1") E("III.1"), "gợi ý: có phải “II.1”?\n"),
        UNKNOWN(E("I.1.1") E("I.1.2") E("I.2.1") E("IV.1"), "gợi ý: có phải “II.1”?\n"),
        UNKNOWN(E("I.1.1") E("I.1.2") E("I.2.1") E("VI.2"), "gợi ý: có phải “II.1”?\n"),
        UNKNOWN(E("I.1.1") E("I.1.2") E("I.2.1") E("VI.23"), "      |     ^~~~~\n" HELP_FORM),
        UNKNOWN(ALL E("III.1"), "      |     ^~~~~\n" HELP_FORM),
        UNKNOWN(E("I.1.1") E("I.1.2") E("II.1") E("I.21"), "gợi ý: có phải “I.2.1”?\n"),
    };
    EXPECT_WORDS(cases);
    static const struct case_unit equal = {
        .plan = "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần "
                "nhiệm vụ: [I, II]\n---\n\n## I. VIỆC\n\n- Việc.\n\n## II. KHÁC\n\n- Việc.\n",
        .quarters[3] = QUARTER_HEAD(IV) E("IV.1"),
        .codes = "có phải “I.1”?\n"};
    expect_words(&equal, 1); /* of two that are as near, the first */
}

/* Of codes that are alike by their letters the one whose number is nearest; letters go first. */
static void test_number(void **state)
{
    (void)state;
    static const struct {
        int open[3]; /* the tasks without an entry, of thirty */
        const char *typed, *meant;
    } cases[] = {
        {{3, 13, 23}, "I.33", "I.23"},
        {{3, 5, 9}, "I.0", "I.3"},
        {{3, 29}, "I.33", "I.3"},
        {{12, 13, 30}, "I.33", "I.30"},
    };
    struct buf plan = {0};
    buf_str(&plan, PLAN_HEAD);
    for (int i = 1; i <= 30; i++)
        buf_printf(&plan, "- Việc số %d.\n", i);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct buf entries = {0};
        struct arena texts = {0};
        const int *open = cases[k].open;
        buf_str(&entries, QUARTER_HEAD(IV));
        for (int i = 1; i <= 30; i++)
            if (i != open[0] && i != open[1] && i != open[2])
                buf_printf(&entries, E("I.%d"), i);
        buf_printf(&entries, E("%s"), cases[k].typed);
        struct case_unit one = {.plan = buf_text(&plan), .quarters[3] = buf_text(&entries)};
        one.codes =
            arena_printf(&texts, "mục I của kế hoạch có 30 nhiệm vụ, có phải “%s”?\n", cases[k].meant);
        expect_words(&one, 1);
        arena_free(&texts);
        buf_free(&entries);
    }
    buf_free(&plan);
}

/* A missing entry is told where it would stand: behind the entry of the task before. */
static void test_place(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.plan = PLAN, .quarters[3] = QUARTER_HEAD(IV) ALL, .codes = ""},
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("I.1.1") E("I.2.1") E("II.1"),
         .codes = "T103@q4.md:7:5"},
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("I.1.1") E("I.2.1"),
         .codes = "T103@q4.md:7:5 T103@q4.md:10:5"},
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("II.1") E("I.1.2") E("I.1.1"),
         .codes = "T103@q4.md:10:5"},
        /* before the first: below the heading of the results, else in the file */
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("I.1.2") E("I.2.1") E("II.1"),
         .codes = "T103@q4.md"},
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) "## Kết quả thực hiện\n\n" E("I.1.2") E("I.2.1") E("II.1"),
         .codes = "T103@q4.md:7:1"},
        /* one whose code was mistyped is not missing as well */
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("I.1.1") E("I.1.9") E("I.2.1") E("II.1"),
         .codes = "T101@q4.md:10:5"},
        {.plan = PLAN,
         .quarters[3] = QUARTER_HEAD(IV) E("I.1.1") E("I.1.2") E("I.2.1") E("II.1") E("I.1.2"),
         .codes = "T105@q4.md:19:5"},
    };
    EXPECT_CASES(cases, "T10");
}

/* Of a required part that the plan lacks, which was said, no entry is called unknown. */
static void test_part_missing(void **state)
{
    (void)state;
#define LACKS(parts)                                                                                         \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: " parts                   \
    "\nphần nhiệm vụ: [I]\n---\n\n"                                                                    \
    "## I. VIỆC\n\n- Việc.\n"
    static const struct case_unit cases[] = {
        {.plan = LACKS("[I, II]"), .quarters[3] = QUARTER_HEAD(IV) E("I.1") E("II.1"), .codes = ""},
        {.plan = LACKS("[II, I]"), .quarters[3] = QUARTER_HEAD(IV) E("I.1") E("II.1"), .codes = ""},
        {.plan = LACKS("[I]"),
         .quarters[3] = QUARTER_HEAD(IV) E("I.1") E("II.1"),
         .codes = "T102@q4.md:10:5"},
        {.plan = LACKS("[I, II]"),
         .quarters[3] = QUARTER_HEAD(IV) E("I.1") E("I.2"),
         .codes = "T101@q4.md:10:5"},
        {.plan = LACKS("[I, II]"),
         .quarters[3] = QUARTER_HEAD(IV) E("I.1") E("III.1"),
         .codes = "T102@q4.md:10:5"},
    };
    EXPECT_CASES(cases, "T10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_part_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
