/* test_check_registry.c - the register of documents: a number is one document's, its files are there as they
 * were. */
#include "case_unit.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_check_registry-XXXXXX";

static int make_files(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) || mkdir("da-ky", 0700) || mkdir("da-ky/sau", 0700))
        return -1;
    static const char *const names[] = {"da-ky/a.pdf", "da-ky/sau/a.pdf", "a.pdf"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        FILE *file = fopen(names[i], "w");
        if (!file || fputs("bytes", file) < 0 || fclose(file) != 0)
            return -1;
    }
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return chdir("/") || system(command);
}

#define ITEM(number, day, more)                                                                              \
    "## " number "\n\n- Ngày: " day "\n- Loại: Thông báo\n- Trích yếu: Việc\n" more "\n"
#define FILED(path) "- Tệp: " path "\n"
#define SUM(first)                                                                                           \
    "- SHA-256: " first                                                                                      \
    "77089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9\n" /* "2": of "bytes" */
#define REPORT                                                                                               \
    "---\nkỳ: Quý II năm 2024\nsố: 45/BC-A\nngày: 17/6/2024\n---\n\n### I.1\n- Trạng thái: đang thực hiện\n"

/* The complaints Y… about a register, with the second quarter's report and the path of its signed file. */
static void expect(const char *registry, const char *signed_path, const char *codes, const char *words)
{
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", (const char *const[4]){NULL, REPORT});
    u.year.registry = registry_read(&u.arena, &u.diags, named_source(&u, "so.md", registry));
    if (signed_path)
        u.year.quarters[1]->signed_path = u.year.quarters[1]->signed_shown = signed_path;
    const char *printed = check_unit_run(&u), *found = case_codes(&u.arena, printed, "Y");
    if (strcmp(found, codes) != 0 || !strstr(printed, words))
        print_error("%s\n%s\n%s\n", registry, found, printed);
    assert_string_equal(found, codes);
    assert_non_null(strstr(printed, words));
    check_unit_close(&u);
}

/* Of one year; in whatever letters; told at the later one, which names the line of the earlier. */
static void test_numbers(void **state)
{
    (void)state;
    expect(ITEM("1/TB-A", "1/2/2024", "") ITEM("2/TB-A", "1/2/2024", ""), NULL, "", "");
    expect(ITEM("1/TB-A", "1/2/2024", "") ITEM("2/TB-A", "1/2/2024", "") ITEM("1/TB-A", "1/3/2024", ""), NULL,
           "Y089@so.md:13:4", "văn bản kia ở dòng 1\n");
    expect(ITEM("2/TB-A", "1/3/2024", "") ITEM("2/tb-a", "1/2/2024", ""), NULL, "Y089@so.md:7:4",
           "văn bản kia ở dòng 1\n");
    expect(ITEM("1/TB-A", "31/12/2023", "") ITEM("1/TB-A", "1/1/2024", ""), NULL, "", "");
    expect(ITEM("1/TB-A", "1/2/2024", "") ITEM("1/TB-A", "1/2/2025", "") ITEM("1/TB-A", "1/3/2024", ""), NULL,
           "Y089@so.md:13:4", "trong năm 2024\n");
    expect(ITEM("1/TB-A", "1/2/2024", "") ITEM("1/TB-A", "1/3/2024", "") ITEM("1/TB-A", "1/4/2024", ""), NULL,
           "Y089@so.md:7:4 Y089@so.md:13:4", "văn bản kia ở dòng 7\n");
}

static void test_files(void **state)
{
    (void)state;
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf")), NULL, "", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf") SUM("2")), NULL, "", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf") SUM("3")), NULL, "Y086@so.md:6:8", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/b.pdf") SUM("2")), NULL, "Y087@so.md:6:8", "");
    /* nothing else is read than what lies in the folder of what is signed */
    expect(ITEM("1/TB-A", "1/2/2024", FILED("a.pdf")), NULL, "Y087@so.md:6:8", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/sau/a.pdf")), NULL, "Y087@so.md:6:8", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/../a.pdf")), NULL, "Y087@so.md:6:8", "");
    /* each is looked at */
    expect(ITEM("1/TB-A", "1/2/2024", "") ITEM("2/TB-A", "1/2/2024", FILED("da-ky/b.pdf"))
               ITEM("3/TB-A", "1/2/2024", FILED("da-ky/c.pdf")),
           NULL, "Y087@so.md:12:8 Y087@so.md:19:8", "");
}

/* The report's number is its own document's; a signed report is registered. */
static void test_report(void **state)
{
    (void)state;
    expect(ITEM("44/BC-A", "1/6/2024", ""), NULL, "", "");
    expect(ITEM("45/BC-A", "1/6/2024", ""), NULL, "Y089@q2.md:3:5", "văn bản kia ở dòng 1\n");
    expect(ITEM("44/BC-A", "1/6/2024", "") ITEM("45/bc-a", "1/6/2024", ""), NULL, "Y089@q2.md:3:5",
           "văn bản kia ở dòng 7\n");
    expect(ITEM("45/BC-A", "1/6/2023", ""), NULL, "", "");
    expect(ITEM("45/BC-A", "17/6/2024", FILED("da-ky/bao-cao-quy-2-2024.1.pdf")), NULL, "Y087@so.md:6:8",
           ""); /* the report itself */
    expect(ITEM("45/BC-A", "17/6/2024", FILED("da-ky/bao-cao-quy-2-2024.2.pdf")), NULL, "Y087@so.md:6:8", "");
    expect(ITEM("45/BC-A", "17/6/2024", FILED("da-ky/bao-cao-quy-3-2024.1.pdf")), NULL,
           "Y089@q2.md:3:5 Y087@so.md:6:8", "");
    expect(ITEM("45/BC-A", "17/6/2024", FILED("da-ky/bao-cao-quy-2-2024-thay-1.1.pdf")), NULL,
           "Y089@q2.md:3:5 Y087@so.md:6:8", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf")), "content/2024/da-ky/a.pdf", "", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf")), "a.pdf", "", "");
    expect(ITEM("1/TB-A", "1/2/2024", FILED("da-ky/a.pdf")), "content/2024/da-ky/b.pdf", "Y088@q2.md", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_report),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
