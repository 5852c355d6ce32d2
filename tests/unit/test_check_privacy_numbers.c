/* test_check_privacy_numbers.c - numbers, mail addresses and birth dates at the edges of what is one. */
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
        {"Gửi a@b.v, a@b, a@, a@.vn, a@b..vn, @b.vn, .@b.vn, a@b.v1", ""},
        {"Gửi a@@b.vn", ""},
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
    expect("Gọi 028 38221234, +84 (28) 3822 1234, 028.38.221.234; gửi Lien-He@TRUONG.example.", "");
    expect("Gọi 028 38221235, gửi lienhe@truong.example.", "Q001 028 38221235 | Q003 lienhe@truong.example");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phones), cmocka_unit_test(test_citizens_and_accounts),
        cmocka_unit_test(test_mail),   cmocka_unit_test(test_births),
        cmocka_unit_test(test_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
