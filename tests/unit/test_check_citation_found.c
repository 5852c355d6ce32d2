/* test_check_citation_found.c - where a citation begins, of what kind it is, and how far its words go. */
#include "unit.h"

#include "check/citation.h"
#include "read/markdown.h"

static struct arena texts;

static struct citations found_in(const char *markdown)
{
    struct diags diags = {.arena = &texts};
    struct citations found = {0};
    const struct source *source = unit_source(&texts, &diags, markdown);
    citations_in(&texts, markdown_read(&texts, &diags, source, 0, MARKDOWN_CONTENT), &found);
    return found;
}

/* "kind: words" of each. */
static void expect(const char *markdown, const char *expected)
{
    struct citations found = found_in(markdown);
    const char *all = "";
    for (size_t i = 0; i < found.count; i++)
        all = arena_printf(&texts, "%s%s%s: %s", all, i ? "; " : "",
                           found.list[i].type ? found.list[i].type->name : "?", found.list[i].words);
    if (strcmp(all, expected) != 0)
        print_error("%s\n", markdown);
    assert_string_equal(all, expected);
}

/* A number begins where nothing else goes on into it. */
static void test_beginning(void **state)
{
    (void)state;
    static const char *const before[] = {"(", "@", "[", "`",  "{",  ":",  "+",  "-",
                                         ".", ",", "“", "x-", "x.", "x,", "/-", ":-"},
                             *const inside[] = {"/", "_", "a", "z",  "A",  "Z",  "é",
                                                "À", "…", "”", "0-", "9-", "5.", "5,"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        expect(arena_printf(&texts, "x %s1/QĐ-A", before[i]), "?: 1/QĐ-A");
        expect(arena_printf(&texts, "%s1/QĐ-A", before[i]), "?: 1/QĐ-A");
    }
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        expect(arena_printf(&texts, "x %s1/QĐ-A", inside[i]), "");
    expect("1/QĐ-A", "?: 1/QĐ-A");
    expect("1/QH12305/QĐ-A, 1/QH12395/QĐ-A",
           "?: 1/QH1230; ?: 1/QH1239"); /* what is left over of one neither */
    expect("1/QĐ-A 2/QĐ-A,3/QĐ-A", "?: 1/QĐ-A; ?: 2/QĐ-A; ?: 3/QĐ-A");
}

static void test_kinds(void **state)
{
    (void)state;
    expect("Theo Quyết định số 1/QĐ-A", "Quyết định: Quyết định số 1/QĐ-A");
    expect("Quyết   định\nsố   1/QĐ-A", "Quyết định: Quyết định số 1/QĐ-A");
    expect("Quyết định số: 1/QĐ-A", "Quyết định: Quyết định số: 1/QĐ-A");
    expect("Quyết định số : 1/QĐ-A", "Quyết định: Quyết định số : 1/QĐ-A");
    expect("Quyết định 1/QĐ-A", "Quyết định: Quyết định 1/QĐ-A");
    expect("Quyết định: 1/QĐ-A", "?: 1/QĐ-A");
    expect("Quyết định, số 1/QĐ-A", "?: 1/QĐ-A");
    expect("Quyết định, 1/QĐ-A", "?: 1/QĐ-A");
    expect("Quyết, định số 1/QĐ-A", "?: 1/QĐ-A");
    expect("Ban hành Chương trình hành động số 5/CTr-A",
           "Chương trình hành động: Chương trình hành động số 5/CTr-A");
    expect("Chương trình phối hợp số 5/CTr-A", "?: 5/CTr-A");
    expect("Chương trình số 5/CTr-A", "Chương trình: Chương trình số 5/CTr-A");
    expect("“Quyết định số 1/QĐ-A", "Quyết định: Quyết định số 1/QĐ-A");
    expect("(Quyết định số 1/QĐ-A", "Quyết định: Quyết định số 1/QĐ-A");
    expect("“Quyết định” số 1/QĐ-A", "?: 1/QĐ-A");
    expect("số 1/QĐ-A", "?: 1/QĐ-A");
    expect("Quyết định của 1/QĐ-A", "?: 1/QĐ-A");
    expect("Quyết định SỐ 1/QĐ-A", "Quyết định: Quyết định SỐ 1/QĐ-A");
    expect("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaLuật số 1/2020/QH14", "Luật: Luật số 1/2020/QH14");
}

