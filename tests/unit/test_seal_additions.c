/* test_seal_additions.c - what a later revision has besides signatures: where on the page an annotation may
 * lie, to a tenth of a point, and which keys of which dictionary may differ. */
#include "unit.h"

#include "base/buf.h"
#include "seal/additions.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROOT = 1,
    PAGES,
    PAGE,
    CONTENT,
    FONT,
    FORM,
    METADATA,
    INFO,
    PAGE_2,
    FIELD,
    OTHER,
    OLD_NOTE,
    NEW_NOTE,
    BODIES
};

/* The objects of a file by their numbers; NULL: none. */
struct document {
    const char *body[BODIES + 30];
    size_t count, said; /* its /Size; 0, or what it says instead */
    unsigned root;      /* 0: ROOT */
};

struct fixture {
    struct arena arena;
    struct diags diags;
    struct document before, now;
};

/* Letters are as wide as they are guessed to be: 5, capitals 7, spaces 2.5. */
#define TEXT                                                                                                 \
    "BT /F 10 Tf 1 0 0 1 100 700 Tm (aa   aa) Tj 1 0 0 1 100 600 Tm (AZ\\240\\240 c\\351) Tj "               \
    "1 0 0 1 100 500 Tm (aa  aa) Tj 1 0 0 1 100 400 Tm (aa   \\240) Tj 1 0 0 1 100 300 Tm (   aa) Tj "       \
    "1 0 0 1 100 200 Tm (a   aa) Tj ET"

static const struct document ours = {
    {[ROOT] = "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 7 0 R/Lang(vi)>>",
     [PAGES] = "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>",
     [PAGE] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 "
              "R>>>>/Annots[10 0 R 12 0 R]>>",
     [CONTENT] = TEXT,
     [FORM] = "<</Fields[10 0 R]/SigFlags 3>>",
     [METADATA] = "<x>Bao cao pdfaid pdfuaid</x>",
     [INFO] = "<</Title(Bao cao)/Producer(a)>>",
     [PAGE_2] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 "
                "R>>>>>>",
     [FIELD] = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 0 0]/P 3 0 R>>",
     [OTHER] = "<</A 1/B 2>>",
     [OLD_NOTE] = "<</Type/Annot/Subtype/Link/Rect[100 690 110 710]/P 3 0 R>>"},
    NEW_NOTE};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    f->before = f->now = ours;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

static void put_font(struct buf *out)
{
    buf_str(out, "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 32/Widths[");
    for (int c = 32; c < 256; c++)
        buf_printf(out, "%d ", c == ' ' || c == 0xa0 ? 250 : c >= 'A' && c <= 'Z' ? 700 : 500);
    buf_str(out, "]>>");
}

static struct pdf_file *open_file(struct fixture *f, const struct document *d)
{
    struct buf out = {0};
    size_t places[BODIES + 30] = {0};
    buf_str(&out, "%PDF-1.7\n");
    for (size_t i = 1; i < d->count; i++) {
        bool stream = i == CONTENT || i == METADATA;
        if (!d->body[i] && i != FONT)
            continue;
        places[i] = out.len;
        buf_printf(&out, "%zu 0 obj\n", i);
        if (i == FONT)
            put_font(&out);
        else if (stream)
            buf_printf(&out, "<</Length %zu>>\nstream\n%s\nendstream", strlen(d->body[i]), d->body[i]);
        else
            buf_str(&out, d->body[i]);
        buf_str(&out, "\nendobj\n");
    }
    size_t table = out.len;
    buf_printf(&out, "xref\n0 %zu\n0000000000 65535 f \n", d->count);
    for (size_t i = 1; i < d->count; i++)
        buf_printf(&out, "%010zu %s \n", places[i], places[i] ? "00000 n" : "00000 f");
    buf_printf(&out, "trailer\n<</Root %u 0 R/Info 8 0 R/Size %zu>>\nstartxref\n%zu\n%%%%EOF\n",
               d->root ? d->root : ROOT, d->said ? d->said : d->count, table);
    const char *bytes = arena_strndup(&f->arena, out.data, out.len);
    struct pdf_file *file = pdf_open(&f->arena, &f->diags, "x.pdf", bytes, out.len);
    buf_free(&out);
    assert_non_null(file);
    return file;
}

