/* test_check_privacy_people.c - persons, classes and small counts at the edges of what is one. */
#include "privacy_unit.h"

static void expect_rows(const char *const rows[][2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(rows[i][0], rows[i][1]);
}
#define EXPECT_ROWS(rows) expect_rows((rows), sizeof(rows) / sizeof *(rows))

static void test_triggers(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Khen em Lan.", "Q006 em Lan"},
        {"Khen cháu Lan.", "Q006 cháu Lan"},
        {"Khen bé Lan.", "Q006 bé Lan"},
        {"Khen học sinh Lan.", "Q006 học sinh Lan"},
        {"Mời phụ huynh Lan.", "Q006 phụ huynh Lan"},
        {"Khen HS Lan.", ""}, /* full names only */
        {"Khen HS Trần Lan.", "Q006 HS Trần Lan"},
        {"Mời PHHS Trần Lan.", "Q006 PHHS Trần Lan"},
        {"Mời PHHS Lan.", ""},
        {"Khen Học Sinh Lan.", ""},
        {"Khen EM LAN, EM Lan.", ""},
        /* who is no pupil */
        {"Mời trẻ em Lan, chị em Lan, anh em Lan, đàn em Lan, thiếu em Lan.", ""},
        {"Mời chị, em Lan.", "Q006 em Lan"},
        {"Khen trẻ cháu Lan.", "Q006 cháu Lan"},
        /* parted by a space or a colon, nothing else */
        {"Khen em: Lan.", "Q006 em: Lan"},
        {"Khen em:  Lan, em, Lan, em - Lan, em; Lan, em :Lan.", ""},
        {"Khen em:", ""},
        {"Khen học, sinh Lan.", ""},
        {"Khen em", ""},
        /* words between */
        {"Khen em tên Lan.", "Q006 em tên Lan"},
        {"Khen em là Lan.", "Q006 em là Lan"},
        {"Mời phụ huynh ông Lan, phụ huynh bà Lan.", "Q006 phụ huynh ông Lan | Q006 phụ huynh bà Lan"},
        {"Mời phụ huynh anh Lan, phụ huynh chị Lan, phụ huynh họ Lan.",
         "Q006 phụ huynh anh Lan | Q006 phụ huynh chị Lan | Q006 phụ huynh họ Lan"},
        {"Mời phụ huynh tên là bà Lan.", "Q006 phụ huynh tên là bà Lan"},
        {"Mời phụ huynh họ tên là bà Lan.", ""},
        {"Mời phụ huynh Bà Lan.", ""},
        {"Mời phụ huynh tên Zô.", "Q006 phụ huynh tên Zô"},
        {"Mời phụ huynh Zô.", ""},
        {"Mời phụ huynh tên, Lan.", ""},
    };
    EXPECT_ROWS(rows);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        /* a run of capitals, five at most */
        {"Khen em Lê Một Hai Ba Bốn Năm.", "Q006 em Lê Một Hai Ba Bốn"},
        {"Khen em Lê Một, Hai.", "Q006 em Lê Một"},
        {"Khen học sinh Lê.", ""},
        {"Khen học sinh Lê Zô.", "Q006 học sinh Lê Zô"},
        {"Khen học sinh Zô Lan.", "Q006 học sinh Zô Lan"},
        {"Khen học sinh Zô Za Lan.", "Q006 học sinh Zô Za Lan"},
        {"Khen học sinh Zô Za Zu Lan.", ""},
        {"Khen em Zô Za Zu Lan.", "Q006 em Zô Za Zu Lan"},
        {"Khen học sinh Nam, học sinh Hoa, học sinh Việt, học sinh Mỹ, học sinh Anh, học sinh Thái, học sinh "
         "Toàn.",
         ""},
        {"Khen học sinh Zô Nam.", "Q006 học sinh Zô Nam"},
        {"Khen em Nam.", "Q006 em Nam"},
        {"Khen em N, em Ư, em Đ. và em LAN.", ""}, /* a letter for a name tells nobody */
        {"Khen em Ý, em Y.", "Q006 em Ý"},
        {"Khen em Trường, em Quận, em Phường 3.", ""},
        /* places and bodies */
        {"Thăm em Hà Nội, em Hồ Chí Minh, em Việt Nam.", ""},
        {"Thăm em Hà Nội Lan.", "Q006 em Hà Nội Lan"},
        {"Thăm em Chi đội, em Chi.", "Q006 em Chi"},
        {"Thăm em Hồ sơ, em Hồ Sơ.", ""},
        {"Khen em Minh Anh Thư.", "Q006 em Minh Anh Thư"},
        {"Khen học sinh Ngô Gia Tự, học sinh Ngô Gia.", ""},
        {"Khen học sinh Ngô Gia Bảo.", "Q006 học sinh Ngô Gia Bảo"},
        {"Khen học sinh Đinh Tiên.", ""},
        {"Khen học sinh Tiên Hoàng.", ""},
        {"Khen học sinh Tiên.", "Q006 học sinh Tiên"},
    };
    EXPECT_ROWS(rows);
}

