/* test_check_scores.c - indices.md: what is read of it, what is complained about, and the goal of the plan
 * held against it. */
#include "check_unit.h"
#include "read_unit.h"

#define RELEASE(year, fields) "  - năm: " year "\n    nguồn: Báo cáo PAPI\n" fields
#define SEVEN                                                                                                                     \
    "    chỉ số 2: 5\n    chỉ số 3: 5\n    chỉ số 4: 5\n    chỉ số 5: 5\n    chỉ số 6: 5\n    chỉ số 7: " \
    "5\n    chỉ số 8: 5\n"
#define FILE_OF(releases) "---\ncông bố:\n" releases "---\n"

/* The value read of one score, in ten-thousandths, 0 after a complaint. */
static int value_of(const char *score)
{
    struct read_unit u;
    read_unit_open(&u);
    const char *text = arena_printf(&u.arena, FILE_OF(RELEASE("2024", "    chỉ số 8: \"%s\"\n")), score);
    struct scores *scores = scores_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, text));
    int value = scores->releases[0].scores[7].value;
    const char *codes = read_unit_codes(&u);
    if (strcmp(codes, value ? "" : "G001@5:15") != 0)
        print_error("%s: %d %s\n", score, value, codes);
    assert_string_equal(codes, value ? "" : "G001@5:15");
    read_unit_close(&u);
    return value;
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int value;
    } cases[] = {
        {"4,6059", 46059}, {"4.6059", 46059}, {"4,605", 46050},    {"4.605", 46050}, {"4", 40000},
        {"1", 10000},      {"10", 100000},    {"10,0", 100000},    {"04,5", 45000},  {"4,60599", 46059},
        {"0", 0},          {"0,9999", 0},     {"10,0001", 0},      {"11", 0},        {"46059", 0},
        {"4,", 0},         {",5", 0},         {"4,6,1", 0},        {"4,6 điểm", 0},  {"-4", 0},
        {"bốn", 0},        {"4/10", 0},       {"999999999999", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(value_of(cases[i].text), cases[i].value);
}

static void test_reader(void **state)
{
    (void)state;
    struct read_unit u;
    read_unit_open(&u);
    const char *text =
        FILE_OF(RELEASE("2023", "    ngày: 2/4/2024\n    chỉ số 1: 4,6\n") RELEASE("2024", ""));
    struct scores *scores = scores_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, text));
    assert_string_equal(read_unit_codes(&u), "");
    assert_int_equal(scores->count, 2);
    assert_str(scores->releases[0].origin, "Báo cáo PAPI");
    assert_str(scores->releases[0].scores[0].text, "4,6");
    assert_null(scores->releases[0].scores[1].text.s); /* a gap is not 0 */
    assert_int_equal(scores->releases[0].date.month, 4);
    assert_ptr_equal(scores_of_year(scores, 2024), &scores->releases[1]);
    assert_null(scores_of_year(scores, 2022));
    assert_null(scores_of_year(NULL, 2024));
    read_unit_close(&u);
}

static void test_reader_complains(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"---\ncông bố: không\n---\n", "S001@2:10"},
        {"---\ncông bố:\n  - 2024\n---\n", "S001@3:5"},
        {"---\nbỏ qua:\n---\n", "K015@1:1 S001@2:8"},
        {FILE_OF("  - năm: 2024\n"), "K015@3:5"},
        {FILE_OF(RELEASE("24", "")), "G002@3:10"},
        {FILE_OF(RELEASE("năm nay", "")), "G002@3:10"},
        {FILE_OF(RELEASE("2024", "") RELEASE("2024", "")), "G002@5:10"},
        {FILE_OF(RELEASE("2024", "    chỉ số 9: 5\n")), "K014@5:5"},
        {FILE_OF(RELEASE("2024", "    chỉ số 1: 5\n    chỉ số 1: 6\n")), "K012@6:5"},
        {FILE_OF(RELEASE("2024", "    ngày: 31/4/2025\n")), "T027@5:11"},
        {FILE_OF(RELEASE("2024", "")) "\nLời.\n", "G003@7:1"},
        {FILE_OF(RELEASE("2024", "")) "\n<!-- Lời. -->\n", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct read_unit u;
        read_unit_open(&u);
        scores_read(&u.arena, &u.diags, unit_source(&u.arena, &u.diags, cases[i][0]));
        const char *codes = read_unit_codes(&u);
        if (strcmp(codes, cases[i][1]) != 0)
            print_error("%s%s\n", cases[i][0], codes);
        assert_string_equal(codes, cases[i][1]);
        read_unit_close(&u);
    }
}

#define GOAL "Phấn đấu từng chỉ số nội dung năm 2024 phải cao hơn với năm 2023."
#define PLAN_WITH(goal) PLAN_HEAD "- Việc.\n\n## II. MỤC TIÊU\n\n- Tuyên truyền.\n- " goal "\n"

/* All that is printed about the plan and scores (NULL: no file), in the unit's arena. */
static const char *judge(struct check_unit *u, const char *plan, const char *file)
{
    static const char *const none[4];
    check_unit_open(u, plan, none);
    if (file)
        u->year.scores = scores_read(&u->arena, &u->diags, named_source(u, "indices.md", file));
    return check_unit_run(u);
}

/* The words behind "chỉ số nội dung" of the note about the goal, or "" when there is none. */
static void expect_goal(const char *plan, const char *file, const char *missed)
{
    struct check_unit u;
    const char *out = judge(&u, plan, file);
    if (times(out, "[G103]") != (*missed != '\0') || !strstr(out, missed))
        print_error("%s\n", out);
    assert_int_equal(times(out, "[G103]"), *missed != '\0');
    assert_non_null(strstr(out, missed));
    check_unit_close(&u);
}

