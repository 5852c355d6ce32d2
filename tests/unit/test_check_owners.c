/* test_check_owners.c - who is named as responsible has to be a role of the school. */
#include "case_unit.h"

#define SCHOOL                                                                                                                     \
    "---\ntên: Trường A\nký hiệu: A\ncơ quan chủ quản: UBND\nđịa danh: Quận 1\nkính gửi: UBND\nnơi nhận:\n" \
    "  - Như trên\nngười ký:\n  - họ tên: Lê A\n    chức vụ: HIỆU TRƯỞNG\ntrang: https://a.example/\n"          \
    "bộ phận:\n  - tên: Ban giám hiệu\n    gồm: [Hiệu trưởng, Tổng phụ trách]\n  - tên: Văn thư\n---\n"
#define TASKS(owner, again)                                                                                  \
    PLAN_HEAD "- Việc một.\n  - Phụ trách: " owner "\n- Việc hai.\n  - Phụ trách: " again                    \
              "\n- Việc ba.\n  - Phụ trách: Văn thư\n"
#define ENTRY(code, owner) "### " code "\n- Trạng thái: đang thực hiện\n- Phụ trách: " owner "\n\n"
#define ENTRIES(owner, again) QUARTER_HEAD(IV) ENTRY("I.1", owner) ENTRY("I.2", again) ENTRY("I.3", "Văn thư")

/* A list is known when all of it is; of "A chủ trì, phối hợp B" A has to be. */
static void test_known(void **state)
{
    (void)state;
    static const struct {
        const char *owner;
        bool known;
    } owners[] = {
        {"Văn thư", true},
        {"văn  THƯ", true},
        {"Tổng phụ trách", true},
        {"Văn thư; Hiệu trưởng", true},
        {"Văn thư; ; Hiệu trưởng;", true},
        {"Văn thư chủ trì, phối hợp Tổ 1", true},
        {"Văn thư phối hợp Tổ 1", true},
        {"Văn thư; Hiệu trưởng phối hợp Tổ 1", true},
        {"Tổ 1", false},
        {"Tổ 1; Văn thư", false},
        {"Văn thư; Tổ 1", false},
        {"Văn thư, Hiệu trưởng", false},
        {"Tổ 1 chủ trì, phối hợp Văn thư", false},
        {"chủ trì Văn thư", false},
        {"Văn thư; Tổ 1 phối hợp Văn thư", false},
    };
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        struct arena texts = {0};
        struct case_unit one = {.school = SCHOOL};
        one.plan = arena_printf(&texts, "%s- Việc một.\n  - Phụ trách: %s\n", PLAN_HEAD, owners[i].owner);
        one.codes = owners[i].known ? "" : "P109@plan.md:13:16";
        expect_cases(&one, 1, "P109");
        one.plan = PLAN_HEAD "- Việc một.\n";
        one.quarters[3] = arena_printf(&texts, "%s### I.1\n- Trạng thái: đang thực hiện\n- Phụ trách: %s\n",
                                       QUARTER_HEAD(IV), owners[i].owner);
        one.codes = owners[i].known ? "" : "T151@q4.md:9:14";
        expect_cases(&one, 1, "T151");
        arena_free(&texts);
    }
}

/* A strange name is told once, at its first place, with how often it stands; the place goes by the file even
 * when the names are sorted otherwise. */
static void test_once(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.school = SCHOOL, .plan = TASKS("Tổ 2", "tổ  2"), .codes = "P109@plan.md:13:16"},
        {.school = SCHOOL, .plan = TASKS("Tổ 2", "Tổ 1"), .codes = "P109@plan.md:13:16 P109@plan.md:15:16"},
        {.school = SCHOOL, .quarters[3] = ENTRIES("Tổ 2", "tổ 2"), .codes = "T151@q4.md:9:14"},
        /* not side by side in the file */
        {.school = SCHOOL,
         .plan = TASKS("Tổ 2", "Tổ 1") "- Việc bốn.\n  - Phụ trách: Tổ 2\n",
         .codes = "P109@plan.md:13:16 P109@plan.md:15:16"},
        {.plan = TASKS("Tổ 2", "Tổ 1"),
         .quarters[3] = ENTRIES("Tổ 2", "Tổ 1"),
         .codes = ""}, /* no school: nobody knows */
    };
    EXPECT_CASES(cases, "P109 T151");
    static const struct case_unit words[] = {
        {.school = SCHOOL,
         .plan = TASKS("Tổ 2", "Tổ 1") "- Việc bốn.\n  - Phụ trách: Tổ 2\n",
         .codes = "“Tổ 2” không có trong school.md (số nhiệm vụ: 2)\n"},
        {.school = SCHOOL,
         .plan = TASKS("Tổ 2", "tổ 2"),
         .codes = "“Tổ 2” không có trong school.md (số nhiệm vụ: 2)\n"},
        {.school = SCHOOL,
         .plan = TASKS("Tổ 2", "Tổ 1"),
         .codes = "“Tổ 2” không có trong school.md (số nhiệm vụ: 1)\n"},
        {.school = SCHOOL,
         .plan = TASKS("Tổ 2", "Tổ 1"),
         .codes = "“Tổ 1” không có trong school.md (số nhiệm vụ: 1)\n"},
        {.school = SCHOOL,
         .quarters[3] = ENTRIES("Tổ 2", "tổ 2"),
         .codes = "“Tổ 2” không có trong school.md (số mục: 2)\n"},
    };
    EXPECT_WORDS(words);
}

/* The nearest role is offered, by its name or by what it is also called. */
static void test_nearest(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.school = SCHOOL, .plan = TASKS("Văn tho", "Văn thư"), .codes = "gợi ý: có phải “Văn thư”?\n"},
        {.school = SCHOOL,
         .plan = TASKS("Ban giám hiê", "Văn thư"),
         .codes = "gợi ý: có phải “Ban giám hiệu”?\n"},
        {.school = SCHOOL,
         .plan = TASKS("Hiệu trưởg", "Văn thư"),
         .codes = "gợi ý: có phải “Hiệu trưởng”?\n"},
        {.school = SCHOOL,
         .plan = TASKS("Tổng phụ trác", "Văn thư"),
         .codes = "gợi ý: có phải “Tổng phụ trách”?\n"},
    };
    EXPECT_WORDS(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
