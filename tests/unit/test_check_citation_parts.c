/* test_check_citation_parts.c - the parts of a citation one by one: how far each reads, and where it stops.
 */
#include "unit.h"

#include "base/arena.h"
#include "check/citation_read.h"

#include <stdio.h>

static struct arena texts;

/* A stretch of the text as it stands. */
static const char *cut(const char *s, struct cited_range range)
{
    return arena_strndup(&texts, s + range.from, range.to - range.from);
}

#define DEMAND(text, found, expected)                                                                        \
    do {                                                                                                     \
        if (strcmp((found), (expected)) != 0)                                                                \
            print_error("“%s”: “%s”\n", (text), (found));                                                    \
        assert_string_equal((found), (expected));                                                            \
    } while (0)

/* ---- numbers ---- */

/* "whole|digits|year|symbol" of what begins at the first digit, "" when it is no number of a document. */
static void number(const char *text, const char *expected)
{
    struct cited_number n;
    const char *found = "";
    if (cited_read_number(text, strcspn(text, "0123456789"), &n))
        found = arena_printf(&texts, "%s|%s|%d|%s", cut(text, n.at), cut(text, n.digits), n.year,
                             cut(text, n.symbol));
    DEMAND(text, found, expected);
}

static void test_number(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2844/QĐ-UBND", "2844/QĐ-UBND|2844|0|QĐ-UBND"},
        {"số 30/2020/NĐ-CP.", "30/2020/NĐ-CP|30|2020|NĐ-CP"},
        {"30 / 2020 / NĐ-CP", "30 / 2020 / NĐ-CP|30|2020|NĐ-CP"},
        {"20/2023/QH15", "20/2023/QH15|20|2023|QH15"},
        {"05-CTr/QU ngày", "05-CTr/QU|05|0|CTr/QU"},
        {"05–CTr/QU", "05–CTr/QU|05|0|CTr/QU"},
        {"36-HD/VPTW", "36-HD/VPTW|36|0|HD/VPTW"},
        /* as many digits as a document has */
        {"123456/QĐ-A", "123456/QĐ-A|123456|0|QĐ-A"},
        {"1234567/QĐ-A", ""},
        /* a year has four figures and a stroke */
        {"30/202/NĐ-CP", ""},
        {"30/20201/NĐ-CP", ""},
        {"30/2020-NĐ-CP", ""},
        {"30/1987/NĐ-CP", "30/1987/NĐ-CP|30|1987|NĐ-CP"},
        /* parts of a symbol: five at most, each of less than twelve letters and four digits */
        {"1/QĐ-A-B-C-D-E", "1/QĐ-A-B-C-D-E|1|0|QĐ-A-B-C-D-E"},
        {"1/QĐ-A-B-C-D-E-F", "1/QĐ-A-B-C-D-E|1|0|QĐ-A-B-C-D-E"},
        {"1/QĐ-ABCDEFGHIJKL", "1/QĐ-ABCDEFGHIJKL|1|0|QĐ-ABCDEFGHIJKL"},
        {"1/QĐ-ABCDEFGHIJKLM", "1/QĐ-ABCDEFGHIJKL|1|0|QĐ-ABCDEFGHIJKL"},
        {"1/ABCDEFGHIJK-UB", "1/ABCDEFGHIJK-UB|1|0|ABCDEFGHIJK-UB"},
        {"1/ABCDEFGHIJKL-UB", ""},
        {"1/QH15", "1/QH15|1|0|QH15"},
        {"1/QH9", "1/QH9|1|0|QH9"},
        {"1/QH0", "1/QH0|1|0|QH0"},
        {"1/QH1234", "1/QH1234|1|0|QH1234"},
        {"1/QH12345", "1/QH1234|1|0|QH1234"},
        {"1/15", ""},
        /* the body behind a sign with spaces: of two capitals at least, and only the first */
        {"1/QĐ - UB", "1/QĐ - UB|1|0|QĐ - UB"},
        {"1/QĐ – UB", "1/QĐ – UB|1|0|QĐ – UB"},
        {"1/QĐ -UBND", "1/QĐ -UBND|1|0|QĐ -UBND"},
        {"1/QĐ- UBND", "1/QĐ- UBND|1|0|QĐ- UBND"},
        {"1/QĐ - U", "1/QĐ|1|0|QĐ"},
        {"1/QĐ - Ub", "1/QĐ|1|0|QĐ"},
        {"1/QĐ - ", "1/QĐ|1|0|QĐ"},
        {"1/QĐ UBND", "1/QĐ|1|0|QĐ"},
        {"1/QĐ-A - UB", "1/QĐ-A|1|0|QĐ-A"},
        {"1/QĐ-a", "1/QĐ-a|1|0|QĐ-a"},
        {"1/QĐ/a", "1/QĐ/a|1|0|QĐ/a"},
        {"1/QĐ-1", "1/QĐ|1|0|QĐ"},
        /* letters that are those of a kind may stand alone: two capitals, or three of which the first is one
         */
        {"1/KH", "1/KH|1|0|KH"},
        {"1/kh", ""},
        {"1/Kh", ""},
        {"1/CTr", "1/CTr|1|0|CTr"},
        {"1/TTr", "1/TTr|1|0|TTr"},
        {"1/ttr", ""},
        {"1/L", ""},
        {"1/L-CTN", "1/L-CTN|1|0|L-CTN"},
        {"1/kh-a", "1/kh-a|1|0|kh-a"},
        /* others need a body, and capitals on both sides */
        {"1/XY", ""},
        {"1/XY-UB", "1/XY-UB|1|0|XY-UB"},
        {"1/XY-Ub", "1/XY-Ub|1|0|XY-Ub"},
        {"1/XY-ub", ""},
        {"1/Xy-UB", ""},
        {"1/X-UB", ""},
        {"1/ĐX-Ư", "1/ĐX-Ư|1|0|ĐX-Ư"},
        {"1/ƯX-Đ", "1/ƯX-Đ|1|0|ƯX-Đ"},
        {"1/XÂ-UB", ""},
        {"1/XĂ-UB", ""},
        {"1/XƠ-UB", ""},
        {"1/ZX-ZB", "1/ZX-ZB|1|0|ZX-ZB"},
        {"1/AX-AB", "1/AX-AB|1|0|AX-AB"},
        /* of the party: a kind, a stroke, a body */
        {"5-XY/QU", ""},
        {"5-CTr", ""},
        {"5-CTr/qu", ""},
        {"5-CTr/1", ""},
        {"5-ctr/QU", ""},
        {"5-CTr1/QU", ""},
        {"5-CTr-QU", ""},
        {"5CTr/QU", ""},
        {"5 -CTr/QU", ""},
        {"5-KL/TW15", "5-KL/TW15|5|0|KL/TW15"},
        {"5", ""},
        {"5/", ""},
        {"5-", ""},
        {"5/2020/", ""},
        {"5/2020", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        number(cases[i][0], cases[i][1]);
    char text[120];
    snprintf(text, sizeof text, "1%40s/KH-A", ""); /* a line end with its indentation, and no more */
    struct cited_number n;
    assert_true(cited_read_number(text, 0, &n));
    snprintf(text, sizeof text, "1%41s/KH-A", "");
    assert_false(cited_read_number(text, 0, &n));
}

static void test_letters(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        size_t n;
    } cases[] = {{"a", 1},        {"z", 1}, {"A", 1}, {"Z", 1}, {"@", 0},   {"[", 0}, {"`", 0},
                 {"{", 0},        {"0", 0}, {"", 0},  {" ", 0}, {"đ", 2},   {"Đ", 2}, {"À", 2},
                 {"¿", 0},        {"ư", 2}, {"ạ", 3}, {"ỹ", 3}, {"Ḁ", 3},   {"ỿ", 3}, {"ἀ", 0},
                 {"\xcc\x80", 0}, {"˿", 2}, {"–", 0}, {"“", 0}, {"\xc3", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (cited_letter(cases[i].s) != cases[i].n)
            fail_msg("“%s”: %zu", cases[i].s, cited_letter(cases[i].s));
#define SAME(a, b) cited_same_letters(a, sizeof(a) - 1, b, sizeof(b) - 1)
    assert_true(SAME("QĐ", "qđ") && SAME("QĐ", "QD") && SAME("qd", "QĐ") && SAME("AZ", "az") && SAME("", ""));
    assert_false(SAME("QĐ", "Q") || SAME("Q", "QĐ") || SAME("QĐ", "KĐ") || SAME("QĐ", "QE") ||
                 SAME("@", "`") || SAME("[", "{") || SAME("", "a") || SAME("QĂ", "QĐ") || SAME("QƐ", "QĐ"));
    assert_true(cited_letters_among("TT TTLT", "TT", 2) && cited_letters_among("TT TTLT", "ttlt", 4));
    assert_false(cited_letters_among("TT TTLT", "T", 1) || cited_letters_among("TT TTLT", "TTL", 3) ||
                 cited_letters_among("", "T", 1) || cited_letters_among("TT TTLT", "", 0));
}

/* ---- days ---- */

/* "stretch|day" of the date that the text begins with; "" for none. */
static void day(const char *text, const char *expected)
{
    struct cited_day d;
    const char *found = "";
    if (cited_read_date(text, 0, &d))
        found = arena_printf(&texts, "%s|%s%d-%d-%d", cut(text, d.at), d.wrong ? "wrong " : "", d.date.year,
                             d.date.month, d.date.day);
    DEMAND(text, found, expected);
}

static void test_day(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {" ngày 14 tháng 8 năm 2021 của", "ngày 14 tháng 8 năm 2021|2021-8-14"},
        {", Ngày 14/8/2021.", "14/8/2021|2021-8-14"},
        {" (27/10/2020)", "27/10/2020|2020-10-27"},
        {" , ( ngày 1.2.2020", "1.2.2020|2020-2-1"},
        {" ngày 1-2-2020", "1-2-2020|2020-2-1"},
        {" ngày 01/02/2020", "01/02/2020|2020-2-1"},
        {" được ban hành ngày 1/2/2020", "1/2/2020|2020-2-1"},
        {" đã ban hành ngày 1/2/2020", "1/2/2020|2020-2-1"},
        {" ban hành ngày 1/2/2020", "1/2/2020|2020-2-1"},
        {" được ký ngày 1/2/2020", "1/2/2020|2020-2-1"},
        {" ký ngày 1/2/2020", "1/2/2020|2020-2-1"},
        {" ký 1/2/2020", ""},
        {" kýx ngày 1/2/2020", ""},
        {" gửi ngày 1/2/2020", ""},
        {" ngàyx 1/2/2020", ""},
        {" ngày 1/2/2020/", "1/2/2020|2020-2-1"},
        /* without a year, or with one of two figures: a day all the same, after the word */
        {" ngày 1/2", "1/2|0-0-0"},
        {" ngày 1/2/20", "1/2/20|0-0-0"},
        {" ngày 1 tháng 2", "ngày 1 tháng 2|0-0-0"},
        {" ngày 1 tháng 2 năm", "ngày 1 tháng 2|0-0-0"},
        {" ngày 1 tháng 2 năm nay", "ngày 1 tháng 2|0-0-0"},
        {" ngày 29/2", "29/2|0-0-0"},
        {" 1/2", ""},
        {" 1/2/20", ""},
        {" 1 tháng 2 năm 2020", ""},
        {" 1/2-2020", ""},
        {" ngày 1/2-2020", "1/2|0-0-0"},
        {" ngày 1/2/x", "1/2|0-0-0"},
        /* no such day */
        {" ngày 30/2", "30/2|wrong 0-0-0"},
        {" ngày 29/2/2023", "29/2/2023|wrong 0-0-0"},
        {" ngày 1/13/2020", "1/13/2020|wrong 0-0-0"},
        {" ngày 0/1/2020", "0/1/2020|wrong 0-0-0"},
        {" ngày 001/1/2020", "001/1/2020|wrong 0-0-0"},
        {" ngày 1/001/2020", "1/001/2020|wrong 0-0-0"},
        {" ngày 1/1/020", "1/1/020|wrong 0-0-0"},
        {" ngày 1/1/02020", "1/1/02020|wrong 0-0-0"},
        {" ngày 1/1/2", "1/1/2|wrong 0-0-0"},
        {" ngày 1234/1/2020", "1234/1/2020|wrong 0-0-0"},
        {" ngày 12345/1/2020", ""},
        {" ngày 1 tháng 99999999999 năm 2020", "ngày 1 tháng 99999999999 năm 2020|wrong 0-0-0"},
        /* several days are a date that nobody judges */
        {" ngày 14-15/6/2024", "14-15|0-0-0"},
        {" ngày 14/6-15/6/2024", "14/6|0-0-0"},
        {" 14-15/6/2024", ""},
        /* not the whole of a date */
        {" ngày", ""},
        {" ngày 1", ""},
        {" ngày 1/", ""},
        {" ngày 1/x", ""},
        {" ngày 1 tháng", ""},
        {" ngày 1 tháng x", ""},
        {" ngày 1 thángx 2", ""},
        {" ngày 1 2", ""},
        {" ngày 1_2_2020", ""},
        {"", ""},
        {" (", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        day(cases[i][0], cases[i][1]);
}

/* ---- issuer and subject ---- */

static void issuer(const char *text, size_t limit, const char *expected)
{
    struct cited_range range;
    const char *found = "";
    if (cited_read_issuer(text, 0, limit, &range))
        found = cut(text, range);
    DEMAND(text, found, expected);
}

static void test_issuer(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {" của Bộ Nội vụ về việc x", "Bộ Nội vụ"},
        {"), của Bộ Nội vụ.", "Bộ Nội vụ"},
        {" của Bộ Giáo dục và Đào tạo và các đơn vị", "Bộ Giáo dục và Đào tạo"},
        {" của Bộ Nội vụ và", "Bộ Nội vụ"},
        {" của Bộ Nội vụ;", "Bộ Nội vụ"},
        {" của Bộ Nội vụ, x", "Bộ Nội vụ"},
        {" của Bộ Nội vụ (x", "Bộ Nội vụ"},
        {" của Bộ Nội vụ: x", "Bộ Nội vụ"},
        {" của \"Bộ", ""},
        {" của Bộ Nội vụ số", "Bộ Nội vụ"},
        {" của Bộ Nội vụ các số", "Bộ Nội vụ"},
        {" của Bộ Nội vụ cùng với", "Bộ Nội vụ"},
        {" của Bộ Nội vụ hoặc", "Bộ Nội vụ"},
        {" của Bộ Nội vụ / ", "Bộ Nội vụ"},
        {" của Bộ Nội vụ thìa", "Bộ Nội vụ thìa"},
        {" của Bộ Nội vụ thì", "Bộ Nội vụ"},
        {" của các", "các"},
        {" của", ""},
        {" của ", ""},
        {" của .", ""},
        {" của về", "về"},
        {" củax Bộ", ""},
        {" do Bộ Nội vụ", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        issuer(cases[i][0], strlen(cases[i][0]), cases[i][1]);
    issuer(" của Bộ Nội vụ", strlen(" của Bộ"), "Bộ");
    static const char *const words[] = {
        "về",        "v/v",       "quy định",   "phê duyệt", "ban hành", "hướng dẫn", "sửa đổi", "công bố",
        "thông qua", "thành lập", "triển khai", "thực hiện", "quy chế",  "tổ chức",   "và",      "để",
        "nhằm",      "được",      "đã",         "có",        "là",       "thì",       "cho",     "theo",
        "trong",     "tại",       "yêu cầu",    "khi",       "mà",       "số",        "ngày",    "gửi"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char text[100];
        snprintf(text, sizeof text, " của Bộ Nội vụ %s x", words[i]);
        issuer(text, strlen(text), "Bộ Nội vụ");
    }
    for (size_t n = 195; n < 205; n++) { /* a name has less than 200 bytes */
        char text[300] = " của ", expected[300] = "";
        size_t head = strlen(text);
        memset(text + head, 'x', n);
        text[head + n] = '\0';
        if (n < 200)
            memcpy(expected, text + head, n + 1);
        issuer(text, head + n, expected);
    }
}

static void subject(const char *text, size_t limit, const char *expected)
{
    struct cited_range range;
    const char *found = "";
    if (cited_read_subject(text, 0, limit, &range))
        found = cut(text, range);
    DEMAND(text, found, expected);
}

static void test_subject(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {" về việc a, b (c); d", "về việc a, b (c)"},
        {"), ban hành quy chế. Sau", "ban hành quy chế"},
        {" về mục 1.2 của a./.", "về mục 1.2 của a"},
        {" về a.b", "về a.b"},
        {" về a.", "về a"},
        {" về a và", "về a"},
        {" về a, theo", "về a"},
        {" về", "về"},
        {" vềx", ""},
        {" a về b", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        subject(cases[i][0], strlen(cases[i][0]), cases[i][1]);
    subject(" về a b c", strlen(" về a b"), "về a b");
    subject(" về a bcd", strlen(" về a b"), "về a b");
    subject(" về a", 1, "");
    subject(" về a", 0, "");
    for (size_t n = 590; n < 615; n++) { /* cut before the word that 600 bytes end in */
        char text[1000] = " về ", expected[1000] = "về";
        size_t head = strlen(text);
        memset(text + head, 'x', n);
        memcpy(text + head + n, " yy", 4);
        size_t length = head - 1 + n; /* of the subject up to the last word */
        if (length + 3 < 600)
            memcpy(expected, text + 1, length + 4);
        else if (length < 600)
            memcpy(expected, text + 1, length), expected[length] = '\0';
        subject(text, head + n + 3, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number), cmocka_unit_test(test_letters), cmocka_unit_test(test_day),
        cmocka_unit_test(test_issuer), cmocka_unit_test(test_subject),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&texts);
    return failed;
}
