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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_explained),
        cmocka_unit_test(test_explained),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_words_in_capitals),
        cmocka_unit_test(test_title_of_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
