/* test_check_citations.c - citations in prose: what is read, where it stands, and what is wrong with it. */
#include "check_unit.h"

#include "check/citation.h"
#include "read/markdown.h"

/* ---- the parser ---- */

struct cited_unit {
    struct arena arena;
    struct diags diags;
    struct citations found;
};

static void cite(struct cited_unit *u, const char *markdown)
{
    memset(u, 0, sizeof *u);
    u->diags.arena = &u->arena;
    const struct source *source = unit_source(&u->arena, &u->diags, markdown);
    if (source)
        citations_in(&u->arena, markdown_read(&u->arena, &u->diags, source, 0, MARKDOWN_CONTENT), &u->found);
}

/* The citations as "kind, key, day, issuer, subject" of those that are given, one after the other. */
static const char *told(struct cited_unit *u)
{
    const char *all = "";
    for (size_t i = 0; i < u->found.count; i++) {
        const struct citation *c = &u->found.list[i];
        const char *day = c->date_wrong         ? "no such day"
                          : date_given(c->date) ? date_short(&u->arena, c->date)
                          : c->dated            ? "day"
                                                : "-";
        all = arena_printf(&u->arena, "%s%s%s, %s, %s", all, i ? "; " : "", c->type ? c->type->name : "?",
                           c->key, day);
        if (c->issuer.s || c->subject.s)
            all = arena_printf(&u->arena, "%s, %s", all, c->issuer.s ? c->issuer.s : "?");
        if (c->subject.s)
            all = arena_printf(&u->arena, "%s, %s", all, c->subject.s);
    }
    return all;
}

static void expect_told(const char *markdown, const char *expected)
{
    struct cited_unit u;
    cite(&u, markdown);
    const char *found = told(&u);
    if (strcmp(found, expected) != 0)
        print_error("%s\n", markdown);
    assert_string_equal(found, expected);
    arena_free(&u.arena);
}

static void test_full(void **state)
{
    (void)state;
    expect_told("Căn cứ Quyết định số 2844/QĐ-UBND ngày 14 tháng 8 năm 2021 của Ủy ban nhân dân Thành phố Hồ "
                "Chí Minh về việc\n"
                "ban hành Kế hoạch cải thiện;",
                "Quyết định, 2844/qd-ubnd, 14/8/2021, Ủy ban nhân dân Thành phố Hồ Chí Minh, về việc ban "
                "hành Kế hoạch cải thiện");
    expect_told("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.",
                "Nghị định, 30/2020/nd-cp, 5/3/2020, Chính phủ, về công tác văn thư");
    expect_told(
        "Thông tư 09/2024/TT-BGDĐT ngày 3-6-2024 của Bộ trưởng Bộ Giáo dục và Đào tạo quy định về công khai",
        "Thông tư, 9/2024/tt-bgddt, 3/6/2024, Bộ trưởng Bộ Giáo dục và Đào tạo, quy định về công khai");
    expect_told("Luật Giao dịch điện tử số 20/2023/QH15 ngày 22 tháng 6 năm 2023",
                "Luật, 20/2023/qh15, 22/6/2023");
    expect_told("Pháp lệnh số 34/2007/PL-UBTVQH11", "Pháp lệnh, 34/2007/pl-ubtvqh11, -");
    expect_told("Chương trình hành động số 05-CTr/QU ngày 30 tháng 10 năm 2020 của Ban chấp hành Đảng bộ "
                "Quận 1 về nâng cao",
                "Chương trình hành động, 5/ctr/qu, 30/10/2020, Ban chấp hành Đảng bộ Quận 1, về nâng cao");
    expect_told("Công văn số 1228/UBND-NCPC (27/10/2020) của Sở Giáo dục và Đào tạo.",
                "Công văn, 1228/ubnd-ncpc, 27/10/2020, Sở Giáo dục và Đào tạo");
    expect_told("Kế hoạch số 32/KH-HB được ban hành ngày 27 tháng 5 năm 2024, khi",
                "Kế hoạch, 32/kh-hb, 27/5/2024");
    expect_told("Kế hoạch số 1 ngày 2 tháng 1 năm 2024; Báo cáo số 5 ngày mai", "Kế hoạch, 1/, 2/1/2024");
}