/* All that is told, with "; " between; marked: the objects that updates speak of, or NULL. */
static const char *told_marked(struct fixture *f, const uint8_t *marked)
{
    struct pdf_file *before = open_file(f, &f->before), *now = open_file(f, &f->now);
    const char **words, *all = "";
    size_t count = seal_additions(&f->arena, before, now, marked, LANG_EN, &words);
    for (size_t i = 0; i < count; i++)
        all = arena_printf(&f->arena, "%s%s%s", all, i ? "; " : "", words[i]);
    pdf_close(before);
    pdf_close(now);
    return all;
}

static const char *told(struct fixture *f)
{
    return told_marked(f, NULL);
}

/* What is told when the object is that, or is gone. */
static const char *told_with(struct fixture *f, size_t object, const char *body)
{
    f->now = f->before;
    f->now.body[object] = body;
    return told(f);
}

/* What is told of an annotation with these keys on a page. The box: left, top, right, bottom, in points from
 * the page's top left corner. */
static const char *told_of(struct fixture *f, const char *keys, size_t page, const double box[4])
{
    f->now = f->before;
    f->now.count = BODIES;
    f->now.body[NEW_NOTE] = arena_printf(&f->arena, "<</Type/Annot%s/Rect[%.2f %.2f %.2f %.2f]/P %zu 0 R>>",
                                         keys, box[0], 800 - box[1], box[2], 800 - box[3], page);
    f->now.body[page] = arena_printf(&f->arena, "%.*s/Resources<</Font<</F 5 0 R>>>>/Annots[%s13 0 R]>>",
                                     (int)(strstr(ours.body[page], "/Resources") - ours.body[page]),
                                     ours.body[page], page == PAGE ? "10 0 R 12 0 R " : "");
    return told(f);
}

static const char covers[] = "something added covers text on page 1";
static const char words_beside[] = "an annotation of kind FreeText on page 1";

static void assert_told(struct fixture *f, const char *keys, const double box[4], const char *expected)
{
    const char *said = told_of(f, keys, PAGE, box);
    if (strcmp(said, expected) != 0)
        fail_msg("%s [%g %g %g %g]: \"%s\", wanted \"%s\"", keys, box[0], box[1], box[2], box[3], said,
                 expected);
}

static void nothing_is_told_of_nothing(void **state)
{
    assert_string_equal(told(*state), "");
}

