/* test_base_text.c - Vietnamese text: decoding, NFC, keys, width, distance. */
#include "unit.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

static void decodes_only_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int length;
        uint32_t cp;
    } cases[] = {
        {"a", 1, 'a'},
        {"\xc4\x91", 2, 0x111},
        {"\xe1\xbb\x87", 3, 0x1ec7},
        {"\xf0\x9f\x98\x80", 4, 0x1f600},
        {"\x80", -1, 0},
        {"\xc0\xaf", -1, 0},
        {"\xe0\x80\xaf", -1, 0},
        {"\xed\xa0\x80", -1, 0},
        {"\xf4\x90\x80\x80", -1, 0},
        {"\xe1\xbb", -1, 0},
        {"\xff", -1, 0},
        {"\xf0\x80\x80\xaf", -1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t cp = 0;
        assert_int_equal(text_decode(cases[i].bytes, strlen(cases[i].bytes), &cp), cases[i].length);
        if (cases[i].length > 0)
            assert_int_equal(cp, cases[i].cp);
    }
    uint32_t cp;
    assert_int_equal(text_decode("", 0, &cp), 0);
}

static void composes(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *apart = "Tru\xcc\x9bo\xcc\x9b\xcc\x80ng Tie\xcc\x82\xcc\x89u ho\xcc\xa3"
                        "c Ho\xcc\x80"
                        "a Bi\xcc\x80nh";
    size_t len = strlen(apart);
    const char *composed = text_nfc(&arena, apart, &len);
    assert_string_equal(composed, "Trường Tiểu học Hòa Bình");
    assert_int_equal(len, strlen(composed));
    len = strlen(composed);
    assert_ptr_equal(text_nfc(&arena, composed, &len), composed); /* nothing to do, nothing copied */
    arena_free(&arena);
}

/* Marks by the dozen on one letter come out in their order, as few of them do. */
static void orders_many_marks(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf mixed = {0}, composed = {0}, apart = {0};
    buf_str(&mixed, "xa");
    buf_str(&composed, "x\u1ea1"); /* a with the first dot below */
    buf_str(&apart, "xa");
    for (int i = 0; i < 40; i++) {
        buf_str(&mixed, i == 20 ? "\u0344\u0323" : "\u0301\u0323");
        buf_str(&composed, i > 0 ? "\u0323" : "");
        buf_str(&apart, "\u0323");
    }
    for (int i = 0; i < 40; i++) {
        buf_str(&composed, i == 20 ? "\u0308\u0301" : "\u0301");
        buf_str(&apart, i == 20 ? "\u0308\u0301" : "\u0301");
    }
    buf_str(&mixed, "y\u0f73");
    buf_str(&composed, "y\u0f71\u0f72");
    buf_str(&apart, "y\u0f71\u0f72");
    size_t len = mixed.len;
    assert_string_equal(text_nfc(&arena, buf_text(&mixed), &len), buf_text(&composed));
    assert_int_equal(len, composed.len);
    assert_string_equal(text_nfd(&arena, buf_text(&mixed)), buf_text(&apart));
    buf_free(&mixed);
    buf_free(&composed);
    buf_free(&apart);
    arena_free(&arena);
}

static void leaves_out_what_nobody_sees(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const hidden[] = {"\u00ad", "\u061c", "\u180e", "\u200b",     "\u200f",
                                         "\u202a", "\u202e", "\u2060", "\u2069",     "\u206f",
                                         "\ufeff", "\ufff9", "\ufffb", "\U000e0000", "\U000e007f"};
    static const char *const seen[] = {"\u00ae", "\u061b", "\u200a", "\u2010", "\u2029",
                                       "\u202f", "\u205f", "\u2070", "\ufffd", "\U000e0080"};
    size_t first = 0, len;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        char text[32];
        snprintf(text, sizeof text, "hoa%s\u0300 %s%s", hidden[i], hidden[i], hidden[i]);
        len = strlen(text);
        assert_int_equal(text_count_hidden(text, len, &first), 3);
        assert_int_equal(first, 3);
        const char *clean = text_clean(&arena, text, &len);
        assert_string_equal(clean, "ho\u00e0 ");
        assert_int_equal(len, strlen(clean));
    }
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        len = strlen(seen[i]);
        assert_int_equal(text_count_hidden(seen[i], len, &first), 0);
        assert_string_equal(text_clean(&arena, seen[i], &len), seen[i]);
    }
    arena_free(&arena);
}

