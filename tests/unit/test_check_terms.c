/* test_check_terms.c - abbreviations in capitals: which are, which need no explanation, what explains them.
 */
#include "language_unit.h"

static void test_never_explained(void **state)
{
    (void)state;
    expect_plan("- Thực hiện CCHC ở trường.\n", "N003@12:13");
    expect_plan("- Thực hiện “CCHC”, và CCHC nữa.\n  CCHC.\n", "N003@12:14"); /* once a file */
    expect_plan("- Ủy ban MTTQVN và các\n  ĐTNCS phường.\n", "N003@12:10 N003@13:3");
    expect_plan("- Gửi ABZ một bản.\n", "N003@12:7");
    expect_plan("- Mục tiêu KT-XH của phường.\n", "N003@12:12");
    expect_plan("- Cổng (DVC).\n  - Chỉ tiêu: 1 DVC/năm\n", "");
}

static void test_explained(void **state)
{
    (void)state;
    expect_plan("- Cải cách hành chính (CCHC). Làm CCHC.\n", "");
    expect_plan("- Làm CCHC. Cải cách hành chính (CCHC).\n", ""); /* anywhere in the file */
    expect_plan("- Cải cách hành chính (sau đây viết tắt là CCHC).\n", "");
    expect_plan("- Cải cách hành chính (gọi tắt là “CCHC”).\n", "");
    expect_plan("- CCHC (cải cách hành chính) ở trường.\n", "");
    /* brackets that explain nothing */
    expect_plan("- Làm CCHC (theo kế hoạch).\n", "N003@12:7");
    expect_plan("- Việc khác (CCHC và việc này).\n", "N003@12:14");
    expect_plan("- Việc khác (xem CCHC).\n", "N003@12:18");
}

static void test_known(void **state)
{
    (void)state;
    expect_plan("- Gửi UBND Quận 1, HĐND, TP.HCM; lưu: VT.\n", "");
    expect_plan("- Theo NĐ-CP, GD&ĐT, Quyết định 2844/QĐ-UBND, 05-CTr/QU, 32/KH-HB.\n", "");
    expect_plan("- Quý II, khóa XII, III.1.2, IV, lớp 5A, PAPI.\n", "");
    expect_plan("- A và B, I, Đ.\n", "");
}

/* Words in capitals are no abbreviations, short ones beside long ones neither. */
static void test_words_in_capitals(void **state)
{
    (void)state;
    expect_plan("- TRƯỜNG TIỂU HỌC HOA SEN họp.\n", "");
    expect_plan("- KHÔNG nhận quà.\n", "");
    expect_plan("- CHỈ SỐ DVC VÀ CCHC.\n", "");
}

/* What the title of the plan explains, its reports need not. */
static void test_title_of_the_plan(void **state)
{
    (void)state;
    static const char title[] = "trích yếu: x",
                      report[] = QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n\nLàm CCHC.\n";
    const char *const quarters[4] = {NULL, NULL, NULL, report};
    for (int explained = 0; explained < 2; explained++) {
        struct arena texts = {0};
        struct check_unit u;
        const char *plan = PLAN_HEAD "- Việc.\n", *at = strstr(plan, title);
        if (explained)
            plan = arena_printf(&texts, "%.*strích yếu: Cải cách hành chính (CCHC)%s", (int)(at - plan), plan,
                                at + strlen(title));
        check_unit_open(&u, plan, quarters);
        assert_string_equal(language_codes(&texts, check_unit_run(&u), "N"), explained ? "" : "N003@10:5");
        check_unit_close(&u);
        arena_free(&texts);
    }
}

/* What is looked at as one: between white space, without the signs around it. */
static void test_chunks(void **state)
{
    (void)state;
    expect_plan("- Làm CCHC\\\n  MTTQ.\n", "N003@12:7 N003@13:3");
    expect_plan("- Làm CCHC\tMTTQ.\n", "N003@12:7 N003@12:12");
    expect_plan("- Làm «CCHC», ‘MTTQ’, (“DVC…”)!\n", "N003@12:8 N003@12:16 N003@12:25");
    expect_plan("- Làm [\"CCHC\"]; 'MTTQ': DVC?\n", "N003@12:9 N003@12:18 N003@12:25");
    expect_plan("- Làm aCCHC, zMTTQ, DVCx.\n", "");
    expect_plan("- Làm –CCHC, ²MTTQ, €DVC.\n", ""); /* other signs are part of it */
    expect_plan_says("- Làm (“MTTQ-XH”).\n", "“MTTQ-XH” chưa", "      ^~~~~~~\n");
}

static void test_letters(void **state)
{
    (void)state;
    expect_plan("- Gửi HTĐĐ và ĐX.\n", "N003@12:7 N003@12:15");
    expect_plan("- Gửi AX, Z và AZ một bản.\n", "N003@12:7 N003@12:16");
    expect_plan("- Gửi ABCDEGHIKLMN, ABCDEGHIKLMNO.\n", "N003@12:7");
    expect_plan("- Gửi CCHC- một, -MTTQ.\n", "");
    expect_plan("- Làm CCHC – MTTQ.\n", "N003@12:7 N003@12:14");
    expect_plan("- Làm CCHC Đà Lạt.\n", "N003@12:7"); /* not all capitals */
    expect_plan("- Làm AZ, [Z, @Z, `ZZ`.\n", "N003@12:7 N003@12:20");
}