/* As people type and scanners read. */
static void test_loose(void **state)
{
    (void)state;
    expect_told("quyết định số: 12 / QD – UBND Ngày 5.6.2023", "Quyết định, 12/qd-ubnd, 5/6/2023");
    expect_told("QUYẾT ĐỊNH SỐ 007/qđ-ubnd", "Quyết định, 7/qd-ubnd, -");
    expect_told("“Kế hoạch số 4/KH-A”, (Thông báo 5/TB-A)", "Kế hoạch, 4/kh-a, -; Thông báo, 5/tb-a, -");
    expect_told("Quyết\nđịnh số\n2844/\nQĐ-UBND ngày 14\ntháng 8\nnăm 2021",
                "Quyết định, 2844/qd-ubnd, 14/8/2021");
    expect_told("Quyết định\xc2\xa0số\xc2\xa0"
                "3/QĐ-A",
                "Quyết định, 3/qd-a, -");
    expect_told("**Quyết định** số *3/QĐ-A* ngày **1/2/2023**", "Quyết định, 3/qd-a, 1/2/2023");
    expect_told(
        "các Quyết định số 3985/QĐ-UBND và số 3986/QĐ-UBND, 3987/QĐ-UBND của Ủy ban nhân dân Quận 1",
        "Quyết định, 3985/qd-ubnd, -; ?, 3986/qd-ubnd, -; ?, 3987/qd-ubnd, -, Ủy ban nhân dân Quận 1");
    expect_told("Nghị định số 1/2020/NĐ-CP của Chính phủ và Quyết định số 2/QĐ-TTg",
                "Nghị định, 1/2020/nd-cp, -, Chính phủ; Quyết định, 2/qd-ttg, -");
    expect_told("Quyết định số 8/QĐ – AN, Kế hoạch số 9/KH2024-A của: mọi người",
                "Quyết định, 8/qd-an, -; Kế hoạch, 9/kh2024-a, -");
    expect_told("theo,32/KH-A", "?, 32/kh-a, -"); /* no decimal comma */
    expect_told("Quyết định số 1/QĐ-A ngày 5/6/24; số 2/QĐ-A ngày 5 tháng 6",
                "Quyết định, 1/qd-a, day; ?, 2/qd-a, day");
}

static void test_no_such_day(void **state)
{
    (void)state;
    expect_told("Quyết định số 1/QĐ-A ngày 31 tháng 02 năm 2021", "Quyết định, 1/qd-a, no such day");
    expect_told("Quyết định số 1/QĐ-A ngày 29/2/2023", "Quyết định, 1/qd-a, no such day");
    expect_told("Quyết định số 1/QĐ-A ngày 29/2", "Quyết định, 1/qd-a, day");
    expect_told("Quyết định số 1/QĐ-A ngày 30 tháng 2", "Quyết định, 1/qd-a, no such day");
    expect_told("Quyết định số 1/QĐ-A ngày 5/13/2020", "Quyết định, 1/qd-a, no such day");
    expect_told("Quyết định số 1/QĐ-A ngày 5/6/20245", "Quyết định, 1/qd-a, no such day");
    expect_told("Quyết định số 1/QĐ-A ngày 14-15/6/2024", "Quyết định, 1/qd-a, day");
}

