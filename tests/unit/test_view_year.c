/* test_view_year.c - what all pages of a year are told: school, plan, tasks, indices, quarters, summaries. */
#include "view_unit.h"

static struct view_unit u;

static int open_year(void **state)
{
    (void)state;
    view_unit_open(&u, unit_quarter2, unit_quarter4);
    return 0;
}

static int close_year(void **state)
{
    (void)state;
    view_unit_close(&u);
    return 0;
}

static void school(void **state)
{
    (void)state;
    expect_render(
        &u, u.root, "{{nam}} {{#truong}}{{ten}} {{ky_hieu}} {{mau}} {{{gioi_thieu_html}}}{{/truong}}",
        "2024 Trường B A #0b5d7a <p>Về trường.</p>\n"); /* the name on the day of the newest report */
    expect_render(
        &u, u.root, "{{#truong.kenh}}{{ten}}|{{lien_ket}}|{{hien_thi}}|{{ghi_chu}};{{/truong.kenh}}",
        "1022|tel:02838291234|028 3829 1234|;Trang|https://a.example/g%C3%B3p%20%C3%BD|a.example/góp ý|g;"
        "Thư|mailto:a@b.example|thư trường|;Gặp||Văn phòng|;");
}

static void plan(void **state)
{
    (void)state;
    expect_render(
        &u, u.root,
        "{{#ke_hoach}}{{loai}} {{so}} {{ngay}} {{ngay_iso}} {{ngay_dai}} {{trich_yeu}}, "
        "{{trich_yeu_thuong}}, "
        "{{nguoi_ky}} {{chuc_vu}} {{#noi_nhan}}{{.}}{{/noi_nhan}}{{/ke_hoach}}",
        "Kế hoạch 1/KH-A 5/1/2024 2024-01-05 ngày 05 tháng 01 năm 2024 Về việc cải thiện, về việc cải thiện, "
        "Bà Quý HIỆU TRƯỞNG Phòng Nội vụ;");
    expect_render(&u, u.root,
                  "{{#ke_hoach.mo_dau}}{{#la_can_cu}}C{{/la_can_cu}}{{{html}}}{{{md}}}{{/ke_hoach.mo_dau}}",
                  "C<p>Căn cứ Luật &lt;A&gt;;</p>\nCăn cứ Luật \\<A\\>;\n<p>Trường ban hành kế "
                  "hoạch:</p>\nTrường ban hành kế hoạch:\n");
    expect_render(&u, u.root, "{{{ke_hoach.ket_html}}}", "<p>Trên đây là kế hoạch./.</p>\n");
}

static void parts(void **state)
{
    (void)state;
    expect_render(&u, u.root,
                  "{{#phan}}{{neo}} {{nhan}}. "
                  "{{ten}}{{#la_nhiem_vu}}!{{/la_nhiem_vu}}{{#khoi}}[{{{html}}}{{#nhiem_vu}}{{ma}}"
                  "{{/nhiem_vu}}]{{/khoi}}{{#muc}} {{neo}} "
                  "{{nhan}}{{#khoi}}[{{#nhiem_vu}}{{ma}}{{/nhiem_vu}}]{{/khoi}}{{/muc}}"
                  "; {{#nhiem_vu}}{{ma}},{{/nhiem_vu}}\n{{/phan}}",
                  "phan-i I. MỤC ĐÍCH[<ul>\n<li>Mục đích thứ nhất.\n</li>\n</ul>\n]; \n"
                  "phan-ii II. VIỆC! muc-ii-1 1[II.1.1][II.1.2] muc-ii-2 2[II.2.1] muc-ii-3 3[II.3.1]"
                  "; II.1.1,II.1.2,II.2.1,II.3.1,\n");
}

static void tasks(void **state)
{
    (void)state;
    expect_render(
        &u, u.root,
        "{{#nhiem_vu}}{{ma}}|{{neo}}|{{chi_so}}|{{phu_trach}}|{{chi_tieu}}|{{thoi_han}}|{{luy_ke}}|{{ly_do}}|"
        "{{#trang_thai}}{{id}} {{ten}} {{nhom}} {{nhom_ten}}{{/trang_thai}}\n{{/nhiem_vu}}",
        "II.1.1|ii-1-1||Văn phòng|||||hoan-thanh hoàn thành xong Đã hoàn thành\n"
        "II.1.2|ii-1-2|||2 buổi/năm||2 buổi||dang-thuc-hien đang thực hiện dang-lam Đang thực hiện\n"
        "II.2.1|ii-2-1|8|Văn phòng||31/8/2024||chờ|hoan-thanh-tre-han hoàn thành trễ hạn xong Đã hoàn thành\n"
        "II.3.1|ii-3-1|1|||||không có|khong-thuoc-pham-vi không thuộc phạm vi ngoai Không thuộc phạm vi\n");
    expect_render(&u, u.root,
                  "{{#nhiem_vu}}{{#lich_su}}{{so}} {{quy}} {{#trang_thai}}{{nhom}}{{/trang_thai}} "
                  "{{luy_ke}};{{/lich_su}}{{/nhiem_vu}}",
                  "2 II cham ;4 IV xong ;2 II dang-lam 1 buổi;4 IV dang-lam 2 buổi;2 II chua ;4 IV xong ;2 "
                  "II ngoai ;4 IV ngoai ;");
    expect_render(&u, u.root, "{{#nhiem_vu}}{{rut_gon}}\n{{/nhiem_vu}}",
                  "Rà soát &amp; báo cáo.\nMột hai ba bốn năm sáu bảy tám chín mười, một hai ba bốn năm sáu "
                  "bảy tám chín mười, một hai "
                  "ba bốn…\nĐăng tin.\nHọp phụ huynh.\n");
}

