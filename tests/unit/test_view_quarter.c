/* test_view_quarter.c - a quarter in full: entries in their orders, evidence, letterhead, what stays inside.
 */
#include "view_unit.h"

static struct view_unit u;
static const struct value *second, *fourth, *inside;

static int open_quarters(void **state)
{
    (void)state;
    view_unit_open(&u, unit_quarter2, unit_quarter4);
    second = view_quarter(&u.arena, &u.model, &u.year, u.year.quarters[1], u.root, false);
    inside = view_quarter(&u.arena, &u.model, &u.year, u.year.quarters[1], u.root, true);
    fourth = view_quarter(&u.arena, &u.model, &u.year, u.year.quarters[3], u.root, false);
    return 0;
}

static int close_quarters(void **state)
{
    (void)state;
    view_unit_close(&u);
    return 0;
}

static void head(void **state)
{
    (void)state;
    expect_render(&u, second,
                  "{{nam}} {{#quy_nay}}{{ten}} {{so_bao_cao}} {{ngay_dai}}{{#minh_hoa}} "
                  "m{{/minh_hoa}}{{#moi_nhat}} n{{/moi_nhat}} "
                  "{{quy_sau.so_la_ma}} {{quy_sau.ten}} {{tong_hop.so_cham}}{{/quy_nay}}",
                  "2024 Quý II năm 2024 2/BC-A ngày 05 tháng 6 năm 2024 m III Quý III năm 2024 1");
    expect_render(&u, fourth, "{{#quy_nay.quy_sau}}{{so_la_ma}} {{nam}} {{ten}}{{/quy_nay.quy_sau}}",
                  "I 2025 Quý I năm 2025");
}

static void prose(void **state)
{
    (void)state;
    expect_render(&u, fourth,
                  "{{#quy_nay}}{{#co_danh_gia}}{{{uu_diem_html}}}{{{uu_diem_md}}}{{ton_tai_md}}{{nguyen_nhan_"
                  "html}}{{/co_danh_gia}}{{/quy_nay}}",
                  "<p>Tốt.</p>\nTốt.\n");
    expect_render(
        &u, second,
        "{{#quy_nay}}{{#co_danh_gia}}x{{/co_danh_gia}}{{#phuong_huong_md}}x{{/phuong_huong_md}}{{/quy_nay}}",
        "");
}

static void documents_and_feedback(void **state)
{
    (void)state;
    expect_render(
        &u, second,
        "{{#quy_nay.van_ban}}{{stt}}|{{so}}|{{ngay}}|{{ngay_iso}}|{{trich_yeu}}{{/quy_nay.van_ban}}",
        "1|9/QĐ-A|1/4/2024|2024-04-01|Quyết định | một");
    expect_render(
        &u, second,
        "{{#quy_nay.phan_anh}}x{{/quy_nay.phan_anh}}{{#quy_nay.co_van_ban}}c{{/quy_nay.co_van_ban}}", "c");
    expect_render(&u, fourth,
                  "{{#quy_nay.phan_anh}}{{ton}} {{tiep_nhan}} {{da_xu_ly}} "
                  "{{dang_xu_ly}}{{#co_so_lieu}}!{{/co_so_lieu}}{{html}}{{/quy_nay.phan_anh}}"
                  "{{#quy_nay.co_van_ban}}c{{/quy_nay.co_van_ban}}",
                  "0 3 3 0!");
}

