/* test_base_date.c - dates, quarters, numbers, Roman numerals. */
#include "unit.h"

#include "base/date.h"
#include "base/number.h"

static void reads_dates(void **state)
{
    (void)state;
    static const char *const same[] = {"17/6/2024",
                                       "17-06-2024",
                                       "17.6.2024",
                                       "2024-06-17",
                                       "ngày 17 tháng 6 năm 2024",
                                       " Ngày 17  tháng 06 năm 2024 ",
                                       "１７／６／２０２４",
                                       "１７-06-2024",
                                       "17/ 6 /2024",
                                       "17 – 6 – 2024",
                                       "ngày 17/6/2024",
                                       "ngày 17.06.2024",
                                       "nga\xcc\x80y 17 tha\xcc\x81ng 6 năm 2024"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct date d = {0};
        assert_true(date_parse(same[i], &d));
        assert_int_equal(date_compare(d, (struct date){2024, 6, 17}), 0);
    }
    static const char *const wrong[] = {
        "6/17/2024",  "31/6/2024",  "29/2/2023",   "17/6/24",        "17/6",
        "",           "17/6-2024",  "hôm nay",     "17/6/2024 x",    "0/6/2024",
        "17/13/2024", "172/6/2024", "2024/6/17/1", "ngày 6/17/2024", "17 6 2024",
        "ngày",       "17//6/2024", "1７/6/２4",   "l7/6/2024"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct date d = {0};
        assert_false(date_parse(wrong[i], &d));
        assert_false(date_given(d));
    }
    struct date leap;
    assert_true(date_parse("29/2/2024", &leap));
    static const char *const fifth[] = {"5.1.2024", "05-01-2024", "5/1/2024", "ngày 05 tháng 01 năm 2024",
                                        "05／01／2024"};
    for (size_t i = 0; i < sizeof fifth / sizeof *fifth; i++) {
        struct date d = {0};
        assert_true(date_parse(fifth[i], &d));
        assert_int_equal(date_compare(d, (struct date){2024, 1, 5}), 0);
    }
}

static void writes_dates(void **state)
{
    (void)state;
    struct arena arena = {0};
    /* NĐ 30/2020, PL I, II.4: days below 10 and months 1 and 2 take a zero, months 3 to 9 do not. */
    assert_string_equal(date_long(&arena, (struct date){2024, 2, 5}), "ngày 05 tháng 02 năm 2024");
    assert_string_equal(date_long(&arena, (struct date){2024, 6, 17}), "ngày 17 tháng 6 năm 2024");
    assert_string_equal(date_long(&arena, (struct date){2024, 12, 1}), "ngày 01 tháng 12 năm 2024");
    assert_string_equal(date_short(&arena, (struct date){2024, 6, 7}), "7/6/2024");
    assert_string_equal(date_iso(&arena, (struct date){2024, 6, 7}), "2024-06-07");
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){2024, 3, 1}), 19783);
    arena_free(&arena);
}

static void reads_quarters(void **state)
{
    (void)state;
    static const char *const same[] = {
        "Quý II năm 2024", "quý 2/2024",       "Q2/2024",          "QII-2024",
        "2024-q2",         "quí ii năm 2024",  "Quý II, năm 2024", "Quý Ⅱ năm 2024",
        "quý ⅱ/2024",      "Ｑ２／２０２４",   "Q2/2024",          "quí 2 - 2024",
        "QII–2024",        "quy II/ năm 2024", "QUÝ II – 2024",    "qui\xcc\x81 2 năm 2024",
        "Q Ⅱ/2024"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct quarter q = {0};
        assert_true(quarter_parse(same[i], &q));
        assert_int_equal(q.year, 2024);
        assert_int_equal(q.number, 2);
    }
    static const char *const wrong[] = {
        "Quý V năm 2024",   "quý 5/2024",     "2024",   "Quý II",          "Q0/2024",
        "20245-q2",         "quý iiii 2024",  "",       "Quý lI năm 2024", "Quý 1I năm 2024",
        "Quý I11 năm 2024", "Quý Ⅴ năm 2024", "Q22024", "Q2/24",           "quý ll/2024"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct quarter q;
        assert_false(quarter_parse(wrong[i], &q));
    }
}

