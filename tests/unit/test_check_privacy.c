/* test_check_privacy.c - what belongs to a person in published text: numbers, addresses, birth dates, names,
 * small counts. */
#include "privacy_unit.h"

static void test_phones(void **state)
{
    (void)state;
    expect("Gọi 0903123456.", "Q001 0903123456");
    expect("Gọi 0903 123 456 hoặc 0903.123.457.", "Q001 0903 123 456 | Q001 0903.123.457");
    expect("Gọi 0903123456 - 0903123457.", "Q001 0903123456 | Q001 0903123457");
    expect("Gọi 0903-123-456 15 lần.", "Q001 0903-123-456");
    expect("Gọi +84 903 123 456, +84903123456.", "Q001 +84 903 123 456 | Q001 +84903123456");
    expect("Gọi (028) 3822 1299.", "Q001 028) 3822 1299");
    expect("Gọi 028 3822\n1299.", "Q001 028 3822 1299");
    expect("Gọi **0903** 123 456.", "Q001 0903 123 456");
    expect("Xem [ở đây](tel:0903123456) và [kia](https://zalo.me/0903123456).",
           "Q001 0903123456 | Q001 0903123456");
    expect("Gọi 02838221234, (028) 3822 1234, +84 28 3822 1234.", "");
    expect("Số 1022, ngày 01.02.2024 10 giờ, 01 02 03 04 05, 06 - 2024 - 2025.", "");
    expect("Chi 10.000.000.000 đồng, 1.000.000.000.000 đồng; mã A0903123456, 0903123456789012.", "");
    expect("Mã số thuế 0301234567, mã 001 234 5678.", "");
    expect("Văn bản số 32/KH-HB ngày 27/5/2024, QĐ 2844/QĐ-UBND.", "");
}

static void test_citizens_mail_accounts(void **state)
{
    (void)state;
    expect("CCCD 079201012345.", "Q002 079201012345");
    expect("CCCD 079 201 012 345.", "Q002 079 201 012 345");
    expect("CMND số 024123456.", "Q002 024123456");
    expect("Chi 123.456.789.012 đồng, số 024123456.", "");
    expect("Gửi lan.nguyen@gmail.com.", "Q003 lan.nguyen@gmail.com");
    expect("Gửi [thư](mailto:lan@truong.edu.vn).", "Q003 lan@truong.edu.vn");
    expect("Gửi LIEN-HE@truong.example, lúc @8 giờ, a@b, @lan.", "");
    expect("Số tài khoản: 0071 0001 2345 67.", "Q004 0071 0001 2345 67");
    expect("STK 1234567890 tại ngân hàng.", "Q004 1234567890");
    expect("STK 1234567890123456789.", "Q004 1234567890123456789");
    expect("STK 12345678901234567890, STK 111122223333444455556666 1234567890.", ""); /* too many digits */
    expect("Số tài khoản mở mới: 1.200.000.", "");
}

static void test_births(void **state)
{
    (void)state;
    expect("Em sinh ngày 12/3/2015.", "Q005 sinh ngày 12/3/2015");
    expect("(ngày sinh: 12-3-2015)", "Q005 ngày sinh: 12-3-2015");
    expect("Cháu sinh ngày 5 tháng 9 năm 2016 ở Quận 1.", "Q005 sinh ngày 5 tháng 9 năm 2016");
    expect("Người tên Trần An sinh ngày 1/2/2015.", "Q005 sinh ngày 1/2/2015");
    expect("Ngày tháng năm sinh: 12/3/2015; tháng 5.", "Q005 năm sinh: 12/3/2015");
    expect("Tháng năm sinh 12/3/2015.", "Q005 năm sinh 12/3/2015");
    expect("Gặp học sinh ngày 20/11/2024; tổng vệ sinh ngày 5/9.", "");
    expect("Học sinh ngày 5/9 đến trường. Tuyển sinh ngày 1/7/2024.", "");
    expect("Kỷ niệm ngày sinh Chủ tịch Hồ Chí Minh 19/5/1890.", "");
    expect("Bác sinh ngày 19/5/1890.", "");
    expect("Ngày sinh hoạt 12/3.", "");
}