/* Words in a gap: to a tenth of a point where they may lie. */
static void words_lie_in_gaps(void **state)
{
    struct fixture *f = *state;
    static const struct {
        double box[4];
        const char *told;
    } cases[] = {
        /* "aa   aa": 100 to 110, a gap to 117.5, to 127.5; 4 beside a gap are guessed */
        {{106.1, 86.1, 121.4, 105.9}, ""},
        {{105.9, 86.1, 121.4, 105.9}, covers},
        {{106.1, 86.1, 121.6, 105.9}, covers},
        {{106.1, 85.9, 121.4, 105.9}, words_beside},
        {{106.1, 86.1, 121.4, 106.1}, words_beside},
        {{121.4, 86.1, 106.1, 105.9}, ""}, /* corners the other way round */
        {{106.1, 105.9, 121.4, 86.1}, ""},
        {{99.0, 86.1, 100.1, 92.9}, words_beside}, /* above the letters */
        {{99.0, 86.1, 100.1, 93.1}, covers},
        {{99.0, 102.1, 100.1, 104}, words_beside}, /* below */
        {{99.0, 101.9, 100.1, 104}, covers},
        {{98.0, 94, 99.9, 101}, words_beside}, /* before */
        {{127.4, 94, 128, 101}, covers},
        {{127.6, 94, 129, 101}, words_beside}, /* behind */
        /* "AZ   ce" with signs of two bytes: 100 to 114, a gap to 121.5, to 131.5 */
        {{110.1, 194, 125.4, 201}, ""},
        {{109.9, 194, 125.4, 201}, covers},
        {{110.1, 194, 125.6, 201}, covers},
        {{131.4, 194, 133, 201}, covers},
        {{131.6, 194, 133, 201}, words_beside},
        /* two spaces are no gap */
        {{111, 294, 114, 301}, covers},
        /* "aa    ": a gap that ends the line, to 120 */
        {{106.1, 394, 123.9, 401}, ""},
        {{105.9, 394, 123.9, 401}, covers},
        {{106.1, 394, 124.1, 401}, words_beside},
        /* "   aa": a gap that begins it, 100 to 107.5, to 117.5 */
        {{96.1, 494, 111.4, 501}, ""},
        {{95.9, 494, 111.4, 501}, words_beside},
        {{96.1, 494, 111.6, 501}, covers},
        {{117.4, 494, 120, 501}, covers},
        {{117.6, 494, 120, 501}, words_beside},
        /* "a   aa": one letter is one too */
        {{99, 594, 100.9, 601}, covers},
        {{101.1, 594, 116.4, 601}, ""},
        /* far from all text; across a gap and the letters of another line */
        {{300, 100, 320, 120}, words_beside},
        {{106.1, 86.1, 121.4, 501}, covers},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_told(f, "/Subtype/FreeText", cases[i].box, cases[i].told);
}

/* What may lie in a gap, and what may lie elsewhere. */
static void kinds_of_annotations(void **state)
{
    struct fixture *f = *state;
    static const double gap[4] = {108, 95, 119, 100}, away[4] = {300, 100, 320, 120};
    assert_told(f, "/Subtype/Stamp", gap, "");
    assert_told(f, "/Subtype/Stamp", away, "an annotation of kind Stamp on page 1");
    assert_told(f, "/Subtype/Link", gap, "an annotation of kind Link on page 1");
    assert_told(f, "", away, "an annotation of kind  on page 1");
    assert_told(f, "/Subtype/FreeText/A<</S/URI>>", gap, words_beside);
    assert_told(f, "/Subtype/FreeText/AA<</S/URI>>", gap, words_beside);
    assert_told(f, "/Subtype/FreeText/CL[1 2]", gap, words_beside);
    assert_told(f, "/Subtype/FreeText/OC<<>>", gap, words_beside);
    assert_told(f, "/Subtype/Widget/FT/Sig", away, "");
    assert_told(f, "/Subtype/Widget/FT/Sig/AP<<>>", away, "an annotation of kind Widget on page 1");
    assert_told(f, "/Subtype/Widget/FT/Sig/AP<<>>/V<<>>", away, "an annotation of kind Widget on page 1");
    assert_told(f, "/Subtype/Widget/FT/Sig/AA<</S/URI>>", away, "an annotation of kind Widget on page 1");
    assert_told(f, "/Subtype/Widget/FT/Sig", gap, "");
    assert_told(f, "/Subtype/Widget/FT/Sig/A<</S/URI>>", away, "an annotation of kind Widget on page 1");
    assert_told(f, "/Subtype/Widget/FT/Tx", away, "an annotation of kind Widget on page 1");
    assert_told(f, "/Subtype/Stamp/FT/Sig", away, "an annotation of kind Stamp on page 1");
    assert_string_equal(told_of(f, "/Subtype/FreeText", PAGE_2, gap),
                        "an annotation of kind FreeText on page 2");
    assert_string_equal(told_of(f, "/Subtype/Widget/FT/Sig", PAGE_2, away), "");
}

/* Keys of the root, the form, pages and fields. */
static void dictionaries_are_held(void **state)
{
    struct fixture *f = *state;
    static const char root[] = "the document's root was changed", form[] = "the document's form was changed",
                      page[] = "page 1 was changed", other[] = "object 11 was changed";
#define REST "/Pages 2 0 R/AcroForm 6 0 R/Metadata 7 0 R"
    static const struct {
        size_t object;
        const char *body, *told;
    } cases[] = {
        {ROOT, "<</AA 1/Type/Catalog" REST "/Lang(vi)>>", root}, /* before all keys that are there */
        {ROOT, "<</Type/Catalog" REST "/Lang(vi)/Zz 1>>", root},
        {ROOT, "<</Type/Catalog" REST ">>", root},
        {ROOT, "<</Type/Catalog" REST "/Lang(en)>>", root},
        {ROOT, "<</Type/Catalog" REST "/Lang(vi)/DSS<<>>/Extensions<<>>/Version/2.0>>", ""},
        {ROOT, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Lang(vi)>>", root},
        {FORM, "<</Fields[10 0 R]/SigFlags 1/DR<<>>/DA(x)>>", ""},
        {FORM, "<</Fields[10 0 R]/SigFlags 3/XFA 1>>", form},
        {FORM, "<</Fields[11 0 R 10 0 R 11 0 R]/SigFlags 3>>", ""},
        {FORM, "<</Fields[11 0 R]/SigFlags 3>>", form},
        {FORM, "<</SigFlags 3>>", form},
        {OTHER, "<</A 1/B 3>>", other},
        {OTHER, "<</A 1/B 2/C 3>>", other},
        {OTHER, NULL, other},
        {INFO, "<</Title(Bao cao)/Producer(b)/ModDate(x)>>", ""},
        {INFO, "<</Title(Khac)/Producer(a)>>", "the document's information (Info) was changed"},
        {METADATA, "<y>pdfuaid pdfaid Bao cao</y>", ""},
        {METADATA, "<y>pdfuaid Bao cao</y>", "the document's root was changed; object 7 was changed"},
        {METADATA, "<y>pdfaid Bao cao</y>", "the document's root was changed; object 7 was changed"},
        {METADATA, "<y>pdfuaid pdfaid</y>", "the document's root was changed; object 7 was changed"},
        {FIELD,
         "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 0 0]/P 3 0 R/V<<>>/AP 1/M 1/F 1/MK 1/DA 1/Lock "
         "1>>",
         ""},
        {FIELD, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 9 9]/P 3 0 R/V<<>>>>",
         "object 10 was changed"},
        {CONTENT, "q Q", "object 4 was changed"},
        {OLD_NOTE, "<</Type/Annot/Subtype/Link/Rect[100 690 111 710]/P 3 0 R>>", "object 12 was changed"},
        {PAGES, "<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>", "a page was exchanged; object 2 was changed"},
        {PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "another number of pages; object 2 was changed"},
#define HEAD "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
        {PAGE, HEAD "/MediaBox[0 0 600 801]/Annots[10 0 R 12 0 R]>>", page},
        {PAGE, HEAD "/MediaBox[0 0 600 800]/Annots[12 0 R]>>", page},
        {PAGE, HEAD "/MediaBox[0 0 600 800]/Annots[10 0 R]>>", page},
        {PAGE, HEAD "/MediaBox[0 0 600 800]/Annots[12 0 R 10 0 R]>>", page},
        {PAGE, HEAD "/MediaBox[0 0 600 800]>>", page},
        {PAGE, HEAD "/MediaBox[0 0 600 800]/Annots[10 0 R 12 0 R]/AA 1>>", page},
    };
    f->before.count = NEW_NOTE;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *said = told_with(f, cases[i].object, cases[i].body);
        if (strcmp(said, cases[i].told) != 0)
            fail_msg("object %zu %s: \"%s\", wanted \"%s\"", cases[i].object, cases[i].body, said,
                     cases[i].told);
    }
}

