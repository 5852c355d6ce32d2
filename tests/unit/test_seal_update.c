/* test_seal_update.c - a signature put into a file written by hand: every byte of the update but the
 * signature itself, where its objects are said to be, and what is refused; the hour of a signature in words.
 */
#include "pdf_objects.h"
#include "seal_unit.h"

#include "base/digest.h"
#include "seal/cms.h"
#include "seal/revisions.h"
#include "seal/update.h"
#include "seal/verify.h"

#include <time.h>

/* ---- the hour ---- */

/* By the time of Vietnam, on the last and the first day of every month of years with and without a 29
 * February. */
static void hours_in_words(void **state)
{
    struct fixture *f = *state;
    static const int years[] = {1, 1900, 1968, 1970, 1971, 2000, 2024, 2026, 2100};
    for (size_t y = 0; y < sizeof years / sizeof *years; y++)
        for (int month = 0; month < 12; month++)
            for (int second = -1; second < 2; second++) {
                struct tm tm = {.tm_year = years[y] - 1900, .tm_mon = month, .tm_mday = 1, .tm_sec = second};
                time_t there = timegm(&tm); /* puts the rest in order: the last second of the month before */
                assert_string_equal(seal_time_text(&f->arena, there - 7 * 3600),
                                    arena_printf(&f->arena, "%d/%d/%d %02d:%02d:%02d", tm.tm_mday,
                                                 tm.tm_mon + 1, tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                                                 tm.tm_sec));
            }
    assert_string_equal(seal_time_text(&f->arena, 0), "1/1/1970 07:00:00");
}

/* ---- a file ---- */

#define SIGNER "<</FT/Sig/T(nguoi-ky)/P 3 0 R/Rect[100 20 300 80]/V null/AP 8 0 R/F 4>>"
#define AGENCY "<</FT/Sig/T(co-quan)/P 3 0 R/Rect[10 20 110 120]>>"
#define SIGNED "<</FT/Sig/T(khac)/V<</Type/Sig>>>>"

/* What the file is made of; "" leaves the ID and the line's end out, NULL is the usual. */
struct wish {
    const char *fields, *signer, *trailer, *end;
};

/* Of its fonts /B slants and /C is bold; /A has 250 for a space and 500 for all else, /D two letters that
 * WinAnsi has not. */
static struct buf made(struct fixture *f, const struct wish *w)
{
    static const char map[] = "beginbfchar <0001> <0110> <0102> <1ED1> endbfchar";
    struct buf out = {0};
    const char *const bodies[] = {
        arena_printf(&f->arena, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>",
                     w->fields ? w->fields : "4 0 R 5 0 R"),
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</A 9 0 R/B 7 0 R/C 6 0 R/D 10 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
        w->signer ? w->signer : SIGNER,
        AGENCY,
        "<</Type/Font/Subtype/Type1/BaseFont/X-Bold>>",
        "<</Type/Font/Subtype/Type1/BaseFont/X-Italic>>",
        arena_printf(&f->arena, "<</Length %zu>>\nstream\n%s\nendstream", strlen(map), map),
        "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 32/Widths[250]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Y/ToUnicode 8 0 R/DescendantFonts[<</DW 700/W[258[640]]>>]>>",
    };
    pdf_of_objects(&out, bodies, sizeof bodies / sizeof *bodies,
                   w->trailer ? w->trailer : "/Info 3 0 R/ID[<0102><0304>]", w->end ? w->end : "\n");
    return out;
}

/* ---- what is written ---- */

static struct seal_key *key;

static int file_setup(void **state)
{
    int failed = setup(state);
    key = open_key(*state, "organisation.p12");
    return failed || !key;
}

static int file_teardown(void **state)
{
    seal_key_free(key);
    return teardown(state);
}

static bool signs(struct fixture *f, const struct buf *file, const struct seal_request *request,
                  struct buf *out)
{
    struct pdf_file *pdf = pdf_open(&f->arena, &f->diags, "x.pdf", file->data, file->len);
    assert_non_null(pdf);
    bool fine = seal_update_sign(&f->arena, &f->diags, pdf, "x.pdf", file->data, file->len, request, out);
    pdf_close(pdf);
    return fine;
}