/* What has strokes and figures and cites nothing. */
static void test_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Luật Tiếp cận thông tin năm 2016 và Luật Thực hiện dân chủ ở cơ sở năm 2022",
        "từ 24/7 đến 25/7/2024, lớp 5/2 và 5/A, 3/4 học sinh, 12/hs",
        "ngày 27/10/2020; nhiệm kỳ 2020-2025; giai đoạn 2020 – 2030",
        "Quyết định số …/QĐ-HB ngày … tháng … năm …",
        "Quyết định số /QĐ-HB, số 12/, số 12/-HB, 1234567/QĐ-A",
        "60 km/h, 5/L nước, 5/Q-A, https://a.vn/12/34, a12/QĐ-B, 1,2/3, 12/2/2024/",
        "tổ số 5 ngày 2/1/2024, Kế hoạch 5 ngày 2/1/2024",
        "Chỉ số nội dung 1 “Tham gia của người dân”, 03 Chương trình đột phá",
        "",
        "/",
        "1",
        "số",
        "ngày",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_told(texts[i], "");
}

/* The place is the stretch of the source, over line ends, marks and escapes. */
static void expect_places(const char *markdown, const char *whole, const char *number, const char *day)
{
    struct cited_unit u;
    cite(&u, markdown);
    assert_int_equal(u.found.count, 1);
    const struct place places[] = {u.found.list[0].at, u.found.list[0].number_at, u.found.list[0].date_at};
    const char *const texts[] = {whole, number, day};
    for (int i = 0; i < 3; i++) {
        const char *at = places[i].source ? arena_strndup(&u.arena, places[i].source->text + places[i].offset,
                                                          places[i].length)
                                          : "";
        assert_string_equal(at, texts[i]);
    }
    arena_free(&u.arena);
}

static void test_places(void **state)
{
    (void)state;
    expect_places("Theo Quyết định số 1/QĐ-A ngày 1/2/2023.", "Quyết định số 1/QĐ-A ngày 1/2/2023", "1/QĐ-A",
                  "1/2/2023");
    expect_places("- Theo Quyết\n  định số 2844/\n  QĐ-UBND ngày 14\n  tháng 8 năm 2021 về",
                  "Quyết\n  định số 2844/\n  QĐ-UBND ngày 14\n  tháng 8 năm 2021", "2844/\n  QĐ-UBND",
                  "ngày 14\n  tháng 8 năm 2021");
    expect_places("> Theo **Quyết định** số\n> *1/QĐ*-A và", "Quyết định** số\n> *1/QĐ*-A", "1/QĐ*-A", "");
    expect_places("Theo Luật Giao dịch điện tử số 20/2023/QH15 ngày 22/6/2023.",
                  "Luật Giao dịch điện tử số 20/2023/QH15 ngày 22/6/2023", "20/2023/QH15", "22/6/2023");
    expect_places("1/QĐ-A, 2 \\* 3; \\[x\\]", "1/QĐ-A", "1/QĐ-A", "");
    expect_places("a \\* b \\[c\\] Kế hoạch số 7/KH-A", "Kế hoạch số 7/KH-A", "7/KH-A", "");
    expect_places("[Kế hoạch số](https://a.vn) 7/KH-A", "Kế hoạch số](https://a.vn) 7/KH-A", "7/KH-A", "");
}

/* A value of a field that runs over a line end, as the readers give it. */
static void test_place_in_a_value(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    const struct source *source =
        unit_source(&arena, &diags, "- Lý do: chờ Kế hoạch\n  số 50/KH-\n  HS của trường");
    struct place rest =
        place_find(place_make(source, 0, source->len), ": chờ Kế hoạch\n  số 50/KH-\n  HS của trường");
    struct citations found = {0};
    citations_in_str(&arena, (struct str){"chờ Kế hoạch số 50/KH- HS của trường", rest}, &found);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.list[0].key, "50/kh-hs");
    const struct place at = found.list[0].number_at;
    assert_string_equal(arena_strndup(&arena, source->text + at.offset, at.length), "50/KH-\n  HS");
    citations_in_str(&arena, (struct str){"Kế hoạch 9/KH-X", rest}, &found); /* not what stands there */
    assert_int_equal(found.count, 2);
    assert_int_equal(found.list[1].number_at.offset, rest.offset);
    citations_in_str(&arena, (struct str){0}, &found);
    citations_in_str(&arena, (struct str){"Kế hoạch 9/KH-X", {0}}, &found); /* no place at all */
    assert_int_equal(found.count, 3);
    arena_free(&arena);
}

