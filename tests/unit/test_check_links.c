/* test_check_links.c - links of the prose: which are files of ours, which go elsewhere, and wherever they
 * stand; in a folder of the test's own. */
#include "case_unit.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_check_links-XXXXXX", beside[sizeof folder + 10];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) || mkdir("2024", 0700) || mkdir("2024/anh", 0700) ||
        mkdir("2024/..b", 0700) || symlink("/etc", "2024/etc") || mkfifo("2024/ong", 0600))
        return -1;
    snprintf(beside, sizeof beside, "%s-khac", folder); /* begins like the content's own folder */
    if (mkdir(beside, 0700) || symlink(beside, "2024/ke"))
        return -1;
    static const char *const names[] = {"2024/a.txt",   "2024/anh/b.txt", "2024/hai tu.txt",
                                        "2024/50%.txt", "2024/a%41.txt",  "2024/5%4.txt",
                                        "2024/%+1.txt", "2024/..b/c.txt", "2024/bie\xcc\x82n.b.txt",
                                        "2024/Anh.TXT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        FILE *file = fopen(names[i], "w");
        if (!file || fputs("x\n", file) < 0 || fclose(file) != 0)
            return -1;
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s %s", folder, beside);
    return chdir("/") || system(command);
}

/* The complaints of the given letters about a plan and a fourth quarter, words that are printed. */
static void expect_in(const char *plan, const char *quarter, const char *codes, const char *words)
{
    struct check_unit u;
    check_unit_open(&u, plan, (const char *const[4]){NULL, NULL, NULL, quarter});
    u.model.papi = papi_read(
        &u.arena, &u.diags,
        named_source(&u, "papi.md",
                     "---\nchỉ số:\n  - số: 1\n    tên: Một\n  - số: 8\n    tên: "
                     "Tám\n---\n\n## Chỉ số 1\n\n[x](mat-7.txt)\n\n## Chỉ số 8\n\n[x](mat-5.txt)\n"));
    u.year.folder = "2024";
    u.year.shown = "content/2024";
    const char *printed = check_unit_run(&u), *found = case_codes(&u.arena, printed, "T14 D");
    if (strcmp(found, codes) != 0 || !strstr(printed, words))
        print_error("%s\n%s\n%s\n", quarter ? quarter : plan, found, printed);
    assert_string_equal(found, codes);
    assert_non_null(strstr(printed, words));
    check_unit_close(&u);
}

/* Of papi.md, which lies beside the years. */
#define ALWAYS "T141@papi.md:11:5 T141@papi.md:15:5"

/* A text behind the beginning of a quarter has these complaints, besides those of papi.md. */
static void expect_behind(const char *before, const char *text, const char *codes, const char *words)
{
    struct arena texts = {0};
    expect_in(PLAN_HEAD "- Việc.\n", arena_join(&texts, before, text, "\n"),
              *codes ? arena_join(&texts, ALWAYS " ", codes, "") : ALWAYS, words);
    arena_free(&texts);
}
#define TASK QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n"

static void expect(const char *link, const char *codes, const char *words)
{
    expect_behind(TASK "\n", link, codes, words);
}
#define LOST "T141@q4.md:10:5"

static void test_files(void **state)
{
    (void)state;
    expect("[x](a.txt)", "", "");
    expect("[x](a.txt?v=1#x)", "", "");
    expect("[x](./a.txt)", "", "");
    expect("[x](..b/c.txt)", "", "");
    expect("[x](b.txt)", LOST, "không tìm thấy tệp “b.txt” trong thư mục content/2024");
    expect("[x](anh)", "T143@q4.md:10:5", "");
    expect("![x](a.txt)", "", "");
    expect("[x](anh.txt)", "T144@q4.md:10:5", "sửa thành “Anh.TXT”");
    expect("[x](biên.b.txt)", "D007@q4.md:10:5", "ví dụ “bien-b.txt”");
}

static void evidence(const char *path, const char *codes, const char *words)
{
    expect_behind(TASK "- Minh chứng: ", path, codes, words);
}
#define GOES_OUT "T142@q4.md:9:15"

