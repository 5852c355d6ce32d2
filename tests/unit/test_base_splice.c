/* test_base_splice.c - texts with stretches put differently; files that are made or replaced whole. */
#include "unit.h"

#include "base/file.h"
#include "base/splice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void splices(void **state)
{
    (void)state;
    struct buf out = {0};
    struct splice list[] = {{6, 0, "C"}, {0, 1, "x"}, {6, 0, "D"}, {3, 2, ""}};
    splice_text(&out, "abcdef", 6, list, 4);
    assert_string_equal(buf_text(&out), "xbcfCD");
    out.len = 0;
    splice_text(&out, "abc", 3, NULL, 0);
    assert_string_equal(buf_text(&out), "abc");
    out.len = 0;
    splice_text(&out, "", 0, &(struct splice){0, 0, "a"}, 1);
    assert_string_equal(buf_text(&out), "a");
    buf_free(&out);
}

static void create_and_replace(void **state)
{
    (void)state;
    char folder[] = "/tmp/baocao-splice-XXXXXX";
    struct arena arena = {0};
    struct buf bytes = {0};
    assert_non_null(mkdtemp(folder));
    char *path = path_join(&arena, folder, "a.md"), *stale = path_join(&arena, folder, ".a.md.moi-999999999");
    assert_true(file_create(path, "one", 3));
    errno = 0;
    assert_false(file_create(path, "two", 3));
    assert_int_equal(errno, EEXIST);
    assert_int_equal(file_read(path, 10, &bytes), FILE_FINE);
    assert_string_equal(buf_text(&bytes), "one");
    assert_true(file_create(stale, "half", 4)); /* what a killed run leaves */
    assert_true(file_replace(path, "two", 3));
    bytes.len = 0;
    assert_int_equal(file_read(path, 10, &bytes), FILE_FINE);
    assert_string_equal(buf_text(&bytes), "two");
    char **names = folder_names(&arena, folder);
    assert_string_equal(names[0], "a.md");
    assert_null(names[1]);
    assert_false(file_replace(path_join(&arena, folder, "none/a.md"), "x", 1));
    assert_int_equal(errno, ENOENT);
    unlink(path);
    rmdir(folder);
    buf_free(&bytes);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splices), cmocka_unit_test(create_and_replace)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
