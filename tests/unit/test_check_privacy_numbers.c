/* test_check_privacy_numbers.c - numbers, mail addresses and birth dates at the edges of what is one. */
#include "case_unit.h"
#include "privacy_unit.h"

/* All rows: what is written, what is told. */
static void expect_rows(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(rows[i][0], rows[i][1]);
}
#define EXPECT_ROWS(rows) expect_rows((rows), sizeof(rows) / sizeof *(rows))

static void test_phones(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Gọi 090312345.", ""},
        {"Gọi 0903123456.", "Q001 0903123456"},
        {"Gọi 09031234567.", "Q001 09031234567"},
        {"Gọi 1903123456.", ""},
        {"Gọi 0084903123.", "Q001 0084903123"}, /* in one piece, whatever it begins with */
        {"Gọi 00 84903123.", ""},
        {"Gọi +84 (0) 903 123 456.", "Q001 +84 (0) 903 123 456"},
        {"Gọi +84 0903 123 456.", "Q001 +84 0903 123 456"},
        {"Gọi +84903123456.", "Q001 +84903123456"},
        {"Gọi +85903123456.", ""},
        {"Gọi +8490312345.", ""},
        {"Gọi +84.", ""},
        /* in groups: of three digits at least behind one of two, of two behind a longer one */
        {"Gọi 02 838 221 299.", "Q001 02 838 221 299"},
        {"Gọi 02 83 822 1299.", ""},
        {"Gọi 028 38 22 12 99.", "Q001 028 38 22 12 99"},
        {"Gọi 0903 12 34 56.", "Q001 0903 12 34 56"},
        {"Gọi 0903 1 23456.", ""},
        {"Gọi 0903   123456.", "Q001 0903   123456"},
        {"Gọi 0903    123456.", ""},
        {"Gọi 0903/123456.", ""},
        {"Gọi 0903a123456.", ""},
        {"Gọi 0903\xc2\xa0"
         "123456.",
         "Q001 0903\xc2\xa0"
         "123456"},
        {"Gọi 09 031 234 567.", "Q001 09 031 234 567"},
        /* years are none */
        {"Các năm 06 2024 2025.", ""},
        {"Các năm 06 1999 2000.", ""},
        {"Các năm 06 1899 2000.", "Q001 06 1899 2000"},
        {"Các năm 06 2100 2000.", "Q001 06 2100 2000"},
        {"Các năm 0612 2024 99.", "Q001 0612 2024 99"},
        /* no part of a figure; a number of its own behind one */
        {"Chi 1.0903123456.", ""},
        {"Chi 1,0903123456.", ""},
        {"Chi 1-0903123456.", "Q001 0903123456"},
        {"Chi 1 0903123456.", "Q001 0903123456"},
        {"Chi 1, 0903123456.", "Q001 0903123456"},
        {"Gọi 0903123456 0903123457.", "Q001 0903123456 | Q001 0903123457"},
        {"0903123456", "Q001 0903123456"},
        {"0903 123 456", "Q001 0903 123 456"},
        {"Gọi 0903 123456.\n\nGọi 0903", "Q001 0903 123456"},
        {"Gọi +84 903 012 345, +84 (0) 28 3822 1299.", "Q001 +84 903 012 345 | Q001 +84 (0) 28 3822 1299"},
        {"Gọi a.0903123456, 1 .0903123456.", "Q001 0903123456 | Q001 0903123456"},
    };
    EXPECT_ROWS(rows);
}