/* Only what updates speak of is compared, unless that is a stream, which others may be packed in. */
static void marks_are_gone_by(void **state)
{
    struct fixture *f = *state;
    static const char stream[] = "<</Length 1>>\nstream\nx\nendstream", other[] = "object 11 was changed";
    uint8_t *marked = arena_alloc(&f->arena, SEAL_OBJECTS_MOST);
    f->now.body[OTHER] = "<</A 1/B 3>>";
    f->now.body[OLD_NOTE] = "<</A 1>>";
    assert_string_equal(told_marked(f, marked), "");
    marked[OTHER] = 1;
    assert_string_equal(told_marked(f, marked), other);
    marked[OLD_NOTE] = 1;
    assert_string_equal(told_marked(f, marked), "object 11 was changed; object 12 was changed");
    f->now.body[OLD_NOTE] = ours.body[OLD_NOTE];
    marked[OTHER] = marked[OLD_NOTE] = 0;
    marked[CONTENT] = 1;
    assert_string_equal(told_marked(f, marked), other);
    /* the first object as any */
    marked[CONTENT] = 0;
    f->before.root = f->now.root = NEW_NOTE;
    f->before.body[NEW_NOTE] = f->now.body[NEW_NOTE] = ours.body[ROOT];
    f->before.count = f->now.count = BODIES;
    f->before.body[ROOT] = f->now.body[ROOT] = stream;
    assert_string_equal(told_marked(f, marked), "");
    marked[ROOT] = 1;
    assert_string_equal(told_marked(f, marked), other);
    f->now.body[ROOT] = "<</A 1>>";
    assert_string_equal(told(f), "object 1 was changed; object 11 was changed");
    /* another root */
    f->now = f->before = ours;
    f->before.count = f->now.count = BODIES;
    f->before.body[NEW_NOTE] = f->now.body[NEW_NOTE] = ours.body[ROOT];
    f->now.root = NEW_NOTE;
    assert_string_equal(told(f), "the document's root is another object");
}

