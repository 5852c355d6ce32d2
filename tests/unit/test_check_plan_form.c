/* test_check_plan_form.c - the plan judged as a document: number, years, recipients, end, letters, open
 * tasks. */
#include "check_unit.h"

#define SCHOOL                                                                                                               \
    "---\ntên: T\nký hiệu: HB\ncơ quan chủ quản: U\nđịa danh: Q\nkính gửi: U\nnơi nhận: [A]\nlưu: VT\n"   \
    "người ký:\n  - họ tên: A\n    chức vụ: B\nbộ phận:\n  - tên: Văn phòng\n    gồm: [Cán bộ giáo " \
    "dục]\n---\n"
#define HEAD(number, date, summary)                                                                          \
    "---\nloại: Kế hoạch\nsố: " number "\nngày: " date "\ntrích yếu: " summary                               \
    "\nphần bắt buộc: [I]\nphần nhiệm vụ: [I]\n---\n\n"
#define GOOD HEAD("32/KH-HB", "27/5/2024", "Kế hoạch năm 2024")
#define TASK "## I. VIỆC\n\n- Mỗi quý họp 01 lần: Văn phòng.\n\n"
#define END "Hết./.\n\n"
#define RECIPIENTS "## Nơi nhận\n\n- Phòng Nội vụ;\n- Lưu: VT.\n"

/* The codes P2… about the plan, as "P201 P205"; the printed text in *out when it is not NULL. */
static void judge(struct check_unit *u, const char *plan, const char *codes, const char **out)
{
    static const char *const none[4];
    check_unit_open(u, plan, none);
    u->model.school = school_read(&u->arena, &u->diags, named_source(u, "school.md", SCHOOL));
    const char *printed = check_unit_run(u);
    char found[200] = "";
    for (const char *p = printed; (p = strstr(p, " [P2")) != NULL; p++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.4s", *found ? " " : "", p + 2);
    if (strcmp(found, codes) != 0)
        print_error("%s\n%s\n", plan, printed);
    assert_string_equal(found, codes);
    if (out)
        *out = printed;
}

static void expect(const char *plan, const char *codes)
{
    struct check_unit u;
    judge(&u, plan, codes, NULL);
    check_unit_close(&u);
}

/* The codes about the plan, and a text that must be printed. */
static void expect_text(const char *plan, const char *codes, const char *text)
{
    struct check_unit u;
    const char *out;
    judge(&u, plan, codes, &out);
    if (!strstr(out, text))
        print_error("%s\n", out);
    assert_non_null(strstr(out, text));
    check_unit_close(&u);
}

static void test_number(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"32/KH-HB", ""},          {"04/KH-HB", ""},       {"32/2024/KH-HB", ""},
        {"4/KH-HB", "P201"},       {"KH-HB", "P201"},      {"32", "P201"},
        {"32/KH", "P201"},         {"32/KH-", "P201"},     {"32/-HB", "P201"},
        {"32 /KH-HB", "P201"},     {"32/KH- HB", "P201"},  {"1234567/KH-HB", "P201"},
        {"32/KH-HB/2", "P201"},    {"32/2024/", "P201"},   {"32/QĐ-HB", "P202"},
        {"32/kh-HB", "P202"},      {"32/KH-UBND", "P203"}, {"32/BC-X", "P202 P203"},
        {"32/2023/KH-HB", "P204"}, {"123456/KH-HB", ""},   {"32/2024KH-HB", "P201"},
        {"32/ABCD/KH-HB", "P201"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        expect(arena_printf(&arena,
                            "---\nloại: Kế hoạch\nsố: %s\nngày: 27/5/2024\ntrích yếu: x\nphần bắt buộc: "
                            "[I]\nphần nhiệm vụ: [I]\n---\n\n" TASK END RECIPIENTS,
                            cases[i][0]),
               cases[i][1]);
        arena_free(&arena);
    }
    expect("---\nloại: Tờ trình\nsố: 32/X-HB\nngày: 27/5/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm "
           "vụ: [I]\n---\n\n" TASK END RECIPIENTS,
           ""); /* a kind whose letters nobody knows */
    expect_text(HEAD("7/KH-HB", "27/5/2024", "x") TASK END RECIPIENTS, "P201", "“07/KH-HB”");
    expect_text(HEAD("32/KH-X # sổ của trường", "27/5/2024", "x") TASK END RECIPIENTS, "P203",
                "\n      |           ^\n");
}

