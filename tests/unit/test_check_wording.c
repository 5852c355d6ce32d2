/* test_check_wording.c - dates, names, forms, căn cứ, signs, look-alikes, tone marks: what is told, where,
 * and what is not. */
#include "language_unit.h"

#include "base/text.h"
#include "check/wording.h"

static void test_dates(void **state)
{
    (void)state;
    expect_plan("- Họp tháng 06 năm 2024.\n", "V001@12:7");
    expect_plan("- Họp ngày 5 tháng 6.\n", "V002@12:7");
    expect_plan("- Họp ngày 5\n  tháng 6.\n", "V002@12:7");
    expect_plan("- Họp ngày 05 tháng 1 năm 2024.\n", "V001@12:15");
    expect_plan("- Họp ngày 05 tháng 01, ngày 29 tháng 6, ngày 5/6/2024, trong tháng 1, tháng 12, ngày 5.\n",
                "");
    expect_plan("- Tháng 06 tốt hơn tháng 6. Có 09 tháng 10 ngày.\n", "V001@12:3");
}

/* Told once a file, with the other lines. */
static void test_once_a_file(void **state)
{
    (void)state;
    static const char *const none[4];
    struct check_unit u;
    check_unit_open(
        &u, PLAN_HEAD "- Họp tháng 06 và tháng 06.\n- Họp tháng 07.\n- Xong tháng 06.\n- Xong tháng 06.\n",
        none);
    const char *printed = check_unit_run(&u);
    assert_string_equal(language_codes(&u.arena, printed, "V"), "V001@12:7 V001@13:7");
    assert_non_null(strstr(printed, "còn ở dòng: 14, 15\n"));
    check_unit_close(&u);
#define NINE_LINES                                                                                                \
    "- Tháng 06.\n- Tháng 06.\n- Tháng 06.\n- Tháng 06.\n- Tháng 06.\n- Tháng 06.\n- Tháng 06.\n- Tháng " \
    "06.\n- Tháng 06"
    check_unit_open(&u, PLAN_HEAD NINE_LINES ", tháng 06.\n", none);
    assert_non_null(strstr(check_unit_run(&u), "còn ở dòng: 13, 14, 15, 16, 17, 18, 19, 20\n"));
    check_unit_close(&u);
    check_unit_open(&u, PLAN_HEAD NINE_LINES ".\n- Tháng 06.\n", none);
    assert_non_null(strstr(check_unit_run(&u), "còn ở dòng: 13, 14, 15, 16, 17, 18, 19, 20, …\n"));
    check_unit_close(&u);
}

static void test_names_and_forms(void **state)
{
    (void)state;
    expect_plan("- Gửi quận 1 và phường 12.\n", "V007@12:7 V007@12:17");
    expect_plan("- Ở thành phố Hồ Chí Minh, thủ đô Hà Nội.\n", "V007@12:5 V007@12:28");
    expect_plan("- Ở Quận 1, Thành phố Hồ Chí Minh, phường Sài Gòn, thành phố, các quận 1, 3.\n", "");
    expect_plan("- Gửi B/C cho T/P.\n", "V008@12:7 V008@12:15");
    expect_plan("- Ở TP HCM.\n", "V008@12:5");
    expect_plan("- B/C cho cấp trên.\n", "V008@12:3");
    expect_plan("- Gửi 12/BC-HS, TP.HCM, AB/C, B/CD, số B/C-1.\n", "");
}

/* A plan with that preamble. */
static void expect_preamble(const char *preamble, const char *codes)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    const char *body = strstr(PLAN_HEAD, "\n## ");
    const char *text =
        arena_printf(&texts, "%.*s\n%s%s- Việc.\n", (int)(body - PLAN_HEAD), PLAN_HEAD, preamble, body);
    check_unit_open(&u, text, none);
    assert_string_equal(language_codes(&texts, check_unit_run(&u), "V"), codes);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_bases(void **state)
{
    (void)state;
    expect_preamble("Căn cứ A;\n\nCăn cứ B;\n\nThực hiện C.\n\nTrường lập kế hoạch:\n", "");
    expect_preamble("Căn cứ A,\n\nCăn cứ B.\n\nTrường lập kế hoạch:\n", "V005@10:9");
    expect_preamble("Căn cứ A;\n\nCăn cứ B,\n\nTrường lập kế hoạch:\n", "V006@12:9");
    expect_preamble("Căn cứ A;\n\nTrường lập kế hoạch:\n", "V006@10:9");
    expect_preamble("Căn cứ A;\n", "");
    expect_preamble("Căn cứ khóa\n", "V006@10:11");
    expect_preamble("Thực hiện A, Trường lập kế hoạch như sau:\n", "");
}

/* The place of an office in the plan's front matter. */
static void expect_office(const char *office, const char *codes)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    const char *text =
        arena_printf(&texts, "---\nchức vụ: %s\n%s- Việc.\n", office, strchr(PLAN_HEAD, '\n') + 1);
    check_unit_open(&u, text, none);
    assert_string_equal(language_codes(&texts, check_unit_run(&u), "V"), codes);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_offices(void **state)
{
    (void)state;
    expect_office("HIỆU TRƯỞNG", "");
    expect_office("KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG", "");
    expect_office("Q. HIỆU TRƯỞNG", "");
    expect_office("TM. HIỆU TRƯỞNG", "V003@2:10");
    expect_office("T/M HIỆU TRƯỞNG", "V003@2:10");
    expect_office("PHÓ HIỆU TRƯỞNG", "V004@2:10");
    expect_office("P. HIỆU TRƯỞNG", "V004@2:10");
}

