/* test_check_passage.c - texts of the model as passages: what of a school is walked over, and where the words
 * of a value stand that is shorter than its place. */
#include "check_unit.h"

#include "check/passage.h"

#define SCHOOL                                                                                                                        \
    "---\ntên: Trường A\nký hiệu: A\ncơ quan chủ quản: UBND B\nđịa danh: Xã C\nngười ký:\n  - họ tên: Lê "    \
    "D\n"                                                                                                                             \
    "    chức vụ: HIỆU TRƯỞNG\nkính gửi: Phòng E\nnơi nhận:\n  - Như trên\nlưu: VT\nbộ phận:\n  - tên: Văn " \
    "thư\n"                                                                                                                          \
    "kênh:\n  - tên: Thư\n    địa chỉ: mailto:a@a.example\n    ghi chú: mỗi ngày\n---\nTrường ở xã.\n"

/* Nothing that the secretary worded is passed over. */
static void test_school(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct school *school = school_read(&arena, &diags, unit_source(&arena, &diags, SCHOOL));
    assert_int_equal(diags.count, 0);
    struct passages all = passages_of_school(&arena, school);
    const char *texts = "";
    for (size_t i = 0; i < all.count; i++)
        texts = arena_printf(&arena, "%s%s|", texts, all.list[i].text);
    assert_string_equal(texts, "Trường A|UBND B|Xã C|Lê D|HIỆU TRƯỞNG|Phòng E|Như trên|Văn thư|Thư|mỗi ngày|"
                               "Trường ở xã.|");
    arena_free(&arena);
}

static const char *texts_of(struct arena *arena, struct passages all)
{
    const char *texts = "";
    for (size_t i = 0; i < all.count; i++)
        texts = arena_printf(arena, "%s%d %s|", texts, (int)all.list[i].kind, all.list[i].text);
    return texts;
}

#define PLAN                                                                                                                        \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: Tóm tắt\nphần bắt buộc: [I]\nphần nhiệm " \
    "vụ: [I]\n"                                                                                                                   \
    "cơ quan chủ quản: UBND B\ncơ quan: Trường A\nđịa danh: Xã C\nngười ký: Lê D\nchức vụ: HIỆU "           \
    "TRƯỞNG\n---\n\nCăn cứ *x*;\n\n"                                                                                          \
    "## I. VIỆC\n\n- Một **hai**\n  ba.\n  - Chỉ tiêu: 2 buổi\n  - Thời hạn: 1/2/2024\n  - Phụ trách: Văn "        \
    "thư\n\n"                                                                                                                      \
    "### 1. Chỉ số nội dung 1 “Tên”: Tổ 1.\n\n- Bốn.\n- Năm.\n  - Phụ trách: Tổ 2\n\n## II. KHÁC\n\n- "       \
    "Ý.\n\nHết./.\n\n## Nơi nhận\n\n- G;\n- H.\n"

static void test_plan(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct plan *plan = plan_read(&arena, &diags, unit_source(&arena, &diags, PLAN));
    assert_int_equal(diags.count, 0);
    assert_string_equal(
        texts_of(&arena, passages_of_plan(&arena, plan)),
        "0 Tóm tắt|0 UBND B|0 Trường A|0 Xã C|1 Lê D|2 HIỆU TRƯỞNG|3 Căn cứ x;|4 VIỆC|5 Một hai ba.|6 2 "
        "buổi|6 1/2/2024|6 Văn thư|"
        "4 Chỉ số nội dung 1 “Tên”: Tổ 1.|5 Bốn.|5 Năm.|6 Tổ 2|4 KHÁC|5 Ý.|5 Hết./.|6 G;|6 H.|");
    arena_free(&arena);
}