static void test_parts(void **state)
{
    (void)state;
    expect_plan("- Gửi UBND-GD-ĐT, UBND-II, UBND&HĐND.\n", "");
    expect_plan("- Gửi UBND-GD-ĐX, UBND-IIA, UBND--HĐND.\n", "N003@12:7 N003@12:19 N003@12:29");
}

/* Words in brackets behind: two at least, the first with the same letter. */
static void test_words_behind(void **state)
{
    (void)state;
    expect_plan("- Làm CCHC (cải cách hành chính) ở trường.\n", "");
    expect_plan("- Làm “CCHC” (cải cách hành chính) ở trường.\n", "");
    expect_plan("- Làm “ĐTNCS” (đoàn thanh niên) ở trường.\n", "");
    expect_plan("- Làm CCHC (cải) một việc.\n", "N003@12:7");
    expect_plan("- Làm CCHC a cải cách hành chính.\n", "N003@12:7");
    expect_plan("- Làm CCHC: (cải cách hành chính).\n", "N003@12:7");
    expect_plan("- Làm CCHC [cải cách hành chính].\n", "N003@12:7");
}

/* A word that says so, at most thirty bytes before. */
static void test_cues(void **state)
{
    (void)state;
    expect_plan("- Làm việc, viết tắt: CCHC.\n", "");
    expect_plan("- Làm việc gọi là: CCHC.\n", "");
    expect_plan("- Tắt CCHC, viết tat CCHC, gọi lá CCHC.\n", "N003@12:7");
    expect_plan("- gọi là abcdefghi abcdefghi CCHC.\n", ""); /* 30 bytes with the space before */
    expect_plan("- gọi là abcdefghi abcdefghi x CCHC.\n", "N003@12:32");
    expect_plan("- tắt abcdefghi abcdefghi abc CCHC.\n", "");
    expect_plan("- tắt abcdefghi abcdefghi abcd CCHC.\n", "N003@12:32");
    /* brackets around it alone, with words before */
    expect_plan("- (CCHC) một.\n", "N003@12:4");
    expect_plan("- A (CCHC) một.\n", "");
    expect_plan("- Việc (CCHC, một).\n", "N003@12:9");
    expect_plan("- Việc [CCHC) một.\n", "N003@12:9");
    expect_plan("- Việc (“CCHC”) một.\n", "N003@12:10");
}

/* Where the file uses it first, in the order of the file; the front matter is part of it, who signs is not.
 */
static void test_first(void **state)
{
    (void)state;
    expect_plan("- Làm MTTQ.\n- Gửi DVC, MTTQ.\n  - Phụ trách: DVC\n", "N003@12:7 N003@13:7");
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    const char *head = strchr(PLAN_HEAD, '\n') + 1;
    check_unit_open(&u,
                    arena_printf(&texts,
                                 "---\nđịa danh: Quận CCHC\nngười ký: Lê MTTQ\nchức vụ: TRƯỞNG DVC\n"
                                 "cơ quan: Trường CCHC\n%s- Làm CCHC.\n",
                                 head),
                    none);
    assert_string_equal(language_codes(&texts, check_unit_run(&u), "N"), "N003@2:16");
    check_unit_close(&u);
    arena_free(&texts);
}

/* In words in capitals, of any number. */
static void test_many_in_a_row(void **state)
{
    (void)state;
#define SIX "AB AC AD AE AG AX "
#define SIX_MORE "AZ BX BZ CX CZ DZ "
    expect_plan("- Gửi " SIX SIX_MORE "hết.\n",
                "N003@12:7 N003@12:10 N003@12:13 N003@12:16 N003@12:19 N003@12:22 N003@12:25 N003@12:28 "
                "N003@12:31 N003@12:34 N003@12:37 N003@12:40");
    expect_plan("- Gửi " SIX SIX_MORE "DX hết.\n", "");
    expect_plan("- Gửi " SIX "LỚP, AZ hết DVC.\n", "N003@12:37");
}

static void expect_school(const char *school, const char *codes)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", none);
    u.model.school = school_read(&u.arena, &u.diags, named_source(&u, "school.md", school));
    if (u.diags.count)
        diag_print(&u.diags, stderr);
    assert_int_equal(u.diags.count, 0);
    assert_string_equal(language_codes(&texts, check_unit_run(&u), "N"), codes);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_school(void **state)
{
    (void)state;
#define SCHOOL_HEAD                                                                                                                \
    "---\ntên: Trường A\nký hiệu: A\ncơ quan chủ quản: UBND B\nđịa danh: Xã C\nngười ký:\n  - họ tên: Lê " \
    "D\n"                                                                                                                          \
    "    chức vụ: HIỆU TRƯỞNG MTTQ\nkính gửi: Phòng E\nnơi nhận:\n  - Như trên\nlưu: VT\nbộ phận:\n  - "    \
    "tên: Tổ\n---\n"
    expect_school(SCHOOL_HEAD "Trường làm CCHC.\n", "N003@16:12");
    expect_school(SCHOOL_HEAD "Trường làm cải cách hành chính (CCHC).\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_explained),
        cmocka_unit_test(test_explained),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_words_in_capitals),
        cmocka_unit_test(test_title_of_the_plan),
        cmocka_unit_test(test_chunks),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_words_behind),
        cmocka_unit_test(test_cues),
        cmocka_unit_test(test_first),
        cmocka_unit_test(test_many_in_a_row),
        cmocka_unit_test(test_school),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