static void test_persons(void **state)
{
    (void)state;
    expect("Em Lan được khen.", "Q006 Em Lan");
    expect("Mẹ cháu Bảo Ngọc đã gọi.", "Q006 cháu Bảo Ngọc");
    expect("Phụ huynh Nguyễn Thị B đề nghị.", "Q006 Phụ huynh Nguyễn Thị B");
    expect("Phụ huynh học sinh **Trần Văn An** và em\nVõ Chi.", "Q006 học sinh Trần Văn An | Q006 em Võ Chi");
    expect("Phụ huynh là bà Nguyễn Thị B.", "Q006 Phụ huynh là bà Nguyễn Thị B");
    expect("học sinh: NGUYỄN VĂN AN", "Q006 học sinh: NGUYỄN VĂN AN");
    expect("Một học sinh tên Minh bị ngã.", "Q006 học sinh tên Minh");
    expect("Cho học sinh Trường Tiểu học Hòa Bình, học sinh Quận 1, học sinh Việt Nam.", "");
    expect("Cho học sinh THCS, phụ huynh Minh Anh, học sinh Khối 3, em Đội viên, các em Chi đội 3.", "");
    expect("Các em. Nhà trường mời phụ huynh. Ban đại diện dự. Trẻ em Việt Nam.", "");
    expect("Em Minh An được khen. Khen em: Lan", "Q006 Em Minh An | Q006 em: Lan");
    expect("Các môn học, sinh Nguyễn Văn An. Danh sách Học Sinh Minh Thư.", "");
    expect("Phụ huynh Ngô Gia Tự, học sinh Đinh Tiên Hoàng.", ""); /* names of the parent and the place */
    expect("Em N. và em A đã chuyển trường. Phụ huynh Hà Nội, học sinh Đoàn Thanh niên.", "");
    expect("HỌC SINH GIỎI CẤP TRƯỜNG", "");
    expect("Phụ huynh học sinh dự họp; cháu ngoan Bác Hồ.", "");
}

static void test_classes(void **state)
{
    (void)state;
    expect("Nguyễn Văn An, lớp 3/2, đạt giải.", "Q007 Nguyễn Văn An, lớp 3/2");
    expect("Em Nguyễn Văn An (3A) đạt giải.", "Q007 Nguyễn Văn An (3A");
    expect("Lớp 4B1: Trần Thị Hoa.", "Q007 Lớp 4B1: Trần Thị Hoa");
    expect("Minh Thư lớp 5.1 và Nguyễn Văn An, phụ huynh lớp 3A.",
           "Q007 Minh Thư lớp 5.1 | Q007 Nguyễn Văn An, phụ huynh lớp 3A");
    expect("Nguyễn Văn An là học sinh lớp 3A.", "Q007 Nguyễn Văn An là học sinh lớp 3A");
    expect("Khen lớp 3A. Nguyễn Văn An ghi biên bản; Nguyễn Văn An (3ABC).", "");
    expect("Tập thể lớp 3/2, Trường Tiểu học Minh Anh; chi đội lớp 4A.", "");
    expect("Tại Trường Tiểu học Lê Văn Tám, lớp 3/2 dự giờ. Lớp 3/2. Nguyễn Huệ là đường.", "");
    expect("Riêng Lớp 3/2 có 40 em, khối lớp 3 có 200 em, Điều 3A.", "");
}