/* Objects that cannot be compared are told: numbers that the file's own /Size does not hold, other
 * generations. */
static void numbers_are_within(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *body;
        bool told;
    } cases[] = {
        {"<</A 12 0 R/B 1 0 R>>", false}, {"<</A 13 0 R>>", true},
        {"[1 2 12 0 R]", false},          {"[1 13 0 R 12 0 R]", true},
        {"[12 0 R 13 0 R]", true},        {"[13 0 1 0 R]", false},
        {"[13 0 (R) /R]", false},         {"<</A 1 0 R/B[<</C 14 0 R>>]>>", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->before.body[NEW_NOTE] = f->before.body[NEW_NOTE + 1] = "<</Z 1>>";
        f->before.count = NEW_NOTE + 2;
        f->before.said = NEW_NOTE;
        f->before.body[OTHER] = cases[i].body;
        const char *said = told_with(f, OTHER, cases[i].body);
        if (strcmp(said, cases[i].told ? "what was signed has objects with numbers that cannot be compared"
                                       : "") != 0)
            fail_msg("%s: %s", cases[i].body, said);
    }
}

/* Annotations that are written in the page's list itself: none may go for another. */
static void lists_keep_what_is_in_them(void **state)
{
    struct fixture *f = *state;
#define LISTED(items) HEAD "/MediaBox[0 0 600 800]/Annots[" items "]>>"
#define HERE(name) "<</Type/Annot/Subtype/Widget/FT/Sig/T(" name ")/Rect[0 0 0 0]>>"
    f->before.body[PAGE] = LISTED(HERE("a") "12 0 R");
    assert_string_equal(told_with(f, PAGE, LISTED(HERE("a") "12 0 R" HERE("b"))), "");
    assert_string_equal(told_with(f, PAGE, LISTED(HERE("b") "12 0 R")), "page 1 was changed");
    assert_string_equal(told_with(f, PAGE, LISTED("12 0 R")), "page 1 was changed");
    f->before.body[PAGE] = LISTED("12 0 R" HERE("a"));
    assert_string_equal(told_with(f, PAGE, LISTED("12 0 R")), "page 1 was changed");
}