static void test_citizens_and_accounts(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Số 123456789012.", "Q002 123456789012"},
        {"Số 079 201 012 345.", "Q002 079 201 012 345"},
        {"Số 179 201 012 345.", ""},
        {"Số 079 20 1012 345.", ""},
        {"Số 07 9201 012 345.", ""},
        {"Số 079201 012345.", "Q002 079201 012345"},
        {"Số 12345678901, 1234567890123.", ""},
        {"Số 024123456.", ""},
        {"Cmnd 024123456.", "Q002 024123456"},
        {"CCCD: 024123456.", "Q002 024123456"},
        {"Căn cước 024123456.", "Q002 024123456"},
        {"Chứng minh nhân dân số 024123456.", "Q002 024123456"},
        {"Định danh cá nhân 024123456.", "Q002 024123456"},
        {"Cmnd 02412345, cmnd 0241234567890.", ""},
        {"Xcmnd 024123456, cmndx 024123456.", ""},
        {"Cmnd; 024123456.", ""},
        {"Cmnd mới: 5 cái, 024123456.", ""},
        {"STK 1234567.", ""},
        {"STK 12345678.", "Q004 12345678"},
        {"Số tài khoản 12345678.", "Q004 12345678"},
        {"Tài khoản số 12345678.", "Q004 12345678"},
        {"TK số 12345678.", "Q004 12345678"},
        {"Số TK 12345678.", "Q004 12345678"},
        {"Tài khoản ngân hàng 12345678.", "Q004 12345678"},
        {"Tài khoản 12345678.", ""},
        {"Gửi cho lớp; 12345678 stk.", ""},
        {"STK 1234 5678.", "Q004 1234 5678"},
        {"STK 11 22 33 44 55 66 77 88 99.", "Q004 11 22 33 44 55 66 77 88"}, /* groups of one number */
        {"Mã số thuế 0301234567.", ""},
        {"MST: 0301234567.", ""},
        {"Mã số doanh nghiệp 0301234567.", ""},
        {"Mã số 0301234567.", "Q001 0301234567"},
    };
    EXPECT_ROWS(rows);
    for (size_t n = 30; n < 42; n++) { /* the words stand within forty bytes before the number */
        char text[100] = "STK ";
        memset(text + 4, 'x', n);
        strcpy(text + 4 + n, " 12345678.");
        expect(text, 4 + n + 1 <= 40 ? "Q004 12345678" : "");
    }
}

static void test_mail(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Gửi a@b.vn", "Q003 a@b.vn"},
        {"Gửi a.b+c_d%e-f9@b-c.d.vn, x", "Q003 a.b+c_d%e-f9@b-c.d.vn"},
        {"Gửi A@B.VN", "Q003 A@B.VN"},
        {"Gửi .a@b.vn.", "Q003 a@b.vn"},
        {"Gửi a@b.vn.x", "Q003 a@b.vn"},
        {"Gửi a@b.vn/x a2@b.vn", "Q003 a@b.vn | Q003 a2@b.vn"},
        {"Gửi a@b.v, a@b, a@, a@.vn, a@b..vn, ab@cdvn, @b.vn, .@b.vn, a@b.v1", ""},
        {"Gửi a@@b.vn", ""},
        {"Gửi cho các xyz@d.vn.\n\naaaaaaaaaa@b.vn", "Q003 xyz@d.vn | Q003 aaaaaaaaaa@b.vn"},
        {"a@b.vn", "Q003 a@b.vn"},
        {"Gửi ả@b.vn", ""},
    };
    EXPECT_ROWS(rows);
}

