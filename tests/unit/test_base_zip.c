/* test_base_zip.c - archives: what they hold, in what order, what they refuse. */
#include "unit.h"

#include "base/zip.h"

#include <stdint.h>

struct fixture {
    struct arena arena;
    struct tree tree;
    struct buf out;
};

static void open_fixture(struct fixture *f)
{
    *f = (struct fixture){0};
    f->tree.arena = &f->arena;
}

static void close_fixture(struct fixture *f)
{
    buf_free(&f->out);
    arena_free(&f->arena);
}

static unsigned u16(const struct buf *b, size_t at)
{
    const unsigned char *p = (const unsigned char *)b->data + at;
    return p[0] | (unsigned)p[1] << 8;
}

static uint32_t u32(const struct buf *b, size_t at)
{
    return u16(b, at) | (uint32_t)u16(b, at + 2) << 16;
}

static void empty(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    tree_add(&f.tree, "other/a", "x", 1);
    buf_str(&f.out, "before");
    assert_true(zip_write(&f.tree, "site/", &f.out));
    assert_int_equal(f.out.len, 6 + 22);
    assert_int_equal(u32(&f.out, 6), 0x06054b50);
    assert_int_equal(u16(&f.out, 6 + 10), 0);
    close_fixture(&f);
}

static void order_and_methods(void **state)
{
    (void)state;
    struct fixture f;
    char long_text[5000];
    open_fixture(&f);
    memset(long_text, 'a', sizeof long_text);
    tree_add(&f.tree, "site/z.html", long_text, sizeof long_text);
    tree_add(&f.tree, "site/b.PDF", long_text, sizeof long_text);
    tree_add(&f.tree, "site/á", "x", 1);
    tree_add(&f.tree, "site/leer", "", 0);
    tree_add(&f.tree, "aside", "x", 1);
    assert_true(zip_write(&f.tree, "site/", &f.out));
    static const struct {
        const char *name;
        unsigned method;
    } wanted[] = {{"b.PDF", 0}, {"leer", 0}, {"z.html", 8}, {"á", 0}};
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        size_t n = u16(&f.out, at + 26);
        assert_int_equal(u32(&f.out, at), 0x04034b50);
        assert_int_equal(u16(&f.out, at + 6), 1 << 11); /* UTF-8 */
        assert_int_equal(u16(&f.out, at + 8), wanted[i].method);
        assert_int_equal(u32(&f.out, at + 10), 0x00210000); /* 1/1/1980 0:00 */
        assert_int_equal(n, strlen(wanted[i].name));
        assert_memory_equal(f.out.data + at + 30, wanted[i].name, n);
        at += 30 + n + u32(&f.out, at + 18);
    }
    assert_int_equal(u32(&f.out, at), 0x02014b50);
    assert_int_equal(u16(&f.out, f.out.len - 12), 4);
    assert_int_equal(u32(&f.out, f.out.len - 6), at);
    close_fixture(&f);
}

static void too_many_files(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    for (int i = 0; i < 65536; i++) {
        assert_true(i < 65535 || zip_write(&f.tree, "s/", &f.out));
        f.out.len = 0;
        tree_add(&f.tree, arena_printf(&f.arena, "s/%d", i), "", 0);
    }
    assert_false(zip_write(&f.tree, "s/", &f.out));
    assert_int_equal(f.out.len, 0);
    close_fixture(&f);
}

static void too_many_bytes(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    tree_add(&f.tree, "s/a", "", 0);
    f.tree.files[0].size = UINT32_MAX - 50; /* never read, as it does not fit */
    assert_false(zip_write(&f.tree, "s/", &f.out));
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty),
        cmocka_unit_test(order_and_methods),
        cmocka_unit_test(too_many_files),
        cmocka_unit_test(too_many_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