/* The looks of a signature: of one that is there and that the form names, and where it was made. */
static void looks_are_of_signatures(void **state)
{
    struct fixture *f = *state;
    f->now.count = BODIES;
    f->now.body[PAGE] = HEAD "/MediaBox[0 0 600 800]/Annots[10 0 R 12 0 R 13 0 R]>>";
    f->now.body[FORM] = "<</Fields[10 0 R 13 0 R]/SigFlags 3>>";
    f->now.body[NEW_NOTE] = "<</Subtype/Widget/FT/Sig/AP<<>>/V<<>>/Rect[300 100 320 120]>>";
    assert_string_equal(told(f), "");
    f->now.body[NEW_NOTE] = "<</Subtype/Widget/FT/Sig/AP<<>>/V 1/Rect[300 100 320 120]>>";
    assert_string_equal(told(f), "an annotation of kind Widget on page 1");
    f->now = f->before = ours;
    f->now.body[PAGE_2] =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 "
        "R>>>>/Annots[10 0 R]>>";
    assert_string_equal(told(f), "an annotation of kind Widget on page 2");
    f->now = ours;
    f->now.said = ours.count - 1;
    assert_string_equal(told(f), "the file's table of objects was cut short");
    assert_string_equal(
        told_with(f, FIELD, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/Rect[0 0 0 0]/P 3 0 R/V 1>>"),
        "object 10 was changed");
}

/* A field that has its signature keeps it, and one that is for no signature gets none. */
static void fields_are_signed_once(void **state)
{
    struct fixture *f = *state;
    f->before.body[FIELD] = "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/V 1>>";
    assert_string_equal(told_with(f, FIELD, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/V 2>>"),
                        "object 10 was changed");
    f->before.body[FIELD] = "<</Type/Annot/Subtype/Widget/FT/Tx/T(Ky)>>";
    assert_string_equal(told_with(f, FIELD, "<</Type/Annot/Subtype/Widget/FT/Tx/T(Ky)/V 2>>"),
                        "object 10 was changed");
}

/* Nothing twice, and not more than twenty. */
static void not_all_is_told(void **state)
{
    struct fixture *f = *state;
    const char **words;
    for (size_t i = NEW_NOTE; i < NEW_NOTE + 25; i++)
        f->before.body[i] = "<</A 1>>";
    f->before.count = NEW_NOTE + 25;
    for (size_t changed = 19; changed <= 22; changed++) {
        f->now = f->before;
        for (size_t i = NEW_NOTE; i < NEW_NOTE + changed; i++)
            f->now.body[i] = "<</A 2>>";
        struct pdf_file *before = open_file(f, &f->before), *now = open_file(f, &f->now);
        assert_int_equal(seal_additions(&f->arena, before, now, NULL, LANG_VI, &words),
                         changed < 20 ? changed : 20);
        assert_string_equal(words[0], "đối tượng 13 bị sửa");
        pdf_close(before);
        pdf_close(now);
    }
    f->before = ours;
    f->now = ours;
    f->now.count = BODIES + 1;
    f->now.body[NEW_NOTE] = f->now.body[NEW_NOTE + 1] =
        "<</Type/Annot/Subtype/Link/Rect[300 300 310 310]/P 3 0 R>>";
    f->now.body[PAGE] = HEAD "/MediaBox[0 0 600 800]/Annots[10 0 R 12 0 R 13 0 R 14 0 R]>>";
    assert_string_equal(told(f), "an annotation of kind Link on page 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_told_of_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(words_lie_in_gaps, setup, teardown),
        cmocka_unit_test_setup_teardown(kinds_of_annotations, setup, teardown),
        cmocka_unit_test_setup_teardown(dictionaries_are_held, setup, teardown),
        cmocka_unit_test_setup_teardown(lists_keep_what_is_in_them, setup, teardown),
        cmocka_unit_test_setup_teardown(marks_are_gone_by, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_are_within, setup, teardown),
        cmocka_unit_test_setup_teardown(looks_are_of_signatures, setup, teardown),
        cmocka_unit_test_setup_teardown(fields_are_signed_once, setup, teardown),
        cmocka_unit_test_setup_teardown(not_all_is_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
