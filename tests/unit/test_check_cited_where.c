/* test_check_cited_where.c - citations wherever they stand, the day on which a law ends, and what was cited
 * in full before. */
#include "case_unit.h"

#define WRONG "Quyết định số 1/QĐ-A ngày 31/4/2021"
#define HEAD(day)                                                                                            \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: " day                                                            \
    "\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: [I]\n---\n\n"

static void test_where(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.plan =
             HEAD("27/5/2024") "Căn cứ " WRONG ";\n\n## I. VIỆC theo " WRONG "\n\n- Việc theo " WRONG
                               ".\n\n### 1. Mục theo " WRONG "\n\n- Việc.\n\n## II. KHÁC\n\n- Ý theo " WRONG
                               ".\n\nHết theo " WRONG "./.\n",
         .codes = "C001@plan.md:10:34 C001@plan.md:12:43 C001@plan.md:14:39 C001@plan.md:16:43 "
                  "C001@plan.md:22:36 C001@plan.md:24:36"},
        {.quarters[3] =
             QUARTER_HEAD(IV) "## Chỉ đạo, điều hành\n\nTheo " WRONG
                              ".\n\n## Văn bản đã ban hành\n\n- 5/KH-A; 1/2/2024; Kế hoạch theo " WRONG "\n\n"
                              "## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: 1 "
                              "buổi theo " WRONG "\n- Lý do: " WRONG "\n- Việc tiếp theo: " WRONG
                              "\n- Nội bộ: " WRONG "\n- Nội bộ: " WRONG "\n\nTheo " WRONG ".\n",
         .codes = "C001@q4.md:9:32 C001@q4.md:13:61 C001@q4.md:19:50 C001@q4.md:20:36 C001@q4.md:21:45 "
                  "C001@q4.md:22:37 C001@q4.md:23:37 C001@q4.md:25:32"},
    };
    EXPECT_CASES(cases, "C001");
}

/* A law that ended on the day of the document is in force no more. */
static void test_ended(void **state)
{
    (void)state;
#define OLD "\n\n## I. VIỆC\n\n- Việc theo Luật số 51/2005/QH11.\n"
    static const struct case_unit cases[] = {
        {.plan = HEAD("30/6/2024") "Lời." OLD, .codes = ""},
        {.plan = HEAD("1/7/2024") "Lời." OLD, .codes = "C009@plan.md:14:21"},
    };
    EXPECT_CASES(cases, "C009");
}

/* Of many numbers each is found that the plan cites with its day, and none that it does not. */
static void test_in_full(void **state)
{
    (void)state;
    for (int missing = 0; missing <= 7; missing++) {
        struct buf plan = {0}, report = {0};
        struct arena texts = {0};
        buf_str(&plan, HEAD("27/5/2024"));
        buf_str(&report, QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n");
        for (int i = 1; i <= 7; i++) {
            if (i != missing)
                buf_printf(&plan, "Căn cứ Quyết định số %d/QĐ-A ngày %d/1/2024 về việc %d;\n\n", 10 + i, i,
                           i);
            buf_printf(&report, "\nTheo Quyết định số %d/QĐ-A.\n", 10 + i);
        }
        buf_str(&plan, "## I. VIỆC\n\n- Việc.\n");
        struct case_unit one = {.plan = buf_text(&plan), .quarters[3] = buf_text(&report), .codes = ""};
        if (missing)
            one.codes = arena_printf(&texts, "C008@q4.md:%d:20", 8 + 2 * missing);
        expect_cases(&one, 1, "C008");
        arena_free(&texts);
        buf_free(&plan);
        buf_free(&report);
    }
}

/* One citation alone is looked for in the plan too; what a report lists counts with its kind and title. */
static void test_report(void **state)
{
    (void)state;
#define LISTED(text) "## Văn bản đã ban hành\n\n- 5/TB-A; 1/2/2024; " text "\n\n"
#define ENTRY(words) "## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n- Lý do: " words "\n"
    static const struct case_unit cases[] = {
        {.plan =
             HEAD("27/5/2024") "Căn cứ Quyết định số 9/QĐ-A ngày 1/2/2024 về x;\n\n## I. VIỆC\n\n- Việc.\n",
         .quarters[3] = QUARTER_HEAD(IV) ENTRY("Quyết định số 9/QĐ-A"),
         .codes = ""},
        {.quarters[3] = QUARTER_HEAD(IV) LISTED("Kế hoạch tuyên truyền") ENTRY("mưa"),
         .codes = "C002@q4.md:9:3"},
        {.quarters[3] = QUARTER_HEAD(IV) LISTED("Thông báo tuyên truyền") ENTRY("Thông báo số 5/TB-A"),
         .codes = ""},
        {.quarters[3] = QUARTER_HEAD(IV) LISTED("Thông báo a b c d e")
             ENTRY("Thông báo số 5/TB-A ngày 1/2/2024 về a b x d e"),
         .codes = "C007@q4.md:15:47"},
        /* of a document of the list its own rule says that its day is wrong */
        {.quarters[3] =
             QUARTER_HEAD(IV) "## Văn bản đã ban hành\n\n- 5/TB-A; 1/2/2025; Thông báo\n\n" ENTRY("mưa"),
         .codes = ""},
        {.quarters[3] = QUARTER_HEAD(IV) LISTED("Thông báo về a b c d e")
             ENTRY("Thông báo số 5/TB-A ngày 1/2/2024 về a b c d e"),
         .codes = ""},
    };
    EXPECT_CASES(cases, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_ended),
        cmocka_unit_test(test_in_full),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