static void knows_periods(void **state)
{
    (void)state;
    struct date from, to;
    quarter_period((struct quarter){2024, 2}, 15, &from, &to);
    assert_int_equal(date_compare(from, (struct date){2024, 3, 15}), 0);
    assert_int_equal(date_compare(to, (struct date){2024, 6, 14}), 0);
    quarter_period((struct quarter){2024, 1}, 15, &from, &to);
    assert_int_equal(date_compare(from, (struct date){2023, 12, 15}), 0);
    assert_int_equal(date_compare(to, (struct date){2024, 3, 14}), 0);
    quarter_period((struct quarter){2024, 4}, 1, &from, &to);
    assert_int_equal(date_compare(from, (struct date){2024, 10, 1}), 0);
    assert_int_equal(date_compare(to, (struct date){2024, 12, 31}), 0);
}

static void finds_working_days(void **state)
{
    (void)state;
    static const struct date days[][2] = {
        {{2024, 9, 14}, {2024, 9, 16}}, /* a Saturday: Monday */
        {{2024, 6, 14}, {2024, 6, 17}}, /* a Friday */
        {{2025, 12, 14}, {2025, 12, 15}},
        {{2024, 12, 31}, {2025, 1, 2}}, /* over the turn of the year, past the holiday */
        {{2024, 4, 29}, {2024, 5, 2}},  /* two holidays in a row */
        {{2024, 2, 28}, {2024, 2, 29}}, /* a leap year */
        {{1999, 12, 31}, {2000, 1, 3}},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(date_compare(date_working_day_after(days[i][0]), days[i][1]), 0);
}

static void knows_units(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct quantity a = {.unit = "buổi (125 phụ huynh)"}, b = {.unit = "Buổi/năm"}, c = {.unit = "buổi họp"},
                    none = {0};
    assert_true(quantity_same_unit(&arena, a, b));
    assert_false(quantity_same_unit(&arena, a, c));
    assert_false(quantity_same_unit(&arena, a, none));
    assert_true(quantity_same_unit(&arena, none, none));
    assert_int_equal(quantity_unit_length("buổi (125 phụ huynh)"), strlen("buổi"));
    arena_free(&arena);
}

static void reads_quantities(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *text;
        int64_t thousandths;
        const char *unit, *shown;
    } cases[] = {
        {"1 buổi", 1000, "buổi", "01 buổi"},
        {"01 buổi", 1000, "buổi", "01 buổi"},
        {"75%", 75000, "%", "75%"},
        {"1.234 lượt", 1234000, "lượt", "1.234 lượt"},
        {"1,5 giờ", 1500, "giờ", "1,5 giờ"},
        {"0", 0, "", "0"},
        {"12 lần/năm", 12000, "lần/năm", "12 lần/năm"},
        {"1.234.567,25", 1234567250, "", "1.234.567,25"},
        {"1.234,5", 1234500, "", "1.234,5"},
        {"96,5%", 96500, "%", "96,5%"},
        {"０９ buổi", 9000, "buổi", "09 buổi"},
        {"１．２３４，５", 1234500, "", "1.234,5"},
        {"７５％", 75000, "%", "75%"},
        {"5 m²", 5000, "m²", "05 m²"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct quantity q;
        assert_true(quantity_parse(&arena, cases[i].text, &q));
        assert_int_equal(q.thousandths, cases[i].thousandths);
        assert_string_equal(q.unit, cases[i].unit);
        assert_string_equal(quantity_text(&arena, q), cases[i].shown);
    }
    static const char *const wrong[] = {
        "",         "một buổi", "17/6/2024", "1.23",  "9999999999999999999999", "-1", "−1", "0.605",
        "1234.567", "1.2345",   "12.34.567", "01.234"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct quantity q;
        assert_false(quantity_parse(&arena, wrong[i], &q));
    }
    arena_free(&arena);
}

static void asks_about_a_single_dot(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *text;
        bool ambiguous;
    } cases[] = {
        {"1.234 lượt", true}, {"4.605", true},  {"123.456 đồng", true}, {"１.２３４", true},
        {"1234", false},      {"1,234", false}, {"1.234.567", false},   {"1.234,5", false},
        {"96,5%", false},     {"1", false},
    };
    struct quantity q;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(quantity_parse(&arena, cases[i].text, &q));
        assert_int_equal(q.ambiguous, cases[i].ambiguous);
    }
    assert_true(quantity_parse(&arena, "4.605 lượt", &q));
    assert_string_equal(quantity_as_thousands(&arena, q), "4605 lượt");
    assert_string_equal(quantity_as_decimal(&arena, q), "4,605 lượt");
    assert_string_equal(quantity_typed(&arena, q), "4605 lượt");
    assert_true(quantity_parse(&arena, "1.234.567 lượt", &q));
    assert_string_equal(quantity_typed(&arena, q), "1.234.567 lượt");
    assert_true(quantity_parse(&arena, "1000,5", &q));
    assert_string_equal(quantity_typed(&arena, q), "1.000,5");
    assert_true(quantity_parse(&arena, "9", &q));
    assert_string_equal(quantity_typed(&arena, q), "09");
    assert_true(quantity_parse(&arena, "12.005%", &q));
    assert_string_equal(quantity_as_decimal(&arena, q), "12,005%");
    arena_free(&arena);
}

