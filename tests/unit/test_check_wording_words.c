/* test_check_wording_words.c - dates, names, forms, offices and căn cứ one by one, and how findings are
 * gathered. */
#include "language_unit.h"

#include "base/text.h"
#include "check/wording.h"

/* ---- dates ---- */

static void test_days(void **state)
{
    (void)state;
    expect_plan("- Họp ngày 1 tháng 6, ngày 9 tháng 12.\n", "V002@12:7 V002@12:23");
    expect_plan("- Họp ngày 0 tháng 6, ngày 10 tháng 6, ngày 09 tháng 6, ngày 19 tháng 6.\n", "");
    expect_plan("- Họp Ngày 5 THÁNG 6.\n", "V002@12:7");
    /* only before a month, all of it in one go */
    expect_plan("- Họp ngày 5 tháng\n", "");
    expect_plan("- Họp ngày 5 tháng này, ngày 5 tháng 0, ngày 5 hay 6.\n", "");
    expect_plan("- Họp ngày 5, tháng 6; ngày (5) tháng 6; ngày 5 tháng (6).\n", "");
    expect_plan("- Họp tổ ngày 5 tháng\n- Họp tổ này ngày 5, tháng 6.\n", "");
    expect_plan("- Họp ngày 005 tháng 6, ngày 5a tháng 6, ngày a tháng 6.\n", "");
    expect_plan("- Họp ngày 5 tháng 6\n", "V002@12:7");
    expect_plan("- 5 tháng 6.\n", "");
    expect_plan_says("- Họp Ngày 5 tháng 6.\n", "“Ngày 5” phải viết là “Ngày 05”\n", "      ^~~~~~\n",
                     "Kế hoạch 1/KH-A đã");
}

static void test_months(void **state)
{
    (void)state;
    expect_plan("- Họp tháng 03, tháng 09.\n", "V001@12:7 V001@12:17");
    expect_plan("- Họp tháng 02, tháng 00, tháng 3, tháng 10, tháng 13, tháng 007.\n", "");
    expect_plan("- Họp ngày 15 tháng 1, ngày 15 tháng 2, ngày 15 tháng 3.\n", "V001@12:15 V001@12:32");
    expect_plan("- Họp ngày 5 tháng 1.\n", "V002@12:7 V001@12:14");
    expect_plan("- Họp ngày 15 tháng 01, ngày 15 tháng 0.\n", "");
    expect_plan("- Họp tháng 1, 15 tháng 1, ngày 0 tháng 1, ngày 15, tháng 1.\n", "");
    expect_plan("- 15 tháng 1.\n- tháng 1.\n", "");
    expect_plan("- ngày 15 tháng 1\n", "V001@12:11");
    expect_plan("- Họp ngày 12 quý 1, quý 03, ngày 15 tháng (1).\n", "");
    expect_plan_says("- Họp Tháng 06.\n", "“Tháng 06” phải viết là “Tháng 6”\n", "      ^~~~~~~~\n");
    expect_plan_says("- Họp ngày 15 Tháng 2.\n", "“Tháng 2” phải viết là “Tháng 02”\n");
}

/* ---- names, forms ---- */

static void test_names(void **state)
{
    (void)state;
    expect_plan_says("- Gửi quận 1.\n", "“quận 1” phải viết hoa: “Quận 1”\n", "      ^~~~~~\n");
    expect_plan_says("- Gửi phường 12 và\n", "“phường 12” phải viết hoa: “Phường 12”\n");
    expect_plan_says("- Ở thành phố HCM.\n", "“thành phố HCM” phải viết hoa: “Thành phố Hồ Chí Minh”\n");
    expect_plan_says("- Ở thành phố Hồ Chí Minh\n", "phải viết hoa: “Thành phố Hồ Chí Minh”\n");
    expect_plan_says("- Ở thủ đô Hà Nội.\n", "“thủ đô Hà Nội” phải viết hoa: “Thủ đô Hà Nội”\n");
    expect_plan("- quận 1\n", "V007@12:3");
    expect_plan("- Ở thành phố Hồ Chí\n", "");
    expect_plan("- Ở thành phố, Hồ Chí Minh, thành phố Hồ Chí minh, quận 0, quận (1), quận 123, quận\n", "");
    expect_plan("- Ở các quận 1 và 3, các, quận 1.\n", "V007@12:27");
}

