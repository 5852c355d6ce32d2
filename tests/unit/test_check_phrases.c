/* test_check_phrases.c - words twice in a row and items twice in an enumeration, at the edges of both. */
#include "language_unit.h"

static size_t letters_in(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

/* Of one to eight words; all the same word or all figures are no phrase. */
static void test_rows(void **state)
{
    (void)state;
    expect_plan("- Mời của của trường.\n", "N002@12:11");
    expect_plan("- Mời và và và trường.\n", "N002@12:10");
    expect_plan("- Cờ xanh xanh, luôn luôn bay.\n", "");
    expect_plan("- Mời cả lớp cả lớp dự.\n", "N002@12:14");
    expect_plan("- Mời cả lớp Cả Lớp dự.\n", "N002@12:14");
    expect_plan("- Mời cả lớp, cả lớp dự.\n", "");
    expect_plan("- Mời cả, lớp cả lớp dự.\n", "");
    expect_plan("- Mời cả lớp cả trường dự.\n", "");
    expect_plan("- Gọi 10 20 10 20 lần.\n", "");
    expect_plan("- Gọi 028 0903 028 0903, 91 95 91 95 lần.\n", "");
    expect_plan("- Gọi 10 a 10 a lần.\n", "N002@12:12");
    expect_plan("- Mời lớp lớp lớp lớp dự.\n", "");
    expect_plan("- Mời xa xôi xa xôi xa xôi dự.\n", "N002@12:14");
    expect_plan("- Mời a b c d e g h i a b c d e g h i dự.\n", "N002@12:23"); /* eight words */
    expect_plan("- Mời a b c d e g h i k a b c d e g h i k dự.\n", "");
    expect_plan("- Mời cả lớp cả lớp\n", "N002@12:14");
    expect_plan("- cả lớp cả lớp dự.\n", "N002@12:10");
    expect_plan("- Mời cả lớp\n  cả lớp dự, mời cả trường cả trường.\n", "N002@13:3 N002@13:28");
    expect_plan("- Mời cả lớp cả lớp, cả tổ cả tổ dự.\n", "N002@12:14 N002@12:28");
    /* nothing stands behind the last word: not "của", the first of all, either */
    expect_plan("- Việc của\n", "");
    expect_plan("- Mời lớp của lớp\n", "");
    expect_plan("- Mời\n", "");
    static const char *const binding[] = {
        "của",   "và",   "các",  "những", "cho",  "với",  "để",   "được", "bị",   "do",  "tại",
        "trong", "theo", "về",   "đến",   "ở",    "này",  "khi",  "nếu",  "thì",  "mà",  "hoặc",
        "cùng",  "trên", "dưới", "đã",    "sẽ",   "phải", "có",   "như",  "việc", "bởi", "nhằm",
        "là",    "từng", "cũng", "vẫn",   "chưa", "gồm",  "bằng", "giữa", "sau"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof binding / sizeof *binding; i++)
        expect_plan(arena_printf(&texts, "- Mời x %s %s x.\n", binding[i], binding[i]),
                    arena_printf(&texts, "N002@12:%zu", 10 + letters_in(binding[i])));
    arena_free(&texts);
}

static void test_items(void **state)
{
    (void)state;
    expect_plan("- Mời: hộ nghèo, hộ lạ, hộ nghèo.\n", "N004@12:25");
    expect_plan("- Mời: hộ nghèo, hộ nghèo, hộ lạ.\n", "N004@12:18");
    expect_plan("- Mời: nghèo, lạ, nghèo.\n", ""); /* one word says little */
    expect_plan("- Mời: hộ nghèo, hộ lạ; hộ nghèo.\n", "");
    expect_plan("- Mời: hộ nghèo, hộ lạ, hộ tư; hộ tư, hộ năm.\n", "");
    expect_plan("- Mời: hộ nghèo, hộ lạ: hộ nghèo, hộ tư.\n", "");
    expect_plan("- Mời: hộ nghèo a, hộ nghèo b, hộ nghèo.\n", "");
    /* the head of the sentence before the first, its tail behind the last: parted by a binding word */
    expect_plan("- Mời các hộ nghèo, hộ lạ, hộ nghèo.\n", "N004@12:28");
    expect_plan("- Mời cả hộ nghèo, hộ lạ, hộ nghèo.\n", "");
    expect_plan("- Mời: hộ nghèo, hộ lạ, hộ nghèo theo quy định.\n", "N004@12:25");
    expect_plan("- Mời: hộ nghèo, hộ lạ, hộ nghèo xa.\n", "");
    expect_plan("- Mời: hộ nghèo, hộ nghèo theo ý, hộ lạ.\n", "");
    expect_plan("- Mời: hộ lạ, các hộ nghèo, hộ nghèo, hộ tư.\n", "");
    expect_plan("- Mời các hộ nghèo, hộ nghèo theo quy định.\n", "N004@12:21");
    /* items of eight words, twelve items back */
    expect_plan("- Mời: a b c d e g h i, x y, a b c d e g h i.\n", "N004@12:30");
    expect_plan("- Mời: a b c d e g h i k, x y, a b c d e g h i k.\n", "");
    expect_plan("- Mời: hộ một, a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, hộ một.\n", "N004@12:60");
    expect_plan("- Mời: hộ một, a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, hộ một.\n", "");
    /* a long item between: another enumeration */
    expect_plan("- Mời: hộ một, a b c d e g h i, hộ một.\n", "N004@12:33");
    expect_plan("- Mời: hộ một, a b c d e g h i k, hộ một.\n", "");
    expect_plan("- Mời: hộ một, a b c d e g h i k l, hộ một.\n", "");
    expect_plan("- Mời: hộ một, a b c d e g h của hộ tư, hộ tư.\n",
                "N004@12:41"); /* of which it is the first */
    expect_plan("- Mời: hộ một, hộ một.\n- hộ một, hộ hai.\n", "N004@12:16");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
