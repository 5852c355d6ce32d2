/* test_check_plan_tasks.c - what the tasks of a plan leave open, and the indices that no task serves. */
#include "case_unit.h"

#define SCHOOL                                                                                                         \
    "---\ntên: T\nký hiệu: HB\ncơ quan chủ quản: U\nđịa danh: Q\nkính gửi: U\nnơi nhận: [A]\nlưu: " \
    "VT\nngười ký:\n"                                                                                              \
    "  - họ tên: A\n    chức vụ: B\nbộ phận:\n  - tên: Văn phòng\n---\n"
#define HEAD                                                                                                                        \
    "---\nloại: Kế hoạch\nsố: 32/KH-HB\nngày: 27/5/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: " \
    "[I, II]\n"                                                                                                                     \
    "---\n\n"
#define OPEN "- Rà soát.\n"
#define CLOSED "- Mỗi quý họp 01 lần: Văn phòng.\n"
#define END "\nHết./.\n"
#define PLAN(items) HEAD "## I. VIỆC\n\n" items END
#define SAYS(items, words)                                                                                   \
    {                                                                                                        \
        .school = SCHOOL, .plan = PLAN(items), .codes = words                                                \
    }

/* Codes of tasks that follow one another in a heading are one run; twelve runs are listed, and then "…". */
static void test_runs(void **state)
{
    (void)state;
#define TEN                                                                                                  \
    OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN     \
        CLOSED OPEN CLOSED
    static const struct case_unit cases[] = {
        SAYS(OPEN, "1 trên 1 nhiệm vụ chưa nêu bộ phận phụ trách: I.1\n"),
        SAYS(OPEN OPEN, "2 trên 2 nhiệm vụ chưa nêu bộ phận phụ trách: I.1–2\n"),
        SAYS(CLOSED OPEN OPEN OPEN CLOSED OPEN, "4 trên 6 nhiệm vụ chưa nêu bộ phận phụ trách: I.2–4, I.6\n"),
        SAYS("### 1. Một\n\n" OPEN OPEN "\n### 2. Hai\n\n" OPEN OPEN,
             "4 trên 4 nhiệm vụ chưa nêu bộ phận phụ trách: I.1.1–2, I.2.1–2\n"),
        SAYS(OPEN "\n## II. KHÁC\n\n" OPEN, "2 trên 2 nhiệm vụ chưa nêu bộ phận phụ trách: I.1, II.1\n"),
        SAYS(TEN OPEN CLOSED OPEN, "12 trên 23 nhiệm vụ chưa nêu bộ phận phụ trách: I.1, I.3, I.5, I.7, I.9, "
                                   "I.11, I.13, I.15, I.17, I.19, I.21, I.23\n"),
        SAYS(TEN OPEN CLOSED OPEN CLOSED OPEN, "I.19, I.21, I.23, …\n"),
        SAYS(TEN OPEN CLOSED OPEN CLOSED OPEN CLOSED OPEN, "I.19, I.21, I.23, …\n"),
    };
    EXPECT_WORDS(cases);
    static const struct case_unit places[] = {
        {.school = SCHOOL,
         .plan = PLAN(CLOSED OPEN OPEN CLOSED OPEN),
         .codes = "P213@plan.md:13:3 P214@plan.md:13:3 P215@plan.md:13:3"},
        {.school = SCHOOL, .plan = PLAN(CLOSED), .codes = ""},
        {.plan = PLAN(OPEN), .codes = ""},
        /* a last paragraph that lacks its "./." was read as a task, which is said elsewhere */
        {.school = SCHOOL, .plan = HEAD "## I. VIỆC\n\n" CLOSED "\nHết.\n", .codes = ""},
        {.school = SCHOOL,
         .plan = HEAD "## I. VIỆC\n\n" CLOSED "\nViệc.\n\nHết.\n",
         .codes = "P213@plan.md:14:1 P214@plan.md:14:1 P215@plan.md:14:1"},
        {.school = SCHOOL,
         .plan = HEAD "## I. VIỆC\n\n" CLOSED OPEN,
         .codes = "P213@plan.md:13:3 P214@plan.md:13:3 P215@plan.md:13:3"},
        {.school = SCHOOL,
         .plan = PLAN(CLOSED "\nViệc.\n"),
         .codes = "P213@plan.md:14:1 P214@plan.md:14:1 P215@plan.md:14:1"},
    };
    EXPECT_CASES(places, "P213 P214 P215");
}

