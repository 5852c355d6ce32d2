/* test_seal_revisions.c - which objects updates speak of: read to the letter, or not at all. */
#include "unit.h"

#include "base/buf.h"
#include "seal/revisions.h"

#include <string.h>

static const char base[] = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\n"
                           "startxref\n29\n%%EOF\n";
static const char rows[] = "\1abcd\0\1ghij"; /* and the 0 behind */
enum { COUNT = 40, ROW = 6 };

/* An update of two objects behind what is there; its cross-reference stream says previous. */
static size_t update(struct buf *out, size_t previous, unsigned a, unsigned b)
{
    buf_printf(out, "%u 0 obj\n<</A 1>>\nendobj\n", a);
    size_t start = out->len;
    buf_printf(out,
               "%u 0 obj\n<</Type/XRef/Size 40/Prev %zu/Root 1 0 R/Info 2 0 R/ID[<0a><ff>]/W[1 4 1]/Index[%u "
               "1 %u 1 ]"
               "/Length 12>>stream\n",
               b, previous, a, b);
    buf_add(out, rows, sizeof rows);
    buf_printf(out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
    return start;
}

static void two_updates_are_read(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, base);
    size_t one = file.len, first = update(&file, 29, 3, 12), two = file.len;
    update(&file, first, 5, 13);
    assert_true(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    for (unsigned i = 0; i < COUNT; i++)
        assert_int_equal(touched[i], i == 3 || i == 12 || i == 5 || i == 13);
    assert_true(revisions_touched(buf_text(&file), two, file.len, touched, COUNT));
    for (unsigned i = 0; i < COUNT; i++)
        assert_int_equal(touched[i], i == 5 || i == 13);
    buf_free(&file);
}

/* Any byte of the last cross-reference that is changed: not known, or what is known is still what it says. */
static void nothing_is_guessed(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, base);
    size_t one = file.len, start = update(&file, 29, 3, 12);
    size_t data = (size_t)(strstr(file.data + start, "stream\n") - file.data) + strlen("stream\n"),
           believed = 0;
    for (size_t i = start; i < file.len; i++) {
        char was = file.data[i];
        for (int bit = 0; bit < 8; bit++) {
            file.data[i] = (char)(was ^ (1 << bit));
            bool digit = was >= '0' && was <= '9' && file.data[i] >= '0' && file.data[i] <= '9';
            bool hex = (was == 'a' || was == 'f' || digit) && strchr("0123456789abcdef", file.data[i]) &&
                       file.data[i];
            bool in_data = i >= data && i < data + 2 * ROW; /* the type and the generation are fixed */
            in_data = in_data && (i - data) % ROW != 0 && (i - data) % ROW != ROW - 1;
            bool known = revisions_touched(file.data, one, file.len, touched, COUNT);
            believed += known;
            if (!in_data && !digit && !hex)
                assert_false(known);
            file.data[i] = was;
        }
    }
    assert_true(believed > 0);
    buf_free(&file);
}

/* Any bytes of the last cross-reference that are gone; and digits that are too many, or begin with zero. */
static void nothing_is_missing(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, base);
    size_t one = file.len, start = update(&file, 29, 3, 12), believed = 0;
    char *may = strstr(file.data + start, "/Info"), *behind = strstr(may, "/W["); /* what need not be there */
    memmove(may, behind, (size_t)(file.data + file.len - behind));
    file.len -= (size_t)(behind - may);
    assert_true(revisions_touched(file.data, one, file.len, touched, COUNT));
    for (size_t i = start; i < file.len; i++)
        for (size_t n = 1; i + n <= file.len; n++) {
            struct buf cut = {0};
            buf_add(&cut, file.data, i);
            buf_add(&cut, file.data + i + n, file.len - i - n);
            bool known = revisions_touched(cut.data, one, cut.len, touched, COUNT);
            static const char digits[] = "0123456789"; /* of a number some may be gone, not all */
            if (known && (strspn(file.data + i, digits) < n ||
                          (!strchr(digits, cut.data[i - 1]) && !strchr(digits, cut.data[i]))))
                fail_msg("known without: %.*s", (int)n, file.data + i);
            believed += known;
            buf_free(&cut);
        }
    assert_true(believed > 0);
    static const char *const puts[][2] = {{"/Size ", "0"}, {"/Size ", "12345678901"}, {"/Prev ", "0"},
                                          {"/Root ", "0"}, {"/Index[", "0"},          {"/Length ", "0"}};
    for (size_t i = 0; i < sizeof puts / sizeof *puts; i++) {
        struct buf more = {0};
        size_t at = (size_t)(strstr(file.data + start, puts[i][0]) - file.data) + strlen(puts[i][0]);
        buf_add(&more, file.data, at);
        buf_str(&more, puts[i][1]);
        buf_add(&more, file.data + at, file.len - at);
        assert_false(revisions_touched(more.data, one, more.len, touched, COUNT));
        buf_free(&more);
    }
    buf_free(&file);
}

