/* test_check_plan.c - the parts of a plan, their numbers, the indices it names, its deadlines. */
#include "case_unit.h"

#define HEAD_OF(required, with_tasks)                                                                        \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: " required                \
    "\nphần nhiệm vụ: " with_tasks "\n---\n\n"
#define PART(roman) "## " roman ". PHẦN\n\n- Việc.\n\n"

/* A missing part is told at the heading of the next, else of the last one; with the parts that are there. */
static void test_parts(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.plan = HEAD_OF("[I, II, III]", "[I]") PART("I") PART("II") PART("III"), .codes = ""},
        {.plan = HEAD_OF("[I, II, III]", "[I]") PART("I") PART("III"), .codes = "P101@plan.md:14:1"},
        {.plan = HEAD_OF("[I, II, III]", "[II]") PART("II") PART("III"), .codes = "P101@plan.md:10:1"},
        {.plan = HEAD_OF("[I, II, III]", "[I]") PART("I") PART("II"), .codes = "P101@plan.md:14:1"},
        {.plan = HEAD_OF("[I, XXXIX]", "[I]") PART("I"), .codes = "P101@plan.md:10:1"},
        /* a part with tasks has some; one that is not there is told once */
        {.plan = HEAD_OF("[I]", "[I, II]") PART("I") "## II. PHẦN\n", .codes = "P103@plan.md:14:1"},
        {.plan = HEAD_OF("[I]", "[I, II]") PART("I") "## II. PHẦN\n\n### 1. Mục\n\n### 2. Mục\n\n- Việc.\n",
         .codes = ""},
        {.plan = HEAD_OF("[I]", "[I, II]") PART("I"), .codes = "P102@plan.md:7:20"},
        {.plan = HEAD_OF("[I]", "[II, I]") PART("I"), .codes = "P102@plan.md:7:17"},
        {.plan = HEAD_OF("[I, II]", "[I, II]") PART("I"), .codes = "P101@plan.md:10:1"},
    };
    EXPECT_CASES(cases, "P101 P102 P103");
    static const struct case_unit words[] = {
        {.plan = HEAD_OF("[I, II, III, IV]", "[I]") PART("I") PART("III"),
         .codes = "kế hoạch thiếu phần II\n   14 | ## III. PHẦN\n      | ^~~~~~~~~~~~\n"},
        {.plan = HEAD_OF("[IV, I, II, III]", "[I]") PART("I") PART("II") PART("IV"),
         .codes = "ghi ở đầu tệp: phần bắt buộc: [I, II, IV]\n"},
        {.plan = HEAD_OF("[I, XXIX]", "[I]") PART("I"), .codes = "kế hoạch thiếu phần XXIX\n"},
        {.plan = HEAD_OF("[I, XXXIX]", "[I]") PART("I"), .codes = "kế hoạch thiếu phần XXXIX\n"},
        {.plan = HEAD_OF("[I, II, XXXIX]", "[I]") PART("I") PART("XXXIX"),
         .codes = "ghi ở đầu tệp: phần bắt buộc: [I, XXXIX]\n"},
        {.plan = HEAD_OF("[I, XIV]", "[I]") PART("I"), .codes = "kế hoạch thiếu phần XIV\n"},
        {.plan = HEAD_OF("[I, XX]", "[I]") PART("I"), .codes = "kế hoạch thiếu phần XX\n"},
    };
    EXPECT_WORDS(words);
}

