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
        cmocka_unit_test(test_school),
        cmocka_unit_test(test_place_in_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
