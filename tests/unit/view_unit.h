/* view_unit.h - a small school with a plan of four tasks and two quarters, and templates rendered over its
 * view. */
#ifndef TESTS_UNIT_VIEW_UNIT_H
#define TESTS_UNIT_VIEW_UNIT_H

#include "unit.h"

#include "base/buf.h"
#include "read/content.h"
#include "view/mustache.h"
#include "view/view.h"

struct view_unit {
    struct arena arena;
    struct diags diags;
    struct model model;
    struct year year;
    struct value *root; /* view_year */
};

static const char unit_school[] =
    "---\n"
    "tên:\n  - tên: Trường A\n    đến: 31/8/2024\n  - tên: Trường B\n    từ: 1/9/2024\n"
    "ký hiệu: A\n"
    "cơ quan chủ quản:\n  - tên: Quận\n    đến: 31/8/2024\n  - tên: Phường\n    từ: 1/9/2024\n"
    "địa danh: Quận 1\n"
    "người ký:\n"
    "  - họ tên: Bà Quý\n    chức vụ: KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG\n    đến: 31/12/2023\n"
    "  - họ tên: Bà Quý\n    chức vụ: HIỆU TRƯỞNG\n    từ: 1/1/2024\n"
    "  - họ tên: Ông Phó\n    chức vụ: KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG\n"
    "kính gửi:\n  - tên: Nơi cũ\n    đến: 31/8/2024\n  - tên: Nơi mới\n    từ: 1/9/2024\n"
    "nơi nhận:\n  - Như trên\n  - Các bộ phận\n"
    "lưu: VT\n"
    "bộ phận:\n  - tên: Văn phòng\n    người: NGUOI-GIU-VIEC\n"
    "kênh:\n"
    "  - tên: 1022\n    địa chỉ: tel:028 3829 1234\n"
    "  - tên: Trang\n    địa chỉ: https://a.example/góp ý\n    ghi chú: g\n"
    "  - tên: Thư\n    địa chỉ: mailto:a@b.example\n    hiển thị: thư trường\n"
    "  - tên: Gặp\n    địa chỉ: Văn phòng\n"
    "màu: \"#0b5d7a\"\n---\n\nVề trường.\n";

static const char unit_papi[] = "---\nchỉ số:\n  - số: 1\n    tên: Tham gia\n  - số: 7\n    tên: Môi "
                                "trường\n  - số: 8\n    tên: Điện tử\n---\n\n"
                                "## Chỉ số 1\n\nNói về *tham gia*.\n";

static const char unit_plan[] =
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 5/1/2024\ntrích yếu: Về việc cải thiện\nphần bắt buộc: [I, II]\n"
    "phần nhiệm vụ: [II]\nngười ký: Bà Quý\nchức vụ: HIỆU TRƯỞNG\n---\n\n"
    "Căn cứ Luật \\<A\\>;\n\nTrường ban hành kế hoạch:\n\n"
    "## I. MỤC ĐÍCH\n\n- Mục đích thứ nhất.\n\n"
    "## II. VIỆC\n\n### 1. Chung\n\n"
    "- Rà soát & báo cáo.\n  - Phụ trách: Văn phòng\n"
    "- Một hai ba bốn năm sáu bảy tám chín mười, một hai ba bốn năm sáu bảy tám chín mười, một hai ba bốn, "
    "năm sáu "
    "bảy.\n  - Chỉ tiêu: 2 buổi/năm\n\n"
    "### 2. Chỉ số nội dung 8 “Điện tử”: Văn phòng.\n\n- Đăng tin.\n  - Thời hạn: 31/8/2024\n\n"
    "### 3. Chỉ số nội dung 1 “Tham gia”\n\n- Họp phụ huynh.\n\n"
    "Trên đây là kế hoạch./.\n\n## Nơi nhận\n\n- Phòng Nội vụ;\n";