/* Numbers that leave one out, or go back. */
static void test_numbers(void **state)
{
    (void)state;
#define HEADINGS(first, second, third)                                                                       \
    HEAD_OF("[I]", "[I]")                                                                                    \
    "## I. PHẦN\n\n### " first ". Mục\n\n- Việc.\n\n### " second ". Mục\n\n- Việc.\n\n### " third            \
    ". Mục\n\n- Việc.\n"
    static const struct case_unit cases[] = {
        {.plan = HEADINGS("1", "2", "3"), .codes = ""},
        {.plan = HEADINGS("1", "2", "4"), .codes = "P104@plan.md:20:1"},
        {.plan = HEADINGS("2", "3", "4"), .codes = "P104@plan.md:12:1"},
        {.plan = HEADINGS("1", "3", "2"),
         .codes = "P105@plan.md:20:1"}, /* 2 is there: out of order, not left out */
        {.plan = HEADINGS("2", "1", "3"), .codes = "P105@plan.md:16:1"},
        /* parts: of those that are required, and below the last of them, nothing is said here */
        {.plan = HEAD_OF("[I]", "[I]") PART("I") PART("III"), .codes = "P104@plan.md:14:1"},
        {.plan = HEAD_OF("[I, II]", "[I]") PART("I") PART("III"), .codes = ""},
        {.plan = HEAD_OF("[I, III]", "[I]") PART("I") PART("III"), .codes = ""},
        {.plan = HEAD_OF("[I, III]", "[I]") PART("I") PART("III") PART("V"), .codes = "P104@plan.md:18:1"},
        {.plan = HEAD_OF("[I, XXXIX]", "[I]") PART("I") PART("III") PART("XXXIX"), .codes = ""},
        {.plan = HEAD_OF("[I]", "[I]") PART("II") PART("I") PART("III"), .codes = "P105@plan.md:14:1"},
    };
    EXPECT_CASES(cases, "P104 P105");
    static const struct case_unit words[] = {
        {.plan = HEADINGS("1", "2", "5"), .codes = "trước mục 5 không có mục 4\n"},
        {.plan = HEADINGS("1", "3", "2"), .codes = "mục 2 đứng sau mục 3\n"},
        {.plan = HEAD_OF("[I]", "[I]") PART("I") PART("IV"), .codes = "trước mục IV không có mục III\n"},
        {.plan = HEAD_OF("[I]", "[I]") PART("I") PART("III") PART("II"),
         .codes = "mục II đứng sau mục III\n"},
    };
    EXPECT_WORDS(words);
}

#define INDICES                                                                                                               \
    "---\nchỉ số:\n  - số: 1\n    tên: Tham gia\n    tên khác: [Người dân tham gia, Dân bàn]\n  - số: 2\n  " \
    "  tên: Công khai\n"                                                                                                    \
    "  - số: 8\n    tên: Quản trị điện tử\n    tên khác: [Chính quyền điện tử]\n---\n"
#define NAMED(heading) HEAD_OF("[I]", "[I]") "## I. VIỆC\n\n### 1. " heading "\n\n- Việc.\n"

/* An index is known by its number, its name, or what it is also called. */
static void test_indices(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1 “Tham gia”"), .codes = ""},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1 “THAM GIA”"), .codes = ""},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1 “Người dân tham gia”"), .codes = ""},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1 “Dân bàn”"), .codes = ""},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1"), .codes = ""},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 1 “Công khai”"), .codes = "P107@plan.md:12:27"},
        {.indices = INDICES, .plan = NAMED("Chỉ số nội dung 3 “Công khai”"), .codes = "P106@plan.md:12:1"},
        {.indices = INDICES, .plan = NAMED("Mục") "  - Chỉ số: 3\n", .codes = "P106@plan.md:14:3"},
        {.indices = INDICES, .plan = NAMED("Mục") "  - Chỉ số: 2\n", .codes = ""},
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 1") "  - Chỉ số: 3\n",
         .codes = "P106@plan.md:14:3"},
        /* said of the heading, not of each task below it as well */
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 3") "  - Chỉ số: 3\n",
         .codes = "P106@plan.md:12:1"},
        {.plan = NAMED("Chỉ số nội dung 3 “Công khai”"), .codes = ""}, /* no papi.md: nothing to hold it to */
    };
    EXPECT_CASES(cases, "P106 P107");
    static const struct case_unit words[] = {
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 1 “Công khai”"),
         .codes = "đây là tên của chỉ số 2: xem lại"},
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 1 “Chính quyền điện tử”"),
         .codes = "đây là tên của chỉ số 8: xem lại"},
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 8 “Dân bàn”"),
         .codes = "đây là tên của chỉ số 1: xem lại"},
        {.indices = INDICES,
         .plan = NAMED("Chỉ số nội dung 8 “Dân”"),
         .codes = "“Dân” không phải tên của chỉ số nội dung 8 (“Quản trị điện tử”)\n   12 | ### 1. Chỉ số "
                  "nội dung 8 “Dân”\n"
                  "      |                           ^~~\n  gợi ý: nếu kế hoạch"},
    };
    EXPECT_WORDS(words);
}

static void test_due(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.plan = HEAD_OF("[I]", "[I]") PART("I") "- Việc.\n  - Thời hạn: 1/1/2024\n", .codes = ""},
        {.plan = HEAD_OF("[I]", "[I]") "## I. VIỆC\n\n- Việc.\n  - Thời hạn: 31/12/2023\n",
         .codes = "P108@plan.md:13:15"},
        {.plan = HEAD_OF("[I]", "[I]") PART("I") "- Việc.\n  - Thời hạn: 31/12/2023\n",
         .codes = "P108@plan.md:15:15"},
    };
    EXPECT_CASES(cases, "P108");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_indices),
        cmocka_unit_test(test_due),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