static void test_goal(void **state)
{
    (void)state;
    const char *plan = PLAN_WITH(GOAL);
    const char *both = FILE_OF(
        RELEASE(
            "2023",
            "    chỉ số 1: 4,6\n    chỉ số 3: 4,3042\n    chỉ số 5: 7\n    chỉ số 7: 3\n    chỉ số 8: 4\n")
            RELEASE("2024", "    chỉ số 1: 4.7\n    chỉ số 3: 4.1746\n    chỉ số 5: 7,0\n    chỉ số 8: 3\n"));
    expect_goal(plan, both, "chỉ số nội dung 3 (4,3042 → 4,1746), 5 (7 → 7,0), 8 (4 → 3)\n");
    expect_goal(plan, NULL, "");
    expect_goal(plan, FILE_OF(RELEASE("2023", "    chỉ số 1: 5\n")), "");
    expect_goal(plan, FILE_OF(RELEASE("2024", "    chỉ số 1: 5\n")),
                ""); /* not judged until both are published */
    expect_goal(plan, FILE_OF(RELEASE("2024", "    chỉ số 1: 5\n") RELEASE("2023", "    chỉ số 1: 4\n")), "");
    expect_goal(PLAN_WITH("Giữ vững các chỉ số."), both, "");
    expect_goal(PLAN_WITH("Từng chỉ số nội dung năm 2023 phải cao hơn năm 2022."), both, "");
    expect_goal(PLAN_WITH("x\n\n  - " GOAL), both, "chỉ số nội dung 3"); /* an item of an item */
    expect_goal(PLAN_HEAD "- " GOAL "\n", both, "");                     /* a task is no goal */
}

static void test_goal_place(void **state)
{
    (void)state;
    static const char *const file =
        FILE_OF(RELEASE("2023", "    chỉ số 1: 5\n") RELEASE("2024", "    chỉ số 1: 5\n"));
    static const struct {
        const char *plan, *place;
    } cases[] = {
        {PLAN_WITH(GOAL), "plan.md:17:47: "},
        {PLAN_WITH("Chất lượng cao hơn.\n\n  - " GOAL),
         "plan.md:19:49: "}, /* of the item inside, not of that around it */
        {PLAN_WITH("Việc.\n\n### 1. Chung\n\n- x\n\n### 2. Riêng\n\n- x\n- " GOAL),
         "plan.md:26:47: "}, /* below a heading */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct check_unit u;
        const char *out = judge(&u, cases[i].plan, file);
        if (!strstr(out, arena_join(&u.arena, cases[i].place, "ghi chú [G103]", "")))
            print_error("%s\n", out);
        assert_non_null(strstr(out, arena_join(&u.arena, cases[i].place, "ghi chú [G103]", "")));
        check_unit_close(&u);
    }
}

/* Last year's results may stand in last year's folder; the place is that of the goal. */
static void test_goal_over_folders(void **state)
{
    (void)state;
    static const char *const none[4];
    struct check_unit u;
    check_unit_open(&u, PLAN_WITH(GOAL), none);
    struct year years[2] = {{.number = 2023, .folder = ".", .shown = "2023"}, u.year};
    years[0].scores =
        scores_read(&u.arena, &u.diags,
                    named_source(&u, "2023/indices.md", FILE_OF(RELEASE("2023", "    chỉ số 1: 5\n" SEVEN))));
    years[1].scores =
        scores_read(&u.arena, &u.diags,
                    named_source(&u, "2024/indices.md", FILE_OF(RELEASE("2024", "    chỉ số 1: 4\n" SEVEN))));
    u.model.years = years;
    u.model.year_count = 2;
    const char *out = check_unit_run(&u);
    assert_non_null(strstr(out, "plan.md:17:47: ghi chú [G103]"));
    assert_non_null(strstr(out, "1 (5 → 4), 2 (5 → 5)"));
    assert_non_null(strstr(out, "2024/indices.md"));
    check_unit_close(&u);
}

static void test_release(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {FILE_OF(RELEASE("2024", "    ngày: 15/4/2025\n    chỉ số 1: 5\n" SEVEN)), ""},
        {FILE_OF(RELEASE("2024", "    chỉ số 1: 5\n" SEVEN)), ""},
        {FILE_OF(RELEASE("2024", "    ngày: 31/12/2024\n    chỉ số 1: 5\n" SEVEN)),
         "không thể công bố ngày 31/12/2024"},
        {FILE_OF(RELEASE("2024", SEVEN)), "chưa có điểm của chỉ số nội dung 1\n"},
        {FILE_OF(RELEASE("2024", "    chỉ số 1: 5\n")), "chỉ số nội dung 2, 3, 4, 5, 6, 7, 8\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct check_unit u;
        const char *out = judge(&u, PLAN_HEAD "- Việc.\n", cases[i][0]);
        if (!strstr(out, cases[i][1]) || times(out, " [G1") != (*cases[i][1] != '\0'))
            print_error("%s\n", out);
        assert_non_null(strstr(out, cases[i][1]));
        assert_int_equal(times(out, " [G1"), *cases[i][1] != '\0');
        check_unit_close(&u);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),           cmocka_unit_test(test_reader),
        cmocka_unit_test(test_reader_complains), cmocka_unit_test(test_goal),
        cmocka_unit_test(test_goal_place),       cmocka_unit_test(test_goal_over_folders),
        cmocka_unit_test(test_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
