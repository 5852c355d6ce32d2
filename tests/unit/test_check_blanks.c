/* test_check_blanks.c - what was left to be filled in is found in each field, and told once a file, at the
 * first. */
#include "case_unit.h"

/* A copy of the text with its n-th "@" as "…", the others as a word; NULL when there are not so many. */
static char *blank_at(struct arena *arena, const char *text, size_t n)
{
    struct buf out = {0};
    size_t seen = 0;
    for (const char *s = text; *s; s++)
        if (*s != '@')
            buf_char(&out, *s);
        else
            buf_str(&out, ++seen == n ? "…" : "Một");
    char *copy = seen >= n ? arena_strdup(arena, buf_text(&out)) : NULL;
    buf_free(&out);
    return copy;
}

static const char school[] =
    "---\ntên: @\nký hiệu: @\ncơ quan chủ quản: @\nđịa danh: @\nngười ký:\n  - họ tên: @\n    chức vụ: @\n  "
    "- họ tên: @\n    chức vụ: @\n"
    "kính gửi: @\nnơi nhận: [@, @]\nbộ phận:\n  - tên: @\n    người: @\n  - tên: Văn thư\n    người: @\n"
    "kênh:\n  - tên: Thư\n    địa chỉ: @\n---\n";
static const char plan[] =
    "---\nloại: Kế hoạch\nsố: @\nngày: 1/1/2024\ntrích yếu: @\nphần bắt buộc: [I]\nphần nhiệm vụ: [I]\ncơ "
    "quan chủ quản: @\n"
    "cơ quan: @\nđịa danh: @\nngười ký: @\nchức vụ: @\n---\n\n## I. VIỆC\n\n- Việc.\n  - Chỉ tiêu: @\n  - "
    "Phụ trách: @\n"
    "- Việc.\n  - Chỉ tiêu: @\n  - Phụ trách: @\n\nHết./.\n\n## Nơi nhận\n\n- @;\n- @.\n";
static const char quarter[] =
    "---\nkỳ: Quý IV năm 2024\nsố: @\nngày: 31/12/2024\nngười ký: @\n---\n\n"
    "### I.1\n- Trạng thái: đang thực hiện\n- Phụ trách: @\n- Kết quả: @\n- Lý do: @\n- Việc tiếp theo: @\n\n"
    "### I.2\n- Trạng thái: đang thực hiện\n- Phụ trách: @\n- Kết quả: @\n- Lý do: @\n- Việc tiếp theo: @\n";

/* Each field by itself, at its line; there are so many fields. */
static void expect_each(const char *text, const char *file, size_t fields)
{
    struct arena texts = {0};
    size_t n = 0;
    for (char *one; (one = blank_at(&texts, text, n + 1)) != NULL; n++) {
        struct check_unit u;
        struct case_unit with = {.plan = PLAN_HEAD "- Việc.\n"};
        if (text == school)
            with.school = one;
        if (text == plan)
            with.plan = one;
        if (text == quarter)
            with.quarters[3] = one;
        const char *printed = case_run(&u, &with), *codes = case_codes(&u.arena, printed, "T240");
        size_t line = 1;
        for (const char *s = one; s < strstr(one, "…"); s++)
            line += *s == '\n';
        const char *expected = arena_printf(&u.arena, "T240@%s:%zu:", file, line);
        if (strncmp(codes, expected, strlen(expected)) != 0 || times(printed, "[T240]") != 1)
            print_error("%s\n%s\n", one, codes);
        assert_int_equal(times(printed, "[T240]"), 1);
        assert_memory_equal(codes, expected, strlen(expected));
        assert_null(strstr(printed, "chỗ như vậy nữa"));
        check_unit_close(&u);
    }
    assert_int_equal(n, fields);
    arena_free(&texts);
}

static void test_each(void **state)
{
    (void)state;
    expect_each(school, "school.md", 15);
    expect_each(plan, "plan.md", 13);
    expect_each(quarter, "q4.md", 10);
}

static void test_words(void **state)
{
    (void)state;
#define HEAD(number, day) "---\nkỳ: Quý IV năm 2024\nsố: " number "\nngày: " day "\n---\n\n"
    static const struct case_unit cases[] = {
        {.quarters[3] = HEAD("14/BC-A", "…") "### I.1\n- Trạng thái: đang thực hiện\n",
         .codes = "T240@q4.md:4:7"},
        {.quarters[3] = HEAD(".../BC-A", "…") "### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: ...\n",
         .codes = "T240@q4.md:3:5"},
        {.quarters[3] =
             HEAD("14/BC-A", "31/12/2024") "### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: ...\n",
         .codes = "T240@q4.md:9:12"},
        /* one or two dots are no blank; words with dots in a task's field are an author's own */
        {.quarters[3] = HEAD("14/BC-A", "31/12/2024") "### I.1\n- Trạng thái: đang thực hiện\n- Lý do: ..\n",
         .codes = ""},
        {.quarters[3] =
             HEAD("14/BC-A",
                  "31/12/2024") "### I.1\n- Trạng thái: đang thực hiện\n- Lý do: mưa, bão, …\n\nLời …\n",
         .codes = ""},
        {.quarters[3] =
             HEAD("14/BC-A", "31/12/2024") "### I.1\n- Trạng thái: đang thực hiện\n- Lý do: mưa...\n",
         .codes = ""},
    };
    EXPECT_CASES(cases, "T240");
    static const struct case_unit more[] = {
        {.quarters[3] = HEAD("…/BC-A", "…") "### I.1\n- Trạng thái: đang thực hiện\n- Kết quả: …\n",
         .codes = "còn 2 chỗ như vậy nữa"},
        {.quarters[3] = HEAD("…/BC-A", "…") "### I.1\n- Trạng thái: đang thực hiện\n",
         .codes = "còn 1 chỗ như vậy nữa"},
    };
    EXPECT_WORDS(more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