static void test_years(void **state)
{
    (void)state;
    expect(HEAD("32/KH-HB", "28/12/2023", "năm 2024") TASK END RECIPIENTS, "");
    expect(HEAD("32/KH-HB", "30/11/2023", "năm 2024") TASK END RECIPIENTS, "P205");
    expect(HEAD("32/KH-HB", "2/1/2025", "năm 2024") TASK END RECIPIENTS, "P205");
    expect(HEAD("32/KH-HB", "2/1/2024", "năm 2023") TASK END RECIPIENTS, "P206");
    expect(HEAD("32/KH-HB", "2/1/2024", "năm 2024, sau kết quả năm 2023") TASK END RECIPIENTS, "");
    expect(HEAD("32/KH-HB", "2/1/2024", "giai đoạn 2021-2025") TASK END RECIPIENTS, "");
    expect(HEAD("32/KH-HB", "2/1/2024", "năm học 2023 - 2024") TASK END RECIPIENTS, "");
}

static void test_recipients(void **state)
{
    (void)state;
    expect(GOOD TASK END, "P207");
    expect(GOOD TASK END "## Nơi nhận\n\n- A.\n", "P208");
    expect(GOOD TASK END "## Nơi nhận\n\n- Lưu: VT;\n- A.\n", "P209");
    expect(GOOD TASK END "## Nơi nhận\n\n- A,\n- LƯU VT;\n", "P210 P210");
    expect(GOOD TASK END "## Nơi nhận\n\n- Lưu: VT.\n", "");
    expect(GOOD TASK END "## Nơi nhận\n\n- Lưu trữ quận;\n- Lưu: VT.\n", "");
}

static void test_closing(void **state)
{
    (void)state;
    expect(GOOD TASK RECIPIENTS, "P211");
    expect_text(GOOD TASK "Hết.\n\n" RECIPIENTS, "P211", "nhiệm vụ I.2");
    /* behind the last of all that is said */
    expect_text(GOOD "## I. VIỆC\n\n### 1. Một\n\n- Mỗi quý họp 01 lần: Văn phòng.\n\n### 2. Hai\n\n- Mỗi "
                     "quý họp 01 lần: Văn "
                     "phòng.\n- Mỗi quý họp 01 lần: Văn phòng.\n\n" RECIPIENTS,
                "P211", "plan.md:19:3: ");
    expect_text(GOOD
                "## I. VIỆC\n\n### 1. Một\n\n- Mỗi quý họp 01 lần: Văn phòng.\n\n### 2. Hai\n\n" RECIPIENTS,
                "P211", "plan.md:16:");
    expect(HEAD("32/KH-HB", "27/5/2024", "x") RECIPIENTS, "P211"); /* no part at all: no place, no crash */
}

#define LETTERS(text)                                                                                        \
    GOOD "## I. VIỆC\n\n- Mỗi quý họp 01 lần: Văn phòng.\n\n## II. ĐIỂM\n\n" text "\n" END RECIPIENTS