/* The kind of a law stands before its name: at most 120 bytes before, in the same clause. */
static void test_laws(void **state)
{
    (void)state;
    expect("Luật Thủ đô số 39/2024/QH15", "Luật: Luật Thủ đô số 39/2024/QH15");
    expect("Pháp lệnh Thủ đô số 29/2000/PL-UBTVQH10", "Pháp lệnh: Pháp lệnh Thủ đô số 29/2000/PL-UBTVQH10");
    expect("Pháp lệnh Thủ đô số 2/2020/UBTVQH14", "Pháp lệnh: Pháp lệnh Thủ đô số 2/2020/UBTVQH14");
    expect("Pháp lệnh Thủ đô số 2/2020/QH14", "Pháp lệnh: Pháp lệnh Thủ đô số 2/2020/QH14");
    expect("Luật Thủ đô số 29/2000/PL-UBTVQH10", "?: 29/2000/PL-UBTVQH10");
    expect("Pháp lệnh theo Luật Thủ đô số 2/2020/UBTVQH14",
           "Pháp lệnh: Pháp lệnh theo Luật Thủ đô số 2/2020/UBTVQH14");
    expect("Luật Thủ đô số: 39/2024/QH15", "Luật: Luật Thủ đô số: 39/2024/QH15");
    expect("Luật Thủ đô số 39/NĐ-CP", "?: 39/NĐ-CP");
    expect("Luật A; số 39/2024/QH15, Luật A. Số 39/2024/QH15, Luật A: số 39/2024/QH15",
           "?: 39/2024/QH15; ?: 39/2024/QH15; ?: 39/2024/QH15");
    expect("luật Thủ đô số 39/2024/QH15", "?: 39/2024/QH15");
    for (size_t n = 100; n < 116; n++) {
        char filler[120] = "";
        memset(filler, 'a', n);
        expect(arena_printf(&texts, "Luật %s số 1/2020/QH14", filler),
               n <= 108 ? arena_printf(&texts, "Luật: Luật %s số 1/2020/QH14", filler) : "?: 1/2020/QH14");
    }
}

/* Digits alone are a number behind a kind and "số", before a date. */
static void test_bare(void **state)
{
    (void)state;
    expect("Kế hoạch số 1 ngày 2/1/2024", "Kế hoạch: Kế hoạch số 1");
    expect("Kế hoạch số 123456 ngày 2/1/2024", "Kế hoạch: Kế hoạch số 123456");
    expect("Kế hoạch số 1234567 ngày 2/1/2024", "");
    expect("Kế hoạch số 1 (2/1/2024)", "");
    expect("Kế hoạch số 1 ngày mai", "");
    expect("Kế hoạch 1 ngày 2/1/2024", "");
    expect("Tổ số 1 ngày 2/1/2024", "");
    expect("Luật Thủ đô số 1 ngày 2/1/2024", "");
    expect("Kế hoạch số 1 ngày 2/1/2024 và số 5/KH-A", "Kế hoạch: Kế hoạch số 1; ?: 5/KH-A");
}

static const char *key_of(const char *markdown)
{
    struct citations found = found_in(markdown);
    assert_int_equal(found.count, 1);
    return found.list[0].key;
}

static void test_keys(void **state)
{
    (void)state;
    assert_string_equal(key_of("007/QĐ-A"), "7/qd-a");
    assert_string_equal(key_of("0/QĐ-A"), "0/qd-a");
    assert_string_equal(key_of("00/QĐ-A"), "00/qd-a");
    assert_string_equal(key_of("70/2020/NĐ-CP"), "70/2020/nd-cp");
    assert_string_equal(key_of("7 / 2020 / NĐ - CP"), "7/2020/nd-cp");
    assert_true(cited_same_number("42/QĐ-A", "042/qd-a") && cited_same_number("00/QĐ-A", "/QĐ-A") &&
                !cited_same_number("7/QĐ-A", "70/QĐ-A"));
}

