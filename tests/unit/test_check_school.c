/* test_check_school.c - the school's table of who, what and when against itself and the reports. */
#include "case_unit.h"

#define SCHOOL_OF(names, signers, roles)                                                                                        \
    "---\ntên:" names "\nký hiệu: HB\ncơ quan chủ quản: UBND\nđịa danh: Quận 1\nkính gửi: UBND\nnơi nhận:\n" \
    "  - Như trên\ntrang: https://a.example/\nngười ký:\n" signers "bộ phận:\n" roles "---\n"
#define NAME " Trường A"
#define SIGNER(name, days) "  - họ tên: " name "\n    chức vụ: HIỆU TRƯỞNG\n" days
#define LAN SIGNER("Nguyễn Thị Lan", "    từ: 1/1/2024\n    đến: 30/11/2024\n")
#define ROLE(name) "  - tên: " name "\n"
#define ROLES ROLE("Văn phòng")
#define REPORT(number, day, more)                                                                            \
    "---\nkỳ: Quý IV năm 2024\nsố: " number "\nngày: " day "\n" more                                         \
    "---\n\n### I.1\n- Trạng thái: đang thực hiện\n"

/* A span of one day is one; what ends before it begins is told. */
static void test_periods(void **state)
{
    (void)state;
#define SPAN(from, to) "\n  - tên: Trường A\n    từ: " from "\n    đến: " to
    static const struct case_unit cases[] = {
        {.school = SCHOOL_OF(SPAN("1/1/2024", "1/1/2024"), LAN, ROLES), .codes = ""},
        {.school = SCHOOL_OF(SPAN("2/1/2024", "1/1/2024"), LAN, ROLES), .codes = "S105@school.md:3:10"},
        {.school = SCHOOL_OF("\n  - tên: Trường A\n    đến: 1/1/2024\n  - tên: Trường B\n    từ: 2/1/2024",
                             LAN, ROLES),
         .codes = ""},
        {.school = SCHOOL_OF(NAME, SIGNER("Lê A", "    từ: 2/1/2024\n    đến: 1/1/2024\n"), ROLES),
         .codes = "S105@school.md:11:13"},
        {.school = SCHOOL_OF(NAME, LAN SIGNER("Lê A", "    từ: 2/1/2025\n    đến: 1/1/2025\n"), ROLES),
         .codes = "S105@school.md:15:13"},
        {.school = "---\ntên: A\nký hiệu: HB\ncơ quan chủ quản:\n  - tên: U\n    từ: 2/1/2024\n    đến: "
                   "1/1/2024\nđịa danh:\n  - tên: Q\n    từ: 2/1/2024\n"
                   "    đến: 1/1/2024\nkính gửi:\n  - tên: U\n    từ: 2/1/2024\n    đến: 1/1/2024\nnơi "
                   "nhận:\n  - tên: N\n    từ: 2/1/2024\n    đến: 1/1/2024\n"
                   "trang: https://a.example/\nngười ký:\n" LAN "bộ phận:\n" ROLES "---\n",
         .codes = "S105@school.md:5:10 S105@school.md:9:10 S105@school.md:13:10 S105@school.md:17:10"},
    };
    EXPECT_CASES(cases, "S105");
}

static void test_roles(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.school = SCHOOL_OF(NAME, LAN, ROLE("Văn phòng") ROLE("Kế toán")), .codes = ""},
        {.school = SCHOOL_OF(NAME, LAN, ROLE("Văn phòng") ROLE("văn phòng")),
         .codes = "S106@school.md:17:10"},
        {.school = SCHOOL_OF(NAME, LAN, ROLE("Văn phòng") "    gồm: [Văn thư]\n" ROLE("Văn thư")),
         .codes = "S106@school.md:18:10"},
        {.school = SCHOOL_OF(NAME, LAN, ROLE("Văn phòng") ROLE("Kế toán") "    gồm: [Thủ quỹ, Văn phòng]\n"),
         .codes = "S106@school.md:18:20"},
        {.school = SCHOOL_OF(NAME, LAN, ROLE("Văn phòng") "    gồm: [Văn phòng]\n"),
         .codes = ""}, /* twice of one: no doubt whose */
    };
    EXPECT_CASES(cases, "S106");
}

