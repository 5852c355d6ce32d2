/* test_publish.c - out/ is swapped in whole; strangers' folders and files are safe. */
#include "publish_unit.h"

#include "publish/manifest.h"

#include <sys/stat.h>

static int setup(void **state)
{
    return make_folder(state, "/tmp/baocao-publish-XXXXXX");
}

static const char *get(struct fixture *f, const char *name)
{
    struct buf bytes = {0};
    const char *text = NULL;
    if (file_read(path(f, name), 1 << 20, &bytes) == FILE_FINE)
        text = buf_take(&bytes, &f->arena);
    buf_free(&bytes);
    return text;
}

/* Publishes a tree with one file a/b/x.txt and one top.txt. */
static bool publish_text(struct fixture *f, const char *text)
{
    struct tree tree = {.arena = &f->arena};
    tree_add(&tree, "a/b/x.txt", text, strlen(text));
    tree_add(&tree, "top.txt", text, strlen(text));
    return publish(&f->arena, &f->diags, path(f, "out"), &tree);
}

static size_t names_in(struct fixture *f)
{
    size_t n = 0;
    for (char **names = folder_names(&f->arena, f->folder); names[n]; n++)
        ;
    return n;
}

static void swaps_whole(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    assert_string_equal(get(f, "out/a/b/x.txt"), "one");
    assert_true(publish_text(f, "two"));
    assert_string_equal(get(f, "out/a/b/x.txt"), "two");
    assert_string_equal(get(f, "out/top.txt"), "two");
    assert_int_equal(f->diags.count, 0);
    assert_int_equal(names_in(f), 1); /* no stage is left */
}

static void says_when_nothing_changed(void **state)
{
    struct fixture *f = *state;
    struct tree tree = {.arena = &f->arena};
    struct stat before, after;
    tree_add(&tree, "a/x", "one", 3);
    tree_add(&tree, "empty", "", 0);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_int_equal(stat(path(f, "out/a/x"), &before), 0);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_UNCHANGED);
    assert_int_equal(stat(path(f, "out/a/x"), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    put(f, "out/a/x", "two");
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_string_equal(get(f, "out/a/x"), "one");
    /* the files are the same, and yet it is not this tree's output: one is missing that the manifest names;
     * the manifest names one more; there is an empty folder; or something of another's */
    assert_int_equal(unlink(path(f, "out/empty")), 0);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_string_equal(get(f, "out/empty"), "");
    struct buf longer = {0};
    buf_printf(&longer, "%s%s  gone\n", get(f, "out/.baocao"), tree_digest(&tree.files[0]));
    put(f, "out/.baocao", buf_text(&longer));
    buf_free(&longer);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_null(strstr(get(f, "out/.baocao"), "gone"));
    assert_int_equal(mkdir(path(f, "out/void"), 0777), 0);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_int_not_equal(access(path(f, "out/void"), F_OK), 0);
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_UNCHANGED);
    put(f, "out/a/mine", "mine");
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
    assert_string_equal(get(f, "out.giu-2/a/mine"), "mine");
    put(f, "out/.baocao", "# baocao 1\n"); /* the same files, but not known as ours */
    assert_int_equal(publish(&f->arena, &f->diags, path(f, "out"), &tree), PUBLISH_WRITTEN);
}

/* What stays between two outputs is not computed anew, but must still be what the old manifest says. */
static void knows_strangers_by_the_new_tree(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    put(f, "out/top.txt", "two"); /* changed by hand into what comes next */
    assert_true(publish_text(f, "two"));
    assert_string_equal(get(f, "out.giu-1/top.txt"), "two");
    assert_string_equal(get(f, "out.giu-1/a/b/x.txt"), "one");
}

static void refuses_foreign_folders(void **state)
{
    struct fixture *f = *state;
    mkdir(path(f, "out"), 0777);
    put(f, "out/thesis.doc", "mine");
    assert_false(publish_text(f, "one"));
    assert_int_equal(diag_exit_status(&f->diags, false), 2);
    assert_string_equal(get(f, "out/thesis.doc"), "mine");
    assert_int_equal(names_in(f), 1);
}

static void refuses_a_file(void **state)
{
    struct fixture *f = *state;
    put(f, "out", "a file");
    assert_false(publish_text(f, "one"));
    assert_string_equal(get(f, "out"), "a file");
}

static void takes_an_empty_folder(void **state)
{
    struct fixture *f = *state;
    mkdir(path(f, "out"), 0777);
    assert_true(publish_text(f, "one"));
    assert_string_equal(get(f, "out/top.txt"), "one");
}