static void quarters(void **state)
{
    (void)state;
    expect_render(&u, u.root,
                  "{{#quy}}{{so}} {{so_la_ma}} {{nam}} {{ten}} {{tep}} {{so_bao_cao}} {{ngay}} {{tu_ngay}} "
                  "{{den_ngay_iso}}"
                  "{{#minh_hoa}} minh hoạ{{/minh_hoa}}{{#moi_nhat}} mới{{/moi_nhat}}\n{{/quy}}",
                  "2 II 2024 Quý II năm 2024 quy-2 2/BC-A 5/6/2024 15/3/2024 2024-06-14 minh hoạ\n"
                  "4 IV 2024 Quý IV năm 2024 quy-4 4/BC-A 5/12/2024 15/9/2024 2024-12-14 mới\n");
}

static void indices(void **state)
{
    (void)state;
    expect_render(&u, u.root,
                  "{{#chi_so}}{{so}} {{ten}} {{so_nhiem_vu}}{{#co_nhiem_vu}} có{{/co_nhiem_vu}} "
                  "{{#nhiem_vu}}{{ma}}{{/nhiem_vu}} "
                  "{{#tong_hop}}{{so_xong}}/{{tong}}{{/tong_hop}}{{{gioi_thieu_html}}};{{/chi_so}}",
                  "1 Tham gia 1 có II.3.1 0/1<p>Nói về <em>tham gia</em>.</p>\n;7 Môi trường 0  0/0;8 Điện "
                  "tử 1 có II.2.1 1/1;");
}

static void summary(void **state)
{
    (void)state;
    expect_render(
        &u, u.root,
        "{{#tong_hop}}{{tong}} {{so_xong}} {{so_dang_lam}} {{so_cham}} {{so_chua_lam}} "
        "{{so_ngoai}}{{#co_du_lieu}}!{{/co_du_lieu}}"
        "{{#nhom}} {{id}} {{so}} {{phan_tram}} {{x}}+{{rong}}{{#cuoi}}.{{/cuoi}}{{/nhom}}{{/tong_hop}}",
        "4 2 1 0 0 1! xong 2 50 0+500 dang-lam 1 25 500+250 cham 0 0 750+0 chua 0 0 750+0 ngoai 1 25 "
        "750+250.");
    expect_render(&u, u.root,
                  "{{#co_viec_cham}}có{{/co_viec_cham}}{{#viec_cham}}{{ma}}{{/viec_cham}}{{#minh_hoa}}minh "
                  "hoạ{{/minh_hoa}}",
                  "minh hoạ");
}

/* Before the first report: every name is there, with nothing in it. */
static void no_quarter(void **state)
{
    (void)state;
    struct view_unit bare;
    view_unit_open(&bare, NULL, NULL);
    expect_render(
        &bare, bare.root,
        "{{truong.ten}}{{^co_quy}}!{{/co_quy}}{{#quy}}q{{/quy}}{{quy_moi_nhat}}{{#viec_cham}}v{{/viec_cham}}"
        "{{#tong_hop}}{{tong}}{{^co_du_lieu}}-{{/co_du_lieu}}{{#nhom}} {{x}}+{{rong}} "
        "{{phan_tram}}{{/nhom}}{{/tong_hop}} "
        "{{#nhiem_vu}}{{trang_thai.nhom}}{{^co_lich_su}},{{/co_lich_su}}{{/nhiem_vu}}",
        "Trường A!4- 0+0 0 0+0 0 0+0 0 0+0 0 0+0 0 chua-co,chua-co,chua-co,chua-co,");
    view_unit_close(&bare);
}

/* One quarter with late tasks is the newest. */
static void late(void **state)
{
    (void)state;
    struct view_unit first;
    view_unit_open(&first, unit_quarter2, NULL);
    expect_render(
        &first, first.root,
        "{{#viec_cham}}{{ma}} {{ly_do}} {{viec_tiep_theo}}{{/viec_cham}} {{quy_moi_nhat.so}} {{truong.ten}}",
        "II.1.1 thiếu người bổ sung 2 Trường A");
    view_unit_close(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(school),  cmocka_unit_test(plan),       cmocka_unit_test(parts),
        cmocka_unit_test(tasks),   cmocka_unit_test(quarters),   cmocka_unit_test(indices),
        cmocka_unit_test(summary), cmocka_unit_test(no_quarter), cmocka_unit_test(late),
    };
    return cmocka_run_group_tests(tests, open_year, close_year);
}