/* What leads out of the year's folder is told so, whatever lies there. */
static void test_out(void **state)
{
    (void)state;
    static const char *const paths[] = {"anh/../a.txt", "../2024/a.txt", "anh/..",    "..",     "/a.txt",
                                        "\\a.txt",      "z:a.txt",       "Z:\\a.txt", "a:a.txt"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        evidence(paths[i], GOES_OUT, "");
    evidence("..b/c.txt", "", "");
    evidence(".a/c.txt", "T141@q4.md:9:15", "");
    evidence("anh/...", "T141@q4.md:9:15", "");
    evidence("1:a.txt", "T141@q4.md:9:15", "");
    evidence("@:a.txt", "T141@q4.md:9:15", "");
    evidence("etc/passwd", "D011@q4.md:9:15", ""); /* by a link */
    evidence("ke", "D011@q4.md:9:15", "");
    evidence("ong", "T141@q4.md:9:15", ""); /* neither file nor folder */
    evidence("anh\\b.txt", "T141@q4.md:9:15", "có phải “anh/b.txt”?");
    evidence("anh\\cd.txt", "T141@q4.md:9:15", "~\n  gợi ý: chép tệp"); /* nothing to offer */
}

/* "%20" and the like; what is no such code stays as it is. */
static void test_percent(void **state)
{
    (void)state;
    evidence("hai%20tu.txt", "", "");
    evidence("%61.txt", "", "");
    evidence("%61%2e%74xt", "", "");
    evidence("%61%2E%74xt", "", "");
    evidence("50%.txt", "", "");
    evidence("anh%2f..%2fa.txt", GOES_OUT, "");
    evidence("50%25.txt", "", "");
    evidence("a%41.txt", "", ""); /* a file is called so */
    evidence("5%4.txt", "", "");
    evidence("5%254.txt", "", "");
    evidence("%25+1.txt", "", "");
    evidence("a.txt%00", "T141@q4.md:9:15", "“a.txt%00”");
    evidence("a.txt%0", "T141@q4.md:9:15", "“a.txt%0”");
    evidence("a.txt%", "T141@q4.md:9:15", "“a.txt%”");
    evidence("a.tx%7", "T141@q4.md:9:15", "“a.tx%7”");
    evidence("a%2etxt%zz", "T141@q4.md:9:15", "“a.txt%zz”");
}

/* What has a scheme, or stays on the page, is no file; a picture has to be one. */
static void test_elsewhere(void **state)
{
    (void)state;
    expect("[x](https://a.example/b.txt)", "", "");
    expect("[x](tel:1022)", "", "");
    expect("[x](#x)", "", "");
    expect("[x](?x)", "", "");
    expect("[x](b/c:d.txt)", LOST, "");
    expect("![x](https://a.example/b.png)", "D012@q4.md:10:6", "");
    expect("![x](#a.txt)", "D012@q4.md:10:6", "");
    expect("![x](?a.txt)", "D012@q4.md:10:6", "");
}

/* Pages of the year: the plan's, the quarters', the indices'. */
static void test_pages(void **state)
{
    (void)state;
    expect("[x](ke-hoach.html) [x](nhiem-vu.html) [x](quy-4.html) [x](chi-so-1.html) [x](chi-so-8.html#a)",
           "", "");
    expect("[x](quy-3.html)", "D010@q4.md:10:5",
           "ke-hoach.html, nhiem-vu.html, quy-4.html, chi-so-1.html, chi-so-8.html");
    expect("[x](chi-so-2.html?a)", "D010@q4.md:10:5", "");
    expect("[x](.html)", LOST, "");
    expect("[x](a.htm)", LOST, "");
    expect("[x](a)", LOST, "");
    expect("[x](#viec-i-1) [x](ke-hoach.html#viec-i-1)", "", "");
    expect("[x](#viecxi-9) [x](#viec)", "", ""); /* no task's */
    expect("[x](#viec-i-2)", "D009@q4.md:10:5", "không có nhiệm vụ I.2");
    expect("[x](ke-hoach.html#viec-i-2)", "D009@q4.md:10:5", "");
    expect("[x](quy-3.html#viec-i-2)", "D009@q4.md:10:5 D010@q4.md:10:5", "");
}

static void test_quarters(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.quarters = {QUARTER_HEAD(I) "### I.1\n- Trạng thái: đang thực hiện\n\n[x](quy-1.html) "
                                      "[x](quy-2.html) [x](quy-5.html)\n",
                      [3] = QUARTER_HEAD(
                          IV) "### I.1\n- Trạng thái: đang thực hiện\n\n[x](quy-1.html) [x](quy-4.html)\n"},
         .codes = "D010@q1.md:10:21 D010@q1.md:10:37"},
    };
    EXPECT_CASES(cases, "D01");
}

