/* test_check_model.c - what is common to all rules: excuses of every file, help that is not endless, words of
 * a task as they are cited. */
#include "case_unit.h"

#include "base/diag_list.h"

#define EXCUSE "bỏ qua:\n  - mã: T113\n    lý do: đã hỏi\n"
#define ONGOING "- Trạng thái: đang thực hiện\n"

/* An excuse that nothing answers to is told in whatever file it stands: all of them are looked at. */
static void test_excuses(void **state)
{
    (void)state;
    struct check_unit u;
    check_unit_open(
        &u,
        "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: "
        "[I]\n" EXCUSE "---\n\n## I. VIỆC\n\n- Việc.\n",
        (const char *const[4]){
            "---\nkỳ: Quý I năm 2024\nsố: 11/BC-A\nngày: 31/12/2024\n" EXCUSE "---\n\n### I.1\n" ONGOING,
            NULL, NULL,
            "---\nkỳ: Quý IV năm 2024\nsố: 14/BC-A\nngày: 31/12/2024\n" EXCUSE "---\n\n### I.1\n" ONGOING});
    u.model.school = school_read(
        &u.arena, &u.diags,
        named_source(
            &u, "school.md",
            "---\ntên: A\nký hiệu: A\ncơ quan chủ quản: B\nđịa danh: C\nkính gửi: D\nnơi nhận: E\n"
            "người ký:\n  - họ tên: Lê A\n    chức vụ: HIỆU TRƯỞNG\nbộ phận:\n  - tên: Văn thư\n" EXCUSE
            "---\n"));
    u.model.papi =
        papi_read(&u.arena, &u.diags,
                  named_source(&u, "papi.md", "---\nchỉ số:\n  - số: 1\n    tên: Một\n" EXCUSE "---\n"));
    u.year.scores = scores_read(
        &u.arena, &u.diags,
        named_source(&u, "indices.md", "---\ncông bố:\n  - năm: 2024\n    nguồn: PAPI\n" EXCUSE "---\n"));
    static const char *const files[] = {"school.md", "papi.md", "plan.md", "indices.md", "q1.md", "q4.md"};
    const char *printed = check_unit_run(&u);
    if (times(printed, "[K024]") != sizeof files / sizeof *files)
        print_error("%s\n", printed);
    assert_int_equal(times(printed, "[K024]"), sizeof files / sizeof *files);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_non_null(strstr(case_codes(&u.arena, printed, "K024"), files[i]));
    check_unit_close(&u);
}

/* A search for what was meant costs a walk over all tasks: twenty get one, the others just the complaint. */
static void test_guesses(void **state)
{
    (void)state;
    struct buf entries = {0};
    buf_str(&entries, QUARTER_HEAD(IV) "### I.1\n" ONGOING);
    for (int i = 2; i <= 26; i++)
        buf_printf(&entries, "\n### I.%d\n" ONGOING, i);
    struct check_unit u;
    const struct case_unit one = {.quarters[3] = buf_text(&entries)};
    const char *printed = case_run(&u, &one);
    assert_int_equal(times(printed, "[T101]"), 25);
    size_t helped = 0;
    for (size_t i = 0; i < u.diags.count; i++)
        helped += u.diags.list[i].code == DIAG_TASK_UNKNOWN && u.diags.list[i].args[3];
    assert_int_equal(helped, 20);
    check_unit_close(&u);
    buf_free(&entries);
}

/* Of a task's text sixty letters are cited, up to the end of a word; one that is no longer is cited whole. */
static void test_start(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"Việc.", "Việc."},
        /* of sixty letters, and of one more */
        {"Mở hòm thư góp ý ở cổng trường và đọc thư vào mỗi chiều thứ.",
         "Mở hòm thư góp ý ở cổng trường và đọc thư vào mỗi chiều thứ."},
        {"Mở hòm thư góp ý ở cổng trường và đọc thư vào mỗi chiều thứ6.",
         "Mở hòm thư góp ý ở cổng trường và đọc thư vào mỗi chiều…"},
        /* without a space where it could be cut */
        {"đđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ",
         "đđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ…"},
    };
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct case_unit one = {.plan = arena_join(&texts, PLAN_HEAD "- ", cases[i].text, "\n"),
                                .quarters[3] = QUARTER_HEAD(IV)};
        one.codes = arena_join(&texts, "thiếu mục cho nhiệm vụ I.1 của kế hoạch: “", cases[i].shown, "”\n");
        expect_words(&one, 1);
    }
    arena_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_excuses),
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
