/* test_check_evidence.c - files that the content names, in a folder of the test's own. */
#include "check_unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/baocao-evidence-XXXXXX";

static void write_file(const char *name)
{
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    fputs("x", f);
    fclose(f);
}

/* content/2024/minh-chung with a few files, and a file outside of content. */
static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    mkdir("content", 0777);
    mkdir("content/2024", 0777);
    mkdir("content/2024/minh-chung", 0777);
    write_file("outside.txt");
    write_file("content/2024/minh-chung/a.txt");
    write_file("content/2024/minh-chung/hai từ.txt");
    write_file("content/2024/minh-chung/bie\xcc\x82n.txt"); /* "biên" as a Mac writes it */
    return symlink("../../../outside.txt", "content/2024/minh-chung/out.txt") ||
           symlink("a.txt", "content/2024/minh-chung/in.txt");
}

static int remove_folder(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return chdir("/") || system(command);
}

/* The code of the one complaint about this evidence, or "". */
static void expect(const char *evidence, const char *code, const char *hint)
{
    struct check_unit u;
    struct arena texts = {0};
    const char *const quarters[4] = {
        NULL, NULL, NULL,
        arena_printf(&texts, QUARTER_HEAD(IV) "### I.1\n- Trạng thái: đang thực hiện\n- Minh chứng: %s\n",
                     evidence)};
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", quarters);
    u.year.folder = "content/2024";
    u.model.folder = "content";
    const char *out = check_unit_run(&u);
    assert_int_equal(u.diags.count, *code ? 1 : 0);
    assert_non_null(strstr(out, code));
    assert_non_null(strstr(out, hint));
    check_unit_close(&u);
    arena_free(&texts);
}

static void test_there(void **state)
{
    (void)state;
    expect("minh-chung/a.txt", "", "");
    expect("minh-chung/hai từ.txt", "", "");
    expect("[Biên bản](minh-chung/hai%20t%E1%BB%AB.txt)", "", "");
    expect("minh-chung/in.txt", "", "");
    expect("https://example.edu.vn/x.pdf", "", "");
}

static void test_not_there(void **state)
{
    (void)state;
    expect("minh-chung/b.txt", "T141", "có phải “minh-chung/a.txt”?");
    expect("minh-chung\\a.txt", "T141", "có phải “minh-chung/a.txt”?");
    expect("khac/a.txt", "T141", "");
    expect("minh-chung/A.TXT", "T144", "sửa thành “minh-chung/a.txt”");
    expect("minh-chung/biên.txt", "D007", "ví dụ “minh-chung/bien.txt”");
}

static void test_not_ours(void **state)
{
    (void)state;
    expect("../../outside.txt", "T142", "");
    expect("/etc/passwd", "T142", "");
    expect("C:\\Users\\x.pdf", "T142", "");
    expect("minh-chung/out.txt", "D011", "");
    expect("minh-chung", "T143", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there),
        cmocka_unit_test(test_not_there),
        cmocka_unit_test(test_not_ours),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