static void reads_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t thousandths;
    } cases[] = {{"1.234,5", 1234500}, {"−0,25", -250},    {"-3", -3000},  {" 96,5 % ", 96500},
                 {"０５", 5000},       {"1.234", 1234000}, {"−１", -1000}, {"09", 9000}};
    int64_t value;
    bool ambiguous;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(number_parse(cases[i].text, &value, &ambiguous));
        assert_int_equal(value, cases[i].thousandths);
        assert_int_equal(ambiguous, strcmp(cases[i].text, "1.234") == 0);
    }
    assert_true(number_parse("1", &value, NULL));
    static const char *const wrong[] = {"", "-", "1 buổi", "1 2", "--1", "1/2", "4.6", "%", "²", "1²", "+1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(number_parse(wrong[i], &value, &ambiguous));
}

static void reads_romans(void **state)
{
    (void)state;
    assert_int_equal(roman_value("I", 1), 1);
    assert_int_equal(roman_value("IV", 2), 4);
    assert_int_equal(roman_value("IX", 2), 9);
    assert_int_equal(roman_value("XIV", 3), 14);
    assert_int_equal(roman_value("XXXIX", 5), 39);
    assert_int_equal(roman_value("IIII", 4), 0);
    assert_int_equal(roman_value("", 0), 0);
    assert_int_equal(roman_value("i", 1), 0);
    assert_int_equal(roman_value("VX", 2), 0);
}

static void told_in_vietnam(void **state)
{
    (void)state;
    static const struct {
        int64_t when;
        struct date_time there;
    } cases[] = {
        {0, {{1970, 1, 1}, 7, 0, 0}},
        {-7 * 3600 - 1, {{1969, 12, 31}, 23, 59, 59}},
        {1709139599, {{2024, 2, 28}, 23, 59, 59}},
        {1709139600, {{2024, 2, 29}, 0, 0, 0}},
        {1735664400, {{2025, 1, 1}, 0, 0, 0}},
        {-62135596800 - 7 * 3600, {{1, 1, 1}, 0, 0, 0}},
        {253402275599, {{9999, 12, 31}, 23, 59, 59}},
        {INT64_C(1) << 60, {{0, 0, 0}, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date_time t = date_time_of(cases[i].when), wanted = cases[i].there;
        if (date_compare(t.day, wanted.day) != 0 || t.hour != wanted.hour || t.minute != wanted.minute ||
            t.second != wanted.second)
            fail_msg("%d/%d/%d %d:%d:%d", t.day.day, t.day.month, t.day.year, t.hour, t.minute, t.second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_in_vietnam), cmocka_unit_test(reads_dates),
        cmocka_unit_test(writes_dates),    cmocka_unit_test(reads_quarters),
        cmocka_unit_test(knows_periods),   cmocka_unit_test(finds_working_days),
        cmocka_unit_test(knows_units),     cmocka_unit_test(reads_quantities),
        cmocka_unit_test(reads_romans),    cmocka_unit_test(asks_about_a_single_dot),
        cmocka_unit_test(reads_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
