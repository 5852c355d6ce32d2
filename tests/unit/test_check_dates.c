/* test_check_dates.c - days at the edge of what is allowed: the first and the last one are, the next is not.
 */
#include "case_unit.h"

#define HEAD_OF(period, day, more) "---\nkỳ: " period "\nsố: 14/BC-A\nngày: " day "\n" more "---\n\n"
#define FOURTH(day, more) HEAD_OF("Quý IV năm 2024", day, more) /* from 15/9/2024 to 14/12/2024 */
#define DONE_ON(days) "### I.1\n- Trạng thái: đang thực hiện\n- Ngày: " days "\n"
#define ISSUED(day) "## Văn bản đã ban hành\n\n- 50/KH-A; " day "; Kế hoạch\n\n## Kết quả thực hiện\n\n"
#define ONGOING "### I.1\n- Trạng thái: đang thực hiện\n"
#define PLAN_OF(day)                                                                                         \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: " day                                                            \
    "\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: [I]\n---\n\n## I. VIỆC\n\n"         \
    "- Việc.\n"

static void test_activity(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("15/9/2024; 14/12/2024"), .codes = ""},
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("14/9/2024; 15/12/2024"),
         .codes = "T121@q4.md:9:9 T121@q4.md:9:20"},
        /* a report before its period ends: nothing was done after it */
        {.quarters[3] = FOURTH("10/12/2024", "") DONE_ON("10/12/2024; 11/12/2024"),
         .codes = "T123@q4.md:9:21"},
        {.plan = PLAN_OF("20/9/2024"),
         .quarters[3] = FOURTH("16/12/2024", "") DONE_ON("20/9/2024; 19/9/2024"),
         .codes = "T122@q4.md:9:20"},
        /* a report without its day, a plan without: nothing to hold it to */
        {.quarters[3] = FOURTH("…", "") DONE_ON("14/12/2024"), .codes = ""},
    };
    EXPECT_CASES(cases, "T121 T122 T123");
}

/* The report that a day belongs to is named, the first quarter's in December too. */
static void test_quarter_of(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("14/12/2023"), .codes = "báo cáo quý IV/2023\n"},
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("15/12/2023"), .codes = "báo cáo quý I/2024\n"},
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("14/3/2024"), .codes = "báo cáo quý I/2024\n"},
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("15/3/2024"), .codes = "báo cáo quý II/2024\n"},
        {.quarters[3] = FOURTH("16/12/2024", "") DONE_ON("31/12/2024"), .codes = "báo cáo quý I/2025\n"},
    };
    EXPECT_WORDS(cases);
}

static void test_documents(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = FOURTH("16/12/2024", "") ISSUED("15/9/2024") ONGOING, .codes = ""},
        {.quarters[3] = FOURTH("16/12/2024", "") ISSUED("14/12/2024") ONGOING, .codes = ""},
        {.quarters[3] = FOURTH("16/12/2024", "") ISSUED("14/9/2024") ONGOING, .codes = "T124@q4.md:9:12"},
        {.quarters[3] = FOURTH("16/12/2024", "") ISSUED("15/12/2024") ONGOING, .codes = "T124@q4.md:9:12"},
    };
    EXPECT_CASES(cases, "T124");
}

static void test_report(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = FOURTH("14/12/2024", "") ONGOING, .codes = ""}, /* on the last day of its period */
        {.quarters[3] = FOURTH("13/12/2024", "") ONGOING, .codes = "T125@q4.md:4:7"},
        {.quarters[3] = FOURTH("15/9/2024", "") ONGOING, .codes = "T125@q4.md:4:7"},
        {.quarters[3] = FOURTH("14/9/2024", "") ONGOING, .codes = "T126@q4.md:4:7"},
        {.quarters[3] = FOURTH("…", "") ONGOING, .codes = ""},
    };
    EXPECT_CASES(cases, "T125 T126");
}

/* A period may be one day long; it begins on the day after the one before has ended. */
static void test_period(void **state)
{
    (void)state;
    static const char *const third = HEAD_OF("Quý III năm 2024", "16/9/2024", "") ONGOING;
    static const struct case_unit cases[] = {
        {.quarters[3] = FOURTH("16/12/2024", "từ ngày: 14/12/2024\n") ONGOING, .codes = ""},
        {.quarters[3] = FOURTH("16/12/2024", "từ ngày: 15/12/2024\n") ONGOING, .codes = "T127@q4.md:5:10"},
        {.quarters[3] = FOURTH("16/12/2024", "đến ngày: 14/9/2024\n") ONGOING, .codes = "T127@q4.md:5:11"},
        {.quarters = {[2] = third, FOURTH("16/12/2024", "từ ngày: 15/9/2024\n") ONGOING}, .codes = ""},
        {.quarters = {[2] = third, FOURTH("16/12/2024", "từ ngày: 16/9/2024\n") ONGOING},
         .codes = "T128@q4.md:5:10"},
        {.quarters = {[2] = third, FOURTH("16/12/2024", "từ ngày: 14/9/2024\n") ONGOING},
         .codes = "T128@q4.md:5:10"},
        {.quarters = {[2] = HEAD_OF("Quý III năm 2024", "16/9/2024", "đến ngày: 13/9/2024\n") ONGOING,
                      FOURTH("16/12/2024", "") ONGOING},
         .codes = "T128@q4.md:2:5"}, /* where the period is named, when its days are not */
        {.quarters =
             {HEAD_OF("Quý I năm 2024", "16/9/2024", "đến ngày: 13/9/2024\n") ONGOING, [3] = FOURTH(
                                                                                           "16/12/2024", "")
                                                                                           ONGOING},
         .codes = ""}, /* the one before is missing */
    };
    EXPECT_CASES(cases, "T127 T128");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_activity), cmocka_unit_test(test_quarter_of), cmocka_unit_test(test_documents),
        cmocka_unit_test(test_report),   cmocka_unit_test(test_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