static void makes_compatible(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(text_nfkc(&arena, "Ｑ２／２０２４ Ⅳ ⅱ"), "Q2/2024 IV ii");
    assert_string_equal(text_nfkc(&arena, "ho\xcc\x80"
                                          "a"),
                        "hòa");
    static const char plain[] = "Q2/2024";
    assert_ptr_equal(text_nfkc(&arena, plain), plain);
    arena_free(&arena);
}

static void folds_keys(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(text_key(&arena, "  Trạng\xc2\xa0 THÁI "), "trang thai");
    assert_string_equal(text_key(&arena, "Đường – Ðảng"), "duong - dang");
    assert_string_equal(text_key(&arena, "“Quản trị”…"), "\"quan tri\"...");
    assert_string_equal(text_key(&arena, "a\xe2\x80\x8b\xc2\xad"
                                         "b"),
                        "ab");
    assert_string_equal(text_key(&arena, ""), "");
    assert_true(text_same("Ban Giám hiệu", "ban giam HIEU"));
    assert_false(text_same("Văn thư", "Văn phòng"));
    assert_string_equal(text_loose(&arena, "Hòa Bình"), text_loose(&arena, "HOÀ BÌNH"));
    assert_string_equal(text_loose(&arena, "Ủy ban"), text_loose(&arena, "Uỷ ban"));
    assert_string_not_equal(text_loose(&arena, "Hòa"), text_loose(&arena, "Hóa"));
    assert_string_not_equal(text_loose(&arena, "tư"), text_loose(&arena, "tu"));
    assert_string_equal(text_upper(&arena, "Trường tiểu học đ"), "TRƯỜNG TIỂU HỌC Đ");
    assert_string_equal(text_slug(&arena, " III.2.1 – Đường dây nóng! "), "iii-2-1-duong-day-nong");
    assert_string_equal(text_trim(&arena, " \xc2\xa0 a b \t", 8), "a b");
    arena_free(&arena);
}

static void measures_width(void **state)
{
    (void)state;
    assert_int_equal(text_width("Trường", strlen("Trường")), 6);
    assert_int_equal(text_width("e\xcc\x81", 3), 1);
    assert_int_equal(text_width("中", 3), 2);
    assert_int_equal(text_width("a\xe2\x80\x8b"
                                "b",
                                5),
                     2);
}

static void suggests(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_int_equal(text_distance("trang thai", "trnag thai", 3), 1);
    assert_int_equal(text_distance("abc", "abc", 0), 0);
    assert_int_equal(text_distance("abc", "xyz", 2), 3);
    assert_int_equal(text_distance("", "ab", 5), 2);
    static const char *const names[] = {"Trạng thái", "Kết quả", "Lũy kế", "Lý do"};
    assert_string_equal(text_nearest(&arena, "trang thia", names, 4), "Trạng thái");
    assert_string_equal(text_nearest(&arena, "Luỹ kê", names, 4), "Lũy kế");
    assert_null(text_nearest(&arena, "hoàn toàn khác", names, 4));
    arena_free(&arena);
}

/* Every character that counts as plain is seen, commands nothing, and is as NFC has it, alone and behind
 * letters. */
static void knows_plain_text(void **state)
{
    static const char usual[] = "Việt Nam “ạ” – …\r\n\t";
    size_t plain = 0, first;
    (void)state;
    for (utf8proc_int32_t cp = 1; cp <= 0x10ffff; cp++) {
        char text[8] = "ae";
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        size_t n = 2 + (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)text + 2);
        text[n] = '\0';
        if (text_plain(text, n) != n) {
            assert_int_equal(text_plain(text, n), 2);
            continue;
        }
        plain++;
        utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);
        assert_string_equal((const char *)nfc, text);
        free(nfc);
        assert_int_equal(text_count_hidden(text, n, &first), 0);
        utf8proc_category_t category = utf8proc_category(cp);
        assert_true(category != UTF8PROC_CATEGORY_CC || cp == '\t' || cp == '\n' || cp == '\r');
        assert_true(category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_MN);
        for (size_t cut = 3; cut < n; cut++)
            assert_int_equal(text_plain(text, cut), 2); /* cut short it is no UTF-8 */
    }
    assert_true(plain > 500); /* Vietnamese and more */
    assert_int_equal(text_plain("xin ch\xc3", 7), 6);
    assert_int_equal(text_plain("a\xc3(", 3), 1);
    assert_int_equal(text_plain(usual, sizeof usual - 1), sizeof usual - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_only_utf8), cmocka_unit_test(composes),
        cmocka_unit_test(orders_many_marks), cmocka_unit_test(makes_compatible),
        cmocka_unit_test(folds_keys),        cmocka_unit_test(measures_width),
        cmocka_unit_test(suggests),          cmocka_unit_test(leaves_out_what_nobody_sees),
        cmocka_unit_test(knows_plain_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