/* What is not such an update: nothing behind, something else behind, another base, a dictionary with more in
 * it.
 */
static void the_rest_is_refused(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, base);
    size_t one = file.len;
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    update(&file, 30, 3, 12); /* leads to nowhere */
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    file.len = one;
    update(&file, 29, 3, 12);
    buf_str(&file, "\n");
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    file.len = one;
    size_t start = file.len;
    buf_printf(&file,
               "9 0 obj\n<</Type/XRef/Size 40/Prev 29/Root 1 0 R/XRefStm 5/W[1 4 1]/Index[]/Length "
               "0>>stream\n\nendstream\n"
               "endobj\nstartxref\n%zu\n%%%%EOF\n",
               start);
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    buf_free(&file);
}

/* An update that stands upon this, and says that the base's own cross-references are at this place. */
static bool known_upon(const char *own, size_t previous)
{
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, own);
    size_t one = file.len;
    update(&file, previous, 3, 12);
    bool known = revisions_touched(buf_text(&file), one, file.len, touched, COUNT);
    buf_free(&file);
    return known;
}

/* What the update stands upon ends as a revision does, and says where its own cross-references are. */
static void the_base_is_held_to(void **state)
{
    (void)state;
    char own[sizeof base];
    assert_true(known_upon(base, 29));
    for (size_t i = sizeof base - sizeof "startxref\n29\n%%EOF\n"; i < sizeof base - 1; i++) {
        memcpy(own, base, sizeof base);
        own[i] = '?';
        if (known_upon(own, 29) || known_upon(own, 9) || known_upon(own, 2) || known_upon(own, 1) ||
            known_upon(own, 0))
            fail_msg("known upon: %s", own);
    }
    static const char *const ends[] = {"startxref\n029\n%%EOF\n",
                                       "startxref\n00000000000029\n%%EOF\n",
                                       "startxref\n29 \n%%EOF\n",
                                       "startxref\n50\n%%EOF\n",
                                       "startxref\n500\n%%EOF\n",
                                       "\n%%EOF\n",
                                       "%%EOF\n",
                                       ""};
    static const size_t places[] = {0, 1, 29, 50, 500};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            snprintf(own, sizeof own, "%-*s%s", 50 - (int)strlen(ends[i]), "%PDF-1.7", ends[i]);
            if (known_upon(own, places[k]))
                fail_msg("known upon: %s", own);
        }
}

/* An update that is nothing but its cross-reference stream, which names itself. */
static void bare_update(struct buf *out, size_t previous)
{
    size_t start = out->len;
    buf_printf(out,
               "14 0 obj\n<</Type/XRef/Size 40/Prev %zu/Root 1 0 R/W[1 4 1]/Index[14 1 ]/Length 6>>stream\n",
               previous);
    buf_add(out, rows, ROW);
    buf_printf(out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
}

/* The way back from each cross-reference to the one before it, and from its end to its beginning. */
static void the_way_back(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT];
    buf_str(&file, base);
    const size_t one = file.len, nowhere[] = {0, 28, one, one + 3, one + 1000000000};
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        file.len = one;
        update(&file, nowhere[i], 3, 12);
        assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    }
    file.len = one;
    size_t start = update(&file, 29, 3, 12), two = file.len;
    bare_update(&file, start); /* as none of ours is, but behind another it is as good as one */
    assert_true(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    assert_false(revisions_touched(buf_text(&file), two, file.len, touched, COUNT));
    file.len = two;
    buf_printf(&file, "startxref\n%zu\n%%%%EOF\n", start); /* something that belongs to no update */
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    file.len = one;
    bare_update(&file, 29);
    update(&file, one, 3, 12);
    assert_false(revisions_touched(buf_text(&file), one, file.len, touched, COUNT));
    buf_free(&file);
}

/* Objects of numbers that nobody asked about are not marked: behind the last is something else. */
static void the_last_number(void **state)
{
    (void)state;
    struct buf file = {0};
    uint8_t touched[COUNT] = {0};
    buf_str(&file, base);
    size_t one = file.len;
    update(&file, 29, 11, 12);
    touched[12] = 7;
    assert_true(revisions_touched(buf_text(&file), one, file.len, touched, 12));
    assert_int_equal(touched[11], 1);
    assert_int_equal(touched[12], 7);
    buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_updates_are_read), cmocka_unit_test(nothing_is_guessed),
        cmocka_unit_test(nothing_is_missing),   cmocka_unit_test(the_rest_is_refused),
        cmocka_unit_test(the_base_is_held_to),  cmocka_unit_test(the_way_back),
        cmocka_unit_test(the_last_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