/* Words around it, at most eighty bytes away, that say that it was replaced. */
static bool replaced(const char *markdown)
{
    struct citations found = found_in(markdown);
    assert_int_equal(found.count, 1);
    return found.list[0].replaced;
}

static void test_replaced(void **state)
{
    (void)state;
    static const char *const marks[] = {"thay thế", "BÃI BỎ", "hết hiệu lực", "hủy bỏ"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        assert_true(replaced(arena_printf(&texts, "%s Nghị định số 1/2020/NĐ-CP", marks[i])));
        assert_true(
            replaced(arena_printf(&texts, "Nghị định số 1/2020/NĐ-CP ngày 1/2/2020 đã %s", marks[i])));
    }
    assert_false(replaced("theo Nghị định số 1/2020/NĐ-CP"));
    assert_true(replaced("một việc rất dài mà ai cũng biết từ lâu lắm rồi, nói nhiều lần, nên thay thế Nghị "
                         "định số 1/2020/NĐ-CP"));
    for (size_t n = 60; n < 90; n++) {
        char filler[100] = "";
        memset(filler, '.', n);
        size_t mark = strlen("thay thế");
        assert_int_equal(replaced(arena_printf(&texts, "thay thế%s 1/QĐ-A", filler)), mark + n + 1 <= 80);
        assert_int_equal(replaced(arena_printf(&texts, "1/QĐ-A %sthay thế", filler)), 1 + n + mark <= 80);
        /* whole letters */
        assert_int_equal(replaced(arena_printf(&texts, "thay thế%s ạ 1/QĐ-A ạ %s", filler, filler)),
                         mark + n + 5 <= 80);
        assert_int_equal(replaced(arena_printf(&texts, "%s ạ 1/QĐ-A %shủy bỏ ạ", filler, filler)),
                         n + 11 <= 80);
    }
}

/* Issuer and subject end where the next citation begins. */
static void test_limits(void **state)
{
    (void)state;
    struct citations found =
        found_in("số 1/QĐ-A của Bộ Nội vụ Quyết định số 2/QĐ-A của Bộ Y tế về y Quyết định số 3/QĐ-A");
    assert_int_equal(found.count, 3);
    assert_string_equal(found.list[0].issuer.s, "Bộ Nội vụ");
    assert_null(found.list[0].subject.s);
    assert_string_equal(found.list[1].issuer.s, "Bộ Y tế");
    assert_string_equal(found.list[1].subject.s, "về y");
    assert_null(found.list[2].issuer.s);
    found = found_in("số 1/QĐ-A của Bộ   Nội\nvụ (**về**   y)");
    assert_string_equal(found.list[0].issuer.s, "Bộ Nội vụ");
    found = found_in("số 1/QĐ-A về   việc\n  y");
    assert_string_equal(found.list[0].subject.s, "về việc y");
}

/* Figures in the spans of a span, blocks in a block. */
static void test_nested(void **state)
{
    (void)state;
    expect("**Quyết định *số 1/QĐ-A***", "Quyết định: Quyết định số 1/QĐ-A");
    expect("- a\n  - b\n    - số 1/QĐ-A\n- số 2/QĐ-A\n\nsố 3/QĐ-A", "?: 1/QĐ-A; ?: 2/QĐ-A; ?: 3/QĐ-A");
}