static void test_classes(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Lê An 3A.", "Q007 Lê An 3A"},
        {"Lê An 3AB.", "Q007 Lê An 3AB"},
        {"Lê An 3A1, Lê Ba 3A12.", "Q007 Lê An 3A1 | Q007 Lê Ba 3A12"},
        {"Lê An 3A123.", ""},
        {"Lê An 3ABC, Lê An 33A, Lê An 0A, Lê An A3, Lê An 3a, Lê An 3A1B, Lê An 3.", ""},
        {"Lê An lớp 3/2.", "Q007 Lê An lớp 3/2"},
        {"Lê An lớp 3.2.", "Q007 Lê An lớp 3.2"},
        {"Lê An lớp 12/12.", "Q007 Lê An lớp 12/12"},
        {"Lê An lớp 123/1, Lê An lớp 1/123, Lê An lớp 3-2, Lê An lớp 3 / 2, Lê An lớp 3, Lê An lớp, 3/2.",
         ""},
        {"Lê An lớp 3A.", "Q007 Lê An lớp 3A"},
        {"Lê An lớp", ""},
        {"Lê An lớp 3/2.\n\nLê An lớp 3/", "Q007 Lê An lớp 3/2"}, /* nothing of the paragraph before */
        {"Lê Một Hai Ba Bốn Năm 3A.", ""},
        {"và Thư 3A.", ""},
        {"Lớp 3A; có Lê An.", ""},
        {"Lớp 3A 3B: Lê An.", "Q007 3B: Lê An"},
        {"Lê An lớp 3", ""},
        /* how far apart */
        {"Lê An (3A), Lê Ba – 3B, Lê Tư: 3C, Lê Sáu - 3D",
         "Q007 Lê An (3A | Q007 Lê Ba – 3B | Q007 Lê Tư: 3C | Q007 Lê Sáu - 3D"},
        {"Lê An; 3A.", ""},
        {"Lê An. 3A.", ""},
        {"Lê An / 3A.", ""},
        {"Lê An     3A.", "Q007 Lê An     3A"},
        {"Lê An      3A.", ""},
        /* words between: three at most, and only some */
        {"Lê An học sinh lớp 3A.", "Q007 Lê An học sinh lớp 3A"},
        {"Lê An là học sinh lớp 3A.", "Q007 Lê An là học sinh lớp 3A"},
        {"Lê An là em học sinh lớp 3A.", ""},
        {"Lê An thăm lớp 3A.", ""},
        {"Lớp 3A có em Lê An.", "Q007 Lớp 3A có em Lê An"},
        {"Lớp 3A có em học sinh Lê An.", "Q006 học sinh Lê An"},
        {"Lớp 3A, Lê An; lớp 3B thăm Lê Ba.", "Q007 Lớp 3A, Lê An"},
        {"Lớp 3A Lan. 3A", ""},
        /* given names count where there are two words at least */
        {"Minh Thư 3A.", "Q007 Minh Thư 3A"},
        {"Thư 3A.", ""},
        {"Bạn Thư 3A.", "Q007 Bạn Thư 3A"},
        {"Khen Lê Văn An, lớp 3A.", "Q007 Lê Văn An, lớp 3A"},
        {"Một Hai Ba Lê An 3A.", "Q007 Lê An 3A"},
        {"Một Hai Ba Bốn Lê An 3A.", "Q007 Lê An 3A"},
        /* who is none */
        {"Đường Lê An 3A, trường Lê An 3A, phường Lê An 3A, quận Lê An 3A, xã Lê An 3A, phố Lê An 3A.", ""},
        {"Học Lê An 3A.", ""},
        {"Trường Lê An 3A, Đường Lê An 3A.", ""},
        {"Trường, Lê An 3A.", "Q007 Lê An 3A"},
        {"3A", ""},
        {"Lớp 3A", ""},
        {"3A Lê An", "Q007 3A Lê An"},
        /* told once */
        {"Em Lê An, lớp 3A.", "Q007 Em Lê An, lớp 3A"},
        {"Lớp 3A: em Lê An.", "Q007 Lớp 3A: em Lê An"},
    };
    EXPECT_ROWS(rows);
}