static void test_births(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Em sinh ngày 12/3/2015.", "Q005 sinh ngày 12/3/2015"},
        {"Em sinh ngày 12-3-2015.", "Q005 sinh ngày 12-3-2015"},
        {"Em sinh ngày 12.3.2015.", "Q005 sinh ngày 12.3.2015"},
        {"Em sinh ngày 12/3.", "Q005 sinh ngày 12/3"},
        {"Em sinh ngày 12 tháng 3.", "Q005 sinh ngày 12 tháng 3"},
        {"Em sinh ngày 12 tháng 3 2015.", "Q005 sinh ngày 12 tháng 3"},
        {"Em sinh ngày 12 tháng 3 năm 2015.", "Q005 sinh ngày 12 tháng 3 năm 2015"},
        {"Em sinh ngày 12 tháng 3 năm 15.", "Q005 sinh ngày 12 tháng 3"},
        {"Em sinh ngày 12/3/215.", "Q005 sinh ngày 12/3"},
        {"Em sinh ngày 12/3/1915.", "Q005 sinh ngày 12/3/1915"},
        {"Em sinh ngày 12/3/1815, 12 tháng 3 năm 1815, 12/3/2115.", ""},
        {"Em sinh ngày 123/3/2015.", ""},
        {"Em sinh ngày 12/345/2015.", ""},
        {"Em sinh ngày 12 3 2015.", ""},
        {"Em sinh ngày 12_3_2015.", ""},
        {"Em sinh ngày 12.", ""},
        {"Em sinh ngày 2/10/2015.", "Q005 sinh ngày 2/10/2015"},
        {"Em sinh ngày 12/3.\n\nEm sinh ngày 12/",
         "Q005 sinh ngày 12/3"}, /* nothing of the paragraph before */
        {"Ngày sinh là 12/3.\n\nNgày sinh là", "Q005 Ngày sinh là 12/3"},
        {"Em sinh ngày 12 tháng.", ""},
        {"Em sinh ngày 12 tháng ba.", ""},
        {"Em sinh ngày hai tháng 3.", ""},
        {"Em sinh ngày: 12/3/2015.", "Q005 sinh ngày: 12/3/2015"},
        {"Em sinh ngày:   12/3/2015.", "Q005 sinh ngày:   12/3/2015"},
        {"Em sinh ngày:    12/3/2015.", ""},
        {"Ngày sinh 12/3/2015.", "Q005 Ngày sinh 12/3/2015"},
        {"Ngày sinh là 12/3/2015.", "Q005 Ngày sinh là 12/3/2015"},
        {"Ngày sinh: ngày 12/3/2015.", "Q005 Ngày sinh: ngày 12/3/2015"},
        {"Ngày sinh của 12/3/2015.", ""},
        {"Tháng năm sinh 12/3/2015.", "Q005 năm sinh 12/3/2015"},
        {"Năm sinh 12/3/2015.", ""},
        {"Một năm sinh 12/3/2015.", ""},
        {"Sinh ngày 12/3/2015.", "Q005 Sinh ngày 12/3/2015"},
        {"Đường Lê An sinh ngày 12/3/2015.", "Q005 sinh ngày 12/3/2015"},
        {"An sinh ngày 12/3/2015.", ""},
        {"Công tác An sinh ngày 12/3/2015.", ""},
        {"Lê, An sinh ngày 12/3/2015.", ""},
        {"Khi học, sinh ngày 12/3/2015.", "Q005 sinh ngày 12/3/2015"},
    };
    EXPECT_ROWS(rows);
    static const char *const others[] = {
        "học",  "vệ",   "phát",  "tuyển",  "khai",  "thí",   "giáo",  "dưỡng", "an",  "dân", "hy",  "hi",
        "nữ",   "nam",  "cứu",   "sơ",     "tái",   "ký",    "kí",    "mưu",   "môn", "vi",  "thư", "hậu",
        "song", "nhân", "quyền", "trường", "kháng", "chúng", "trùng", "nảy",   "nẩy", "tân", "y",   "tăng"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect(arena_printf(&texts, "Việc %s sinh ngày 12/3/2015.", others[i]), "");
    arena_free(&texts);
}

/* What the school itself makes known is no secret: numbers and addresses of its channels, however they are
 * written. */
static void test_own(void **state)
{
    (void)state;
    expect("Gọi 028 38221234, +842838221234, +84 028 3822 1234, +84 02838221234, +84 (28) 3822 1234, "
           "028.38.221.234; gửi Lien-He@TRUONG.example.",
           "");
    expect("Gọi 028 38221235, gửi lienhe@truong.example.", "Q001 028 38221235 | Q003 lienhe@truong.example");
}

/* Wherever a text goes to the site it is looked at: each number of a row is told, once, and none of the
 * others. */
static void expect_told(const struct case_unit *one, int first, int last)
{
    struct check_unit u;
    const char *printed = case_run(&u, one);
    for (int i = first; i <= last; i++) {
        const char *quoted = arena_printf(&u.arena, "“09030000%02d”", i);
        if (times(printed, quoted) != 1)
            print_error("%s: %zu times\n%s\n", quoted, times(printed, quoted), printed);
        assert_int_equal(times(printed, quoted), 1);
    }
    assert_int_equal(times(printed, "[Q001]"), last - first + 1);
    check_unit_close(&u);
}

