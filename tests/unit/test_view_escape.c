/* test_view_escape.c - text into CSV cells and JSON strings; the table made safe for spreadsheets. */
#include "unit.h"

#include "site/tasks_csv.h"
#include "view/escape.h"

static void expect(void (*escape)(struct buf *out, const char *text), const char *text, const char *wanted)
{
    struct buf out = {0};

    escape(&out, text);
    assert_string_equal(buf_text(&out), wanted);
    buf_free(&out);
}

static void json(void **state)
{
    (void)state;
    expect(escape_json, "", "");
    expect(escape_json, "Quý “II”", "Quý “II”");
    expect(escape_json, "a\"b\\c/d", "a\\\"b\\\\c/d");
    expect(escape_json, "</script><!-- &", "\\u003c/script\\u003e\\u003c!-- \\u0026");
    expect(escape_json, "a\n\t\x01\x7f", "a\\u000a\\u0009\\u0001\\u007f");
    expect(escape_json, "a\u2028b\u2029c\u2027", "a\\u2028b\\u2029c\u2027");
}

static void csv_cells(void **state)
{
    (void)state;
    expect(escape_csv, "a\"b\"\nc", "a\"\"b\"\"\nc");
}

static void expect_table(const char *table, const char *wanted)
{
    struct buf out = {0};

    csv_rewrite(&out, table, strlen(table));
    assert_memory_equal(buf_text(&out), "\xef\xbb\xbf", 3);
    assert_string_equal(buf_text(&out) + 3, wanted);
    buf_free(&out);
}

static void tables(void **state)
{
    (void)state;
    expect_table("", "");
    expect_table("\n\r\n\n", "");
    expect_table("a,b\nc,\n", "a,b\r\nc,\r\n");
    expect_table("\"a\",\"b, c\"\r\n,", "a,\"b, c\"\r\n,\r\n");
    expect_table("\" a\tb\nc  \",\"\"\"x\"\"\"", "a b c,\"\"\"x\"\"\"\r\n");
    expect_table("\"never closed, and\nmore", "\"never closed, and more\"\r\n");
    expect_table("a\"b\"c", "abc\r\n");
}

static void formulas(void **state)
{
    (void)state;
    expect_table("=1+1,+a,-a,@a", "'=1+1,'+a,'-a,'@a\r\n");
    expect_table("\"\t=a\",\"\r\n=a\",\" =a\"", "'=a,'=a,'=a\r\n");
    expect_table("＝a,＋a,－a,＠a", "'＝a,'＋a,'－a,'＠a\r\n");
    expect_table("-5,+3,\"-1,5\",-1.234,-,--1,-1a,=5,-5-5",
                 "-5,+3,\"-1,5\",-1.234,'-,'--1,'-1a,'=5,'-5-5\r\n");
    expect_table("a=b,1-2,−5", "a=b,1-2,−5\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json),
        cmocka_unit_test(csv_cells),
        cmocka_unit_test(tables),
        cmocka_unit_test(formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