static void test_progress(void **state)
{
    (void)state;
    static const char text[] =
        "---\nkỳ: Quý IV năm 2024\nsố: 14/BC-A\nngày: 31/12/2024\nngười ký: Lê D\n---\n\n## Chỉ đạo, điều "
        "hành\n\nMột\\\nhai.\n\n## Văn bản đã ban hành\n\n- 5/KH-A; "
        "1/2/2024; Kế hoạch\n\nBa.\n\n## Kết quả thực hiện\n\nBốn.\n\n### I.1 Việc\n- Trạng thái: đang thực "
        "hiện\n- Kết quả: 1 buổi\n- Lũy kế: 2 buổi\n- Phụ trách: Văn thư\n"
        "- Lý do: mưa\n- Việc tiếp theo: nắng\n- Minh chứng: [Ảnh](https://a.example/)\n- Nội bộ: "
        "kín\n\nNăm.\n\n## Phản ánh, kiến nghị\n\nSáu.\n\n## Nội bộ\n\nBảy.\n";
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct progress *progress = progress_read(&arena, &diags, unit_source(&arena, &diags, text), 15);
    assert_int_equal(diags.count, 0);
    assert_string_equal(texts_of(&arena, passages_of_progress(&arena, progress)),
                        "1 Lê D|5 Một\nhai.|6 Kế hoạch|5 Ba.|5 Bốn.|6 1 buổi|6 2 buổi|6 Văn thư|6 mưa|6 "
                        "nắng|6 Ảnh|6 kín|5 Năm.|5 Sáu.|5 Bảy.|");
    arena_free(&arena);
}

static void test_papi(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct papi *papi =
        papi_read(&arena, &diags,
                  unit_source(&arena, &diags,
                              "---\nchỉ số:\n  - số: 1\n    tên: Một\n  - số: 2\n    tên: Hai\n---\n\n## Chỉ "
                              "số 1\n\nLời.\n\n## Chỉ số 2\n\nÝ.\n"));
    assert_int_equal(diags.count, 0);
    assert_string_equal(texts_of(&arena, passages_of_papi(&arena, papi)), "0 Một|5 Lời.|0 Hai|5 Ý.|");
    arena_free(&arena);
}

/* Where bytes of a paragraph stand, through marks, escapes and line ends. */
static void test_place_in_prose(void **state)
{
    (void)state;
    static const char text[] = PLAN_HEAD "- Một **hai** ba\\_bốn và năm\n  sáu *bảy*.\n";
    static const char *const cases[][2] = {
        {"Một", "Một"},         {"hai", "hai"},         {"Một hai", "Một **hai"}, {"hai ba", "hai** ba"},
        {"ba_bốn", "ba\\_bốn"}, {"năm", "năm"},         {"sáu", "sáu"},           {"bảy", "bảy"},
        {"bảy.", "bảy*."},      {"sáu bảy", "sáu *bảy"}};
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct plan *plan = plan_read(&arena, &diags, unit_source(&arena, &diags, text));
    struct passages all = passages_of_plan(&arena, plan);
    const struct passage *prose = &all.list[all.count - 1];
    assert_string_equal(prose->text, "Một hai ba_bốn và năm sáu bảy.");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place at = passage_place(prose, (size_t)(strstr(prose->text, cases[i][0]) - prose->text),
                                        strlen(cases[i][0]));
        const char *there = arena_strndup(&arena, text + at.offset, at.length);
        if (strcmp(there, cases[i][1]) != 0)
            print_error("%s: %s\n", cases[i][0], there);
        assert_string_equal(there, cases[i][1]);
        assert_int_equal(at.offset, strstr(text, cases[i][1]) - text);
    }
    arena_free(&arena);
}

/* Where a stretch of a summary stands, of which only the whole source is known as its place. */
static void expect(const char *text, const char *summary, size_t from, size_t length, size_t offset,
                   const char *there)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct source *source = unit_source(&arena, &diags, text);
    const struct plan plan = {.summary = {summary, place_make(source, 0, source->len)}};
    struct passages all = passages_of_plan(&arena, &plan);
    assert_int_equal(all.count, 1);
    assert_string_equal(all.list[0].text, summary);
    const struct place at = passage_place(&all.list[0], from, length);
    assert_string_equal(arena_strndup(&arena, text + at.offset, at.length), there);
    assert_int_equal(at.offset, offset);
    arena_free(&arena);
}

static void test_place_in_a_value(void **state)
{
    (void)state;
    expect("x: hai cây", "hai cây", 4, 4, 7, "cây");
    expect("x: hai bông, hai cây", "hai cây", 0, 8, 14,
           "hai cây"); /* not where its first word stands first */
    expect("x: hai\n  cây", "hai cây", 0, 8, 3, "hai\n  cây");
    expect("x: hai bông", "hai cây", 4, 4, 0, "x: hai bông"); /* not there: the whole */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_school), cmocka_unit_test(test_place_in_a_value),
        cmocka_unit_test(test_plan),   cmocka_unit_test(test_progress),
        cmocka_unit_test(test_papi),   cmocka_unit_test(test_place_in_prose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