/* What looks like Office of old is called by the ending that it should have. */
static void test_endings(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"cu.docx", "thành .doc,"},
                                           {"cu.xlsx", "thành .xls,"},
                                           {"cu.pptx", "thành .ppt,"},
                                           {"cu.pdf", "thành .doc,"},
                                           {"cu.png", "thành .doc,"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena texts = {0};
        FILE *file = fopen(arena_join(&texts, "2024/", names[i][0], ""), "w");
        assert_non_null(file);
        fputs("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", file);
        fclose(file);
        evidence(names[i][0], "D001@q4.md:9:15", names[i][1]);
        arena_free(&texts);
    }
}

/* Each file is looked into once, however often it is named, and each of a folder for itself. */
static void test_each_once(void **state)
{
    (void)state;
    static const char *const names[] = {"2024/t1.txt", "2024/t2.txt", "2024/t3.txt", "2024/anh/t1.txt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        FILE *file = fopen(names[i], "w");
        assert_non_null(file);
        fclose(file);
    }
    evidence("t1.txt\n- Minh chứng: anh/t1.txt\n- Minh chứng: t1.txt\n- Minh chứng: t3.txt\n- Minh chứng: "
             "t2.txt\n- Minh chứng: anh/t1.txt",
             "D003@q4.md:9:15 D003@q4.md:10:15 D003@q4.md:12:15 D003@q4.md:13:15", "");
}

/* Wherever prose stands it is looked at. */
static void test_where(void **state)
{
    (void)state;
    expect_in("---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 1/1/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm "
              "vụ: [I]\n---\n\nCăn cứ [x](mat-1.txt);\n\n"
              "## I. VIỆC\n\n- Việc [x](mat-2.txt).\n\n### 1. Mục\n\n- Việc **[x](mat-3.txt)**.\n\n## II. "
              "KHÁC\n\n- Ý [x](mat-4.txt).\n\nHết [x](mat-6.txt)./.\n",
              NULL,
              ALWAYS
              " T141@plan.md:10:12 T141@plan.md:14:12 T141@plan.md:18:14 T141@plan.md:22:9 T141@plan.md:24:9",
              "");
    expect_in(PLAN_HEAD "- Việc.\n",
              QUARTER_HEAD(IV) "## Chỉ đạo, điều hành\n\n[x](mat-1.txt)\n\n## Kết quả thực hiện\n\n### "
                               "I.1\n- Trạng thái: đang thực hiện\n\n> - [x](mat-2.txt)\n\n"
                               "## Nội bộ\n\n[x](mat-3.txt)\n",
              ALWAYS " T141@q4.md:9:5 T141@q4.md:16:9 T141@q4.md:20:5", "");
}

static void test_school(void **state)
{
    (void)state;
    static const struct case_unit cases[] = {
        {.school =
             "---\ntên: A\nký hiệu: A\ncơ quan chủ quản: B\nđịa danh: C\nkính gửi: D\nnơi nhận: "
             "E\nngười ký:\n"
             "  - họ tên: Lê A\n    chức vụ: HIỆU TRƯỞNG\nbộ phận:\n  - tên: Văn "
             "thư\n---\n\n[x](mat.txt) [x](2024/a.txt) [x](#viec-i-9) [x](index.html) [x](ke-hoach.html)\n",
         .codes = "T141@school.md:15:5 D010@school.md:15:65"},
    };
    EXPECT_CASES(cases, "T14 D01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),     cmocka_unit_test(test_out),     cmocka_unit_test(test_percent),
        cmocka_unit_test(test_elsewhere), cmocka_unit_test(test_pages),   cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_each_once), cmocka_unit_test(test_endings), cmocka_unit_test(test_where),
        cmocka_unit_test(test_school),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