/* Copies up to the words and past them; where they end. */
static const char *past(struct buf *out, const char *from, const char *end, const char *words)
{
    const char *found = memmem(from, (size_t)(end - from), words, strlen(words));
    assert_non_null(found);
    found += strlen(words);
    buf_add(out, from, (size_t)(found - from));
    return found;
}

/* Every object is where the cross-reference stream says, whose numbers and rows these are. */
static void assert_places(const char *file, const char *numbers, const char *rows)
{
    static const char tail[] = "\nendstream\nendobj\nstartxref\n";
    const unsigned char *row = (const unsigned char *)rows;
    size_t place = 0;
    char *end;
    for (const char *at = numbers; *at != ']'; at = end + strlen(" 1 "), row += 6) {
        char head[32];
        int n = snprintf(head, sizeof head, "%lu 0 obj\n", strtoul(at, &end, 10));
        place = (size_t)row[1] << 24 | (size_t)row[2] << 16 | (size_t)row[3] << 8 | row[4];
        assert_memory_equal(file + place, head, (size_t)n);
    }
    assert_memory_equal(row, tail, strlen(tail));
    assert_int_equal(strtoul((const char *)row + strlen(tail), NULL, 10), place); /* it is the last itself */
}

/* The second half of the ID is made of all that stands before the cross-references, while what is filled in
 * last was not there. */
static void assert_id(struct fixture *f, const struct buf *file, size_t before, const char *id,
                      const char *range, const char *cms)
{
    char digest[DIGEST_HEX], *copy = arena_alloc(&f->arena, file->len);
    memcpy(copy, file->data, file->len);
    memcpy(copy + (range - file->data), arena_printf(&f->arena, "%10d %10d %10d %10d", 0, 0, 0, 0), 43);
    memset(copy + (cms - file->data), '0', 2 * SEAL_CMS_ROOM);
    const char *xref = memmem(file->data + before, file->len - before, "\n<</Type/XRef", 13);
    while (xref[-1] != '\n')
        xref--;
    digest_sha256(copy, (size_t)(xref - file->data), digest);
    assert_memory_equal(id, digest, 32);
    assert_int_equal(id[32], '>');
}

/* What stands behind the first `before` bytes of a file, to the rows of its cross-references. RANGE, CMS and
 * ID stand for what is no two times the same; that and what comes after /Prev is looked at here. */