static void test_everywhere(void **state)
{
    (void)state;
    static const struct case_unit plan = {
        .plan = "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: Gọi 0903000010\nphần bắt buộc: "
                "[I]\nphần nhiệm vụ: [I]\n---\n\nCăn cứ 0903000011;\n\n"
                "## I. VIỆC 0903000012\n\n- Việc 0903000013.\n  - Chỉ tiêu: gọi 0903000014\n  - Phụ trách: "
                "tổ 0903000015\n\n### 1. Mục 0903000016\n\n- Việc.\n\n"
                "## II. KHÁC\n\nLời 0903000017.\n\n- Ý\n  - Ý 0903000018\n\nHết 0903000019./.\n\n## Nơi "
                "nhận\n\n- Ông 0903000020;\n- Bà 0903000021.\n"};
    expect_told(&plan, 10, 21);
    static const struct case_unit school = {
        .school = "---\ntên: Trường A\nký hiệu: A\ncơ quan chủ quản: B\nđịa danh: C\nkính gửi: D\nnơi nhận: "
                  "E\nngười ký:\n  - họ tên: Lê A\n    chức vụ: HIỆU TRƯỞNG\n"
                  "bộ phận:\n  - tên: Văn thư\n    người: 0903000099\nkênh:\n  - tên: Số 0903000010\n    địa "
                  "chỉ: tel:0903000098\n    hiển thị: 0903000097\n    ghi chú: hay 0903000011\n"
                  "  - tên: Số 0903000012\n    địa chỉ: tel:0903000096\n    ghi chú: 0903000095, 0903000098, "
                  "0903000097\n"
                  "trang: https://a.example/0903000095\n---\n\nLời 0903000013.\n",
        .indices = "---\nchỉ số:\n  - số: 1\n    tên: Một\n  - số: 2\n    tên: Hai\n---\n\n## Chỉ số "
                   "1\n\nLời 0903000014.\n\n## Chỉ số 2\n\nLời 0903000015.\n"};
    expect_told(&school, 10, 15);
    static const struct case_unit links = {
        .quarters[3] = QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n\n[x](tel:0903000010) "
                                        "[x](TEL:0903000011) [x](https://zalo.me/0903000012) "
                                        "[x](http://zalo.me/0903000013) [x](https://wa.me/0903000014) "
                                        "**[x](tel:0903000015)** [x](https://a.example/0903000099)\n"};
    expect_told(&links, 10, 15);
    static const struct case_unit fields = {
        .quarters[3] = QUARTER_HEAD(
            IV) "## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: 1 buổi "
                "0903000010\n- Lũy kế: 1 buổi 0903000011\n- Phụ trách: tổ 0903000012\n"
                "- Lý do: 0903000013\n- Việc tiếp theo: 0903000014\n- Minh chứng: "
                "[0903000015](https://a.example/)\n- Minh chứng: https://a.example/0903000016.pdf\n"
                "- Nội bộ: 0903000099\n"};
    expect_told(&fields, 10, 16);
}

/* Only a file's name may bear a day and an hour. */
static void test_behind_a_file(void **state)
{
    (void)state;
    static const struct case_unit one = {
        .quarters[3] = QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n- Minh chứng: "
                                        "https://a.example/202406121530.jpg\n\nSố 202406121530.\n",
        .codes = "Q002@q4.md:11:4"};
    expect_cases(&one, 1, "Q");
}

/* A plan that was issued is not to be changed: what is told of it says so. */
static void test_of_a_plan(void **state)
{
    (void)state;
    struct check_unit u;
    struct case_unit one = {.plan = PLAN_HEAD "- Gọi 0903000010.\n"};
    const char *printed = case_run(&u, &one);
    assert_non_null(strstr(printed, "kế hoạch 1/KH-A đã ban hành"));
    check_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phones),        cmocka_unit_test(test_citizens_and_accounts),
        cmocka_unit_test(test_mail),          cmocka_unit_test(test_births),
        cmocka_unit_test(test_own),           cmocka_unit_test(test_everywhere),
        cmocka_unit_test(test_behind_a_file), cmocka_unit_test(test_of_a_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
