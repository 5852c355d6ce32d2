/* test_seal_references.c - a file that refers to objects that nobody looks at when two of its revisions are
 * compared: one beyond the table's end, one of another generation. */
#include "pdf_objects.h"
#include "unit.h"

#include "base/buf.h"
#include "seal/references.h"

#include <stdlib.h>

enum { MOST = 5 }; /* objects, and number 0 */

struct fixture {
    struct arena arena;
    struct diags diags;
    struct buf bytes[2];
    struct pdf_file *file[2];
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
    for (size_t i = 0; i < 2; i++) {
        pdf_close(f->file[i]);
        buf_free(&f->bytes[i]);
        f->file[i] = NULL;
        f->bytes[i] = (struct buf){0};
    }
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

/* A root, its pages, and from object 3 on these. */
static void make(struct fixture *f, size_t which, const char *const *bodies, size_t count,
                 const char *trailer)
{
    struct buf *out = &f->bytes[which];
    const char *all[MOST] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"};
    for (size_t i = 2; i < count; i++)
        all[i] = bodies[i - 2];
    pdf_of_objects(out, all, count, trailer, "\n");
    f->file[which] = pdf_open(&f->arena, &f->diags, "x.pdf", out->data, out->len);
    assert_non_null(f->file[which]);
}

/* Of four objects, when any may be changed since. */
static bool within(struct fixture *f, const char *third, const char *fourth, const char *trailer,
                   unsigned count)
{
    make(f, 0, (const char *[]){third, fourth}, 4, trailer);
    bool fine = references_within(&f->arena, f->file[0], NULL, NULL, count);
    forget(f);
    return fine;
}

static void every_reference_is_held_to(void **state)
{
    struct fixture *f = *state;
    static const char *const strange[] = {"5 0 R", "60 0 R", "3 1 R"}; /* the numbers are 0 to 4 */
    assert_true(within(f, "[3 0 R]", "[4 0 R 1 0 R]", "/Info 4 0 R", 5));
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        char list[32], in_trailer[48];
        snprintf(list, sizeof list, "[7 4 0 R %s 1 0 R]", strange[i]);
        snprintf(in_trailer, sizeof in_trailer, "/X%s", list);
        assert_false(within(f, list, "[]", "", 5));
        assert_false(within(f, "[]", list, "", 5)); /* in the last */
        assert_false(within(f, "[]", "[]", in_trailer, 5));
    }
    assert_false(within(f, "[]", "[]", "/Info 4 0 R", 4)); /* that only three are looked at */
    assert_true(within(f, "[]", "[4 0 R]", "/Info 3 0 R", 4));
    assert_false(within(f, "[]", "[]", "", 2)); /* of the root too */
    assert_true(within(f, "[]", "[]", "", 3));
}

/* A dictionary's reference to what does not exist is not there for who reads it, until it does; of a list it
 * always is. */
static void what_comes_later_is_seen(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *third;
        bool touched, fine;
    } cases[] = {
        {"<</X 4 0 R>>", false, true}, {"<</X 4 0 R>>", true, true}, {"<</X 5 0 R>>", false, false},
        {"<</X 5 0 R>>", true, true}, /* it differs now from what it was, and that is told */
        {"[5 0 R]", false, false},     {"[5 0 R]", true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const bodies[] = {cases[i].third, "null", "(new)"};
        const uint8_t touched[MOST + 1] = {[3] = cases[i].touched, [5] = true};
        make(f, 0, bodies, 4, "");
        make(f, 1, bodies, 5, "");
        assert_int_equal(references_within(&f->arena, f->file[0], f->file[1], touched, 5), cases[i].fine);
        forget(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_reference_is_held_to, setup, teardown),
        cmocka_unit_test_setup_teardown(what_comes_later_is_seen, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