static const char *update_of(struct fixture *f, const struct buf *file, size_t before)
{
    const char *end = file->data + file->len;
    struct buf out = {0};
    const char *range = past(&out, file->data + before, end, "/ByteRange["), *close = strchr(range, ']');
    buf_str(&out, "RANGE");
    const char *cms = past(&out, close, end, "/Contents<"), *behind = strchr(cms, '>');
    assert_string_equal(arena_strndup(&f->arena, range, (size_t)(close - range)),
                        arena_printf(&f->arena, "%10d %10zu %10zu %10zu", 0, (size_t)(cms - 1 - file->data),
                                     (size_t)(behind + 1 - file->data), (size_t)(end - behind - 1)));
    assert_int_equal(behind - cms, 2 * SEAL_CMS_ROOM);
    buf_str(&out, "CMS");
    const char *previous = past(&out, behind, end, "/Prev ");
    char *end_of_number;
    assert_memory_equal(file->data + strtoul(previous, &end_of_number, 10), "xref\n", 5);
    const char *rest = end_of_number;
    if (strstr(rest, "/ID[")) {
        rest = past(&out, rest, end, "/ID[<0102><");
        assert_id(f, file, before, rest, range, cms);
        rest += 32;
        buf_str(&out, "ID");
    }
    const char *numbers = past(&out, rest, end, "/Index["), *rows = past(&out, numbers, end, "stream\n");
    assert_places(file->data, numbers, rows);
    const char *text = arena_strdup(&f->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* Signs, behind something that is there already, and compares the update. */
static void assert_written(struct fixture *f, const struct wish *w, const struct seal_request *request,
                           const char *wanted)
{
    struct buf file = made(f, w), out = {0};
    buf_str(&out, "%PDF-");
    assert_true(signs(f, &file, request, &out));
    assert_quiet(f);
    assert_memory_equal(out.data, "%PDF-", 5);
    assert_memory_equal(out.data + 5, file.data, file.len);
    memmove(out.data, out.data + 5, out.len -= 5);
    assert_string_equal(update_of(f, &out, file.len), wanted);
    struct pdf_file *pdf = pdf_open(&f->arena, &f->diags, "x.pdf", out.data, out.len);
    assert_true(pdf && pdf_is_exact(pdf));
    struct seal_report *report = seal_verify(&f->arena, pdf, out.data, out.len, NULL, LANG_EN);
    const struct seal_signature *last = &report->signatures[report->count - 1];
    assert_true(last->whole && last->range == SEAL_RANGE_FINE && last->time == request->when);
    assert_int_equal(last->judgement.structure.state, SEAL_STATE_FINE);
    assert_int_equal(last->judgement.cryptography.state, SEAL_STATE_FINE);
    pdf_close(pdf);
    buf_free(&file);
    buf_free(&out);
}

/* An update whose field is written so, and its form with this in it; rest: from there to /Index, of objects
 * that are named there. */
static const char *update(struct fixture *f, const char *field, const char *name, const char *form,
                          const char *look, const char *rest)
{
    return arena_printf(
        &f->arena,
        "%s/V 11 0 R/AP<</N 12 0 R>>>>\nendobj\n11 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/"
        "ETSI.CAdES.detached/ByteRange[RANGE]/Contents<CMS>/M(D:20240701070000+07'00')/Name<FEFF%s>>>\n"
        "endobj\n12 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 %s>>/Length %zu>>stream\n%s\nendstream\n"
        "endobj\n%s",
        field, name, form, strlen(look), look, rest);
}

#define FIELD "4 0 obj\n<</F 4/FT /Sig/P 3 0 R/Rect [ 100 20 300 80 ]/T (nguoi-ky)"
#define FONTS "/Resources<</Font<</A 9 0 R /D 10 0 R >>"
#define TITLE "Td /D 9.00 Tf <0001> Tj /A 9.00 Tf <E3206BFD2073> Tj /D 9.00 Tf <0102> Tj ET BT "
#define HOUR "Td /A 9.00 Tf <312F372F323032342030373A30303A3030> Tj ET Q"
#define THREE "/W[1 4 1]/Index[4 1 11 1 12 1 13 1 ]/Length 24>>stream\n"

/* Each letter in the first font that has it, those of none left out. */
static void words_of_a_person(void **state)
{
    struct fixture *f = *state;
    const struct seal_request request = {
        .key = key, .field = SEAL_FIELD_SIGNER, .name = "Trần Văn Đố\U0001d49c", .when = NOW};
    static const char name[] = "005400721EA7006E002000560103006E002001101ED1";
    assert_written(f, &(struct wish){0}, &request,
                   update(f, FIELD, name, "200.00 60.00 ]" FONTS,
                          "q 0 0.1 0.6 rg BT 82.72 46.00 " TITLE
                          "80.47 34.00 Td /A 9.00 Tf <54726E20566E20> Tj "
                          "/D 9.00 Tf <00010102> Tj ET BT 62.88 22.00 " HOUR,
                          "13 0 obj\n<</Type/XRef/Size 14/Prev /Root 1 0 R/Info 3 0 R/ID[<0102><ID>]" THREE));
    /* a field that is too low, in a file without what need not be there */
    assert_written(
        f,
        &(struct wish){
            .signer = "<</FT/Sig/T(nguoi-ky)/P 3 0 R/Rect[100 20 300 29.996]>>", .trailer = "", .end = ""},
        &request,
        update(f, "\n4 0 obj\n<</FT /Sig/P 3 0 R/Rect [ 100 20 300 29.996 ]/T (nguoi-ky)", name,
               "200.00 10.00 ]" FONTS,
               "q 0 0.1 0.6 rg BT 82.72 -4.00 " TITLE "80.47 -16.00 Td /A 9.00 Tf <54726E20566E20> Tj "
               "/D 9.00 Tf <00010102> Tj ET BT 62.88 -28.00 " HOUR,
               "13 0 obj\n<</Type/XRef/Size 14/Prev /Root 1 0 R" THREE));
    /* a field that is hardly wide enough, a name that no font has a letter of; /Prev is 819 */
    const struct seal_request unseen = {
        .key = key, .field = SEAL_FIELD_SIGNER, .name = "\U0001d49c", .when = NOW};
    assert_written(
        f,
        &(struct wish){.signer = "<</FT/Sig/T(nguoi-ky)/P 3 0 R/Rect[0 0 76 60]                   >>",
                       .trailer = ""},
        &unseen,
        update(f, "4 0 obj\n<</FT /Sig/P 3 0 R/Rect [ 0 0 76 60 ]/T (nguoi-ky)", "", "76.00 60.00 ]" FONTS,
               "q 0 0.1 0.6 rg BT 20.72 46.00 " TITLE "38.00 34.00 Td ET BT 2.00 22.00 Td /A 8.73 Tf "
               "<312F372F323032342030373A30303A3030> Tj ET Q",
               "13 0 obj\n<</Type/XRef/Size 14/Prev /Root 1 0 R" THREE));
}

/* In red, lower; what is too long is made smaller. */
static void words_of_an_agency(void **state)
{
    struct fixture *f = *state;
    const struct seal_request request = {
        .key = key, .field = SEAL_FIELD_AGENCY, .name = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .when = NOW};
    assert_written(
        f, &(struct wish){.signer = SIGNED}, &request,
        update(
            f, "5 0 obj\n<</FT /Sig/P 3 0 R/Rect [ 10 20 110 120 ]/T (co-quan)",
            "004100410041004100410041004100410041004100410041004100410041004100410041004100410041004100410041"
            "004100410041004100410041",
            "100.00 100.00 ]" FONTS,
            "q 0.75 0 0 rg BT 32.72 36.00 " TITLE "2.00 24.00 Td /A 6.40 Tf "
            "<414141414141414141414141414141414141414141414141414141414141> Tj ET BT 12.88 12.00 " HOUR,
            "13 0 obj\n<</Type/XRef/Size 14/Prev /Root 1 0 R/Info 3 0 R/ID[<0102><ID>]/W[1 4 1]/Index[5 1 "
            "11 1 12 1 13 1 ]/Length 24>>stream\n"));
}

/* As large as the field lets it be, in its middle. */
static void pictures(void **state)
{
    struct fixture *f = *state;
    static const struct {
        size_t width, height;
        const char *look;
    } cases[] = {{20, 10, "q 120.00 0 0 60.00 40.00 0.00 cm /Im Do Q"},
                 {10, 2, "q 200.00 0 0 40.00 0.00 10.00 cm /Im Do Q"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seal_image image = {.width = cases[i].width, .height = cases[i].height};
        buf_str(&image.colours, "abc");
        buf_str(&image.opacity, "d");
        static const char object[] = "<</Type/XObject/Subtype/Image/Width %zu/Height %zu/BitsPerComponent 8/"
                                     "Filter/FlateDecode/ColorSpace/Device%s/Length %zu>>stream\n%s\n"
                                     "endstream\nendobj\n";
        const char *colours = arena_printf(&f->arena, object, image.width, image.height, "RGB/SMask 14 0 R",
                                           image.colours.len, "abc"),
                   *opacity = arena_printf(&f->arena, object, image.width, image.height, "Gray",
                                           image.opacity.len, "d");
        const char *far = arena_printf(&f->arena, "%.*s%70000s>>", (int)strlen(SIGNER) - 2, SIGNER, "");
        assert_written(
            f, &(struct wish){.signer = i > 0 ? far : NULL}, /* places of more than 16 bits */
            &(struct seal_request){
                .key = key, .field = SEAL_FIELD_SIGNER, .name = "A", .when = NOW, .image = &image},
            update(f, FIELD, "0041", "200.00 60.00 ]/Resources<</XObject<</Im 13 0 R>>", cases[i].look,
                   arena_printf(&f->arena,
                                "13 0 obj\n%s14 0 obj\n%s15 0 obj\n<</Type/XRef/Size 16/Prev /Root 1 0 R/"
                                "Info 3 0 R/ID[<0102><ID>]/W[1 4 1]/Index[4 1 11 1 12 1 13 1 14 1 15 1 "
                                "]/Length 36>>stream\n",
                                colours, opacity)));
        buf_free(&image.colours);
        buf_free(&image.opacity);
    }
}

/* The second update stands upon the first. */
static void one_after_the_other(void **state)
{
    struct fixture *f = *state;
    struct buf file = made(f, &(struct wish){0}), first = {0}, second = {0};
    struct seal_request request = {.key = key, .field = SEAL_FIELD_SIGNER, .name = "A", .when = NOW};
    assert_true(signs(f, &file, &request, &first));
    request.field = SEAL_FIELD_AGENCY;
    request.when++;
    assert_true(signs(f, &first, &request, &second));
    assert_quiet(f);
    uint8_t touched[30];
    assert_true(revisions_touched(second.data, file.len, second.len, touched, sizeof touched));
    for (size_t i = 0; i < sizeof touched; i++)
        assert_int_equal(touched[i], i == 4 || i == 5 || (i >= 11 && i <= 16));
    struct pdf_file *pdf = pdf_open(&f->arena, &f->diags, "x.pdf", second.data, second.len);
    struct seal_report *report = seal_verify(&f->arena, pdf, second.data, second.len, NULL, LANG_EN);
    assert_true(seal_report_whole(report) && report->order_fine && report->count == 2);
    assert_int_equal(report->signatures[0].end, first.len);
    pdf_close(pdf);
    buf_free(&file);
    buf_free(&first);
    buf_free(&second);
}

/* What is not signed, and with which complaint. */
static void refused(void **state)
{
    struct fixture *f = *state;
    static const struct {
        struct wish wish;
        const char *field, *code; /* NULL: it is signed */
    } cases[] = {
        {{.fields = "5 0 R"}, SEAL_FIELD_SIGNER, "Y060"},
        {{.signer = "<</FT/Tx/T(nguoi-ky)/P 3 0 R/Rect[0 0 9 9]>>"}, SEAL_FIELD_SIGNER, "Y060"},
        {{.signer = "<</FT/Sig/T(nguoi-ky)/P 3 0 R/Rect[0 0 9 9]/V<</Type/Sig>>>>"},
         SEAL_FIELD_SIGNER,
         "Y061"},
        {{.signer = SIGNER}, SEAL_FIELD_AGENCY, "Y062"},
        {{.signer = SIGNED}, SEAL_FIELD_AGENCY, NULL},
        {{.fields = "5 0 R 4 0 R", .signer = SIGNED}, SEAL_FIELD_AGENCY, NULL},
        {{.fields = "5 0 R 4 0 R"}, SEAL_FIELD_SIGNER, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf file = made(f, &cases[i].wish), out = {0};
        const struct seal_request request = {.key = key, .field = cases[i].field, .name = "A", .when = NOW};
        if (signs(f, &file, &request, &out) != !cases[i].code)
            fail_msg("case %zu: %s", i, complaints(f));
        if (cases[i].code)
            assert_complaint(f, cases[i].code);
        assert_int_equal(cases[i].code != NULL, out.len == 0);
        buf_free(&file);
        buf_free(&out);
    }
}

/* With a timestamp, which does not come: more room is kept, and it is not said to be signed. */
static void without_its_timestamp(void **state)
{
    struct fixture *f = *state;
    struct buf file = made(f, &(struct wish){0}), out = {0};
    const struct seal_tsa nobody = {"http://127.0.0.1:1/", 0, 1};
    assert_false(signs(f, &file,
                       &(struct seal_request){
                           .key = key, .field = SEAL_FIELD_SIGNER, .name = "A", .when = NOW, .tsa = &nobody},
                       &out));
    assert_complaint(f, "Y041");
    const char *contents = strstr(buf_text(&out) + file.len, "/Contents<");
    assert_int_equal(strspn(contents + strlen("/Contents<"), "0"), 2 * SEAL_CMS_ROOM_TSA);
    buf_free(&file);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hours_in_words, setup, teardown),
        cmocka_unit_test_setup_teardown(words_of_a_person, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(words_of_an_agency, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(pictures, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(one_after_the_other, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(refused, file_setup, file_teardown),
        cmocka_unit_test_setup_teardown(without_its_timestamp, file_setup, file_teardown),
    };
    return cmocka_run_group_tests(tests, pki_setup, pki_teardown);
}