static void test_forms(void **state)
{
    (void)state;
    static const char *const forms[][2] = {{"B/C", "báo cáo"},
                                           {"BCáo", "báo cáo"},
                                           {"T/P", "Thành phố"},
                                           {"K/H", "kế hoạch"},
                                           {"Q/Đ", "quyết định"},
                                           {"C/V", "công văn"},
                                           {"T/B", "thông báo"},
                                           {"H/S", "học sinh"},
                                           {"G/V", "giáo viên"},
                                           {"P/H", "phụ huynh"},
                                           {"TP HCM", "Thành phố Hồ Chí Minh"},
                                           {"TPHCM", "Thành phố Hồ Chí Minh"},
                                           {"Tp HCM", "Thành phố Hồ Chí Minh"},
                                           {"Tp.HCM", "Thành phố Hồ Chí Minh"}};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        expect_plan_says(arena_printf(&texts, "- Gửi %s.\n", forms[i][0]),
                         arena_printf(&texts, "“%s” không phải", forms[i][0]),
                         arena_printf(&texts, "viết đủ: “%s”\n", forms[i][1]));
    arena_free(&texts);
    expect_plan("- B/C\n", "V008@12:3");
    expect_plan("- Gửi b/c, B/C0, B/C9, B/Cx, B/CÁ, B/C/, B/C-, xB/C, /B/C, -B/C.\n", "");
    expect_plan("- Gửi B/C: một; “B/C”.\n", "V008@12:7");
}

/* ---- who signs ---- */

static void expect_front(const char *key, const char *value, const char *words)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    check_unit_open(
        &u, arena_printf(&texts, "---\n%s: %s\n%s- Việc.\n", key, value, strchr(PLAN_HEAD, '\n') + 1), none);
    const char *printed = check_unit_run(&u);
    bool right = words ? strstr(printed, words) != NULL : strstr(printed, "[V00") == NULL;
    if (!right)
        print_error("%s: %s\n%s\n", key, value, printed);
    assert_true(right);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_offices(void **state)
{
    (void)state;
    static const char *const collective[] = {"TM. HIỆU TRƯỞNG", "TM.HIỆU TRƯỞNG", "TM HIỆU TRƯỞNG",
                                             "T/M HIỆU TRƯỞNG", "T/M. HIỆU TRƯỞNG"},
                             *const deputy[] = {"P. HIỆU TRƯỞNG", "P.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"};
    for (size_t i = 0; i < sizeof collective / sizeof *collective; i++)
        expect_front("chức vụ", collective[i], "thì không ghi “TM.”");
    for (size_t i = 0; i < sizeof deputy / sizeof *deputy; i++)
        expect_front("chức vụ", deputy[i], "cấp phó ký thay");
    expect_front("chức vụ", "TM. HIỆU TRƯỞNG", "“TM. HIỆU TRƯỞNG”: hiệu trưởng ký");
    expect_front("chức vụ", "Phó Hiệu trưởng", "ghi “KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG”\n");
    expect_front("chức vụ", "HIỆU TRƯỞNG", NULL);
    expect_front("chức vụ", "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG", NULL);
    expect_front("chức vụ", "TM. BAN GIÁM HIỆU", NULL);
    expect_front("địa danh", "PHÓ HIỆU TRƯỞNG", NULL); /* no office */
}

/* ---- căn cứ ---- */

static void expect_preamble(const char *preamble, const char *words)
{
    static const char *const none[4];
    struct arena texts = {0};
    struct check_unit u;
    const char *body = strstr(PLAN_HEAD, "\n## ");
    check_unit_open(
        &u, arena_printf(&texts, "%.*s\n%s%s- Việc.\n", (int)(body - PLAN_HEAD), PLAN_HEAD, preamble, body),
        none);
    const char *printed = check_unit_run(&u);
    bool right = words ? strstr(printed, words) != NULL : strstr(printed, "[V") == NULL;
    if (!right)
        print_error("%s\n%s\n", preamble, printed);
    assert_true(right);
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_bases(void **state)
{
    (void)state;
    static const char *const begins[] = {"Căn cứ", "Thực hiện", "Theo", "XÉT"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        expect_preamble(arena_printf(&texts, "%s A,\n\nCăn cứ B.\n\nTrường:\n", begins[i]), "plan.md:10:");
        expect_preamble(arena_printf(&texts, "%sA,\n\nCăn cứ B.\n\nTrường:\n", begins[i]), NULL);
        expect_preamble(arena_printf(&texts, "%s:\n\nCăn cứ B.\n\nTrường:\n", begins[i]), NULL);
    }
    arena_free(&texts);
    expect_preamble("Căn cứ A,\n\nCăn cứ B.\n\nTrường:\n", "[V005]: căn cứ này kết thúc bằng “,”");
    expect_preamble("Căn cứ A là\n\nCăn cứ B.\n\nTrường:\n",
                    "plan.md:10:11: cảnh báo [V005]: căn cứ này kết thúc bằng “à”");
    expect_preamble("Căn cứ A là\n\nCăn cứ B.\n\nTrường:\n", "\n      |           ^\n");
    expect_preamble("Căn cứ A;\n\nCăn cứ B;\n\nTrường:\n",
                    "plan.md:12:9: cảnh báo [V006]: căn cứ cuối cùng kết thúc bằng “;”");
    expect_preamble("Trường:\n\nCăn cứ A,\n\nCăn cứ B,\n", NULL); /* what is behind the sentence is none */
    expect_preamble("Căn cứ A;\n\nCăn cứ B;\n", NULL);
    expect_preamble("Căn cứ A;\n\nCăn cứ B.\n", NULL);
    expect_preamble("Căn cứ A;\n\nCăn cứ B,\n", "[V006]");
    expect_plan("- Căn cứ A,\n- Căn cứ B,\n", ""); /* not there */
}

/* ---- letters ---- */

static void test_letter_case(void **state)
{
    (void)state;
    static const uint32_t upper[] = {'A',   'Z',   0xc0,  0xd6,  0xd8,  0xde,   0x100,
                                     0x110, 0x136, 0x168, 0x1a0, 0x1af, 0x1ea0, 0x1ef8},
                          lower[] = {'a',   'z',   0xdf,  0xe0,  0xf6,  0xf8,   0xff,  0x101,
                                     0x111, 0x137, 0x169, 0x1a1, 0x1b0, 0x1ea1, 0x1ef9},
                          none[] = {0,     '0',   '@',   '[',   '`',   '{',   0xbf,   0xd7,   0xf7, 0x138,
                                    0x167, 0x16a, 0x19f, 0x1a2, 0x1ae, 0x1b1, 0x1e9f, 0x1efa, 0x410};
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++)
        assert_int_equal(letter_case(upper[i]), CASE_UPPER);
    for (size_t i = 0; i < sizeof lower / sizeof *lower; i++)
        assert_int_equal(letter_case(lower[i]), CASE_LOWER);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(letter_case(none[i]), CASE_NONE);
    const struct passage p = {PASSAGE_PROSE, "aầb", 5, NULL, 0};
    assert_int_equal(char_at(&p, 0), 'a');
    assert_int_equal(char_at(&p, 1), 0x1ea7);
    assert_int_equal(char_at(&p, 5), 0);
    assert_int_equal(char_before(&p, 0), 0);
    assert_int_equal(char_before(&p, 1), 'a');
    assert_int_equal(char_before(&p, 4), 0x1ea7);
    assert_int_equal(char_before(&p, 5), 'b');
    const struct passage middle = {PASSAGE_PROSE,
                                   "\xa7"
                                   "b",
                                   2, NULL, 0}; /* no letter begins there */
    assert_int_equal(char_before(&middle, 1), 0);
}

