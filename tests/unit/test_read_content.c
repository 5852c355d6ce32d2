/* test_read_content.c - a folder of content: which files are read, which names are warned about, periods. */
#include "read_unit.h"

#include "base/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAPI "---\nchỉ số:\n  - số: 1\n    tên: a\n---\n"
#define SCHOOL                                                                                                                \
    "---\ntên: A\nký hiệu: HB\ncơ quan chủ quản: UBND\nđịa danh: Quận 1\nkính gửi: UBND\nnơi nhận: Như " \
    "trên\nngày đầu kỳ: 1\n"                                                                                           \
    "người ký:\n  - họ tên: A\n    chức vụ: B\nbộ phận:\n  - tên: C\n---\n"
#define PLAN "---\nloại: x\nsố: 1\nngày: 1/1/2024\ntrích yếu: y\nphần nhiệm vụ: [V]\n---\n## V. A\n- a\n- b\n"
#define QUARTER(period) "---\n" period "số: 1\nngày: 1/1/2025\n---\n### v.2 b\n- Trạng thái: HT\n"

static struct read_unit u;
static char *folder;

static void put(const char *name, const char *text)
{
    char *path = path_join(&u.arena, folder, name), *slash = path + strlen(folder);
    while ((slash = strchr(slash + 1, '/')) != NULL) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int open_folder(void **state)
{
    (void)state;
    read_unit_open(&u);
    char template[] = "/tmp/baocao-content-XXXXXX";
    assert_non_null(mkdtemp(template));
    folder = arena_strdup(&u.arena, template);
    put("school.md", SCHOOL);
    put("papi.md", PAPI);
    put("2024/plan.md", PLAN);
    return 0;
}

static void remove_all(const char *path)
{
    char **names = folder_exists(path) ? folder_names(&u.arena, path) : NULL;
    for (; names && *names; names++)
        remove_all(path_join(&u.arena, path, *names));
    remove(path);
}

static int close_folder(void **state)
{
    (void)state;
    remove_all(folder);
    read_unit_close(&u);
    return 0;
}

static struct model *read_all(void)
{
    return content_read(&u.arena, &u.diags, folder, "content");
}

static void reads_years_in_order(void **state)
{
    (void)state;
    put("2025/plan.md", PLAN);
    put("2023/plan.md", PLAN);
    put("notes/plan.md", PLAN);
    put("20245/plan.md", PLAN);
    put("2024/q3.md", QUARTER("kỳ: Quý III năm 2024\n"));
    struct model *model = read_all();
    assert_string_equal(read_unit_printed(&u), "");
    assert_int_equal(model->year_count, 3);
    assert_int_equal(model->years[0].number, 2023);
    assert_int_equal(model->years[2].number, 2025);
    const struct year *year = &model->years[1];
    assert_string_equal(year->shown, "content/2024");
    assert_null(year->quarters[0]);
    const struct progress *third = year->quarters[2];
    assert_string_equal(third->source->path, "content/2024/q3.md");
    assert_ptr_equal(third->entries[0]->task, plan_task(year->plan, "V.2"));   /* linked */
    assert_int_equal(date_compare(third->from, (struct date){2024, 7, 1}), 0); /* by the school's first day */
    assert_int_equal(date_compare(third->to, (struct date){2024, 9, 30}), 0);
    assert_false(year->unread[2]);
}

static void trusts_the_file_name(void **state)
{
    (void)state;
    put("2024/q2.md", QUARTER("kỳ: Quý III năm 2024\n"));
    put("2024/q3.md", QUARTER("kỳ: Quý III năm 2023\nđến ngày: 10/9/2024\n"));
    put("2024/q4.md", QUARTER(""));
    struct model *model = read_all();
    const struct year *year = &model->years[0];
    assert_string_equal(read_unit_codes(&u), "T011@2:5 T011@2:5 K015@1:1");
    assert_int_equal(year->quarters[1]->quarter.number, 2);
    assert_int_equal(date_compare(year->quarters[1]->from, (struct date){2024, 4, 1}), 0);
    assert_int_equal(date_compare(year->quarters[2]->from, (struct date){2024, 7, 1}), 0);
    assert_int_equal(date_compare(year->quarters[2]->to, (struct date){2024, 9, 10}), 0); /* as given */
    assert_int_equal(date_compare(year->quarters[3]->to, (struct date){2024, 12, 31}), 0);
}

static void warns_of_names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *meant; /* NULL: no suggestion; "": no warning at all */
    } cases[] = {
        {"quy2.md", "q2.md"},    {"Q2.md", "q2.md"},     {"q2.MD", "q2.md"},      {"q5.md", "q1.md"},
        {"Quý III.md", "q3.md"}, {"q2.md.txt", "q2.md"}, {"plan.txt", "plan.md"}, {"kế hoạch.txt", "plan.md"},
        {"q4.docx", "q4.md"},    {"ghi nhớ.md", NULL},   {"plan.docx", ""},       {"bảng.xlsx", ""},
        {".q2.md.swp", ""},      {"so-van-ban.md", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = arena_printf(&u.arena, "2024/%s", cases[i].name);
        put(path, "x");
        read_all();
        const char *printed = read_unit_printed(&u);
        if (cases[i].meant && !*cases[i].meant) {
            assert_string_equal(printed, "");
        } else {
            bool misnamed = strstr(printed, "[F018]") != NULL; /* a quarter that would be left out */
            assert_true(misnamed || strstr(printed, "[F008]"));
            const char *wanted = arena_printf(&u.arena, misnamed ? "tên phải là “%s”" : "có phải “%s”",
                                              cases[i].meant ? cases[i].meant : "");
            if ((strstr(printed, wanted) != NULL) != (cases[i].meant != NULL))
                print_error("%s\n", printed);
            assert_int_equal(strstr(printed, wanted) != NULL, cases[i].meant != NULL);
        }
        remove(path_join(&u.arena, folder, path));
    }
}