/* A damaged text: cut anywhere, or with any byte replaced, it is read without harm, and places stay inside.
 */
static void test_damage(void **state)
{
    (void)state;
    static const char text[] =
        "Căn cứ **Quyết định** số 2844/QĐ-UBND ngày 14 tháng 8\nnăm 2021 của Ủy ban nhân dân về việc x;\n"
        "Nghị định số 30/2020/NĐ-CP (05/3/2020), số 05-CTr/QU, Kế hoạch số 1 ngày 2/1/2024.\n";
    static const char bytes[] = " /-.,;:()1A0\n*[\\";
    for (size_t i = 0; i + 1 < sizeof text; i++)
        for (size_t k = 0; k < sizeof bytes; k++) {
            char damaged[sizeof text];
            memcpy(damaged, text, sizeof text);
            damaged[i] = bytes[k]; /* the last is NUL: cut here */
            struct cited_unit u;
            cite(&u, damaged);
            for (size_t j = 0; j < u.found.count; j++) {
                const struct citation *c = &u.found.list[j];
                assert_true(c->at.source && c->at.offset + c->at.length <= c->at.source->len);
                assert_true(c->number_at.offset >= c->at.offset && c->number_at.length > 0 && c->key &&
                            c->symbol);
            }
            arena_free(&u.arena);
        }
}

static void test_issuers_and_kinds(void **state)
{
    (void)state;
    struct cited_unit u;
    cite(&u,
         "Quyết định số 1/QĐ-UBND của Chủ tịch UBND Quận 1; Nghị quyết số 2/2017/QH14 của Quốc hội; Công văn "
         "số 3/SGDĐT-TH;\n"
         "Công văn số 4/QĐ-X của Ai đó; Thông tư liên tịch số 5/2015/TTLT-BGDĐT-BNV; Thông tư số 6/TTr-A");
    assert_int_equal(u.found.count, 6);
    static const bool fits[] = {true, true, true, false, true, false};
    for (int i = 0; i < 6; i++)
        assert_int_equal(cited_type_fits(&u.found.list[i]), fits[i]);
    assert_ptr_equal(cited_issuer_by_name(&u.arena, &u.found.list[0]),
                     cited_issuer_by_symbol(&u.found.list[0]));
    assert_ptr_equal(cited_issuer_by_name(&u.arena, &u.found.list[1]),
                     cited_issuer_by_symbol(&u.found.list[1]));
    assert_string_equal(cited_issuer_by_symbol(&u.found.list[2])->letters, "SGDĐT");
    assert_null(cited_issuer_by_name(&u.arena, &u.found.list[3]));
    const char *rest = NULL;
    assert_string_equal(cited_type_of(&u.arena, "Thông báo phân công", &rest)->name, "Thông báo");
    assert_string_equal(rest, "phân công");
    assert_string_equal(cited_type_of(&u.arena, "Chương trình hành động về x", &rest)->name,
                        "Chương trình hành động");
    assert_string_equal(rest, "về x");
    assert_null(cited_type_of(&u.arena, "Sổ theo dõi", &rest));
    assert_true(cited_same_number("042/QĐ-A", "42/qd-a") && !cited_same_number("42/QĐ-A", "42/QĐ-AB"));
    arena_free(&u.arena);
}

/* ---- the rules ---- */

#define CITED_PLAN(text)                                                                                                          \
    "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 27/5/2024\ntrích yếu: x\nphần bắt buộc: [I]\nphần nhiệm vụ: " \
    "[I]\n---\n\n" text "\n\n## I. VIỆC\n\n- Làm một việc.\n"
#define CITED_QUARTER(text, fields)                                                                          \
    QUARTER_HEAD(IV) text "\n\n## Kết quả thực hiện\n\n### I.1\n- Trạng thái: đang thực hiện\n" fields

