/* test_pdf_plain.c - a file as pdf_clean leaves it is known again; whatever is amiss in it, it is not. */
#include "unit.h"

#include "pdf/clean.h"
#include "pdf/plain.h"

#include <stdlib.h>
#include <string.h>

/* A PDF of these bodies of objects 1, 2, 3 and so on, as libqpdf writes it. Words may stand before the table
 * and in the trailer. */
static void make(struct buf *out, const char *const *bodies, const char *before_table, const char *in_trailer)
{
    size_t places[16], count = 0;

    *out = (struct buf){0};
    buf_str(out, "%PDF-1.4\n%\xbf\xf7\xa2\xfe\n");
    for (; bodies[count]; count++) {
        places[count] = out->len;
        buf_printf(out, "%zu 0 obj\n%s\nendobj\n", count + 1, bodies[count]);
    }
    buf_str(out, before_table);
    size_t table = out->len;
    buf_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%010zu 00000 n \n", places[i]);
    buf_printf(out, "trailer << /Root 1 0 R %s/Size %zu /ID [<00ff><1234>] >>\nstartxref\n%zu\n%%%%EOF\n",
               in_trailer, count + 1, table);
}

#define ROOT "<< /Pages 2 0 R /Type /Catalog >>"
#define PAGES "<< /Count 1 /Kids [ 3 0 R ] /MediaBox [ 0 0 99 99 ] /Type /Pages >>"
#define PAGE "<< /Contents 4 0 R /Parent 2 0 R /Type /Page >>"
#define STREAM "<< /Length 13 >>\nstream\n/Info (x) %#)endstream"

static bool judged(const char *const *bodies, const char *before_table, const char *in_trailer)
{
    struct buf file;

    make(&file, bodies, before_table, in_trailer);
    bool plain = pdf_is_plain(file.data, file.len);
    buf_free(&file);
    return plain;
}

static void plain_files(void **state)
{
    static const char *const one[] = {ROOT, PAGES, PAGE, STREAM, NULL};
    static const char *const other[] = {
        "<< /Lang (vi\\)(Info)) /Pages 2 0 R /Type /Catalog >>", PAGES, PAGE,
        "<< /Filter /FlateDecode /Length 13 >>\nstream\n/Info (x) %#)\nendstream", NULL};
    (void)state;

    assert_true(judged(one, "", ""));
    assert_true(judged(other, "", ""));
}

static void what_is_not_plain(void **state)
{
    static const char *const roots[] = {
        "<< /Metadata 2 0 R /Pages 2 0 R >>",
        "<< /AF 2 0 R /Pages 2 0 R >>",
        "<< /Pages 2 0 R /Names << /EmbeddedFiles << >> >> >>",
        "<< /AcroForm << /SigFlags 3 >> /Pages 2 0 R >>",
        "<< /Perms << >> /Pages 2 0 R >>",
        "<< /Pages 2 0 R /Meta#64ata 5 0 R >>",
        "<< /Pages 2 0 R % Nguyen Van A\n>>",
        "<< /Pages 2 0 R >> >>",
        "<< /Pages 2 0 R",
        "<< /Pages 2 0 R (open >>",
        "<< /Pages 2 0 R /Next 9 0 R >>",
        "<< /Type /Catalog >>",
        "<< /Pages 2 0 R /Author (x) >>",
        " << /Pages 2 0 R >>",
    };
    static const char *const streams[] = {
        "<< /Length 11 >>\nstream\n/Info (x) %#)endstream",
        "<< /Length 4 0 R >>\nstream\n/In\nendstream",
        "<< /Length 13 /Filter /DCTDecode >>\nstream\n/Info (x) %#)endstream",
        "<< /Type /ObjStm /Length 13 >>\nstream\n/Info (x) %#)endstream",
        "<< /Length 9999 >>\nstream\n/Info (x) %#)endstream",
        "<< >>\nstream\n/Info (x) %#)endstream",
        "<< /Length 13 >>\nstream\r\n/Info (x) %#)endstream",
    };
    static const char *const whole[] = {ROOT, PAGES, PAGE, STREAM, NULL};
    static const char *const unreached[] = {ROOT, PAGES, PAGE, STREAM, "<< /X (Nguyen Van A) >>", NULL};
    (void)state;

    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        const char *const bodies[] = {roots[i], PAGES, PAGE, STREAM, NULL};
        assert_false(judged(bodies, "", ""));
    }
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        const char *const bodies[] = {ROOT, PAGES, PAGE, streams[i], NULL};
        assert_false(judged(bodies, "", ""));
    }
    assert_false(judged(unreached, "", ""));
    assert_false(judged(whole, "% Nguyen Van A\n", ""));
    assert_false(judged(whole, "", "/Info 4 0 R "));
    assert_false(judged(whole, "", "/Prev 9 "));
}

/* Every file cut anywhere, and every byte outside the stream that is another. */
static void every_byte_counts(void **state)
{
    static const char *const bodies[] = {ROOT, PAGES, PAGE, STREAM, NULL};
    struct buf file;
    (void)state;

    make(&file, bodies, "", "");
    for (size_t n = 0; n < file.len; n++) {
        char *copy = malloc(n + 1); /* of its own, so that reading beyond the end is seen */
        memcpy(copy, file.data, n);
        assert_false(pdf_is_plain(copy, n));
        free(copy);
    }
    buf_char(&file, '\n');
    assert_false(pdf_is_plain(file.data, file.len));
    buf_free(&file);
}

/* What libqpdf makes of a file that is not plain, is. */
static void clean_makes_plain(void **state)
{
    static const char *const bodies[] = {ROOT, PAGES, PAGE, STREAM, "<< /Author (x) >>", NULL};
    struct buf file, once = {0}, twice = {0};
    (void)state;

    make(&file, bodies, "", "/Info 5 0 R ");
    assert_false(pdf_is_plain(file.data, file.len));
    assert_true(pdf_clean(file.data, file.len, &once));
    assert_null(memmem(once.data, once.len, "Author", 6));
    assert_true(pdf_is_plain(once.data, once.len));
    assert_true(pdf_clean(once.data, once.len, &twice));
    assert_int_equal(once.len, twice.len);
    assert_memory_equal(once.data, twice.data, once.len);
    buf_free(&file);
    buf_free(&once);
    buf_free(&twice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_files),
        cmocka_unit_test(what_is_not_plain),
        cmocka_unit_test(every_byte_counts),
        cmocka_unit_test(clean_makes_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