static void entries(void **state)
{
    (void)state;
    expect_render(&u, second,
                  "{{#quy_nay.nhom}}{{id}} {{so}}{{#co}} {{#muc}}{{stt}} {{ma}} "
                  "{{neo}}{{/muc}}{{/co}};{{/quy_nay.nhom}}",
                  "xong 0;dang-lam 1 2 II.1.2 ii-1-2;cham 1 1 II.1.1 ii-1-1;chua 1 3 II.2.1 ii-2-1;ngoai 1 4 "
                  "II.3.1 ii-3-1;");
    expect_render(&u, second,
                  "{{#quy_nay.nhom}}{{#muc}}{{ket_qua}}|{{luy_ke}}|{{ty_le}}|{{phu_trach}}|{{chi_tieu}}|{{"
                  "thoi_han}}|{{ly_do}}|"
                  "{{viec_tiep_theo}}|{{#co_ngay}}{{#ngay}}{{ngay}} {{iso}}{{^cuoi}}, "
                  "{{/cuoi}}{{/ngay}}{{/co_ngay}}|{{{html}}}{{{md}}}\n{{/muc}}{{/quy_nay.nhom}}",
                  "1 buổi|1 buổi|||2 buổi/năm||||20/3/2024 2024-03-20, 2/4/2024 2024-04-02|<p>Đã "
                  "<em>họp</em> xong.</p>\nĐã *họp* xong.\n\n"
                  "|||Văn phòng|||thiếu người|bổ sung||\n"
                  "|||Văn phòng||31/8/2024|chờ|||\n"
                  "||||||không có|||\n");
}

static void quarter_before(void **state)
{
    (void)state;
    static const char text[] = "{{#quy_nay.theo_phan}}{{#nhom_muc}}{{#muc}}{{ma}}{{#truoc}} "
                               "{{nhom}}{{/truoc}}{{#thay_doi}} ({{truoc_ten}}){{/thay_doi}};{{/muc}}"
                               "{{/nhom_muc}}{{/quy_nay.theo_phan}}";
    expect_render(&u, second, text, "II.1.1;II.1.2;II.2.1;II.3.1;");
    expect_render(&u, fourth, text,
                  "II.1.1 cham (chậm tiến độ);II.1.2 dang-lam;II.2.1 chua (chưa thực hiện);II.3.1 ngoai;");
}

static void orders(void **state)
{
    (void)state;
    expect_render(&u, second,
                  "{{#quy_nay.theo_phan}}{{nhan}} {{ten}}{{#co}}!{{/co}}{{#muc}}x{{/muc}}{{#nhom_muc}} "
                  "[{{nhan}} {{ten}} {{chi_so}}{{#co}}:{{/co}}"
                  "{{#muc}}{{ma}} {{/muc}}]{{/nhom_muc}}{{/quy_nay.theo_phan}}",
                  "II VIỆC [1 Chung :II.1.1 II.1.2 ] [2 Chỉ số nội dung 8 “Điện tử”: Văn phòng. 8:II.2.1 ] "
                  "[3 Chỉ số nội "
                  "dung 1 “Tham gia” 1:II.3.1 ]");
    expect_render(&u, second,
                  "{{#quy_nay.theo_chi_so}}{{so}} {{ten}}{{#co}}: {{#muc}}{{ma}}{{/muc}}{{/co}} "
                  "{{tong_hop.so_ngoai}};{{/quy_nay.theo_chi_so}}",
                  "1 Tham gia: II.3.1 1;7 Môi trường 0;8 Điện tử: II.2.1 0;");
    expect_render(
        &u, second,
        "{{#quy_nay.co_so_lieu}}{{#quy_nay.so_lieu}}{{ma}}{{/quy_nay.so_lieu}}{{/quy_nay.co_so_lieu}}",
        "II.1.2");
}

static void evidence(void **state)
{
    (void)state;
    static const char text[] =
        "{{#quy_nay.nhom}}{{#muc}}{{#co_minh_chung}}{{minh_chung_so}}: {{#minh_chung}}{{ten}} "
        "<{{lien_ket}}>{{#la_tep}} tệp{{/la_tep}}{{^cuoi}}, {{/cuoi}}"
        "{{/minh_chung}};{{/co_minh_chung}}{{/muc}}{{/quy_nay.nhom}}\n"
        "{{#quy_nay.minh_chung}}{{stt}} {{ma}} {{ten}} {{dich}}{{#la_tep}} "
        "tệp{{/la_tep}};{{/quy_nay.minh_chung}}";
    expect_render(
        &u, second, text,
        "1, 2: Biên bản <minh-chung/a%20b.pdf> tệp, tệp số 2.pdf "
        "<minh-chung/t%E1%BB%87p%20s%E1%BB%91%202.pdf> tệp;\n"
        "1 II.1.2 Biên bản minh-chung/a%20b.pdf tệp;2 II.1.2 tệp số 2.pdf minh-chung/tệp số 2.pdf tệp;");
    expect_render(&u, fourth, text,
                  "1: https://a.example/x?a=1&amp;b=2 <https://a.example/x?a=1&amp;b=2>;2: c.pdf "
                  "<minh-chung/c.pdf> tệp;\n"
                  "1 II.1.1 https://a.example/x?a=1&amp;b=2 https://a.example/x?a=1&amp;b=2;2 II.2.1 c.pdf "
                  "minh-chung/c.pdf tệp;");
}

