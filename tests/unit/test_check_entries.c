/* test_check_entries.c - what a state of a task asks for, and what contradicts it: to the day, and to the
 * last percent. */
#include "case_unit.h"

#define ENTRY(fields) QUARTER_HEAD(IV) "### I.1\n" fields
#define STATE(text) "- Trạng thái: " text "\n"
#define ON_TIME STATE("hoàn thành đúng hạn")
#define LATE STATE("hoàn thành trễ hạn") "- Lý do: mưa\n"
#define DUE PLAN_HEAD "- Việc.\n  - Thời hạn: 31/10/2024\n"

static void test_deadline(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.plan = DUE, .quarters[3] = ENTRY(ON_TIME "- Ngày: 31/10/2024\n"), .codes = ""},
        {.plan = DUE, .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/11/2024\n"), .codes = "T109@q4.md:8:15"},
        {.plan = DUE, .quarters[3] = ENTRY(LATE "- Ngày: 1/11/2024\n"), .codes = ""},
        {.plan = DUE, .quarters[3] = ENTRY(LATE "- Ngày: 31/10/2024\n"), .codes = "T110@q4.md:8:15"},
        /* the last of several days counts, wherever it stands */
        {.plan = DUE,
         .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/10/2024; 1/11/2024\n"),
         .codes = "T109@q4.md:8:15"},
        {.plan = DUE,
         .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/11/2024; 1/10/2024\n"),
         .codes = "T109@q4.md:8:15"},
        {.plan = DUE, .quarters[3] = ENTRY(LATE "- Ngày: 1/11/2024; 1/10/2024\n"), .codes = ""},
        /* the entry's own deadline goes before that of the plan */
        {.plan = DUE,
         .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/11/2024\n- Thời hạn: 30/11/2024\n"),
         .codes = ""},
        {.plan = DUE,
         .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/10/2024\n- Thời hạn: 30/9/2024\n"),
         .codes = "T109@q4.md:8:15"},
        /* without a day nothing is late; without a deadline there is nothing to keep */
        {.plan = DUE, .quarters[3] = ENTRY(ON_TIME), .codes = ""},
        {.plan = DUE, .quarters[3] = ENTRY(LATE), .codes = ""},
        {.quarters[3] = ENTRY(ON_TIME), .codes = "T108@q4.md:8:15"},
        {.quarters[3] = ENTRY(LATE "- Ngày: 31/10/2024\n"), .codes = "T108@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("hoàn thành") "- Ngày: 31/10/2024\n"), .codes = ""},
        {.quarters[3] = ENTRY(ON_TIME "- Thời hạn: 31/10/2024\n"), .codes = ""},
        {.quarters[3] = QUARTER_HEAD(IV) "### I.2\n" ON_TIME,
         .codes = ""}, /* of an unknown task nobody knows it */
    };
    EXPECT_CASES(cases, "T108 T109 T110");
    static const struct case_unit words[] = {
        {.plan = DUE,
         .quarters[3] = ENTRY(ON_TIME "- Ngày: 1/10/2024; 2/11/2024; 1/11/2024\n"),
         .codes = "ghi là đúng hạn, nhưng ngày thực hiện 2/11/2024 sau thời hạn 31/10/2024\n"},
        {.plan = DUE,
         .quarters[3] = ENTRY(LATE "- Ngày: 1/10/2024; 2/10/2024\n"),
         .codes = "nhưng ngày thực hiện 2/10/2024 không sau thời hạn 31/10/2024\n"},
    };
    EXPECT_WORDS(words);
}

static void test_percent(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = ENTRY(STATE("hoàn thành") "- Tỷ lệ: 100%\n"), .codes = ""},
        {.quarters[3] = ENTRY(STATE("hoàn thành") "- Tỷ lệ: 99,999%\n"), .codes = "T112@q4.md:9:10"},
        {.quarters[3] = ENTRY(STATE("đang thực hiện") "- Tỷ lệ: 100%\n"), .codes = "T111@q4.md:9:10"},
        {.quarters[3] = ENTRY(STATE("đang thực hiện") "- Tỷ lệ: 99,999%\n"), .codes = ""},
        {.quarters[3] = ENTRY(STATE("chậm tiến độ") "- Tỷ lệ: 100%\n- Lý do: mưa\n"),
         .codes = "T111@q4.md:9:10"},
    };
    EXPECT_CASES(cases, "T111 T112");
}

/* Nothing was done, and yet something is there: a result, a part of the whole, a day. */
static void test_idle(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Kết quả: 0 buổi\n- Tỷ lệ: 0%\n"), .codes = ""},
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Kết quả: 0,001 buổi\n"), .codes = "T113@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Tỷ lệ: 0,001%\n"), .codes = "T113@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Tỷ lệ: 99,999%\n"), .codes = "T113@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Tỷ lệ: 100%\n"),
         .codes = "T111@q4.md:9:10"}, /* said once */
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Ngày: 1/10/2024\n"), .codes = "T113@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("thường xuyên, không phát sinh") "- Kết quả: 1 buổi\n"),
         .codes = "T113@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("chậm tiến độ") "- Kết quả: 1 buổi\n"), .codes = ""},
    };
    EXPECT_CASES(cases, "T111 T113");
    static const struct case_unit words[] = {
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Kết quả: 0 buổi\n- Tỷ lệ: 5%\n- Ngày: 1/10/2024\n"),
         .codes = "trạng thái “chưa thực hiện” nhưng lại có kết quả “5%”\n"},
        {.quarters[3] = ENTRY(STATE("chưa thực hiện") "- Tỷ lệ: 0%\n- Ngày: 1/10/2024; 2/10/2024\n"),
         .codes = "trạng thái “chưa thực hiện” nhưng lại có kết quả “1/10/2024”\n"},
    };
    EXPECT_WORDS(words);
}

static void test_wanted(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters[3] = ENTRY(STATE("hoàn thành")), .codes = "T107@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("hoàn thành") "- Minh chứng: https://a.example/x\n"), .codes = ""},
        {.quarters[3] = ENTRY(STATE("đang thực hiện")), .codes = ""},
        {.quarters[3] = ENTRY(STATE("chậm tiến độ")), .codes = "T106@q4.md:8:15"},
        {.quarters[3] = ENTRY(STATE("chậm tiến độ") "- Lý do: mưa\n"), .codes = ""},
    };
    EXPECT_CASES(cases, "T106 T107");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_idle),
        cmocka_unit_test(test_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