/* What a text begins with. */
static void test_type_of(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name, *rest;
    } cases[] = {
        {"Kế hoạch", "Kế hoạch", ""},
        {"Kế hoạch  năm", "Kế hoạch", "năm"},
        {"KẾ HOẠCH năm", "Kế hoạch", "năm"},
        {"Chương trình hành động a", "Chương trình hành động", "a"},
        {"Thông tư liên tịch", "Thông tư liên tịch", ""},
        {"Thông tư liên", "Thông tư", "liên"},
        {"Luật", "Luật", ""},
        {"Văn bản hợp nhất a b", "Văn bản hợp nhất", "a b"},
        {"Về Kế hoạch", NULL, NULL},
        {"", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *rest = NULL;
        const struct cited_type *type = cited_type_of(&texts, cases[i].text, &rest);
        assert_int_equal(type != NULL, cases[i].name != NULL);
        if (type) {
            assert_string_equal(type->name, cases[i].name);
            assert_string_equal(rest, cases[i].rest);
        }
    }
}

/* The body that a symbol names, in any of its parts, and the one that is named in words. */
static void test_issuers(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"1/QĐ-UBND", "Ủy ban nhân dân", ""},
        {"1/2020/NĐ-CP", "Chính phủ", ""},
        {"5-CTr/QU", "Quận ủy", ""},
        {"1/QH15", "Quốc hội", ""},
        {"1/QĐ-A-BNV", "Bộ Nội vụ", ""},
        {"1/QĐ-AUBND", "", ""},
        {"1/QĐ-A của Bộ Nội vụ", "", "Bộ Nội vụ"},
        {"1/QĐ-A của Bộ Nội vụA", "", ""},
        {"1/QĐ-A của Ban Bí thư", "", "cơ quan Trung ương của Đảng"},
        {"1/QĐ-A của Trung ương Đảng", "", "cơ quan Trung ương của Đảng"},
        {"1/QĐ-A của BỘ GD", "", "Bộ Giáo dục và Đào tạo"},
        {"1/QĐ-A của Ai đó", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct citations found = found_in(cases[i][0]);
        assert_int_equal(found.count, 1);
        const struct cited_issuer *symbol = cited_issuer_by_symbol(&found.list[0]),
                                  *name = cited_issuer_by_name(&texts, &found.list[0]);
        assert_string_equal(symbol ? symbol->name : "", cases[i][1]);
        assert_string_equal(name ? name->name : "", cases[i][2]);
    }
}

/* May a kind have the symbol; and which kind alone has it. */
static void test_fits(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sure;
        bool fits;
    } cases[] = {
        {"Quyết định số 1/QĐ-A", "Quyết định", true},
        {"Nghị định số 1/QĐ-A", "Quyết định", false},
        {"Công văn số 1/QĐ-A", "Quyết định", false},
        {"Công văn số 1/A-BC", NULL, false},
        {"Chỉ thị số 1/CT-A", NULL, true},
        {"Kế hoạch số 1 ngày 2/1/2024", NULL, true},
        {"Luật số 1/2020/QH14", "Nghị quyết", true},
        {"số 1/QĐ-A", "Quyết định", true},
        {"Nghị quyết số 1/NQLT-A", "Nghị quyết", true},
        {"Hướng dẫn số 1/HDLN-A", "Hướng dẫn", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct citations found = found_in(cases[i].text);
        if (found.count != 1)
            continue;
        const struct cited_type *sure = cited_type_by_symbol(&found.list[0]);
        if (strcmp(sure ? sure->name : "", cases[i].sure ? cases[i].sure : "") != 0 ||
            cited_type_fits(&found.list[0]) != cases[i].fits)
            fail_msg("%s: %s, %d", cases[i].text, sure ? sure->name : "", cited_type_fits(&found.list[0]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beginning), cmocka_unit_test(test_kinds),  cmocka_unit_test(test_laws),
        cmocka_unit_test(test_bare),      cmocka_unit_test(test_keys),   cmocka_unit_test(test_replaced),
        cmocka_unit_test(test_limits),    cmocka_unit_test(test_nested), cmocka_unit_test(test_type_of),
        cmocka_unit_test(test_issuers),   cmocka_unit_test(test_fits),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&texts);
    return failed;
}