static void needs_its_files(void **state)
{
    (void)state;
    put("2025/minh-chung/a.pdf", "x"); /* evidence may come before the plan */
    struct model *model = read_all();
    assert_string_equal(read_unit_printed(&u), "");
    assert_int_equal(model->year_count, 1);

    put("2025/plan.docx", "x"); /* but here a plan is meant */
    read_all();
    assert_non_null(strstr(read_unit_printed(&u), "content/2025/plan.md: lỗi [F001]"));
    remove(path_join(&u.arena, folder, "2025/plan.docx"));

    put("2025/q1.md", QUARTER("kỳ: Quý I năm 2025\n"));
    model = read_all();
    assert_non_null(strstr(read_unit_printed(&u), "content/2025/plan.md: lỗi [F001]"));
    assert_int_equal(model->year_count, 2);
    assert_null(model->years[1].plan);
    assert_non_null(model->years[1].quarters[0]);

    remove(path_join(&u.arena, folder, "school.md"));
    remove(path_join(&u.arena, folder, "2025/q1.md"));
    put("2024/q1.md", "không có khai báo");
    model = read_all();
    const char *printed = read_unit_printed(&u);
    assert_non_null(strstr(printed, "content/school.md: lỗi [F001]"));
    assert_null(model->school);
    assert_true(model->years[0].unread[0]);
    assert_null(model->years[0].quarters[0]);
}

static void needs_a_year(void **state)
{
    (void)state;
    remove_all(path_join(&u.arena, folder, "2024"));
    assert_int_equal(read_all()->year_count, 0);
    assert_non_null(strstr(read_unit_printed(&u), "[F009]"));
    put("2025/minh-chung/a.pdf", "x");
    assert_int_equal(read_all()->year_count, 0);
    assert_non_null(strstr(read_unit_printed(&u), "content/2025/plan.md: lỗi [F001]"));
    assert_null(content_read(&u.arena, &u.diags, path_join(&u.arena, folder, "gone"), "gone"));
    assert_non_null(strstr(read_unit_printed(&u), "[F010]"));
    assert_null(content_read(&u.arena, &u.diags, path_join(&u.arena, folder, "papi.md"), "papi.md"));
    assert_non_null(strstr(read_unit_printed(&u), "[F007]"));
}

static void reads_the_shipped_content(void **state)
{
    (void)state;
    struct model *model = content_read(&u.arena, &u.diags, "content", "content");
    assert_string_equal(read_unit_printed(&u), "");
    assert_int_equal(model->papi->count, 8);
    const struct year *year = &model->years[0];
    assert_int_equal(year->number, 2024);
    for (int q = 1; q < 4; q++) {
        const struct progress *p = year->quarters[q];
        assert_int_equal(p->entry_count, year->plan->task_count);
        assert_true(p->illustrative);
        for (size_t i = 0; i < p->entry_count; i++)
            assert_ptr_equal(progress_entry(p, year->plan->tasks[i]), p->entries[i]);
    }
}

/* indices.md or indices.xml of a year's folder, not both. */
static void reads_scores(void **state)
{
    (void)state;
    assert_null(read_all()->years[0].scores);
    put("2024/indices.md", "---\ncông bố:\n  - năm: 2023\n    nguồn: N\n    chỉ số 3: 4,3042\n---\n");
    const struct scores *scores = read_all()->years[0].scores;
    assert_string_equal(read_unit_printed(&u), "");
    assert_int_equal(scores_of_year(scores, 2023)->scores[2].value, 43042);
    remove(path_join(&u.arena, folder, "2024/indices.md"));
    put("2024/indices.xml", "<scores><release year=\"2023\" source=\"N\" index-3=\"4.3042\"/></scores>");
    scores = read_all()->years[0].scores;
    assert_string_equal(read_unit_printed(&u), "");
    assert_int_equal(scores_of_year(scores, 2023)->scores[2].value, 43042);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_years_in_order, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(trusts_the_file_name, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(warns_of_names, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(reads_scores, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(needs_its_files, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(needs_a_year, open_folder, close_folder),
        cmocka_unit_test_setup_teardown(reads_the_shipped_content, open_folder, close_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