static void test_small_counts(void **state)
{
    (void)state;
    expect("Có 3 phản ánh của lớp 2/1.", "Q008 3 phản ánh của lớp 2/1");
    expect("Lớp 3A có hai ý kiến về bữa ăn.", "Q008 Lớp 3A có hai ý kiến");
    expect("3A có hai ý kiến. Khối khác không.", "Q008 3A có hai ý kiến");
    expect("Có 02 phụ huynh lớp 3/2 khiếu nại.", "Q008 02 phụ huynh lớp 3/2 khiếu nại");
    expect("Có 5 phản ánh của lớp 2/1; 0 phản ánh ở lớp 2/2; dưới 5 phản ánh của lớp 2/3.", "");
    expect("Có 3 phản ánh. Lớp 2/1 dự họp.", "");
    expect("Lớp 3/2 phản ánh về sân chơi; một số ý kiến của lớp 3/2; quý 2 phản ánh của lớp 3A.", "");
    expect("Có 3 phản ánh của khối lớp 2, 12 phản ánh của lớp 2/1, 2 buổi học của lớp 2/1.", "");
}

/* The same words twice: each at its own place. */
static void test_places(void **state)
{
    (void)state;
    struct check_unit u;
    const char *quarter =
        QUARTER_HEAD(I) "### I.1\n- Trạng thái: đang thực hiện\n\nGọi 0903123456 hoặc 0903123456.\n";
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", (const char *const[4]){quarter});
    const char *out = check_unit_run(&u);
    assert_non_null(strstr(out, "q1.md:10:5:"));
    assert_non_null(strstr(out, "q1.md:10:21:"));
    check_unit_close(&u);
}

/* Files are shown by their names; twelve digits there are a day and an hour more often than a person. */
static void test_file_names(void **state)
{
    (void)state;
    struct check_unit u;
    const char *quarter = QUARTER_HEAD(
        I) "### I.1\n- Trạng thái: đang thực hiện\n- Minh chứng: https://a.vn/202406121530.jpg\n"
           "- Minh chứng: https://a.vn/079201012345.pdf\n- Minh chứng: https://a.vn/0903123456.pdf\n";
    assert_string_equal(found(&u, quarter, PLAN_HEAD "- Việc.\n", NULL),
                        "Q002 079201012345 | Q001 0903123456");
    check_unit_close(&u);
}

/* Each kind of text that goes to the site is looked at, with its place; what is internal is not. */
static void test_where(void **state)
{
    (void)state;
    struct check_unit u;
    const char *quarter =
        QUARTER_HEAD(I) "## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n- Lý do: 0903000011\n"
                        "- Việc tiếp theo: gọi 0903000012\n- Minh chứng: [0903000013](https://a.vn)\n"
                        "- Nội bộ: 0903000099\n\n"
                        "## Chỉ đạo, điều hành\n\n> - gọi 0903000014\n\n"
                        "## Văn bản đã ban hành\n\n- 1/TB-A; 1/2/2024; Số 0903000015\n\n"
                        "## Nội bộ\n\nEm Lan, 0903000098\n";
    assert_string_equal(
        found(&u, quarter, PLAN_HEAD "- Việc.\n", NULL),
        "Q001 0903000011 | Q001 0903000012 | Q001 0903000013 | Q001 0903000014 | Q001 0903000015");
    check_unit_close(&u);
    assert_string_equal(
        found(&u, NULL,
              PLAN_HEAD "- Gọi 0903000011.\n  - Phụ trách: em Lan\n\n### 1. Mục 0903000012\n\n- Việc.\n\n## "
                        "II. KHÁC\n\n- Ý 0903000013\n- Ý khác\n",
              NULL),
        "Q001 0903000011 | Q006 em Lan | Q001 0903000012 | Q001 0903000013");
    check_unit_close(&u);
    assert_string_equal(
        found(&u, NULL, PLAN_HEAD "- Việc.\n", SCHOOL "\nHỏi 0903000011, lien-he@truong.example.\n"),
        "Q001 0903000011");
    check_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phones),     cmocka_unit_test(test_citizens_mail_accounts),
        cmocka_unit_test(test_births),     cmocka_unit_test(test_persons),
        cmocka_unit_test(test_classes),    cmocka_unit_test(test_small_counts),
        cmocka_unit_test(test_where),      cmocka_unit_test(test_places),
        cmocka_unit_test(test_file_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