static void test_signer(void **state)
{
    (void)state;
#define LAN_ONLY SCHOOL_OF(NAME, LAN, ROLES)
#define SIGNED(name) "người ký: " name "\n"
    static const struct case_unit cases[] = {
        {.school = LAN_ONLY, .quarters[3] = REPORT("14/BC-HB", "30/11/2024", ""), .codes = ""},
        {.school = LAN_ONLY, .quarters[3] = REPORT("14/BC-HB", "1/12/2024", ""), .codes = "S101@q4.md:4:7"},
        {.school = LAN_ONLY, .quarters[3] = REPORT("14/BC-HB", "31/12/2023", ""), .codes = "S101@q4.md:4:7"},
        {.school = LAN_ONLY, .quarters[3] = REPORT("14/BC-HB", "…", ""), .codes = ""},
        {.school = LAN_ONLY,
         .quarters[3] = REPORT("14/BC-HB", "30/11/2024", SIGNED("Nguyễn Thị Lan")),
         .codes = ""},
        {.school = LAN_ONLY,
         .quarters[3] = REPORT("14/BC-HB", "1/12/2024", SIGNED("Nguyễn Thị Lan")),
         .codes = "S103@q4.md:5:11"},
        {.school = LAN_ONLY,
         .quarters[3] = REPORT("14/BC-HB", "1/12/2024", SIGNED("Trần Văn Bình")),
         .codes = "S102@q4.md:5:11"},
        {.school = LAN_ONLY,
         .quarters[3] = REPORT("14/BC-HB", "…", SIGNED("Trần Văn Bình")),
         .codes = "S102@q4.md:5:11"},
        {.quarters[3] = REPORT("14/BC-HB", "1/12/2024", SIGNED("Trần Văn Bình")), .codes = ""},
    };
    EXPECT_CASES(cases, "S101 S102 S103");
    static const struct case_unit words[] = {
        {.school = SCHOOL_OF(NAME, LAN SIGNER("Trần Văn Bình", ""), ROLES),
         .quarters[3] = REPORT("14/BC-HB", "1/12/2024", SIGNED("Trần Văn Bìn")),
         .codes = "gợi ý: có phải “Trần Văn Bình”?\n"},
        {.school = SCHOOL_OF(NAME, LAN SIGNER("Trần Văn Bình", ""), ROLES),
         .quarters[3] = REPORT("14/BC-HB", "1/12/2024", SIGNED("Nguyễn Thị Loan")),
         .codes = "gợi ý: có phải “Nguyễn Thị Lan”?\n"},
    };
    EXPECT_WORDS(words);
}

static void test_letterhead(void **state)
{
    (void)state;
#define UNTIL(key) key ":\n  - tên: X\n    đến: 30/11/2024\n"
#define ALL_UNTIL                                                                                            \
    "---\nký hiệu: HB\n" UNTIL("tên") UNTIL("cơ quan chủ quản") UNTIL("địa danh") UNTIL("kính gửi")          \
        UNTIL("nơi nhận") "trang: https://a.example/\nngười ký:\n" SIGNER("Lê A", "") "bộ phận:\n" ROLES     \
                                                                                      "---\n"
    static const struct case_unit cases[] = {
        {.school = ALL_UNTIL, .quarters[3] = REPORT("14/BC-HB", "30/11/2024", ""), .codes = ""},
        {.school = ALL_UNTIL, .quarters[3] = REPORT("14/BC-HB", "…", ""), .codes = ""},
        {.school = ALL_UNTIL,
         .quarters[3] = REPORT("14/BC-HB", "1/12/2024", ""),
         .codes = "S104@q4.md:4:7 S104@q4.md:4:7 S104@q4.md:4:7 S104@q4.md:4:7 S104@q4.md:4:7"},
    };
    EXPECT_CASES(cases, "S104");
    static const char *const keys[] = {"tên", "cơ quan chủ quản", "địa danh", "kính gửi", "nơi nhận"};
    struct check_unit u;
    const char *printed = case_run(&u, &cases[2]);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(times(printed, arena_join(&u.arena, "không có “", keys[i], "” nào dùng được")), 1);
    check_unit_close(&u);
}

