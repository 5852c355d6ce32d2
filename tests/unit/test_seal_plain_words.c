/* test_seal_plain_words.c - which references a piece of a file has, told word by word. */
#include "unit.h"

#include "base/buf.h"
#include "seal/plain_words.h"

#include <stdlib.h>
#include <string.h>

static void objects_are_told(void **state)
{
    (void)state;
    static const char *const within[] = {
        "<</A 3 0 R>>\nendobj",
        " <</A[1 0 R 4 0 R]/B<</C/R>>>> stream\nBT 9 0 R",
        "null\nendobj 9 0 R",
        "4\nendobj",
        "<</A<FE09af>/Resources 4 0 R>>endobj",
        "<</A/endobj/B/stream/C 4 0 R>>endobj",
        "[4 00 R 4 0 Ra]endobj",
        "<</R 1/A/R>>endobj",
        "<</A 1endobj>>endobj",
        "4 0 R\0endobj",
        "<<>>stream",
        "[4\r0\rR]endobj",
        "[4\t0\tR]endobj",
        "[4\f0\fR]endobj",
        "<</A/~/B<0A9Faf>>>endobj",
        "[000000004 0 R]endobj",
        "[/ 4 0 R]endobj",
    };
    static const char *const unknown[] = {
        "<</A 5 0 R>>endobj", /* beyond */
        "<</A 50 0 R>>endobj",
        "<</A 4 1 R>>endobj",
        "[4 10 R]endobj",
        "R endobj",
        "4 R endobj",
        "[x 0 R]endobj",
        "[4 x R]endobj",
        "[5\v0\vR]endobj", /* which some read as white space */
        "[5\x85 0 R]endobj",
        "[5\x7f 0 R]endobj",
        "[5 0 R/A]endobj",
        "[5 0 R]endobj",
        "[5 0 R<41>]endobj",
        "[+4 0 R]endobj",
        "[4. 0 R]endobj",
        "[4 -0 R]endobj",
        "[/4 0 R]endobj",
        "[4 /0 R]endobj",

        "<</A(4 0 R)>>endobj",
        "<</A 5 0 %\nR>>endobj",
        "<</A 5 %4\n0 R>>endobj",
        "<</A(endobj)/B 5 0 R>>endobj",
        "<</A 1 endobj/B 5 0 R>>endobj",
        "<</A[1 endobj/B 5 0 R]>>endobj",
        "<</A<endobj>/B 5 0 R>>endobj",
        "<</A<4 1>>>endobj",
        "<</A<41",
        "<</A<4g>>>endobj",
        "<</A<41>>>", /* no end */
        "<</A<41>>>endobjx",
        "<</A[>>]endobj",
        "[<<]>>endobj",
        "]endobj",
        "][endobj",
        ">><<endobj",
        "[]]endobj",
        ">>endobj",
        ">endobj",
        "[1>]endobj",
        "{}endobj",
        ")endobj",
        "[4 0 R",
        "",
        "[12345678900 0 R]endobj",
        "[4 0000000000 R]endobj",
    };
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        if (!plain_object_within(within[i], strlen(within[i]), 5) && i != 9)
            fail_msg("not told: %s", within[i]);
    assert_true(plain_object_within(within[9], 12, 5)); /* a zero byte is white space */
    for (unsigned limit = 99; limit <= 100; limit++)
        assert_int_equal(plain_object_within("[99 0 R]endobj", 14, limit), limit > 99);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (plain_object_within(unknown[i], strlen(unknown[i]), 5))
            fail_msg("told: %s", unknown[i]);
}

static void nothing_is_read_behind_the_end(void **state)
{
    (void)state;
    static const char text[] = "<</A 4 0 R/B<41>>>endobj";
    for (size_t n = 0; n < sizeof text - 1; n++) {
        char *cut = malloc(n ? n : 1); /* the sanitizers see what is read behind n */
        memcpy(cut, text, n);
        assert_false(plain_object_within(cut, n, 5));
        plain_words_within(cut, n, 5);
        free(cut);
    }
    assert_true(plain_object_within(text, sizeof text - 1, 5));
}

static void as_deep_as_can_be_remembered(void **state)
{
    (void)state;
    for (size_t depth = 58; depth < 64; depth++)
        for (int last = 0; last < 2; last++) {
            struct buf text = {0};
            for (size_t i = 0; i < depth; i++)
                buf_str(&text, i == 0 && last ? "<<" : "[");
            for (size_t i = 0; i < depth; i++)
                buf_str(&text, i == depth - 1 && last ? ">>" : "]");
            buf_str(&text, "endobj");
            assert_int_equal(plain_object_within(text.data, text.len, 5), depth <= 60);
            buf_free(&text);
        }
}

static void many_objects_are_told(void **state)
{
    (void)state;
    static const char *const within[] = {
        "",
        "12 0 13 5 <</A 4 0 R>> [1 0 R] null (a text) <</B<41>/R 4 0 R>>",
        "(unclosed <</A 4 0 R>>",
        "(4 0 R)",
        "]] /R 4/R",
        "{4 0 R}",
    };
    static const char *const unknown[] = {
        "<<>> 5 0 R",
        "5 0 R",
        "(5 0 R)",
        "(a \\) 5 0 R)",
        "(unclosed <</A 5 0 R>>",
        "4 1 R",
        "4 % 4 0\n 1 R",
        "[4 0 R] %",
        "4 0 R 5 0 R",
        "5\v0\vR",
        "(\xc4\x83)",
        "R",
        "0 R",
        "(x)0 R",
        "4 0 R 0 R",
    };
    for (size_t i = 0; i < sizeof within / sizeof *within; i++)
        if (!plain_words_within(within[i], strlen(within[i]), 5))
            fail_msg("not told: %s", within[i]);
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (plain_words_within(unknown[i], strlen(unknown[i]), 5))
            fail_msg("told: %s", unknown[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_told),
        cmocka_unit_test(nothing_is_read_behind_the_end),
        cmocka_unit_test(as_deep_as_can_be_remembered),
        cmocka_unit_test(many_objects_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
