/* test_model_school.c - names, signers and roles by day and by name. */
#include "unit.h"

#include "model/school.h"

static struct dated dated(const char *text, struct date from, struct date to)
{
    return (struct dated){.text = {.s = text}, .from = from, .to = to};
}

static void finds_the_text_of_a_day(void **state)
{
    (void)state;
    struct date end = {2025, 6, 30}, begin = {2025, 7, 1};
    struct dated items[] = {dated("Quận 1", (struct date){0}, end),
                            dated("Sài Gòn", begin, (struct date){0})};
    struct dated_list list = {items, 2};
    assert_string_equal(dated_on(&list, (struct date){2024, 6, 17}).s, "Quận 1");
    assert_string_equal(dated_on(&list, end).s, "Quận 1"); /* both days inclusive */
    assert_string_equal(dated_on(&list, begin).s, "Sài Gòn");
    assert_string_equal(dated_on(&list, (struct date){0}).s, "Sài Gòn"); /* without a day: the last of all */
    items[1].from = (struct date){2025, 7, 2};
    assert_null(dated_on(&list, begin).s); /* nobody's day */
    items[1].from = end;
    assert_string_equal(dated_on(&list, end).s, "Sài Gòn"); /* the last that fits */
    list.count = 0;
    assert_null(dated_on(&list, end).s);
}

static void finds_the_signer_of_a_day(void **state)
{
    (void)state;
    struct signer signers[] = {{.name = {.s = "A"}, .to = {2024, 8, 31}},
                               {.name = {.s = "B"}, .from = {2024, 9, 1}}};
    struct school school = {.signers = signers, .signer_count = 2};
    assert_string_equal(school_signer(&school, (struct date){2024, 8, 31})->name.s, "A");
    assert_string_equal(school_signer(&school, (struct date){2024, 9, 1})->name.s, "B");
    signers[1].from.month = 10;
    assert_null(school_signer(&school, (struct date){2024, 9, 1}));
}

static void finds_roles_loosely(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str aliases[] = {{.s = "Công chức Văn phòng – Thống kê"}, {.s = "Văn thư"}};
    struct role roles[] = {{.name = {.s = "Ban giám hiệu"}},
                           {.name = {.s = "Văn phòng"}, .aliases = aliases, .alias_count = 2}};
    struct school school = {.roles = roles, .role_count = 2};
    assert_ptr_equal(school_role(&school, "VĂN  PHÒNG"), &roles[1]);
    assert_ptr_equal(school_role(&school, "cong chuc van phong - thong ke"), &roles[1]);
    assert_ptr_equal(school_role(&school, "Ban Giám hiệu"), &roles[0]);
    assert_null(school_role(&school, "Văn"));
    arena_free(&arena);
}

static void finds_indices(void **state)
{
    (void)state;
    struct papi_index indices[] = {{.number = 8}, {.number = 1}};
    struct papi papi = {.indices = indices, .count = 2};
    assert_ptr_equal(papi_find(&papi, 1), &indices[1]);
    assert_null(papi_find(&papi, 7));
    assert_null(papi_find(NULL, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_text_of_a_day),
        cmocka_unit_test(finds_the_signer_of_a_day),
        cmocka_unit_test(finds_roles_loosely),
        cmocka_unit_test(finds_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