static void keeps_what_others_put_there(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    put(f, "out/a/b/x_signed.pdf", "signature");
    assert_true(publish_text(f, "two"));
    assert_int_equal(f->diags.by_level[LEVEL_WARNING], 1);
    assert_string_equal(get(f, "out.giu-1/a/b/x_signed.pdf"), "signature");
    assert_string_equal(get(f, "out/top.txt"), "two");
    assert_null(get(f, "out/a/b/x_signed.pdf"));
    put(f, "out/top.txt", "signed in place");
    assert_true(publish_text(f, "three"));
    assert_string_equal(get(f, "out.giu-2/top.txt"), "signed in place");
}

static void recovers(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    /* died while writing the stage */
    mkdir(path(f, ".out.baocao-moi"), 0777);
    put(f, ".out.baocao-moi/half", "h");
    assert_true(publish_text(f, "two"));
    assert_int_equal(names_in(f), 1);
    /* died between the two renames of a file system that cannot exchange */
    assert_int_equal(rename(path(f, "out"), path(f, ".out.baocao-cu")), 0);
    assert_true(publish_text(f, "three"));
    assert_string_equal(get(f, "out/top.txt"), "three");
    assert_int_equal(names_in(f), 1);
    /* died after the exchange, with a signed file in the old output */
    assert_int_equal(rename(path(f, "out"), path(f, ".out.baocao-moi")), 0);
    put(f, ".out.baocao-moi/signed.pdf", "s");
    assert_true(publish_text(f, "four"));
    assert_string_equal(get(f, "out.giu-1/signed.pdf"), "s");
    assert_string_equal(get(f, "out/top.txt"), "four");
}

/* A disk that does not give the manifest: a pipe in its place cannot be read either. Neither an output of
 * which it is not known whose it is, nor what a run left that died, may go. */
static void keeps_what_it_cannot_judge(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    assert_int_equal(rename(path(f, "out"), path(f, ".out.baocao-moi")), 0);
    put(f, ".out.baocao-moi/signed.pdf", "s");
    assert_int_equal(unlink(path(f, ".out.baocao-moi/.baocao")), 0);
    assert_int_equal(mkfifo(path(f, ".out.baocao-moi/.baocao"), 0666), 0);
    assert_false(publish_text(f, "two"));
    assert_int_equal(diag_exit_status(&f->diags, false), 3);
    assert_string_equal(get(f, ".out.baocao-moi/signed.pdf"), "s");
    assert_int_equal(rename(path(f, ".out.baocao-moi"), path(f, "out")), 0);
    assert_false(publish_text(f, "three"));
    assert_int_equal(diag_exit_status(&f->diags, false), 3);
    assert_string_equal(get(f, "out/signed.pdf"), "s");
}

static void old_output_stays_when_it_cannot_write(void **state)
{
    struct fixture *f = *state;
    if (geteuid() == 0) { /* root writes everywhere: a file in the way of a folder fails for everyone */
        assert_true(publish_text(f, "one"));
        struct tree tree = {.arena = &f->arena};
        tree_add(&tree, "a", "file", 4);
        tree_add(&tree, "a/b", "in a file", 9);
        assert_false(publish(&f->arena, &f->diags, path(f, "out"), &tree));
    } else {
        assert_true(publish_text(f, "one"));
        assert_int_equal(chmod(f->folder, 0555), 0);
        assert_false(publish_text(f, "two"));
        assert_int_equal(chmod(f->folder, 0755), 0);
    }
    assert_int_equal(diag_exit_status(&f->diags, false), 3);
    assert_string_equal(get(f, "out/top.txt"), "one");
    assert_int_equal(names_in(f), 1);
}

static void manifest_is_for_sha256sum(void **state)
{
    struct fixture *f = *state;
    assert_true(publish_text(f, "one"));
    char *command =
        arena_printf(&f->arena, "cd %s/out && sha256sum --quiet -c .baocao 2>/dev/null", f->folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(swaps_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(says_when_nothing_changed, setup, teardown),
        cmocka_unit_test_setup_teardown(knows_strangers_by_the_new_tree, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_foreign_folders, setup, teardown),
        cmocka_unit_test_setup_teardown(refuses_a_file, setup, teardown),
        cmocka_unit_test_setup_teardown(takes_an_empty_folder, setup, teardown),
        cmocka_unit_test_setup_teardown(keeps_what_others_put_there, setup, teardown),
        cmocka_unit_test_setup_teardown(recovers, setup, teardown),
        cmocka_unit_test_setup_teardown(keeps_what_it_cannot_judge, setup, teardown),
        cmocka_unit_test_setup_teardown(old_output_stays_when_it_cannot_write, setup, teardown),
        cmocka_unit_test_setup_teardown(manifest_is_for_sha256sum, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