/* ---- findings ---- */

/* A line is named once, and not the one that the complaint is at; another text is another finding. */
static void test_lines(void **state)
{
    (void)state;
    expect_plan_says(
        "- Họp tháng 06 và tháng 06.\n- Họp.\n- Xong tháng 06 hay tháng 06 thì tháng 06.\n- Chờ tháng 06.\n",
        "plan.md:12:7: ", "còn ở dòng: 14, 15\n", "1 cảnh báo\n");
    expect_plan_says("- Chờ tháng 06.\n- Xem tháng 07.\n- Xong tháng 06.\n- Họp tháng 07.\n",
                     "plan.md:12:7: ", "còn ở dòng: 14\n", "plan.md:13:7: ", "còn ở dòng: 15\n",
                     "2 cảnh báo\n");
    expect_plan_says("- Họp tháng 06.\n\ntháng 06 nữa.\n",
                     "còn ở dòng: 14\n"); /* at the beginning of a line */
    expect_plan("- Gửi B/C.\n- Tháng 06.\n- Gửi B/C.\n", "V008@12:7 V001@13:3");
}

/* A report and the school's own files are read too. */
static void test_other_files(void **state)
{
    (void)state;
    static const char *const quarters[4] = {NULL, NULL, NULL,
                                            QUARTER_HEAD(IV) "## Chỉ đạo, điều hành\n\nHọp tháng 06.\n"};
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", quarters);
    u.model.school =
        school_read(&u.arena, &u.diags,
                    named_source(&u, "school.md",
                                 "---\ntên: Trường A\nký hiệu: A\ncơ quan chủ quản: UBND B\nđịa danh: Xã "
                                 "C\nngười ký:\n  - họ tên: Lê D\n    chức vụ: TM. HIỆU TRƯỞNG\n"
                                 "kính gửi: Phòng E\nnơi nhận:\n  - Như trên\nlưu: VT\nbộ phận:\n  - tên: "
                                 "Tổ\n---\nHọp tháng 07.\n"));
    u.model.papi =
        papi_read(&u.arena, &u.diags,
                  named_source(&u, "papi.md", "---\nchỉ số:\n  - số: 1\n    tên: Họp tháng 08\n---\n"));
    assert_int_equal(u.diags.count, 0);
    const char *printed = check_unit_run(&u);
    assert_non_null(strstr(printed, "q4.md:9:5: cảnh báo [V001]: "));
    assert_non_null(strstr(printed, "school.md:8:14: cảnh báo [V003]: "));
    assert_non_null(strstr(printed, "school.md:16:5: cảnh báo [V001]: "));
    assert_non_null(strstr(printed, "papi.md:4:14: cảnh báo [V001]: "));
    assert_null(strstr(printed, "đã ban hành thì chép"));
    check_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),        cmocka_unit_test(test_months),
        cmocka_unit_test(test_names),       cmocka_unit_test(test_forms),
        cmocka_unit_test(test_offices),     cmocka_unit_test(test_bases),
        cmocka_unit_test(test_letter_case), cmocka_unit_test(test_lines),
        cmocka_unit_test(test_other_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