static const char unit_quarter2[] =
    "---\nkỳ: Quý II năm 2024\nsố: 2/BC-A\nngày: 5/6/2024\nminh họa: có\n---\n\n"
    "## Văn bản đã ban hành\n\n- 9/QĐ-A; 1/4/2024; Quyết định | một\n\n"
    "## Kết quả thực hiện\n\n"
    "### II.1.1 Rà soát …\n- Trạng thái: chậm tiến độ\n- Lý do: thiếu người\n- Việc tiếp theo: bổ sung\n"
    "- Nội bộ: GHI-CHU-KIN\n\n"
    "### II.1.2 Một hai …\n- Trạng thái: đang thực hiện\n- Kết quả: 1 buổi\n- Lũy kế: 1 buổi\n"
    "- Ngày: 20/3/2024; 2/4/2024\n- Minh chứng: [Biên bản](minh-chung/a%20b.pdf)\n- Minh chứng: "
    "minh-chung/tệp số 2.pdf\n\n"
    "Đã *họp* xong.\n\n"
    "### II.2.1 Đăng tin …\n- Trạng thái: chưa thực hiện\n- Lý do: chờ\n\n"
    "### II.3.1 Họp …\n- Trạng thái: không thuộc phạm vi\n- Lý do: không có\n\n"
    "## Nội bộ\n\nDOAN-KIN\n";

static const char unit_quarter4[] =
    "---\nkỳ: Quý IV năm 2024\nsố: 4/BC-A\nngày: 5/12/2024\nngười ký: bà quý\n---\n\n"
    "## Kết quả thực hiện\n\n"
    "### II.1.1 Rà soát …\n- Trạng thái: hoàn thành\n- Minh chứng: https://a.example/x?a=1&b=2\n\n"
    "### II.1.2 Một hai …\n- Trạng thái: đang thực hiện\n- Kết quả: 1 buổi\n- Lũy kế: 2 buổi\n\n"
    "### II.2.1 Đăng tin …\n- Trạng thái: hoàn thành trễ hạn\n- Lý do: chờ\n- Minh chứng: "
    "minh-chung/c.pdf\n- Tỷ lệ: 100%\n\n"
    "### II.3.1 Họp …\n- Trạng thái: không thuộc phạm vi\n- Lý do: không có\n\n"
    "## Phản ánh, kiến nghị\n\n- Tiếp nhận: 3\n- Đã xử lý: 3\n\n"
    "## Đánh giá chung\n\n### Ưu điểm\n\nTốt.\n";

static inline const struct source *view_unit_source(struct view_unit *u, const char *name, const char *text)
{
    return source_from_bytes(&u->arena, &u->diags, name, text, strlen(text));
}

static inline void view_unit_quarter(struct view_unit *u, int number, const char *text)
{
    const char *name = arena_printf(&u->arena, "q%d.md", number);
    struct progress *p = progress_read(&u->arena, &u->diags, view_unit_source(u, name, text), 15);
    progress_link(&u->arena, p, u->year.plan);
    u->year.quarters[number - 1] = p;
}

/* A quarter whose text is NULL is not there. */
static inline void view_unit_open(struct view_unit *u, const char *quarter2, const char *quarter4)
{
    memset(u, 0, sizeof *u);
    u->diags.arena = &u->arena;
    u->year = (struct year){.number = 2024, .folder = ".", .shown = "2024"};
    u->year.plan = plan_read(&u->arena, &u->diags, view_unit_source(u, "plan.md", unit_plan));
    if (quarter2)
        view_unit_quarter(u, 2, quarter2);
    if (quarter4)
        view_unit_quarter(u, 4, quarter4);
    u->model = (struct model){.arena = &u->arena, .folder = ".", .years = &u->year, .year_count = 1};
    u->model.school = school_read(&u->arena, &u->diags, view_unit_source(u, "school.md", unit_school));
    u->model.papi = papi_read(&u->arena, &u->diags, view_unit_source(u, "papi.md", unit_papi));
    if (u->diags.count)
        diag_print(&u->diags, stderr);
    assert_int_equal(u->diags.count, 0);
    u->root = view_year(&u->arena, &u->model, &u->year);
}

static inline void view_unit_close(struct view_unit *u)
{
    arena_free(&u->arena);
}

/* The template rendered over the values; nothing may be complained about, so every name in it must exist. */
static inline const char *view_unit_render(struct view_unit *u, const struct value *root, const char *text)
{
    struct buf out = {0};
    struct mustache *m = mustache_new(&u->arena, &u->diags, NULL, "test", "", ESCAPE_HTML, true);
    mustache_define(m, "main", text);
    bool fine = mustache_render(m, "main", root, &out);
    diag_print(&u->diags, stderr);
    assert_true(fine);
    const char *copy = buf_take(&out, &u->arena);
    buf_free(&out);
    return copy;
}

#define expect_render(u, root, template, expected)                                                           \
    assert_string_equal(view_unit_render(u, root, template), expected)

#endif