static void expect_task(const char *text, const char *codes)
{
    struct arena texts = {0};
    struct case_unit one = {
        .school = SCHOOL, .plan = arena_printf(&texts, PLAN("- %s\n"), text), .codes = codes};
    expect_cases(&one, 1, "P213 P214 P215");
    arena_free(&texts);
}

#define NO_OWNER "P213@plan.md:12:3"
#define NO_TARGET "P214@plan.md:12:3"
#define NO_PERIOD "P215@plan.md:12:3"

/* The last words, behind a colon, name who does it when they are a role of the school. */
static void test_owner(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Mỗi quý họp 01 lần: Văn phòng.", ""},
        {"Mỗi quý họp 01 lần: Văn phòng", ""},
        {"Mỗi quý họp 01 lần: Văn phòng; .", ""},
        {"Mỗi quý họp 01 lần: tổ: Văn phòng;", ""},
        {"Mỗi quý họp 01 lần: Văn phòng: tổ.", NO_OWNER},
        {"Mỗi quý họp 01 lần: .", NO_OWNER},
        {"Mỗi quý họp 01 lần:", NO_OWNER},
        {"Mỗi quý họp 01 lần", NO_OWNER},
        {"Mỗi quý họp 01 lần: V.", NO_OWNER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_task(cases[i][0], cases[i][1]);
}

/* A number counts as a target before what is counted, as a word of its own. */
static void test_target(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Mỗi quý 2 ban: Văn phòng.", ""},
        {"2 buổi mỗi quý: Văn phòng.", ""},
        {"Mỗi quý họp (2 lần): Văn phòng.", ""},
        {"Mỗi quý 2lần: Văn phòng.", ""},
        {"Mỗi quý đạt 95,5 %: Văn phòng.", ""},
        {"Mỗi quý đạt 95,5%: Văn phòng.", ""},
        {"Mỗi quý gửi 1.200 phiếu: Văn phòng.", ""},
        {"Mỗi quý họp 2  lần: Văn phòng.", ""},
        {"Mỗi quý theo số 3, họp 2 lần: Văn phòng.", ""}, /* the second number */
        {"Mỗi quý theo số 9: Văn phòng.", NO_TARGET},
        {"Mỗi quý họp A2 lần: Văn phòng.", NO_TARGET},
        {"Mỗi quý họp 1/2 lần: Văn phòng.", NO_TARGET},
        {"Mỗi quý 2 banner: Văn phòng.", NO_TARGET},
        {"Mỗi quý theo số 2 - lần đầu: Văn phòng.", NO_TARGET},
        {"Mỗi quý họp lần 2: Văn phòng.", NO_TARGET},
        {"Mỗi quý họp: Văn phòng.\n  - Chỉ tiêu: 4 tiết", ""},
        {"Mỗi quý họp: Văn phòng.\n  - Chỉ tiêu: đủ 4 tiết", ""},
        {"Mỗi quý họp: Văn phòng.\n  - Chỉ tiêu: đủ người", NO_TARGET},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_task(cases[i][0], cases[i][1]);
    static const char *const units[] = {
        "ban",     "báo cáo",   "buổi",     "chuyên đề", "cuộc",      "đợt",      "giờ",
        "hồ sơ",   "hoạt động", "học sinh", "hội nghị",  "lần",       "lớp",      "lượt",
        "mô hình", "người",     "phản ánh", "phiếu",     "phụ huynh", "sản phẩm", "tiết",
        "tin",     "tin bài",   "tiêu chí", "văn bản",   "video"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        expect_task(arena_printf(&texts, "Mỗi quý 02 %s: Văn phòng.", units[i]), "");
    arena_free(&texts);
}

/* Words that say when count as words of their own, with their marks. */
static void test_period(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Mỗi quý họp 01 lần: Văn phòng.", ""},
        {"Họp 01 lần mỗi quý: Văn phòng.", ""},
        {"Họp 01 lần (mỗi quý): Văn phòng.", ""},
        {"Họp 01 lần TRONG QUÝ: Văn phòng.", ""},
        {"Họp 01 lần trong quy: Văn phòng.", NO_PERIOD},
        {"Họp 01 lần trong quýt: Văn phòng.", NO_PERIOD},
        {"Họp 01 lần xtrong quý: Văn phòng.", NO_PERIOD},
        {"Họp 01 lần ểtrong quý: Văn phòng.", NO_PERIOD},
        {"Họp 01 lần trong quýể: Văn phòng.", NO_PERIOD},
        {"Họp 01 lần trong quýt, trong quý: Văn phòng.", ""},
        {"Họp 01 lần: Văn phòng.\n  - Thời hạn: 31/8/2024", ""},
        {"Họp 01 lần: Văn phòng.\n  - Chỉ tiêu: 1 lần/quý", ""},
        {"Họp 01 lần: Văn phòng.\n  - Chỉ tiêu: 1 lần", NO_PERIOD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_task(cases[i][0], cases[i][1]);
    static const char *const often[] = {"hằng ngày",   "hằng tuần",  "hằng tháng", "hằng quý", "hằng năm",
                                        "hàng ngày",   "hàng tuần",  "hàng tháng", "hàng quý", "hàng năm",
                                        "mỗi ngày",    "mỗi tuần",   "mỗi tháng",  "mỗi năm",  "mỗi học kỳ",
                                        "từng quý",    "từng tháng", "trước ngày", "đến ngày", "chậm nhất",
                                        "trong tháng", "trong quý"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof often / sizeof *often; i++)
        expect_task(arena_printf(&texts, "Họp 01 lần %s: Văn phòng.", often[i]), "");
    arena_free(&texts);
}

#define INDEX(number, name) "  - số: " number "\n    tên: " name "\n"
#define INDICES                                                                                              \
    "---\nchỉ số:\n" INDEX("1", "Một") INDEX("2", "Hai") "    tên khác: [Nhị, Đôi]\n" INDEX("3", "Ba") "---" \
                                                                                                       "\n"
#define HEADED(heading) "### " heading "\n\n" CLOSED "\n"
#define ABOUT(items, words)                                                                                  \
    {                                                                                                        \
        .indices = INDICES, .plan = PLAN(items), .codes = words                                              \
    }

/* An index without a task is told where its heading would stand. */
static void test_idle(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 2") HEADED("3. Chỉ số nội dung 3"),
              ""),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 3"), "P216@plan.md:16:1"),
        ABOUT(HEADED("1. Chỉ số nội dung 2") HEADED("2. Chỉ số nội dung 3"), "P216@plan.md:12:1"),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 2") HEADED("3. Khác"),
              "P216@plan.md:16:1"),
        ABOUT(CLOSED "  - Chỉ số: 1\n", "P216@plan.md"), /* no heading of an index: of the plan as a whole */
        ABOUT(CLOSED, ""),                               /* a plan that names no index at all */
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Việc") "  - Chỉ số: 2\n" CLOSED "  - Chỉ số: 3\n",
              ""),
        /* its name under a wrong number, which was told */
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 4 “hai”")
                  HEADED("3. Chỉ số nội dung 3"),
              ""),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 4 “Nhị”")
                  HEADED("3. Chỉ số nội dung 3"),
              ""),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 4 “Đôi”")
                  HEADED("3. Chỉ số nội dung 3"),
              ""),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 4 “Lạ”")
                  HEADED("3. Chỉ số nội dung 3"),
              "P216@plan.md:16:1"),
        ABOUT(HEADED("1. Chỉ số nội dung 1") HEADED("2. Chỉ số nội dung 4") HEADED("3. Chỉ số nội dung 3"),
              "P216@plan.md:16:1"),
        {.plan = PLAN(HEADED("1. Chỉ số nội dung 1")), .codes = ""},
    };
    EXPECT_CASES(cases, "P216");
    static const struct case_unit words[] = {
        ABOUT(HEADED("1. Chỉ số nội dung 3"), "chỉ số nội dung 1 (“Một”), 2 (“Hai”)\n"),
        ABOUT(HEADED("1. Chỉ số nội dung 3"), "dòng “  - Chỉ số: 1”\n"),
        ABOUT(HEADED("1. Chỉ số nội dung 1"), "chỉ số nội dung 2 (“Hai”), 3 (“Ba”)\n"),
    };
    EXPECT_WORDS(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),   cmocka_unit_test(test_owner), cmocka_unit_test(test_target),
        cmocka_unit_test(test_period), cmocka_unit_test(test_idle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