static const char letterhead_text[] =
    "{{#quy_nay.the_thuc}}{{co_quan_chu_quan}}|{{co_quan}}|{{so}}|{{dia_danh}}|{{ngay_dai}}|{{#kinh_gui}}{{.}"
    "}{{/kinh_gui}}|{{#noi_nhan}}{{.}},{{/noi_nhan}}|{{luu}}|"
    "{{#chuc_vu}}{{.}},{{/chuc_vu}}|{{nguoi_ky}}{{/quy_nay.the_thuc}}";

/* Everything as it was on the day of the report; the office is that of the person who signs. */
static void letterhead(void **state)
{
    (void)state;
    expect_render(&u, second, letterhead_text,
                  "Quận|Trường A|2/BC-A|Quận 1|ngày 05 tháng 6 năm 2024|Nơi cũ|Như trên,Các bộ phận,|VT|KT. "
                  "HIỆU TRƯỞNG,PHÓ HIỆU TRƯỞNG,|Ông Phó");
    expect_render(&u, fourth, letterhead_text,
                  "Phường|Trường B|4/BC-A|Quận 1|ngày 05 tháng 12 năm 2024|Nơi mới|Như trên,Các bộ "
                  "phận,|VT|HIỆU TRƯỞNG,|bà quý");
}

/* Every string below a value, one after the other. */
static void gather(struct buf *out, const struct value *v)
{
    if (v->kind == VALUE_STRING)
        buf_printf(out, "%s\n", v->string);
    for (size_t i = 0; i < v->count; i++)
        gather(out, v->items[i]);
}

static void internal_notes(void **state)
{
    (void)state;
    struct buf public = {0}, all = {0};
    gather(&public, second);
    gather(&public, fourth);
    gather(&all, inside);
    assert_non_null(strstr(buf_text(&public), "thiếu người"));
    assert_null(strstr(buf_text(&public), "KIN")); /* GHI-CHU-KIN, DOAN-KIN */
    assert_non_null(strstr(buf_text(&all), "GHI-CHU-KIN"));
    assert_non_null(strstr(buf_text(&all), "DOAN-KIN"));
    assert_null(strstr(buf_text(&all), "NGUOI-GIU-VIEC")); /* who holds a role */
    buf_free(&public);
    buf_free(&all);
    expect_render(&u, inside,
                  "{{#quy_nay}}{{#co_noi_bo}}{{{noi_bo_md}}}{{#noi_bo}}{{ma}} "
                  "{{noi_dung}}{{/noi_bo}}{{/co_noi_bo}}{{#ban_cong_khai}}x{{/ban_cong_khai}}{{/quy_nay}}",
                  "DOAN-KIN\nII.1.1 GHI-CHU-KIN");
    expect_render(&u, second,
                  "{{#quy_nay}}{{#co_noi_bo}}x{{/co_noi_bo}}{{noi_bo_md}}{{#noi_bo}}x{{/"
                  "noi_bo}}{{#ban_cong_khai}}công khai{{/ban_cong_khai}}{{/quy_nay}}",
                  "công khai");
    expect_render(&u, fourth, "{{#quy_nay.ban_cong_khai}}x{{/quy_nay.ban_cong_khai}}", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head),
        cmocka_unit_test(prose),
        cmocka_unit_test(documents_and_feedback),
        cmocka_unit_test(entries),
        cmocka_unit_test(quarter_before),
        cmocka_unit_test(orders),
        cmocka_unit_test(evidence),
        cmocka_unit_test(letterhead),
        cmocka_unit_test(internal_notes),
    };
    return cmocka_run_group_tests(tests, open_quarters, close_quarters);
}
