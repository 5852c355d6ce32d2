/* test_base_collate.c - the Vietnamese order: a list by hand, and thousands of texts as ICU sorts them. */
#include "unit.h"

#include "base/buf.h"
#include "base/collate.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>

/* Every text comes before the next. */
static void in_order(const char *const *texts, size_t count)
{
    struct arena arena = {0};
    for (size_t i = 0; i + 1 < count; i++) {
        if (strcmp(collate_key(&arena, texts[i]), collate_key(&arena, texts[i + 1])) >= 0)
            fail_msg("“%s” does not come before “%s”", texts[i], texts[i + 1]);
        assert_true(collate_compare(&arena, texts[i], texts[i + 1]) < 0);
        assert_true(collate_compare(&arena, texts[i + 1], texts[i]) > 0);
        assert_int_equal(collate_compare(&arena, texts[i], texts[i]), 0);
    }
    arena_free(&arena);
}

#define IN_ORDER(...)                                                                                        \
    do {                                                                                                     \
        static const char *const texts[] = {__VA_ARGS__};                                                    \
        in_order(texts, sizeof texts / sizeof *texts);                                                       \
    } while (0)

static void test_letters(void **state)
{
    (void)state;
    IN_ORDER("", " ", "-", "1", "10", "2", "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l",
             "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z", "字");
}

static void test_tones(void **state)
{
    (void)state;
    IN_ORDER("ma", "mà", "mả", "mã", "má", "mạ");
    IN_ORDER("â", "ầ", "ẩ", "ẫ", "ấ", "ậ");
    /* letters of the whole text first, then tones, then capitals */
    IN_ORDER("má", "mạ", "man", "màn", "mang", "mâm");
    IN_ORDER("lan", "Lan", "làn", "Làn", "lán", "lăn");
    IN_ORDER("Bàn An", "Ban Bình", "Bản Bình");
}

static void test_names(void **state)
{
    (void)state;
    IN_ORDER("Ban đại diện cha mẹ học sinh", "Ban giám hiệu", "Bộ phận Công nghệ thông tin",
             "Bộ phận Tài chính – Kế toán", "Công đoàn", "Dương", "Đinh", "Đoàn Thanh niên", "Tổ chuyên môn", "Tổ văn phòng",
             "Tổ Văn phòng", "Văn phòng");
}

/* Decomposed text sorts as composed. */
static void test_forms(void **state)
{
    struct arena arena = {0};
    (void)state;
    assert_string_equal(collate_key(&arena, "Tổ"), collate_key(&arena, "To\xcc\x82\xcc\x89"));
    assert_string_equal(collate_key(&arena, "ậ"), collate_key(&arena, "a\xcc\xa3\xcc\x82"));
    assert_true(collate_compare(&arena, "Tổ", "To\xcc\x82\xcc\x89") != 0); /* a total order */
    arena_free(&arena);
}

static void test_like_icu(void **state)
{
    struct arena arena = {0};
    struct buf file = {0};
    const char **texts = NULL;
    size_t count = 0;
    (void)state;
    assert_int_equal(file_read("tests/data/collation/vi.txt", 1 << 20, &file), FILE_FINE);
    char *rest, *all = buf_take(&file, &arena);
    for (char *line = strtok_r(all, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        ARENA_PUSH(&arena, texts, count) = line;
    assert_true(count > 2500);
    in_order(texts, count);
    buf_free(&file);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters), cmocka_unit_test(test_tones),    cmocka_unit_test(test_names),
        cmocka_unit_test(test_forms),   cmocka_unit_test(test_like_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
