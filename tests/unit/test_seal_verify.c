/* test_seal_verify.c - what of a file a signature covers, when it says it was made, and what is made of
 * several: files written by hand, whose CMS is none. */
#include "unit.h"

#include "base/buf.h"
#include "seal/unlisted.h"
#include "seal/update.h"
#include "seal/verify.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct buf bytes;
    size_t object[100]; /* where each begins */
    size_t objects, gap, after;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->bytes);
    arena_free(&f->arena);
    free(f);
    return 0;
}

static void begin(struct fixture *f)
{
    buf_free(&f->bytes);
    f->bytes = (struct buf){0};
    f->objects = 0;
    buf_str(&f->bytes, "%PDF-1.7\n");
}

static void put(struct fixture *f, const char *body)
{
    f->object[++f->objects] = f->bytes.len;
    buf_printf(&f->bytes, "%zu 0 obj\n%s\nendobj\n", f->objects, body);
}

/* The pages, and a form of these fields. */
static void put_document(struct fixture *f, const char *fields)
{
    begin(f);
    put(f,
        arena_printf(&f->arena, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/SigFlags 3>>>>", fields));
    put(f, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    put(f, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
}

static void finish(struct fixture *f)
{
    size_t table = f->bytes.len;
    buf_printf(&f->bytes, "xref\n0 %zu\n0000000000 65535 f \n", f->objects + 1);
    for (size_t i = 1; i <= f->objects; i++)
        buf_printf(&f->bytes, "%010zu 00000 n \n", f->object[i]);
    buf_printf(&f->bytes, "trailer\n<</Root 1 0 R/Size %zu>>\nstartxref\n%zu\n%%%%EOF\n", f->objects + 1,
               table);
}

static struct seal_report *report_of(struct fixture *f)
{
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "x.pdf", f->bytes.data, f->bytes.len);
    assert_non_null(file);
    struct seal_report *report = seal_verify(&f->arena, file, f->bytes.data, f->bytes.len, NULL, LANG_EN);
    pdf_close(file);
    return report;
}

/* A file with one signature; its gap, what stands before it and behind it in its dictionary. The range gets
 * the four numbers plus these, between these words; or only three. */
struct wish {
    const char *before, *gap, *behind, *open, *close;
    bool three;
    int more[4];
};

static struct seal_signature *signed_with(struct fixture *f, struct wish w)
{
    char range[64], *at;
    put_document(f, "4 0 R");
    put(f, "<</FT/Sig/T(x)/V 5 0 R>>");
    put(f, arena_printf(&f->arena, "<</Type/Sig/SubFilter/ETSI.CAdES.detached/R%50s%s/Contents%s%s>>", "",
                        w.before ? w.before : "", w.gap ? w.gap : "<3000>", w.behind ? w.behind : ""));
    finish(f);
    f->gap = f->object[5] +
             (size_t)(strstr(f->bytes.data + f->object[5], "/Contents<") - (f->bytes.data + f->object[5])) +
             strlen("/Contents");
    f->after = (size_t)(strchr(f->bytes.data + f->gap, '>') + 1 - f->bytes.data);
    const char *last =
        w.three ? "" : arena_printf(&f->arena, " %d", (int)(f->bytes.len - f->after) + w.more[3]);
    int n = snprintf(range, sizeof range, "%s%d %d %d%s%s", w.open ? w.open : "/ByteRange[", w.more[0],
                     (int)f->gap + w.more[1], (int)f->after + w.more[2], last, w.close ? w.close : "]");
    assert_true(n > 0 && n < 52);
    at = strstr(f->bytes.data + f->object[5], "/R ");
    memset(at, ' ', 52);
    memcpy(at, range, (size_t)n);
    struct seal_report *report = report_of(f);
    assert_int_equal(report->count, 1);
    return report->signatures;
}

static bool fine_with(struct fixture *f, struct wish w)
{
    return signed_with(f, w)->range == SEAL_RANGE_FINE;
}

static void ranges_cover_all_but_the_gap(void **state)
{
    struct fixture *f = *state;
    struct seal_signature *s = signed_with(f, (struct wish){0});
    assert_int_equal(s->range, SEAL_RANGE_FINE);
    assert_true(s->whole && s->pades && !s->time_given);
    assert_int_equal(s->end, f->bytes.len);
    assert_int_equal(s->gap, f->gap);
    assert_int_equal(s->judgement.structure.state, SEAL_STATE_BAD);
    s = signed_with(f,
                    (struct wish){.more = {0, 0, 0, -1}}); /* without the last line's end: another revision */
    assert_true(s->range == SEAL_RANGE_FINE && !s->whole);
    static const struct wish broken[] = {
        {.more = {0, 0, 0, -2}},    {.more = {0, 0, 0, 1}}, {.more = {1}},           {.more = {0, 1}},
        {.more = {0, -1}},          {.more = {0, 0, 1}},    {.more = {0, 0, 1, -1}}, {.more = {0, 0, -1, 1}},
        {.more = {0, 0, -1}},       {.three = true},        {.close = " 0]"},        {.open = "/X["},
        {.open = "/ByteRange[/A "},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (fine_with(f, broken[i]))
            fail_msg("range %zu is fine", i);
}

static void gaps_hold_digits(void **state)
{
    struct fixture *f = *state;
    static const char *const fine[] = {"<00>", "<0123456789ABCDEF>", "<0123456789abcdef>", "<AF>", "<af>"};
    static const char *const broken[] = {"<0>",    "<Aa>",   "<Fa00>", "<00fA>", "<0 0>",  "<0000A0f0>",
                                         "<30\n>", "<aA00>", "<00Fa>", "<000g>", "<000G>", "<000/>",
                                         "<000:>", "<000@>", "<000`>", "<g000>", "<:000>"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        if (!fine_with(f, (struct wish){.gap = fine[i]}))
            fail_msg("%s is not fine", fine[i]);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (fine_with(f, (struct wish){.gap = broken[i]}))
            fail_msg("%s is fine", broken[i]);
}

/* The key in all its ways of writing, beside the gap and elsewhere. */
static void contents_are_there_once(void **state)
{
    struct fixture *f = *state;
    static const char *const twice[] = {
        "/Contents(x)",  "/Contents 5",   "/#43ontents 5",   "/Content#73 5",    "/C#6fntents 5",
        "/C#6Fntents 5", "/Con#74ents 5", "/Co#6e#74ents 5", "/A[1]/Contents 5", "/A<<>>/Contents 5"};
    static const char *const once[] = {
        "/Content 5",         "/Contents2 5",           "/contents 5", "/#42ontents 5", "/Content#74 5",
        "/Contents#20 5",     "/A true/B null/C 3 0 R", "/A/Contents", "/A[/Contents]", "/A<</Contents 5>>",
        "/A[<</Contents 5>>]"};
    for (size_t i = 0; i < sizeof twice / sizeof *twice; i++) {
        if (fine_with(f, (struct wish){.behind = twice[i]}))
            fail_msg("%s behind is fine", twice[i]);
        if (i != 1 && fine_with(f, (struct wish){.before = twice[i]}))
            fail_msg("%s before is fine", twice[i]);
    }
    for (size_t i = 0; i < sizeof once / sizeof *once; i++) {
        bool value = strcmp(once[i], "/A/Contents") == 0; /* a name is a name */
        if (fine_with(f, (struct wish){.behind = once[i]}) == value)
            fail_msg("%s behind", once[i]);
        if (fine_with(f, (struct wish){.before = once[i]}) == value)
            fail_msg("%s before", once[i]);
    }
}

/* A gap at the string of another key: not when that says anything else, longer or as long. */
static void gaps_are_of_contents(void **state)
{
    struct fixture *f = *state;
    static const char *const other[] = {"/A<3001>", "/A<2000>", "/A<300000>", "/A<30>", "/A<>"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        int length = (int)strlen(other[i]) - 2, back = length + (int)strlen("/Contents");
        if (fine_with(f, (struct wish){.before = other[i],
                                       .more = {0, -back, -back + length - 6, back - length + 6}}))
            fail_msg("%s is fine", other[i]);
    }
}

static const char *nested(struct fixture *f, size_t depth)
{
    char *text = arena_alloc(&f->arena, 2 * depth + 3);
    memcpy(text, "/A", 2);
    memset(text + 2, '[', depth);
    memset(text + 2 + depth, ']', depth);
    text[2 + 2 * depth] = '\0';
    return text;
}

static void dictionaries_are_read_to_their_ends(void **state)
{
    struct fixture *f = *state;
    for (size_t depth = 29; depth <= 32; depth++) {
        assert_int_equal(fine_with(f, (struct wish){.behind = nested(f, depth)}), depth <= 30);
        assert_int_equal(fine_with(f, (struct wish){.before = nested(f, depth)}), depth <= 30);
    }
    const char *wide = arena_printf(&f->arena, "/A(%65000s)", ""),
               *wider = arena_printf(&f->arena, "/A(%65600s)", "");
    assert_true(fine_with(f, (struct wish){.before = wide}));
    assert_true(fine_with(f, (struct wish){.behind = wide}));
    assert_false(fine_with(f, (struct wish){.before = wider}));
    assert_false(fine_with(f, (struct wish){.behind = wider}));
}

/* ---- times ---- */

static bool time_of(struct fixture *f, const char *text, int64_t *time)
{
    put_document(f, "4 0 R");
    put(f, arena_printf(&f->arena, "<</FT/Sig/T(x)/V<</M(%s)>>>>", text));
    finish(f);
    struct seal_report *report = report_of(f);
    assert_int_equal(report->count, 1);
    *time = report->signatures[0].time;
    return report->signatures[0].time_given;
}

static void assert_time(struct fixture *f, const char *text, int64_t expected)
{
    int64_t time = 0;
    if (!time_of(f, text, &time) || time != expected)
        fail_msg("%s: %lld, wanted %lld", text, (long long)time, (long long)expected);
}

static void days_are_counted(void **state)
{
    struct fixture *f = *state;
    static const int years[] = {1,    399,  400,  1599, 1600, 1900, 1969, 1970, 1999,
                                2000, 2001, 2004, 2023, 2024, 2100, 2400, 9999};
    static const int days[] = {1, 28, 30};
    for (size_t y = 0; y < sizeof years / sizeof *years; y++)
        for (int month = 1; month <= 12; month++) {
            int day = days[((size_t)month + y) % 3];
            struct tm tm = {.tm_year = years[y] - 1900,
                            .tm_mon = month - 1,
                            .tm_mday = month == 2 && day > 28 ? 28 : day,
                            .tm_hour = 23,
                            .tm_min = 59,
                            .tm_sec = 58};
            assert_time(f, arena_printf(&f->arena, "D:%04d%02d%02d235958Z", years[y], month, tm.tm_mday),
                        timegm(&tm));
        }
    assert_time(f, "D:20240229000000", 1709164800);
    assert_time(f, "D:20240301000000", 1709251200);
}

static void hours_are_read(void **state)
{
    struct fixture *f = *state;
    static const int64_t at = 1718589933; /* 17/6/2024 02:05:33 UTC */
    static const struct {
        const char *text;
        int64_t offset;
    } cases[] = {
        {"D:20240617020533+01'00'", 3600},
        {"D:20240617020533-00'01'", -60},
        {"D:20240617020533", 0},
        {"D:20240617020533Z", 0},
        {"D:20240617020533+07'00'", 25200},
        {"D:20240617020533+07'00", 25200},
        {"D:20240617020533+07", 25200},
        {"D:20240617020533-07'00'", -25200},
        {"D:20240617020533+05'30'", 19800},
        {"D:20240617020533-05'30'", -19800},
        {"D:20240617020533+0530", 18000},
        {"D:20240617020533+19'59'", 71940},
        {"D:20240617020533+0", 0},
        {"D:20240617020533+", 0},
        {"D:20240617020533+x7'00'", 0},
        {"D:20240617020533+7x'00'", 0},
        {"D:20240617020533+07'x0'", 25200},
        {"D:20240617020533+07'0x'", 25200},
        {"D:20240617020533+00'30'", 1800},
        {"D:20240617020533+:0'00'", 0},
        {"D:20240617020533+0:'00'", 0},
        {"D:20240617020533+0/'00'", 0},
        {"D:20240617020533+90'00'", 324000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_time(f, cases[i].text, at - cases[i].offset);
    assert_time(f, "D:20240617235960", 1718668800); /* a leap second */
    static const char *const none[] = {"",
                                       "D:",
                                       "20240617020533",
                                       "D20240617020533",
                                       "D:2024061702053",
                                       "D:2024061702053x",
                                       "D:20240017020533",
                                       "D:20241317020533",
                                       "D:20240600020533",
                                       "D:20240632020533",
                                       "D:20240617240533",
                                       "D:20240617026033",
                                       "D:20240617020561",
                                       "D:2024061702053:",
                                       "D:2024061702053/",
                                       "D:/0240617020533",
                                       "E:20240617020533",
                                       "DX20240617020533"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        int64_t time;
        if (time_of(f, none[i], &time))
            fail_msg("%s is a time", none[i]);
    }
    int64_t last;
    assert_true(time_of(f, "D:20241231020533", &last) && time_of(f, "D:20240117020533", &last) &&
                time_of(f, "D:20240101000000", &last));
}

/* ---- several ---- */

/* A file whose fields have these names, with ranges that are broken but end at those places. */
static struct seal_report *fields(struct fixture *f, const char *const names[], const int ends[])
{
    const char *all = "";
    size_t count = 0;
    for (; names[count]; count++)
        all = arena_printf(&f->arena, "%s %zu 0 R", all, count + 4);
    put_document(f, all);
    for (size_t i = 0; i < count; i++)
        put(f, arena_printf(&f->arena, "<</FT/Sig/T(%s)/V<</ByteRange[0 1 2 %d]>>>>", names[i], ends[i] - 2));
    finish(f);
    return report_of(f);
}

static void order_is_judged(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *names[4];
        int ends[3];
        bool fine;
    } cases[] = {
        {{SEAL_FIELD_SIGNER, SEAL_FIELD_AGENCY}, {50, 60}, true},
        {{SEAL_FIELD_AGENCY, SEAL_FIELD_SIGNER}, {60, 50}, true},
        {{SEAL_FIELD_SIGNER, SEAL_FIELD_AGENCY}, {60, 50}, false},
        {{SEAL_FIELD_AGENCY, SEAL_FIELD_SIGNER}, {50, 60}, false},
        {{SEAL_FIELD_SIGNER}, {50}, true},
        {{"other"}, {50}, true},
        {{SEAL_FIELD_AGENCY}, {50}, false},
        {{"other", SEAL_FIELD_AGENCY}, {50, 60}, true},
        {{"other", SEAL_FIELD_AGENCY}, {60, 50}, false},
        {{SEAL_FIELD_SIGNER, "other", SEAL_FIELD_AGENCY}, {50, 60, 70}, true},
        {{"other", SEAL_FIELD_AGENCY, SEAL_FIELD_SIGNER}, {50, 60, 70}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_report *report = fields(f, cases[i].names, cases[i].ends);
        if (report->order_fine != cases[i].fine)
            fail_msg("order %zu", i);
        for (size_t k = 1; k < report->count; k++)
            assert_true(report->signatures[k - 1].end < report->signatures[k].end);
        assert_true(report->tail);
        assert_false(seal_report_whole(report));
    }
}

static void what_is_no_signature(void **state)
{
    struct fixture *f = *state;
    put_document(f, "4 0 R 5 0 R 6 0 R 7 0 R");
    put(f, "<</FT/Tx/T(a)/V<</M(x)>>>>");
    put(f, "<</FT/Sig/T(b)>>");
    put(f, "<</FT/Sig/T(c)/V(x)>>");
    put(f, "<</FT/Sig/T(d)/V<</SubFilter/adbe.pkcs7.detached>>>>");
    finish(f);
    struct seal_report *report = report_of(f);
    assert_int_equal(report->count, 1);
    assert_string_equal(report->signatures[0].field, "d");
    assert_false(report->signatures[0].pades);
    put_document(f, "");
    finish(f);
    report = report_of(f);
    assert_true(report->count == 0 && !report->tail && report->order_fine && !seal_report_whole(report));
}

static void a_hundred_are_judged(void **state)
{
    struct fixture *f = *state;
    for (size_t count = 99; count <= 102; count++) {
        const char *all = "";
        for (size_t i = 0; i < count; i++)
            all = arena_printf(&f->arena, "%s<</FT/Sig/T(x)/V<</M(x)>>>>", all);
        put_document(f, all);
        finish(f);
        struct seal_report *report = report_of(f);
        assert_int_equal(report->count, count < 100 ? count : 100);
        const struct seal_signature *last = &report->signatures[report->count - 1];
        assert_int_equal(last->change_count, count > 100);
        if (count > 100)
            assert_string_equal(last->changes[0], "the file has too many signatures to judge them all");
    }
}

static void all_must_be_fine(void **state)
{
    (void)state;
    const struct seal_signature fine = {.judgement = {.structure = {SEAL_STATE_FINE, SEAL_FINE},
                                                      .cryptography = {SEAL_STATE_FINE, SEAL_FINE}}};
    struct seal_signature alone = fine;
    assert_true(
        seal_report_whole(&(struct seal_report){.signatures = &alone, .count = 1, .order_fine = true}));
    for (size_t at = 0; at < 2; at++)
        for (int fault = 0; fault < 12; fault++) {
            struct seal_signature two[2] = {fine, fine}, *s = &two[at];
            struct seal_report report = {.signatures = two, .count = 2, .order_fine = true};
            s->range = fault == 1 ? SEAL_RANGE_BROKEN : SEAL_RANGE_FINE;
            s->change_count = fault == 2;
            s->judgement.structure.state = fault == 3   ? SEAL_STATE_BAD
                                           : fault == 4 ? SEAL_STATE_UNKNOWN
                                                        : SEAL_STATE_FINE;
            s->judgement.cryptography.state = fault == 5   ? SEAL_STATE_BAD
                                              : fault == 6 ? SEAL_STATE_UNKNOWN
                                                           : SEAL_STATE_FINE;
            s->judgement.timestamp.state = fault == 7   ? SEAL_STATE_BAD
                                           : fault == 8 ? SEAL_STATE_FINE
                                                        : SEAL_STATE_UNKNOWN;
            s->judgement.trust.state = fault == 9 ? SEAL_STATE_BAD : SEAL_STATE_UNKNOWN; /* another matter */
            report.tail = fault == 10;
            report.order_fine = fault != 11;
            assert_int_equal(seal_report_whole(&report), fault == 0 || fault == 8 || fault == 9);
        }
}

/* A signature that the form does not name is found as its range is written, in every way of writing it. */
static void unlisted_are_found(void **state)
{
    (void)state;
    static const char *const found[] = {"/ByteRange[0 2 6 9]",
                                        "/ByteRange [ 0 2 6 9 ]",
                                        "/ByteRange\n[\t0\r2\f6 09]",
                                        "/ByteRange[0 2 6 9]/ByteRange[",
                                        "/ByteRange/ByteRange[0 2 6 9]",
                                        "/ByteRange[7 2 6 0",
                                        "/ByteRange[0 000000000000002 6 9]"};
    static const char *const none[] = {"/ByteRange",
                                       "/ByteRange[",
                                       "/ByteRange[0 2 6]",
                                       "/ByteRange[0 2 6 x]",
                                       "/ByteRange[0 1 6 9]",
                                       "/ByteRange[0 3 6 9]",
                                       "/ByteRange[0 2 5 9]",
                                       "/ByteRange[0 2 7 9]",
                                       "/ByteRange(0 2 6 9)",
                                       "/ByteRange 0 2 6 9]",
                                       "/ByteRange[0 2 99999 9]",
                                       "/ByteRange[0 99999 6 9]",
                                       "/ByteRange[0 -2 6 9]",
                                       "/Byterange[0 2 6 9]",
                                       "/ByteRange[0 0000000000000002 6 9]",
                                       "/ByteRange[a 2 6 9]"};
    const struct seal_signature here = {.gap = 2}, other = {.gap = 3}, both[] = {{.gap = 3}, {.gap = 2}};
    for (size_t i = 0; i < sizeof found / sizeof *found + sizeof none / sizeof *none; i++) {
        bool is = i < sizeof found / sizeof *found;
        char text[80], *bytes;
        int n =
            snprintf(text, sizeof text, "%%P<00>%s", is ? found[i] : none[i - sizeof found / sizeof *found]);
        bytes = malloc((size_t)n); /* reading behind the end is seen */
        memcpy(bytes, text, (size_t)n);
        if (seal_unlisted(bytes, (size_t)n, NULL, 0) != is ||
            seal_unlisted(bytes, (size_t)n, &other, 1) != is)
            fail_msg("%s", text);
        assert_false(seal_unlisted(bytes, (size_t)n, &here, 1));
        assert_false(seal_unlisted(bytes, (size_t)n, both, 2));
        free(bytes);
    }
    /* a gap "<>" holds nothing, and one that ends the file is one */
    assert_false(seal_unlisted("/ByteRange[0 19 21 1]<>", 23, NULL, 0));
    assert_false(seal_unlisted("/ByteRange[0 21 22 1]<>", 23, NULL, 0));
    assert_true(seal_unlisted("/ByteRange[0 21 23 1]<>", 23, NULL, 0));
    assert_false(seal_unlisted("/ByteRange[0 21 24 1]<>>", 23, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ranges_cover_all_but_the_gap, setup, teardown),
        cmocka_unit_test_setup_teardown(gaps_hold_digits, setup, teardown),
        cmocka_unit_test_setup_teardown(contents_are_there_once, setup, teardown),
        cmocka_unit_test_setup_teardown(gaps_are_of_contents, setup, teardown),
        cmocka_unit_test_setup_teardown(dictionaries_are_read_to_their_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(days_are_counted, setup, teardown),
        cmocka_unit_test_setup_teardown(hours_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(order_is_judged, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_signature, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hundred_are_judged, setup, teardown),
        cmocka_unit_test_setup_teardown(all_must_be_fine, setup, teardown),
        cmocka_unit_test_setup_teardown(unlisted_are_found, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
