/* test_seal_written.c - what the first revision of a report refers to, read from its bytes: never surer than
 * what libqpdf reads there. */
#include "unit.h"

#include "base/buf.h"
#include "seal/references.h"
#include "seal/written.h"

#include <stdlib.h>

enum { LIMIT = 6, MOST = 9, ROW = 7 };

struct fixture {
    struct arena arena;
    struct diags diags;
    struct buf bytes;
    struct pdf_file *file;
    size_t start, first; /* where its cross-references and the first row stand */
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static void forget(struct fixture *f)
{
    pdf_close(f->file);
    buf_free(&f->bytes);
    arena_free(&f->arena);
    *f = (struct fixture){.diags.arena = &f->arena};
}

static int teardown(void **state)
{
    forget(*state);
    free(*state);
    return 0;
}

static void row(struct buf *out, char kind, size_t middle, char last)
{
    const char bytes[ROW] = {
        kind, (char)(middle >> 24), (char)(middle >> 16), (char)(middle >> 8), (char)middle, 0, last};
    buf_add(out, bytes, ROW);
}

/* A root, its pages, object 3 as given, a stream (4) that packs object 5, and 6, 7 that are there to be
 * referred to; their table is number 8. Before all of them so many bytes of a comment. */
static void make_far(struct fixture *f, size_t comment, const char *third, const char *packed)
{
    struct buf *out = &f->bytes;
    char stream[400];
    snprintf(stream, sizeof stream, "<</Type/ObjStm/N 1/First 4/Length %zu>>stream\n5 0 %s\nendstream",
             strlen(packed) + 4, packed);
    const char *bodies[] = {"<</Type/Catalog/Pages 2 0 R>>",
                            "<</Type/Pages/Kids[]/Count 0>>",
                            third,
                            stream,
                            NULL,
                            "(six)",
                            "(seven)"};
    size_t at[MOST];
    buf_str(out, "%PDF-1.7\n");
    if (comment > 0) {
        char *space = arena_alloc(&f->arena, comment);
        memset(space, '%', comment);
        buf_add(out, space, comment);
        buf_str(out, "\n");
    }
    for (unsigned i = 1; i < MOST - 1; i++) {
        at[i] = out->len;
        if (bodies[i - 1])
            buf_printf(out, "%u 0 obj\n%s\nendobj\n", i, bodies[i - 1]);
    }
    f->start = out->len;
    buf_printf(
        out,
        "8 0 obj\n<</Type/XRef/Size 9/W[1 4 2]/Root 1 0 R/Info 2 0 R/ID[<0a><ff>]/Length 63>>\nstream\n");
    f->first = out->len;
    row(out, 0, 0, 0);
    for (unsigned i = 1; i < MOST - 1; i++)
        row(out, i == 5 ? 2 : 1, i == 5 ? 4 : at[i], 0);
    row(out, 1, f->start, 0);
    buf_printf(out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", f->start);
}

static void make(struct fixture *f, const char *third, const char *packed)
{
    make_far(f, 0, third, packed);
}

/* As libqpdf reads it now; false when it does not. */
static bool open_file(struct fixture *f)
{
    f->file = pdf_open(&f->arena, &f->diags, "x.pdf", f->bytes.data, f->bytes.len);
    return f->file != NULL;
}

static bool known(struct fixture *f, unsigned number)
{
    struct written w;
    written_open(&w, &f->arena, f->file);
    return written_within(&w, number, LIMIT);
}

static void each_kind_of_row(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *third, *packed;
        bool alone, within; /* of object 3, of object 5 */
    } cases[] = {
        {"<</A 5 0 R>>", "<</B[1 0 R]>>", true, true},       {"<</A 6 0 R>>", "<</B[1 0 R]>>", false, true},
        {"<</A 5 0 R>>", "<</B[6 0 R]>>", true, false},      {"<</A 5 1 R>>", "<</B[5 1 R]>>", false, false},
        {"<</A 6 0 R/B(endobj)>>", "(6 0 R)", false, false}, {"(text)", "(text)", false, true},
        {"<</A 5 0 %x\nR>>", "[5 0 %x\nR]", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        make(f, cases[i].third, cases[i].packed);
        assert_true(open_file(f));
        assert_int_equal(known(f, 3), cases[i].alone);
        assert_int_equal(known(f, 5), cases[i].within);
        assert_true(known(f, 0)); /* free */
        assert_true(known(f, 1) && known(f, 2) && known(f, 4));
        assert_false(known(f, 6) || known(f, 7)); /* texts */
        assert_true(known(f, 8));                 /* the table itself */
        assert_false(known(f, 9) || known(f, 4000000000u));
        forget(f);
    }
}

/* Places of two, three and four bytes. */
static void far_in_the_file(void **state)
{
    struct fixture *f = *state;
    for (size_t far = 1 << 8; far <= 1 << 24; far <<= 8) {
        make_far(f, far, "<</A 5 0 R>>", "[1 0 R]");
        assert_true(open_file(f));
        assert_true(known(f, 1) && known(f, 3) && known(f, 5) && known(f, 8));
        assert_false(known(f, 7));
        forget(f);
    }
}

/* A row that is changed: what it says is not there. */
static void rows_are_not_believed(void **state)
{
    struct fixture *f = *state;
    for (unsigned number = 3; number <= 5; number += 2)
        for (size_t i = 0; i < ROW; i++)
            for (int bit = 0; bit < 8; bit++) {
                make(f, "<</A 5 0 R>>", "[1 0 R]");
                char *byte = &f->bytes.data[f->first + number * ROW + i];
                *byte = (char)(*byte ^ (1 << bit));
                bool index =
                    number == 5 && i >= 5; /* of an object in its stream: all that it packs is looked at */
                if (open_file(f) && known(f, number) && *(byte - i) != 0 && !index)
                    fail_msg("row of %u, byte %zu, bit %d", number, i, bit);
                forget(f);
            }
}

/* Any bit of the words about the table that is changed: nothing is known, or it is a digit. */
static void the_table_is_as_we_write_it(void **state)
{
    struct fixture *f = *state;
    struct written w;
    size_t believed = 0, numbers = 0;
    make(f, "<</A 5 0 R>>", "[1 0 R]");
    assert_true(open_file(f));
    for (size_t i = f->start; i < f->bytes.len; i++) {
        char was = f->bytes.data[i];
        if (i >= f->first && i < f->first + (size_t)MOST * ROW)
            continue;
        for (int bit = 0; bit < 8; bit++) {
            f->bytes.data[i] = (char)(was ^ (1 << bit));
            written_open(&w, &f->arena, f->file);
            bool digit = was >= '0' && was <= '9' && f->bytes.data[i] >= '0' && f->bytes.data[i] <= '9';
            bool hex = (was == 'a' || was == 'f' || digit) && strchr("0123456789abcdef", f->bytes.data[i]) &&
                       f->bytes.data[i];
            if (w.count > 0 && !digit && !hex)
                fail_msg("byte %zu, bit %d: '%c'", i - f->start, bit, was);
            if (i == f->start) /* another number than the table's last */
                assert_int_equal(w.count, 0);
            believed += w.count > 0;
            numbers += digit;
            f->bytes.data[i] = was;
        }
    }
    assert_true(believed > 0 && believed < numbers); /* /Root, /Info, /ID: not /Size, /Length, startxref */
    for (size_t n = 0; n < f->bytes.len; n++) {      /* cut off */
        struct fixture cut = {.diags.arena = &cut.arena};
        buf_add(&cut.bytes, f->bytes.data, n);
        if (open_file(&cut)) {
            written_open(&w, &cut.arena, cut.file);
            assert_int_equal(w.count, 0);
        }
        forget(&cut);
    }
}

/* An update as seal/update.c writes it; and one that is not so. */
static void updates_are_heeded(void **state)
{
    struct fixture *f = *state;
    for (int foreign = 0; foreign < 2; foreign++)
        for (unsigned given = 3; given <= 4; given++) {
            make(f, "<</A 5 0 R>>", "[1 0 R]");
            size_t at = f->bytes.len;
            buf_printf(&f->bytes, "%u 0 obj\n<</A 6 0 R>>\nendobj\n", given);
            size_t start = f->bytes.len;
            buf_printf(&f->bytes,
                       "9 0 obj\n<</Type/XRef/Size 10/Prev %zu/Root 1 0 R%s/W[1 4 1]/Index[%u 1 9 1 ]/Length "
                       "12>>stream\n",
                       f->start, foreign ? " " : "", given);
            const size_t places[] = {at, start};
            for (size_t i = 0; i < 2; i++) {
                const char bytes[] = {1,
                                      (char)(places[i] >> 24),
                                      (char)(places[i] >> 16),
                                      (char)(places[i] >> 8),
                                      (char)places[i],
                                      0};
                buf_add(&f->bytes, bytes, sizeof bytes);
            }
            buf_printf(&f->bytes, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
            assert_true(open_file(f));
            assert_int_equal(known(f, 0), !foreign);
            assert_int_equal(known(f, 1), !foreign);
            assert_int_equal(known(f, 3), !foreign && given != 3);
            assert_int_equal(known(f, 5), !foreign && given != 4); /* what packed it is another stream now */
            assert_false(known(f, 4) && given == 4);
            forget(f);
        }
}

/* Objects made of words by chance: what is told of them is so for libqpdf too. */
static void never_surer_than_libqpdf(void **state)
{
    struct fixture *f = *state;
    static const char *const words[] = {"1 0 R", "6 0 R",  "5 1 R",  "7",    "0",  "R",  "6",  "1",
                                        "<<",    ">>",     "[",      "]",    "/A", "/R", "(",  ")",
                                        "%",     "<41>",   "<",      ">",    "x",  "+6", "6.", "00",
                                        "\v",    "endobj", "stream", "null", "/",  "\\"};
    static const char *const between[] = {" ", " ", " ", "\n", "", "\t", "\r", " %\n"};
    uint32_t chance = 20261130;
    size_t sure[2] = {0, 0}, beyond = 0;
    for (int round = 0; round < 3000; round++) {
        struct buf text = {0};
        buf_str(&text, round % 3 ? "<</X " : "[");
        for (int i = 0; i < round % 7; i++) {
            chance = chance * 1664525 + 1013904223;
            buf_str(&text, words[(chance >> 8) % (sizeof words / sizeof *words)]);
            buf_str(&text, between[(chance >> 24) % (sizeof between / sizeof *between)]);
        }
        buf_str(&text, round % 3 ? "/Y 1>>" : "]");
        make(f, round % 2 ? buf_text(&text) : "null", round % 2 ? "null" : buf_text(&text));
        unsigned object = round % 2 ? 3 : 5;
        if (open_file(f)) {
            bool told = known(f, object),
                 over = !references_of_object_within(&f->arena, f->file, object, LIMIT);
            if (told && over)
                fail_msg("%s", buf_text(&text));
            sure[round % 2] += told;
            beyond += over;
        }
        buf_free(&text);
        forget(f);
    }
    assert_true(sure[0] > 100 && sure[1] > 100 && beyond > 100); /* else it was asked of nothing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_kind_of_row, setup, teardown),
        cmocka_unit_test_setup_teardown(far_in_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_are_not_believed, setup, teardown),
        cmocka_unit_test_setup_teardown(the_table_is_as_we_write_it, setup, teardown),
        cmocka_unit_test_setup_teardown(updates_are_heeded, setup, teardown),
        cmocka_unit_test_setup_teardown(never_surer_than_libqpdf, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