static void test_counts(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Có 1 phản ánh của lớp 3A.", "Q008 1 phản ánh của lớp 3A"},
        {"Có 4 phản ánh của lớp 3A.", "Q008 4 phản ánh của lớp 3A"},
        {"Có 04 phản ánh của lớp 3A.", "Q008 04 phản ánh của lớp 3A"},
        {"Có 0 phản ánh, 00 phản ánh, 5 phản ánh, 05 phản ánh, 14 phản ánh, 004 phản ánh của lớp 3A.", ""},
        {"Có một phản ánh của lớp 3A.", "Q008 một phản ánh của lớp 3A"},
        {"Có hai phản ánh của lớp 3A.", "Q008 hai phản ánh của lớp 3A"},
        {"Có ba phản ánh của lớp 3A.", "Q008 ba phản ánh của lớp 3A"},
        {"Có bốn phản ánh của lớp 3A.", "Q008 bốn phản ánh của lớp 3A"},
        {"Có năm phản ánh của lớp 3A, mười phản ánh của lớp 3B.", ""},
        {"Có 1/3 phản ánh của lớp 3A, 1.3 phản ánh của lớp 3A.", ""},
        {"Có 10 3 phản ánh của lớp 3A.", "Q008 3 phản ánh của lớp 3A"},
        {"Có 3, phản ánh của lớp 3A.", ""},
        {"3 phản ánh của 3A", "Q008 3 phản ánh của 3A"},
        /* the class before, or behind, in the sentence */
        {"Lớp 3A có 3 phản ánh.", "Q008 Lớp 3A có 3 phản ánh"},
        {"Lớp 3/2 có 3 phản ánh.", "Q008 Lớp 3/2 có 3 phản ánh"},
        {"3A có 3 phản ánh.", "Q008 3A có 3 phản ánh"},
        {"Lớp 3A vui. Có 3 phản ánh.", ""},
        {"Lớp 3A vui; có 3 phản ánh.", ""},
        {"Lớp 3A vui! Có 3 phản ánh? Lớp 3A buồn.", ""},
        {"Có 3 phản ánh\\\nở lớp 3A.", ""},
        {"Lớp 3A vui\\\nCó 3 phản ánh.", ""},
        {"Có 3 phản ánh\nở lớp 3A.", "Q008 3 phản ánh ở lớp 3A"},
        {"Có 3 phản ánh ở v.v lớp 3A.", "Q008 3 phản ánh ở v.v lớp 3A"},
        {"Có 3 phản ánh một hai ba bốn năm sáu bảy tám chín mười lớp 3A.",
         "Q008 3 phản ánh một hai ba bốn năm sáu bảy tám chín mười lớp 3A"},
        {"Có 3 phản ánh một hai ba bốn năm sáu bảy tám chín mười mốt hai lớp 3A.", ""},
        {"Lớp 3A một hai ba bốn năm sáu bảy tám chín mười 3 phản ánh.",
         "Q008 Lớp 3A một hai ba bốn năm sáu bảy tám chín mười 3 phản ánh"},
        {"Lớp 3A một hai ba bốn năm sáu bảy tám chín mười mốt hai 3 phản ánh.", ""},
        {"Trong quý, 3 phản ánh của lớp 3A.", "Q008 3 phản ánh của lớp 3A"},
        {"Lớp 3A có 3 phụ huynh vui. Phản ánh hay lắm.", ""},
        {"Lớp vui. 3 phản ánh của lớp 3A.", "Q008 3 phản ánh của lớp 3A"},
        {"Ở lớp 3A 3 phản ánh.", "Q008 lớp 3A 3 phản ánh"},
        /* each count has its own class */
        {"Có 3 phản ánh, 2 phản ánh của lớp 3A.", "Q008 2 phản ánh của lớp 3A"},
        {"Có 3 phản ánh của lớp 3A, 2 phản ánh của lớp 3B.",
         "Q008 3 phản ánh của lớp 3A | Q008 2 phản ánh của lớp 3B"},
        /* somebody between */
        {"Có 3 phụ huynh lớp 3A phản ánh.", "Q008 3 phụ huynh lớp 3A phản ánh"},
        {"Có 3 phụ huynh a b c d phản ánh lớp 3A.", "Q008 3 phụ huynh a b c d phản ánh lớp 3A"},
        {"Có 3 phụ huynh a b c d e phản ánh lớp 3A.", ""},
        {"Có 3 phụ huynh vui. Phản ánh lớp 3A.", ""},
        {"Có 3 phụ huynh lớp 3A dự họp.", ""},
    };
    EXPECT_ROWS(rows);
    static const char *const complaints[] = {"phản ánh", "kiến nghị", "khiếu nại", "tố cáo",
                                             "góp ý",    "ý kiến",    "thắc mắc",  "đơn"};
    static const char *const units[] = {"lượt",  "trường hợp", "phụ huynh", "cuộc gọi", "lá",
                                        "người", "vụ",         "tin nhắn",  "cha mẹ"};
    static const char *const not_counts[] = {"quý",  "tháng", "lớp", "khối", "ngày", "số",   "mục", "năm",
                                             "điều", "tuần",  "thứ", "kỳ",   "lần",  "phần", "hơn", "trên"};
    struct arena texts = {0};
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++)
        expect(arena_printf(&texts, "Có 3 %s của lớp 3A.", complaints[i]),
               arena_printf(&texts, "Q008 3 %s của lớp 3A", complaints[i]));
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        expect(arena_printf(&texts, "Có 3 %s góp ý về lớp 3A.", units[i]),
               arena_printf(&texts, "Q008 3 %s góp ý về lớp 3A", units[i]));
    for (size_t i = 0; i < sizeof not_counts / sizeof *not_counts; i++)
        expect(arena_printf(&texts, "Có %s 3 phản ánh của lớp 3A.", not_counts[i]), "");
    arena_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_triggers),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