static void test_letters(void **state)
{
    (void)state;
    expect(LETTERS("a) x;\n\nb) x;\n\nc) x;\n\nd) x;\n\nđ) x;\n\ne) x;\n\ng) x.\n"), "");
    expect_text(LETTERS("a) x;\n\nc) x.\n"), "P212", "điểm c) đứng ở chỗ của điểm b)");
    expect(LETTERS("a) x;\n\nb) x.\n\na) x;\n\nb) x.\n"), "");   /* begins anew */
    expect(LETTERS("b) x.\n"), "P212");                          /* does not begin with a */
    expect(LETTERS("a) x;\n\nă) x;\n\nc) x.\n"), "P212");        /* ă numbers nothing, but stands for b */
    expect(LETTERS("a) x;\nc) x.\n"), "P212");                   /* lines of one paragraph */
    expect(LETTERS("- a) x;\n- b) x;\n- e) x.\n"), "P212");      /* items of a list */
    expect(LETTERS("Theo điểm\nb) khoản 1 của điều lệ.\n"), ""); /* a reference, wrapped */
    expect(LETTERS("(x) và b) trong câu.\n"), "");               /* not at the start of a line */
    expect(LETTERS("a)\n\nb)\n"), "");
    expect(LETTERS("a) x;\n\nA) y;\n\nÀ) y;\n\n…) y;\n\nΔ) y;\n\nb) x.\n"), ""); /* no letters of points */
    expect(LETTERS("**a)** x;\n\n**c)** x.\n"), "P212");
    expect(LETTERS("a) x;\n\nb) x.\n\n## III. KHÁC\n\na) x;\n\nb) x.\n"), "");
    expect(LETTERS("a) x;\n\nTheo **c)** và d) nữa.\n"), "");
    expect(LETTERS("### 1. Mục\n\na) x;\n\nc) x.\n"), "P212"); /* of a section, of a task */
    expect(GOOD "## I. VIỆC\n\n- Mỗi quý họp 01 lần: Văn phòng.\n\n  a) x;\n\n  c) x.\n\n" END RECIPIENTS,
           "P212");
}

#define POINT(letter) letter ") x;\n\n"
#define ALL_POINTS                                                                                           \
    "a) x;\n\nb) x;\n\nc) x;\n\nd) x;\n\nđ) x;\n\ne) x;\n\ng) x;\n\nh) x;\n\ni) x;\n\nk) x;\n\nl) x;\n\n"   \
    "m) x;\n\nn) x;\n\no) x;\n\np) x;\n\nq) x;\n\nr) x;\n\ns) x;\n\nt) x;\n\nu) x;\n\nv) x;\n\nx) x;\n\n"    \
    "y) x;\n\n"
static void test_all_letters(void **state)
{
    (void)state;
    expect(LETTERS(ALL_POINTS), "");
    expect(LETTERS(ALL_POINTS POINT("b")), ""); /* behind the last nobody knows what comes */
    expect(LETTERS(ALL_POINTS POINT("z")), "");
    expect(LETTERS(POINT("a") POINT("ă") POINT("d")), "P212 P212");
    expect(LETTERS(POINT("a") POINT("z")), "P212");
    expect(LETTERS(POINT("a") POINT("à")), "P212");
    expect(LETTERS(POINT("a") POINT("{")), "");
    expect(LETTERS(POINT("a") POINT("ỹ")), "P212");
    expect(LETTERS(POINT("a") POINT("ἀ")), ""); /* Greek */
    expect(LETTERS("a)x;\n\nc)x.\n"), "");      /* no space behind */
    expect_text(LETTERS(POINT("a") POINT("đ")), "P212", "điểm đ) đứng ở chỗ của điểm b)");
}

#define TASKS(items) GOOD "## I. VIỆC\n\n" items "\n" END RECIPIENTS
static void test_owners(void **state)
{
    (void)state;
    expect_text(
        TASKS("- Mỗi quý họp 01 lần.\n- Mỗi quý họp 01 lần: Văn phòng.\n- Mỗi quý họp 01 lần.\n- Mỗi quý họp "
              "02 lần.\n"),
        "P213", "3 trên 4 nhiệm vụ chưa nêu bộ phận phụ trách: I.1, I.3–4\n");
    expect(TASKS("- Mỗi quý họp 01 lần.\n  - Phụ trách: Ai đó\n"), "");
    expect(TASKS("- Nội dung “x”: Cán bộ giáo dục.\n\n  Mỗi quý họp 01 lần.\n"), "");
    expect(TASKS("- Mỗi quý họp 01 lần: người lạ.\n"), "P213");
    expect(TASKS("- Mỗi quý họp 01 lần:\n  - Phụ trách: Văn phòng\n"), "");
}