/* Two figures at least, "/BC-" and the school's symbol; what is told shows how it should be. */
static void test_number(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {"14/BC-HB", ""},           {"014/BC-HB", ""},
        {"123/BC-HB", ""},          {"4/BC-HB", "“04/BC-HB”"},
        {"BC-HB", "“45/BC-HB”"},    {"14/BC-HC", "“14/BC-HB”"},
        {"14/BC-", "“14/BC-HB”"},   {"14/BC-HBX", "“14/BC-HB”"},
        {"14/KH-HB", "“14/BC-HB”"}, {"14 /BC-HB", "“14/BC-HB”"},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct arena texts = {0};
        struct case_unit one = {.school = LAN_ONLY};
        const char *form = numbers[i][1];
        one.quarters[3] = arena_printf(&texts, REPORT("%s", "30/11/2024", ""), numbers[i][0]);
        one.codes = *form ? "T162@q4.md:3:5" : "";
        expect_cases(&one, 1, "T162");
        if (*form) {
            one.codes = form;
            expect_words(&one, 1);
        }
        arena_free(&texts);
    }
    static const struct case_unit cases[] = {
        {.quarters[3] = REPORT("14/BC-XYZ", "30/11/2024", ""), .codes = ""}, /* no school: any symbol */
        {.quarters[3] = REPORT("14/BC", "30/11/2024", ""), .codes = "T162@q4.md:3:5"},
        {.quarters[3] = REPORT("4/BC-X", "30/11/2024", ""), .codes = "T162@q4.md:3:5"},
        {.quarters[3] = REPORT("…/BC-X", "30/11/2024", ""), .codes = ""},
    };
    EXPECT_CASES(cases, "T162");
}

/* A number belongs to one report of a year, the year being that of the report's day. */
static void test_numbers(void **state)
{
    (void)state;
#define OF(quarter, number, day)                                                                             \
    "---\nkỳ: Quý " quarter " năm 2024\nsố: " number "\nngày: " day                                          \
    "\n---\n\n### I.1\n- Trạng thái: đang thực hiện\n"
    static const struct case_unit cases[] = {
        {.quarters = {OF("I", "11/BC-A", "1/4/2024"), OF("II", "12/BC-A", "1/7/2024")}, .codes = ""},
        {.quarters = {OF("I", "12/BC-A", "1/4/2024"), OF("II", "12/BC-A", "1/7/2024")},
         .codes = "T161@q2.md:3:5"},
        {.quarters = {OF("I", "12/BC-A", "1/7/2024"), OF("II", "12/BC-A", "1/4/2024")},
         .codes = "T161@q1.md:3:5"}, /* the later one */
        {.quarters = {OF("I", "012/BC-A", "1/4/2024"), OF("II", "12/BC-A", "1/7/2024")},
         .codes = "T161@q2.md:3:5"},
        {.quarters = {OF("I", "12/BC-A", "31/12/2023"), OF("II", "12/BC-A", "1/1/2024")}, .codes = ""},
        {.quarters = {OF("I", "12/BC-A", "1/4/2024"), OF("II", "11/BC-A", "1/7/2024"),
                      OF("III", "12/BC-A", "1/10/2024"), OF("IV", "11/BC-A", "1/1/2025")},
         .codes = "T161@q3.md:3:5"},
        {.quarters = {OF("I", "12/BC-A", "1/4/2024"), OF("II", "13/BC-A", "1/7/2024"),
                      OF("III", "14/BC-A", "1/10/2024"), OF("IV", "12/BC-A", "31/12/2024")},
         .codes = "T161@q4.md:3:5"},
        {.quarters = {OF("I", "0/BC-A", "1/4/2024"), OF("II", "0/BC-A", "1/7/2024")},
         .codes = "T161@q2.md:3:5"},
        {.quarters = {OF("I", "BC-A", "1/4/2024"), OF("II", "BC-A", "1/7/2024")}, .codes = ""},
        {.quarters = {OF("I", "123456789/BC-A", "1/4/2024"), OF("II", "123456789/BC-A", "1/7/2024")},
         .codes = "T161@q2.md:3:5"},
        {.quarters = {OF("I", "19/BC-A", "1/4/2024"), OF("II", "1/BC-A", "1/7/2024")}, .codes = ""},
        {.quarters = {OF("I", "12/BC-A", "31/12/2023"), OF("II", "13/BC-A", "1/4/2024"),
                      OF("III", "12/BC-A", "1/7/2024"), OF("IV", "13/BC-A", "1/1/2025")},
         .codes = ""},
        {.quarters = {OF("I", "12/BC-A", "…"), OF("II", "12/BC-A", "1/7/2024")}, .codes = ""},
    };
    EXPECT_CASES(cases, "T161");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods),    cmocka_unit_test(test_roles),  cmocka_unit_test(test_signer),
        cmocka_unit_test(test_letterhead), cmocka_unit_test(test_number), cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