static void test_spaces(void **state)
{
    (void)state;
    expect_plan("- Họp  tổ.\n", "V010@12:6");
    expect_plan("- Họp **tổ  trưởng**.\n", "V010@12:11");
    expect_plan("- Họp \n  tổ.   \n", "");
    expect_plan("- Họp tốt,nhưng chậm.Lần sau sớm hơn.\n", "V012@12:10 V012@12:21");
    expect_plan("- Họp tổ , trường .\n", "V013@12:9 V013@12:18");
    expect_plan("- Được 3,5 và 1.234, xem tp.HCM, a@b.Vn, https://x.vn/a,b, 5.1.2024, III.1.2, xong ./.\n",
                "");
    expect_plan("- Việc … khác (và vân vân...) : “a”, (b); c.\n", "V013@12:30");
}

static void test_quotes(void **state)
{
    (void)state;
    expect_plan("- Phong trào “Dân vận khéo” và “a “b” c”.\n", "");
    expect_plan("- Phong trào “Dân vận khéo và.\n", "V014@12:14");
    expect_plan("- Phong trào Dân vận khéo” và.\n", "V014@12:26");
    expect_plan("- Phong trào “Dân vận khéo“ và.\n", "V014@12:14");
}

static void test_look_alikes(void **state)
{
    (void)state;
    expect_plan("- Quy \xc3\x90\xe1\xbb\x8bnh của tr\xd0\xbe\xd1\x80.\n", "V011@12:7 V011@12:16");
    expect_plan("- Ph\xc7\x8en ánh.\n", "V011@12:3");
    expect_plan("- Đội Москва, góc αβγ, Müller, Đồng, ước.\n", "");
    expect_plan("- Quý lI, Quý 1I, phần Vl, năm 2O24.\n", "V015@12:7 V015@12:15 V015@12:24 V015@12:32");
    expect_plan("- Quý l năm nay, khóa XXXl, năm 2O19.\n", "V015@12:7 V015@12:23 V015@12:33");
    expect_plan("- Quý II, phòng I1, 11, 101, lớp 1A, Quý 2, l, XIl, 10l.\n", "V015@12:48");
}

/* Each letter of a pair, great and small, by its own; what lies beside the blocks is no letter. */
static void test_letter_case(void **state)
{
    (void)state;
    static const char pairs[] = "AaZzÀàÝýĂăĐđĨĩŨũƠơƯưẠạỸỹ", others[] = "@[`{0×÷…";
    uint32_t cp;
    bool upper = true;
    for (const char *s = pairs; *s; s += text_decode(s, strlen(s), &cp), upper = !upper) {
        text_decode(s, strlen(s), &cp);
        assert_int_equal(letter_case(cp), upper ? CASE_UPPER : CASE_LOWER);
    }
    for (const char *s = others; *s; s += text_decode(s, strlen(s), &cp)) {
        text_decode(s, strlen(s), &cp);
        assert_int_equal(letter_case(cp), CASE_NONE);
    }
}

static void test_tone_marks(void **state)
{
    (void)state;
    expect_plan("- Hòa giải, hòa nhập và hoà đồng.\n", "V009@12:25");
    expect_plan("- Hoà giải, hoà nhập và hòa đồng.\n", "V009@12:25");
    expect_plan("- Ủy ban hòa giải, thuỷ lợi.\n", "V009@12:20");
    expect_plan("- Ủy ban, quý, quỹ, thuyền, hoàn, loài.\n", "");
    expect_plan("- Ủy ban mời bà Nguyễn Thị Thuý, thầy Hoà.\n", "");
    expect_plan("- Ủy ban NHÂN DÂN THUỶ LỢI.\n", "V009@12:19");
}

/* Runs without blanks, of any length, cost no more than their length. */
static void test_long_runs(void **state)
{
    (void)state;
    static const char *const units[] = {"a,", "ầ.Ầ", "“", "1I", "của ", "BGH ", "а", "  ", "a, ", "ab ab "};
    static const char *const none[4];
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct buf text = {0};
        struct check_unit u;
        buf_str(&text, PLAN_HEAD "- x");
        for (int n = 0; n < 100000; n++)
            buf_str(&text, units[i]);
        buf_str(&text, "x\n");
        check_unit_open(&u, buf_text(&text), none);
        check_unit_run(&u);
        check_unit_close(&u);
        buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),           cmocka_unit_test(test_once_a_file),
        cmocka_unit_test(test_names_and_forms), cmocka_unit_test(test_bases),
        cmocka_unit_test(test_offices),         cmocka_unit_test(test_spaces),
        cmocka_unit_test(test_quotes),          cmocka_unit_test(test_look_alikes),
        cmocka_unit_test(test_letter_case),     cmocka_unit_test(test_tone_marks),
        cmocka_unit_test(test_long_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