static void test_targets_and_periods(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Hằng năm họp 02 buổi", ""},
        {"Hàng năm họp 02 buổi", ""},
        {"HẰNG NĂM đạt 100% hồ sơ", ""},
        {"Hằng năm họp", "P214"},
        {"Hằng năm học tập theo Nghị quyết số 02", "P214"},
        {"Hằng năm học theo công văn 12/UBND lần thứ XI", "P214"},
        {"Họp 2 lần", "P215"},
        {"Họp 2 lần trong quy trình giải quyết", "P215"},
        {"Họp 2 lần trong quý", ""},
        {"Gửi 1.200 phiếu trước ngày 5/6/2024", ""},
        {"Rà soát", "P214 P215"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        expect(arena_printf(&arena, TASKS("- %s: Văn phòng.\n"), cases[i][0]), cases[i][1]);
        arena_free(&arena);
    }
    expect(TASKS("- Họp: Văn phòng.\n  - Chỉ tiêu: 4 lần/năm\n"), "");
    expect(TASKS("- Họp: Văn phòng.\n  - Chỉ tiêu: 4 lần\n  - Thời hạn: 31/8/2024\n"), "");
    expect(TASKS("- Họp: Văn phòng.\n  - Chỉ tiêu: đủ người\n  - Thời hạn: 31/8/2024\n"), "P214");
}

/* Long plans are told in a line, not in a thousand codes. */
static void test_many_tasks(void **state)
{
    (void)state;
    struct arena texts = {0};
    struct buf plan = {0};
    buf_str(&plan, GOOD "## I. VIỆC\n\n");
    for (int i = 0; i < 40; i++)
        buf_str(&plan, i % 2 ? "- Mỗi quý họp 01 lần.\n" : "- Mỗi quý họp 01 lần: Văn phòng.\n");
    buf_str(&plan, "\n" END RECIPIENTS);
    expect_text(buf_take(&plan, &texts), "P213", "20 trên 40 nhiệm vụ chưa nêu bộ phận phụ trách: I.2, I.4");
    buf_free(&plan);
    arena_free(&texts);
}

static void test_idle_indices(void **state)
{
    (void)state;
    static const char *const none[4];
    struct check_unit u;
    check_unit_open(
        &u,
        TASKS("### 1. Chỉ số nội dung 1 “Một”: Văn phòng.\n\n- Mỗi quý họp 01 lần.\n\n### 2. Chỉ số nội dung "
              "4 “Bốn”: Văn phòng.\n\n- Mỗi quý họp 01 lần.\n"),
        none);
    const char *papi =
        "---\nchỉ số:\n  - số: 1\n    tên: Một\n  - số: 2\n    tên: Hai\n  - số: 3\n    tên: Ba\n  - số: "
        "4\n    tên: Bốn\n---\n";
    u.model.papi = papi_read(&u.arena, &u.diags, named_source(&u, "papi.md", papi));
    const char *out = check_unit_run(&u);
    assert_non_null(strstr(out, "plan.md:16:1: "));
    assert_non_null(strstr(out, "chỉ số nội dung 2 (“Hai”), 3 (“Ba”)\n"));
    assert_int_equal(times(out, "[P216]"), 1);
    check_unit_close(&u);
}

/* Without a school, or with a plan of nothing, there is nothing to judge by. */
static void test_nothing(void **state)
{
    (void)state;
    static const char *const none[4];
    struct check_unit u;
    check_unit_open(&u, PLAN_HEAD "- Việc.\n", none);
    assert_null(strstr(check_unit_run(&u), "[P2"));
    check_unit_close(&u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number),     cmocka_unit_test(test_years),
        cmocka_unit_test(test_recipients), cmocka_unit_test(test_closing),
        cmocka_unit_test(test_letters),    cmocka_unit_test(test_all_letters),
        cmocka_unit_test(test_owners),     cmocka_unit_test(test_targets_and_periods),
        cmocka_unit_test(test_many_tasks), cmocka_unit_test(test_idle_indices),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