/* The codes C… of the complaints, "C001 C004", with their lines. */
static void expect_codes(const char *plan, const char *q4, const char *codes)
{
    struct check_unit u;
    const char *const quarters[4] = {NULL, NULL, NULL, q4};
    check_unit_open(&u, plan, quarters);
    const char *out = check_unit_run(&u);
    char found[400] = "";
    for (const char *p = out; (p = strstr(p, " [C")) != NULL; p++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.4s", *found ? " " : "", p + 2);
    if (strcmp(found, codes) != 0)
        print_error("%s\n", out);
    assert_string_equal(found, codes);
    check_unit_close(&u);
}

static void expect_plan(const char *text, const char *codes)
{
    const char *before = "---\nloại: Kế hoạch\nsố: 1/KH-A\nngày: 27/5/2024\ntrích yếu: x\nphần bắt buộc: "
                         "[I]\nphần nhiệm vụ: [I]\n"
                         "---\n\n",
               *behind = "\n\n## I. VIỆC\n\n- Làm một việc.\n";
    struct arena arena = {0};
    expect_codes(arena_printf(&arena, "%s%s%s", before, text, behind), NULL, codes);
    arena_free(&arena);
}

static void test_each(void **state)
{
    (void)state;
    expect_plan("Quyết định số 1/QĐ-UBND ngày 31/4/2021", "C001");
    expect_plan("Quyết định số 1/NĐ-CP ngày 30/4/2021", "C002");
    expect_plan("Nghị định số 1/2021/NĐ-CP ngày 30/4/2021 của Thủ tướng Chính phủ về x", "C003");
    expect_plan("Nghị định số 1/2021/NĐ-CP ngày 30/4/2022 của Chính phủ về x", "C004");
    expect_plan("Nghị định số 30/2020/NĐ-CP ngày 5/3/2021 của Chính phủ về công tác văn thư", "C010");
    expect_plan("Quyết định số 1/QĐ-A ngày 28/5/2024 về x", "C011");
    expect_plan("Quyết định số 1/QĐ-A ngày 27/5/2024 về x", "");
    expect_plan("Quyết định số 1/QĐ-A về x; Quyết định số 01/QĐ-A ngày 1/5/2024 về x", "C008");
    expect_plan("Quyết định số 1/QĐ-A ngày 1/5/2024 về x; theo Quyết định số 01/QĐ-A", "");
    expect_plan("Kế hoạch số 1/KH-A này; Luật số 10/2022/QH15; Bộ luật số 45/2019/QH14", "");
}

/* Judged on the day of the document, and not where the text says that it was replaced. */
static void test_in_force(void **state)
{
    (void)state;
    expect_plan("Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về văn thư", "C009");
    expect_plan(
        "Nghị định số 30/2020/NĐ-CP ngày 5/3/2020 thay thế Nghị định số 110/2004/NĐ-CP ngày 08/4/2004", "");
    expect_plan("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ", "");
    const char *cited = "## Chỉ đạo, điều hành\n\nTheo Luật số 51/2005/QH11 ngày 29/11/2005.";
    struct arena arena = {0};
    const char *report = arena_printf(&arena, QUARTER_HEAD(IV) "%s", cited);
    expect_codes(CITED_PLAN("Luật số 51/2005/QH11"), report,
                 "C009"); /* 31/12/2024; the plan's day was before the end */
    arena_free(&arena);
}

static void test_pairs(void **state)
{
    (void)state;
#define TITLE " phê duyệt quy trình tiếp nhận, xử lý phản ánh, kiến nghị"
    expect_plan("Quyết định số 3985/QĐ-UBND ngày 27/10/2020" TITLE
                ";\n\nQuyết định số 3986/QĐ-UBND ngày 27 tháng 10 năm 2020" TITLE,
                "C005");
    expect_plan("Quyết định số 3985/QĐ-UBND ngày 27/10/2020" TITLE
                ";\n\nQuyết định số 3986/QĐ-UBND ngày 28/10/2020" TITLE,
                "");
    expect_plan("Quyết định số 3985/QĐ-UBND ngày 27/10/2020" TITLE
                ";\n\nQuyết định số 3986/QĐ-UBND ngày 27/10/2020 về cấp kinh phí",
                "");
    expect_plan("Quyết định số 3985/QĐ-UBND ngày 27/10/2020;\n\nQuyết định số 3986/QĐ-UBND ngày 27/10/2020",
                "");
    expect_plan("Quyết định số 9/QĐ-A ngày 27/10/2020;\n\nQuyết định số 09/QĐ-A ngày 28/10/2020;\n\nQuyết "
                "định số 9/QĐ-A ngày 28/10/2021",
                "C006");
    expect_plan("Quyết định số 9/QĐ-A ngày 27/10/2020 của Ủy ban nhân dân Quận 1 về x;\n\nQuyết định số "
                "9/QĐ-A ngày 2/1/2020 của Ủy ban\n"
                "nhân dân Thành phố về x",
                "");
    expect_plan("Quyết định số 9/QĐ-A ngày 27/10/2020 của Chủ tịch UBND quận về x;\n\nQuyết định số 9/QĐ-A "
                "ngày 2/1/2020 của Ủy ban\n"
                "nhân dân Quận về x",
                "C006");
    expect_plan("Quyết định số 9/QĐ-A ngày 1/2/2020" TITLE ";\n\nQuyết định số 9/QĐ-A ngày 1/2/2020 về" TITLE
                " của dân",
                "");
    expect_plan("Quyết định số 9/QĐ-A ngày 1/2/2020" TITLE
                ";\n\nQuyết định số 9/QĐ-A ngày 1/2/2020 phê duyệt các quy trình tiếp nhận, xử lý\n"
                "phản ánh, kiến nghị",
                "C007");
}

/* A report: its list of documents and the plan cite in full for it. */
static void test_report(void **state)
{
    (void)state;
    const char *plan = CITED_PLAN("Quyết định số 9/QĐ-A ngày 27/10/2020 về x.");
#define LISTED "## Văn bản đã ban hành\n\n- 5/TB-A; 3/6/2024; Thông báo phân công, theo Kế hoạch số 1/KH-A"
    expect_codes(
        plan,
        CITED_QUARTER(LISTED,
                      "- Lý do: theo Thông báo số 5/TB-A, Kế hoạch số 1/KH-A và Quyết định số 9/QĐ-A\n"),
        "");
    expect_codes(plan, CITED_QUARTER(LISTED, "- Lý do: chờ\n  Thông báo số 6/TB-A\n"), "C008");
    expect_codes(plan, CITED_QUARTER(LISTED, "- Việc tiếp theo: chờ Thông báo số 6/TB-A\n"), "C008");
    expect_codes(plan, CITED_QUARTER(LISTED, "\nTheo Thông báo số 5/TB-A ngày 4/6/2024 của trường.\n"),
                 "C006");
    expect_codes(plan, CITED_QUARTER(LISTED, "\nTheo Kế hoạch số 1/KH-A ngày 28/5/2024 của trường.\n"),
                 "C006");
    expect_codes(plan,
                 CITED_QUARTER("## Văn bản đã ban hành\n\n- 5/TB-A; 3/6/2024; Kế hoạch tuyên truyền", ""),
                 "C002");
}

/* Ten thousand decisions of one day, and one number ten thousand times: no pair is looked at twice. */
static void test_many(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 8000; i++)
        buf_printf(&text, "Quyết định số %d/QĐ-A ngày 1/2/2020 về việc %d giao cho %d bộ phận %d.\n\n",
                   i % 2 ? 7 : i, i, i * 7, i * 3);
    expect_plan(text.data, "");
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full),        cmocka_unit_test(test_loose),
        cmocka_unit_test(test_no_such_day), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_places),      cmocka_unit_test(test_place_in_a_value),
        cmocka_unit_test(test_damage),      cmocka_unit_test(test_issuers_and_kinds),
        cmocka_unit_test(test_each),        cmocka_unit_test(test_in_force),
        cmocka_unit_test(test_pairs),       cmocka_unit_test(test_report),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
